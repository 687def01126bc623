//! The picture as a page that can be moved, searched, read and folded, with nothing beside it.

use serde_json::{Value, json};

use super::arrange::{HEADER, Picture, Rect};
use super::graph::{Graph, Way, by_word};
use super::svg;
use crate::escape::{script, xml};
use crate::story::{BeatId, By, Notation};

/// The page; each `<!--name-->` in it is filled once, from left to right, so that no text of a story is taken for such a mark.
const PAGE: &str = include_str!("page.html");

pub(super) fn write(graph: &Graph, picture: &Picture) -> String {
    let mut parts = PAGE.split("<!--");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("-->").unwrap_or((part, ""));
        match name {
            "title" => out.push_str(&xml(graph.story.title())),
            "style" => out.extend([svg::STYLE, include_str!("page.css")]),
            // Writing to a string cannot fail.
            "map" => drop(svg::drawing(&mut out, graph, picture)),
            "data" => out.push_str(&script(&data(graph, picture))),
            "script" => out.push_str(include_str!("page.js")),
            _ => {}
        }
        out.push_str(rest);
    }
    out
}

/// All that the page reads and shows.
fn data(graph: &Graph, picture: &Picture) -> Value {
    let story = graph.story;
    let notation = Notation::of(story);
    let beats = (0_u32..).map(BeatId).zip(&picture.boxes).map(|(id, place)| {
        let beat = story.beat(id);
        json!({
            "name": beat.name,
            "scene": beat.scene.0,
            "kind": graph.cards[id.index()].foot,
            "start": id == story.start(),
            "prose": notation.prose(beat.text),
            "then": notation.effects(beat.then),
            "epilogue": graph.ending(id).map(|ending| &ending.epilogue),
            "at": rect(place),
        })
    });
    let ways = graph.ways.iter().map(|way| way_data(graph, &notation, way));
    let scenes = story.scenes().iter().zip(0..).map(|(scene, number)| {
        let region = picture.regions.iter().find(|region| region.scene.0 == number);
        json!({
            "name": scene.name,
            "chapter": scene.chapter.map(|chapter| chapter.0),
            "beats": scene.beats.range().len(),
            "at": region.map(|region| rect(&region.place)),
        })
    });
    let chapters = story.chapters().iter().map(|chapter| json!({"title": chapter.title, "number": chapter.number}));
    json!({
        "title": story.title(),
        "width": picture.width,
        "height": picture.height,
        "head": HEADER,
        "foot": picture.legend.entries.first().map(|entry| entry.y),
        "beats": beats.collect::<Vec<_>>(),
        "ways": ways.collect::<Vec<_>>(),
        "scenes": scenes.collect::<Vec<_>>(),
        "chapters": chapters.collect::<Vec<_>>(),
    })
}

fn rect(place: &Rect) -> Value {
    json!([place.x, place.y, place.width, place.height])
}

fn way_data(graph: &Graph, notation: &Notation, way: &Way) -> Value {
    let mut data = json!({"from": way.from.0, "to": way.to.0, "by": by_word(way.by)});
    match way.by {
        By::Choice(id) => {
            let choice = graph.story.choice(id);
            data["text"] = notation.prose(choice.text).into();
            data["when"] = choice.when.map(|when| notation.condition(when)).into();
            data["locked"] = choice.locked.map(|locked| notation.prose(locked)).into();
            data["then"] = notation.effects(choice.then).into();
            data["echo"] = notation.prose(choice.echo).into();
            data["once"] = choice.once.is_some().into();
        }
        By::Chance(weight) => data["weight"] = weight.into(),
        By::Goto | By::Return(_) => {}
    }
    data
}
