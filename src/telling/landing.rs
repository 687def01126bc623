//! Says in a sentence how a saved playthrough was taken up again.

use crate::story::{Landing, Lost};

/// For the start of the program.
pub fn after_load(landing: &Landing) -> String {
    match landing {
        Landing::Exact => "Continuing where you were.".to_owned(),
        Landing::Replayed => {
            "The story has changed since you were here. All your choices were made again, and led to this place."
                .to_owned()
        }
        other => format!("The story has changed since you were here. {}", place(other)),
    }
}

/// For a story that changed while it was played.
pub fn after_reload(landing: &Landing) -> String {
    match landing {
        Landing::Exact | Landing::Replayed => "The story has been reloaded.".to_owned(),
        other => format!("The story has been reloaded. {}", place(other)),
    }
}

fn place(landing: &Landing) -> String {
    match landing {
        Landing::Exact | Landing::Replayed => String::new(),
        Landing::Carried { lost } if lost.is_empty() => "You stand where you stood, with all you had.".to_owned(),
        Landing::Carried { lost } => format!("You stand where you stood, but {}.", list(lost)),
        Landing::Cut { taken, of } => {
            format!("The place where you were is gone; of your {of} choices the first {taken} could be made again.")
        }
    }
}

fn list(lost: &[Lost]) -> String {
    let lost: Vec<String> = lost.iter().map(Lost::to_string).collect();
    lost.join(", ")
}
