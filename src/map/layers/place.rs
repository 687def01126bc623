//! The column of every item, after Brandes and Koepf: four times links are lined up, leaning to one corner each, and the mean of the middle
//! two is taken.

use std::collections::BTreeSet;

use super::Spacing;
use super::items::{Items, Link};
use super::relax::relax;

/// Columns for all items, such that neighbours keep their distance.
pub(super) fn columns(items: &Items, spacing: &Spacing, steps: &mut u64) -> Vec<i32> {
    let crossed = crossed_links(items);
    let mut drawings = Vec::new();
    for (upward, mirrored) in [(false, false), (false, true), (true, false), (true, true)] {
        drawings.push((mirrored, Leaning { items, spacing, upward, mirrored }.columns(&crossed)));
        *steps += items.rank.len() as u64;
    }
    let ends = |x: &[i32]| {
        let low = (0..x.len()).map(|item| x[item] - items.left[item]).min().unwrap_or(0);
        let high = (0..x.len()).map(|item| x[item] + items.right[item]).max().unwrap_or(0);
        (low, high)
    };
    let narrowest = drawings.iter().map(|(_, x)| ends(x)).min_by_key(|(low, high)| high - low).unwrap_or_default();
    for (mirrored, x) in &mut drawings {
        let (low, high) = ends(x);
        let shift = if *mirrored { narrowest.1 - high } else { narrowest.0 - low };
        x.iter_mut().for_each(|x| *x += shift);
    }
    let middle = |item: usize| {
        let mut four = [drawings[0].1[item], drawings[1].1[item], drawings[2].1[item], drawings[3].1[item]];
        four.sort_unstable();
        // Rounded down for both of two neighbours, so that they keep their distance.
        (four[1] + four[2]).div_euclid(2)
    };
    let mut x: Vec<i32> = (0..items.rank.len()).map(middle).collect();
    relax(items, spacing, &mut x, steps);
    gather(items, spacing, &mut x);
    x
}

/// Takes room out of each row that is more than the spacing wants, to both sides of its first node.
fn gather(items: &Items, spacing: &Spacing, x: &mut [i32]) {
    let Some(most) = spacing.most_room else { return };
    for layer in &items.layers {
        let first = layer.iter().position(|&item| !items.is_waypoint(item)).unwrap_or(0);
        for pair in layer[first..].windows(2) {
            x[pair[1]] = x[pair[1]].min(x[pair[0]] + distance(items, spacing, pair[0], pair[1]) + most);
        }
        for pair in layer[..=first.min(layer.len() - 1)].windows(2).rev() {
            x[pair[0]] = x[pair[0]].max(x[pair[1]] - distance(items, spacing, pair[0], pair[1]) - most);
        }
    }
}

/// How far the reference columns of two neighbours are apart at least.
pub(super) fn distance(items: &Items, spacing: &Spacing, left: usize, right: usize) -> i32 {
    items.right[left] + gap(items, spacing, left, right) + items.left[right]
}

/// Columns of rows that are set from the left, one item after the other.
pub(super) fn packed(items: &Items, spacing: &Spacing) -> Vec<i32> {
    let mut x = vec![0; items.rank.len()];
    for layer in &items.layers {
        let mut next = 0;
        for &item in layer {
            x[item] = next + items.left[item];
            next = x[item] + items.right[item] + spacing.between_nodes;
        }
    }
    x
}

fn gap(items: &Items, spacing: &Spacing, one: usize, other: usize) -> i32 {
    match (items.is_waypoint(one), items.is_waypoint(other)) {
        (false, false) => spacing.between_nodes,
        _ => spacing.between_ways,
    }
}

/// Links that cross a link between waypoints: long ways are straight before short ones.
fn crossed_links(items: &Items) -> BTreeSet<(usize, usize)> {
    let mut crossed = BTreeSet::new();
    for layers in items.layers.windows(2) {
        let (upper, lower) = (&layers[0], &layers[1]);
        let (mut low, mut from) = (0, 0);
        for (at, &item) in lower.iter().enumerate() {
            let inner = items.is_waypoint(item).then(|| items.up[item].iter().find(|up| items.is_waypoint(up.to)));
            let inner = inner.flatten().map(|up| items.position[up.to]);
            if inner.is_none() && at + 1 != lower.len() {
                continue;
            }
            let high = inner.unwrap_or(upper.len().saturating_sub(1));
            for &item in &lower[from..=at] {
                let ups = items.up[item].iter().map(|up| up.to);
                let outside = ups.filter(|&up| items.position[up] < low || items.position[up] > high);
                crossed.extend(outside.map(|up| (up, item)));
            }
            (low, from) = (high, at + 1);
        }
    }
    crossed
}

/// One of the four: links lined up from above or below, to the left or, mirrored, to the right.
struct Leaning<'a> {
    items: &'a Items,
    spacing: &'a Spacing,
    upward: bool,
    mirrored: bool,
}

/// Items lined up in one column: the root of each, and how far it stands from the root's column.
struct Lines {
    root: Vec<usize>,
    shift: Vec<i32>,
}

impl Leaning<'_> {
    fn columns(&self, crossed: &BTreeSet<(usize, usize)>) -> Vec<i32> {
        let layers: Vec<Vec<usize>> = self.items.layers.iter().map(|layer| self.seen(layer)).collect();
        let lines = self.line_up(&layers, crossed);
        let sign = if self.mirrored { -1 } else { 1 };
        self.push_apart(&layers, &lines).into_iter().map(|x| x * sign).collect()
    }

    fn seen(&self, layer: &[usize]) -> Vec<usize> {
        if self.mirrored { layer.iter().rev().copied().collect() } else { layer.to_vec() }
    }

    fn position(&self, item: usize) -> usize {
        let position = self.items.position[item];
        if self.mirrored { self.items.layers[self.items.rank[item]].len() - 1 - position } else { position }
    }

    fn at(&self, at: i32) -> i32 {
        if self.mirrored { -at } else { at }
    }

    fn line_up(&self, layers: &[Vec<usize>], crossed: &BTreeSet<(usize, usize)>) -> Lines {
        let count = self.items.rank.len();
        let mut lines = Lines { root: (0..count).collect(), shift: vec![0; count] };
        let mut is_taken = vec![false; count];
        let order: Vec<&Vec<usize>> = if self.upward { layers.iter().rev().collect() } else { layers.iter().collect() };
        for layer in order {
            let mut free_from = 0;
            for &item in layer {
                let links = if self.upward { &self.items.down[item] } else { &self.items.up[item] };
                let mut links: Vec<&Link> = links.iter().collect();
                links.sort_by_key(|link| (self.position(link.to), self.at(link.there_at)));
                let Some(last) = links.len().checked_sub(1) else { continue };
                for middle in [last / 2, last.div_ceil(2)] {
                    let link = links[middle];
                    let pair = if self.upward { (item, link.to) } else { (link.to, item) };
                    let position = self.position(link.to);
                    if position < free_from || is_taken[link.to] || crossed.contains(&pair) {
                        continue;
                    }
                    is_taken[link.to] = true;
                    lines.root[item] = lines.root[link.to];
                    lines.shift[item] = lines.shift[link.to] + self.at(link.there_at) - self.at(link.here_at);
                    free_from = position + 1;
                    break;
                }
            }
        }
        lines
    }

    /// Lines from left to right, each as far left as its neighbours allow, then back to the right into room that is free.
    fn push_apart(&self, layers: &[Vec<usize>], lines: &Lines) -> Vec<i32> {
        let count = self.items.rank.len();
        let mut right_of: Vec<Vec<(usize, i32)>> = vec![Vec::new(); count];
        let mut waiting = vec![0; count];
        for layer in layers {
            for pair in layer.windows(2) {
                let (one, other) = (pair[0], pair[1]);
                let distance = lines.shift[one] - lines.shift[other] + self.distance(one, other);
                right_of[lines.root[one]].push((lines.root[other], distance));
                waiting[lines.root[other]] += 1;
            }
        }
        let mut order: Vec<usize> = (0..count).filter(|&i| lines.root[i] == i && waiting[i] == 0).collect();
        let mut x = vec![0; count];
        let mut next = 0;
        while let Some(&line) = order.get(next) {
            next += 1;
            for &(other, distance) in &right_of[line] {
                x[other] = x[other].max(x[line] + distance);
                waiting[other] -= 1;
                if waiting[other] == 0 {
                    order.push(other);
                }
            }
        }
        for &line in order.iter().rev() {
            let room = right_of[line].iter().map(|&(other, distance)| x[other] - distance).min();
            x[line] = room.map_or(x[line], |room| room.max(x[line]));
        }
        (0..count).map(|item| x[lines.root[item]] + lines.shift[item]).collect()
    }

    fn distance(&self, one: usize, other: usize) -> i32 {
        let (left, right) = if self.mirrored { (other, one) } else { (one, other) };
        distance(self.items, self.spacing, left, right)
    }
}
