//! The picture as SVG.

use std::fmt::{self, Write};

use super::arrange::{CHAPTER, MARGIN, NAME as SCENE_NAME, Picture, Rect, Region};
use super::card::{self, Card, FOOT_RISE, INSET, NAME_LINE, PROSE_LINES, SIGN, START_SIGN};
use super::graph::{Graph, Kind, Way, by_word};
use super::legend::{self, Entry, Sample};
use crate::escape::xml;
use crate::story::{BeatId, By};

/// How everything looks, dark and light.
pub(super) const STYLE: &str = include_str!("svg.css");

/// The whole picture as a file of its own.
pub(super) fn write(graph: &Graph, picture: &Picture) -> String {
    let Picture { width, height, .. } = picture;
    let title = xml(graph.story.title());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>Map of {title}</title>\n<style>\n{STYLE}</style>\n"
    );
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<rect class=\"night\" width=\"{width}\" height=\"{height}\"/>");
    let _ = drawing(&mut out, graph, picture);
    out.push_str("</svg>\n");
    out
}

/// Everything on the canvas, without the element around it.
pub(super) fn drawing(out: &mut String, graph: &Graph, picture: &Picture) -> fmt::Result {
    definitions(out, graph)?;
    header(out, graph)?;
    writeln!(out, "<g id=\"scenes\">")?;
    for region in &picture.regions {
        scene(out, region)?;
    }
    writeln!(out, "</g>\n<g id=\"ways\">")?;
    // Lines that lead back lie lowest, then choices, then what follows by itself.
    let layer = |number: usize| match graph.ways[number].by {
        _ if picture.is_back[number] => 0,
        By::Choice(_) => 1,
        By::Chance(_) => 2,
        By::Goto | By::Return(_) => 3,
    };
    let mut order: Vec<usize> = (0..graph.ways.len()).collect();
    order.sort_by_key(|&number| layer(number));
    for number in order {
        line(out, graph, picture, number)?;
    }
    writeln!(out, "</g>\n<g id=\"beats\">")?;
    for (beat, place) in (0_u32..).map(BeatId).zip(&picture.boxes) {
        beat_box(out, graph, beat, place)?;
    }
    writeln!(out, "</g>\n<g id=\"legend\">")?;
    picture.legend.entries.iter().try_for_each(|entry| legend_entry(out, entry))?;
    writeln!(out, "</g>")
}

/// Heads of arrows, and for each height of boxes the room that text may not leave.
fn definitions(out: &mut String, graph: &Graph) -> fmt::Result {
    writeln!(out, "<defs>")?;
    for class in ["choice", "goto", "chance", "return", "back"] {
        writeln!(
            out,
            "<marker id=\"{class}-head\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"head {class}\" d=\"M0 1L10 5L0 9L2 5Z\"/></marker>"
        )?;
    }
    let mut heights: Vec<i32> = graph.cards.iter().map(|card| card.height).collect();
    heights.sort_unstable();
    heights.dedup();
    for height in heights {
        let width = card::WIDTH - INSET;
        writeln!(
            out,
            "<clipPath id=\"room-{height}\"><rect x=\"{}\" width=\"{width}\" height=\"{height}\"/></clipPath>",
            INSET / 2
        )?;
    }
    writeln!(out, "</defs>")
}

fn header(out: &mut String, graph: &Graph) -> fmt::Result {
    let story = graph.story;
    writeln!(out, "<text class=\"title\" x=\"{MARGIN}\" y=\"62\">{}</text>", xml(story.title()))?;
    let by = if story.author().is_empty() { String::new() } else { format!("by {} · ", story.author()) };
    let line = format!("{by}{}", legend::summary(graph));
    writeln!(out, "<text class=\"beside\" x=\"{MARGIN}\" y=\"86\">{}</text>", xml(&line))
}

fn scene(out: &mut String, region: &Region) -> fmt::Result {
    let Rect { x, y, width, height } = region.place;
    let (name, chapter) = (xml(&region.title.0), xml(&region.title.1));
    writeln!(
        out,
        "<g class=\"scene\" data-scene=\"{}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"18\"/>\
         <text class=\"scene-name\" font-size=\"{SCENE_NAME}\" x=\"{}\" y=\"{}\">{name}</text>\
         <text class=\"beside\" font-size=\"{CHAPTER}\" x=\"{}\" y=\"{}\">{chapter}</text></g>",
        region.scene.0,
        x + 26,
        y + 32,
        x + 26,
        y + 51
    )
}

fn line(out: &mut String, graph: &Graph, picture: &Picture, number: usize) -> fmt::Result {
    let way = &graph.ways[number];
    let class = by_word(way.by);
    let (back, head) = if picture.is_back[number] { (" back", "back") } else { ("", class) };
    writeln!(
        out,
        "<path class=\"way {class}{back}\" data-way=\"{number}\" marker-end=\"url(#{head}-head)\" d=\"{}\"><title>{}</title></path>",
        picture.lines[number].path(),
        xml(&said(graph, way))
    )?;
    let By::Chance(weight) = way.by else { return Ok(()) };
    let Some((x, y)) = picture.lines[number].points().next() else { return Ok(()) };
    let rise = if picture.is_back[number] { -4 } else { 17 };
    writeln!(out, "<text class=\"weight\" data-way=\"{number}\" x=\"{}\" y=\"{}\">{weight}</text>", x + 5, y + rise)
}

/// A way in words: what the reader chooses, and where it leads.
fn said(graph: &Graph, way: &Way) -> String {
    let (from, to) = (&graph.story.beat(way.from).name, &graph.story.beat(way.to).name);
    match way.by {
        By::Choice(choice) => {
            let text = graph.story.plain_text(graph.story.choice(choice).text);
            format!("{text}\u{a0}({from} → {to})")
        }
        By::Goto => format!("{from} goes on with {to}"),
        By::Chance(weight) => format!("by chance, weight {weight}: {from} → {to}"),
        By::Return(_) => format!("{from} goes on with {to} once its detour is over"),
    }
}

fn beat_box(out: &mut String, graph: &Graph, beat: BeatId, place: &Rect) -> fmt::Result {
    let (kind, card) = (graph.kinds[beat.index()], &graph.cards[beat.index()]);
    let mut class = format!("beat {}", kind.word());
    let is_start = beat == graph.story.start();
    if is_start {
        class.push_str(" start");
    }
    if !graph.is_reachable[beat.index()] {
        class.push_str(" unreachable");
    }
    let (name, Rect { x, y, .. }) = (xml(&graph.story.beat(beat).name), *place);
    write!(
        out,
        "<g class=\"{class}\" data-beat=\"{}\" transform=\"translate({x} {y})\"><title>{name}</title>",
        beat.0
    )?;
    shape(out, kind, card::WIDTH, card.height)?;
    write!(out, "<g clip-path=\"url(#room-{})\">", card.height)?;
    words(out, card)?;
    if is_start {
        let left = card::WIDTH - INSET - START_SIGN + 8;
        sign(out, Sample::Start, left, NAME_LINE - 10)?;
        write!(out, "<text class=\"foot start\" x=\"{}\" y=\"{NAME_LINE}\">start</text>", left + 15)?;
    }
    sign(out, Sample::Box(kind), INSET, card.height - FOOT_RISE - 10)?;
    writeln!(out, "</g></g>")
}

fn words(out: &mut String, card: &Card) -> fmt::Result {
    write!(
        out,
        "<text class=\"name\" font-size=\"{}\" x=\"{INSET}\" y=\"{NAME_LINE}\">{}</text>",
        card::NAME,
        xml(&card.name)
    )?;
    for (line, y) in card.prose.iter().zip(PROSE_LINES) {
        write!(
            out,
            "<text class=\"prose\" font-size=\"{}\" x=\"{INSET}\" y=\"{y}\">{}</text>",
            card::PROSE,
            xml(line)
        )?;
    }
    let (x, y) = (INSET + SIGN, card.height - FOOT_RISE);
    write!(out, "<text class=\"foot\" font-size=\"{}\" x=\"{x}\" y=\"{y}\">{}</text>", card::FOOT, xml(&card.foot))
}

/// Each kind has a shape of its own: rounded, a pill, with cut corners (all of them, or those on one side), or square in a double frame.
fn shape(out: &mut String, kind: Kind, width: i32, height: i32) -> fmt::Result {
    let rect = |inset: i32, radius: i32, class: &str| {
        let (w, h) = (width - 2 * inset, height - 2 * inset);
        format!("<rect class=\"{class}\" x=\"{inset}\" y=\"{inset}\" width=\"{w}\" height=\"{h}\" rx=\"{radius}\"/>")
    };
    match kind {
        Kind::Choices => out.write_str(&rect(0, (height / 5).min(10), "card")),
        Kind::Goto => out.write_str(&rect(0, (height / 2).min(26), "card")),
        Kind::Chance => {
            let cut = (height / 4).min(13);
            let (right, low) = (width - cut, height - cut);
            write!(
                out,
                "<path class=\"card\" d=\"M{cut} 0L{right} 0L{width} {cut}L{width} {low}L{right} {height}L{cut} {height}L0 {low}L0 {cut}Z\"/>"
            )
        }
        // Its corners are cut where it points back to.
        Kind::Return => {
            let cut = (height / 4).min(13);
            let low = height - cut;
            write!(
                out,
                "<path class=\"card\" d=\"M{cut} 0L{width} 0L{width} {height}L{cut} {height}L0 {low}L0 {cut}Z\"/>"
            )
        }
        Kind::Ending => write!(out, "{}{}", rect(0, 3, "card"), rect((height / 8).min(4), 1, "frame")),
    }
}

/// A small drawing, 12 pixels wide and high.
fn sign(out: &mut String, sample: Sample, x: i32, y: i32) -> fmt::Result {
    let (class, path) = match sample {
        Sample::Start => ("start filled", "M2 1L11 6L2 11Z"),
        Sample::Box(Kind::Choices) => ("choices", "M6 0.5L6 4.5M6 4.5L1.5 11M6 4.5L10.5 11M6 4.5L6 11"),
        Sample::Box(Kind::Goto) => ("goto", "M6 0.5L6 11M2.5 7.5L6 11L9.5 7.5"),
        Sample::Box(Kind::Chance) => ("chance", "M6 0.5L11.5 6L6 11.5L0.5 6ZM4.4 6L4.41 6M7.6 6L7.61 6"),
        Sample::Box(Kind::Return) => ("return", "M11 11L11 6Q11 3 8 3L1.5 3M4.5 0.5L1.5 3L4.5 5.5"),
        Sample::Box(Kind::Ending) => ("ending filled", "M1.5 1.5L10.5 1.5L10.5 10.5L1.5 10.5Z"),
        Sample::Unreachable | Sample::Line(_) | Sample::Nothing => return Ok(()),
    };
    write!(out, "<path class=\"sign {class}\" transform=\"translate({x} {y})\" d=\"{path}\"/>")
}

fn legend_entry(out: &mut String, entry: &Entry) -> fmt::Result {
    let (x, y) = (entry.x, entry.y);
    let class = match entry.sample {
        Sample::Start => "beat choices start",
        Sample::Unreachable => "beat choices unreachable",
        Sample::Box(kind) => match kind {
            Kind::Choices => "beat choices",
            Kind::Goto => "beat goto",
            Kind::Chance => "beat chance",
            Kind::Return => "beat return",
            Kind::Ending => "beat ending",
        },
        Sample::Line(_) | Sample::Nothing => "",
    };
    let mut words_at = x + legend::SAMPLE;
    match entry.sample {
        Sample::Line(class) => {
            let head = if class.ends_with("back") { "back" } else { class };
            write!(
                out,
                "<path class=\"way {class}\" marker-end=\"url(#{head}-head)\" d=\"M{x} {0}L{1} {0}\"/>",
                y + 9,
                x + 32
            )?;
        }
        Sample::Nothing => words_at = x,
        sample => {
            write!(out, "<g class=\"{class}\" transform=\"translate({x} {y})\">")?;
            let kind = if let Sample::Box(kind) = sample { kind } else { Kind::Choices };
            shape(out, kind, 32, 18)?;
            sign(out, sample, 10, 3)?;
            write!(out, "</g>")?;
        }
    }
    writeln!(out, "<text class=\"beside\" x=\"{words_at}\" y=\"{}\">{}</text>", y + 13, xml(&entry.words))
}
