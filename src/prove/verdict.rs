//! What an answer means for the story's author.

use super::{Answer, Fact};
use crate::story::{Claim, Story};

/// Whether a fact is as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is.
    Right,
    /// It is not: something cannot be reached, a reader can be stuck, a rule is broken.
    Wrong,
    /// A text that no reader ever reads: nothing breaks, but it could be deleted.
    Unread,
    /// Nobody knows.
    Open,
}

impl Verdict {
    /// The verdict on a fact with this answer.
    pub fn on(story: &Story, fact: Fact, answer: &Answer) -> Self {
        match answer {
            Answer::Open(_) => Self::Open,
            Answer::Reachable(_) if should_be_reachable(story, fact) => Self::Right,
            Answer::Impossible if !should_be_reachable(story, fact) => Self::Right,
            Answer::Impossible if matches!(fact, Fact::Variant(_)) => Self::Unread,
            Answer::Reachable(_) | Answer::Impossible => Self::Wrong,
        }
    }
}

/// Whether the fact is to be so in some playthrough, rather than in none.
fn should_be_reachable(story: &Story, fact: Fact) -> bool {
    match fact {
        Fact::Beat(_) | Fact::Choice(_) | Fact::Ending(_) | Fact::Variant(_) | Fact::Outcome(..) => true,
        Fact::DeadEnd(_) | Fact::Trap(_) => false,
        Fact::Rule(rule) => matches!(story.rules()[rule].claim, Claim::CanEnd(_)),
    }
}
