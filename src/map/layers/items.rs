//! What stands in the rows: the nodes, and a waypoint in every row that a way passes.

use std::collections::{BTreeMap, BTreeSet};

use super::rank::upper_lower;
use super::{Edge, Node, Pin, Stop};

/// Nodes, which keep their numbers, and after them waypoints.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// How many of the items are nodes.
    pub nodes: usize,
    pub corner: Option<usize>,
    pub left: Vec<i32>,
    pub right: Vec<i32>,
    pub height: Vec<i32>,
    pub rank: Vec<usize>,
    /// The items of each rank, from left to right.
    pub layers: Vec<Vec<usize>>,
    /// Where each item stands in its layer.
    pub position: Vec<usize>,
    pub up: Vec<Vec<Link>>,
    pub down: Vec<Vec<Link>>,
    /// The waypoints of each edge, from the top down.
    chains: Vec<Vec<usize>>,
}

/// A line to an item in the next layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    pub to: usize,
    /// Where it meets the items, from their reference columns.
    pub here_at: i32,
    pub there_at: i32,
}

/// How far a way keeps others off, to each side.
const WAY: i32 = 5;

impl Items {
    /// Nodes and waypoints, or nothing if there were more waypoints than `most`.
    pub fn new(nodes: &[Node], edges: &[Edge], rank: Vec<usize>, most: usize) -> Option<Self> {
        let mut items = Self::of(nodes, rank);
        let mut waypoints: BTreeMap<(usize, bool, usize), usize> = BTreeMap::new();
        let mut links = BTreeSet::new();
        for edge in edges {
            let (up, down) = upper_lower(edge);
            let (up_at, down_at) = if edge.back { (edge.to_at, edge.from_at) } else { (edge.from_at, edge.to_at) };
            let mut chain = Vec::new();
            for rank in items.rank[up] + 1..items.rank[down] {
                let next = items.rank.len();
                let waypoint = *waypoints.entry((edge.key, edge.back, rank)).or_insert(next);
                if waypoint == next {
                    if next - items.nodes >= most {
                        return None;
                    }
                    items.add_waypoint(rank);
                }
                chain.push(waypoint);
            }
            let (mut from, mut from_at) = (up, up_at);
            for &waypoint in &chain {
                links.insert((from, waypoint, from_at, 0));
                (from, from_at) = (waypoint, 0);
            }
            links.insert((from, down, from_at, down_at));
            items.chains.push(chain);
        }
        items.link(&links);
        items.fill_layers();
        Some(items)
    }

    /// The nodes alone, so many beside each other, pinned ones in rows of their own.
    pub fn in_rows(nodes: &[Node], widest: usize) -> Self {
        let of = |pins: &[Pin]| (0..nodes.len()).filter(|&node| pins.contains(&nodes[node].pin)).collect::<Vec<_>>();
        let (top, free, bottom) = (of(&[Pin::Corner, Pin::Top]), of(&[Pin::Free]), of(&[Pin::Bottom]));
        let rows = [top.as_slice()].into_iter().chain(free.chunks(widest.max(1))).chain([bottom.as_slice()]);
        let mut rank = vec![0; nodes.len()];
        for (row, at) in rows.filter(|row| !row.is_empty()).zip(0..) {
            row.iter().for_each(|&node| rank[node] = at);
        }
        let mut items = Self::of(nodes, rank);
        items.fill_layers();
        items
    }

    fn of(nodes: &[Node], rank: Vec<usize>) -> Self {
        Self {
            nodes: nodes.len(),
            corner: nodes.iter().position(|node| node.pin == Pin::Corner),
            left: nodes.iter().map(|node| node.left).collect(),
            right: nodes.iter().map(|node| node.right).collect(),
            height: nodes.iter().map(|node| node.height).collect(),
            rank,
            up: vec![Vec::new(); nodes.len()],
            down: vec![Vec::new(); nodes.len()],
            ..Self::default()
        }
    }

    fn add_waypoint(&mut self, rank: usize) {
        self.left.push(WAY);
        self.right.push(WAY);
        self.height.push(0);
        self.rank.push(rank);
        self.up.push(Vec::new());
        self.down.push(Vec::new());
    }

    fn link(&mut self, links: &BTreeSet<(usize, usize, i32, i32)>) {
        for &(up, down, up_at, down_at) in links {
            self.down[up].push(Link { to: down, here_at: up_at, there_at: down_at });
            self.up[down].push(Link { to: up, here_at: down_at, there_at: up_at });
        }
    }

    fn fill_layers(&mut self) {
        let count = self.rank.iter().max().map_or(0, |last| last + 1);
        self.layers = vec![Vec::new(); count];
        for (item, &rank) in self.rank.iter().enumerate() {
            self.layers[rank].push(item);
        }
        self.position = vec![0; self.rank.len()];
        self.number();
    }

    /// Notes for each item where it stands.
    pub fn number(&mut self) {
        for layer in &self.layers {
            for (at, &item) in layer.iter().enumerate() {
                self.position[item] = at;
            }
        }
    }

    pub fn is_waypoint(&self, item: usize) -> bool {
        item >= self.nodes
    }

    /// The rows that an edge passes between its ends, from the top down.
    pub fn stops(&self, edge: usize, x: &[i32], rows: &[(i32, i32)]) -> Vec<Stop> {
        let stop = |&item: &usize| {
            let (top, bottom) = rows[self.rank[item]];
            Stop { x: x[item], top, bottom }
        };
        self.chains[edge].iter().map(stop).collect()
    }
}
