//! `story.ron`: what is declared, and whether it makes sense.

mod former;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use indexmap::IndexMap;

use super::build::small;
use super::lower::kind_of;
use super::model::{self, StoryFile};
use super::names::{Named, Names, everywhere, is_name, is_well_formed, well_formed, well_formed_hint};
use super::place::At;
use super::salvage::ReadFile;
use super::typography::set;
use super::written::{Role, Thing, Written};
use crate::diagnostic::{Diagnostic, Fix, Sources, did_you_mean};
use crate::story::{
    BeatId, BitId, Chapter, ChapterId, ConditionId, Ending, EndingId, Enum, EnumId, Flag, FlagId, Former, LaneId,
    Layout, Mark, NamedCondition, NamedConditionId, Person, PersonId, Prose, Rumour, RumourId, Stat, StatId,
    StoryParts, WordFrom,
};

/// The declarations, and the names they give. Scenes are still to come.
pub(super) fn declare(
    read: &ReadFile<StoryFile>,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> (StoryParts, Names, Written) {
    let written = Written::new(read.file);
    let mut declarer = Declarer { parts: empty(), names: Names::default(), written, diagnostics };
    match (At::root(read, sources), &read.content) {
        (Some(at), Some(content)) => declarer.all(content, at),
        _ => declarer.names.declarations_are_broken = true,
    }
    if let Some(at) = At::root(read, sources) {
        declarer.broken_names(at);
    }
    (declarer.parts, declarer.names, declarer.written)
}

fn empty() -> StoryParts {
    StoryParts {
        id: String::new(),
        title: String::new(),
        author: String::new(),
        about: String::new(),
        content_note: String::new(),
        start: BeatId(0),
        layout: Layout::default(),
        stats: Vec::new(),
        enums: Vec::new(),
        flags: Vec::new(),
        people: Vec::new(),
        rumours: Vec::new(),
        chapters: Vec::new(),
        endings: Vec::new(),
        mark: None,
        moon: None,
        named_conditions: Vec::new(),
        rules: Vec::new(),
        former: Former::default(),
        scenes: Vec::new(),
        beats: Vec::new(),
        choices: Vec::new(),
        detours: Vec::new(),
        return_lanes: Vec::new(),
        conditions: Vec::new(),
        condition_lists: Vec::new(),
        sum_terms: Vec::new(),
        effects: Vec::new(),
        weighted_targets: Vec::new(),
        pieces: Vec::new(),
        arms: Vec::new(),
        text: String::new(),
    }
}

struct Declarer<'a> {
    parts: StoryParts,
    names: Names,
    written: Written,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Declarer<'_> {
    fn all(&mut self, story: &StoryFile, at: At) {
        self.parts.id = id_of(&story.title);
        self.parts.title = set_line(&story.title);
        self.parts.author = set_line(&story.author);
        self.parts.about = paragraphs(&story.about);
        self.parts.content_note = paragraphs(&story.content_note);
        if self.parts.id.is_empty() {
            let hint = "saves are kept under its letters and digits; write at least one".to_owned();
            let message = "the story needs a title with letters in it";
            self.report("no-title", message, at.child("title").value(), Some(hint));
        }
        for (name, stat) in &story.stats {
            self.stat(name, stat, at.child("stats").child(name));
        }
        for (name, declared) in &story.enums {
            self.declared_enum(name, declared, at.child("enums").child(name));
        }
        for (i, name) in story.flags.iter().enumerate() {
            self.flag(name, at.child("flags").item(i));
        }
        for (id, rumour) in &story.rumours {
            self.rumour(id, rumour, at.child("rumours").child(id));
        }
        for (id, person) in &story.people {
            self.person(id, person, at.child("people").child(id));
        }
        for (id, chapter) in &story.chapters {
            let thing = Thing::Chapter(ChapterId(small(self.parts.chapters.len())));
            self.written.mention(thing, Role::Declares, at.child("chapters").child(id).name());
            let (id, title) = (id.clone(), set_line(&chapter.title));
            self.parts.chapters.push(Chapter { id, title, number: chapter.number });
        }
        for (id, ending) in &story.endings {
            self.ending(id, ending, at.child("endings").child(id));
        }
        for name in story.named.keys() {
            self.named_condition(name, at.child("named").child(name));
        }
        self.pictures(story, at);
        self.former_names(story, at);
    }

    /// Its condition is compiled once all beats have their names.
    fn named_condition(&mut self, name: &str, at: At) {
        let id = NamedConditionId(small(self.parts.named_conditions.len()));
        self.parts.named_conditions.push(NamedCondition { name: name.to_owned(), condition: ConditionId(0) });
        self.written.mention(Thing::NamedCondition(id), Role::Declares, at.name());
        self.name(name, Named::Condition(id), at);
    }

    /// A mention of the thing in the string at `at`.
    fn uses(&mut self, thing: Thing, at: At) {
        let length = at.text().map_or(0, |text| text.len());
        self.written.mention(thing, Role::Uses, at.inside(0..length));
    }

    fn report(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        span: crate::diagnostic::Span,
        hint: Option<String>,
    ) {
        self.diagnostics.push(Diagnostic::error(code, message, span).maybe_hint(hint));
    }

    fn lane(&mut self) -> LaneId {
        self.parts.layout.lanes += 1;
        LaneId(self.parts.layout.lanes - 1)
    }

    /// Takes a name in, unless it cannot be one or is taken.
    fn name(&mut self, name: &str, named: Named, at: At) {
        if let Err(why) = is_name(name, true) {
            self.report("bad-name", format!("`{name}` cannot be a name"), at.key(), Some(everywhere(&why)));
            self.names.mended.extend(well_formed(name, true));
        }
        let is_taken = self.names.values.insert(name.to_owned(), named).is_some();
        if is_taken {
            let hint = "stats, flags, enums and named conditions share their names; rename or delete one";
            self.report("duplicate-name", format!("`{name}` is declared already"), at.key(), Some(hint.to_owned()));
            self.names.values.insert(name.to_owned(), Named::Broken);
        }
    }

    fn stat(&mut self, name: &str, stat: &model::Stat, at: At) {
        let id = StatId(small(self.parts.stats.len()));
        let whole = RangeInclusive::new(i64::from(i16::MIN), i64::from(i16::MAX));
        let (low, high) = (*stat.range.start(), *stat.range.end());
        let mut fits = true;
        if low > high {
            let hint = format!("write `{high}..={low}`");
            let (message, place) = ("the range is empty: it ends before it starts", at.child("range").value());
            let fix = Fix::safe(&hint, place, format!("{high}..={low}"));
            self.diagnostics.push(Diagnostic::error("bad-range", message, place).hint(hint).fix(fix));
            fits = false;
        } else if !whole.contains(&low) || !whole.contains(&high) {
            let message = "a range goes from -32768 to 32767 at most";
            let (low, high) = (low.max(*whole.start()), high.min(*whole.end()));
            let hint = (low < high).then(|| format!("write `{low}..={high}`, or a shorter one"));
            self.report("bad-range", message, at.child("range").value(), hint);
            fits = false;
        } else if !stat.range.contains(&stat.start) {
            let message = format!("`{name}` starts at {}, outside its range {low}..={high}", stat.start);
            let hint = format!("start it at a number from {low} to {high}, or widen its `range`");
            self.report("bad-start", message, at.child("start").value(), Some(hint));
        }
        let words = self.words(&stat.words, fits.then_some((name, low, high)), at.child("words"));
        let (low, high) = if fits { (low as i16, high as i16) } else { (0, 0) };
        let start = stat.start.clamp(low.into(), high.into()) as i16;
        let lane = self.lane();
        self.parts.stats.push(Stat { name: name.to_owned(), low, high, start, words, lane });
        self.written.mention(Thing::Stat(id), Role::Declares, at.name());
        self.name(name, if fits { Named::Stat(id) } else { Named::Broken }, at);
    }

    /// Words for values, ascending. Those outside the range are reported.
    fn words(&mut self, words: &IndexMap<i64, String>, stat: Option<(&str, i64, i64)>, at: At) -> Vec<WordFrom> {
        let mut found = Vec::new();
        for (&from, word) in words {
            let at = at.child(&from.to_string());
            if let Some((stat, low, high)) = stat
                && !(low..=high).contains(&from)
            {
                let message = format!("`{stat}` goes from {low} to {high}, so this word for {from} is never used");
                let hint = format!("start the word at a number from {low} to {high}, or widen the `range` of `{stat}`");
                self.report("bad-words", message, at.key(), Some(hint));
            }
            let from = from.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
            found.push(WordFrom { from, word: set_line(word) });
        }
        found.sort_by_key(|word| word.from);
        found
    }

    fn declared_enum(&mut self, name: &str, declared: &model::Enum, at: At) {
        let id = EnumId(small(self.parts.enums.len()));
        let mut seen = BTreeSet::new();
        for (i, word) in declared.words.iter().enumerate() {
            if !is_well_formed(word, false) {
                let hint = well_formed_hint(word);
                let message = format!("`{word}` cannot be a word of an enum");
                self.report("bad-name", message, at.child("words").item(i).value(), Some(hint));
            }
            if !seen.insert(word) {
                let message = format!("`{word}` stands here a second time");
                let hint = "delete it, or write another word".to_owned();
                self.report("duplicate-name", message, at.child("words").item(i).value(), Some(hint));
            }
        }
        let start = declared.words.iter().position(|word| *word == declared.start);
        if start.is_none() {
            let message = format!("`{name}` starts as `{}`, which is not one of its words", declared.start);
            let hint = did_you_mean(&declared.start, declared.words.iter().map(String::as_str))
                .unwrap_or_else(|| format!("its words are {}", declared.words.join(", ")));
            self.report("bad-start", message, at.child("start").value(), Some(hint));
        }
        let is_short = u16::try_from(declared.words.len()).is_ok();
        if !is_short {
            self.report("too-many-words", "an enum has at most 65535 words", at.child("words").value(), None);
        }
        let is_sound = start.is_some() && is_short;
        let (lane, words) = (self.lane(), declared.words.clone());
        let start = start.and_then(|start| u16::try_from(start).ok()).unwrap_or_default();
        self.parts.enums.push(Enum { name: name.to_owned(), words, start, lane });
        self.enum_mentions(id, declared, start, at);
        self.name(name, if is_sound { Named::Enum(id) } else { Named::Broken }, at);
    }

    fn enum_mentions(&mut self, id: EnumId, declared: &model::Enum, start: u16, at: At) {
        self.written.mention(Thing::Enum(id), Role::Declares, at.name());
        for (i, word) in (0..=u16::MAX).zip(&declared.words) {
            let span = at.child("words").item(usize::from(i)).inside(0..word.len());
            self.written.mention(Thing::Word(id, i), Role::Declares, span);
        }
        if declared.words.get(usize::from(start)) == Some(&declared.start) {
            self.uses(Thing::Word(id, start), at.child("start"));
        }
    }

    fn next_flag(&mut self, name: String) -> FlagId {
        let bit = BitId(self.parts.layout.bits);
        self.parts.layout.bits += 1;
        self.parts.flags.push(Flag { name, bit });
        FlagId(small(self.parts.flags.len() - 1))
    }

    fn flag(&mut self, name: &str, at: At) {
        let flag = self.next_flag(name.to_owned());
        self.written.mention(Thing::Flag(flag), Role::Declares, at.inside(0..name.len()));
        self.name(name, Named::Flag(flag), at);
    }

    fn rumour(&mut self, id: &str, rumour: &model::Rumour, at: At) {
        if !is_well_formed(id, false) {
            let hint = well_formed_hint(id);
            self.report("bad-name", format!("`{id}` cannot name a rumour"), at.key(), Some(hint));
        }
        let name = format!("knows.{id}");
        let flag = self.next_flag(name.clone());
        self.names.values.insert(name, Named::Flag(flag));
        let thing = Thing::Rumour(RumourId(small(self.parts.rumours.len())));
        self.written.mention(thing, Role::Declares, at.name());
        let title = set_line(&rumour.title);
        self.parts.rumours.push(Rumour { id: id.to_owned(), title, text: Prose::default() });
    }

    fn person(&mut self, id: &str, person: &model::Person, at: At) {
        let bond = person.bond.as_ref().and_then(|name| self.stat_called(name, at.child("bond")));
        let tie = person.tie.as_ref().and_then(|name| match self.names.values.get(name) {
            Some(&Named::Enum(id)) => {
                self.uses(Thing::Enum(id), at.child("tie"));
                Some(id)
            }
            Some(Named::Broken) => None,
            other => {
                let hint = self.names.nearest(name, |named| matches!(named, Named::Enum(_)));
                let enums = self.parts.enums.iter().map(|declared| declared.name.clone());
                let hint = elsewise_among(name, other, "an enum", enums).or(hint);
                let hint = hint.or_else(|| Some("declare it under `enums`".to_owned()));
                self.report("unknown-name", format!("no enum is called `{name}`"), at.child("tie").value(), hint);
                None
            }
        });
        let color = person.color.as_ref().map(|color| color_of(color).ok_or(color));
        if let Some(Err(color)) = color {
            let message = format!("`{color}` is not a color");
            let hint = "write red, green and blue as `#rrggbb`, for example `#8ab4d6`";
            self.report("bad-color", message, at.child("color").value(), Some(hint.to_owned()));
        }
        let thing = Thing::Person(PersonId(small(self.parts.people.len())));
        self.written.mention(thing, Role::Declares, at.name());
        const BONE: [u8; 3] = [0xe8, 0xe2, 0xd4];
        let color = color.and_then(Result::ok).unwrap_or(BONE);
        let (id, name) = (id.to_owned(), set_line(&person.name));
        // When the reader has met them, and what is written of them, is compiled once all beats have their names.
        self.parts.people.push(Person { id, name, bond, tie, met: None, color, text: Prose::default() });
    }

    fn stat_called(&mut self, name: &str, at: At) -> Option<StatId> {
        match self.names.values.get(name) {
            Some(&Named::Stat(stat)) => {
                self.uses(Thing::Stat(stat), at);
                Some(stat)
            }
            Some(Named::Broken) => None,
            other => {
                let hint = self.names.nearest(name, |named| matches!(named, Named::Stat(_)));
                let stats = self.parts.stats.iter().map(|stat| stat.name.clone());
                let hint = elsewise_among(name, other, "a stat", stats).or(hint);
                let hint = hint.or_else(|| Some("declare it under `stats`".to_owned()));
                self.report("unknown-stat", format!("no stat is called `{name}`"), at.value(), hint);
                None
            }
        }
    }

    fn ending(&mut self, id: &str, ending: &model::Ending, at: At) {
        let thing = Thing::Ending(EndingId(small(self.parts.endings.len())));
        self.written.mention(thing, Role::Declares, at.name());
        self.parts.endings.push(Ending {
            id: id.to_owned(),
            title: set_line(&ending.title),
            hint: set_line(&ending.hint),
            epilogue: paragraphs(&ending.epilogue),
        });
    }

    fn pictures(&mut self, story: &StoryFile, at: At) {
        if let Some(mark) = &story.mark {
            let at = at.child("mark");
            let coils = self.stat_called(&mark.coils, at.child("coils"));
            let heat = self.stat_called(&mark.heat, at.child("heat"));
            if let (Some(coils), Some(heat)) = (coils, heat) {
                let stat = &self.parts.stats[coils.index()];
                let (name, low, high) = (stat.name.clone(), i64::from(stat.low), i64::from(stat.high));
                let stages = self.words(&mark.stages, Some((&name, low, high)), at.child("stages"));
                self.parts.mark = Some(Mark { coils, heat, stages });
            }
        }
        self.parts.moon = story.moon.as_ref().and_then(|moon| self.stat_called(moon, at.child("moon")));
    }

    /// What stands in the file but could not be read: so that its users are not told that it is unknown.
    fn broken_names(&mut self, at: At) {
        for name in at.keys("stats").chain(at.keys("enums")).chain(at.keys("named")) {
            self.names.values.entry(name.to_owned()).or_insert(Named::Broken);
        }
        for key in at.keys("rumours") {
            self.names.values.entry(format!("knows.{key}")).or_insert(Named::Broken);
        }
        for node in at.section("flags") {
            let key = at.index.key(node).map(Into::into);
            if let Some(name) = key.or_else(|| at.index.text(at.sources.text(at.file), node)) {
                self.names.values.entry(name.into_owned()).or_insert(Named::Broken);
            }
        }
        self.names.broken_chapters = at.keys("chapters").map(str::to_owned).collect();
        self.names.broken_endings = at.keys("endings").map(str::to_owned).collect();
    }
}

/// The hint for a name that stands for something else than was asked for.
pub(super) fn elsewise(name: &str, named: Option<&Named>, wanted: &str) -> Option<String> {
    named.map(|&named| format!("`{name}` is {}; {wanted} is wanted here", kind_of(named)))
}

/// The same, with the first few names of what is wanted.
fn elsewise_among(
    name: &str,
    named: Option<&Named>,
    wanted: &str,
    names: impl Iterator<Item = String>,
) -> Option<String> {
    let names: Vec<String> = names.take(4).map(|name| format!("`{name}`")).collect();
    let such_as = if names.is_empty() { String::new() } else { format!(", such as {}", names.join(", ")) };
    elsewise(name, named, wanted).map(|hint| hint + &such_as)
}

/// A word or two as they are shown: one line, set as prose is.
fn set_line(text: &str) -> String {
    set(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The title in lower case with `_` between its words: what saves are kept under.
fn id_of(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// Text as it is shown: lines joined, an empty line between paragraphs, set as prose is.
fn paragraphs(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    set(&paragraphs.map(|lines| lines.join(" ")).collect::<Vec<_>>().join("\n\n"))
}

fn color_of(color: &str) -> Option<[u8; 3]> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}
