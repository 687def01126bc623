//! One step of play: taking a choice, entering beats, and the turn that comes of it.

use super::prose::Reading;
use super::{BeatId, Choice, ChoiceId, DetourId, EndingId, Exit, Look, Page, Story, StoryState};

/// Why the reader is asked, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// At least one choice is open.
    Choices,
    /// The story has ended.
    Ending(EndingId),
    /// No choice is open, or beats follow each other without end.
    DeadEnd,
}

/// So many beats may follow each other without a choice; then the story has nowhere to go.
const BEATS_WITHOUT_A_CHOICE: usize = 1000;

/// Why a choice was refused. The playthrough is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChooseError {
    /// Counted from 1 among the open choices.
    #[error("choice {index} was not offered; there are {offered}")]
    NotOffered { index: usize, offered: usize },
    #[error("choice `{name}` was not offered; offered: {offered}")]
    NameNotOffered { name: String, offered: String },
    #[error("the story has already ended at `{0}`")]
    Ended(String),
}

/// What one step shows: prose, then the choices. Turns are equal if they show the same.
#[derive(Debug, Clone, Eq)]
pub struct Turn {
    page: Page,
    /// More than `shown` after a turn with more choices: their memory is used again.
    offers: Vec<Offer>,
    shown: usize,
    beats: Vec<BeatId>,
    stop: Stop,
}

/// A choice as this turn shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub choice: ChoiceId,
    pub look: Look,
    pub label: Page,
    /// Whether it can be taken; if not, `reason` says why.
    pub is_open: bool,
    pub reason: Page,
}

impl PartialEq for Turn {
    fn eq(&self, other: &Self) -> bool {
        let parts = |turn: &Self| (turn.stop, turn.shown);
        parts(self) == parts(other)
            && self.page == other.page
            && self.offers() == other.offers()
            && self.beats == other.beats
    }
}

/// One who sees what a step does.
pub trait Watch {
    /// A choice was taken. The state is that behind its effects, where its echo is read.
    fn chosen(&mut self, choice: ChoiceId, state: &StoryState);

    /// A beat is entered. The state is that behind its effects, where its text is read.
    fn entered(&mut self, beat: BeatId, state: &StoryState);
}

impl Turn {
    /// A turn that shows nothing yet.
    pub fn blank() -> Self {
        Self { page: Page::default(), offers: Vec::new(), shown: 0, beats: Vec::new(), stop: Stop::DeadEnd }
    }

    /// The prose.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The choices to show: cards in the order they were drawn, then the others in written order; open ones, and locked ones that give a
    /// reason.
    pub fn offers(&self) -> &[Offer] {
        &self.offers[..self.shown]
    }

    /// The choices that can be taken, in the same order.
    pub fn open(&self) -> impl Iterator<Item = &Offer> {
        self.offers().iter().filter(|offer| offer.is_open)
    }

    /// Empties it and keeps its memory.
    pub(super) fn wipe(&mut self) {
        self.page.clear();
        self.beats.clear();
        self.shown = 0;
    }

    /// The beats entered on the way, at least one.
    pub fn beats(&self) -> &[BeatId] {
        &self.beats
    }

    /// Why the reader is asked, or not.
    pub fn stop(&self) -> Stop {
        self.stop
    }
}

impl Story {
    /// Whether a choice's own conditions are met. Whether it is also offered is for the others of its beat to say: see
    /// [`Story::is_offered`].
    pub fn is_open(&self, choice: &Choice, state: &StoryState) -> bool {
        !choice.once.is_some_and(|bit| state.bit(bit)) && choice.when.is_none_or(|when| self.holds(when, state))
    }

    /// As [`Self::is_open`], by the gates.
    fn can_take(&self, id: ChoiceId, state: &StoryState) -> bool {
        let gate = self.gate(id);
        !gate.once.is_some_and(|bit| state.bit(bit)) && self.is_so(&gate.when, state)
    }

    /// Enters `beat` and every beat that follows at once. `seen` is called at each, after its effects: its text speaks of the state as it is
    /// then.
    pub(super) fn enter(
        &self,
        state: &mut StoryState,
        mut beat: BeatId,
        mut seen: impl FnMut(BeatId, &StoryState),
    ) -> Stop {
        for _ in 0..BEATS_WITHOUT_A_CHOICE {
            state.set_beat(beat);
            let entered = self.beat(beat);
            self.apply(entered.then, state);
            state.deal = entered.deck.map_or(0, |_| state.generator.next_u64());
            seen(beat, state);
            let next = match &entered.exit {
                Exit::Goto(next) => self.set_out(state, *next, entered.detour),
                Exit::Chance(targets) => self.draw(*targets, state),
                Exit::Return => match self.come_back(state) {
                    Some(next) => next,
                    None => return Stop::DeadEnd,
                },
                Exit::Ending(ending) => return Stop::Ending(*ending),
                exit @ Exit::Choices(_) => {
                    let open = exit.choices().any(|choice| self.can_take(choice, state));
                    return if open { Stop::Choices } else { Stop::DeadEnd };
                }
            };
            self.leave(state, beat);
            beat = next;
        }
        Stop::DeadEnd
    }

    /// Notes that a beat was left.
    pub(super) fn leave(&self, state: &mut StoryState, beat: BeatId) {
        let beat = self.beat(beat);
        if let Some(visited) = beat.visited {
            state.set_bit(visited, true);
        }
        if let Some(count) = beat.visits {
            let visits = state.lane(count.lane);
            state.set_lane(count.lane, if visits >= count.last { count.back_to } else { visits + 1 });
        }
    }

    /// Where the story goes on its way to `next`: on the detour first, if there is one.
    pub(super) fn set_out(&self, state: &mut StoryState, next: BeatId, detour: Option<DetourId>) -> BeatId {
        let Some(detour) = detour else { return next };
        let lane = self.return_lanes().iter().find(|lane| state.lane(**lane) == 0);
        let lane = *lane.expect("the loader counts how many detours can be open at once");
        state.set_lane(lane, detour.0 as u16 + 1);
        self.detour(detour).via
    }

    /// Where the innermost detour leads back to, if one is being played.
    pub(super) fn come_back(&self, state: &mut StoryState) -> Option<BeatId> {
        let lane = *self.return_lanes().iter().rev().find(|lane| state.lane(**lane) != 0)?;
        let detour = DetourId(u32::from(state.lane(lane)) - 1);
        state.set_lane(lane, 0);
        Some(self.detour(detour).back_to)
    }

    fn draw(&self, targets: super::Stretch, state: &mut StoryState) -> BeatId {
        let targets = self.weighted_targets(targets);
        let total = targets.iter().map(|target| target.weight).sum();
        let mut drawn = state.generator.below(total);
        for target in targets {
            if drawn < target.weight {
                return target.goto;
            }
            drawn -= target.weight;
        }
        unreachable!("the number drawn lies below the sum of the weights")
    }

    pub(super) fn reading(&self, state: &StoryState, beat: BeatId, shuffle: u64) -> Reading {
        let visits = self.beat(beat).visits.map_or(0, |count| state.lane(count.lane));
        Reading { visits, shuffle }
    }

    /// The state at the start of a playthrough and what it stops at, without a text. `seen` is called at every beat entered.
    pub fn set_off(&self, seed: u64, seen: impl FnMut(BeatId, &StoryState)) -> (StoryState, Stop) {
        let mut state = self.first_state(seed);
        let stop = self.enter(&mut state, self.start(), seen);
        (state, stop)
    }

    /// Takes a choice that is offered, without a text. `chosen` is called after the choice's effects, where its echo is read; `seen` at
    /// every beat entered, after its effects, where its text is read.
    pub fn walk(
        &self,
        state: &mut StoryState,
        choice: ChoiceId,
        chosen: impl FnOnce(&StoryState),
        seen: impl FnMut(BeatId, &StoryState),
    ) -> Stop {
        let choice = self.choice(choice);
        self.carry_out(choice, state);
        chosen(state);
        self.leave(state, choice.beat);
        let next = self.set_out(state, choice.goto, choice.detour);
        self.enter(state, next, seen)
    }

    /// As [`Self::set_off`], in the memory of a state of this story.
    pub fn set_off_in(&self, state: &mut StoryState, seed: u64, watch: &mut impl Watch) -> Stop {
        self.restart(state, seed);
        self.enter(state, self.start(), |beat, state| watch.entered(beat, state))
    }

    /// As [`Self::walk`], with one who sees both.
    pub fn walk_watched(&self, state: &mut StoryState, id: ChoiceId, watch: &mut impl Watch) -> Stop {
        let choice = self.choice(id);
        self.carry_out(choice, state);
        watch.chosen(id, state);
        self.leave(state, choice.beat);
        let next = self.set_out(state, choice.goto, choice.detour);
        self.enter(state, next, |beat, state| watch.entered(beat, state))
    }

    /// The effects of a choice, and that it is spent.
    fn carry_out(&self, choice: &Choice, state: &mut StoryState) {
        self.apply(choice.then, state);
        if let Some(once) = choice.once {
            state.set_bit(once, true);
        }
    }

    /// Takes an open choice and writes the turn that follows. `shuffle` settles chance in its text: see [`Story::shuffle`].
    pub fn take(&self, state: &mut StoryState, choice: ChoiceId, shuffle: u64, turn: &mut Turn) {
        let choice = self.choice(choice);
        turn.page.clear();
        self.carry_out(choice, state);
        self.render(choice.echo, state, self.reading(state, choice.beat, shuffle), &mut turn.page);
        self.leave(state, choice.beat);
        let next = self.set_out(state, choice.goto, choice.detour);
        self.go(state, next, shuffle, turn);
    }

    /// Enters `beat` and writes the turn behind what already stands on its page.
    pub(super) fn go(&self, state: &mut StoryState, beat: BeatId, shuffle: u64, turn: &mut Turn) {
        turn.beats.clear();
        let (page, beats) = (&mut turn.page, &mut turn.beats);
        turn.stop = self.enter(state, beat, |beat, state| {
            beats.push(beat);
            page.paragraph();
            self.render(self.beat(beat).text, state, self.reading(state, beat, shuffle), page);
        });
        self.offer(state, shuffle, turn);
    }

    /// Writes the turn of the beat that the state already stands at, without its effects.
    pub(super) fn look_again(&self, state: &StoryState, shuffle: u64, turn: &mut Turn) {
        let beat = state.beat();
        turn.page.clear();
        self.render(self.beat(beat).text, state, self.reading(state, beat, shuffle), &mut turn.page);
        turn.beats.clear();
        turn.beats.push(beat);
        turn.stop = match &self.beat(beat).exit {
            Exit::Ending(ending) => Stop::Ending(*ending),
            exit if exit.choices().any(|choice| self.is_open(self.choice(choice), state)) => Stop::Choices,
            _ => Stop::DeadEnd,
        };
        self.offer(state, shuffle, turn);
    }

    fn offer(&self, state: &StoryState, shuffle: u64, turn: &mut Turn) {
        turn.shown = 0;
        let reading = self.reading(state, state.beat(), shuffle);
        self.offers(state, |id, is_open| self.show(id, is_open, state, reading, turn));
    }

    /// Calls `show` with every choice that the beat of the state shows, in the order in which a turn does, and whether it can be taken.
    pub fn offers(&self, state: &StoryState, mut show: impl FnMut(ChoiceId, bool)) {
        let beat = self.beat(state.beat());
        if let Some(deck) = beat.deck {
            self.dealt(deck, state).for_each(|id| show(id, true));
        }
        for id in beat.exit.choices().filter(|id| !beat.deck.is_some_and(|deck| deck.cards.covers(id.0))) {
            let gate = self.gate(id);
            let is_spent = gate.once.is_some_and(|bit| state.bit(bit));
            if is_spent {
                continue;
            }
            let is_open = self.is_so(&gate.when, state);
            if is_open && (!gate.fallback || self.is_offered(id, state)) {
                show(id, true);
            } else if !is_open && gate.has_reason {
                show(id, false);
            }
        }
    }

    /// The choices that can be taken where the state stands, in the order in which a turn shows them, into `open`, which is emptied first.
    pub fn open(&self, state: &StoryState, open: &mut Vec<ChoiceId>) {
        open.clear();
        self.offers(state, |id, is_open| {
            if is_open {
                open.push(id);
            }
        });
    }

    fn show(&self, id: ChoiceId, is_open: bool, state: &StoryState, reading: Reading, turn: &mut Turn) {
        let choice = self.choice(id);
        let offer = turn.next_offer(id, choice.look, is_open);
        self.render(choice.text, state, reading, &mut offer.label);
        if let Some(reason) = choice.locked.filter(|_| !is_open) {
            self.render(reason, state, reading, &mut offer.reason);
        }
    }
}

impl Turn {
    fn next_offer(&mut self, choice: ChoiceId, look: Look, is_open: bool) -> &mut Offer {
        if self.shown == self.offers.len() {
            let (label, reason) = (Page::default(), Page::default());
            self.offers.push(Offer { choice, look, label, is_open, reason });
        }
        let offer = &mut self.offers[self.shown];
        self.shown += 1;
        (offer.choice, offer.look, offer.is_open) = (choice, look, is_open);
        offer.label.clear();
        offer.reason.clear();
        offer
    }
}
