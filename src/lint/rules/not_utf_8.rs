//! `not-utf-8`: a file in another encoding.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};
use crate::lint::example::letter;

pub(super) const RULE: Rule = Rule {
    id: "not-utf-8",
    severity: Severity::Error,
    catches: "A file with bytes that are not UTF-8, such as one saved as UTF-16 or in an old code page.",
    why: "Letters beyond plain ASCII would come out as others, or not at all.",
    example: Example::Made {
        shown: "the word \"Café\" saved in Latin-1, with the single byte E9 for é",
        files: || letter(b"The Caf\xe9 Royal."),
    },
    instead: Example::Made {
        shown: "the same word saved in UTF-8",
        files: || letter("The Café Royal.".as_bytes()),
    },
    check: Check::Loader,
};
