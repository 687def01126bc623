//! Every rule, a file each, named as its rule is.

use super::rule::Rule;

pub(super) const CANNOT_ALLOW: &Rule = &cannot_allow::RULE;
pub(super) const UNKNOWN_RULE: &Rule = &unknown_rule::RULE;
pub(super) const UNUSED_ALLOW: &Rule = &unused_allow::RULE;

macro_rules! rules {
    ($($name:ident)*) => {
        $(mod $name;)*

        /// By id.
        pub(super) const ALL: &[&Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    always_clamps
    bad_color
    bad_comparison
    bad_count
    bad_deck
    bad_effect
    bad_expression
    bad_name
    bad_range
    bad_ron
    bad_rule
    bad_select
    bad_start
    bad_was
    bad_weight
    bad_words
    cannot_allow
    choice_never_open
    condition_ring
    condition_too_deep
    control_character
    dead_arm
    dead_else
    deck_too_small
    detour_never_returns
    detour_recursion
    detour_too_deep
    detour_without_goto
    doubled_word
    duplicate_effect
    duplicate_name
    empty_effect
    equal_words
    file_too_long
    goto_ring
    invisible_character
    locked_fallback
    locked_spoiler
    locked_without_when
    lone_choice_locked
    lone_setting
    long_label
    long_wait
    missing_epilogue
    missing_field
    missing_hint
    never_false
    never_read
    never_set
    never_true
    no_beats
    no_exit
    no_scenes
    no_story_file
    no_text
    no_title
    no_words
    not_a_condition
    not_a_number
    not_a_value
    not_utf_8
    number_out_of_range
    number_too_large
    once_only_way
    prose_too_deep
    redundant_condition
    return_without_detour
    same_outcome
    self_goto
    sequence_in_codex
    sequence_too_long
    single_part
    spaced_punctuation
    stray_markup
    too_many_words
    two_exits
    unbalanced_brace
    unclosed_emphasis
    unclosed_if
    unclosed_string
    unexpected_character
    unknown_beat
    unknown_chapter
    unknown_ending
    unknown_field
    unknown_flag
    unknown_goto
    unknown_markup
    unknown_name
    unknown_rule
    unknown_stat
    unknown_word
    unpaired_quote
    unreachable_beat
    unused_allow
    unused_chapter
    unused_ending
    unused_enum
    unused_enum_word
    unused_flag
    unused_named
    unused_rumour
    unused_stat
    words_gap
    wrong_type
    wrong_value
}
