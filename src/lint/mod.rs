//! The rules that a story is checked by: one file each under `rules`, for what the loader refuses as for what it lets pass.
//!
//! Pure: text in, diagnostics out. Start reading at [`Rule`]; [`check`] runs them all.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod allowing;
mod branches;
mod checked;
mod conditions;
mod example;
mod explain;
mod flow;
mod mend;
mod prose;
mod rule;
mod rules;
mod space;

pub use checked::{Checked, Sound};
pub use example::Example;
pub use explain::{explain, page};
pub use mend::{Mended, mend};
pub use rule::{Check, Report, Rule};

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::source::Compiled;

/// Every rule, by id.
pub fn rules() -> &'static [&'static Rule] {
    rules::ALL
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    rules().binary_search_by(|rule| rule.id.cmp(id)).ok().map(|found| rules()[found])
}

/// The hint for an id that no rule has.
pub fn nearest(id: &str) -> Option<String> {
    did_you_mean(id, rules().iter().map(|rule| rule.id))
}

/// What the rules find beside what the loader told, by place. What the files allow is left out, and each weighs what `story.ron` says.
pub fn check(compiled: &Compiled) -> Vec<Diagnostic> {
    let checked = Checked::new(compiled);
    let sound = compiled.story.as_ref().map(|story| Sound::new(story, compiled));
    let allowing = allowing::Allowing::new(&compiled.settings);
    let mut report = Report::default();
    for rule in rules().iter().filter(|rule| !allowing.is_off(rule)) {
        match rule.check {
            Check::Loader | Check::Settings => {}
            Check::Local(check) => check(&checked, &mut report),
            Check::Whole(check) => sound.iter().for_each(|sound| check(sound, &mut report)),
        }
    }
    let mut found = allowing.settle(report.into_found(), sound.is_some());
    found.sort_by_key(|diagnostic| (diagnostic.primary, diagnostic.code));
    found.dedup();
    found
}

/// What the loader told and what [`check`] finds, together, by place.
pub fn all(compiled: &Compiled) -> Vec<Diagnostic> {
    let mut all = compiled.diagnostics.clone();
    all.extend(check(compiled));
    all.sort_by_key(|diagnostic| (diagnostic.primary, diagnostic.code));
    all
}
