//! What reads and writes which part of the state, step by step, and which effects come to anything.

use crate::story::{
    BeatId, ChoiceId, Claim, Condition, ConditionId, Effect, Piece, Prose, ProseOf, StatId, Story, StoryState, Stretch,
    Sum, Watch,
};

/// A part of the state: a lane, or behind all lanes a bit.
pub(super) type Slot = u32;

/// Something that a step does with a part of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    Read(Slot),
    /// By the effect at this position among the story's.
    Write(Slot, u32),
}

/// A set of parts of the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slots(Vec<u64>);

impl Slots {
    pub fn none(story: &Story) -> Self {
        let layout = story.layout();
        Self(vec![0; ((layout.lanes + layout.bits) as usize).div_ceil(64).max(1)])
    }

    pub fn all(story: &Story) -> Self {
        Self(Self::none(story).0.iter().map(|_| u64::MAX).collect())
    }

    fn has(&self, slot: Slot) -> bool {
        self.0[slot as usize / 64] >> (slot % 64) & 1 != 0
    }

    fn set(&mut self, slot: Slot, is: bool) {
        let mask = 1 << (slot % 64);
        let word = &mut self.0[slot as usize / 64];
        *word = if is { *word | mask } else { *word & !mask };
    }

    /// Adds those of another. Gives whether there are more now.
    pub fn add(&mut self, other: &Self) -> bool {
        let mut grew = false;
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            grew |= more & !*word != 0;
            *word |= more;
        }
        grew
    }
}

/// Goes back over the events of a step. `live` holds what is read later before it is overwritten, and is then what was so before the step;
/// `read` is called with each effect whose value is read.
pub(super) fn go_back(events: &[Event], live: &mut Slots, mut read: impl FnMut(u32)) {
    for event in events.iter().rev() {
        match *event {
            Event::Read(slot) => live.set(slot, true),
            Event::Write(slot, effect) => {
                if live.has(slot) {
                    read(effect);
                }
                live.set(slot, false);
            }
        }
    }
}

/// Watches steps.
#[derive(Debug)]
pub(super) struct Flow<'a> {
    story: &'a Story,
    /// The parts that each condition asks.
    asked: Vec<Vec<Slot>>,
    /// What every view shows, and what rules ask.
    always: Vec<Slot>,
    /// Of the step that is watched.
    pub events: Vec<Event>,
    /// The state, as far as effects change it.
    shadow: StoryState,
    /// The number of the step.
    step: u64,
    /// By effect: the steps in which it was first carried out, and in which it first changed anything.
    pub happened: Vec<Option<u64>>,
    pub changed: Vec<Option<u64>>,
}

impl<'a> Flow<'a> {
    pub fn of(story: &'a Story) -> Self {
        let conditions = (0..story.conditions().len() as u32).map(ConditionId);
        let asked = conditions.map(|id| slots_of(story, id)).collect();
        let effects = story.all_effects().len();
        let mut flow = Self {
            story,
            asked,
            always: Vec::new(),
            events: Vec::new(),
            shadow: story.set_off(0, |_, _| {}).0,
            step: 0,
            happened: vec![None; effects],
            changed: vec![None; effects],
        };
        flow.always = flow.shown_always();
        flow
    }

    /// What the mark, the moon, the pack and the codex show, and what rules ask.
    fn shown_always(&self) -> Vec<Slot> {
        let story = self.story;
        let lane = |stat: StatId| story.stat(stat).lane.0;
        let mut slots: Vec<Slot> =
            story.mark().into_iter().flat_map(|mark| [lane(mark.coils), lane(mark.heat)]).collect();
        slots.extend(story.moon().map(lane));
        for person in story.people() {
            slots.extend(person.bond.map(lane));
            slots.extend(person.tie.map(|tie| story.declared_enum(tie).lane.0));
            slots.extend(person.met.iter().flat_map(|met| &self.asked[met.index()]));
            self.shown_in(person.text, &mut slots);
        }
        story.rumours().iter().for_each(|rumour| self.shown_in(rumour.text, &mut slots));
        let declared = story.flags().len() - story.rumours().len();
        slots.extend(story.flags()[declared..].iter().map(|flag| self.bit(flag.bit.0)));
        for rule in story.rules() {
            match rule.claim {
                Claim::Always(condition) | Claim::Never(condition) | Claim::At { require: condition, .. } => {
                    slots.extend(&self.asked[condition.index()]);
                }
                Claim::NeverFalls { stat, unless } | Claim::NeverRises { stat, unless } => {
                    slots.push(lane(stat));
                    slots.extend(unless.iter().flat_map(|unless| &self.asked[unless.index()]));
                }
                Claim::Costs { stat, when } => {
                    slots.push(lane(stat));
                    slots.extend(&self.asked[when.index()]);
                }
                Claim::CanEnd(_) | Claim::Before(..) => {}
            }
        }
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// What prose asks or shows in any state.
    fn shown_in(&self, prose: Prose, slots: &mut Vec<Slot>) {
        let story = self.story;
        for piece in (prose.0.start..prose.0.end).map(|at| story.piece(at)) {
            match *piece {
                Piece::Unless(condition, _) => slots.extend(&self.asked[condition.index()]),
                Piece::Number(stat) | Piece::StatWord(stat) => slots.push(story.stat(stat).lane.0),
                Piece::EnumWord(name) | Piece::Select { name, .. } => slots.push(story.declared_enum(name).lane.0),
                _ => {}
            }
        }
    }

    fn bit(&self, bit: u32) -> Slot {
        self.story.layout().lanes + bit
    }

    /// A playthrough begins, with a step of this number.
    pub fn begin_story(&mut self, step: u64) {
        self.step = step;
        self.events.clear();
        self.shadow = self.story.first_state(0);
    }

    /// A step of this number begins in this state.
    pub fn begin(&mut self, state: &StoryState, step: u64) {
        self.step = step;
        self.events.clear();
        self.shadow.clone_from(state);
    }

    /// The reader is asked, or the story stops: what is shown and asked there.
    pub fn rest(&mut self, state: &StoryState) {
        let story = self.story;
        self.events.extend(self.always.iter().map(|slot| Event::Read(*slot)));
        for choice in story.beat(state.beat()).exit.choices() {
            if let Some(when) = story.choice(choice).when {
                self.ask(when);
            }
        }
        let mut shown = Vec::new();
        story.offers(state, |choice, is_open| {
            shown.push(ProseOf::Label(choice));
            if !is_open {
                shown.push(ProseOf::Reason(choice));
            }
        });
        shown.into_iter().for_each(|of| self.read(of, state));
    }

    fn ask(&mut self, condition: ConditionId) {
        self.events.extend(self.asked[condition.index()].iter().map(|slot| Event::Read(*slot)));
    }

    fn read(&mut self, of: ProseOf, state: &StoryState) {
        let story = self.story;
        story.read_pieces(of, state, 0, |piece| match *story.piece(piece) {
            Piece::Unless(condition, _) => self.ask(condition),
            Piece::Number(stat) | Piece::StatWord(stat) => self.events.push(Event::Read(story.stat(stat).lane.0)),
            Piece::EnumWord(name) | Piece::Select { name, .. } => {
                self.events.push(Event::Read(story.declared_enum(name).lane.0));
            }
            _ => {}
        });
    }

    fn effects(&mut self, effects: Stretch) {
        for at in effects.range() {
            let effect = self.story.all_effects()[at];
            let (slot, sum) = self.parts_of(&effect);
            if matches!(effect, Effect::Add { .. } | Effect::Subtract { .. }) {
                self.events.push(Event::Read(slot));
            }
            let terms = self.story.sum_terms(sum.terms).iter();
            self.events.extend(terms.map(|(stat, _)| Event::Read(self.story.stat(*stat).lane.0)));
            self.events.push(Event::Write(slot, at as u32));
            let before = self.shadow.clone();
            self.story.apply_effect(&effect, &mut self.shadow);
            self.happened[at].get_or_insert(self.step);
            if before != self.shadow {
                self.changed[at].get_or_insert(self.step);
            }
        }
    }

    /// What an effect writes, and the sum that it reads.
    fn parts_of(&self, effect: &Effect) -> (Slot, Sum) {
        match *effect {
            Effect::SetBit { bit, .. } => (self.bit(bit.0), Sum::default()),
            Effect::SetWord { lane, .. } => (lane.0, Sum::default()),
            Effect::Assign { stat, sum } | Effect::Add { stat, sum } | Effect::Subtract { stat, sum } => {
                (self.story.stat(stat).lane.0, sum)
            }
        }
    }
}

impl Watch for Flow<'_> {
    fn chosen(&mut self, choice: ChoiceId, state: &StoryState) {
        self.effects(self.story.choice(choice).then);
        self.read(ProseOf::Echo(choice), state);
    }

    fn entered(&mut self, beat: BeatId, state: &StoryState) {
        self.effects(self.story.beat(beat).then);
        self.read(ProseOf::Beat(beat), state);
    }
}

fn slots_of(story: &Story, condition: ConditionId) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut open = vec![condition];
    while let Some(condition) = open.pop() {
        match *story.condition(condition) {
            Condition::Constant(_) => {}
            Condition::Bit { bit, .. } => slots.push(story.layout().lanes + bit.0),
            Condition::Within { lane, .. } => slots.push(lane.0),
            Condition::Not(inner) => open.push(inner),
            Condition::All(list) | Condition::Any(list) => open.extend(story.condition_list(list)),
            Condition::Compare { left, right, .. } => {
                let terms = [left, right].into_iter().flat_map(|sum| story.sum_terms(sum.terms));
                slots.extend(terms.map(|(stat, _)| story.stat(*stat).lane.0));
            }
        }
    }
    slots.sort_unstable();
    slots.dedup();
    slots
}
