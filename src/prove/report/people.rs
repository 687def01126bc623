//! The report for people: what is wrong first, then what is not known, then all in numbers.

use std::fmt::Write;

use super::{Report, Told};
use crate::prove::exhaustive::{Chances, ONE};
use crate::prove::why::{Reason, Site};
use crate::prove::{Answer, Fact, Sampled, Verdict, Witness};
use crate::story::BeatId;

impl Report<'_> {
    /// The whole report. It depends on nothing but the story and the limits.
    pub fn people(&self) -> String {
        let mut out = String::new();
        self.unreachable(&mut out);
        self.section("no choice is open", Verdict::Wrong, |fact| matches!(fact, Fact::DeadEnd(_)), &mut out);
        self.section(
            "no ending can be reached from here",
            Verdict::Wrong,
            |fact| matches!(fact, Fact::Trap(_)),
            &mut out,
        );
        self.section("a rule does not hold", Verdict::Wrong, |fact| matches!(fact, Fact::Rule(_)), &mut out);
        self.section("never read", Verdict::Unread, |_| true, &mut out);
        self.section("not settled", Verdict::Open, |_| true, &mut out);
        out += &self.totals();
        if self.is_whole {
            self.states(&mut out);
        }
        out
    }

    /// What the story was asked about, one fact after the other, in full.
    pub fn people_why(&self) -> String {
        let mut out = String::new();
        for told in self.told() {
            self.in_full(told, &mut out);
        }
        out
    }

    fn unreachable(&self, out: &mut String) {
        let is_lost = |fact: Fact| matches!(fact, Fact::Beat(_) | Fact::Choice(_) | Fact::Ending(_));
        let lost: Vec<Told> = self.told().filter(|told| told.verdict == Verdict::Wrong && is_lost(told.fact)).collect();
        let beats: Vec<BeatId> = lost.iter().filter_map(|told| beat_of(told.fact)).collect();
        // A choice of a beat that cannot be reached goes without saying.
        let with = |told: &Told| match told.fact {
            Fact::Choice(choice) => beats.contains(&self.story.choice(choice).beat),
            _ => false,
        };
        let mut shown: Vec<&Told> = lost.iter().filter(|told| !with(told)).collect();
        shown.sort_by_key(|told| !matches!(told.fact, Fact::Ending(_)));
        if shown.is_empty() {
            return;
        }
        out.push_str("cannot be reached\n");
        // What is kept away by the same thing stands together, under the reason that is told most directly.
        let mut groups: Vec<(Site, Vec<String>, String)> = Vec::new();
        for told in shown {
            let name = format!("{}{}", told.name, with_choices(self.choices_of(told.fact, &lost)));
            let Some(Reason { text, at }) = self.reasons(told).into_iter().next() else { continue };
            match groups.iter_mut().find(|(site, ..)| *site == at) {
                Some((_, names, known)) => {
                    names.push(name);
                    if text.len() < known.len() {
                        *known = text;
                    }
                }
                None => groups.push((at, vec![name], text)),
            }
        }
        for (at, names, text) in groups {
            names.iter().for_each(|name| line(out, 1, name));
            line(out, 2, &text);
            line(out, 2, &self.place(at).unwrap_or_default());
        }
        out.push('\n');
    }

    /// How many of the lost choices belong to a lost beat.
    fn choices_of(&self, fact: Fact, lost: &[Told]) -> usize {
        match beat_of(fact) {
            Some(beat) => lost.iter().filter(|other| self.is_choice_of(other.fact, beat)).count(),
            None => 0,
        }
    }

    fn is_choice_of(&self, fact: Fact, beat: BeatId) -> bool {
        matches!(fact, Fact::Choice(choice) if self.story.choice(choice).beat == beat)
    }

    fn section(&self, title: &str, verdict: Verdict, is: impl Fn(Fact) -> bool, out: &mut String) {
        let found: Vec<Told> = self.told().filter(|told| told.verdict == verdict && is(told.fact)).collect();
        if found.is_empty() {
            return;
        }
        writeln!(out, "{title}").expect("a string can be written to");
        for told in found {
            self.entry(&told, out);
        }
        out.push('\n');
    }

    fn entry(&self, told: &Told, out: &mut String) {
        let &Told { fact, answer, length, .. } = told;
        match answer {
            Answer::Open(why) => line(out, 1, &format!("{}: {why}", told.name)),
            Answer::Reachable(witness) => {
                let length = length.map(|length| format!(", {length}")).unwrap_or_default();
                line(out, 1, &format!("{}{length}", told.subject()));
                line(out, 2, &self.choices(witness, SHOWN_CHOICES));
            }
            Answer::Impossible => {
                line(out, 1, told.subject());
                if let Some(reason) = self.reasons(told).first() {
                    line(out, 2, &reason.text);
                    line(out, 2, &self.place(reason.at).unwrap_or_default());
                }
            }
        }
        if let Fact::Rule(rule) = fact {
            line(out, 2, &self.story.rules()[rule].about);
        }
    }

    /// The names of the choices, of a long playthrough the last ones.
    fn choices(&self, witness: &Witness, most: usize) -> String {
        let names: Vec<&str> = witness.choices.iter().map(|&choice| self.story.choice(choice).name.as_str()).collect();
        let skipped = names.len().saturating_sub(most);
        let seed = if witness.seed == 0 { String::new() } else { format!("seed {}: ", witness.seed) };
        match skipped {
            0 => format!("{seed}{}", names.join(", ")),
            _ => format!("{seed}… {}", names[skipped..].join(", ")),
        }
    }

    fn totals(&self) -> String {
        let count = |verdict| self.told().filter(|told| told.verdict == verdict).count();
        let right = count(Verdict::Right);
        let kinds = [(Verdict::Wrong, "wrong"), (Verdict::Unread, "never read"), (Verdict::Open, "not settled")];
        let others = kinds.map(|(verdict, word)| (count(verdict), word));
        let parts: Vec<String> =
            others.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        let rest = if parts.is_empty() { "all".to_owned() } else { format!("{}, {right}", parts.join(", ")) };
        let facts = right + others.iter().map(|(count, _)| count).sum::<usize>();
        let facts = if facts == 1 { "1 fact".to_owned() } else { format!("{facts} facts") };
        format!("{}: {facts}, {rest} proved to be as they should\n", self.story.title())
    }

    fn states(&self, out: &mut String) {
        let names: Vec<&str> = self.story.endings().iter().map(|ending| ending.id.as_str()).collect();
        let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
        let mut told = String::new();
        if let (Some(states), Some(chances)) = (self.study.states, &self.study.chances) {
            writeln!(told, "every state was visited: {}", grouped(states)).expect("a string can be written to");
            exact(&names, width, chances, &mut told);
        }
        if let Some(sampled) = &self.study.sampled {
            estimated(&names, width, sampled, &mut told);
        }
        out.push_str(&told);
    }

    fn in_full(&self, told: Told, out: &mut String) {
        let Told { name, answer, length, verdict, .. } = told;
        // Of a rule one wants to hear whether it holds.
        let [reachable, impossible] = match (told.fact, verdict) {
            (Fact::Rule(_), Verdict::Wrong) => ["broken", "broken"],
            (Fact::Rule(_), _) => ["holds", "holds"],
            _ => ["reachable", "impossible"],
        };
        match answer {
            Answer::Open(why) => line(out, 0, &format!("{name}: open: {why}")),
            Answer::Impossible => {
                line(out, 0, &format!("{name}: {impossible}"));
                for reason in self.reasons(&told) {
                    line(out, 1, &reason.text);
                    line(out, 2, &self.place(reason.at).unwrap_or_default());
                }
            }
            Answer::Reachable(witness) => {
                let length = length.map(|length| format!(", {length}")).unwrap_or_default();
                line(out, 0, &format!("{name}: {reachable}{length}"));
                if witness.seed != 0 {
                    line(out, 1, &format!("with the seed {}", witness.seed));
                }
                for &id in &witness.choices {
                    let choice = self.story.choice(id);
                    line(out, 1, &format!("{}: {}", self.story.beat(choice.beat).name, choice.name));
                }
            }
        }
    }
}

/// So many choices of a playthrough are told in a report.
const SHOWN_CHOICES: usize = 8;

fn with_choices(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " and its choice".to_owned(),
        _ => format!(" and its {count} choices"),
    }
}

fn beat_of(fact: Fact) -> Option<BeatId> {
    match fact {
        Fact::Beat(beat) => Some(beat),
        _ => None,
    }
}

/// A line, unless there is nothing to say.
fn line(out: &mut String, depth: usize, text: &str) {
    if !text.is_empty() {
        writeln!(out, "{:indent$}{text}", "", indent = depth * 2).expect("a string can be written to");
    }
}

fn exact(names: &[&str], width: usize, chances: &Chances, out: &mut String) {
    let is_exact = chances.unsettled <= ONE / 1_000_000;
    out.push_str("if each offered choice is as likely as the other, it ends at\n");
    let others = [("no open choice", chances.dead_ends), ("no end", chances.never_ends)];
    let others: Vec<(&str, u128)> = others.into_iter().filter(|(_, chance)| *chance > 0).collect();
    let width = others.iter().map(|(name, _)| name.len()).chain([width]).max().unwrap_or(width);
    for (name, chance) in names.iter().copied().zip(chances.endings.iter().copied()).chain(others) {
        let (least, most) = (percent(chance), percent(chance + chances.unsettled));
        let share = if is_exact { format!("{least} %") } else { format!("{least} to {most} %") };
        line(out, 1, &format!("{name:width$}  {share}"));
    }
}

fn estimated(names: &[&str], width: usize, sampled: &Sampled, out: &mut String) {
    let runs = grouped(sampled.runs.into());
    line(
        out,
        0,
        &format!("not every state was visited; of {runs} random playthroughs, these shares end at (95 % intervals)"),
    );
    let others = [("no open choice", sampled.dead_ends), ("not ended", sampled.given_up)];
    let others: Vec<(&str, u32)> = others.into_iter().filter(|(_, runs)| *runs > 0).collect();
    let width = others.iter().map(|(name, _)| name.len()).chain([width]).max().unwrap_or(width);
    for (name, hits) in names.iter().copied().zip(sampled.endings.iter().copied()).chain(others) {
        let (low, high) = sampled.interval(hits);
        let share = |millionths: u32| format!("{}.{:02}", millionths / 10_000, millionths / 100 % 100);
        line(out, 1, &format!("{name:width$}  {} to {} %", share(low), share(high)));
    }
}

/// A chance in percent, rounded to four decimals.
fn percent(chance: u128) -> String {
    // Of 2⁹⁶, scaled down first so that the product fits.
    let millionths = ((chance >> 16) * 1_000_000 + (ONE >> 17)) / (ONE >> 16);
    format!("{}.{:04}", millionths / 10_000, millionths % 10_000)
}

/// A number with a comma between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
