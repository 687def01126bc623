//! The choices of a beat as links: cards of a deck, choices beside it, and fallbacks.

use super::expression::{Speaker, set};
use super::passage::{has_echo, leave, set_out};
use super::prose::{Gap, ProseWriter};
use crate::story::{BeatId, Choice, ChoiceId, Deck, Look};

/// A widget that draws from `_pool` until `_hand` holds so many cards. `random` is kept when a page is gone back to, `shuffle` is not.
pub(super) const DEAL: &str = "<<widget \"deal\">><<for _pool.length gt 0 and _hand.length lt _args[0]>>\
<<run _hand.push(_pool.splice(random(0, _pool.length - 1), 1)[0])>><</for>><</widget>>";

/// Every choice of a beat, as far as it is offered when the passage is shown.
pub(super) fn offers(writer: &ProseWriter, id: BeatId) -> String {
    let Speaker { story, .. } = writer.speaker;
    let beat = story.beat(id);
    let is_card = |id: &ChoiceId| beat.deck.is_some_and(|deck| deck.cards.covers(id.0));
    let (cards, others): (Vec<ChoiceId>, Vec<ChoiceId>) = beat.exit.choices().partition(is_card);
    let mut code = beat.deck.map_or_else(String::new, |deck| deal(writer, deck, &cards));
    if others.iter().any(|&id| story.choice(id).fallback) {
        code.push_str(&any_open(writer, beat.exit.choices()));
    }
    code.extend(others.into_iter().map(|id| offered(writer, id)));
    code
}

/// Draws from the open cards, those of the highest priority first, and shows what was drawn.
fn deal(writer: &ProseWriter, deck: Deck, cards: &[ChoiceId]) -> String {
    let Speaker { story, .. } = writer.speaker;
    let mut priorities: Vec<i16> = cards.iter().map(|&id| story.choice(id).priority).collect();
    priorities.sort_unstable_by(|a, b| b.cmp(a));
    priorities.dedup();
    let mut code = "<<set _hand to []>>\\\n".to_owned();
    for priority in priorities {
        code.push_str("<<set _pool to []>>\\\n");
        for &id in cards.iter().filter(|&&id| story.choice(id).priority == priority) {
            let choice = story.choice(id);
            let push = format!("<<run _pool.push(\"{}\")>>", choice.name);
            code.push_str(&match open(writer, choice) {
                Some(condition) => format!("<<if {condition}>>{push}<</if>>\\\n"),
                None => push + "\\\n",
            });
        }
        code.push_str(&format!("<<deal {}>>\\\n", deck.offer));
    }
    code.push_str("<<for _card range _hand>>");
    for (n, &id) in cards.iter().enumerate() {
        let keyword = if n == 0 { "if" } else { "elseif" };
        let name = &story.choice(id).name;
        code.push_str(&format!("<<{keyword} _card is \"{name}\">>\\\n{}\n", link(writer, id)));
    }
    code + if cards.is_empty() { "<</for>>\\\n" } else { "<</if>><</for>>\\\n" }
}

/// Asks whether anything but a fallback is open.
fn any_open(writer: &ProseWriter, choices: impl Iterator<Item = ChoiceId>) -> String {
    let others = choices.map(|id| writer.speaker.story.choice(id)).filter(|choice| !choice.fallback);
    let conditions: Option<Vec<String>> = others.map(|choice| open(writer, choice)).collect();
    let is_open = match conditions.as_deref() {
        None => "true".to_owned(),
        Some([]) => "false".to_owned(),
        Some([only]) => only.clone(),
        Some(several) => format!("({})", several.join(") or (")),
    };
    format!("<<set _open to {is_open}>>\\\n")
}

/// Under which condition a choice is open, a fallback also that nothing else is; `None` if it always is.
fn open(writer: &ProseWriter, choice: &Choice) -> Option<String> {
    let speaker = writer.speaker;
    let alone = choice.fallback.then(|| "not _open".to_owned());
    let mut parts: Vec<String> = alone.into_iter().chain(unspent(writer, choice)).collect();
    match choice.when {
        Some(when) if parts.is_empty() => return Some(speaker.condition(when)),
        when => parts.extend(when.map(|when| speaker.part_of_and(when))),
    }
    (!parts.is_empty()).then(|| parts.join(" and "))
}

fn unspent(writer: &ProseWriter, choice: &Choice) -> Option<String> {
    choice.once.map(|bit| format!("not {}", writer.speaker.names.bit(bit)))
}

/// The choice if it is open, or why it is locked.
fn offered(writer: &ProseWriter, id: ChoiceId) -> String {
    let speaker = writer.speaker;
    let choice = speaker.story.choice(id);
    let shown = link(writer, id) + "\n";
    let Some(condition) = open(writer, choice) else { return shown };
    let locked = choice.locked.filter(|_| !choice.fallback).map(|reason| {
        let head =
            unspent(writer, choice).map_or_else(|| "<<else>>".to_owned(), |unspent| format!("<<elseif {unspent}>>"));
        let mut label = ProseWriter::new(speaker, writer.visits);
        label.write(choice.text, Gap::None);
        let mut why = ProseWriter::new(speaker, writer.visits);
        why.write(reason, Gap::None);
        let why = if why.out.is_empty() { String::new() } else { format!(" ({})", why.out) };
        format!("{head}\\\n<span class=\"locked\">{}{why}</span>\n", label.out)
    });
    format!("<<if {condition}>>\\\n{shown}{}<</if>>\\\n", locked.unwrap_or_default())
}

/// The link that takes a choice: to its echo, or at once to the beat it leads to.
fn link(writer: &ProseWriter, id: ChoiceId) -> String {
    let speaker = writer.speaker;
    let story = speaker.story;
    let choice = story.choice(id);
    let mut label = ProseWriter::new(speaker, writer.visits);
    label.write(choice.text, Gap::None);
    let mut effects = speaker.effects(choice.then).concat();
    effects.extend(choice.once.map(|bit| set(speaker.names.bit(bit), "true")));
    let to = if has_echo(story, id) {
        story.full_choice_name(id)
    } else {
        let (set_out, next) = set_out(speaker, choice.goto, choice.detour);
        effects.push_str(&leave(speaker, choice.beat));
        effects.push_str(&set_out);
        story.beat(next).name.clone()
    };
    let link = format!("<<link {} \"{to}\">>{effects}<</link>>", quoted(&label.out));
    if choice.look == Look::Mark { format!("<span class=\"mark\">{link}</span>") } else { link }
}

/// As a string that a macro takes.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
