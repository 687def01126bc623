//! Strongly connected components (Tarjan 1972), without recursion.

/// The components of a graph of `nodes` nodes: for each node the number of its component. Every edge leads within a component or to one
/// with a lower number.
pub(super) fn components<'a>(nodes: u32, next: impl Fn(u32) -> &'a [super::Edge]) -> (Vec<u32>, u32) {
    const UNSEEN: u32 = u32::MAX;
    let mut component = vec![UNSEEN; nodes as usize];
    let mut low = vec![UNSEEN; nodes as usize];
    let (mut order, mut found) = (0, 0);
    let mut stack: Vec<u32> = Vec::new();
    // A node, which of its edges is next, and its own number in the order of discovery.
    let mut path: Vec<(u32, usize, u32)> = Vec::new();
    for root in 0..nodes {
        if low[root as usize] != UNSEEN {
            continue;
        }
        path.push((root, 0, order));
        while let Some((node, edge, number)) = path.pop() {
            if edge == 0 {
                low[node as usize] = number;
                order += 1;
                stack.push(node);
            }
            let mut goes_down = false;
            for (position, to) in next(node).iter().map(|edge| edge.to).enumerate().skip(edge) {
                if low[to as usize] == UNSEEN {
                    path.push((node, position + 1, number));
                    path.push((to, 0, order));
                    goes_down = true;
                    break;
                }
                if component[to as usize] == UNSEEN {
                    low[node as usize] = low[node as usize].min(low[to as usize]);
                }
            }
            if goes_down {
                continue;
            }
            if low[node as usize] == number {
                let start = stack.iter().rposition(|&member| member == node).unwrap_or_default();
                stack.drain(start..).for_each(|member| component[member as usize] = found);
                found += 1;
            }
            if let Some(&(before, ..)) = path.last() {
                low[before as usize] = low[before as usize].min(low[node as usize]);
            }
        }
    }
    (component, found)
}
