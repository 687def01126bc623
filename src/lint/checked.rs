//! What rules look at: a story with its places, put in order once for all of them.

use std::cell::OnceCell;

use super::conditions::{Fault, faults};
use super::flow::Flow;
use super::prose::{self, ProseSite};
use crate::diagnostic::{Sources, Span};
use crate::source::{At, Compiled, Mention, Role, Thing, Written};
use crate::story::{BeatId, ChoiceId, Prose, Story, Stretch};

/// A story, sound or broken.
pub struct Checked<'a> {
    pub(super) compiled: &'a Compiled,
    /// Every string of prose, by file and place.
    pub(super) prose: Vec<ProseSite<'a>>,
}

impl<'a> Checked<'a> {
    pub(super) fn new(compiled: &'a Compiled) -> Self {
        let mut prose = Vec::new();
        for file in compiled.sources.files() {
            let Some(at) = compiled.written.file(file, &compiled.sources) else { continue };
            match file == compiled.written.story_file() {
                true => prose::in_declarations(at, &mut prose),
                false => prose::in_scene(at, &mut prose),
            }
        }
        Self { compiled, prose }
    }

    /// The story as far as it could be read, and how it is written. Of a broken story, conditions must not be asked: they may even ask
    /// themselves.
    pub(super) fn draft(&self) -> Option<Sound<'a>> {
        self.compiled.story_or_draft().map(|story| Sound::new(story, self.compiled))
    }
}

/// A story without errors.
pub struct Sound<'a> {
    pub(super) story: &'a Story,
    pub(super) written: &'a Written,
    pub(super) sources: &'a Sources,
    flow: OnceCell<Flow>,
    /// Of all that is declared in `story.ron`, by thing.
    mentions: OnceCell<Vec<Mention>>,
    condition_faults: OnceCell<Vec<Fault>>,
}

impl<'a> Sound<'a> {
    pub(super) fn new(story: &'a Story, compiled: &'a Compiled) -> Self {
        let (written, sources) = (&compiled.written, &compiled.sources);
        let (flow, mentions, condition_faults) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { story, written, sources, flow, mentions, condition_faults }
    }

    /// The story as a graph.
    pub(super) fn flow(&self) -> &Flow {
        self.flow.get_or_init(|| Flow::of(self.story))
    }

    /// What is wrong with conditions.
    pub(super) fn condition_faults(&self) -> &[Fault] {
        self.condition_faults.get_or_init(|| faults(self))
    }

    /// Every mention of something that `story.ron` declares.
    pub(super) fn mentions_of(&self, thing: Thing) -> &[Mention] {
        let mentions = self.mentions.get_or_init(|| {
            let is_scenic = |thing| matches!(thing, Thing::Beat(_) | Thing::Choice(_) | Thing::Scene(_));
            let mut found: Vec<Mention> =
                self.written.mentions().iter().filter(|mention| !is_scenic(mention.thing)).copied().collect();
            found.sort_by_key(|mention| (mention.thing, mention.role, mention.span));
            found
        });
        let start = mentions.partition_point(|mention| mention.thing < thing);
        let length = mentions[start..].partition_point(|mention| mention.thing == thing);
        &mentions[start..start + length]
    }

    /// Where something gets its name.
    pub(super) fn declared(&self, thing: Thing) -> Option<Span> {
        self.mentions_of(thing).iter().find(|mention| mention.role == Role::Declares).map(|mention| mention.span)
    }

    /// Where something gets its name, if nothing else speaks of it.
    pub(super) fn unmentioned(&self, thing: Thing) -> Option<Span> {
        let is_declared_alone = self.mentions_of(thing).iter().all(|mention| mention.role == Role::Declares);
        self.declared(thing).filter(|_| is_declared_alone)
    }

    /// Whether anything does this with it.
    pub(super) fn has(&self, thing: Thing, roles: &[Role]) -> bool {
        self.mentions_of(thing).iter().any(|mention| roles.contains(&mention.role))
    }

    /// A beat as it is written.
    pub(super) fn beat(&self, beat: BeatId) -> Option<At<'a>> {
        self.written.beat(beat, self.story, self.sources)
    }

    /// A choice as it is written.
    pub(super) fn choice(&self, choice: ChoiceId) -> Option<At<'a>> {
        self.written.choice(choice, self.story, self.sources)
    }

    /// Every choice.
    pub(super) fn choices(&self) -> impl Iterator<Item = ChoiceId> + use<> {
        (0..self.story.choices().len() as u32).map(ChoiceId)
    }

    /// `story.ron`.
    pub(super) fn declarations(&self) -> Option<At<'a>> {
        self.written.file(self.written.story_file(), self.sources)
    }

    /// From where to where the stats go that are named in a place.
    pub(super) fn ranges_in(&self, span: Span) -> Option<String> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let words: Vec<&str> = self.text(span).split(|c| !is_part(c)).collect();
        let named = self.story.stats().iter().filter(|stat| words.contains(&stat.name.as_str()));
        let ranges: Vec<String> =
            named.map(|stat| format!("`{}` goes from {} to {}", stat.name, stat.low, stat.high)).collect();
        (!ranges.is_empty()).then(|| ranges.join(", "))
    }

    /// What a file says in a place.
    pub(super) fn text(&self, span: Span) -> &'a str {
        &self.sources.text(span.file)[span.range()]
    }

    /// Every run of effects, as positions among the story's effects.
    pub(super) fn effect_lists(&self) -> impl Iterator<Item = Stretch> {
        let beats = self.story.beats().iter().map(|beat| beat.then);
        beats.chain(self.story.choices().iter().map(|choice| choice.then))
    }

    /// All compiled prose.
    pub(super) fn prose(&self) -> impl Iterator<Item = Prose> {
        let beats = self.story.beats().iter().map(|beat| beat.text);
        let choices = self
            .story
            .choices()
            .iter()
            .flat_map(|choice| [Some(choice.text), choice.locked, Some(choice.echo)].into_iter().flatten());
        beats.chain(choices)
    }
}
