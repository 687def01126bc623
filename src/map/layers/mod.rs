//! A layered drawing of any directed graph, in whole numbers: ranks from the top down, few crossings, long ways straight.
//!
//! Four steps, each in a file: `rank` breaks cycles and gives every node a rank, `items` puts waypoints on long ways, `order` settles who
//! stands left of whom, `place` gives everything its column and `relax` shortens ways. Ways to the same node that span several ranks flow together and share their
//! waypoints, so that the work is bounded by nodes times ranks. No step recurses, and the same graph gives the same drawing everywhere.

mod items;
mod order;
mod place;
mod rank;
mod relax;

pub(super) use rank::backward;

use items::Items;

/// A thing to be placed. Its reference column is where ways meet it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    /// How far it reaches to either side of its reference column.
    pub left: i32,
    pub right: i32,
    pub height: i32,
    pub pin: Pin,
}

/// Where a node has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pin {
    Free,
    /// In the first row, left of everything.
    Corner,
    /// In the first row.
    Top,
    /// In the last row.
    Bottom,
}

/// A way from one node to another. Without those that lead backward the graph must have no cycle, and none may lead to itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    /// Where it leaves and enters, from the reference columns.
    pub from_at: i32,
    pub to_at: i32,
    /// It leads upward.
    pub back: bool,
    /// Edges of one direction and key share their waypoints.
    pub key: usize,
}

/// How wide things may get and how far apart they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spacing {
    pub between_nodes: i32,
    pub between_ways: i32,
    /// The least height of the room between two rows.
    pub between_rows: i32,
    /// The most room between two things in a row, beyond what they must have; without it as much as keeps ways straight.
    pub most_room: Option<i32>,
    /// So many free nodes share a rank at most.
    pub widest: usize,
    /// With more waypoints than this the nodes stand in rows, as they come, and ways run straight behind them.
    pub most_waypoints: usize,
}

/// Where a way passes a row: straight down this column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stop {
    pub x: i32,
    pub top: i32,
    pub bottom: i32,
}

/// Where everything stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// The reference columns of the nodes.
    pub x: Vec<i32>,
    /// The rows they stand in, from their first line to their last.
    pub rows: Vec<(i32, i32)>,
    /// For each edge the rows it passes between its ends, from the top down, whichever way it leads.
    pub stops: Vec<Vec<Stop>>,
    pub width: i32,
    pub height: i32,
    /// The graph was too large: nodes stand in rows as they came.
    pub is_plain: bool,
    /// How much work it was: links and pairs looked at.
    pub steps: u64,
}

/// Places the nodes. `roots` are drawn first and furthest to the left.
pub(super) fn lay_out(nodes: &[Node], edges: &[Edge], roots: &[usize], spacing: &Spacing) -> Layout {
    let ranks = rank::ranks(nodes, edges, spacing.widest);
    match Items::new(nodes, edges, ranks, spacing.most_waypoints) {
        Some(mut items) => {
            let mut steps = order::settle(&mut items, roots);
            let columns = place::columns(&items, spacing, &mut steps);
            finish(nodes, edges, &items, &columns, spacing, steps)
        }
        None => {
            let items = Items::in_rows(nodes, spacing.widest);
            let columns = place::packed(&items, spacing);
            let mut layout = finish(nodes, &[], &items, &columns, spacing, nodes.len() as u64);
            layout.stops = vec![Vec::new(); edges.len()];
            layout.is_plain = true;
            layout
        }
    }
}

fn finish(nodes: &[Node], edges: &[Edge], items: &Items, columns: &[i32], spacing: &Spacing, steps: u64) -> Layout {
    let far_left = (0..columns.len()).map(|item| columns[item] - items.left[item]).min().unwrap_or(0);
    let mut x: Vec<i32> = columns.iter().map(|column| column - far_left).collect();
    for (node, _) in nodes.iter().enumerate().filter(|(_, node)| node.pin == Pin::Corner) {
        x[node] = items.left[node];
    }
    let rows = rows(items, &x, spacing);
    let stops = (0..edges.len()).map(|edge| items.stops(edge, &x, &rows)).collect();
    let width = (0..x.len()).map(|item| x[item] + items.right[item]).max().unwrap_or(0);
    Layout {
        rows: (0..nodes.len()).map(|node| rows[items.rank[node]]).collect(),
        stops,
        width,
        height: rows.last().map_or(0, |row| row.1),
        is_plain: false,
        steps,
        x: x.into_iter().take(nodes.len()).collect(),
    }
}

/// The height of every row, with the more room between two the further ways travel sideways there.
fn rows(items: &Items, x: &[i32], spacing: &Spacing) -> Vec<(i32, i32)> {
    const FURTHER: i32 = 12;
    const MOST: i32 = 76;
    let mut rows = Vec::with_capacity(items.layers.len());
    let mut top = 0;
    for layer in &items.layers {
        let height = layer.iter().map(|&item| items.height[item]).max().unwrap_or(0);
        rows.push((top, top + height));
        let sideways = layer.iter().flat_map(|&item| {
            items.down[item].iter().map(move |link| (x[item] + link.here_at - x[link.to] - link.there_at).abs())
        });
        let furthest = sideways.max().unwrap_or(0);
        top += height + spacing.between_rows + (furthest / FURTHER).min(MOST);
    }
    rows
}
