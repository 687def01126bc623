//! The graph in the language of Graphviz.

use std::fmt::Write;

use super::graph::{Graph, Kind};
use crate::escape::dot;
use crate::story::{BeatId, By};

/// Writes a cluster for each scene, and in it its beats; then the ways, which are called by their choices.
pub(super) fn write(graph: &Graph) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = whole(&mut out, graph);
    out
}

fn whole(out: &mut String, graph: &Graph) -> std::fmt::Result {
    let story = graph.story;
    writeln!(out, "digraph {} {{", dot(story.id()))?;
    writeln!(out, "  label={}; labelloc=t; compound=true; newrank=true;", dot(story.title()))?;
    writeln!(out, "  node [shape=box, style=rounded]; edge [arrowsize=0.7];")?;
    for (scene, number) in story.scenes().iter().zip(0..) {
        let chapter = scene.chapter.map(|chapter| story.chapter(chapter).title.as_str()).unwrap_or_default();
        let label = if chapter.is_empty() { scene.name.clone() } else { format!("{} ({chapter})", scene.name) };
        writeln!(out, "  subgraph cluster_{number} {{")?;
        writeln!(out, "    label={}; style=rounded;", dot(&label))?;
        for beat in scene.beats() {
            writeln!(out, "    {} [{}];", dot(&story.beat(beat).name), attributes(graph, beat))?;
        }
        writeln!(out, "  }}")?;
    }
    for way in &graph.ways {
        let (from, to) = (dot(&story.beat(way.from).name), dot(&story.beat(way.to).name));
        let looks = match way.by {
            By::Choice(choice) => {
                let choice = story.choice(choice);
                format!("label={}, tooltip={}", dot(&choice.name), dot(&story.plain_text(choice.text)))
            }
            By::Goto => "style=bold".to_owned(),
            By::Chance(weight) => format!("style=dotted, label=\"{weight}\""),
            By::Return(_) => "style=dashed, label=\"after the detour\"".to_owned(),
        };
        writeln!(out, "  {from} -> {to} [{looks}];")?;
    }
    writeln!(out, "}}")
}

fn attributes(graph: &Graph, beat: BeatId) -> String {
    let card = &graph.cards[beat.index()];
    let label = format!("{}\n{}", graph.short_name(beat), card.foot);
    let mut attributes = format!("label={}", dot(&label));
    attributes.push_str(match graph.kinds[beat.index()] {
        Kind::Choices => "",
        Kind::Goto => ", shape=cds, style=solid",
        Kind::Chance => ", shape=octagon, style=solid",
        Kind::Return => ", shape=house, style=solid",
        Kind::Ending => ", shape=doubleoctagon, style=solid",
    });
    if beat == graph.story.start() {
        attributes.push_str(", penwidth=3");
    }
    if !graph.is_reachable[beat.index()] {
        attributes.push_str(", style=dashed");
    }
    attributes
}
