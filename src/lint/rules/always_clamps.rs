//! `always-clamps`: an effect that always goes beyond the range.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::diagnostic::Fix;
use crate::lint::space::bounds;
use crate::story::{Effect, StatId, Story};

pub(super) const RULE: Rule = Rule {
    id: "always-clamps",
    severity: Severity::Warning,
    catches: "An effect that takes a stat beyond the end of its range from every value it can have.",
    why: "The stat stops at the end of its range, so what happens is not what is written.",
    example: Example::Beats(r#"
        "door": (text: "The floor gives way.", then: "nerve -= 20", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "The floor gives way.", then: "nerve = 0", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for list in sound.effect_lists() {
        for (position, effect) in list.range().zip(sound.story.effects(list)) {
            let Some((stat, is_high)) = end_reached(sound.story, effect) else { continue };
            let stat = sound.story.stat(stat);
            let end = if is_high { stat.high } else { stat.low };
            let message = format!("`{}` goes from {} to {}, so this always leaves it at {end}", stat.name, stat.low, stat.high);
            let (place, better) = (sound.written.effect(position), format!("{} = {end}", stat.name));
            report.tell(RULE.at(place, message).fix(Fix::unsure(format!("write `{better}`"), place, better)));
        }
    }
}

/// The stat, and whether it always ends at the top of its range or always at the bottom, without ever being taken there exactly.
fn end_reached(story: &Story, effect: &Effect) -> Option<(StatId, bool)> {
    let (stat, least, greatest) = match *effect {
        Effect::Assign { stat, sum } => {
            let (least, greatest) = bounds(story, sum);
            (stat, least, greatest)
        }
        Effect::Add { stat, sum } => {
            let (least, greatest) = bounds(story, sum);
            let (low, high) = (i32::from(story.stat(stat).low), i32::from(story.stat(stat).high));
            (stat, low.saturating_add(least), high.saturating_add(greatest))
        }
        Effect::Subtract { stat, sum } => {
            let (least, greatest) = bounds(story, sum);
            let (low, high) = (i32::from(story.stat(stat).low), i32::from(story.stat(stat).high));
            (stat, low.saturating_sub(greatest), high.saturating_sub(least))
        }
        Effect::SetBit { .. } | Effect::SetWord { .. } => return None,
    };
    let (low, high) = (i32::from(story.stat(stat).low), i32::from(story.stat(stat).high));
    if least > high {
        return Some((stat, true));
    }
    (greatest < low).then_some((stat, false))
}
