//! How a story stands in its files: where each of its parts is written, and every mention of a name.

use super::index::Index;
use super::place::At;
use crate::diagnostic::{FileId, Sources, Span};
use crate::story::{
    BeatId, ChapterId, ChoiceId, ConditionId, EndingId, EnumId, FlagId, NamedConditionId, PersonId, RumourId, SceneId,
    StatId, Story,
};

/// A place at which a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    pub thing: Thing,
    pub role: Role,
    /// The name alone: without quotation marks, without `visited.` and `knows.`, without the scene in front of a beat.
    pub span: Span,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    Scene(SceneId),
    Beat(BeatId),
    Choice(ChoiceId),
    Stat(StatId),
    /// Declared under `flags`; those of rumours are [`Self::Rumour`].
    Flag(FlagId),
    Enum(EnumId),
    /// A word of an enum, by its position.
    Word(EnumId, u16),
    Rumour(RumourId),
    NamedCondition(NamedConditionId),
    Person(PersonId),
    Chapter(ChapterId),
    Ending(EndingId),
}

/// What a mention does with the thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Here it gets its name.
    Declares,
    /// Another declaration names it: a start, a bond, a picture, a rule.
    Uses,
    /// A condition asks it, or an effect reads it.
    Asks,
    /// An effect changes it.
    Sets,
    /// Prose shows it.
    Shows,
    /// A way leads to it; of an ending: a beat ends there; of a chapter: a scene belongs to it.
    Leads,
}

/// How a story stands in its files.
#[derive(Debug, Clone)]
pub struct Written {
    /// By file, where it could be read.
    indexes: Vec<Option<Index>>,
    story_file: FileId,
    /// By scene.
    scene_files: Vec<FileId>,
    /// By file and place.
    mentions: Vec<Mention>,
    /// By condition.
    pub(super) conditions: Vec<Span>,
    /// By effect.
    pub(super) effects: Vec<Span>,
    /// Where each arm of prose stands, by the piece that it starts with; ascending.
    arms: Vec<(u32, Span)>,
}

impl Written {
    pub(super) fn new(story_file: FileId) -> Self {
        let (indexes, scene_files, mentions) = (Vec::new(), Vec::new(), Vec::new());
        let (conditions, effects, arms) = (Vec::new(), Vec::new(), Vec::new());
        Self { indexes, story_file, scene_files, mentions, conditions, effects, arms }
    }

    /// Notes where an arm of prose stands. Pieces are laid one after the other, so the starts ascend.
    pub(super) fn arm_starts_at(&mut self, piece: u32, span: Span) {
        self.arms.push((piece, span));
    }

    pub(super) fn mention(&mut self, thing: Thing, role: Role, span: Span) {
        self.mentions.push(Mention { thing, role, span });
    }

    /// Where a beat gets its name.
    pub(super) fn declared(&self, beat: BeatId) -> Span {
        let is = |mention: &&Mention| mention.thing == Thing::Beat(beat) && mention.role == Role::Declares;
        self.mentions.iter().find(is).map(|mention| mention.span).expect("every beat was noted when it was built")
    }

    /// Takes the indexes over and puts the mentions in order.
    pub(super) fn finish(&mut self, story: (FileId, Option<Index>), scenes: Vec<(FileId, Option<Index>)>) {
        self.scene_files = scenes.iter().map(|(file, _)| *file).collect();
        let mut files: Vec<(FileId, Option<Index>)> = std::iter::once(story).chain(scenes).collect();
        files.sort_by_key(|(file, _)| *file);
        self.indexes = files.into_iter().map(|(_, index)| index).collect();
        self.mentions.sort_by_key(|mention| (mention.span, mention.thing));
        self.mentions.dedup();
    }

    /// Every mention of a name that stands for something, by file and place.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Where `story.ron` lies among the sources.
    pub fn story_file(&self) -> FileId {
        self.story_file
    }

    /// Where a scene lies among the sources.
    pub fn scene_file(&self, scene: SceneId) -> FileId {
        self.scene_files[scene.index()]
    }

    /// Where a condition is written; a part of a condition is a condition of its own.
    pub fn condition(&self, condition: ConditionId) -> Span {
        self.conditions[condition.index()]
    }

    /// Where a variant of prose is written, by the piece that it starts with: [`Variant::start`](crate::story::Variant::start).
    pub fn variant(&self, start: u32) -> Option<Span> {
        let at = self.arms.binary_search_by_key(&start, |(piece, _)| *piece).ok()?;
        Some(self.arms[at].1)
    }

    /// Where the effect at this position among the story's effects is written.
    pub fn effect(&self, position: usize) -> Span {
        self.effects[position]
    }

    /// The whole of a file, if it could be read.
    pub fn file<'a>(&'a self, file: FileId, sources: &'a Sources) -> Option<At<'a>> {
        let index = self.indexes.get(file.index())?.as_ref()?;
        Some(At { sources, file, index, node: index.root() })
    }

    /// A scene's file.
    pub fn scene<'a>(&'a self, scene: SceneId, sources: &'a Sources) -> Option<At<'a>> {
        self.file(self.scene_file(scene), sources)
    }

    /// A beat: its name is the [`At::key`], its fields are children.
    pub fn beat<'a>(&'a self, beat: BeatId, story: &Story, sources: &'a Sources) -> Option<At<'a>> {
        let beat = story.beat(beat);
        let name = beat.name.split_once('/')?.1;
        self.scene(beat.scene, sources)?.get("beats")?.get(name)
    }

    /// A choice, as a beat.
    pub fn choice<'a>(&'a self, choice: ChoiceId, story: &Story, sources: &'a Sources) -> Option<At<'a>> {
        let choice = story.choice(choice);
        let beat = self.beat(choice.beat, story, sources)?;
        let cards = || beat.get("deck")?.get("cards")?.get(&choice.name);
        beat.get("choices").and_then(|choices| choices.get(&choice.name)).or_else(cards)
    }
}
