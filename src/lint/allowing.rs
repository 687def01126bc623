//! Carries out what a story says about rules: levels, and places where one is allowed.

use std::collections::BTreeMap;

use super::rule::Rule;
use super::rules::{CANNOT_ALLOW, UNKNOWN_RULE, UNUSED_ALLOW};
use super::{find, nearest};
use crate::diagnostic::{Diagnostic, FileId, Fix, Severity, Span};
use crate::source::{Allow, Level, RuleSettings};

/// A story's settings, ready to be asked.
pub(super) struct Allowing<'a> {
    settings: &'a RuleSettings,
    levels: BTreeMap<&'a str, Level>,
    /// Positions among the settings' `allows`, by rule, file and depth, each list by place: those of one depth do not overlap.
    places: BTreeMap<(&'a str, FileId), BTreeMap<usize, Vec<usize>>>,
    used: Vec<bool>,
}

impl<'a> Allowing<'a> {
    pub fn new(settings: &'a RuleSettings) -> Self {
        let levels = settings.levels.iter().map(|(rule, level, _)| (rule.as_str(), *level)).collect();
        let mut places: BTreeMap<_, BTreeMap<_, Vec<usize>>> = BTreeMap::new();
        for (at, allow) in settings.allows.iter().enumerate() {
            let place = places.entry((allow.rule.as_str(), allow.within.file)).or_default();
            place.entry(allow.depth).or_default().push(at);
        }
        Self { settings, levels, places, used: vec![false; settings.allows.len()] }
    }

    /// Whether the whole story sets the rule aside.
    pub fn is_off(&self, rule: &Rule) -> bool {
        rule.can_be_allowed() && self.levels.get(rule.id) == Some(&Level::Off)
    }

    /// What is left of the findings, and what is wrong with the settings themselves. In a story that is not `is_sound` some rules did not
    /// run, so that nothing is known of allows without use.
    pub fn settle(mut self, found: Vec<Diagnostic>, is_sound: bool) -> Vec<Diagnostic> {
        let mut left = self.weigh(found);
        left.extend(self.bad_settings());
        if is_sound && !self.is_off(UNUSED_ALLOW) {
            let is_its_own = |allow: &Allow| allow.rule == UNUSED_ALLOW.id;
            let unused = self.unused(|allow| !is_its_own(allow));
            left.extend(self.weigh(unused));
            let unused = self.unused(is_its_own);
            left.extend(self.weigh(unused));
        }
        left
    }

    fn weigh(&mut self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut left: Vec<Diagnostic> = found.into_iter().filter(|diagnostic| !self.allows(diagnostic)).collect();
        for diagnostic in &mut left {
            if self.levels.get(diagnostic.code) == Some(&Level::Error) {
                diagnostic.severity = Severity::Error;
            }
        }
        left
    }

    /// Whether the finding is allowed where it stands. Every allow around it counts as used.
    fn allows(&mut self, diagnostic: &Diagnostic) -> bool {
        let place = diagnostic.primary;
        let Some(depths) = self.places.get(&(diagnostic.code, place.file)) else { return false };
        let mut is_allowed = false;
        for list in depths.values() {
            let within = |at: usize| self.settings.allows[at].within;
            let after = list.partition_point(|&at| within(at).start <= place.start);
            if let Some(&at) = after.checked_sub(1).and_then(|last| list.get(last))
                && place.start < within(at).end
            {
                // A rule may stand twice in one `allow`.
                let same = list[..after].iter().rev().take_while(|&&other| within(other) == within(at));
                same.for_each(|&other| self.used[other] = true);
                is_allowed = true;
            }
        }
        is_allowed
    }

    fn bad_settings(&self) -> Vec<Diagnostic> {
        let levels = self.settings.levels.iter().map(|(id, level, at)| (id, *at, *level != Level::Error));
        let allows = self.settings.allows.iter().map(|allow| (&allow.rule, allow.at, true));
        levels.chain(allows).filter_map(|(id, at, eases)| bad_setting(id, at, eases)).collect()
    }

    fn unused(&self, is_asked: impl Fn(&Allow) -> bool) -> Vec<Diagnostic> {
        let allows = self.settings.allows.iter().zip(&self.used);
        let unused = allows.filter(|(allow, is_used)| !**is_used && is_asked(allow));
        unused.filter_map(|(allow, _)| self.unused_one(allow)).collect()
    }

    fn unused_one(&self, allow: &Allow) -> Option<Diagnostic> {
        // Others are told as such, and a rule that is off finds nothing anywhere.
        find(&allow.rule).filter(|rule| rule.can_be_allowed() && !self.is_off(rule))?;
        let message = format!("`{}` finds nothing here, so there is nothing to allow", allow.rule);
        Some(UNUSED_ALLOW.at(allow.at, message).hint("delete it").fix(Fix::removal("delete it", allow.removal.clone())))
    }
}

/// What is wrong with naming this rule; `eases`: so that it weighs less.
fn bad_setting(id: &str, at: Span, eases: bool) -> Option<Diagnostic> {
    let Some(rule) = find(id) else {
        let hint = nearest(id).unwrap_or_else(|| "`bloodmark check --explain` lists them all".to_owned());
        return Some(UNKNOWN_RULE.at(at, format!("no lint rule is called `{id}`")).hint(hint));
    };
    let message = format!("`{id}` is an error that cannot be set aside");
    let hint = "mend what it tells of; only warnings can be allowed";
    (eases && !rule.can_be_allowed()).then(|| CANNOT_ALLOW.at(at, message).hint(hint))
}
