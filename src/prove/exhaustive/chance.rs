//! How likely each ending is: the absorbing Markov chain over all states, in whole numbers.
//!
//! A chance is a number of parts of [`ONE`]. What flows into a state flows on along its edges, component by component. Within a component
//! it goes round until hardly anything is left. Every division is rounded down, and nothing is ever added, so each result is at most the
//! true chance, and all that was rounded off or still goes round is [`Chances::unsettled`]: no true chance is greater by more than that.

use super::components::components;
use super::{Edge, Space};
use crate::story::{Exit, Story};

/// The chance 1.
pub const ONE: u128 = 1 << 96;

/// What all playthroughs come to, if every offered choice is as likely as the other. The parts add up to [`ONE`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chances {
    /// By ending.
    pub endings: Vec<u128>,
    /// Nothing is open.
    pub dead_ends: u128,
    /// It goes on for ever.
    pub never_ends: u128,
    /// What could not be told: every chance above is too small by at most this.
    pub unsettled: u128,
}

/// Less than this that still goes round is let go: a millionth of a millionth.
const HARDLY_ANYTHING: u128 = ONE / 1_000_000_000_000;
/// So many edges are passed at most, over all rounds.
const MOST_PASSES: u64 = 300_000_000;

impl Chances {
    pub(super) fn of(story: &Story, space: &Space) -> Self {
        let nodes = space.len();
        let (component, count) = components(nodes, |node| space.edges(node));
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); count as usize];
        for node in 0..nodes {
            members[component[node as usize] as usize].push(node);
        }
        let chances = Self { endings: vec![0; story.endings().len()], dead_ends: 0, never_ends: 0, unsettled: 0 };
        let mut flow = Flow { space, component, mass: vec![0; nodes as usize], left: MOST_PASSES, chances };
        flow.mass[0] = ONE;
        for members in members.iter().rev() {
            flow.settle(story, members);
        }
        let mut chances = flow.chances;
        let told = chances.endings.iter().sum::<u128>() + chances.dead_ends + chances.never_ends;
        chances.unsettled = ONE - told;
        chances
    }
}

struct Flow<'a> {
    space: &'a Space,
    /// By node.
    component: Vec<u32>,
    /// What has flown into each node and not yet out of it.
    mass: Vec<u128>,
    /// How many edges may still be passed.
    left: u64,
    chances: Chances,
}

impl Flow<'_> {
    /// Lets everything flow out of a component.
    fn settle(&mut self, story: &Story, members: &[u32]) {
        match *members {
            [node] if self.space.edges(node).is_empty() => {
                let mass = std::mem::take(&mut self.mass[node as usize]);
                match story.beat(self.space.beat(node)).exit {
                    Exit::Ending(ending) => self.chances.endings[ending.index()] += mass,
                    _ => self.chances.dead_ends += mass,
                }
            }
            [node] => self.pass(node, true),
            _ if self.is_closed(members) => {
                let mass = members.iter().map(|&node| std::mem::take(&mut self.mass[node as usize]));
                self.chances.never_ends += mass.sum::<u128>();
            }
            _ => self.go_round(members),
        }
    }

    /// Whether no edge leads out.
    fn is_closed(&self, members: &[u32]) -> bool {
        let own = self.component[members[0] as usize];
        members.iter().all(|&node| self.space.edges(node).iter().all(|edge| self.component[edge.to as usize] == own))
    }

    fn go_round(&mut self, members: &[u32]) {
        loop {
            for &node in members {
                self.pass(node, false);
            }
            let within: u128 = members.iter().map(|&node| self.mass[node as usize]).sum();
            if within <= HARDLY_ANYTHING || self.left == 0 {
                // It stays unsettled.
                members.iter().for_each(|&node| self.mass[node as usize] = 0);
                return;
            }
        }
    }

    /// Lets what is at a node flow on. What would come back at once is shared out among the other edges: it would leave by them in the end.
    fn pass(&mut self, node: u32, is_alone: bool) {
        let edges = self.space.edges(node);
        let leaves = |edge: &&Edge| edge.to != node;
        let of: u128 = edges.iter().filter(leaves).map(|edge| u128::from(edge.share)).sum();
        let mass = std::mem::take(&mut self.mass[node as usize]);
        if of == 0 {
            debug_assert!(is_alone, "a state that only leads to itself is a component of its own");
            self.chances.never_ends += mass;
            return;
        }
        let part = mass / of;
        for edge in edges.iter().filter(leaves) {
            self.mass[edge.to as usize] += part * u128::from(edge.share);
        }
        self.left = self.left.saturating_sub(edges.len() as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Limits, visit};
    use super::ONE;
    use crate::prove::world::World;
    use crate::source::{SourceFile, compile};

    /// Up or down a ladder of so many rungs from the middle, each way as likely, until an end is reached: both are as likely.
    #[test]
    fn a_walk_up_and_down_comes_to_both_ends() {
        let story = r#"(title: "L", start: "a/rung", stats: {"h": (range: 0..=8, start: 3)},
            endings: {"top": (title: "T"), "foot": (title: "F")})"#;
        let scene = r#"(beats: {
            "rung": (text: "x", choices: {
                "up": (text: "u", when: "h < 8 and h > 0", then: "h += 1", goto: "rung"),
                "down": (text: "d", when: "h > 0 and h < 8", then: "h -= 1", goto: "rung"),
                "off_top": (text: "o", when: "h == 8", goto: "top"), "off_foot": (text: "o", when: "h == 0", goto: "foot"),
            }),
            "top": (text: "x", ending: "top"), "foot": (text: "x", ending: "foot"),
        })"#;
        let story = compile(&[SourceFile::new("story.ron", story), SourceFile::new("a.ron", scene)]).story.unwrap();
        let visited = visit(&World::of(&story, 1000).unwrap(), Limits::default()).unwrap();
        assert_eq!(visited.states, 11);
        let chances = visited.chances;
        // Gambler's ruin: 3 of 8 to the top.
        let is = |chance: u128, eighths: u128| chance.abs_diff(ONE / 8 * eighths) <= chances.unsettled;
        assert!(is(chances.endings[0], 3) && is(chances.endings[1], 5), "{chances:?}");
        assert!(chances.unsettled < ONE >> 36, "{chances:?}");
    }
}
