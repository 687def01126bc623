//! Puts a story together from what was read: ids for names, scene by scene, beat by beat.

mod beat;

use super::declare::declare;
use super::lower::Site;
use super::model;
use super::names::{Names, Target, is_well_formed, well_formed};
use super::place::At;
use super::salvage::{ReadFile, ReadStory};
use super::written::{Role, Thing, Written};
use super::{codex, detours, former, named, rules};
use crate::diagnostic::{Diagnostic, Sources, Span, did_you_mean};
use crate::story::{BeatId, BitId, ChapterId, EndingId, LaneId, Scene, SceneId, Story, StoryParts, Stretch};

/// A story in the making.
pub(super) struct Builder<'a> {
    pub parts: StoryParts,
    pub names: Names,
    pub diagnostics: &'a mut Vec<Diagnostic>,
    /// Bits for beats that something asks about, by beat.
    pub visited: Vec<Option<BitId>>,
    /// By beat.
    pub scene_of: Vec<SceneId>,
    pub written: Written,
    /// Where each detour is asked for.
    pub detour_spans: Vec<Span>,
    has_no_scenes: bool,
    /// Where reading reported a fault, ascending: what is missing around one of these may only be unreadable.
    unread: Vec<Span>,
}

/// What was built.
pub(super) struct Built {
    /// The story as far as its files could be read. Whether it may be played is for the caller to see from the diagnostics.
    pub story: Option<Story>,
    pub written: Written,
}

/// Builds the story.
pub(super) fn build(read: &ReadStory, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Built {
    let (parts, names, written) = declare(&read.declarations, sources, diagnostics);
    let mut unread: Vec<Span> = diagnostics.iter().map(|diagnostic| diagnostic.primary).collect();
    unread.sort();
    let has_no_scenes = read.scenes.is_empty();
    let mut builder = Builder {
        parts,
        names,
        diagnostics,
        visited: Vec::new(),
        scene_of: Vec::new(),
        written,
        detour_spans: Vec::new(),
        has_no_scenes,
        unread,
    };
    builder.name_beats(read, sources);
    named::build(&mut builder, &read.declarations, sources);
    codex::build(&mut builder, &read.declarations, sources);
    for (scene, (name, file)) in read.scenes.iter().enumerate() {
        if let (Some(at), Some(content)) = (At::root(file, sources), &file.content) {
            builder.scene(SceneId(small(scene)), name, content, at);
        } else {
            let beats = Stretch { start: builder.next_beat(), end: builder.next_beat() };
            builder.parts.scenes.push(Scene {
                name: name.clone(),
                chapter: None,
                setting: String::new(),
                sound: String::new(),
                note: String::new(),
                beats,
            });
        }
    }
    let start = builder.start(&read.declarations, sources);
    rules::build(&mut builder, &read.declarations, sources);
    former::build(&mut builder, read, sources);
    builder.finish(start)
}

impl Builder<'_> {
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that something is missing, unless a part of `at` could not be read.
    pub fn report_missing(&mut self, diagnostic: Diagnostic, at: At) {
        let whole = Span { start: at.key().start, ..at.value() };
        let after = self.unread.partition_point(|span| (span.file, span.start) < (whole.file, whole.start));
        if self.unread.get(after).is_none_or(|span| span.file != whole.file || span.start >= whole.end) {
            self.report(diagnostic);
        }
    }

    /// Gives every beat its number, so that beats can be named before they are read.
    fn name_beats(&mut self, read: &ReadStory, sources: &Sources) {
        for (position, (scene, file)) in (0..).zip(&read.scenes) {
            let Some(at) = At::root(file, sources) else {
                self.names.broken_scenes.insert(scene.clone());
                continue;
            };
            if !is_well_formed(scene, false) {
                let message = format!("`{scene}.ron` cannot name a scene");
                let hint = match well_formed(scene, false) {
                    Some(better) => format!(
                        "call the file `{better}.ron`, and write `{better}/` for `{scene}/` wherever its beats are named, `start` \
                         in `story.ron` too"
                    ),
                    None => {
                        "call the file by lower-case letters, digits and `_`, and its beats by that name too".to_owned()
                    }
                };
                self.report(Diagnostic::error("bad-name", message, sources.span(file.file, 0..0)).hint(hint));
            }
            for node in at.index.children(at.child("beats").node) {
                let name = at.index.key(node).unwrap_or_default();
                self.names.beats.entry(format!("{scene}/{name}")).or_insert(None);
                if let Some(better) = well_formed(name, false) {
                    // Whoever names it as it should be written is right.
                    self.names.beats.entry(format!("{scene}/{better}")).or_insert(None);
                }
            }
            for name in file.content.iter().flat_map(|content| content.beats.keys()) {
                let id = BeatId(small(self.visited.len()));
                self.names.beats.insert(format!("{scene}/{name}"), Some(id));
                self.visited.push(None);
                self.scene_of.push(SceneId(position));
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
            self.written.mention(Thing::Beat(BeatId(self.next_beat())), Role::Declares, place.name());
            let beat = beat::InScene { id, name, beat_name, at: place }.beat(self, beat);
            self.parts.beats.push(beat);
        }
        let beats = Stretch { start, end: self.next_beat() };
        self.parts.scenes.push(Scene {
            name: name.to_owned(),
            chapter,
            setting: content.setting.clone(),
            sound: content.sound.clone(),
            note: content.note.clone(),
            beats,
        });
    }

    fn chapter(&mut self, chapter: &str, at: At) -> Option<ChapterId> {
        let length = chapter.len();
        let ids = self.parts.chapters.iter().map(|chapter| chapter.id.clone()).collect();
        let is_hidden = self.names.broken_chapters.contains(chapter);
        let missing = Missing { code: "unknown-chapter", what: "chapter", section: "chapters" };
        let chapter = self.declared(chapter, ids, is_hidden, missing, at).map(ChapterId);
        chapter.inspect(|id| self.mention(Thing::Chapter(*id), Role::Leads, at, 0..length))
    }

    pub fn ending(&mut self, ending: &str, role: Role, at: At) -> Option<EndingId> {
        let ids = self.parts.endings.iter().map(|ending| ending.id.clone()).collect();
        let is_hidden = self.names.broken_endings.contains(ending);
        let missing = Missing { code: "unknown-ending", what: "ending", section: "endings" };
        let found = self.declared(ending, ids, is_hidden, missing, at).map(EndingId);
        found.inspect(|id| self.mention(Thing::Ending(*id), role, at, 0..ending.len()))
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
    pub fn target(&mut self, target: &str, role: Role, site: Site) -> Option<BeatId> {
        match self.names.beat(target, site.scene) {
            Target::Beat(beat) => {
                self.mention_beat(beat, role, site.at, 0..target.len(), target);
                Some(beat)
            }
            Target::Hidden => None,
            Target::Unknown { hint } => {
                let message = format!("no beat is called `{target}`");
                self.report(Diagnostic::error("unknown-goto", message, site.at.value()).hint(hint));
                None
            }
        }
    }

    fn start(&mut self, read: &ReadFile<model::StoryFile>, sources: &Sources) -> Option<BeatId> {
        let (at, content) = (At::root(read, sources)?, read.content.as_ref()?);
        let at = at.child("start");
        if self.has_no_scenes {
            let (scene, beat) = content.start.split_once('/').unwrap_or(("hall", "door"));
            let hint = format!(
                "write `{scene}.ron` beside `story.ron`, such as `(beats: {{\"{beat}\": (text: \"…\", ending: \"…\")}})`"
            );
            self.report(Diagnostic::error("no-scenes", "the story has no scenes", at.value()).hint(hint));
            return None;
        }
        if !content.start.contains('/') {
            let message = format!("`{}` does not say which scene", content.start);
            let is_it = |name: &&String| name.rsplit('/').next() == Some(content.start.as_str());
            let full = self.names.beats.keys().find(is_it).map_or("scene/beat", String::as_str);
            let hint = format!("write `{full}`");
            self.report(Diagnostic::error("bad-start", message, at.value()).hint(hint));
            return None;
        }
        self.target(&content.start, Role::Leads, Site { at, scene: "" })
    }

    /// A lane of the state.
    pub fn lane(&mut self) -> LaneId {
        self.parts.layout.lanes += 1;
        LaneId(self.parts.layout.lanes - 1)
    }

    /// A bit of the state.
    pub fn bit(&mut self) -> BitId {
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

    fn finish(mut self, start: Option<BeatId>) -> Built {
        for (beat, visited) in self.parts.beats.iter_mut().zip(&self.visited) {
            beat.visited = *visited;
        }
        let Some(start) = start else { return Built { story: None, written: self.written } };
        self.parts.start = start;
        detours::check(&mut self);
        Built { story: Some(Story::new(self.parts)), written: self.written }
    }
}

/// How it is told that something is not declared.
struct Missing {
    code: &'static str,
    what: &'static str,
    section: &'static str,
}

/// Files are at most 8 MiB long, so nothing in a story is counted beyond 32 bits.
pub(super) fn small(n: usize) -> u32 {
    u32::try_from(n).expect("a story has fewer than 2^32 of anything")
}
