//! What playthroughs came to, with names and places: what was met, and what was not and why.

use super::ground::{Ground, parts};
use super::tally::Tally;
use super::{Explorer, Options};
use crate::diagnostic::Sources;
use crate::source::Written;
use crate::story::{BeatId, By, ChoiceId, Condition, ConditionId, Need, Notation, ProseOf, Story, Variant};

/// Something that playthroughs can meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing<'a> {
    Beat(BeatId),
    /// It is offered.
    Choice(ChoiceId),
    /// It is read.
    Variant(&'a Variant),
    /// The condition holds when it is asked, or fails.
    Outcome(ConditionId, bool),
}

/// Says more of a thing that was not met than the playthroughs can: whether it can be met at all.
pub type Why<'a> = &'a dyn Fn(Thing) -> Option<String>;

/// Something that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unmet {
    pub name: String,
    /// `file:line:column`.
    pub place: String,
    /// As far as the playthroughs tell.
    pub why: String,
    /// What [`Why`] says.
    pub answer: Option<String>,
}

/// A condition that always gave the same answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OneSided {
    pub condition: String,
    /// `file:line:column`.
    pub place: String,
    /// Whether it always held, or never.
    pub held: bool,
    /// What [`Why`] says of the other answer.
    pub answer: Option<String>,
}

impl OneSided {
    /// What it was, and what is known beyond that.
    pub fn outcome(&self) -> String {
        let answer = self.answer.as_ref().map(|answer| format!("; {answer}")).unwrap_or_default();
        format!("{}{answer}", if self.held { "always held" } else { "never held" })
    }
}

/// Playthroughs of a story and what they came to.
pub struct Explored<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) options: Options,
    pub(super) tally: &'a Tally,
    pub(super) notation: Notation<'a>,
    written: &'a Written,
    sources: &'a Sources,
    why: Why<'a>,
}

impl std::fmt::Debug for Explored<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Explored").field("options", &self.options).field("tally", &self.tally).finish_non_exhaustive()
    }
}

impl<'a> Explored<'a> {
    /// A report of what an explorer found. `why` is asked once for each thing that was not met, each time a report is written.
    pub fn new(
        explorer: &'a Explorer<'a>,
        tally: &'a Tally,
        written: &'a Written,
        sources: &'a Sources,
        why: Why<'a>,
    ) -> Self {
        let notation = Notation::of(explorer.ground.story);
        Self { ground: &explorer.ground, options: explorer.options, tally, notation, written, sources, why }
    }

    /// For people: lines of at most 80 columns.
    pub fn table(&self) -> String {
        super::table::write(self)
    }

    /// For other programs. `choices_per_second` is the one thing that may differ from run to run.
    pub fn json(&self, choices_per_second: u64) -> serde_json::Value {
        super::json::write(self, choices_per_second)
    }

    /// A page with nothing beside it.
    pub fn html(&self) -> String {
        super::html::write(self)
    }

    pub(super) fn story(&self) -> &'a Story {
        self.ground.story
    }

    fn place(&self, span: Option<crate::diagnostic::Span>) -> String {
        span.map_or_else(String::new, |span| {
            let place = self.sources.place(span.file, span.start as usize);
            format!("{}:{}:{}", self.sources.path(span.file), place.line, place.column)
        })
    }

    /// How many there are of something, and how many of them were met.
    pub(super) fn coverage(&self) -> Vec<(&'static str, usize, usize)> {
        let count =
            |met: &mut dyn Iterator<Item = bool>| met.fold((0, 0), |(met, all), is| (met + usize::from(is), all + 1));
        let (entered, beats) = count(&mut self.tally.entered.iter().map(|times| *times > 0));
        let (offered, choices) = count(&mut self.tally.offered.iter().copied());
        let (taken, _) = count(&mut self.tally.taken.iter().map(|times| *times > 0));
        let (read, variants) = count(&mut self.tally.variants.iter().copied());
        let outcomes = |id: &ConditionId| {
            let outcome = self.tally.outcomes[id.index()];
            [outcome.held, outcome.failed]
        };
        let (came, all) = count(&mut self.ground.conditions().iter().flat_map(outcomes));
        vec![
            ("beats entered", entered, beats),
            ("choices offered", offered, choices),
            ("choices taken", taken, choices),
            ("text variants read", read, variants),
            ("condition outcomes", came, all),
        ]
    }

    fn unmet(&self, name: String, span: Option<crate::diagnostic::Span>, why: String, thing: Thing) -> Unmet {
        Unmet { name, place: self.place(span), why, answer: (self.why)(thing) }
    }

    pub(super) fn unseen_beats(&self) -> Vec<Unmet> {
        let story = self.story();
        let beats = || (0..story.beats().len() as u32).map(BeatId);
        let mut ways: Vec<Vec<(BeatId, By)>> = vec![Vec::new(); story.beats().len()];
        for from in beats() {
            story.ways_on(from).iter().for_each(|way| ways[way.to.index()].push((from, way.by)));
        }
        beats()
            .filter(|id| self.tally.entered[id.index()] == 0)
            .map(|id| {
                let span = self.written.beat(id, story, self.sources).map(|at| at.name());
                let why = self.why_not_entered(&ways[id.index()]);
                self.unmet(story.beat(id).name.clone(), span, why, Thing::Beat(id))
            })
            .collect()
    }

    pub(super) fn unseen_choices(&self) -> Vec<Unmet> {
        let story = self.story();
        let choices = (0..story.choices().len() as u32).map(ChoiceId).filter(|id| !self.tally.offered[id.index()]);
        choices
            .map(|id| {
                let span = self.written.choice(id, story, self.sources).map(|at| at.name());
                self.unmet(story.full_choice_name(id), span, self.why_not_offered(id), Thing::Choice(id))
            })
            .collect()
    }

    pub(super) fn unseen_variants(&self) -> Vec<Unmet> {
        let variants = self.ground.variants.iter().zip(&self.tally.variants).filter(|(_, read)| !**read);
        variants
            .map(|(variant, _)| {
                let span = self.written.variant(variant.start);
                self.unmet(variant.name.clone(), span, self.why_not_read(variant), Thing::Variant(variant))
            })
            .collect()
    }

    /// Choices that were offered and never taken.
    pub(super) fn untaken(&self) -> Vec<String> {
        let story = self.story();
        let is = |id: &ChoiceId| self.tally.offered[id.index()] && self.tally.taken[id.index()] == 0;
        (0..story.choices().len() as u32).map(ChoiceId).filter(is).map(|id| story.full_choice_name(id)).collect()
    }

    /// Conditions that were asked and always gave the same answer.
    pub(super) fn one_sided(&self) -> Vec<OneSided> {
        let one_sided = self.ground.one_sided(self.tally).into_iter();
        one_sided
            .map(|(id, held)| OneSided {
                condition: self.notation.condition(id),
                place: self.place(Some(self.written.condition(id))),
                held,
                answer: (self.why)(Thing::Outcome(id, !held)),
            })
            .collect()
    }

    /// How many conditions were never asked.
    pub(super) fn unasked(&self) -> usize {
        let outcome = |id: &&ConditionId| self.tally.outcomes[id.index()];
        self.ground.conditions().iter().filter(|id| !outcome(id).held && !outcome(id).failed).count()
    }

    fn why_not_entered(&self, ways: &[(BeatId, By)]) -> String {
        let way = |&(from, by): &(BeatId, By)| self.untaken_way(from, by);
        match ways {
            [] => "no way leads here".to_owned(),
            [one] => format!("the only way here is {}", way(one)),
            [one, ..] => format!("{} ways lead here; one is {}", ways.len(), way(one)),
        }
    }

    fn untaken_way(&self, from: BeatId, by: By) -> String {
        let story = self.story();
        let name = &story.beat(from).name;
        match by {
            By::Choice(id) if self.tally.offered[id.index()] => {
                format!("`{}`, which was taken {} times", story.full_choice_name(id), self.tally.taken[id.index()])
            }
            By::Choice(id) => format!("`{}`, which was never offered", story.full_choice_name(id)),
            _ if self.tally.entered[from.index()] == 0 => format!("from `{name}`, which was never entered"),
            By::Chance(_) => format!("by chance from `{name}`"),
            By::Goto | By::Return(_) => format!("from `{name}`"),
        }
    }

    fn why_not_offered(&self, id: ChoiceId) -> String {
        let story = self.story();
        let choice = story.choice(id);
        let beat = story.beat(choice.beat);
        if self.tally.entered[choice.beat.index()] == 0 {
            return "its beat was never entered".to_owned();
        }
        match choice.when {
            Some(when) if !self.tally.outcomes[when.index()].held => self.why_never(when, true),
            _ if choice.fallback => "something else was always open".to_owned(),
            _ if beat.deck.is_some_and(|deck| deck.cards.covers(id.0)) => "it was never drawn".to_owned(),
            _ => "it was spent whenever it was asked for".to_owned(),
        }
    }

    fn why_not_read(&self, variant: &Variant) -> String {
        let story = self.story();
        let is_met = match variant.of {
            ProseOf::Beat(beat) => self.tally.entered[beat.index()] > 0,
            ProseOf::Label(choice) => self.tally.offered[choice.index()],
            ProseOf::Reason(choice) => self.tally.entered[story.choice(choice).beat.index()] > 0,
            ProseOf::Echo(choice) => self.tally.taken[choice.index()] > 0,
        };
        if !is_met {
            return match variant.of {
                ProseOf::Beat(_) | ProseOf::Reason(_) => "its beat was never entered",
                ProseOf::Label(_) => "its choice was never offered",
                ProseOf::Echo(_) => "its choice was never taken",
            }
            .to_owned();
        }
        for need in &variant.needs {
            if let Need::Is(condition, is) = *need {
                let outcome = self.tally.outcomes[condition.index()];
                if !(if is { outcome.held } else { outcome.failed }) {
                    return self.why_never(condition, is);
                }
            }
        }
        let is_enum = |lane| story.enums().iter().any(|declared| declared.lane == lane);
        match variant.needs.as_slice() {
            [Need::Among(lane, _)] if is_enum(*lane) => "no such word came up".to_owned(),
            [Need::Among(..)] => "its beat was not visited often enough".to_owned(),
            [Need::Chance(of)] => format!("chance picks one of {of}"),
            _ => "what it needs never came together".to_owned(),
        }
    }

    /// Which part of a condition was never so.
    fn why_never(&self, condition: ConditionId, is: bool) -> String {
        let written = self.notation.condition(condition);
        let never = if is { "held" } else { "failed" };
        let inner: Vec<ConditionId> = match self.story().condition(condition) {
            Condition::All(_) if is => parts(self.story(), condition),
            _ => Vec::new(),
        };
        let blocked = inner.iter().find(|part| !self.tally.outcomes[part.index()].held).filter(|_| inner.len() > 1);
        match blocked {
            Some(part) => format!("`{}` never held", self.notation.condition(*part)),
            None if inner.len() > 1 => format!("`{written}` never held together"),
            None => format!("`{written}` never {never}"),
        }
    }

    /// The names of endings with their counts, in the order of declaration.
    pub(super) fn endings(&self) -> impl Iterator<Item = (&'a str, &'a str, u64)> {
        let endings = self.story().endings().iter().zip(&self.tally.endings);
        endings.map(|(ending, met)| (ending.id.as_str(), ending.title.as_str(), met.times))
    }

    /// What chapters and the rest are called: its id, its title, and its place in the tally. In the order they are read.
    pub(super) fn chapters(&self) -> Vec<(Option<&'a str>, &'a str, usize)> {
        let story = self.story();
        let mut chapters: Vec<usize> = (0..story.chapters().len()).collect();
        chapters.sort_by_key(|&at| story.chapters()[at].number);
        let named = chapters.into_iter().map(|at| {
            let chapter = &story.chapters()[at];
            (Some(chapter.id.as_str()), chapter.title.as_str(), at)
        });
        let rest = (None, "", story.chapters().len());
        let all: Vec<_> = named.chain([rest]).collect();
        all.into_iter().filter(|(_, _, at)| self.tally.chapters[*at].times > 0).collect()
    }

    /// Whether a fault was found: a place where nothing is left to choose.
    pub fn has_faults(&self) -> bool {
        !self.tally.dead_ends.is_empty()
    }
}
