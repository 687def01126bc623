//! What a condition outside of the story mentions, as one in a walkthrough.

use std::ops::Range;

use super::Thing;
use super::expression::{Node, NodeKind, Statement, StatementKind, parse_condition, parse_effects};
use crate::story::{SceneId, Story};

/// Every name in the condition that stands for something, and the bytes of the name alone. A condition that cannot be read mentions nothing.
pub(super) fn mentions_in(condition: &str, story: &Story) -> Vec<(Thing, Range<usize>)> {
    let mut found = Vec::new();
    mentions_below(parse_condition(condition, 0).into_iter().collect(), story, &mut found);
    found
}

/// Every name in the effects that stands for something. An effect that cannot be read mentions nothing.
pub(super) fn mentions_in_effects(effects: &str, story: &Story) -> Vec<(Thing, Range<usize>)> {
    let mut found = Vec::new();
    for Statement { name, name_range, kind, .. } in parse_effects(effects).0 {
        let named = Node { range: name_range.clone(), kind: NodeKind::Name(name.clone()) };
        name_mentions(&name, name_range, story, &mut found);
        match kind {
            StatementKind::Set | StatementKind::Clear => {}
            StatementKind::Assign(node) => match word_mention(&named, &node, story) {
                Some(word) => found.push(word),
                None => mentions_below(vec![node], story, &mut found),
            },
            StatementKind::Add(node) | StatementKind::Subtract(node) => mentions_below(vec![node], story, &mut found),
        }
    }
    found
}

fn mentions_below(mut open: Vec<Node>, story: &Story, found: &mut Vec<(Thing, Range<usize>)>) {
    while let Some(node) = open.pop() {
        match node.kind {
            NodeKind::Name(name) => name_mentions(&name, node.range, story, found),
            NodeKind::Not(inner) => open.push(*inner),
            NodeKind::And(parts) | NodeKind::Or(parts) => open.extend(parts),
            NodeKind::Compare(left, _, right) => {
                found.extend(word_mention(&left, &right, story).or_else(|| word_mention(&right, &left, story)));
                open.extend([*left, *right]);
            }
            NodeKind::Sum(terms) => open.extend(terms.into_iter().map(|term| term.node)),
            NodeKind::Number(_) | NodeKind::Truth(_) => {}
        }
    }
}

fn name_mentions(name: &str, range: Range<usize>, story: &Story, found: &mut Vec<(Thing, Range<usize>)>) {
    if let Some(beat) = name.strip_prefix("visited.") {
        let start = range.start + "visited.".len();
        let (Some(id), Some(slash)) = (story.find_beat(beat), beat.find('/')) else { return };
        let scene: SceneId = story.beat(id).scene;
        found.push((Thing::Scene(scene), start..start + slash));
        found.push((Thing::Beat(id), start + slash + 1..range.end));
        return;
    }
    if let Some(id) = name.strip_prefix("knows.") {
        let rumour = story.find_rumour(id);
        found.extend(rumour.map(|rumour| (Thing::Rumour(rumour), range.start + "knows.".len()..range.end)));
        return;
    }
    let stat = || story.find_stat(name).map(Thing::Stat);
    let flag = || story.find_flag(name).map(Thing::Flag);
    let declared = || story.find_enum(name).map(Thing::Enum);
    let named = || story.find_named_condition(name).map(Thing::NamedCondition);
    found.extend(stat().or_else(flag).or_else(declared).or_else(named).map(|thing| (thing, range)));
}

fn word_mention(side: &Node, other: &Node, story: &Story) -> Option<(Thing, Range<usize>)> {
    let (NodeKind::Name(name), NodeKind::Name(word)) = (&side.kind, &other.kind) else { return None };
    let id = story.find_enum(name)?;
    Some((Thing::Word(id, story.find_word(id, word)?), other.range.clone()))
}
