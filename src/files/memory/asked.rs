//! What a memory answers about a story: by what things are called now, and were called before.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Memory;
use crate::story::{BeatId, ChoiceId, EndingId, NamedState, Playthrough, Record, RumourId, Story};

impl Memory {
    /// The beats that were ever reached.
    pub fn beats(&self, story: &Story) -> BTreeSet<BeatId> {
        self.beats.keys().filter_map(|name| story.beat_once_called(name)).collect()
    }

    /// The choices that were ever taken.
    pub fn choices(&self, story: &Story) -> BTreeSet<ChoiceId> {
        let choices = self.choices.iter().filter_map(|name| {
            let (beat, choice) = name.rsplit_once('/')?;
            story.choice_once_called(story.beat_once_called(beat)?, choice)
        });
        choices.collect()
    }

    /// Whether a choice was ever taken.
    pub fn has_taken(&self, story: &Story, choice: ChoiceId) -> bool {
        self.choices.contains(&story.full_choice_name(choice)) || self.has_taken_once(story, choice)
    }

    /// As [`Self::has_taken`], under a former name.
    fn has_taken_once(&self, story: &Story, choice: ChoiceId) -> bool {
        let former = story.former();
        let beat = story.choice(choice).beat;
        let is_renamed =
            former.beats.values().any(|&now| now == beat) || former.choices.values().any(|&now| now == choice);
        is_renamed && self.choices(story).contains(&choice)
    }

    /// The rumours that were ever known.
    pub fn rumours(&self, story: &Story) -> BTreeSet<RumourId> {
        let first = story.flags().len() - story.rumours().len();
        let known = self.rumours.iter().filter_map(|id| story.flag_once_called(&format!("knows.{id}")));
        known.filter_map(|flag| Some(RumourId(u32::try_from(flag.index().checked_sub(first)?).ok()?))).collect()
    }

    /// How many playthroughs ended so.
    pub fn times_ended(&self, story: &Story, ending: EndingId) -> usize {
        self.endings.get(&story.ending(ending).id).map_or(0, BTreeSet::len)
    }

    /// How many playthroughs came to an ending: taken back and ended otherwise, one still counts once.
    pub fn finished(&self) -> usize {
        let seeds: BTreeSet<u64> = self.endings.values().flatten().map(|&(seed, _)| seed).collect();
        seeds.len()
    }

    /// The number of the furthest chapter that was reached; 0 for none.
    pub fn furthest_chapter(&self, story: &Story) -> u16 {
        let chapters = self.beats(story).into_iter().filter_map(|beat| story.chapter_of(beat));
        chapters.map(|chapter| chapter.number).max().unwrap_or(0)
    }

    /// The playthrough that first reached a beat, as it stood there. None if none did, or if its choices no longer lead there since the
    /// story has changed.
    pub fn record_of(&self, story: &Arc<Story>, beat: BeatId) -> Option<Record> {
        let is_of = |name: &String| story.beat_once_called(name) == Some(beat);
        let now = self.beats.get(&story.beat(beat).name).copied().flatten();
        let before = || self.beats.iter().filter(|(name, _)| is_of(name)).find_map(|(_, node)| *node);
        let (seed, log) = self.ways.way(now.or_else(before)?)?;
        let made = log.len();
        let record = Record { seed, origin: None, log, state: NamedState::default() };
        let (playthrough, _) = Playthrough::resume(Arc::clone(story), &record);
        let is_there = playthrough.log().len() == made && playthrough.turn().beats().contains(&beat);
        is_there.then(|| playthrough.record())
    }
}
