//! Which edges lead backward, and the rank of every node.

use super::{Edge, Node, Pin};

/// An edge as the numbers of its ends.
type Arc = (usize, usize);

/// For each arc whether it leads back to a node that is still being followed, when the graph is walked depth first: from the roots in their
/// order, then from whatever is left, arcs in theirs. Without those arcs there is no cycle.
pub(in crate::map) fn backward(count: usize, arcs: &[Arc], roots: impl IntoIterator<Item = usize>) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Never,
        Open,
        Done,
    }
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (arc, &(from, _)) in arcs.iter().enumerate() {
        out[from].push(arc);
    }
    let mut back = vec![false; arcs.len()];
    let mut seen = vec![Seen::Never; count];
    let mut path: Vec<(usize, usize)> = Vec::new();
    for root in roots.into_iter().chain(0..count) {
        if seen[root] != Seen::Never {
            continue;
        }
        seen[root] = Seen::Open;
        path.push((root, 0));
        while let Some((node, next)) = path.last_mut() {
            let Some(&arc) = out[*node].get(*next) else {
                seen[*node] = Seen::Done;
                path.pop();
                continue;
            };
            *next += 1;
            let to = arcs[arc].1;
            match seen[to] {
                Seen::Never => {
                    seen[to] = Seen::Open;
                    path.push((to, 0));
                }
                Seen::Open => back[arc] = true,
                Seen::Done => {}
            }
        }
    }
    back
}

/// The two ends of an edge, the upper first.
pub(super) fn upper_lower(edge: &Edge) -> Arc {
    if edge.back { (edge.to, edge.from) } else { (edge.from, edge.to) }
}

/// A rank for every node, from 0 at the top: each edge leads at least one rank down or, if it leads back, up.
pub(super) fn ranks(nodes: &[Node], edges: &[Edge], widest: usize) -> Vec<usize> {
    let arcs: Vec<Arc> = edges.iter().map(upper_lower).collect();
    let (above, below) = neighbours(nodes.len(), &arcs);
    let order = downward(&above, &below);
    let first = usize::from(nodes.iter().any(|node| matches!(node.pin, Pin::Top | Pin::Corner)));
    let mut rank = vec![0; nodes.len()];
    let mut crowd: Vec<usize> = Vec::new();
    for &node in &order {
        if nodes[node].pin != Pin::Free {
            continue;
        }
        let mut at = above[node].iter().map(|&up| rank[up] + 1).max().unwrap_or(0).max(first);
        while crowd.get(at).is_some_and(|&crowd| crowd >= widest) {
            at += 1;
        }
        move_to(&mut crowd, &mut rank[node], None, at);
    }
    for _ in 0..TIGHTENINGS {
        for &node in order.iter().rev().filter(|&&node| nodes[node].pin == Pin::Free) {
            let (ups, downs) = (&above[node], &below[node]);
            let low = ups.iter().map(|&up| rank[up] + 1).max().unwrap_or(0).max(first);
            let high = downs.iter().filter(|&&down| nodes[down].pin == Pin::Free).map(|&down| rank[down] - 1).min();
            let wanted = match high {
                Some(high) if downs.len() > ups.len() => high,
                _ if downs.len() < ups.len() => low,
                _ => rank[node],
            };
            if wanted != rank[node] && crowd.get(wanted).is_none_or(|&crowd| crowd < widest) {
                let from = rank[node];
                move_to(&mut crowd, &mut rank[node], Some(from), wanted);
            }
        }
    }
    let last = (0..nodes.len()).filter(|&node| nodes[node].pin == Pin::Free).map(|node| rank[node]).max();
    for node in (0..nodes.len()).filter(|&node| nodes[node].pin == Pin::Bottom) {
        rank[node] = last.map_or(first, |last| last + 1);
    }
    without_gaps(&mut rank);
    rank
}

/// So often nodes are moved to where their ways are shorter.
const TIGHTENINGS: usize = 6;

fn move_to(crowd: &mut Vec<usize>, rank: &mut usize, from: Option<usize>, to: usize) {
    if let Some(from) = from {
        crowd[from] -= 1;
    }
    if crowd.len() <= to {
        crowd.resize(to + 1, 0);
    }
    crowd[to] += 1;
    *rank = to;
}

/// Who stands above and below each node, each once.
fn neighbours(count: usize, arcs: &[Arc]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut above = vec![Vec::new(); count];
    let mut below = vec![Vec::new(); count];
    for &(up, down) in arcs {
        above[down].push(up);
        below[up].push(down);
    }
    for list in above.iter_mut().chain(&mut below) {
        list.sort_unstable();
        list.dedup();
    }
    (above, below)
}

/// The nodes in an order in which each comes after all above it.
fn downward(above: &[Vec<usize>], below: &[Vec<usize>]) -> Vec<usize> {
    let mut waiting: Vec<usize> = above.iter().map(Vec::len).collect();
    let mut order: Vec<usize> = (0..above.len()).filter(|&node| waiting[node] == 0).collect();
    let mut next = 0;
    while next < order.len() {
        for &down in &below[order[next]] {
            waiting[down] -= 1;
            if waiting[down] == 0 {
                order.push(down);
            }
        }
        next += 1;
    }
    order
}

fn without_gaps(ranks: &mut [usize]) {
    let mut used: Vec<usize> = ranks.to_vec();
    used.sort_unstable();
    used.dedup();
    for rank in ranks {
        *rank = used.partition_point(|used| used < rank);
    }
}
