//! Why a fact is impossible: which conditions keep it away, and which values of those that can be met contradict them.

mod contradiction;
mod values;

use super::above::{Above, go};
use super::fact::{At, Fact, Formula, Target};
use super::graph::{Graph, PlaceId, TooManyPlaces, Way};
use super::values::{Truth, Values};
use crate::story::{BeatId, ChoiceId, ConditionId, Story};
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
pub struct Why<'a> {
    story: &'a Story,
    graph: Graph,
    above: Above,
}

impl<'a> Why<'a> {
    /// Looks at the story from above.
    ///
    /// # Errors
    /// If it has too many places to look at.
    pub fn of(story: &'a Story) -> Result<Self, TooManyPlaces> {
        let graph = Graph::of(story)?;
        let above = Above::of(story, &graph);
        Ok(Self { story, graph, above })
    }

    /// Why the fact, which was proved impossible, is so: at least one reason.
    pub fn is_impossible(&self, fact: Fact) -> Vec<Reason> {
        let target = fact.target(self.story);
        let places = self.places(target);
        let mut met: Option<Values> = None;
        for place in &places {
            match (&mut met, &self.above.at[place.index()]) {
                (Some(met), Some(values)) => drop(met.join(values)),
                (none, values) => *none = none.take().or_else(|| values.clone()),
            }
        }
        let mut reasons = match met {
            Some(values) => self.never_there(target, &values),
            None => self.never_entered(target, &places),
        };
        if reasons.is_empty() {
            reasons.push(self.only_together(target));
        }
        reasons.truncate(MOST_REASONS);
        reasons
    }

    fn places(&self, target: Target) -> Vec<PlaceId> {
        let places = (0..).map(PlaceId).zip(&self.graph.places);
        places.filter(|(_, place)| target.at.is(self.story, place.beat)).map(|(id, _)| id).collect()
    }

    /// No place can be entered at which it could be so: the ways on which the last can be entered before.
    fn never_entered(&self, target: Target, places: &[PlaceId]) -> Vec<Reason> {
        let leads = self.graph.leads_to(places);
        let shut = |way: &&Way| {
            leads[way.to.index()] && self.above.at[way.from.index()].is_some() && self.above.at[way.to.index()].is_none()
        };
        let mut reasons = Vec::new();
        let mut told = Vec::new();
        for way in self.graph.ways.iter().filter(shut) {
            let Some(values) = &self.above.at[way.from.index()] else { continue };
            let Some(choice) = way.choice.filter(|choice| !told.contains(choice)) else { continue };
            told.push(choice);
            if go(self.story, &self.graph, way, values.clone()).is_none() {
                let name = self.story.full_choice_name(choice);
                let to = &self.story.beat(self.graph.places[way.to.index()].beat).name;
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
            let at = match target.at {
                At::Beat(beat) => Site::Beat(beat),
                At::Ending(_) | At::AnyRest => places.first().map_or(Site::Beat(self.story.start()), |place| {
                    Site::Beat(self.graph.places[place.index()].beat)
                }),
            };
            reasons.push(Reason { text: "no way leads there from the start".to_owned(), at });
        }
        reasons
    }

    /// The place can be entered, but never in such a state.
    fn never_there(&self, target: Target, values: &Values) -> Vec<Reason> {
        match target.formula {
            Formula::Is(condition, is) => self.contradictions(values).of(condition, is),
            Formula::Offered(choice) => self.never_offered(choice, values),
            Formula::NothingOpen(beat) => self.always_open(beat, values),
            _ => Vec::new(),
        }
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
            let always = always.filter(|other| values.is_open(self.story, *other) == Truth::Yes);
            reasons.extend(always.take(1).map(|other| {
                let name = self.story.full_choice_name(other);
                Reason { text: format!("it is a fallback, and `{name}` is always open"), at: Site::Choice(other) }
            }));
        }
        reasons
    }

    fn always_open(&self, beat: BeatId, values: &Values) -> Vec<Reason> {
        let mut choices = self.story.beat(beat).exit.choices();
        let open = choices.find(|choice| values.is_open(self.story, *choice) == Truth::Yes);
        let told = |choice| {
            let text = format!("`{}` is always open there", self.story.full_choice_name(choice));
            Reason { text, at: Site::Choice(choice) }
        };
        open.map(told).into_iter().collect()
    }

    fn contradictions<'v>(&'v self, values: &'v Values) -> Contradictions<'v> {
        Contradictions::new(self.story, values)
    }

    /// Each part for itself can be so; only the search for all of them together found nothing.
    fn only_together(&self, target: Target) -> Reason {
        let at = match (target.formula, target.at) {
            (Formula::Is(condition, _), _) => Site::Condition(condition),
            (Formula::Offered(choice), _) => {
                self.story.choice(choice).when.map_or(Site::Choice(choice), Site::Condition)
            }
            (_, At::Beat(beat)) => Site::Beat(beat),
            _ => Site::Beat(self.story.start()),
        };
        let text = "each part of it can be so there, but never all of them in one playthrough: \
                    a search for every value that they can have together found none";
        Reason { text: text.to_owned(), at }
    }
}
