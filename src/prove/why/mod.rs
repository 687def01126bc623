//! Why a fact is impossible: which conditions keep it away, and which values of those that can be met contradict them.

mod contradiction;
mod together;
mod values;

use super::above::go;
use super::fact::{At, Formula, Target};
use super::graph::{PlaceId, Way};
use super::search::may_be_goal;
use super::slots::Slots;
use super::test::Rewriter;
use super::values::{Truth, Values};
use super::world::World;
use super::{Answer, Fact, Options};
use crate::story::{BeatId, ChoiceId, ConditionId, Need, ProseOf, Story};
use contradiction::Contradictions;

/// A reason in words, and what in the story it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Lower case, no full stop, names in backticks.
    pub text: String,
    pub at: Site,
}

/// A part of the story that a reason speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Site {
    Beat(BeatId),
    Choice(ChoiceId),
    Condition(ConditionId),
}

/// So many reasons are given at most.
const MOST_REASONS: usize = 6;

/// Knows why facts of one story are impossible.
pub(super) struct Why<'a> {
    world: &'a World<'a>,
    story: &'a Story,
    /// What is known of each fact.
    answers: &'a [Answer],
    options: Options,
    /// No part is kept: what is known from above is all that is known.
    slots: Slots,
}

impl<'a> Why<'a> {
    pub fn new(world: &'a World, answers: &'a [Answer], options: Options) -> Self {
        let slots = Slots::of([], &world.above.sizes, world.story.layout().bits as usize);
        Self { world, story: world.story, answers, options, slots: slots.expect("nothing fits anywhere") }
    }

    /// Why the fact, which was proved impossible, is so: at least one reason.
    pub fn is_impossible(&self, fact: usize) -> Vec<Reason> {
        let target = &self.world.targets[fact];
        let places = self.world.goals(target);
        let mut met: Option<Values> = None;
        let mut may_be = false;
        for place in &places {
            let Some(values) = &self.world.above.at[place.index()] else { continue };
            may_be |= may_be_goal(self.world, target, *place, values.clone());
            match &mut met {
                Some(met) => drop(met.join(values)),
                none => *none = Some(values.clone()),
            }
        }
        let mut reasons = match met {
            None => self.never_entered(target, &places),
            Some(values) if !may_be => self.never_there(target, &values),
            Some(_) => Vec::new(),
        };
        if reasons.is_empty() {
            reasons = self.never_led_to(fact, &places);
        }
        if reasons.is_empty() {
            reasons.push(self.never_together(fact));
        }
        reasons.truncate(MOST_REASONS);
        reasons
    }

    fn is_known_impossible(&self, fact: Fact) -> bool {
        let position = self.world.facts.iter().position(|known| *known == fact);
        position.is_some_and(|position| self.answers[position] == Answer::Impossible)
    }

    /// The fact stands or falls with its beats, which cannot be entered: the choices that would lead there from where one can be, if these
    /// are impossible and no other way leads there.
    fn never_led_to(&self, fact: usize, places: &[PlaceId]) -> Vec<Reason> {
        let graph = &self.world.graph;
        let beat = |place: PlaceId| graph.places[place.index()].beat;
        let is_shut = |place: PlaceId| self.is_known_impossible(Fact::Beat(beat(place)));
        if places.iter().any(|&place| !is_shut(place)) {
            return Vec::new();
        }
        let (mut reasons, mut known, mut open) = (Vec::new(), places.to_vec(), places.to_vec());
        while let Some(place) = open.pop() {
            for way in graph.into[place.index()].iter().map(|&way| &graph.ways[way as usize]) {
                if is_shut(way.from) {
                    if !known.contains(&way.from) {
                        known.push(way.from);
                        open.push(way.from);
                    }
                    continue;
                }
                let position = |choice| self.world.facts.iter().position(|known| *known == Fact::Choice(choice));
                let shut = way.choice.filter(|choice| self.is_known_impossible(Fact::Choice(*choice)));
                let Some((choice, position)) = shut.and_then(|choice| Some((choice, position(choice)?))) else {
                    return Vec::new();
                };
                if position != fact && reasons.len() < MOST_REASONS {
                    let (name, to) = (self.story.full_choice_name(choice), &self.story.beat(beat(way.to)).name);
                    reasons.extend(self.is_impossible(position).into_iter().take(1).map(|reason| Reason {
                        text: format!("only `{name}` leads on, to `{to}`: {}", reason.text),
                        at: reason.at,
                    }));
                }
            }
        }
        if reasons.len() > 1 {
            reasons.iter_mut().for_each(|reason| reason.text = reason.text.replacen("only `", "`", 1));
        }
        reasons
    }

    /// What a target is about, if there is no better place to point at.
    fn site(&self, target: &Target) -> Site {
        match (target.formula, target.at) {
            (Formula::Is(condition, _), _) => Site::Condition(condition),
            (Formula::Offered(choice), _) => {
                self.story.choice(choice).when.map_or(Site::Choice(choice), Site::Condition)
            }
            (Formula::Read(variant), _) => {
                let variant = &self.world.variants[variant];
                let asked = variant.needs.iter().rev().find_map(|need| match need {
                    Need::Is(condition, _) => Some(Site::Condition(*condition)),
                    _ => None,
                });
                asked.unwrap_or(match variant.of {
                    ProseOf::Beat(beat) => Site::Beat(beat),
                    ProseOf::Label(choice) | ProseOf::Reason(choice) | ProseOf::Echo(choice) => Site::Choice(choice),
                })
            }
            (_, At::Beat(beat) | At::Loop(beat)) => Site::Beat(beat),
            (_, At::Ending(_) | At::AnyRest) => {
                let first = self.world.goals(target).first().copied();
                let beat = first.map(|place| self.world.graph.places[place.index()].beat);
                Site::Beat(beat.unwrap_or(self.story.start()))
            }
        }
    }

    /// No place can be entered at which it could be so: the ways on which the last can be entered before.
    fn never_entered(&self, target: &Target, places: &[PlaceId]) -> Vec<Reason> {
        let leads = self.world.graph.leads_to(places);
        let shut = |way: &&Way| {
            leads[way.to.index()]
                && self.world.above.at[way.from.index()].is_some()
                && self.world.above.at[way.to.index()].is_none()
        };
        let mut reasons = Vec::new();
        let mut told = Vec::new();
        for way in self.world.graph.ways.iter().filter(shut) {
            let Some(values) = &self.world.above.at[way.from.index()] else { continue };
            let Some(choice) = way.choice.filter(|choice| !told.contains(choice)) else { continue };
            told.push(choice);
            if go(self.story, &self.world.graph, way, values.clone()).is_none() {
                let name = self.story.full_choice_name(choice);
                let to = &self.story.beat(self.world.graph.places[way.to.index()].beat).name;
                let before = reasons.len();
                reasons.extend(self.never_offered(choice, values));
                if let Some(first) = reasons.get_mut(before) {
                    first.text = format!("only `{name}` leads on, to `{to}`: {}", first.text);
                }
            }
        }
        if told.len() > 1 {
            for reason in &mut reasons {
                reason.text = reason.text.replacen("only `", "`", 1);
            }
        }
        if reasons.is_empty() {
            reasons.push(Reason { text: "no way leads there from the start".to_owned(), at: self.site(target) });
        }
        reasons
    }

    /// The place can be entered, but never in such a state.
    fn never_there(&self, target: &Target, values: &Values) -> Vec<Reason> {
        match target.formula {
            Formula::Is(condition, is) => self.contradictions(values).of(condition, is),
            Formula::Offered(choice) => self.never_offered(choice, values),
            Formula::NothingOpen(beat) => self.always_open(beat, values),
            Formula::Read(variant) => self.never_read(variant, values),
            Formula::Trapped => {
                vec![Reason {
                    text: "from every state of the loop some way leads on".to_owned(),
                    at: self.site(target),
                }]
            }
            Formula::True | Formula::Moved { .. } | Formula::Unpaid { .. } => Vec::new(),
        }
    }

    /// The variant's prose can be shown, but never in a state in which it is read.
    fn never_read(&self, variant: usize, values: &Values) -> Vec<Reason> {
        let variant = &self.world.variants[variant];
        let mut values = values.clone();
        if let ProseOf::Echo(choice) | ProseOf::Label(choice) = variant.of
            && self.story.choice(choice).locked.is_none()
        {
            let never = self.never_offered(choice, &values);
            if !never.is_empty() {
                return never;
            }
            values.assume_open(self.story, choice);
            if matches!(variant.of, ProseOf::Echo(_)) {
                values.apply(self.story, self.story.choice(choice).then);
            }
        }
        let mut reasons = Vec::new();
        for need in &variant.needs {
            if let Need::Is(condition, is) = need {
                reasons.extend(self.contradictions(&values).of(*condition, *is));
                values.assume(self.story, *condition, *is);
            }
        }
        reasons.truncate(1);
        reasons
    }

    fn never_offered(&self, id: ChoiceId, values: &Values) -> Vec<Reason> {
        let choice = self.story.choice(id);
        if choice.once.is_some_and(|once| values.bit(once) == Truth::Yes) {
            let text = "it may be chosen once, and always was before".to_owned();
            return vec![Reason { text, at: Site::Choice(id) }];
        }
        let mut reasons = match choice.when {
            Some(when) => self.contradictions(values).of(when, true),
            None => Vec::new(),
        };
        if reasons.is_empty() && choice.fallback {
            let others = self.story.beat(choice.beat).exit.choices();
            let always = others.filter(|other| !self.story.choice(*other).fallback);
            let always = always.filter(|other| self.is_open(*other, values) == Truth::Yes);
            reasons.extend(always.take(1).map(|other| {
                let name = self.story.full_choice_name(other);
                Reason { text: format!("it is a fallback, and `{name}` is always open"), at: Site::Choice(other) }
            }));
        }
        reasons
    }

    fn always_open(&self, beat: BeatId, values: &Values) -> Vec<Reason> {
        let mut choices = self.story.beat(beat).exit.choices();
        let open = choices.find(|choice| self.is_open(*choice, values) == Truth::Yes);
        let told = |choice| {
            let text = format!("`{}` is always open there", self.story.full_choice_name(choice));
            Reason { text, at: Site::Choice(choice) }
        };
        open.map(told).into_iter().collect()
    }

    fn contradictions<'v>(&'v self, values: &'v Values) -> Contradictions<'v> {
        Contradictions::new(self.story, values)
    }

    fn is_open(&self, choice: ChoiceId, values: &Values) -> Truth {
        Rewriter { story: self.story, slots: &self.slots, values }.open(choice).on(0)
    }
}
