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
    condition_ring
    condition_too_deep
    control_character
    detour_recursion
    detour_too_deep
    detour_without_goto
    duplicate_key
    duplicate_name
    file_too_long
    locked_fallback
    locked_without_when
    missing_field
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
    prose_too_deep
    return_without_detour
    sequence_too_long
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
    unused_allow
    wrong_type
    wrong_value
}
