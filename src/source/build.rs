//! Puts a story together from what was read: ids for names, scene by scene, beat by beat.

use super::declare::declare;
use super::lower::SequenceUse;
use super::model;
use super::names::{Names, Target, is_well_formed};
use super::place::At;
use super::salvage::{ReadFile, ReadStory};
use crate::diagnostic::{Diagnostic, Sources, Span, did_you_mean};
use crate::story::{
    Beat, BeatId, BitId, ChapterId, Choice, ChoiceId, EndingId, Exit, LaneId, Look, Prose, Scene, SceneId, Story,
    StoryParts, Stretch, VisitCount, WeightedTarget,
};

/// A story in the making.
pub(super) struct Builder<'a> {
    pub parts: StoryParts,
    pub names: Names,
    pub diagnostics: &'a mut Vec<Diagnostic>,
    /// Bits for beats that something asks about, by beat.
    pub visited: Vec<Option<BitId>>,
    has_no_scenes: bool,
    /// Where reading reported a fault, ascending: what is missing around one of these may only be unreadable.
    unread: Vec<Span>,
}

/// Builds the story, as far as its files could be read. Whether it may be played is for the caller to see from the diagnostics.
pub(super) fn build(read: &ReadStory, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<Story> {
    let (parts, names) = declare(&read.declarations, sources, diagnostics);
    let mut unread: Vec<Span> = diagnostics.iter().map(|diagnostic| diagnostic.primary).collect();
    unread.sort();
    let has_no_scenes = read.scenes.is_empty();
    let mut builder = Builder { parts, names, diagnostics, visited: Vec::new(), has_no_scenes, unread };
    builder.name_beats(read, sources);
    for (scene, (name, file)) in read.scenes.iter().enumerate() {
        if let (Some(at), Some(content)) = (At::root(file, sources), &file.content) {
            builder.scene(SceneId(small(scene)), name, content, at);
        } else {
            let beats = Stretch { start: builder.next_beat(), end: builder.next_beat() };
            let scene = Scene { name: name.clone(), chapter: None, setting: String::new(), beats };
            builder.parts.scenes.push(scene);
        }
    }
    let start = builder.start(&read.declarations, sources);
    builder.finish(start)
}

impl Builder<'_> {
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that something is missing, unless a part of `at` could not be read.
    fn report_missing(&mut self, diagnostic: Diagnostic, at: At) {
        let whole = Span { start: at.key().start, ..at.value() };
        let after = self.unread.partition_point(|span| (span.file, span.start) < (whole.file, whole.start));
        if self.unread.get(after).is_none_or(|span| span.file != whole.file || span.start >= whole.end) {
            self.report(diagnostic);
        }
    }

    /// Gives every beat its number, so that beats can be named before they are read.
    fn name_beats(&mut self, read: &ReadStory, sources: &Sources) {
        for (scene, file) in &read.scenes {
            let Some(at) = At::root(file, sources) else {
                self.names.broken_scenes.insert(scene.clone());
                continue;
            };
            if !is_well_formed(scene, false) {
                let message = format!("`{scene}.ron` cannot name a scene");
                let hint = "name the file with lower-case letters, digits and `_`";
                self.report(Diagnostic::error("bad-name", message, sources.span(file.file, 0..0)).hint(hint));
            }
            for node in at.index.children(at.child("beats").node) {
                let name = at.index.key(node).unwrap_or_default();
                self.names.beats.entry(format!("{scene}/{name}")).or_insert(None);
            }
            for name in file.content.iter().flat_map(|content| content.beats.keys()) {
                let id = BeatId(small(self.visited.len()));
                self.names.beats.insert(format!("{scene}/{name}"), Some(id));
                self.visited.push(None);
            }
        }
    }

    fn next_beat(&self) -> u32 {
        small(self.parts.beats.len())
    }

    fn scene(&mut self, id: SceneId, name: &str, content: &model::SceneFile, at: At) {
        let chapter = content.chapter.as_ref().and_then(|chapter| self.chapter(chapter, at.child("chapter")));
        let start = self.next_beat();
        if content.beats.is_empty() {
            let message = "the scene has no beats";
            let at = at.child("beats");
            let hint = "write at least one, as in `\"door\": (text: \"…\", ending: \"…\")`";
            self.report_missing(Diagnostic::error("no-beats", message, at.value()).hint(hint), at);
        }
        for (beat_name, beat) in &content.beats {
            let place = at.child("beats").child(beat_name);
            let beat = InScene { id, name, beat_name, at: place }.beat(self, beat);
            self.parts.beats.push(beat);
        }
        let beats = Stretch { start, end: self.next_beat() };
        self.parts.scenes.push(Scene { name: name.to_owned(), chapter, setting: content.setting.clone(), beats });
    }

    fn chapter(&mut self, chapter: &str, at: At) -> Option<ChapterId> {
        let ids = self.parts.chapters.iter().map(|chapter| chapter.id.clone()).collect();
        let is_hidden = self.names.broken_chapters.contains(chapter);
        let missing = Missing { code: "unknown-chapter", what: "chapter", section: "chapters" };
        self.declared(chapter, ids, is_hidden, missing, at).map(ChapterId)
    }

    fn ending(&mut self, ending: &str, at: At) -> Option<EndingId> {
        let ids = self.parts.endings.iter().map(|ending| ending.id.clone()).collect();
        let is_hidden = self.names.broken_endings.contains(ending);
        let missing = Missing { code: "unknown-ending", what: "ending", section: "endings" };
        self.declared(ending, ids, is_hidden, missing, at).map(EndingId)
    }

    /// The position of `id` among those that `story.ron` declares. Reports it if it is missing and nothing hides it.
    fn declared(&mut self, id: &str, ids: Vec<String>, is_hidden: bool, missing: Missing, at: At) -> Option<u32> {
        let found = ids.iter().position(|known| known == id);
        if found.is_none() && !self.names.declarations_are_broken && !is_hidden {
            let Missing { code, what, section } = missing;
            let hint = did_you_mean(id, ids.iter().map(String::as_str))
                .unwrap_or_else(|| format!("declare it in `story.ron`, under `{section}`"));
            self.report(Diagnostic::error(code, format!("no {what} is called `{id}`"), at.value()).hint(hint));
        }
        found.map(small)
    }

    /// The beat that `target` names. Reports it if there is none.
    pub fn target(&mut self, target: &str, scene: &str, at: At) -> Option<BeatId> {
        match self.names.beat(target, scene) {
            Target::Beat(beat) => Some(beat),
            Target::Hidden => None,
            Target::Unknown { hint } => {
                let message = format!("no beat is called `{target}`");
                self.report(Diagnostic::error("unknown-goto", message, at.value()).hint(hint));
                None
            }
        }
    }

    fn start(&mut self, read: &ReadFile<model::StoryFile>, sources: &Sources) -> Option<BeatId> {
        let (at, content) = (At::root(read, sources)?, read.content.as_ref()?);
        let at = at.child("start");
        if self.has_no_scenes {
            let hint = "each scene is a file such as `hall.ron` beside `story.ron`";
            self.report(Diagnostic::error("no-scenes", "the story has no scenes", at.value()).hint(hint));
            return None;
        }
        if !content.start.contains('/') {
            let message = format!("`{}` does not say which scene", content.start);
            self.report(Diagnostic::error("bad-start", message, at.value()).hint("write `scene/beat`"));
            return None;
        }
        self.target(&content.start, "", at)
    }

    /// A lane of the state.
    fn lane(&mut self) -> LaneId {
        self.parts.layout.lanes += 1;
        LaneId(self.parts.layout.lanes - 1)
    }

    /// A bit of the state.
    fn bit(&mut self) -> BitId {
        self.parts.layout.bits += 1;
        BitId(self.parts.layout.bits - 1)
    }

    /// The bit that says whether a beat was visited.
    pub fn visited_bit(&mut self, beat: BeatId) -> BitId {
        if let Some(bit) = self.visited[beat.index()] {
            return bit;
        }
        let bit = self.bit();
        self.visited[beat.index()] = Some(bit);
        bit
    }

    fn finish(mut self, start: Option<BeatId>) -> Option<Story> {
        self.parts.start = start?;
        for (beat, visited) in self.parts.beats.iter_mut().zip(&self.visited) {
            beat.visited = *visited;
        }
        (!crate::diagnostic::has_errors(self.diagnostics)).then(|| Story::new(self.parts))
    }
}

/// How it is told that something is not declared.
struct Missing {
    code: &'static str,
    what: &'static str,
    section: &'static str,
}

/// One beat on its way into the story.
struct InScene<'a> {
    id: SceneId,
    /// Of the scene.
    name: &'a str,
    beat_name: &'a str,
    at: At<'a>,
}

impl InScene<'_> {
    fn beat(&self, builder: &mut Builder, beat: &model::Beat) -> Beat {
        let at = self.at;
        check_name(builder, self.beat_name, "beat", at);
        let mut sequences = SequenceUse::default();
        let then = builder.effects(&beat.then, at.child("then"));
        let text = builder.prose(&beat.text, at.child("text"), self.name, &mut sequences);
        if beat.text.trim().is_empty() && beat.goto.is_none() && beat.chance.is_none() {
            let diagnostic = Diagnostic::error("no-text", "this beat says nothing", at.key()).hint("give it a `text`");
            builder.report_missing(diagnostic, at);
        }
        let exit = self.exit(builder, beat, &mut sequences);
        let visits = self.visits(builder, &sequences);
        let name = format!("{}/{}", self.name, self.beat_name);
        Beat { name, scene: self.id, text, then, exit, visited: None, visits }
    }

    fn visits(&self, builder: &mut Builder, sequences: &SequenceUse) -> Option<VisitCount> {
        if !sequences.is_used() {
            return None;
        }
        let Some((last, back_to)) = sequences.count() else {
            let message = "the sequences of this beat repeat together only after too many visits";
            let hint = "give its cycles the same number of parts";
            builder.report(Diagnostic::error("sequence-too-long", message, self.at.key()).hint(hint));
            return None;
        };
        Some(VisitCount { lane: builder.lane(), last, back_to })
    }

    fn exit(&self, builder: &mut Builder, beat: &model::Beat, sequences: &mut SequenceUse) -> Exit {
        let at = self.at;
        let ways = [
            ("choices", beat.choices.is_some()),
            ("goto", beat.goto.is_some()),
            ("chance", beat.chance.is_some()),
            ("ending", beat.ending.is_some()),
        ];
        let mut given = ways.iter().filter(|(_, is)| *is).map(|(name, _)| *name);
        if let (Some(first), Some(second)) = (given.next(), given.next()) {
            let message = format!("a beat cannot have both `{first}` and `{second}`");
            let diagnostic = Diagnostic::error("two-exits", message, at.child(second).key());
            builder.report(diagnostic.also(at.child(first).key(), "the other is here"));
        }
        if let Some(choices) = &beat.choices {
            return self.choices(builder, choices, sequences);
        }
        if let Some(goto) = &beat.goto {
            return Exit::Goto(builder.target(goto, self.name, at.child("goto")).unwrap_or(BeatId(0)));
        }
        if let Some(targets) = &beat.chance {
            return self.chance(builder, targets);
        }
        if let Some(ending) = &beat.ending {
            return Exit::Ending(builder.ending(ending, at.child("ending")).unwrap_or(EndingId(0)));
        }
        let hint = "give it `choices`, `goto`, `chance` or `ending`";
        builder.report_missing(Diagnostic::error("no-exit", "this beat leads nowhere", at.key()).hint(hint), at);
        Exit::Ending(EndingId(0))
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
            let goto = builder.target(&target.goto, self.name, at.child("goto")).unwrap_or(BeatId(0));
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

    fn choices(
        &self,
        builder: &mut Builder,
        choices: &indexmap::IndexMap<String, model::Choice>,
        sequences: &mut SequenceUse,
    ) -> Exit {
        let beat = BeatId(small(builder.parts.beats.len()));
        let start = small(builder.parts.choices.len());
        if choices.is_empty() {
            let at = self.at.child("choices");
            let diagnostic = Diagnostic::error("no-exit", "this beat offers nothing to choose", at.value());
            builder.report_missing(diagnostic.hint("write a choice, or a `goto` or an `ending` instead"), at);
        }
        for (name, choice) in choices {
            let at = self.at.child("choices").child(name);
            check_name(builder, name, "choice", at);
            let choice = self.choice(builder, name, choice, at, sequences);
            builder.parts.choices.push(Choice { beat, ..choice });
        }
        Exit::Choices(Stretch { start, end: ChoiceId(small(builder.parts.choices.len())).0 })
    }

    fn choice(
        &self,
        builder: &mut Builder,
        name: &str,
        choice: &model::Choice,
        at: At,
        sequences: &mut SequenceUse,
    ) -> Choice {
        if choice.text.trim().is_empty() {
            builder.report(Diagnostic::error("no-text", "this choice says nothing", at.key()).hint("give it a `text`"));
        }
        if choice.locked.is_some() && choice.when.is_none() {
            let message = "`locked` gives a reason, but nothing ever locks this choice";
            let hint = "give the choice a `when`, or delete `locked`";
            builder.report(Diagnostic::error("locked-without-when", message, at.child("locked").key()).hint(hint));
        }
        let mut prose = |builder: &mut Builder, text: &str, key: &str| -> Prose {
            builder.prose(text, at.child(key), self.name, sequences)
        };
        Choice {
            name: name.to_owned(),
            beat: BeatId(0),
            text: prose(builder, &choice.text, "text"),
            locked: choice.locked.as_ref().map(|locked| prose(builder, locked, "locked")),
            echo: prose(builder, &choice.echo, "echo"),
            when: choice.when.as_ref().and_then(|when| builder.condition(when, at.child("when"), self.name)),
            then: builder.effects(&choice.then, at.child("then")),
            goto: builder.target(&choice.goto, self.name, at.child("goto")).unwrap_or(BeatId(0)),
            once: choice.once.then(|| builder.bit()),
            look: look(choice),
        }
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
        let hint = "use lower-case letters, digits and `_`, and start with a letter";
        builder.report(Diagnostic::error("bad-name", message, at.key()).hint(hint));
    }
}

/// Files are at most 8 MiB long, so nothing in a story is counted beyond 32 bits.
pub(super) fn small(n: usize) -> u32 {
    u32::try_from(n).expect("a story has fewer than 2^32 of anything")
}
