//! One fact between below and above: a smaller story is searched, in which some parts of the state are kept exactly and all others only as
//! far as they are known from above. Its shortest way that relies on the fewest unknown conditions is followed by the real rules; where they
//! refuse, the parts of the state that made them refuse are kept as well (counterexample-guided abstraction refinement, Clarke et al. 2000).

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use super::beam::Beam;
use super::below::{Shown, Witness};
use super::blame::{parts_of, read_by_effects};
use super::distance::Aim;
use super::fact::{Formula, Target};
use super::follow::{Drawn, Followed, follow};
use super::search::{Found, Search};
use super::slots::{Part, Slots};
use super::trap::Traps;
use super::world::World;

/// A fact that is not settled yet, and what was tried.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub fact: usize,
    /// The parts of the state that are kept.
    kept: Vec<Part>,
    /// The last path that could not be followed.
    path: Vec<u32>,
    /// With the parts kept now, so many states were too few, and with the path so many seeds.
    states_tried: usize,
    seeds_tried: u64,
    pub reason: String,
    pub is_impossible: bool,
}

/// How hard to try.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// Playthroughs like the one that came to the same place.
    pub runs: u64,
    /// Of the beam that goes where the last path went; 0 for none.
    pub width: usize,
    /// Whether the beam comes after the search.
    pub beam_is_last: bool,
    /// Whether the beam goes on when it has met the fact: whoever comes to a place that is hard to reach shows much else there.
    pub looks_around: bool,
    pub most_rounds: usize,
    pub most_states: usize,
    pub most_seeds: u64,
}

impl Case {
    pub fn new(world: &World, fact: usize) -> Self {
        let kept = match world.targets[fact].formula {
            Formula::Moved { stat, unless, .. } => {
                let mut parts = BTreeSet::from([Part::Lane(world.story.stat(stat).lane)]);
                unless.into_iter().for_each(|unless| parts_of(world.story, unless, &mut parts));
                parts.into_iter().collect()
            }
            Formula::Unpaid { stat, when } => {
                let mut parts = BTreeSet::from([Part::Lane(world.story.stat(stat).lane)]);
                parts_of(world.story, when, &mut parts);
                parts.into_iter().collect()
            }
            _ => Vec::new(),
        };
        let reason = "it was not looked at".to_owned();
        Self { fact, kept, path: Vec::new(), states_tried: 0, seeds_tried: 0, reason, is_impossible: false }
    }

    /// Tries for so long. Gives what playthroughs on the way have shown, of this fact and others.
    pub fn settle(
        &mut self,
        world: &World,
        settled: &[bool],
        near: Option<&Witness>,
        effort: Effort,
        options: Options,
    ) -> BTreeMap<u32, Witness> {
        let target = &world.targets[self.fact];
        self.is_impossible |= world.is_ruled_out(target);
        if let Some(Traps::Unknown(reason)) = world.trap(target.at) {
            self.reason.clone_from(reason);
            return BTreeMap::new();
        }
        let mut shown = Shown::new(world, settled.to_vec());
        let fact = self.fact as u32;
        if let Some(near) = near.filter(|_| !self.is_impossible) {
            shown.play_like(near, effort.runs, options.most_choices, Some(fact));
        }
        let leads = world.graph.leads_to(&world.goals(target));
        if effort.width > 0 && !effort.beam_is_last && !shown.witnesses.contains_key(&fact) {
            self.go_side_by_side(world, &leads, effort, options, &mut shown);
        }
        for _ in 0..effort.most_rounds {
            if shown.witnesses.contains_key(&fact)
                || self.is_impossible
                || !self.round(world, target, &leads, effort, options, &mut shown)
            {
                break;
            }
        }
        if let Some(witness) = shown.witnesses.get(&fact).cloned().filter(|_| effort.looks_around) {
            shown.play_like(&witness, effort.runs, options.most_choices, None);
        }
        let is_shown = shown.witnesses.contains_key(&fact) && !effort.looks_around;
        if effort.width > 0 && effort.beam_is_last && !self.is_impossible && !is_shown {
            self.go_side_by_side(world, &leads, effort, options, &mut shown);
        }
        shown.witnesses
    }

    /// The parts of the state by which the fact was proved impossible, and which values they have where it could be so; none if it was not.
    pub fn values_at_goal(world: &World, fact: usize, options: Options) -> Option<(Vec<Part>, BTreeSet<Vec<u16>>)> {
        let mut case = Self::new(world, fact);
        let is_settled: Vec<bool> = (0..world.facts.len()).map(|other| other != fact).collect();
        for effort in super::efforts(options) {
            case.settle(world, &is_settled, None, Effort { runs: 0, width: 0, ..effort }, options);
            if case.is_impossible {
                break;
            }
        }
        let bits = world.story.layout().bits as usize;
        let slots = Slots::of(case.kept.iter().copied(), &world.above.sizes, bits).filter(|_| case.is_impossible)?;
        let target = &world.targets[fact];
        let leads = world.graph.leads_to(&world.goals(target));
        let mut search = Search::new(world, target, &leads, &slots);
        let (parts, rows) = search.values_at_goals(options.most_states);
        Some((parts, rows))
    }

    /// Many playthroughs, aimed at the target and at the conditions that the last path relied on.
    fn go_side_by_side(&self, world: &World, leads: &[bool], effort: Effort, options: Options, shown: &mut Shown) {
        let gates = self.path.iter().filter_map(|&way| {
            let way = &world.graph.ways[way as usize];
            let choice = way.choice.filter(|&choice| world.story.choice(choice).when.is_some())?;
            Some((world.graph.component[way.from.index()], choice))
        });
        let aim = Aim { target: world.targets[self.fact], gates: gates.collect(), leads: leads.to_vec() };
        let until = (!effort.looks_around).then_some(self.fact as u32);
        let (width, first_seed) = (effort.width, options.seed);
        Beam { world, width, seeds: 64, first_seed, aim: Some(&aim), until }.go(shown);
    }

    /// One search and what comes of it. Whether there is anything left to try.
    fn round(
        &mut self,
        world: &World,
        target: &Target,
        leads: &[bool],
        effort: Effort,
        options: Options,
        shown: &mut Shown,
    ) -> bool {
        let bits = world.story.layout().bits as usize;
        let Some(slots) = Slots::of(self.kept.iter().copied(), &world.above.sizes, bits) else {
            self.reason = format!("it depends on {} parts of the state", self.kept.len());
            return false;
        };
        if effort.most_states <= self.states_tried || (effort.most_seeds <= self.seeds_tried) {
            return false;
        }
        let mut search = Search::new(world, target, leads, &slots);
        match search.path(effort.most_states) {
            Found::Nothing => {
                self.is_impossible = true;
                false
            }
            Found::TooMuch => {
                let kept = self.kept.len();
                self.states_tried = effort.most_states;
                self.reason = format!("more than {} states, with {kept} parts of the state kept", effort.most_states);
                false
            }
            Found::Path(path) => {
                let states = search.states;
                self.path = path;
                match follow(world, target, &self.path) {
                    Followed::Arrived(drawn) => {
                        self.show(world, target, &drawn, effort, options, shown);
                        false
                    }
                    Followed::Stuck(parts) => {
                        self.reason = format!("not settled with {} parts of the state kept", self.kept.len());
                        self.keep(world, parts, states)
                    }
                }
            }
        }
    }

    /// Looks for the seed with which chance does what the path asks for.
    fn show(
        &mut self,
        world: &World,
        target: &Target,
        drawn: &Drawn,
        effort: Effort,
        options: Options,
        shown: &mut Shown,
    ) {
        let most = if world.has_chance || has_shuffle(world, target) { effort.most_seeds } else { 1 };
        let fact = self.fact as u32;
        let mut witness = Witness { seed: 0, choices: drawn.choices.clone() };
        let seed = drawn.seed(world.story, options.seed, most, |seed| {
            !has_shuffle(world, target) || {
                let mut trial = Shown::new(world, vec![false; world.facts.len()]);
                trial.replay(&Witness { seed, ..witness.clone() });
                trial.witnesses.contains_key(&fact)
            }
        });
        self.reason = format!("chance would have to fall as it does with none of {most} seeds");
        self.seeds_tried = most;
        match seed {
            Some(seed) => {
                witness.seed = seed;
                shown.replay(&witness);
            }
            // A path may ask more of chance than the fact does: each card that it names, where others would do as well.
            None => {
                let seeds = (0..most / SEEDS_A_RUN).map(|n| options.seed.wrapping_add(n));
                shown.play_along(&witness.choices, seeds, options.most_choices, fact);
            }
        }
    }

    /// Keeps some of the parts as well. Whether any is new.
    fn keep(&mut self, world: &World, parts: BTreeSet<Part>, states: usize) -> bool {
        let size = |part: &Part| match part {
            Part::Bit(_) => 2,
            Part::Lane(lane) => world.above.sizes[lane.index()],
        };
        let known: BTreeSet<Part> = self.kept.iter().copied().collect();
        let mut new: Vec<Part> = parts.difference(&known).copied().collect();
        if new.is_empty() {
            new.extend(read_by_effects(world.story, &known).difference(&known));
        }
        // A few at a time: fewer parts may already show that there is no way.
        new.sort_by_key(|part| (size(part), *part));
        new.truncate(match states {
            0..4_000 => 3,
            4_000..20_000 => 2,
            _ => 1,
        });
        if new.is_empty() {
            self.reason = "what it depends on cannot be followed".to_owned();
        }
        self.kept.extend(&new);
        self.states_tried = 0;
        !new.is_empty()
    }
}

/// To play along a path takes as long as to try so many seeds for it.
const SEEDS_A_RUN: u64 = 64;

/// Whether chance has its part in the reading of a text.
fn has_shuffle(world: &World, target: &Target) -> bool {
    let Formula::Read(position) = target.formula else { return false };
    world.variants[position].needs.iter().any(|need| matches!(need, crate::story::Need::Chance(_)))
}
