//! Who stands left of whom: sweeps down and up by the mean place of neighbours, and swaps, as long as ways cross less.

use super::items::{Items, Link};

/// So many sweeps at most.
const SWEEPS: usize = 24;
/// And no more after so many that were no better.
const PATIENCE: usize = 6;
/// So many rounds of swaps a layer and sweep.
const ROUNDS: usize = 4;
/// Parts that the width of an item is counted in.
const FINE: i64 = 1024;

/// Orders the layers so that few links cross; gives back how many links and pairs it looked at.
pub(super) fn settle(items: &mut Items, roots: &[usize]) -> u64 {
    let mut steps = 0;
    as_walked(items, roots);
    let mut best = items.layers.clone();
    let mut fewest = crossings(items, &mut steps);
    let mut since_better = 0;
    for sweep in 0..SWEEPS {
        if fewest == 0 || since_better >= PATIENCE {
            break;
        }
        let count = items.layers.len();
        for step in 0..count {
            let (layer, from_above) = if sweep % 2 == 0 { (step, true) } else { (count - 1 - step, false) };
            by_mean(items, layer, from_above, &mut steps);
        }
        for layer in 0..count {
            swap_neighbours(items, layer, &mut steps);
        }
        let now = crossings(items, &mut steps);
        if now < fewest {
            (fewest, since_better) = (now, 0);
            best.clone_from(&items.layers);
        } else {
            since_better += 1;
        }
    }
    items.layers = best;
    items.number();
    steps
}

/// The first order: each item as a walk depth first from the roots meets it.
fn as_walked(items: &mut Items, roots: &[usize]) {
    let mut layers = vec![Vec::new(); items.layers.len()];
    let mut is_met = vec![false; items.rank.len()];
    let mut waiting = Vec::new();
    let tops = items.layers.iter().flatten().copied().filter(|&item| items.up[item].is_empty());
    let first = items.corner.into_iter().chain(roots.iter().copied()).chain(tops).chain(0..items.rank.len());
    for root in first.collect::<Vec<_>>() {
        waiting.push(root);
        while let Some(item) = waiting.pop() {
            if !std::mem::replace(&mut is_met[item], true) {
                layers[items.rank[item]].push(item);
                waiting.extend(items.down[item].iter().rev().map(|link| link.to).filter(|&to| !is_met[to]));
            }
        }
    }
    items.layers = layers;
    items.number();
}

/// Where along its layer a link meets the item it leads to, in fine parts.
fn place(items: &Items, link: &Link) -> i64 {
    let item = link.to;
    items.position[item] as i64 * FINE + within(items, item, link.there_at)
}

fn within(items: &Items, item: usize, at: i32) -> i64 {
    let width = i64::from((items.left[item] + items.right[item]).max(1));
    (i64::from(at + items.left[item]) * FINE / width).clamp(0, FINE - 1)
}

/// Sorts a layer by the mean place of each item's neighbours in the layer before. Those without any stay where they are.
fn by_mean(items: &mut Items, layer: usize, from_above: bool, steps: &mut u64) {
    let links = if from_above { &items.up } else { &items.down };
    let old = std::mem::take(&mut items.layers[layer]);
    let mut moving = Vec::new();
    let mut is_fixed = vec![false; old.len()];
    for (at, &item) in old.iter().enumerate() {
        *steps += links[item].len() as u64 + 1;
        if links[item].is_empty() || items.corner == Some(item) {
            is_fixed[at] = true;
            continue;
        }
        let sum: i64 = links[item].iter().map(|link| place(items, link)).sum();
        moving.push((sum * 16 / links[item].len() as i64, item));
    }
    moving.sort_by_key(|&(mean, _)| mean);
    let mut moved = moving.into_iter().map(|(_, item)| item);
    let new = old.iter().zip(is_fixed).map(|(&item, fixed)| if fixed { item } else { moved.next().unwrap_or(item) });
    items.layers[layer] = new.collect();
    for (at, &item) in items.layers[layer].iter().enumerate() {
        items.position[item] = at;
    }
}

/// Swaps neighbours of a layer where that saves crossings.
fn swap_neighbours(items: &mut Items, layer: usize, steps: &mut u64) {
    let mut row = std::mem::take(&mut items.layers[layer]);
    let places = |links: &[Link]| {
        let mut places: Vec<i64> = links.iter().map(|link| place(items, link)).collect();
        places.sort_unstable();
        places
    };
    let mut ends: Vec<[Vec<i64>; 2]> =
        row.iter().map(|&item| [places(&items.up[item]), places(&items.down[item])]).collect();
    for _ in 0..ROUNDS {
        let mut is_better = false;
        for at in 1..row.len() {
            if items.corner == Some(row[at - 1]) {
                continue;
            }
            let (left, right) = (&ends[at - 1], &ends[at]);
            *steps += left.iter().chain(right).map(|ends| ends.len() as u64).sum::<u64>() + 1;
            let as_is: u64 = (0..2).map(|side| pairs_out_of_order(&left[side], &right[side])).sum();
            let swapped: u64 = (0..2).map(|side| pairs_out_of_order(&right[side], &left[side])).sum();
            if swapped < as_is {
                row.swap(at - 1, at);
                ends.swap(at - 1, at);
                is_better = true;
            }
        }
        if !is_better {
            break;
        }
    }
    for (at, &item) in row.iter().enumerate() {
        items.position[item] = at;
    }
    items.layers[layer] = row;
}

/// How many pairs of a left and a right number have the left one greater. Both lists ascend.
fn pairs_out_of_order(left: &[i64], right: &[i64]) -> u64 {
    let (mut pairs, mut smaller) = (0, 0);
    for place in left {
        while right.get(smaller).is_some_and(|other| other < place) {
            smaller += 1;
        }
        pairs += smaller as u64;
    }
    pairs
}

/// How many pairs of links cross.
fn crossings(items: &Items, steps: &mut u64) -> u64 {
    let mut total = 0;
    for layer in &items.layers {
        let mut links: Vec<(i64, i64)> = Vec::new();
        for (at, &item) in layer.iter().enumerate() {
            let ends = items.down[item].iter();
            links.extend(ends.map(|link| (at as i64 * FINE + within(items, item, link.here_at), place(items, link))));
        }
        *steps += links.len() as u64;
        total += inversions(&mut links);
    }
    total
}

/// How many pairs have the first ascend and the second descend.
fn inversions(links: &mut [(i64, i64)]) -> u64 {
    links.sort_unstable();
    let mut seconds: Vec<i64> = links.iter().map(|link| link.1).collect();
    seconds.sort_unstable();
    seconds.dedup();
    // A tree of sums: `counts[n]` counts a stretch of seconds that ends at the n-th and is as long as n's lowest bit.
    let mut counts = vec![0_u64; seconds.len() + 1];
    let mut total = 0;
    for (seen, link) in (0_u64..).zip(&*links) {
        let at = seconds.partition_point(|&second| second < link.1) + 1;
        let (mut upto, mut not_after) = (at, 0);
        while upto > 0 {
            not_after += counts[upto];
            upto &= upto - 1;
        }
        total += seen - not_after;
        let mut from = at;
        while from < counts.len() {
            counts[from] += 1;
            from += from & from.wrapping_neg();
        }
    }
    total
}

#[cfg(test)]
mod tests {
    #[test]
    fn crossings_are_counted_as_by_hand() {
        assert_eq!(super::inversions(&mut [(0, 1), (1, 0)]), 1);
        assert_eq!(super::inversions(&mut [(0, 0), (0, 1), (1, 1)]), 0);
        assert_eq!(super::inversions(&mut [(0, 2), (1, 1), (2, 0), (2, 2)]), 3);
    }
}
