//! Steps that stop where chance decides, for those who look at everything that can happen.

use super::step::BEATS_WITHOUT_A_CHOICE;
use super::{BeatId, ChoiceId, EndingId, Exit, Story, StoryState, Xoshiro256PlusPlus};

/// What decides how it goes on from a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// The reader, if any choice of the beat is open.
    Reader,
    /// Chance, among the targets of the beat.
    Chance,
    /// Nothing: the story has ended.
    Ending(EndingId),
    /// Nothing: a detour comes back to nowhere, or beats follow each other without end.
    Nowhere,
}

impl StoryState {
    /// The stats, enums, counts of visits and open detours, four lanes to a word from the lowest bits up, then the bits; without the beat,
    /// the generator and the deal.
    pub fn packed(&self) -> &[u64] {
        &self.packed
    }

    /// Takes the beat and everything of [`Self::packed`] from elsewhere.
    ///
    /// # Panics
    /// If the state is one of another story.
    pub fn unpack(&mut self, beat: BeatId, packed: impl IntoIterator<Item = u64>) {
        self.set_beat(beat);
        let mut words = packed.into_iter();
        self.packed.fill_with(|| words.next().expect("the states of one story have one size"));
    }
}

impl Story {
    /// The state at the start, entered as [`Self::set_off`] does up to where something is decided. The generator is not used.
    pub fn set_off_to_stand(&self, seen: impl FnMut(BeatId, &StoryState)) -> (StoryState, Stand) {
        let mut state = self.first_state(0);
        let stand = self.flow(&mut state, self.start(), seen);
        (state, stand)
    }

    /// Takes a choice as [`Self::walk`] does, up to where something is decided. The generator is not used, and no cards are dealt.
    pub fn walk_to_stand(
        &self,
        state: &mut StoryState,
        choice: ChoiceId,
        seen: impl FnMut(BeatId, &StoryState),
    ) -> Stand {
        let choice = self.choice(choice);
        self.apply(choice.then, state);
        if let Some(once) = choice.once {
            state.set_bit(once, true);
        }
        self.leave(state, choice.beat);
        let next = self.set_out(state, choice.goto, choice.detour);
        self.flow(state, next, seen)
    }

    /// Goes on from a beat at which chance decides to one of its targets, up to where something is decided next.
    pub fn fall_to_stand(
        &self,
        state: &mut StoryState,
        target: BeatId,
        seen: impl FnMut(BeatId, &StoryState),
    ) -> Stand {
        self.leave(state, state.beat());
        self.flow(state, target, seen)
    }

    /// As [`Story::enter`], up to where something is decided.
    fn flow(&self, state: &mut StoryState, mut beat: BeatId, mut seen: impl FnMut(BeatId, &StoryState)) -> Stand {
        for _ in 0..BEATS_WITHOUT_A_CHOICE {
            state.set_beat(beat);
            let entered = self.beat(beat);
            self.apply(entered.then, state);
            seen(beat, state);
            let next = match &entered.exit {
                Exit::Goto(next) => self.set_out(state, *next, entered.detour),
                Exit::Return => match self.come_back(state) {
                    Some(next) => next,
                    None => return Stand::Nowhere,
                },
                Exit::Choices(_) => return Stand::Reader,
                Exit::Chance(_) => return Stand::Chance,
                Exit::Ending(ending) => return Stand::Ending(*ending),
            };
            self.leave(state, beat);
            beat = next;
        }
        Stand::Nowhere
    }

    /// A state of this story to unpack others into.
    pub fn blank_state(&self) -> StoryState {
        StoryState::blank(self.layout(), self.start(), Xoshiro256PlusPlus::from_seed(0))
    }
}
