//! `rules` of `story.ron`: what the author says of every playthrough.

use super::build::Builder;
use super::declare::elsewise;
use super::lower::Site;
use super::model::{self, StoryFile};
use super::names::{Named, is_well_formed, well_formed_hint};
use super::place::At;
use super::salvage::ReadFile;
use super::written::{Role, Thing};
use crate::diagnostic::{Diagnostic, Sources};
use crate::story::{Claim, ConditionId, Rule, StatId};

/// Reads and checks every rule.
pub(super) fn build(builder: &mut Builder, read: &ReadFile<StoryFile>, sources: &Sources) {
    let (Some(at), Some(content)) = (At::root(read, sources), &read.content) else { return };
    for (name, rule) in &content.rules {
        let place = at.child("rules").child(name);
        if !is_well_formed(name, false) {
            let message = format!("`{name}` cannot name a rule");
            builder.report(Diagnostic::error("bad-name", message, place.key()).hint(well_formed_hint(name)));
        }
        let about = rule.about.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(claim) = (RuleReader { builder, at: place }).claim(rule) {
            builder.parts.rules.push(Rule { name: name.clone(), about, claim });
        }
    }
}

struct RuleReader<'a, 'b, 'd> {
    builder: &'a mut Builder<'d>,
    at: At<'b>,
}

impl<'b> RuleReader<'_, 'b, '_> {
    fn site(&self, key: &str) -> Site<'b> {
        Site { at: self.at.child(key), scene: "" }
    }

    /// What the rule says. It is reported if that is not exactly one thing.
    fn claim(&mut self, rule: &model::Rule) -> Option<Claim> {
        let keys = [
            ("always", rule.always.is_some()),
            ("never", rule.never.is_some()),
            ("at", rule.at.is_some()),
            ("can_end", rule.can_end.is_some()),
            ("before", rule.before.is_some()),
            ("never_falls", rule.never_falls.is_some()),
            ("never_rises", rule.never_rises.is_some()),
            ("costs", rule.costs.is_some()),
        ];
        let given: Vec<&str> = keys.iter().filter(|(_, is)| *is).map(|(key, _)| *key).collect();
        if given.len() != 1 {
            let (message, place) = match given.get(1) {
                Some(second) => (
                    format!("a rule says one thing; this one has `{}` and `{second}`", given[0]),
                    self.at.child(second),
                ),
                None if rule.require.is_some() => ("`require` needs an `at` beside it".to_owned(), self.at),
                None if rule.unless.is_some() => ("`unless` alone says nothing".to_owned(), self.at),
                None if rule.when.is_some() => ("`when` needs `costs` beside it".to_owned(), self.at),
                None => ("this rule says nothing".to_owned(), self.at),
            };
            let hint = match given.len() {
                0 => {
                    "give it one of `always`, `never`, `at` with `require`, `can_end`, `before`, `never_falls`, `never_rises`, `costs` with `when`"
                }
                _ => "delete one, or make a rule of its own of it",
            };
            self.builder.report_missing(Diagnostic::error("bad-rule", message, place.key()).hint(hint), self.at);
            return None;
        }
        self.partner(given[0], "require", rule.require.is_some(), &["at"])?;
        self.partner(given[0], "when", rule.when.is_some(), &["costs"])?;
        self.partner(given[0], "unless", rule.unless.is_some(), &["never_falls", "never_rises"])?;
        self.one_claim(rule)
    }

    /// Reports a field that belongs to another kind of rule.
    fn partner(&mut self, given: &str, field: &str, is_given: bool, of: &[&str]) -> Option<()> {
        if is_given && !of.contains(&given) {
            let message = format!("`{field}` belongs to `{}`, and this rule says `{given}`", of.join("` or `"));
            let diagnostic = Diagnostic::error("bad-rule", message, self.at.child(field).key());
            self.builder.report(diagnostic.hint(format!("delete `{field}`, or make two rules of this one")));
            return None;
        }
        Some(())
    }

    fn one_claim(&mut self, rule: &model::Rule) -> Option<Claim> {
        if let Some(always) = &rule.always {
            return self.condition(always, "always").map(Claim::Always);
        }
        if let Some(never) = &rule.never {
            return self.condition(never, "never").map(Claim::Never);
        }
        if let Some(beat) = &rule.at {
            let site = self.site("at");
            let beat = self.builder.target(beat, Role::Uses, site);
            let Some(require) = &rule.require else {
                let message = "it is not said what `at` this beat requires";
                let diagnostic = Diagnostic::error("bad-rule", message, self.at.child("at").key());
                self.builder
                    .report_missing(diagnostic.hint("add what must hold there, as in `require: \"has_key\"`"), self.at);
                return None;
            };
            let require = self.condition(require, "require");
            return Some(Claim::At { beat: beat?, require: require? });
        }
        if let Some(ending) = &rule.can_end {
            return self.builder.ending(ending, Role::Uses, self.at.child("can_end")).map(Claim::CanEnd);
        }
        if let Some((first, then)) = &rule.before {
            let at = self.at.child("before");
            let first = self.builder.target(first, Role::Uses, Site { at: at.item(0), scene: "" });
            let then = self.builder.target(then, Role::Uses, Site { at: at.item(1), scene: "" });
            return Some(Claim::Before(first?, then?));
        }
        if let Some(costs) = &rule.costs {
            let stat = self.stat(costs, "costs");
            let Some(when) = &rule.when else {
                let message = "it is not said `when` this is the cost";
                let diagnostic = Diagnostic::error("bad-rule", message, self.at.child("costs").key());
                self.builder.report_missing(diagnostic.hint("add `when`, a condition"), self.at);
                return None;
            };
            let when = self.condition(when, "when");
            return Some(Claim::Costs { stat: stat?, when: when? });
        }
        let unless = rule.unless.as_ref().map(|unless| self.condition(unless, "unless"));
        let unless = match unless {
            Some(None) => return None,
            unless => unless.flatten(),
        };
        if let Some(stat) = &rule.never_falls {
            return self.stat(stat, "never_falls").map(|stat| Claim::NeverFalls { stat, unless });
        }
        let stat = rule.never_rises.as_ref()?;
        self.stat(stat, "never_rises").map(|stat| Claim::NeverRises { stat, unless })
    }

    fn condition(&mut self, text: &str, key: &str) -> Option<ConditionId> {
        let site = self.site(key);
        self.builder.condition(text, site)
    }

    fn stat(&mut self, name: &str, key: &str) -> Option<StatId> {
        let at = self.at.child(key);
        match self.builder.names.values.get(name) {
            Some(&Named::Stat(stat)) => {
                self.builder.mention(Thing::Stat(stat), Role::Uses, at, 0..name.len());
                Some(stat)
            }
            Some(Named::Broken) => None,
            other => {
                let hint = self.builder.names.nearest(name, |named| matches!(named, Named::Stat(_)));
                let hint = elsewise(name, other, "a stat").or(hint);
                let message = format!("no stat is called `{name}`");
                self.builder.report(Diagnostic::error("unknown-stat", message, at.value()).maybe_hint(hint));
                None
            }
        }
    }
}
