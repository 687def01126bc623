//! Playthroughs that are played again by the real rules before anyone is shown them.

use super::below::{Shown, Witness};
use super::fact::Fact;
use crate::story::{ChoiceId, Stop, Story};

/// Whether the playthrough shows the fact, with its last choice or before.
pub fn shows(story: &Story, fact: Fact, witness: &Witness) -> bool {
    let facts = [fact];
    let mut shown = Shown::new(story, &facts);
    follow(story, &mut shown, witness.seed, &witness.choices)
}

/// The playthrough of these choices that shows the fact, with the first of the seeds from 0 with which chance falls that way.
pub fn with_a_seed(story: &Story, fact: Fact, choices: &[ChoiceId], seeds: u64) -> Option<Witness> {
    let facts = [fact];
    let mut shown = Shown::new(story, &facts);
    (0..seeds).find(|&seed| follow(story, &mut shown, seed, choices))?;
    shown.witnesses[0].take()
}

fn follow(story: &Story, shown: &mut Shown, seed: u64, choices: &[ChoiceId]) -> bool {
    let mut run = shown.start(seed);
    for &choice in choices {
        if run.stop != Stop::Choices
            || story.choice(choice).beat != run.state.beat()
            || !story.is_offered(choice, &run.state)
        {
            break;
        }
        shown.take(&mut run, choice);
    }
    shown.witnesses[0].is_some()
}
