//! What `story.ron` must hold, as far as the scenes tell: for a story that has none yet.

use std::collections::{BTreeMap, BTreeSet};

use super::expression::{Node, NodeKind, StatementKind, parse_condition, parse_effects};
use super::markup::{Part, parse};
use super::model::{Beat, SceneFile};
use crate::story::Comparison;

/// So many things of a kind are written out.
const SHOWN: usize = 500;

/// A `story.ron` with which the scenes could be read: every name of theirs is declared in it. `None` if no scene has a beat.
pub(super) fn story_file<'a>(scenes: impl Iterator<Item = (&'a str, &'a SceneFile)> + Clone) -> Option<String> {
    let mut sketch = Sketch::default();
    for (_, scene) in scenes.clone() {
        sketch.chapters.extend(scene.chapter.clone());
        scene.beats.values().for_each(|beat| sketch.beat(beat));
    }
    sketch.settle();
    let mut fields = vec!["title: \"Untitled\"".to_owned(), format!("start: \"{}\"", start(scenes)?)];
    let stat = |name: &String| match sketch.worded.contains(name) {
        true => format!("\"{name}\": (range: 0..=10, start: 0, words: {{0: \"…\"}})"),
        false => format!("\"{name}\": (range: 0..=10, start: 0)"),
    };
    let declared = |(name, words): (&String, &BTreeSet<String>)| {
        let mut words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        if words.is_empty() {
            words.push("\"…\"".to_owned());
        }
        format!("\"{name}\": (words: [{}], start: {})", words.join(", "), words[0])
    };
    let sections = [
        ("stats", '{', sketch.stats.iter().map(stat).collect(), '}'),
        ("enums", '{', sketch.enums.iter().map(declared).collect(), '}'),
        ("flags", '[', sketch.flags.iter().map(|flag| format!("\"{flag}\"")).collect(), ']'),
        ("rumours", '{', titled(&sketch.rumours, ", text: \"…\""), '}'),
        ("chapters", '{', titled(&sketch.chapters, ", number: 1"), '}'),
        ("endings", '{', titled(&sketch.endings, ""), '}'),
    ];
    for (section, open, entries, close) in sections {
        let entries: Vec<String> = entries;
        if !entries.is_empty() {
            let more = if entries.len() > SHOWN { ", …" } else { "" };
            let shown = entries[..entries.len().min(SHOWN)].join(", ");
            fields.push(format!("{section}: {open}{shown}{more}{close}"));
        }
    }
    Some(format!("({})", fields.join(", ")))
}

fn titled(names: &BTreeSet<String>, more: &str) -> Vec<String> {
    names.iter().map(|name| format!("\"{name}\": (title: \"…\"{more})")).collect()
}

/// So many beats are looked at as the start.
const STARTS: usize = 50;

/// Among the beats that nothing leads to and the first of each scene, the one from which the most are reached.
fn start<'a>(scenes: impl Iterator<Item = (&'a str, &'a SceneFile)>) -> Option<String> {
    let full = |scene: &str, beat: &str| if beat.contains('/') { beat.to_owned() } else { format!("{scene}/{beat}") };
    let mut ways: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut firsts = Vec::new();
    for (name, scene) in scenes {
        firsts.extend(scene.beats.keys().next().map(|beat| full(name, beat)));
        for (beat, written) in &scene.beats {
            ways.insert(full(name, beat), targets(written).map(|target| full(name, target)).collect());
        }
    }
    let led_to: BTreeSet<&String> = ways.values().flatten().collect();
    let unled = ways.keys().filter(|beat| !led_to.contains(beat));
    let candidates: Vec<&String> = unled.chain(&firsts).take(STARTS).collect();
    let reached = |start: &String| {
        let (mut seen, mut open) = (BTreeSet::from([start]), vec![start]);
        while let Some(beat) = open.pop() {
            open.extend(ways.get(beat).into_iter().flatten().filter(|next| seen.insert(*next)));
        }
        seen.len()
    };
    // The first of those from which as many are reached.
    candidates.into_iter().rev().max_by_key(|start| reached(start)).cloned()
}

fn targets(beat: &Beat) -> impl Iterator<Item = &str> {
    let choices = beat.choices.iter().flatten().flat_map(|(_, choice)| [Some(&choice.goto), choice.detour.as_ref()]);
    let cards =
        beat.deck.iter().flat_map(|deck| &deck.cards).flat_map(|(_, card)| [Some(&card.goto), card.detour.as_ref()]);
    let drawn = beat.chance.iter().flatten().map(|target| Some(&target.goto));
    let own = [beat.goto.as_ref(), beat.detour.as_ref()];
    own.into_iter().chain(choices).chain(cards).chain(drawn).flatten().map(String::as_str)
}

/// The names that were met, by what they must be.
#[derive(Default)]
struct Sketch {
    stats: BTreeSet<String>,
    /// Stats whose words are shown.
    worded: BTreeSet<String>,
    /// With the words that are asked for or set.
    enums: BTreeMap<String, BTreeSet<String>>,
    flags: BTreeSet<String>,
    rumours: BTreeSet<String>,
    chapters: BTreeSet<String>,
    endings: BTreeSet<String>,
    /// Pairs that are compared or assigned: two stats, or an enum and its word.
    pairs: Vec<(String, String)>,
    /// Stats or enums that are shown.
    shown: BTreeSet<String>,
    /// Enums that have a part for all other words somewhere, with the labels that stand there.
    others: Vec<(String, BTreeSet<String>)>,
}

impl Sketch {
    fn beat(&mut self, beat: &Beat) {
        self.prose(&beat.text);
        self.effects(&beat.then);
        self.endings.extend(beat.ending.clone());
        let cards = beat.deck.iter().flat_map(|deck| deck.cards.values()).map(super::model::Card::to_choice);
        for choice in beat.choices.iter().flatten().map(|(_, choice)| choice.clone()).chain(cards) {
            self.prose(&choice.text);
            self.prose(&choice.echo);
            choice.locked.iter().for_each(|locked| self.prose(locked));
            choice.when.iter().filter_map(|when| parse_condition(when, 0).ok()).for_each(|node| self.truth(&node));
            self.effects(&choice.then);
        }
    }

    fn flag(&mut self, name: &str) {
        match (name.strip_prefix("knows."), name.starts_with("visited.")) {
            (Some(rumour), _) => drop(self.rumours.insert(rumour.to_owned())),
            (None, true) => {}
            (None, false) => drop(self.flags.insert(name.to_owned())),
        }
    }

    fn effects(&mut self, text: &str) {
        for statement in parse_effects(text).0 {
            match &statement.kind {
                StatementKind::Set | StatementKind::Clear => self.flag(&statement.name),
                StatementKind::Assign(Node { kind: NodeKind::Name(word), .. }) => {
                    self.pairs.push((statement.name, word.clone()));
                }
                StatementKind::Assign(node) | StatementKind::Add(node) | StatementKind::Subtract(node) => {
                    self.number(node);
                    self.stats.insert(statement.name);
                }
            }
        }
    }

    fn truth(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Name(name) => self.flag(name),
            NodeKind::Not(inner) => self.truth(inner),
            NodeKind::And(parts) | NodeKind::Or(parts) => parts.iter().for_each(|part| self.truth(part)),
            NodeKind::Compare(left, comparison, right) => match (&left.kind, comparison, &right.kind) {
                (NodeKind::Name(one), Comparison::Equal | Comparison::NotEqual, NodeKind::Name(other)) => {
                    self.pairs.push((one.clone(), other.clone()));
                }
                _ => [left, right].into_iter().for_each(|side| self.number(side)),
            },
            NodeKind::Number(_) | NodeKind::Truth(_) | NodeKind::Sum(_) => {}
        }
    }

    fn number(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Name(name) => drop(self.stats.insert(name.clone())),
            NodeKind::Sum(terms) => terms.iter().for_each(|term| self.number(&term.node)),
            _ => {}
        }
    }

    fn prose(&mut self, text: &str) {
        // Most texts have no markup, and this is far quicker than to read them.
        if text.contains('{') {
            self.parts(&parse(text).0);
        }
    }

    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Text(_) | Part::Space | Part::Paragraph | Part::Emphasis(_) | Part::Strong(_) => {}
                Part::Value { name, as_word: true, .. } => drop(self.worded.insert(name.name.clone())),
                Part::Value { name, .. } => drop(self.shown.insert(name.name.clone())),
                Part::Select(select) => {
                    let words = self.enums.entry(select.name.name.clone()).or_default();
                    let labels = select.arms.iter().flat_map(|(labels, _)| labels).map(|label| &label.name);
                    words.extend(labels.clone().filter(|label| *label != "*").cloned());
                    if labels.clone().any(|label| label == "*") {
                        self.others.push((select.name.name.clone(), labels.cloned().collect()));
                    }
                    select.arms.iter().for_each(|(_, arm)| self.parts(&arm.parts));
                }
                Part::Count { name, arms, .. } => {
                    self.stats.insert(name.name.clone());
                    arms.iter().for_each(|arm| self.parts(&arm.parts));
                }
                Part::If { arms, otherwise } => {
                    for (node, arm) in arms {
                        self.truth(node);
                        self.parts(&arm.parts);
                    }
                    self.parts(&otherwise.parts);
                }
                Part::Sequence { arms, .. } => arms.iter().for_each(|arm| self.parts(&arm.parts)),
            }
        }
    }

    /// Gives every name one kind.
    fn settle(&mut self) {
        for (one, other) in std::mem::take(&mut self.pairs) {
            if self.stats.contains(&one) || self.stats.contains(&other) {
                self.stats.extend([one, other]);
            } else {
                self.enums.entry(one).or_default().insert(other);
            }
        }
        for (name, labels) in std::mem::take(&mut self.others) {
            let words = self.enums.entry(name).or_default();
            if words.is_subset(&labels) {
                words.insert("other".to_owned());
            }
        }
        let worded = self.worded.iter().chain(&self.shown).filter(|name| !self.enums.contains_key(*name));
        self.stats.extend(worded.cloned());
        self.stats.retain(|stat| !self.enums.contains_key(stat));
        self.flags.retain(|flag| !self.stats.contains(flag) && !self.enums.contains_key(flag));
    }
}
