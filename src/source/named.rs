//! Conditions with names: each is compiled once, after those that it asks.

use super::build::Builder;
use super::expression::{Node, NodeKind, parse_condition};
use super::lower::Site;
use super::model::StoryFile;
use super::names::Named;
use super::place::At;
use super::salvage::ReadFile;
use crate::diagnostic::{Diagnostic, Sources};
use crate::story::Condition;

/// A named condition may ask another that asks another, and so on; so many in a row.
const MAX_DEPTH: usize = 32;

/// And so many conditions in all, each counted wherever it is asked: that many are looked at when one is.
const MAX_SIZE: usize = 4096;

/// Compiles them all. Reports those that ask themselves.
pub(super) fn build(builder: &mut Builder, read: &ReadFile<StoryFile>, sources: &Sources) {
    let (Some(at), Some(content)) = (At::root(read, sources), &read.content) else { return };
    let at = at.child("named");
    let parts: Vec<(usize, Vec<usize>)> = content.named.values().map(|text| asked_by(builder, text)).collect();
    let mut asked: Vec<Vec<usize>> = parts.iter().map(|(_, asked)| asked.clone()).collect();
    asked.iter_mut().for_each(|asked| {
        asked.sort_unstable();
        asked.dedup();
    });
    let (order, depths) = order(&asked);
    let mut sizes = vec![0_usize; parts.len()];
    let in_ring: Vec<usize> = (0..asked.len()).filter(|named| !order.contains(named)).collect();
    for &named in &in_ring {
        report_ring(builder, named, &asked, &in_ring, at);
    }
    for named in order.into_iter().chain(in_ring) {
        let Some((name, text)) = content.named.get_index(named) else { continue };
        let site = Site { at: at.child(name), scene: "" };
        if depths[named] > MAX_DEPTH {
            let message = format!("named conditions may ask each other {MAX_DEPTH} deep");
            let hint = "let it ask the stats and flags themselves";
            builder.report(Diagnostic::error("condition-too-deep", message, site.at.value()).hint(hint));
        }
        let (own, others) = &parts[named];
        sizes[named] = others.iter().fold(*own, |size, other| size.saturating_add(sizes[*other]));
        if sizes[named] > MAX_SIZE && others.iter().all(|other| sizes[*other] <= MAX_SIZE) {
            let message = format!("this asks more than {MAX_SIZE} conditions, counted with those that it asks by name");
            let hint = "ask each named condition once, or let a flag remember the answer";
            builder.report(Diagnostic::error("condition-too-deep", message, site.at.value()).hint(hint));
        }
        let compiled = builder.condition(text, site);
        let id = compiled.unwrap_or_else(|| builder.push(Condition::Constant(true), site, 0..text.len()));
        builder.parts.named_conditions[named].condition = id;
    }
}

/// How many parts a text has, and the named conditions that it asks, as often as it does; nothing if it cannot be read.
fn asked_by(builder: &Builder, text: &str) -> (usize, Vec<usize>) {
    let (mut size, mut asked) = (0, Vec::new());
    let mut open: Vec<Node> = parse_condition(text, 0).into_iter().collect();
    while let Some(node) = open.pop() {
        size += 1;
        match node.kind {
            NodeKind::Name(name) => {
                if let Some(Named::Condition(id)) = builder.names.values.get(&name) {
                    asked.push(id.index());
                }
            }
            NodeKind::Not(inner) => open.push(*inner),
            NodeKind::And(parts) | NodeKind::Or(parts) => open.extend(parts),
            NodeKind::Compare(left, _, right) => open.extend([*left, *right]),
            NodeKind::Sum(terms) => open.extend(terms.into_iter().map(|term| term.node)),
            NodeKind::Number(_) | NodeKind::Truth(_) => {}
        }
    }
    (size, asked)
}

/// Those that end in no ring, each after all that it asks; and how deep each goes.
fn order(asked: &[Vec<usize>]) -> (Vec<usize>, Vec<usize>) {
    let mut asked_from: Vec<Vec<usize>> = vec![Vec::new(); asked.len()];
    for (named, others) in asked.iter().enumerate() {
        others.iter().for_each(|&other| asked_from[other].push(named));
    }
    let mut waits_for: Vec<usize> = asked.iter().map(Vec::len).collect();
    let mut order: Vec<usize> = (0..asked.len()).filter(|&named| waits_for[named] == 0).collect();
    let mut depths = vec![1; asked.len()];
    let mut next = 0;
    while let Some(&named) = order.get(next) {
        next += 1;
        for &user in &asked_from[named] {
            depths[user] = depths[user].max(depths[named] + 1);
            waits_for[user] -= 1;
            if waits_for[user] == 0 {
                order.push(user);
            }
        }
    }
    (order, depths)
}

/// Tells of a ring once, at its first member; what only leads into a ring is not at fault.
fn report_ring(builder: &mut Builder, named: usize, asked: &[Vec<usize>], in_ring: &[usize], at: At) {
    let mut path = vec![named];
    let mut seen = vec![false; asked.len()];
    // The way back to where it started, by the first unseen condition at every turn.
    while let Some(&last) = path.last() {
        if asked[last].contains(&named) {
            break;
        }
        match asked[last].iter().find(|other| in_ring.contains(other) && !seen[**other]) {
            Some(&next) => {
                seen[next] = true;
                path.push(next);
            }
            None => drop(path.pop()),
        }
    }
    if path.iter().min() != Some(&named) {
        return;
    }
    let name = |id: &usize| format!("`{}`", builder.parts.named_conditions[*id].name);
    let ring: Vec<String> = path.iter().chain([&named]).map(name).collect();
    let message = format!("this condition asks itself: {}", ring.join(" asks "));
    let place = at.child(&builder.parts.named_conditions[named].name);
    let hint = if path.len() == 1 { "let it ask something else" } else { "let one of them ask something else" };
    builder.report(Diagnostic::error("condition-ring", message, place.value()).hint(hint));
}
