//! `file-too-long`: a file beyond all measure.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};
use crate::lint::example::letter;

pub(super) const RULE: Rule = Rule {
    id: "file-too-long",
    severity: Severity::Error,
    catches: "A file of more than 8 MiB.",
    why: "That is more than forty novels; it is far likelier that something else was put into the folder.",
    example: Example::Made {
        shown: "a scene file of nine million bytes",
        files: || letter(&b"Dear Ada, ".repeat(900_000)),
    },
    instead: Example::Made {
        shown: "the same scene in a few lines",
        files: || letter(b"Dear Ada,"),
    },
    check: Check::Loader,
};
