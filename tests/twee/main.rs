//! What is exported to Twine is well-formed Twee, and plays as the original does.

#[path = "../random_play/mod.rs"]
mod random_play;

mod player;
mod reader;

use std::collections::BTreeSet;
use std::sync::Arc;

use bloodmark::export::twee;
use bloodmark::story::{Playthrough, Stop, Story};
use player::{Shown, Twine};
use random_play::{at_root, compiled, play, stories};
use reader::{Passage, read_twee};

/// Those of every test of play, and those of the cases of the export itself.
fn all_stories() -> Vec<Arc<Story>> {
    let cases =
        at_root("tests/data/export").read_dir().unwrap().flat_map(|case| case.unwrap().path().read_dir().unwrap());
    let mut folders: Vec<_> = cases.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    stories().into_iter().chain(folders.iter().map(|folder| compiled(folder))).collect()
}

/// Where the passage leads: the last string of every `<<link>>`, that of every `<<include>>`, and where detours come back to.
fn targets(content: &str) -> Vec<String> {
    let mut targets = Vec::new();
    for (at, _) in content.match_indices("<<link ").chain(content.match_indices("<<include ")) {
        let mut rest = content[at..].split_once(' ').unwrap().1;
        let mut last = None;
        if rest.starts_with("_back>>") {
            continue;
        }
        while rest.starts_with('"') {
            let mut strings = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            last = Some(strings.next().unwrap().unwrap());
            rest = rest[strings.byte_offset()..].trim_start();
        }
        assert!(rest.starts_with(">>"), "{}", &content[at..]);
        targets.extend(last);
    }
    let detours = content.split("<<run $detours").skip(1);
    let back = detours.map(|begun| begun.split_once(".push(\"").unwrap().1.split_once('"').unwrap().0.to_owned());
    targets.extend(back);
    targets
}

#[test]
fn every_story_exports_to_twee_that_a_strict_reader_takes() {
    for story in all_stories() {
        let passages = read_twee(&twee(&story).text);
        let names: BTreeSet<&str> = passages.iter().map(|passage| passage.name.as_str()).collect();
        assert_eq!(names.len(), passages.len(), "two passages have one name");
        for passage in &passages {
            assert!(!passage.content.is_empty(), "{} is empty", passage.name);
            let missing = targets(&passage.content).into_iter().find(|target| !names.contains(target.as_str()));
            assert_eq!(missing, None, "{}", passage.name);
            assert_eq!(passage.content.matches("<<if ").count(), passage.content.matches("<</if>>").count());
        }
        let data: Vec<&Passage> = passages.iter().filter(|passage| passage.name == "StoryData").collect();
        let data: serde_json::Value = serde_json::from_str(&data[0].content).unwrap();
        let ifid = data["ifid"].as_str().unwrap();
        let lengths: Vec<usize> = ifid.split('-').map(str::len).collect();
        assert_eq!((lengths.as_slice(), ifid.to_uppercase().as_str()), (&[8, 4, 4, 4, 12][..], ifid));
        assert!(names.contains(data["start"].as_str().unwrap()));
        let endings = passages.iter().filter(|passage| passage.tags.iter().any(|tag| tag == "ending")).count();
        assert!(endings > 0, "{} never ends", story.title());
    }
}

/// Paragraphs, each with its white space settled.
fn paragraphs(text: &str) -> Vec<String> {
    let paragraphs = text.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect()
}

/// As a browser shows a line: white space is one space.
fn collapsed(line: &str) -> String {
    let mut shown = line.to_owned();
    while shown.contains("  ") {
        shown = shown.replace("  ", " ");
    }
    shown
}

/// Whether Twine shows what the playthrough shows.
fn is_same(shown: &Shown, playthrough: &Playthrough) -> bool {
    let turn = playthrough.turn();
    let mut expected = paragraphs(turn.page().text());
    if let Stop::Ending(ending) = turn.stop() {
        let ending = playthrough.story().ending(ending);
        expected.extend([&ending.title, &ending.epilogue].into_iter().flat_map(|text| paragraphs(text)));
    }
    let open: Vec<&str> = turn.open().map(|offer| offer.label.text()).collect();
    let links: Vec<String> = shown.links.iter().map(|link| collapsed(&link.label)).collect();
    let shown_locked: Vec<String> = shown.locked.iter().map(|line| collapsed(line)).collect();
    let locked = turn.offers().iter().filter(|offer| !offer.is_open);
    let locked: Vec<String> = locked.map(|offer| format!("{} ({})", offer.label.text(), offer.reason.text())).collect();
    paragraphs(&shown.text) == expected && links == open && shown_locked == locked
}

#[test]
fn twine_shows_what_the_original_shows() {
    let mut turns = 0;
    for story in all_stories() {
        let passages = read_twee(&twee(&story).text);
        for seed in 0..10 {
            let first = &story.beat(story.start()).name;
            let (mut twine, mut shown): (_, Option<Shown>) = (Twine::new(&passages), None);
            let mut choices = Vec::new();
            play(&story, seed, 60, |playthrough| {
                let is_endless = playthrough.turn().beats().len() == 1000;
                let number = playthrough.log().last().map(|&choice| choices.iter().position(|&open| open == choice));
                let link = number.map(|number| &shown.as_ref().unwrap().links[number.unwrap()]);
                if !is_endless {
                    let now = twine.play(first, link, |shown| is_same(shown, playthrough)).unwrap_or_else(|shown| {
                        let text = paragraphs(playthrough.turn().page().text());
                        let found = paragraphs(&shown.text);
                        panic!("{}, seed {seed}: {text:#?} is not\n{found:#?}\n{shown:#?}", story.title())
                    });
                    shown = Some(now);
                    turns += 1;
                }
                choices = playthrough.turn().open().map(|offer| offer.choice).collect();
            });
        }
    }
    assert!(turns > 1000, "only {turns} turns were compared");
}
