//! The fix for a name that is not declared, where the hint proposes another.

use crate::diagnostic::{Diagnostic, Fix, Sources, meant};

/// Writes the proposed name in the place of the unknown one. That it was meant is a guess.
pub(super) fn fix(diagnostic: &Diagnostic, sources: &Sources) -> Option<Fix> {
    let hint = diagnostic.hint.as_ref()?;
    let proposed = meant(hint)?;
    let place = diagnostic.primary;
    let written = &sources.text(place.file)[place.range()];
    let with = match written.strip_prefix("visited.") {
        Some(_) => format!("visited.{proposed}"),
        None if written.starts_with('"') => format!("\"{proposed}\""),
        None if written.starts_with("r#\"") => return None,
        None => proposed.to_owned(),
    };
    Some(Fix::unsure(hint.clone(), place, with))
}
