//! The story as a picture: every beat a box, every way on a line, scene by scene.
//!
//! [`Map::draw`] goes through these rooms: [`graph`](self) gathers what is drawn, `card` what a box says and how wide that is, `layers`
//! places any graph in rows, and `arrange` does so twice, with the beats of each scene and then with the scenes. `svg`, `html` and `dot`
//! write it down. `walked` lays out the beats that one reader has seen. Everything is counted in whole pixels: the same story gives the same bytes on every machine.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod arrange;
mod card;
mod dot;
mod graph;
mod html;
mod layers;
mod legend;
mod line;
mod svg;
mod walked;

pub use arrange::{Rect, Region};
pub use card::text_width;
pub use graph::Kind;
pub use walked::{Dot, Walked};

use crate::story::{BeatId, By, Story};
use arrange::Picture;
use graph::Graph;

/// A story, laid out to be drawn.
#[derive(Debug)]
pub struct Map<'a> {
    graph: Graph<'a>,
    picture: Picture,
}

impl<'a> Map<'a> {
    /// Gathers and places everything.
    ///
    /// Stories of any size are placed; a scene in which ways would pass too many rows is set in plain rows, which the legend says.
    pub fn draw(story: &'a Story) -> Self {
        let graph = Graph::of(story);
        let picture = arrange::arrange(&graph);
        Self { graph, picture }
    }

    /// The whole canvas, in pixels.
    pub fn size(&self) -> (i32, i32) {
        (self.picture.width, self.picture.height)
    }

    /// The box of each beat, in the order of the story's beats.
    pub fn boxes(&self) -> &[Rect] {
        &self.picture.boxes
    }

    /// The ground of each scene, in the order of the story's scenes; none for a scene without beats.
    pub fn regions(&self) -> &[Region] {
        &self.picture.regions
    }

    /// How a beat goes on.
    pub fn kind(&self, beat: BeatId) -> Kind {
        self.graph.kinds[beat.index()]
    }

    /// Whether any ways lead from the start to a beat, whatever conditions say.
    pub fn is_reachable(&self, beat: BeatId) -> bool {
        self.graph.is_reachable[beat.index()]
    }

    /// How many ways are drawn: each of the story's ways on.
    pub fn ways(&self) -> usize {
        self.graph.ways.len()
    }

    /// The lines of text in a beat's box, each with the size of its letters and the width it has to fit into, in pixels.
    pub fn texts(&self, beat: BeatId) -> impl Iterator<Item = (&str, i32, i32)> {
        self.graph.cards[beat.index()].texts()
    }

    /// Whether some scenes were too large and stand in plain rows.
    pub fn is_plain(&self) -> bool {
        self.picture.is_plain
    }

    /// How much work the layout was: the links and pairs it looked at.
    pub fn steps(&self) -> u64 {
        self.picture.steps
    }

    /// One picture that needs no other file: dark, or light where the reader prefers that.
    pub fn svg(&self) -> String {
        svg::write(&self.graph, &self.picture)
    }

    /// One page that needs no other file: the picture, to be moved, searched, read and folded.
    pub fn html(&self) -> String {
        html::write(&self.graph, &self.picture)
    }

    /// The graph for Graphviz, a cluster a scene.
    pub fn dot(&self) -> String {
        dot::write(&self.graph)
    }

    /// `{beats: [{name, scene, chapter, kind, start, ending, x, y, width, height, reachable}], ways: [{from, to, by, choice, weight}]}`
    /// for other programs.
    pub fn json(&self) -> serde_json::Value {
        let story = self.graph.story;
        let beats = story.beats().iter().zip(0..).map(|(beat, id)| {
            let id = BeatId(id);
            let place = &self.picture.boxes[id.index()];
            serde_json::json!({
                "name": beat.name,
                "scene": story.scene(beat.scene).name,
                "chapter": story.chapter_of(id).map(|chapter| &chapter.id),
                "kind": self.kind(id).word(),
                "start": id == story.start(),
                "ending": self.graph.ending(id).map(|ending| &ending.id),
                "x": place.x,
                "y": place.y,
                "width": place.width,
                "height": place.height,
                "reachable": self.is_reachable(id),
            })
        });
        let ways = self.graph.ways.iter().map(|way| {
            serde_json::json!({
                "from": story.beat(way.from).name,
                "to": story.beat(way.to).name,
                "by": graph::by_word(way.by),
                "choice": match way.by { By::Choice(choice) => Some(&story.choice(choice).name), _ => None },
                "weight": match way.by { By::Chance(weight) => Some(weight), _ => None },
            })
        });
        serde_json::json!({"beats": beats.collect::<Vec<_>>(), "ways": ways.collect::<Vec<_>>()})
    }
}
