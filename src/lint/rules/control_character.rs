//! `control-character`: an invisible character that could hide text.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};
use crate::lint::example::letter;

pub(super) const RULE: Rule = Rule {
    id: "control-character",
    severity: Severity::Error,
    catches: "A control character, such as NUL or a lone carriage return, or one that turns the direction of writing.",
    why: "It cannot be seen in an editor, and it can make a line look like another one than the program reads.",
    example: Example::Made {
        shown: "the text of a beat with U+202E in it, behind which everything is shown from right to left",
        files: || letter("Dear \u{202e}Ada,".as_bytes()),
    },
    instead: Example::Made {
        shown: "the same without that character",
        files: || letter(b"Dear Ada,"),
    },
    check: Check::Loader,
};
