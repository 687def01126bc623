//! Breadth first through all states, by the rules of play, noting where each target is met first.

use std::collections::VecDeque;

use super::key::Packing;
use super::offers::shares;
use super::set::KeySet;
use super::{Edge, Formula, Space, is_passed};
use crate::prove::fact::Chance;
use crate::prove::world::World;
use crate::story::{BeatId, ChoiceId, Exit, Story, StoryState};

/// Where a target is met first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// Choices taken on the way.
    pub length: u32,
    pub path: Vec<ChoiceId>,
}

/// How a node was met first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met {
    /// Choices taken on the way.
    pub depth: u32,
    before: u32,
    /// What was taken there; none if chance led on, or at the start.
    choice: Option<ChoiceId>,
}

/// Everything that was found.
pub(super) struct Scan {
    pub space: Space,
    /// By node.
    pub met: Vec<Met>,
    /// By fact; those that ask for a whole turn or for traps are looked for afterwards.
    pub shown: Vec<Option<Shown>>,
}

/// What is looked for at each beat.
struct Watch<'a> {
    world: &'a World<'a>,
    /// By beat, the facts that have not been met.
    at: Vec<Vec<u32>>,
    /// The fact, how many choices had been made, the node it was met from, and the choice taken there.
    found: Vec<(u32, Met)>,
    /// A playthrough that enters this beat is followed no further.
    blocked: Option<BeatId>,
    is_blocked: bool,
}

impl Watch<'_> {
    fn look(&mut self, beat: BeatId, state: &StoryState, met: Met) {
        if !self.is_blocked && !self.at[beat.index()].is_empty() {
            let mut at = std::mem::take(&mut self.at[beat.index()]);
            at.retain(|&fact| {
                let is_met = self.world.targets[fact as usize].holds(self.world, state, None, Chance::Open);
                if is_met {
                    self.found.push((fact, met));
                }
                !is_met
            });
            self.at[beat.index()] = at;
        }
        self.is_blocked |= self.blocked == Some(beat);
    }
}

impl Scan {
    /// Looks at all states, without those that can only be met through the blocked beat. None if there are more than `most`.
    pub fn run(world: &World, blocked: Option<BeatId>, most: u32) -> Option<Self> {
        let story = world.story;
        let is_asked = |fact: &u32| {
            let target = &world.targets[*fact as usize];
            let is_simple = !matches!(target.formula, Formula::Moved { .. } | Formula::Trapped);
            is_simple && target.avoid.is_none_or(|avoid| blocked == Some(avoid))
        };
        let at = world.by_beat.iter().map(|facts| facts.iter().copied().filter(is_asked).collect()).collect();
        let mut watch = Watch { world, at, found: Vec::new(), blocked, is_blocked: false };
        let packing = Packing::of(story);
        let keys = KeySet::new(packing.words);
        let mut search = Search {
            story,
            key: vec![0; packing.words],
            space: Space { keys, packing, edges: Vec::new(), edges_of: Vec::new() },
            met: Vec::new(),
            passed: VecDeque::new(),
            here: story.at_first_beat(),
            next: story.at_first_beat(),
            room: Vec::new(),
            offers: Vec::new(),
        };
        search.all(&mut watch, most)?;
        let Search { space, met, .. } = search;
        let mut shown = vec![None; world.targets.len()];
        for (fact, found) in watch.found {
            let target = &world.targets[fact as usize];
            let taken = target.taken(&world.variants);
            let path: Vec<ChoiceId> = path(&met, found).into_iter().chain(taken).collect();
            shown[fact as usize] = Some(Shown { length: found.depth + u32::from(taken.is_some()), path });
        }
        Some(Self { space, met, shown })
    }
}

/// The choices that led somewhere.
pub(super) fn path(met: &[Met], mut at: Met) -> Vec<ChoiceId> {
    let mut path = Vec::new();
    loop {
        path.extend(at.choice);
        if at.before == u32::MAX {
            break;
        }
        at = met[at.before as usize];
    }
    path.reverse();
    path
}

struct Search<'a> {
    story: &'a Story,
    space: Space,
    met: Vec<Met>,
    /// Nodes at which chance decides, to be gone on from before any other.
    passed: VecDeque<u32>,
    here: StoryState,
    next: StoryState,
    key: Vec<u64>,
    room: Vec<u64>,
    offers: Vec<(ChoiceId, u32)>,
}

impl Search<'_> {
    fn all(&mut self, watch: &mut Watch, most: u32) -> Option<()> {
        let start = Met { depth: 0, before: u32::MAX, choice: None };
        self.next = self.story.at_first_beat();
        self.flow(start, watch);
        if !watch.is_blocked {
            self.note(start);
        }
        let mut node = 0;
        while node < self.space.len() {
            // What chance leads to is as near as what led to chance, so it comes before whatever is a choice further on.
            while let Some(passed) = self.passed.pop_front() {
                self.expand(passed, watch);
            }
            if !is_passed(self.story, &self.space, node) {
                self.expand(node, watch);
            }
            node += 1;
            if self.space.len() > most {
                return None;
            }
        }
        Some(())
    }

    /// Gives the node of the state that was come to.
    fn note(&mut self, met: Met) -> u32 {
        self.space.packing.pack(&self.next, &mut self.key);
        let (node, is_new) = self.space.keys.insert(&self.key);
        if is_new {
            self.met.push(met);
            self.space.edges_of.push((0, 0));
            if is_passed(self.story, &self.space, node) {
                self.passed.push_back(node);
            }
        }
        node
    }

    fn expand(&mut self, node: u32, watch: &mut Watch) {
        let story = self.story;
        let start = self.space.edges.len() as u32;
        let key = self.space.keys.key(node);
        self.space.packing.unpack(key, &mut self.here, &mut self.room);
        let beat = self.here.beat();
        let depth = self.met[node as usize].depth;
        match &story.beat(beat).exit {
            Exit::Choices(_) => {
                let mut offers = std::mem::take(&mut self.offers);
                shares(story, beat, &self.here, &mut offers);
                for &(choice, share) in &offers {
                    let met = Met { depth: depth + 1, before: node, choice: Some(choice) };
                    self.step(share, met, watch, |next| story.step_by(next, choice, |_| {}));
                }
                self.offers = offers;
            }
            Exit::Chance(targets) => {
                for (number, target) in story.weighted_targets(*targets).iter().enumerate() {
                    let met = Met { depth, before: node, choice: None };
                    self.step(target.weight, met, watch, |next| {
                        story.step_on(next, number);
                    });
                }
            }
            // Where it stops.
            Exit::Ending(_) | Exit::Goto(_) | Exit::Return => {}
        }
        self.space.edges_of[node as usize] = (start, self.space.edges.len() as u32);
    }

    /// Takes one step from `here` to `next`, and goes on from there.
    fn step(&mut self, share: u32, met: Met, watch: &mut Watch, take: impl FnOnce(&mut StoryState)) {
        self.next.unpack(self.here.beat(), self.here.packed().iter().copied());
        watch.is_blocked = false;
        take(&mut self.next);
        self.flow(met, watch);
        if !watch.is_blocked {
            let to = self.note(met);
            self.space.edges.push(Edge { to, share });
        }
    }

    /// Goes on from `next` to where the reader or chance decides, or where it ends.
    fn flow(&mut self, met: Met, watch: &mut Watch) {
        for _ in 0..MOST_BEATS {
            let beat = self.next.beat();
            watch.look(beat, &self.next, met);
            let goes_on = matches!(self.story.beat(beat).exit, Exit::Goto(_) | Exit::Return);
            if !goes_on || !self.story.step_on(&mut self.next, 0) {
                return;
            }
        }
    }
}

/// Beats that follow each other longer than this without a choice do so for ever.
const MOST_BEATS: usize = 1000;

/// Looks for the targets that ask what a whole turn changed.
pub(super) fn look_at_turns(world: &World, space: &Space, met: &[Met], shown: &mut [Option<Shown>]) {
    let (story, targets) = (world.story, &world.targets);
    let is_turn = |fact: &usize| matches!(targets[*fact].formula, Formula::Moved { .. });
    let mut open: Vec<usize> = (0..targets.len()).filter(is_turn).collect();
    let (mut before, mut after) = (story.at_first_beat(), story.at_first_beat());
    let (mut room, mut offers) = (Vec::new(), Vec::new());
    let mut nodes: Vec<u32> = (0..space.len()).filter(|&node| !is_passed(story, space, node)).collect();
    nodes.sort_by_key(|&node| met[node as usize].depth);
    for node in nodes {
        if open.is_empty() {
            return;
        }
        if space.edges(node).is_empty() {
            continue;
        }
        space.packing.unpack(space.keys.key(node), &mut before, &mut room);
        shares(story, before.beat(), &before, &mut offers);
        for (edge, (choice, _)) in space.edges(node).iter().zip(&offers) {
            for end in ends(story, space, edge.to) {
                space.packing.unpack(space.keys.key(end), &mut after, &mut room);
                open.retain(|&target| {
                    let is_at = targets[target].at.is(story, after.beat());
                    let is_met = is_at && targets[target].holds(world, &after, Some(&before), Chance::Open);
                    if is_met {
                        let depth = met[node as usize].depth + 1;
                        let path = path(met, Met { depth, before: node, choice: Some(*choice) });
                        shown[target] = Some(Shown { length: depth, path });
                    }
                    !is_met
                });
            }
        }
    }
}

/// Where a turn can end that has come to a node: there, or where chance leads on to.
fn ends(story: &Story, space: &Space, node: u32) -> Vec<u32> {
    let (mut ends, mut known, mut open) = (Vec::new(), vec![node], vec![node]);
    while let Some(node) = open.pop() {
        if !is_passed(story, space, node) {
            ends.push(node);
            continue;
        }
        for edge in space.edges(node) {
            if !known.contains(&edge.to) {
                known.push(edge.to);
                open.push(edge.to);
            }
        }
    }
    ends
}
