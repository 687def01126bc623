//! Every state of a story that a reader can stand in, where there are few enough and chance has no say.

#![expect(clippy::disallowed_types, reason = "states are looked up in the map, and nobody goes through it")]

use std::collections::{BTreeMap, HashMap};

use super::flow::{Event, Flow, Slots, go_back};
use super::pairs::Pairs;
use crate::explore::{Explorer, Tally, Way};
use crate::story::{ChoiceId, Exit, Stop, Story, StoryState, Turn};

/// What leads from one state to another.
#[derive(Debug)]
struct Edge {
    choice: ChoiceId,
    to: usize,
    /// What the reader sees on the way and there, by number: the same number is the same text and the same offers.
    page: u32,
    events: Vec<Event>,
}

/// All states, in the order in which they were found: the nearest to the start first.
#[derive(Debug)]
pub(super) struct Space<'a> {
    story: &'a Story,
    states: Vec<StoryState>,
    stops: Vec<Stop>,
    edges: Vec<Vec<Edge>>,
    /// Where each state was found from.
    from: Vec<Option<(usize, ChoiceId)>>,
    pub tally: Tally,
    /// By effect: the steps in which it was first carried out, and in which it first changed anything. The first of all is the opening, and
    /// then every edge is one, in order.
    pub happened: Vec<Option<u64>>,
    pub changed: Vec<Option<u64>>,
    /// What happens before the first choice.
    opening: Vec<Event>,
}

/// Why not all states were visited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAll {
    /// Chance decides where a beat leads, or what a deck offers.
    Chance,
    /// There are more states than were asked for.
    TooMany(usize),
}

impl<'a> Space<'a> {
    /// Visits all states.
    pub fn visit(story: &'a Story, explorer: &Explorer, most: usize) -> Result<Self, NotAll> {
        let is_chance = |exit: &Exit| matches!(exit, Exit::Chance(targets) if targets.range().len() > 1);
        if story.beats().iter().any(|beat| beat.deck.is_some() || is_chance(&beat.exit)) {
            return Err(NotAll::Chance);
        }
        let mut player = explorer.player();
        let mut flow = Flow::of(story);
        let (first, stop) = player.set_off(0);
        flow.begin_story(0);
        let mut opened = first.clone();
        story.set_off_in(&mut opened, 0, &mut flow);
        flow.rest(&first);
        let opening = std::mem::take(&mut flow.events);
        let mut known: HashMap<StoryState, usize> = HashMap::from([(first.clone(), 0)]);
        let (mut states, mut stops, mut from, mut edges) = (vec![first], vec![stop], vec![None], Vec::new());
        let mut pages: BTreeMap<String, u32> = BTreeMap::new();
        let (mut open, mut turn) = (Vec::new(), Turn::blank());
        let (mut at, mut step) = (0, 0);
        while at < states.len() {
            let mut here = Vec::new();
            open.clear();
            if stops[at] == Stop::Choices {
                story.open(&states[at], &mut open);
            }
            for &choice in &open {
                let mut next = states[at].clone();
                step += 1;
                let stop = player.step(&mut next, choice, step);
                flow.begin(&states[at], step);
                story.walk_watched(&mut states[at].clone(), choice, &mut flow);
                flow.rest(&next);
                story.take(&mut states[at].clone(), choice, 0, &mut turn);
                let count = pages.len() as u32;
                let page = *pages.entry(seen(&turn)).or_insert(count);
                let found = states.len();
                let to = *known.entry(next.clone()).or_insert(found);
                if to == found {
                    if found == most {
                        return Err(NotAll::TooMany(most));
                    }
                    states.push(next);
                    stops.push(stop);
                    from.push(Some((at, choice)));
                }
                here.push(Edge { choice, to, page, events: std::mem::take(&mut flow.events) });
            }
            edges.push(here);
            at += 1;
        }
        let (happened, changed) = (flow.happened, flow.changed);
        Ok(Self { story, states, stops, edges, from, tally: player.finish(), happened, changed, opening })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.states.len()
    }

    /// A shortest way to a state.
    fn way(&self, mut at: usize) -> Way {
        let mut choices = Vec::new();
        while let Some((from, choice)) = self.from[at] {
            choices.push(choice);
            at = from;
        }
        choices.reverse();
        Way { run: 0, seed: 0, choices }
    }

    /// A shortest way to the end of the step of this number.
    pub fn way_of_step(&self, step: u64) -> Way {
        let edges = self.edges.iter().enumerate();
        let mut edges = edges.flat_map(|(at, edges)| edges.iter().map(move |edge| (at, edge.choice)));
        let edge = step.checked_sub(1).and_then(|number| edges.nth(number as usize));
        let mut way = self.way(edge.map_or(0, |(at, _)| at));
        way.choices.extend(edge.map(|(_, choice)| choice));
        way
    }

    /// By effect: whether what it writes is ever read before it is overwritten.
    pub fn read_effects(&self) -> Vec<bool> {
        let mut live = vec![Slots::none(self.story); self.states.len()];
        let mut grew = true;
        while grew {
            grew = false;
            for at in (0..self.states.len()).rev() {
                for edge in &self.edges[at] {
                    let mut before = live[edge.to].clone();
                    go_back(&edge.events, &mut before, |_| {});
                    grew |= live[at].add(&before);
                }
            }
        }
        let mut read = vec![false; self.story.all_effects().len()];
        for edge in self.edges.iter().flatten() {
            go_back(&edge.events, &mut live[edge.to].clone(), |effect| read[effect as usize] = true);
        }
        go_back(&self.opening, &mut live[0].clone(), |effect| read[effect as usize] = true);
        read
    }

    /// The states sorted into classes: from two of one class on, the same choices lead to the same texts.
    fn classes(&self) -> Vec<u32> {
        let mut classes = vec![0; self.states.len()];
        let mut count = 1;
        loop {
            let mut keys: BTreeMap<(Option<u32>, bool, Vec<(u32, u32)>), u32> = BTreeMap::new();
            let next: Vec<u32> = (0..self.states.len())
                .map(|at| {
                    let ending = match self.stops[at] {
                        Stop::Ending(ending) => Some(ending.0),
                        _ => None,
                    };
                    let edges = self.edges[at].iter().map(|edge| (edge.page, classes[edge.to])).collect();
                    let found = keys.len() as u32;
                    *keys.entry((ending, self.stops[at] == Stop::DeadEnd, edges)).or_insert(found)
                })
                .collect();
            let now = keys.len();
            classes = next;
            if now == count {
                return classes;
            }
            count = now;
        }
    }

    /// Compares the choices that are open side by side.
    pub fn pairs(&self) -> Pairs {
        let (classes, mut pairs) = (self.classes(), Pairs::default());
        for (at, edges) in self.edges.iter().enumerate() {
            for (position, a) in edges.iter().enumerate() {
                for b in &edges[position + 1..] {
                    let is_same = classes[a.to] == classes[b.to];
                    pairs.compare(a.choice, b.choice, a.page == b.page, is_same, || self.way(at));
                }
            }
        }
        pairs
    }
}

/// All that a turn shows.
pub(super) fn seen(turn: &Turn) -> String {
    let mut seen = turn.page().text().to_owned();
    for offer in turn.offers() {
        seen.push_str(if offer.is_open { "\n\u{1}" } else { "\n\u{2}" });
        seen.push_str(offer.label.text());
        seen.push('\u{3}');
        seen.push_str(offer.reason.text());
    }
    seen
}
