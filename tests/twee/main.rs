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

fn all_stories() -> Vec<Arc<Story>> {
    let mut stories = stories();
    stories.push(compiled(&at_root("tests/data/export/everything_twee/everything")));
    stories
}

/// Where the passage leads: the last string of every `<<link>>`, and that of every `<<include>>`.
fn targets(content: &str) -> Vec<String> {
    let mut targets = Vec::new();
    for (at, _) in content.match_indices("<<link ").chain(content.match_indices("<<include ")) {
        let mut rest = content[at..].split_once(' ').unwrap().1;
        let mut last = None;
        while rest.starts_with('"') {
            let mut strings = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            last = Some(strings.next().unwrap().unwrap());
            rest = rest[strings.byte_offset()..].trim_start();
        }
        assert!(rest.starts_with(">>"), "{}", &content[at..]);
        targets.extend(last);
    }
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

/// Whether Twine shows what the playthrough shows.
fn is_same(shown: &Shown, playthrough: &Playthrough) -> bool {
    let turn = playthrough.turn();
    let mut expected = paragraphs(turn.page().text());
    if let Stop::Ending(ending) = turn.stop() {
        let ending = playthrough.story().ending(ending);
        expected.extend([&ending.title, &ending.epilogue].into_iter().flat_map(|text| paragraphs(text)));
    }
    let open: Vec<&str> = turn.open().map(|offer| offer.label.text()).collect();
    let links: Vec<&str> = shown.links.iter().map(|link| link.label.as_str()).collect();
    let locked = turn.offers().iter().filter(|offer| !offer.is_open);
    let locked: Vec<String> = locked.map(|offer| format!("{} ({})", offer.label.text(), offer.reason.text())).collect();
    paragraphs(&shown.text) == expected && links == open && shown.locked == locked
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
