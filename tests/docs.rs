//! Every example in the documents is sound: it compiles, inside a frame that declares what examples speak of.
//!
//! An HTML comment over a block, which readers of the page do not see, says what it is an example of.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bloodmark::diagnostic::draw;
use bloodmark::files::StorySource;
use bloodmark::source::{SourceFile, compile};
use bloodmark::walkthrough::{parse, run};

/// What a story of examples declares, field by field: an example that gives a field itself is taken instead.
const DECLARED: [(&str, &str); 8] = [
    (
        "stats",
        r#"{"nerve": (range: 0..=9, start: 5, words: {0: "calm"}), "coins": (range: 0..=9, start: 1), "bond.ada": (range: 0..=9, start: 0)}"#,
    ),
    ("flags", r#"["has_key", "lied", "lit"]"#),
    ("enums", r#"{"tie.ada": (words: ["none", "friend", "sworn"], start: "none")}"#),
    ("rumours", r#"{"cellar": (title: "The cellar", text: "Do not.")}"#),
    ("named", r#"{"brave": "nerve >= 7"}"#),
    ("chapters", r#"{"house": (title: "The House", number: 1)}"#),
    ("endings", r#"{"out": (title: "Out"), "in": (title: "In")}"#),
    ("start", r#""cellar/stairs""#),
];

const CELLAR: &str = r#"(beats: {
    "stairs": (text: "Down.", choices: {"down": (text: "Down.", detour: "dark", goto: "up")}),
    "dark": (text: "Dark.", return: true),
    "up": (text: "Up.", ending: "out"),
})"#;

struct Block {
    file: &'static str,
    line: usize,
    /// What the comment over it says.
    tag: Option<String>,
    is_ron: bool,
    text: String,
}

fn blocks(file: &'static str) -> Vec<Block> {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let mut blocks: Vec<Block> = Vec::new();
    let (mut tag, mut is_inside) = (None, false);
    for (line, text) in (1..).zip(page.lines()) {
        if let Some(language) = text.strip_prefix("```") {
            is_inside = !is_inside;
            if is_inside {
                let is_ron = language == "ron";
                blocks.push(Block { file, line, tag: tag.take(), is_ron, text: String::new() });
            }
        } else if is_inside {
            let block = blocks.last_mut().unwrap();
            block.text += text;
            block.text.push('\n');
        } else if !text.trim().is_empty() {
            tag = text.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")).map(str::to_owned);
        }
    }
    blocks
}

/// The field that a line begins, if it stands at the left edge: `stats` of `stats: {`.
fn field(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(": ")?;
    name.chars().all(|c| c.is_ascii_lowercase() || c == '_').then_some(name)
}

fn story_of(declarations: &str) -> String {
    let given: BTreeSet<&str> = declarations.lines().filter_map(field).collect();
    let others = DECLARED.iter().filter(|(name, _)| !given.contains(name));
    let others: String = others.map(|(name, value)| format!("{name}: {value},\n")).collect();
    format!("(title: \"Examples\",\n{others}{declarations})")
}

/// A scene of these beats, and of each other that they lead to.
fn scene_of(beats: &str) -> String {
    let leads = ["goto: \"", "detour: \""].into_iter().flat_map(|key| beats.split(key).skip(1));
    let names = leads.filter_map(|rest| rest.split('"').next()).filter(|name| !name.contains('/'));
    let is_there = |name: &str| beats.lines().any(|line| line.starts_with(&format!("\"{name}\": (")));
    let missing: BTreeSet<&str> = names.filter(|name| !is_there(name)).collect();
    let missing: String =
        missing.iter().map(|name| format!("\"{name}\": (text: \"Here.\", ending: \"out\"),\n")).collect();
    format!("(beats: {{\n{beats}\n{missing}}})")
}

fn in_a_beat(field: &str, text: &str) -> String {
    scene_of(&format!(
        "\"door\": (text: \"A door.\", choices: {{\"in\": (text: \"In.\", goto: \"hall\", {field}: \"{text}\")}}),"
    ))
}

/// The `story.ron` and the scenes called `hall` that an example makes.
fn files_of(block: &Block) -> Vec<(String, String)> {
    let (tag, text) = (block.tag.as_deref().unwrap_or_default(), block.text.as_str());
    let each = |make: &dyn Fn(&str) -> String| text.lines().map(|line| (story_of(""), make(line))).collect();
    let whole = |scene: String| vec![(story_of(""), scene)];
    match tag {
        "story" => {
            let hall = r#"(chapter: "house", beats: {"door": (text: "A door.", ending: "out")})"#;
            let hall =
                if text.contains("chapters:") { hall.to_owned() } else { hall.replace("chapter: \"house\", ", "") };
            vec![(text.to_owned(), hall)]
        }
        "declarations" => vec![(story_of(text), scene_of("\"door\": (text: \"A door.\", ending: \"out\"),"))],
        "scene" => whole(text.to_owned()),
        "beats" => whole(scene_of(text)),
        "choices" => whole(scene_of(&format!("\"here\": (text: \"Here.\", choices: {{\n{text}}}),"))),
        "prose" => whole(scene_of(&format!("\"door\": (text: r##\"{text}\"##, ending: \"out\"),"))),
        "conditions" => each(&|line| in_a_beat("when", line)),
        "effects" => each(&|line| in_a_beat("then", line)),
        other => panic!("{}:{}: `{other}` is no tag for an example", block.file, block.line),
    }
}

fn faults_of(story: String, hall: String) -> String {
    let files = [("story.ron", story), ("hall.ron", hall), ("cellar.ron", CELLAR.to_owned())];
    let compiled = compile(&files.map(|(name, text)| SourceFile::new(name, text)));
    compiled.diagnostics.iter().map(|fault| draw(fault, &compiled.sources, false) + "\n").collect()
}

#[test]
fn every_example_is_sound() {
    let mut tested = 0;
    let mut failures = String::new();
    for block in blocks("docs/scene-format.md").into_iter().chain(blocks("README.md")) {
        let place = format!("{}:{}", block.file, block.line);
        assert!(block.tag.is_some() || !block.is_ron, "{place}: say over this block what it is an example of");
        match block.tag.as_deref() {
            None => continue,
            Some("walkthrough") => plays_the_lighthouse(&block.text, &place),
            Some(_) => {
                for (story, hall) in files_of(&block) {
                    let faults = faults_of(story, hall);
                    if !faults.is_empty() {
                        failures += &format!("{place}\n{faults}\n");
                    }
                }
            }
        }
        tested += 1;
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(tested >= 15, "only {tested} examples were found");
}

fn plays_the_lighthouse(walkthrough: &str, place: &str) {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenes/lighthouse");
    let story = compile(&StorySource::Folder(folder).read().unwrap()).story.unwrap();
    let walkthrough = parse(walkthrough).unwrap_or_else(|error| panic!("{place}: {error}"));
    run(&walkthrough, &Arc::new(story)).unwrap_or_else(|failure| panic!("{place}: {failure}"));
}

#[test]
fn a_broken_example_would_be_noticed() {
    for (tag, text) in [
        ("story", "(title: \"T\", start: \"hall/gate\")"),
        ("scene", "(beats: {\"door\": (text: \"A door.\", ending: \"oot\")})"),
        ("beats", "\"door\": (text: \"A door.\", ending: \"out\", note: 3),"),
        ("choices", "\"go\": (text: \"Go.\", when: \"nerv > 1\", goto: \"hall\"),"),
        ("prose", "{if lit}Yes."),
        ("conditions", "nerve"),
        ("effects", "nerve +="),
        ("declarations", "named: {\"brave\": \"brave\"},"),
    ] {
        let block = Block { file: "", line: 0, tag: Some(tag.to_owned()), is_ron: true, text: text.to_owned() };
        assert!(files_of(&block).into_iter().any(|(story, hall)| !faults_of(story, hall).is_empty()), "{tag}");
    }
}
