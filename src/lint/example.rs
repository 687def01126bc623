//! The small stories that show a fault, and the frame that completes them.

use std::fmt::Write as _;

use crate::source::SourceFile;

/// A small story, of which only what matters is written out.
#[derive(Debug, Clone, Copy)]
pub enum Example {
    /// The beats of the scene `hall`, in a story that declares a few stats, flags and the like. The first is where the scene is entered.
    Beats(&'static str),
    /// Fields of `story.ron` and the beats of its one scene, which starts with the first. The ending `out` is declared if they declare none.
    Declared { declarations: &'static str, beats: &'static str },
    /// Whole files, by name.
    Files(&'static [(&'static str, &'static str)]),
    /// Files that cannot be shown, and words for them.
    Made { shown: &'static str, files: fn() -> Vec<SourceFile> },
}

/// What [`Example::Beats`] may speak of: all of it is used, so that no rule has anything to say about it.
const FRAME: &str = r##"(
    title: "The Lamp House",
    start: "before/gate",
    stats: {
        "nerve": (range: 0..=10, start: 5, words: {0: "shaking", 4: "steady", 8: "reckless"}),
        "coins": (range: 0..=20, start: 3),
    },
    flags: ["has_key", "lied", "met_ada"],
    enums: {
        "tie.ada": (words: ["none", "friend", "sworn"], start: "none"),
    },
    people: {
        "ada": (name: "Ada Hale", tie: "tie.ada", met: "met_ada"),
    },
    rumours: {
        "cellar": (title: "What is under the stairs", text: "The dog will not go near the cellar door."),
    },
    endings: {
        "out": (title: "Out", hint: "There is always the window.", epilogue: "Nobody asked where you had been."),
    },
)
"##;

const BEFORE: &str = r##"(
    beats: {
        "gate": (
            text: r#"
                {if has_key}You have a key.{end} {if lied}You have lied.{end} {if met_ada}You have met her.{end}
                You are {nerve:words}, with {coins} coins, and to her you are {tie.ada}. {if knows.cellar}You know.{end}
            "#,
            choices: {
                "stay": (text: "Stay a while.", then: "set has_key; set lied; tie.ada = friend", goto: "gate"),
                "listen": (text: "Listen.", then: "set knows.cellar; set met_ada; tie.ada = none; nerve += 1", goto: "gate"),
                "swear": (text: "Swear.", then: "clear has_key; clear met_ada; tie.ada = sworn; coins -= 1", goto: "gate"),
                "enter": (text: "Go in.", goto: "hall/FIRST"),
                "leave": (text: "Go home.", goto: "lane"),
            },
        ),
        "lane": (text: "The lamp goes out behind you.", ending: "out"),
    },
)
"##;

const OUT: &str =
    r#"endings: {"out": (title: "Out", hint: "There is always the window.", epilogue: "The lamp goes out.")},"#;

impl Example {
    /// The whole story.
    pub fn files(&self) -> Vec<SourceFile> {
        match self {
            Self::Beats(beats) => vec![
                SourceFile::new("story.ron", FRAME),
                SourceFile::new("before.ron", BEFORE.replace("FIRST", first_name(beats))),
                SourceFile::new("hall.ron", scene(beats)),
            ],
            Self::Declared { declarations, beats } => {
                let ending = if declarations.contains("endings:") { "" } else { OUT };
                let start = format!("hall/{}", first_name(beats));
                let story = format!("(title: \"The Lamp House\", start: \"{start}\",\n{declarations}\n{ending})\n");
                vec![SourceFile::new("story.ron", story), SourceFile::new("hall.ron", scene(beats))]
            }
            Self::Files(files) => files.iter().map(|&(name, text)| SourceFile::new(name, text)).collect(),
            Self::Made { files, .. } => files(),
        }
    }

    /// As it is shown: the parts that matter, each under the name of its file where there is more than one.
    pub fn shown(&self) -> String {
        match self {
            Self::Beats(beats) => trimmed(beats),
            Self::Declared { declarations, beats } => {
                named(&[("story.ron", &trimmed(declarations)), ("hall.ron", &trimmed(beats))])
            }
            Self::Files(files) => named(files),
            Self::Made { shown, .. } => format!("// {shown}\n"),
        }
    }
}

fn scene(beats: &str) -> String {
    format!("(\n    beats: {{\n{}\n    }},\n)\n", beats.trim_matches('\n'))
}

/// The first beat's name: the first text in quotation marks.
fn first_name(beats: &str) -> &str {
    beats.split('"').nth(1).unwrap_or_default()
}

fn named(files: &[(&str, &str)]) -> String {
    let mut shown = String::new();
    for (at, (name, text)) in files.iter().enumerate() {
        let gap = if at == 0 { "" } else { "\n" };
        // Writing to a text cannot fail.
        let _ = write!(shown, "{gap}// {name}\n{}\n", text.trim_matches('\n'));
    }
    shown
}

/// Without the indentation that all its lines share.
fn trimmed(text: &str) -> String {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let indent = lines().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let lines = text.trim_matches('\n').lines().map(|line| line.get(indent..).unwrap_or_default().trim_end());
    lines.map(|line| format!("{line}\n")).collect()
}

/// A story in which a letter says this.
pub(super) fn letter(says: &[u8]) -> Vec<SourceFile> {
    let story = r#"(
    title: "The Letter",
    start: "desk/envelope",
    flags: ["torn"],
    endings: {"read": (title: "Read", hint: "Open it.", epilogue: "You burn it afterwards.")},
)
"#;
    let before = br#"(
    beats: {
        "envelope": (
            text: "No stamp.",
            choices: {
                "rip": (text: "Rip it open.", then: "set torn", goto: "letter"),
                "slit": (text: "Slit it open.", goto: "letter"),
            },
        ),
        "letter": (text: ""#;
    let after = br#"", goto: "after"),
        "after": (text: "You {if torn}smooth it out{else}fold it{end}.", ending: "read"),
    },
)
"#;
    vec![SourceFile::new("story.ron", story), SourceFile::new("desk.ron", [before, says, after].concat())]
}
