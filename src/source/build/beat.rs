//! Beats and their choices.

use indexmap::IndexMap;

use super::super::lower::{SequenceUse, Site};
use super::super::model;
use super::super::names::{is_well_formed, well_formed_hint};
use super::super::place::At;
use super::super::written::{Role, Thing};
use super::{Builder, small};
use crate::diagnostic::{Diagnostic, Fix};
use crate::story::{
    Beat, BeatId, Choice, ChoiceId, Deck, Detour, DetourId, DetourStart, EndingId, Exit, Look, Prose, SceneId, Stretch,
    VisitCount, WeightedTarget,
};

/// One beat on its way into the story.
pub(super) struct InScene<'a> {
    pub id: SceneId,
    /// Of the scene.
    pub name: &'a str,
    pub beat_name: &'a str,
    pub at: At<'a>,
}

impl<'a> InScene<'a> {
    /// The string under `key`.
    fn site(&self, key: &str) -> Site<'a> {
        self.site_in(self.at, key)
    }

    fn site_in(&self, at: At<'a>, key: &str) -> Site<'a> {
        Site { at: at.child(key), scene: self.name }
    }

    pub fn beat(&self, builder: &mut Builder, beat: &model::Beat) -> Beat {
        let at = self.at;
        check_name(builder, self.beat_name, "beat", at);
        let mut sequences = SequenceUse::default();
        let then = builder.effects(&beat.then, self.site("then"));
        let text = builder.prose(&beat.text, self.site("text"), &mut sequences);
        let says_nothing = beat.text.trim().is_empty();
        if says_nothing && beat.goto.is_none() && beat.chance.is_none() && !beat.returns {
            let diagnostic = Diagnostic::error("no-text", "this beat says nothing", at.key()).hint("give it a `text`");
            builder.report_missing(diagnostic, at);
        }
        let id = BeatId(builder.next_beat());
        let (exit, deck) = self.exit(builder, beat, &mut sequences);
        let detour = self.beat_detour(builder, beat, id, &exit);
        Beat {
            name: format!("{}/{}", self.name, self.beat_name),
            scene: self.id,
            text,
            then,
            exit,
            detour,
            deck,
            setting: beat.setting.clone(),
            sound: beat.sound.clone(),
            note: beat.note.clone(),
            visited: None,
            visits: self.visits(builder, &sequences),
        }
    }

    fn visits(&self, builder: &mut Builder, sequences: &SequenceUse) -> Option<VisitCount> {
        if !sequences.is_used() {
            return None;
        }
        let Some((last, back_to)) = sequences.count() else {
            builder.report(sequences.too_long(self.at));
            return None;
        };
        Some(VisitCount { lane: builder.lane(), last, back_to })
    }

    fn exit(&self, builder: &mut Builder, beat: &model::Beat, sequences: &mut SequenceUse) -> (Exit, Option<Deck>) {
        let at = self.at;
        let chooses = if beat.choices.is_some() { "choices" } else { "deck" };
        let ways = [
            (chooses, beat.choices.is_some() || beat.deck.is_some()),
            ("goto", beat.goto.is_some()),
            ("chance", beat.chance.is_some()),
            ("return", beat.returns),
            ("ending", beat.ending.is_some()),
        ];
        let mut given = ways.iter().filter(|(_, is)| *is).map(|(name, _)| *name);
        if let (Some(first), Some(second)) = (given.next(), given.next()) {
            let message = format!("a beat cannot have both `{first}` and `{second}`");
            let diagnostic = Diagnostic::error("two-exits", message, at.child(second).key());
            let diagnostic = diagnostic.hint("delete one of them, or write it in a beat of its own");
            builder.report(diagnostic.also(at.child(first).key(), "the other is here"));
        }
        if beat.choices.is_some() || beat.deck.is_some() {
            return self.choices(builder, beat, sequences);
        }
        let exit = if let Some(goto) = &beat.goto {
            Exit::Goto(builder.target(goto, Role::Leads, self.site("goto")).unwrap_or(BeatId(0)))
        } else if let Some(targets) = &beat.chance {
            self.chance(builder, targets)
        } else if beat.returns {
            Exit::Return
        } else if let Some(ending) = &beat.ending {
            Exit::Ending(builder.ending(ending, Role::Leads, at.child("ending")).unwrap_or(EndingId(0)))
        } else {
            let hint = "give it `choices`, `deck`, `goto`, `chance`, `return: true` or `ending`";
            let diagnostic = Diagnostic::error("no-exit", "this beat leads nowhere", at.key()).hint(hint);
            // A detour without a `goto` is told for itself.
            if beat.detour.is_none() {
                builder.report_missing(diagnostic, at);
            }
            Exit::Ending(EndingId(0))
        };
        (exit, None)
    }

    fn beat_detour(&self, builder: &mut Builder, beat: &model::Beat, id: BeatId, exit: &Exit) -> Option<DetourId> {
        let via = beat.detour.as_ref()?;
        let Exit::Goto(back_to) = *exit else {
            let message = "a detour comes back to a `goto`, and this beat has none";
            let diagnostic = Diagnostic::error("detour-without-goto", message, self.at.child("detour").key());
            let hint = match exit {
                Exit::Choices(_) => "write it beside the `goto` of a choice, or in a beat before this one",
                _ if beat.chance.is_some() || beat.returns || beat.ending.is_some() => {
                    "write it in a beat before this one, whose `goto` leads here"
                }
                _ => "add the `goto` that follows once the detour is over",
            };
            builder.report_missing(diagnostic.hint(hint), self.at);
            return None;
        };
        self.detour(builder, via, back_to, DetourStart::Beat(id), self.at)
    }

    fn detour(
        &self,
        builder: &mut Builder,
        via: &str,
        back_to: BeatId,
        from: DetourStart,
        at: At<'a>,
    ) -> Option<DetourId> {
        let site = self.site_in(at, "detour");
        let via = builder.target(via, Role::Leads, site)?;
        builder.parts.detours.push(Detour { from, via, back_to });
        builder.detour_spans.push(site.at.value());
        Some(DetourId(small(builder.parts.detours.len() - 1)))
    }

    fn chance(&self, builder: &mut Builder, targets: &[model::WeightedTarget]) -> Exit {
        let at = self.at.child("chance");
        let start = small(builder.parts.weighted_targets.len());
        for (i, target) in targets.iter().enumerate() {
            let at = at.item(i);
            if target.weight == 0 {
                let message = "a weight of 0 is never drawn";
                let hint = "give it at least 1, or delete this target";
                builder.report(Diagnostic::error("bad-weight", message, at.child("weight").value()).hint(hint));
            }
            let goto = builder.target(&target.goto, Role::Leads, self.site_in(at, "goto")).unwrap_or(BeatId(0));
            builder.parts.weighted_targets.push(WeightedTarget { weight: target.weight, goto });
        }
        let total = targets.iter().try_fold(0_u32, |total, target| total.checked_add(target.weight));
        if targets.is_empty() || total.is_none() {
            let (message, hint) = match targets.is_empty() {
                true => ("chance needs at least one target", "write one, as in `(weight: 1, goto: \"beat\")`"),
                false => ("the weights are too large", "together they may be at most 4294967295"),
            };
            builder.report_missing(Diagnostic::error("bad-weight", message, at.value()).hint(hint), at);
        }
        Exit::Chance(Stretch { start, end: small(builder.parts.weighted_targets.len()) })
    }

    /// Cards first, then the choices that stand beside the deck.
    fn choices(&self, builder: &mut Builder, beat: &model::Beat, sequences: &mut SequenceUse) -> (Exit, Option<Deck>) {
        let start = small(builder.parts.choices.len());
        let deck = beat.deck.as_ref().map(|deck| self.deck(builder, deck, sequences));
        let none = IndexMap::new();
        let choices = beat.choices.as_ref().unwrap_or(&none);
        if choices.is_empty() && beat.deck.is_none() {
            let at = self.at.child("choices");
            let diagnostic = Diagnostic::error("no-exit", "this beat offers nothing to choose", at.value());
            builder.report_missing(diagnostic.hint("write a choice, or a `goto` or an `ending` instead"), at);
        }
        for (name, choice) in choices {
            let at = self.at.child("choices").child(name);
            if beat.deck.as_ref().is_some_and(|deck| deck.cards.contains_key(name)) {
                let message = format!("a card of this beat is called `{name}` as well");
                let diagnostic = Diagnostic::error("duplicate-name", message, at.key());
                let card = self.at.child("deck").child("cards").child(name);
                builder.report(diagnostic.also(card.key(), "the card is here").hint("give one another name"));
            }
            self.choice(builder, name, choice, at, sequences);
        }
        let end = ChoiceId(small(builder.parts.choices.len())).0;
        (Exit::Choices(Stretch { start, end }), deck)
    }

    fn deck(&self, builder: &mut Builder, deck: &model::Deck, sequences: &mut SequenceUse) -> Deck {
        let at = self.at.child("deck");
        if deck.cards.is_empty() {
            let diagnostic = Diagnostic::error("bad-deck", "a deck needs cards", at.child("cards").value());
            let hint = "write one, as in `\"rabbit\": (text: \"Follow the tracks.\", goto: \"tracks\")`";
            builder.report_missing(diagnostic.hint(hint), at.child("cards"));
        }
        let offer = u16::try_from(deck.offer).ok().filter(|&offer| offer > 0);
        if offer.is_none() {
            let message = format!("a deck cannot offer {} cards", deck.offer);
            let hint = "write how many are offered at most, from 1 to 65535";
            builder.report(Diagnostic::error("bad-deck", message, at.child("offer").value()).hint(hint));
        }
        let start = small(builder.parts.choices.len());
        for (name, card) in &deck.cards {
            let place = at.child("cards").child(name);
            self.choice(builder, name, &card.to_choice(), place, sequences);
            if let Some(choice) = builder.parts.choices.last_mut() {
                choice.priority = card.priority;
            }
        }
        Deck { offer: offer.unwrap_or(1), cards: Stretch { start, end: small(builder.parts.choices.len()) } }
    }

    fn choice(
        &self,
        builder: &mut Builder,
        name: &str,
        choice: &model::Choice,
        at: At<'a>,
        sequences: &mut SequenceUse,
    ) {
        check_name(builder, name, "choice", at);
        check_choice(builder, choice, at);
        let id = ChoiceId(small(builder.parts.choices.len()));
        builder.written.mention(Thing::Choice(id), Role::Declares, at.name());
        let mut prose = |builder: &mut Builder, text: &str, key: &str| -> Prose {
            builder.prose(text, self.site_in(at, key), sequences)
        };
        let goto = builder.target(&choice.goto, Role::Leads, self.site_in(at, "goto")).unwrap_or(BeatId(0));
        let choice = Choice {
            name: name.to_owned(),
            beat: BeatId(builder.next_beat()),
            text: prose(builder, &choice.text, "text"),
            locked: choice.locked.as_ref().map(|locked| prose(builder, locked, "locked")),
            echo: prose(builder, &choice.echo, "echo"),
            when: choice.when.as_ref().and_then(|when| builder.condition(when, self.site_in(at, "when"))),
            then: builder.effects(&choice.then, self.site_in(at, "then")),
            goto,
            detour: choice.detour.as_ref().and_then(|via| self.detour(builder, via, goto, DetourStart::Choice(id), at)),
            priority: 0,
            fallback: choice.fallback,
            once: choice.once.then(|| builder.bit()),
            look: look(choice),
        };
        builder.parts.choices.push(choice);
    }
}

fn check_choice(builder: &mut Builder, choice: &model::Choice, at: At) {
    if choice.text.trim().is_empty() {
        builder.report(Diagnostic::error("no-text", "this choice says nothing", at.key()).hint("give it a `text`"));
    }
    if choice.locked.is_some() && choice.when.is_none() {
        let message = "`locked` gives a reason, but nothing ever locks this choice";
        let hint = "give the choice a `when`, or delete `locked`";
        let fix = Fix::removal("delete `locked`", at.child("locked").removal());
        let diagnostic = Diagnostic::error("locked-without-when", message, at.child("locked").key());
        builder.report_missing(diagnostic.hint(hint).fix(fix), at);
    }
    if choice.locked.is_some() && choice.fallback {
        let message = "a fallback is never shown locked";
        let hint = "delete `locked`, or `fallback`";
        builder.report(Diagnostic::error("locked-fallback", message, at.child("locked").key()).hint(hint));
    }
}

/// As written, or by whether the choice starts with a quotation mark.
fn look(choice: &model::Choice) -> Look {
    match choice.look {
        Some(model::Look::Say) => Look::Say,
        Some(model::Look::Do) => Look::Do,
        Some(model::Look::Mark) => Look::Mark,
        None if choice.text.trim_start().starts_with(['"', '“']) => Look::Say,
        None => Look::Do,
    }
}

fn check_name(builder: &mut Builder, name: &str, what: &str, at: At) {
    if !is_well_formed(name, false) {
        let message = format!("`{name}` cannot name a {what}");
        builder.report(Diagnostic::error("bad-name", message, at.key()).hint(well_formed_hint(name)));
    }
}
