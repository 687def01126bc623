//! The whole story, compiled: lists of everything, and who is called what.

use std::collections::BTreeMap;

use super::{
    Beat, BeatId, BitId, Chapter, ChapterId, Choice, ChoiceId, Condition, ConditionId, Detour, DetourId, Effect,
    Ending, EndingId, Enum, EnumId, FlagId, Former, LaneId, Layout, Mark, NamedCondition, NamedConditionId, Person,
    PersonId, Piece, Rule, Rumour, RumourId, Scene, SceneId, Stat, StatId, StoryState, Stretch, WeightedTarget,
};

/// A named yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    pub name: String,
    pub bit: BitId,
}

/// Everything a story is made of, in flat lists. Whoever fills it promises that every id and stretch in it lies within its list, that
/// every text, sequence and list of targets has at least one part, and that the weights of one list add up to at most `u32::MAX`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryParts {
    /// The name that saves are kept under.
    pub id: String,
    pub title: String,
    pub author: String,
    pub about: String,
    pub content_note: String,
    pub start: BeatId,
    pub layout: Layout,
    pub stats: Vec<Stat>,
    pub enums: Vec<Enum>,
    /// Declared flags, then one a rumour, in the order of the rumours.
    pub flags: Vec<Flag>,
    pub people: Vec<Person>,
    pub rumours: Vec<Rumour>,
    pub chapters: Vec<Chapter>,
    pub endings: Vec<Ending>,
    pub mark: Option<Mark>,
    pub moon: Option<StatId>,
    pub named_conditions: Vec<NamedCondition>,
    pub rules: Vec<Rule>,
    pub former: Former,
    pub scenes: Vec<Scene>,
    pub beats: Vec<Beat>,
    pub choices: Vec<Choice>,
    pub detours: Vec<Detour>,
    /// Where the detours that are being played are kept, the outermost first: as many as can ever be open at once. A lane holds the number
    /// of the detour, counted from 1.
    pub return_lanes: Vec<LaneId>,
    pub conditions: Vec<Condition>,
    pub condition_lists: Vec<ConditionId>,
    pub sum_terms: Vec<(StatId, bool)>,
    pub effects: Vec<Effect>,
    pub weighted_targets: Vec<WeightedTarget>,
    pub pieces: Vec<Piece>,
    pub arms: Vec<u32>,
    pub text: String,
}

/// A compiled story. It never changes and can be shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    parts: StoryParts,
    beats_by_name: BTreeMap<String, BeatId>,
    /// The state at the start, for no seed in particular.
    blank_start: StoryState,
    /// By choice.
    gates: Vec<Gate>,
}

/// What decides whether a choice is open: what random play asks of each choice at every turn, side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gate {
    pub when: Condition,
    pub once: Option<BitId>,
    pub fallback: bool,
    /// Whether it is shown with a reason while it is not open.
    pub has_reason: bool,
}

impl Gate {
    fn of(choice: &Choice, conditions: &[Condition]) -> Self {
        let when = choice.when.map_or(Condition::Constant(true), |when| conditions[when.index()]);
        let has_reason = choice.locked.is_some() && !choice.fallback;
        Self { when, once: choice.once, fallback: choice.fallback, has_reason }
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident / $one:ident: $id:ty => $item:ty;)*) => {$(
        $(#[$doc])*
        pub fn $list(&self) -> &[$item] {
            &self.parts.$list
        }

        #[doc = concat!("One of [`Self::", stringify!($list), "`].")]
        pub fn $one(&self, id: $id) -> &$item {
            &self.parts.$list[id.index()]
        }
    )*};
}

impl Story {
    /// A story of these parts.
    pub fn new(parts: StoryParts) -> Self {
        let names = parts.beats.iter().zip(0..);
        let beats_by_name = names.map(|(beat, id)| (beat.name.clone(), BeatId(id))).collect();
        let blank_start = parts.blank_start();
        let gates = parts.choices.iter().map(|choice| Gate::of(choice, &parts.conditions)).collect();
        Self { parts, beats_by_name, blank_start, gates }
    }

    lists! {
        /// Stats, in the order of declaration.
        stats / stat: StatId => Stat;
        /// Flags, declared ones first, then one for each rumour.
        flags / flag: FlagId => Flag;
        /// People, in the order of declaration.
        people / person: PersonId => Person;
        /// Rumours, in the order of declaration.
        rumours / rumour: RumourId => Rumour;
        /// Chapters, in the order of declaration.
        chapters / chapter: ChapterId => Chapter;
        /// Endings, in the order of declaration.
        endings / ending: EndingId => Ending;
        /// Scenes, by name.
        scenes / scene: SceneId => Scene;
        /// Beats, scene by scene.
        beats / beat: BeatId => Beat;
        /// Choices, beat by beat.
        choices / choice: ChoiceId => Choice;
        /// Every place from which the story goes on a detour.
        detours / detour: DetourId => Detour;
        /// Conditions with a name, in the order of declaration.
        named_conditions / named_condition: NamedConditionId => NamedCondition;
        /// All conditions.
        conditions / condition: ConditionId => Condition;
    }

    /// Enums, in the order of declaration.
    pub fn enums(&self) -> &[Enum] {
        &self.parts.enums
    }

    /// One of [`Self::enums`].
    pub fn declared_enum(&self, id: EnumId) -> &Enum {
        &self.parts.enums[id.index()]
    }

    /// The name that saves are kept under.
    pub fn id(&self) -> &str {
        &self.parts.id
    }

    /// The title.
    pub fn title(&self) -> &str {
        &self.parts.title
    }

    /// Who wrote it; may be empty.
    pub fn author(&self) -> &str {
        &self.parts.author
    }

    /// A paragraph or more for the title page; may be empty.
    pub fn about(&self) -> &str {
        &self.parts.about
    }

    /// What a reader may want to know before starting; may be empty.
    pub fn content_note(&self) -> &str {
        &self.parts.content_note
    }

    /// The first beat.
    pub fn start(&self) -> BeatId {
        self.parts.start
    }

    /// The size of the state.
    pub fn layout(&self) -> Layout {
        self.parts.layout
    }

    /// Which stats draw the mark, if the story has one.
    pub fn mark(&self) -> Option<&Mark> {
        self.parts.mark.as_ref()
    }

    /// The stat that is the day of the moon, if the story has one.
    pub fn moon(&self) -> Option<StatId> {
        self.parts.moon
    }

    /// What the author says of every playthrough, in the order of declaration.
    pub fn rules(&self) -> &[Rule] {
        &self.parts.rules
    }

    /// Names that things had before they were renamed.
    pub fn former(&self) -> &Former {
        &self.parts.former
    }

    /// The word for the place of a beat: its own, or else its scene's; may be empty.
    pub fn setting_of(&self, beat: BeatId) -> &str {
        let beat = self.beat(beat);
        beat.setting.as_ref().unwrap_or(&self.scene(beat.scene).setting)
    }

    /// The word for what is heard in a beat: its own, or else its scene's; may be empty.
    pub fn sound_of(&self, beat: BeatId) -> &str {
        let beat = self.beat(beat);
        beat.sound.as_ref().unwrap_or(&self.scene(beat.scene).sound)
    }

    /// The chapter that a beat belongs to, if its scene names one.
    pub fn chapter_of(&self, beat: BeatId) -> Option<&Chapter> {
        let scene = self.scene(self.beat(beat).scene);
        scene.chapter.map(|chapter| self.chapter(chapter))
    }

    /// The beat called `scene/beat`.
    pub fn find_beat(&self, name: &str) -> Option<BeatId> {
        self.beats_by_name.get(name).copied()
    }

    /// The choice called `name` in a beat.
    pub fn find_choice(&self, beat: BeatId, name: &str) -> Option<ChoiceId> {
        self.beat(beat).exit.choices().find(|&choice| self.choice(choice).name == name)
    }

    /// The greatest raw value of a stat's or an enum's lane; of any other, the greatest there is.
    pub fn lane_high(&self, lane: LaneId) -> u16 {
        let stat = self.stats().iter().find(|stat| stat.lane == lane);
        let stat = stat.map(|stat| stat.high.abs_diff(stat.low));
        let word = || self.enums().iter().find(|declared| declared.lane == lane).map(|declared| declared.words.len());
        stat.or_else(|| u16::try_from(word()?.saturating_sub(1)).ok()).unwrap_or(u16::MAX)
    }

    pub(super) fn gate(&self, choice: ChoiceId) -> &Gate {
        &self.gates[choice.index()]
    }

    pub(super) fn blank_start(&self) -> &StoryState {
        &self.blank_start
    }

    pub(super) fn story_parts(&self) -> &StoryParts {
        &self.parts
    }

    pub(super) fn return_lanes(&self) -> &[LaneId] {
        &self.parts.return_lanes
    }

    /// The parts of [`Condition::All`] and [`Condition::Any`].
    pub fn condition_list(&self, list: Stretch) -> &[ConditionId] {
        &self.parts.condition_lists[list.range()]
    }

    /// The stats of a [`Sum`](super::Sum), each with whether it is taken away.
    pub fn sum_terms(&self, terms: Stretch) -> &[(StatId, bool)] {
        &self.parts.sum_terms[terms.range()]
    }

    /// All effects; those carried out together lie side by side.
    pub fn all_effects(&self) -> &[Effect] {
        &self.parts.effects
    }

    /// Effects, in the order in which they are carried out.
    pub fn effects(&self, effects: Stretch) -> &[Effect] {
        &self.parts.effects[effects.range()]
    }

    /// The beats of [`Exit::Chance`](super::Exit::Chance), at least one.
    pub fn weighted_targets(&self, targets: Stretch) -> &[WeightedTarget] {
        &self.parts.weighted_targets[targets.range()]
    }

    /// All instructions of prose.
    pub fn pieces(&self) -> &[Piece] {
        &self.parts.pieces
    }

    /// An instruction of prose.
    pub fn piece(&self, at: u32) -> &Piece {
        &self.parts.pieces[at as usize]
    }

    /// Where the arms of a sequence or a selection start, among the story's pieces.
    pub fn arms(&self, arms: Stretch) -> &[u32] {
        &self.parts.arms[arms.range()]
    }

    /// Words of prose, as they are set.
    pub fn text(&self, bytes: Stretch) -> &str {
        &self.parts.text[bytes.range()]
    }
}
