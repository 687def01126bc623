//! `prose-too-deep`: markup with too many braces inside each other.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};
use crate::lint::example::letter;

pub(super) const RULE: Rule = Rule {
    id: "prose-too-deep",
    severity: Severity::Error,
    catches: "More than 32 `{if}`s or sequences inside each other.",
    why: "No reader of the file could follow it, and reading it must not exhaust the machine.",
    example: Example::Made {
        shown: "forty times {if true} around one word",
        files: || letter(("{if torn}".repeat(40) + "Dear Ada" + &"{end}".repeat(40)).as_bytes()),
    },
    instead: Example::Made {
        shown: "the same with one {if torn}",
        files: || letter(b"{if torn}Dear Ada{end}"),
    },
    check: Check::Loader,
};
