//! An audit in words and for other programs.

use serde_json::{Map, Value, json as value};

use super::{Basis, Idle, IdleCondition, NotAll, Pair, Told, Vain, VainEffect};
use crate::diagnostic::Span;
use crate::explore::{Way, share, wilson};
use crate::lines::{counted, number, row, wrap};
use crate::story::{ChoiceId, Notation, Stretch};

/// So many of a kind are listed; `--json` holds all.
const MOST_LISTED: usize = 60;

impl Told<'_> {
    fn place(&self, span: Span) -> String {
        let place = self.sources.place(span.file, span.start as usize);
        format!("{}:{}:{}", self.sources.path(span.file), place.line, place.column)
    }

    fn choice_place(&self, choice: ChoiceId) -> String {
        let at = self.written.choice(choice, self.story, self.sources);
        at.map_or_else(String::new, |at| self.place(at.name()))
    }

    /// `seed 3: knock, unlock`; of a long way only its end.
    fn way_words(&self, way: &Way) -> String {
        const LAST: usize = 6;
        let names: Vec<&str> = way.choices.iter().map(|id| self.story.choice(*id).name.as_str()).collect();
        let skipped = names.len().saturating_sub(LAST);
        match (names.len(), skipped) {
            (0, _) => format!("at the start, seed {}", way.seed),
            (_, 0) => format!("seed {}: {}", way.seed, names.join(", ")),
            (all, _) => {
                let last = names[skipped..].join(", ");
                format!("seed {}, after {} choices, the last of them {last}", way.seed, number(all as u64))
            }
        }
    }

    fn way_json(&self, way: &Way) -> Value {
        let names: Vec<String> = way.choices.iter().map(|id| self.story.full_choice_name(*id)).collect();
        value!({"seed": way.seed, "choices": names})
    }

    fn effect(&self, at: usize) -> String {
        let stretch = Stretch { start: at as u32, end: at as u32 + 1 };
        Notation::of(self.story).effects(stretch)
    }

    fn basis(&self) -> String {
        match self.audit.basis {
            Basis::AllStates(states) => format!(
                "Exact: all {} that a reader can stand in were visited, so this holds in every playthrough.",
                counted(states as u64, "state")
            ),
            Basis::Playthroughs(runs, why) => {
                let why = match why {
                    NotAll::Chance => "chance has a say in this story".to_owned(),
                    NotAll::TooMany(most) => format!("there are more than {} states", number(most as u64)),
                };
                let runs = counted(runs, "playthrough");
                format!("Sampled: this is what {runs} at random showed, since {why}; in others it may be otherwise.")
            }
        }
    }
}

fn pair_words(pair: &Pair, basis: Basis) -> String {
    let differs = if pair.same_page { "nothing differs" } else { "nothing but the page that follows differs" };
    let states = match basis {
        Basis::AllStates(_) => counted(pair.met, "state"),
        Basis::Playthroughs(..) => counted(pair.met, "compared state"),
    };
    format!("{differs}, in {states}")
}

/// For people: lines of at most 80 columns.
pub fn table(told: &Told) -> String {
    let notation = Notation::of(told.story);
    let audit = told.audit;
    let mut lines = vec![told.story.title().to_owned()];
    lines.extend(wrap(&told.basis(), "", ""));
    let alike = audit.alike.iter().map(|((a, b), pair)| {
        let (beat, a, b) = (told.story.choice(*a).beat, told.story.choice(*a), told.story.choice(*b));
        let way = told.way_words(&pair.way);
        let beat = &told.story.beat(beat).name;
        format!("{beat}: `{}` and `{}`: {}; {way}", a.name, b.name, pair_words(pair, audit.basis))
    });
    list(&mut lines, "Choices that do not matter", audit.alike.len(), alike);
    for (kind, name) in [
        (Idle::AlwaysHolds, "Conditions that always hold when they are asked"),
        (Idle::NeverHolds, "Conditions that never hold when they are asked"),
        (Idle::NeverDecides, "Conditions that never decide, beside the others"),
    ] {
        let of: Vec<_> = audit.idle.iter().filter(|found| found.idle == kind).collect();
        let said = of.iter().map(|IdleCondition { condition, way, .. }| {
            let place = told.place(told.written.condition(*condition));
            format!("{} ({place}); {}", notation.condition(*condition), told.way_words(way))
        });
        list(&mut lines, name, of.len(), said);
    }
    for (kind, name) in [
        (Vain::NeverChanges, "Effects that never change anything"),
        (Vain::NeverRead, "Effects that are never read before the next change"),
    ] {
        let of: Vec<_> = audit.vain.iter().filter(|found| found.vain == kind).collect();
        let said = of.iter().map(|VainEffect { position, way, .. }| {
            let place = told.place(told.written.effect(*position));
            format!("{} ({place}); {}", told.effect(*position), told.way_words(way))
        });
        list(&mut lines, name, of.len(), said);
    }
    if !audit.has_faults() {
        lines.extend([String::new(), "Nothing was found that does nothing.".to_owned()]);
    }
    lines.extend(sampled(told));
    lines.join("\n") + "\n"
}

/// What is told of playthroughs in any case.
fn sampled(told: &Told) -> Vec<String> {
    let tally = told.tally;
    let columns = ["times", "share", "95 %"].map(str::to_owned);
    let mut lines = vec![String::new(), row("Endings, the likeliest first", &columns)];
    let mut endings: Vec<_> = told.story.endings().iter().zip(&tally.endings).collect();
    endings.sort_by_key(|(_, met)| std::cmp::Reverse(met.times));
    for (ending, met) in endings {
        let (low, high) = wilson(met.times, tally.runs);
        let percent = |part: u64| format!("{}.{:02}", part / 100, part % 100);
        let interval = format!("{}-{}", percent(low), percent(high));
        let share = percent(share(met.times, tally.runs)) + " %";
        lines.push(row(&format!("  {}", ending.id), &[number(met.times), share, interval]));
    }
    let runs = counted(tally.runs, "playthrough");
    lines.extend(wrap(&format!("Sampled: {runs}, each open choice as likely as the other."), "  ", "  "));
    let undecided = &tally.undecided;
    if let (Some((from, to)), Some(way)) = (undecided.stretch.beats, &undecided.way) {
        let (from, to) = (&told.story.beat(from).name, &told.story.beat(to).name);
        let words = counted(undecided.stretch.words, "word");
        lines.push(String::new());
        lines.push("Longest stretch without a decision, in those playthroughs".to_owned());
        lines.extend(wrap(&format!("{words}, from {from} to {to}: {}", told.way_words(way)), "  ", "    "));
    }
    lines
}

fn list(lines: &mut Vec<String>, name: &str, of: usize, said: impl Iterator<Item = String>) {
    if of == 0 {
        return;
    }
    lines.extend([String::new(), format!("{name}: {}", number(of as u64))]);
    said.take(MOST_LISTED).for_each(|said| lines.extend(wrap(&said, "  ", "    ")));
    if of > MOST_LISTED {
        lines.push(format!("  and {} more; `--json` lists all", number((of - MOST_LISTED) as u64)));
    }
}

/// For other programs. The names are a promise.
pub fn json(told: &Told) -> Value {
    let notation = Notation::of(told.story);
    let audit = told.audit;
    let (basis, size) = match audit.basis {
        Basis::AllStates(states) => ("all_states", states as u64),
        Basis::Playthroughs(runs, _) => ("playthroughs", runs),
    };
    let alike: Vec<Value> = audit
        .alike
        .iter()
        .map(|((a, b), pair)| {
            value!({
                "choices": [told.story.full_choice_name(*a), told.story.full_choice_name(*b)],
                "places": [told.choice_place(*a), told.choice_place(*b)],
                "same_page": pair.same_page,
                "states": pair.met,
                "way": told.way_json(&pair.way),
            })
        })
        .collect();
    let idle = audit.idle.iter().map(|IdleCondition { condition, idle, way }| {
        let kind = match idle {
            Idle::AlwaysHolds => "always_holds",
            Idle::NeverHolds => "never_holds",
            Idle::NeverDecides => "never_decides",
        };
        let place = told.place(told.written.condition(*condition));
        value!({"condition": notation.condition(*condition), "place": place, "is": kind, "way": told.way_json(way)})
    });
    let vain = audit.vain.iter().map(|VainEffect { position, vain, way }| {
        let kind = if *vain == Vain::NeverChanges { "never_changes" } else { "never_read" };
        let place = told.place(told.written.effect(*position));
        value!({"effect": told.effect(*position), "place": place, "is": kind, "way": told.way_json(way)})
    });
    let endings = told.story.endings().iter().zip(&told.tally.endings);
    let endings: Map<String, Value> = endings
        .map(|(ending, met)| {
            let way = met.first.as_ref().map(|way| told.way_json(way));
            (ending.id.clone(), value!({"times": met.times, "way": way}))
        })
        .collect();
    let undecided = &told.tally.undecided;
    let name = |beat| told.story.beat(beat).name.clone();
    let (from, to) = undecided.stretch.beats.map(|(from, to)| (name(from), name(to))).unzip();
    value!({
        "basis": basis,
        "visited": size,
        "alike": alike,
        "conditions": idle.collect::<Vec<_>>(),
        "effects": vain.collect::<Vec<_>>(),
        "sampled": {
            "runs": told.tally.runs,
            "seed": told.options.seed,
            "endings": endings,
            "longest_without_decision": {
                "words": undecided.stretch.words,
                "from": from,
                "to": to,
                "way": undecided.way.as_ref().map(|way| told.way_json(way)),
            },
        },
    })
}
