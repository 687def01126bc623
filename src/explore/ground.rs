//! What of a story is looked at while it is played, found once beforehand.

use super::tally::Tally;
use super::words::Words;
use crate::story::{Beat, BeatId, By, ChoiceId, Condition, ConditionId, Piece, Prose, ProseOf, Story, Variant};

/// No variant starts with this piece.
const NONE: u32 = u32::MAX;

/// What is looked at in a story.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    pub story: &'a Story,
    pub variants: Vec<Variant>,
    /// By piece: the variant that starts with it.
    variant_at: Vec<u32>,
    pub words: Words,
    /// By beat: which chapter it is in; those in none come after all others.
    pub chapter_of: Vec<usize>,
    /// By beat: whether it leads on to another chapter at once.
    pub leads_out: Vec<bool>,
    /// By choice: whether it leads to another chapter.
    pub choice_leads_out: Vec<bool>,
    /// By condition: whether a choice or a prose asks it, or one that does.
    pub is_asked: Vec<bool>,
    /// By condition: the beat at which it is asked as that is entered, if there is one; what an echo asks is asked later.
    pub asked_at: Vec<Option<BeatId>>,
}

impl<'a> Ground<'a> {
    pub fn of(story: &'a Story) -> Self {
        let variants = story.variants();
        let mut variant_at = vec![NONE; story.pieces().len()];
        for (variant, number) in variants.iter().zip(0..) {
            variant_at[variant.start as usize] = number;
        }
        let chapter = |beat: &Beat| story.scene(beat.scene).chapter.map_or(story.chapters().len(), |id| id.index());
        let chapter_of: Vec<usize> = story.beats().iter().map(chapter).collect();
        let mut ground = Self {
            story,
            variants,
            variant_at,
            words: Words::of(story),
            chapter_of,
            leads_out: vec![false; story.beats().len()],
            choice_leads_out: vec![false; story.choices().len()],
            is_asked: vec![false; story.conditions().len()],
            asked_at: vec![None; story.conditions().len()],
        };
        ground.find_borders();
        ground.find_conditions();
        ground.find_where_asked();
        ground
    }

    fn find_borders(&mut self) {
        for beat in (0..self.story.beats().len() as u32).map(BeatId) {
            for way in self.story.ways_on(beat) {
                let leads_out = self.chapter_of[beat.index()] != self.chapter_of[way.to.index()];
                match way.by {
                    By::Choice(choice) => self.choice_leads_out[choice.index()] |= leads_out,
                    // A detour may come back from any of its beats that say so.
                    By::Goto | By::Chance(_) | By::Return(_) => self.leads_out[beat.index()] |= leads_out,
                }
            }
            if self.story.beat(beat).exit == crate::story::Exit::Return {
                self.leads_out[beat.index()] = true;
            }
        }
    }

    fn find_conditions(&mut self) {
        let mut open: Vec<ConditionId> = self.story.choices().iter().filter_map(|choice| choice.when).collect();
        open.extend(self.story.pieces().iter().filter_map(|piece| match piece {
            Piece::Unless(condition, _) => Some(*condition),
            _ => None,
        }));
        while let Some(condition) = open.pop() {
            if !std::mem::replace(&mut self.is_asked[condition.index()], true) {
                open.extend(parts(self.story, condition));
            }
        }
    }

    fn find_where_asked(&mut self) {
        let story = self.story;
        let beats = (0..story.beats().len() as u32).map(|id| ProseOf::Beat(BeatId(id)));
        let choices = (0..story.choices().len() as u32).map(ChoiceId);
        let mut open: Vec<(ConditionId, BeatId)> =
            story.choices().iter().filter_map(|choice| Some((choice.when?, choice.beat))).collect();
        let shown = choices.flat_map(|id| [ProseOf::Label(id), ProseOf::Reason(id)]);
        for of in beats.chain(shown) {
            open.extend(story.pieces()[of.prose(story).0.range()].iter().filter_map(|piece| match piece {
                Piece::Unless(condition, _) => Some((*condition, of.beat(story))),
                _ => None,
            }));
        }
        while let Some((condition, beat)) = open.pop() {
            if self.asked_at[condition.index()].replace(beat).is_none() {
                open.extend(parts(story, condition).into_iter().map(|part| (part, beat)));
            }
        }
    }

    /// The conditions whose outcomes count: those that are asked and are neither constant nor what another only turns round or names.
    pub fn conditions(&self) -> Vec<ConditionId> {
        let story = self.story;
        let mut is_inner = vec![false; story.conditions().len()];
        for condition in story.conditions() {
            if let Condition::Not(inner) = condition {
                is_inner[inner.index()] = true;
            }
        }
        let all = (0..story.conditions().len() as u32).map(ConditionId);
        all.filter(|id| self.is_asked[id.index()] && !is_inner[id.index()])
            .filter(|id| !matches!(story.condition(*id), Condition::Constant(_)))
            .collect()
    }

    /// Conditions that always gave the same answer: each with that.
    pub fn one_sided(&self, tally: &Tally) -> Vec<(ConditionId, bool)> {
        let outcome = |id: &ConditionId| tally.outcomes[id.index()];
        let conditions = self.conditions().into_iter();
        conditions.filter(|id| outcome(id).held != outcome(id).failed).map(|id| (id, outcome(&id).held)).collect()
    }

    /// The variant that starts with a piece.
    pub fn variant_at(&self, piece: u32) -> Option<usize> {
        let number = self.variant_at[piece as usize];
        (number != NONE).then_some(number as usize)
    }

    /// Whether a prose has variants or asks anything.
    pub fn branches(&self, prose: Prose) -> bool {
        let branches =
            |piece: &Piece| matches!(piece, Piece::Unless(..) | Piece::Select { .. } | Piece::Sequence { .. });
        self.story.pieces()[prose.0.range()].iter().any(branches)
    }

    /// Every prose of a choice.
    pub fn of_choice(choice: ChoiceId) -> [ProseOf; 3] {
        [ProseOf::Label(choice), ProseOf::Reason(choice), ProseOf::Echo(choice)]
    }
}

/// The conditions right inside one.
pub(super) fn parts(story: &Story, condition: ConditionId) -> Vec<ConditionId> {
    match *story.condition(condition) {
        Condition::Not(inner) => vec![inner],
        Condition::All(list) | Condition::Any(list) => story.condition_list(list).to_vec(),
        _ => Vec::new(),
    }
}
