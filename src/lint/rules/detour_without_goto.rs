//! `detour-without-goto`: a detour that comes back to nothing.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "detour-without-goto",
    severity: Severity::Error,
    catches: "A beat with `detour` and no `goto`.",
    why: "Once the detour is over, the story goes on at the `goto`; here there is none.",
    example: Example::Beats(r#"
        "door": (text: "A bell rings somewhere.", detour: "bell", ending: "out"),
        "bell": (text: "It is only the cat's.", return: true),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "A bell rings somewhere.", detour: "bell", goto: "garden"),
        "bell": (text: "It is only the cat's.", return: true),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
