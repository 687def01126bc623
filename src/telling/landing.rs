//! Says in a sentence how a saved playthrough was taken up again.

use crate::catalogue::Catalogue;
use crate::story::{Landing, Lost};

/// For the start of the program.
pub fn after_load(words: &Catalogue, landing: &Landing) -> String {
    match landing {
        Landing::Exact => words.say("landing-exact"),
        Landing::Replayed => words.say("landing-replayed"),
        other => words.say_with("landing-changed", &[("place", (&place(words, other)).into())]),
    }
}

/// For a story that changed while it was played.
pub fn after_reload(words: &Catalogue, landing: &Landing) -> String {
    match landing {
        Landing::Exact | Landing::Replayed => words.say("landing-reloaded"),
        other => words.say_with("landing-reloaded-to", &[("place", (&place(words, other)).into())]),
    }
}

fn place(words: &Catalogue, landing: &Landing) -> String {
    match landing {
        Landing::Exact | Landing::Replayed => String::new(),
        Landing::Carried { lost } if lost.is_empty() => words.say("landing-carried"),
        Landing::Carried { lost } => words.say_with("landing-carried-but", &[("lost", (&list(lost)).into())]),
        Landing::Cut { taken, of } => {
            words.say_with("landing-cut", &[("of", (*of).into()), ("taken", (*taken).into())])
        }
    }
}

fn list(lost: &[Lost]) -> String {
    let lost: Vec<String> = lost.iter().map(Lost::to_string).collect();
    lost.join(", ")
}
