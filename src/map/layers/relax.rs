//! Moves what stands in one line, as far as its neighbours leave room, to where its ways are shorter.

use super::Spacing;
use super::items::{Items, Link};
use super::place::distance;

/// So many rounds at most; every other one moves long ways by themselves, without the nodes at their ends.
const ROUNDS: usize = 12;
/// A bend between two waypoints counts as much as so many elsewhere.
const STRAIGHTNESS: i64 = 4;

/// Moves lines until none gets better, or for so many rounds.
pub(super) fn relax(items: &Items, spacing: &Spacing, x: &mut [i32], steps: &mut u64) {
    let mut without_change = 0;
    for round in 0..ROUNDS {
        let glued = |one: usize, other: usize| round % 2 == 0 || items.is_waypoint(one) && items.is_waypoint(other);
        let units = units(items, x, glued);
        let mut unit_of = vec![0; x.len()];
        for (unit, members) in units.iter().enumerate() {
            members.iter().for_each(|&item| unit_of[item] = unit);
        }
        let mut is_changed = false;
        for (unit, members) in units.iter().enumerate() {
            let shift = shift(items, spacing, x, members, |item| unit_of[item] == unit, steps);
            members.iter().for_each(|&item| x[item] += shift);
            is_changed |= shift != 0;
        }
        without_change = if is_changed { 0 } else { without_change + 1 };
        if without_change == 2 {
            break;
        }
    }
}

/// How far a link is from being straight.
fn bend(x: &[i32], item: usize, link: &Link) -> i64 {
    i64::from(x[link.to] + link.there_at - x[item] - link.here_at)
}

/// Items that straight links hold together.
fn units(items: &Items, x: &[i32], glued: impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let mut units = Vec::new();
    let mut is_met = vec![false; x.len()];
    for first in 0..x.len() {
        if is_met[first] {
            continue;
        }
        is_met[first] = true;
        let mut members = vec![first];
        let mut next = 0;
        while let Some(&item) = members.get(next) {
            next += 1;
            for link in items.up[item].iter().chain(&items.down[item]) {
                if !is_met[link.to] && bend(x, item, link) == 0 && glued(item, link.to) {
                    is_met[link.to] = true;
                    members.push(link.to);
                }
            }
        }
        units.push(members);
    }
    units
}

/// How far to move a unit: to the middle of what its links to others ask for, as far as there is room and if that makes them shorter.
fn shift(
    items: &Items,
    spacing: &Spacing,
    x: &[i32],
    members: &[usize],
    is_member: impl Fn(usize) -> bool,
    steps: &mut u64,
) -> i32 {
    let mut bends: Vec<(i64, i64)> = Vec::new();
    let (mut low, mut high) = (i64::MIN, i64::MAX);
    for &item in members {
        for link in items.up[item].iter().chain(&items.down[item]).filter(|link| !is_member(link.to)) {
            let is_long = items.is_waypoint(item) && items.is_waypoint(link.to);
            bends.push((bend(x, item, link), if is_long { STRAIGHTNESS } else { 1 }));
        }
        *steps += 1;
        let (layer, at) = (&items.layers[items.rank[item]], items.position[item]);
        if let Some(&left) = at.checked_sub(1).and_then(|at| layer.get(at)).filter(|&&left| !is_member(left)) {
            low = low.max(i64::from(x[left] + distance(items, spacing, left, item) - x[item]));
        }
        if let Some(&right) = layer.get(at + 1).filter(|&&right| !is_member(right)) {
            high = high.min(i64::from(x[right] - distance(items, spacing, item, right) - x[item]));
        }
    }
    *steps += bends.len() as u64;
    bends.sort_unstable();
    let total: i64 = bends.iter().map(|(_, weight)| weight).sum();
    let mut passed = 0;
    let middle = bends.iter().find(|(_, weight)| {
        passed += weight;
        passed * 2 >= total
    });
    let Some(&(wanted, _)) = middle else { return 0 };
    if low > high {
        return 0;
    }
    let shift = wanted.clamp(low, high);
    let length = |shift: i64| bends.iter().map(|(bend, weight)| (bend - shift).abs() * weight).sum::<i64>();
    if length(shift) < length(0) { i32::try_from(shift).unwrap_or(0) } else { 0 }
}
