//! The map: what is drawn, that nothing overlaps or is lost, and that no text breaks out of the picture.
//!
//! Each folder of `tests/data/map` is a case: a story, `expected.dot`, and `expected.txt`, where every box and scene stands.
//! `UPDATE_EXPECT=1` writes both anew.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use bloodmark::files::StorySource;
use bloodmark::map::{Map, Rect, text_width};
use bloodmark::source::{SourceFile, compile};
use bloodmark::story::{BeatId, Story, Xoshiro256PlusPlus};
use proptest::prelude::*;
use quick_xml::events::Event;

fn at_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn compiled(files: &[SourceFile]) -> Story {
    let compiled = compile(files);
    compiled.story.unwrap_or_else(|| panic!("it does not compile: {:?}", compiled.diagnostics))
}

fn story_in(folder: &Path) -> Story {
    compiled(&StorySource::Folder(folder.to_owned()).read().unwrap())
}

fn folders_in(parent: &str) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = at_root(parent).read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    folders
}

/// Where everything stands, in words.
fn places(story: &Story, map: &Map) -> String {
    let mut said = format!("canvas {} x {}\n", map.size().0, map.size().1);
    let written = |place: &Rect| format!("at {} {}, {} x {}", place.x, place.y, place.width, place.height);
    for region in map.regions() {
        writeln!(said, "scene {} {}", story.scene(region.scene).name, written(&region.place)).unwrap();
    }
    for (beat, place) in (0..).map(BeatId).zip(map.boxes()) {
        let lost = if map.is_reachable(beat) { "" } else { ", no way there" };
        let (name, kind) = (&story.beat(beat).name, map.kind(beat).word());
        writeln!(said, "{name} ({kind}) {}{lost}", written(place)).unwrap();
    }
    said
}

#[test]
fn small_stories_are_drawn_as_expected() {
    let updates = std::env::var_os("UPDATE_EXPECT").is_some();
    let cases = folders_in("tests/data/map");
    assert!(cases.len() >= 4, "most of the cases are gone: {} are left", cases.len());
    for case in cases {
        let story = story_in(&case);
        let map = Map::draw(&story);
        sound(&story, &map).unwrap_or_else(|fault| panic!("{}: {fault}", case.display()));
        for (name, found) in [("expected.dot", map.dot()), ("expected.txt", places(&story, &map))] {
            let path = case.join(name);
            if updates {
                std::fs::write(&path, &found).unwrap();
            }
            let expected = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(found, expected, "{} is not as expected", path.display());
        }
    }
}

fn overlap(one: &Rect, other: &Rect) -> bool {
    one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom()
}

fn holds(outer: &Rect, inner: &Rect) -> bool {
    outer.x <= inner.x && outer.y <= inner.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom()
}

/// What every map promises.
fn sound(story: &Story, map: &Map) -> Result<(), String> {
    let (width, height) = map.size();
    let canvas = Rect { x: 0, y: 0, width, height };
    let boxes = map.boxes();
    for (at, place) in boxes.iter().enumerate() {
        let beat = BeatId(at as u32);
        let name = &story.beat(beat).name;
        let region = map.regions().iter().find(|region| region.scene == story.beat(beat).scene);
        let region = region.ok_or_else(|| format!("{name} has no scene"))?;
        if !holds(&canvas, place) || !holds(&region.place, place) {
            return Err(format!("{name} stands outside: {place:?} {region:?} {canvas:?}"));
        }
        for (text, size, room) in map.texts(beat) {
            if text_width(text, size) > room {
                return Err(format!("{name} has no room for `{text}`"));
            }
        }
        if let Some(other) = boxes[..at].iter().position(|other| overlap(place, other)) {
            return Err(format!("{name} lies on {}", story.beat(BeatId(other as u32)).name));
        }
    }
    for (at, region) in map.regions().iter().enumerate() {
        if map.regions()[..at].iter().any(|other| overlap(&region.place, &other.place)) {
            return Err(format!("{} lies on another scene", story.scene(region.scene).name));
        }
    }
    if !map.is_plain() {
        lines_pass_between_boxes(story, map)?;
    }
    Ok(())
}

/// Every way has a line from the edge of one of its boxes to the edge of the other, and straight parts of lines cross no box.
fn lines_pass_between_boxes(story: &Story, map: &Map) -> Result<(), String> {
    let svg = map.svg();
    let lines: Vec<&str> = svg.lines().filter(|line| line.contains("data-way=") && line.starts_with("<path")).collect();
    if lines.len() != map.ways() {
        return Err(format!("{} ways, but {} lines", map.ways(), lines.len()));
    }
    let on_edge = |beat: BeatId, (x, y): (i32, i32)| {
        let place = map.boxes()[beat.index()];
        let (is_across, is_along) = ((place.x..=place.right()).contains(&x), (place.y..=place.bottom()).contains(&y));
        is_across && [place.y, place.bottom()].contains(&y) || is_along && [place.x, place.right()].contains(&x)
    };
    let ways: Vec<(BeatId, BeatId)> = (0..story.beats().len() as u32)
        .map(BeatId)
        .flat_map(|from| story.ways_on(from).into_iter().map(move |way| (from, way.to)))
        .collect();
    let mut drawn = BTreeSet::new();
    for line in lines {
        let number: usize =
            line.split("data-way=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().parse().unwrap();
        let (from, to) = ways[number];
        drawn.insert(number);
        let path = line.split(" d=\"").nth(1).and_then(|rest| rest.split('"').next()).ok_or("no path")?;
        let numbers: Vec<Vec<i32>> = path
            .split(['M', 'L', 'C'])
            .skip(1)
            .map(|part| part.split(' ').map(|number| number.parse().unwrap()).collect())
            .collect();
        let ends: Vec<(i32, i32)> = numbers.iter().map(|part| (part[part.len() - 2], part[part.len() - 1])).collect();
        if !on_edge(from, ends[0]) || !on_edge(to, ends[ends.len() - 1]) {
            return Err(format!("the way from {from:?} to {to:?} is not drawn so: {path}"));
        }
        for (pair, part) in ends.windows(2).zip(&numbers[1..]) {
            let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
            if part.len() > 2 {
                continue;
            }
            let straight = Rect { x: x.min(to_x), y: y.min(to_y), width: (x - to_x).abs(), height: (y - to_y).abs() };
            if x != to_x && y != to_y || map.boxes().iter().any(|place| overlap(place, &straight)) {
                return Err(format!("a line crosses a box: {path}"));
            }
        }
    }
    if drawn.len() == ways.len() { Ok(()) } else { Err(format!("{} of {} ways are drawn", drawn.len(), ways.len())) }
}

/// Reads XML to its end: every element is closed. Gives back the text outside of styles.
fn well_formed(xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut text) = (0, String::new());
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} at {}", reader.buffer_position())) {
            Event::Start(start) => {
                depth += 1;
                start.attributes().for_each(|attribute| drop(attribute.unwrap()));
            }
            Event::Empty(start) => start.attributes().for_each(|attribute| drop(attribute.unwrap())),
            Event::End(_) => depth -= 1,
            Event::Text(words) => text.push_str(&words.decode().unwrap()),
            Event::GeneralRef(name) => {
                let name = String::from_utf8(name.to_vec()).unwrap();
                let meant = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("#39", "'")];
                text.push_str(meant.iter().find(|(entity, _)| *entity == name).expect("a known entity").1);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    text
}

/// How a story is made up.
#[derive(Debug, Clone)]
struct Shape {
    seed: u64,
    scenes: u32,
    beats: u32,
    /// In a hundred ways so many lead anywhere at all; the others stay near.
    far: u32,
}

/// A story with cycles, hubs, chance and beats that nothing leads to.
fn made_up(shape: &Shape) -> Story {
    let mut dice = Xoshiro256PlusPlus::from_seed(shape.seed);
    let name = |beat: u32| format!("s{:02}/b{beat}", beat * shape.scenes / shape.beats);
    let mut scenes: Vec<String> = vec![String::new(); shape.scenes as usize];
    for beat in 0..shape.beats {
        let mut target = || {
            let any = dice.below(shape.beats);
            let near = (beat + 1 + dice.below(9)).saturating_sub(dice.below(4));
            name(if dice.below(100) < shape.far { any } else { near }.min(shape.beats - 1))
        };
        let (one, two, three, four) = (target(), target(), target(), target());
        let exit = match dice.below(12) {
            _ if beat + 1 == shape.beats => "ending: \"end\"".to_owned(),
            0 => format!("goto: \"{one}\""),
            1 => format!("chance: [(weight: 3, goto: \"{one}\"), (weight: 1, goto: \"{two}\")]"),
            2 => "ending: \"end\"".to_owned(),
            _ => {
                let all = [one, two, three, four];
                let count = 1 + dice.below(4) as usize;
                let choice = |(at, to): (usize, &String)| format!("\"c{at}\": (text: \"Go.\", goto: \"{to}\")");
                format!(
                    "choices: {{{}}}",
                    all.iter().take(count).enumerate().map(choice).collect::<Vec<_>>().join(", ")
                )
            }
        };
        let words = ["The lamp", "went out", "at last", "and nobody", "said so", "twice"];
        let text = words[..dice.below(7) as usize].join(" ");
        let text = if text.is_empty() && !exit.starts_with("goto") { "Then." } else { &text };
        let scene = &mut scenes[(beat * shape.scenes / shape.beats) as usize];
        writeln!(scene, "\"b{beat}\": (text: \"{text}\", {exit}),").unwrap();
    }
    let story = "(title: \"Made Up\", start: \"s00/b0\", chapters: {\"c\": (title: \"One\", number: 1)}, \
                 endings: {\"end\": (title: \"The End\")})";
    let mut files = vec![SourceFile::new("story.ron", story)];
    for (at, beats) in scenes.iter().enumerate() {
        files.push(SourceFile::new(format!("s{at:02}.ron"), format!("(chapter: \"c\", beats: {{{beats}}})")));
    }
    compiled(&files)
}

fn shapes() -> impl Strategy<Value = Shape> {
    (any::<u64>(), 1_u32..7, 1_u32..70, 0_u32..40).prop_map(|(seed, scenes, beats, far)| Shape {
        seed,
        scenes: scenes.min(beats),
        beats,
        far,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_story_is_drawn_whole_and_clear(shape in shapes()) {
        let story = made_up(&shape);
        let map = Map::draw(&story);
        sound(&story, &map).map_err(TestCaseError::fail)?;
        well_formed(&map.svg());
        let json = map.json();
        prop_assert_eq!(json["beats"].as_array().unwrap().len(), story.beats().len());
        prop_assert_eq!(json["ways"].as_array().unwrap().len(), map.ways());
        prop_assert_eq!(map.html(), Map::draw(&story).html());
    }
}

#[test]
fn every_story_in_the_tree_is_drawn_whole_and_clear() {
    for folder in ["scenes", "tests/data/play"].into_iter().flat_map(folders_in) {
        let story = story_in(&folder);
        let map = Map::draw(&story);
        sound(&story, &map).unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()));
        well_formed(&map.svg());
    }
}

#[test]
fn the_work_of_a_layout_grows_gently() {
    let draw = |beats: u32, far| {
        let story = made_up(&Shape { seed: 7, scenes: beats.div_ceil(60), beats, far });
        let map = Map::draw(&story);
        sound(&story, &map).unwrap_or_else(|fault| panic!("{beats} beats: {fault}"));
        (map.steps(), map.is_plain())
    };
    let (steps, is_plain) = draw(400, 3);
    assert!(steps < 4_000_000 && !is_plain, "{steps} steps");
    let (steps, _) = draw(2000, 1);
    assert!(steps < 60_000_000, "{steps} steps");
}

#[test]
fn a_scene_too_tangled_for_a_drawing_stands_in_rows() {
    let story = made_up(&Shape { seed: 1, scenes: 1, beats: 4000, far: 60 });
    let map = Map::draw(&story);
    assert!(map.is_plain() && map.svg().contains("Too large to untangle"));
    let (width, height) = map.size();
    let canvas = Rect { x: 0, y: 0, width, height };
    assert!(map.boxes().iter().all(|place| holds(&canvas, place)));
    let places: BTreeSet<(i32, i32)> = map.boxes().iter().map(|place| (place.x, place.y)).collect();
    assert_eq!(places.len(), 4000);
}

#[test]
fn no_text_of_a_story_breaks_out_of_the_picture() {
    let map_of = story_in(&at_root("tests/data/map/hostile_text"));
    let map = Map::draw(&map_of);
    let text = well_formed(&map.svg());
    for said in ["</script><script>alert(1)</script>", "<!—data—>", "]]>", "& <b>"] {
        assert!(text.contains(said), "{said} is not shown as it is");
    }
    let page = map.html();
    assert_eq!(page.matches("<script").count(), 2, "a text opens an element");
    assert_eq!(page.matches("</script>").count(), 2, "a text closes an element");
    let data = page.split("id=\"data\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["beats"].as_array().unwrap().len(), map_of.beats().len());
    assert!(data["beats"][0]["prose"].as_str().unwrap().contains("</script><script>alert(1)</script>"));
}

fn bloodmark(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_bloodmark")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_writes_what_the_name_of_the_file_asks_for() {
    let folder = tempfile::tempdir().unwrap();
    let story = at_root("tests/data/play/night_train");
    let story = story.to_str().unwrap();
    let starts = [("a.svg", "<svg "), ("a.HTML", "<!doctype html>"), ("a.dot", "digraph ")];
    for (name, start) in starts {
        std::fs::write(folder.path().join(name), "old").unwrap();
        let (code, said, error) = bloodmark(folder.path(), &["map", story, "-o", name]);
        assert_eq!((code, error.as_str()), (Some(0), ""));
        assert!(said.contains(name) && said.contains("6 beats and 12 ways"), "{said}");
        assert!(std::fs::read_to_string(folder.path().join(name)).unwrap().starts_with(start));
    }
    let (code, said, _) = bloodmark(folder.path(), &["map", story]);
    assert!(code == Some(0) && said.contains("the_night_train.html"), "{said}");
    let mut left: Vec<_> = folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["a.HTML", "a.dot", "a.svg", "the_night_train.html"], "something else was left behind");
    let (code, said, _) = bloodmark(folder.path(), &["map", story, "-o", "-"]);
    assert!(code == Some(0) && said.starts_with("<svg "));
    let (code, said, _) = bloodmark(folder.path(), &["map", story, "--json"]);
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        (code, &json["beats"][0]["name"], &json["ways"][0]["choice"]),
        (Some(0), &"platform/clock".into(), &"buy".into())
    );
}

#[test]
fn what_cannot_be_written_is_said_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let story = at_root("tests/data/play/night_train");
    let (code, _, error) = bloodmark(folder.path(), &["map", story.to_str().unwrap(), "-o", "a.pdf"]);
    assert!(code == Some(2) && error.contains("`a.pdf` does not end in"), "{error}");
    let (code, _, error) = bloodmark(folder.path(), &["map", story.to_str().unwrap(), "-o", "none/a.svg"]);
    assert!(code == Some(2) && error.contains("`none/a.svg` cannot be written"), "{error}");
    let broken = at_root("tests/data/check/no_choices");
    let (code, said, error) = bloodmark(folder.path(), &["map", broken.to_str().unwrap()]);
    assert!(code == Some(1) && said.is_empty() && error.contains("error["), "{error}");
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}
