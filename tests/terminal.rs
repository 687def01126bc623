//! The terminal player: what its session keeps, what plain lines say, and what the full screen shows at any size.

#[path = "terminal/keeping.rs"]
mod keeping;
#[path = "terminal/looking.rs"]
mod looking;
#[path = "terminal/speaking.rs"]
mod speaking;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use bloodmark::files::StorySource;
use bloodmark::terminal::{Manners, Mode, Options, PlayError, Reader, Session, Theme, play_lines};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tempfile::TempDir;

const STORY: &str = r##"(
    title: "The Small Wood",
    author: "Nobody",
    content_note: "A wolf.",
    start: "wood/edge",
    stats: {
        "bond.wolf": (range: 0..=9, start: 0, words: {0: "stranger", 3: "packmate"}),
        "coils": (range: 0..=9, start: 0),
        "heat": (range: 0..=9, start: 3),
        "moon": (range: 0..=28, start: 14),
    },
    enums: {"tie.wolf": (words: ["none", "sworn"], start: "none")},
    people: {"wolf": (name: "Derek Hale", bond: "bond.wolf", tie: "tie.wolf", color: "#8ab4d6", met: "visited.wood/edge", text: "He folds things. {if tie.wolf == sworn}He's *yours*.{end}")},
    rumours: {
        "light": (title: "The light", text: "There is a house, if one walks far enough."),
        "hole": (title: "The hole", text: "Somebody dug it."),
    },
    mark: (coils: "coils", heat: "heat", stages: {0: "unmarked", 1: "at the wrist"}),
    moon: "moon",
    chapters: {"one": (title: "The Edge", number: 1)},
    endings: {"home": (title: "Home", hint: "Go in.", epilogue: "The kettle was on.")},
)"##;

const WOOD: &str = r#"(
    chapter: "one",
    setting: "forest",
    beats: {
        "edge": (
            text: "The wood begins here. It is *very* old.",
            choices: {
                "in": (text: "Walk in under the trees.", then: "set knows.light; bond.wolf = 4; tie.wolf = sworn; coils += 1; heat += 1", goto: "deep"),
                "swim": (text: "Swim.", when: "coils >= 9", locked: "the river is frozen", goto: "home"),
                "back": (text: "Go home.", goto: "home"),
            },
        ),
        "deep": (
            text: "Something walks beside you.",
            choices: {
                "home": (text: "Walk on till there is a light.", goto: "home"),
                "hole": (text: "Step into the hole.", goto: "hole"),
            },
        ),
        "hole": (text: "It is dark.", choices: {"out": (text: "Climb.", when: "coils >= 9", locked: "too deep", goto: "home")}),
        "home": (text: "A lit window.", ending: "home"),
    },
)"#;

struct Wood {
    folder: TempDir,
}

impl Wood {
    fn new() -> Self {
        let wood = Self { folder: TempDir::new().unwrap() };
        fs::create_dir(wood.scenes()).unwrap();
        wood.write("story.ron", STORY);
        wood.write("wood.ron", WOOD);
        // Whatever the system speaks.
        wood.set("language", "en");
        wood
    }

    fn set(&self, field: &str, text: &str) {
        fs::create_dir_all(self.saves()).unwrap();
        fs::write(self.saves().join("settings.ron"), format!("({field}: \"{text}\")")).unwrap();
    }

    fn scenes(&self) -> PathBuf {
        self.folder.path().join("small_wood")
    }

    fn saves(&self) -> PathBuf {
        self.folder.path().join("saves")
    }

    fn write(&self, name: &str, text: &str) {
        // Changes are noticed by size and time; some clocks are coarse.
        sleep(Duration::from_millis(20));
        fs::write(self.scenes().join(name), text).unwrap();
    }

    fn options(&self) -> Options {
        Options { source: StorySource::Folder(self.scenes()), seed: None, new: false, mode: Mode::Plain }
    }

    fn open(&self) -> Session {
        Session::open_in(&self.options(), &self.saves()).unwrap()
    }

    fn open_seeded(&self) -> Session {
        Session::open_in(&Options { seed: Some(7), ..self.options() }, &self.saves()).unwrap()
    }
}

fn beat(session: &Session) -> &str {
    let playthrough = session.playthrough();
    &playthrough.story().beat(playthrough.state().beat()).name
}

fn lines(session: Session, manners: Manners, input: &[u8]) -> (String, String) {
    let (mut output, mut notices) = (Vec::new(), Vec::new());
    play_lines(session, manners, &mut &*input, &mut output, &mut notices).unwrap();
    (String::from_utf8(output).unwrap(), String::from_utf8(notices).unwrap())
}

const PIPE: Manners = Manners { typed: false, shown: false };
const PERSON: Manners = Manners { typed: true, shown: true };

#[test]
fn a_playthrough_is_continued_where_it_was_left() {
    let wood = Wood::new();
    let mut session = wood.open();
    assert!(session.is_new() && session.take_notices().is_empty());
    session.choose(1).unwrap();
    drop(session);
    let mut session = wood.open();
    assert_eq!(beat(&session), "wood/deep");
    assert!(!session.is_new());
    assert_eq!(session.take_notices(), ["Continuing where you were."]);
    assert!(session.undo() && !session.undo());
    drop(session);
    assert_eq!(beat(&wood.open()), "wood/edge");
}

#[test]
fn a_playthrough_that_ended_is_not_continued() {
    let wood = Wood::new();
    let mut session = wood.open();
    session.choose(2).unwrap();
    assert!(session.playthrough().has_ended());
    drop(session);
    let session = wood.open();
    assert!(session.is_new());
    assert_eq!(beat(&session), "wood/edge");
}

#[test]
fn a_seed_starts_anew_and_puts_the_old_playthrough_away_at_its_first_choice() {
    let wood = Wood::new();
    wood.open().choose(1).unwrap();
    let old = fs::read(wood.saves().join("autosave.save")).unwrap();
    let earlier = wood.saves().join("earlier-1.save");
    drop(wood.open_seeded());
    assert_eq!(fs::read(wood.saves().join("autosave.save")).unwrap(), old, "looking changes nothing");
    let mut session = wood.open_seeded();
    assert_eq!((beat(&session), session.playthrough().seed()), ("wood/edge", 7));
    session.choose(1).unwrap();
    assert_eq!(fs::read(&earlier).unwrap(), old);
    session.choose(1).unwrap();
    assert_eq!(fs::read(&earlier).unwrap(), old, "only once");
}

#[test]
fn beginning_again_keeps_the_playthrough_so_far() {
    let wood = Wood::new();
    let mut session = wood.open();
    session.choose(1).unwrap();
    session.restart();
    assert_eq!(beat(&session), "wood/edge");
    session.choose(2).unwrap();
    assert!(wood.saves().join("earlier-1.save").exists());
}

#[test]
fn a_damaged_save_is_told_and_the_one_before_it_taken() {
    let wood = Wood::new();
    let mut session = wood.open();
    session.choose(1).unwrap();
    session.choose(2).unwrap();
    drop(session);
    fs::write(wood.saves().join("autosave.save"), "BLOODMARK-SAVE 1 0 0\nx").unwrap();
    let mut session = wood.open();
    assert_eq!(beat(&session), "wood/deep");
    let notices = session.take_notices();
    assert_eq!(notices.len(), 1);
    assert!(notices[0].contains("the save before the last"), "{notices:?}");
}

#[test]
fn a_save_of_a_newer_version_is_told_and_put_away_untouched() {
    let wood = Wood::new();
    let newer = "BLOODMARK-SAVE 99 0 0\nx";
    fs::write(wood.saves().join("autosave.save"), newer).unwrap();
    let mut session = wood.open();
    assert!(session.take_notices()[0].contains("newer version"));
    session.choose(1).unwrap();
    assert_eq!(fs::read_to_string(wood.saves().join("earlier-1.save")).unwrap(), newer);
}

#[test]
fn a_second_game_plays_without_saving_and_says_so_once() {
    let wood = Wood::new();
    let first = wood.open();
    let mut second = wood.open();
    second.choose(1).unwrap();
    assert!(second.take_notices()[0].contains("open a second time"));
    second.choose(1).unwrap();
    assert!(second.take_notices().is_empty());
    assert!(second.saved_at().is_none());
    drop(first);
}

#[test]
fn a_changed_story_keeps_the_place() {
    let wood = Wood::new();
    let mut session = wood.open();
    session.choose(1).unwrap();
    assert!(!session.poll());
    wood.write("wood.ron", &WOOD.replace("Something walks", "Someone kind walks"));
    assert!(session.poll());
    assert_eq!(beat(&session), "wood/deep");
    assert_eq!(session.playthrough().turn().page().text(), "Someone kind walks beside you.");
    assert_eq!(session.take_notices(), ["The story has been reloaded."]);
}

#[test]
fn a_broken_story_plays_on_and_says_where_until_it_is_mended() {
    let wood = Wood::new();
    let mut session = wood.open();
    wood.write("wood.ron", &WOOD.replace("goto: \"deep\"", "goto: \"depe\""));
    assert!(session.poll());
    let fault = session.fault().unwrap().to_owned();
    assert!(fault.contains("wood.ron:8:") && fault.contains("unknown-goto"), "{fault}");
    session.choose(1).unwrap();
    assert_eq!(beat(&session), "wood/deep");
    assert!(session.fault().is_some());
    wood.write("wood.ron", WOOD);
    assert!(session.poll());
    assert_eq!((session.fault(), beat(&session)), (None, "wood/deep"));
}

#[test]
fn a_place_that_is_taken_away_is_found_again_when_it_is_back() {
    let wood = Wood::new();
    let mut session = wood.open();
    session.choose(1).unwrap();
    wood.write("wood.ron", &WOOD.replace("\"deep\"", "\"dell\"").replace("\"in\":", "\"inside\":"));
    assert!(session.poll());
    assert_eq!(beat(&session), "wood/edge");
    assert!(session.take_notices()[0].contains("the first 0 could be made again"));
    wood.write("wood.ron", WOOD);
    assert!(session.poll());
    assert_eq!(beat(&session), "wood/deep");
}

#[test]
fn every_file_of_a_story_is_taken_in_anew_also_new_renamed_and_deleted_ones() {
    let wood = Wood::new();
    let mut session = wood.open();
    session.choose(1).unwrap();
    // A way into a scene that is written only then.
    wood.write("wood.ron", &WOOD.replace("light.\", goto: \"home\"", "light.\", goto: \"house/door\""));
    assert!(session.poll() && session.fault().is_some_and(|fault| fault.contains("house/door")));
    wood.write("house.ron", r#"(beats: {"door": (text: "A warm door.", ending: "home")})"#);
    assert!(session.poll());
    assert_eq!((session.fault(), beat(&session)), (None, "wood/deep"));
    // What is declared, while a playthrough goes on.
    wood.write("story.ron", &STORY.replace("3: \"packmate\"", "3: \"brother\""));
    assert!(session.poll() && session.fault().is_none());
    assert!(!session.poll(), "nothing has changed since");
    // A scene under another name: first it is gone, as an editor or a file manager does it, then all speak of it by the new one.
    let was = fs::read_to_string(wood.scenes().join("wood.ron")).unwrap();
    fs::rename(wood.scenes().join("wood.ron"), wood.scenes().join("forest.ron")).unwrap();
    assert!(session.poll() && session.fault().is_some());
    assert_eq!(beat(&session), "wood/deep", "the last sound version plays on");
    wood.write("forest.ron", &was.replacen("(", "(was: [\"wood\"],", 1));
    wood.write("story.ron", &STORY.replace("wood/edge", "forest/edge"));
    assert!(session.poll());
    assert_eq!((session.fault(), beat(&session)), (None, "forest/deep"));
    session.choose(1).unwrap();
    assert_eq!(beat(&session), "house/door");
    fs::remove_file(wood.scenes().join("house.ron")).unwrap();
    assert!(session.poll() && session.fault().is_some());
    assert_eq!(beat(&session), "house/door");
}

#[test]
fn a_story_with_mistakes_is_handed_back_with_its_diagnostics() {
    let wood = Wood::new();
    wood.write("wood.ron", "(beats: {");
    match Session::open_in(&wood.options(), &wood.saves()) {
        Err(PlayError::Story { diagnostics, .. }) => assert!(!diagnostics.is_empty()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_codex_holds_what_is_known_in_lines_and_on_the_whole_screen() {
    let wood = Wood::new();
    let said = lines(wood.open_seeded(), PIPE, b"c\n1\nc\n2\n").0;
    assert!(said.contains("You know nothing yet that is worth writing down."), "{said}");
    assert!(said.contains(
        "-- People --\n\nDerek Hale (sworn, packmate)\n\nHe folds things. He’s yours.\n\n\
         -- Rumors: 1 of 2 --\n\nThe light\n\nThere is a house, if one walks far enough.\n"
    ));
    let mut screen = Shown::new(wood.open_seeded(), 60, 24);
    screen.draw();
    screen.press(KeyCode::Char('1'));
    let codex = screen.press(KeyCode::Char('c'));
    for words in ["Codex", "Derek Hale: sworn, packmate", "He’s yours.", "Rumors: 1 of 2", "There is a house"] {
        assert!(codex.contains(words), "{words} is missing:\n{codex}");
    }
    assert!(!codex.contains("Walk on till"), "{codex}");
    assert!(screen.press(KeyCode::Esc).contains("Walk on till there is a light."));
}

#[test]
fn the_same_seed_and_input_give_the_same_bytes() {
    let wood = Wood::new();
    let once = lines(wood.open_seeded(), PIPE, b"1\n1\n").0;
    let twice = lines(wood.open_seeded(), PIPE, b"1\n1\n").0;
    assert_eq!(once, twice);
    assert_eq!(
        once,
        "The Small Wood\nby Nobody\n\nA wolf.\n\n-- Chapter 1: The Edge --\n\nThe wood begins here. It is very old.\n\n\
         1. Walk in under the trees.\n-  Swim. (the river is frozen)\n2. Go home.\n\n\
         Something walks beside you.\n\nDerek: sworn, packmate. The mark: at the wrist. The mark stirs.\n\n\
         1. Walk on till there is a light.\n2. Step into the hole.\n\n\
         A lit window.\n\n* Home *\n\nThe kettle was on.\n\n2 choices, seed 7\n"
    );
}

#[test]
fn the_end_of_input_is_met_politely() {
    let wood = Wood::new();
    let (_, notices) = lines(wood.open_seeded(), PIPE, b"1\n");
    let path = wood.saves().join("autosave.save");
    assert_eq!(notices, format!("Goodbye. Your progress is saved in {}.\n", path.display()));
    let (_, notices) = lines(wood.open_seeded(), PIPE, b"");
    assert_eq!(notices, "Goodbye.\n");
}

#[test]
fn whoever_reads_sees_emphasis_and_whoever_types_is_prompted() {
    let wood = Wood::new();
    let (output, _) = lines(wood.open_seeded(), PERSON, b"q\n");
    assert!(output.contains("It is _very_ old."), "{output}");
    assert!(output.ends_with("\n> "));
}

#[test]
fn what_is_no_choice_gets_one_helpful_line() {
    let wood = Wood::new();
    let (output, _) = lines(wood.open_seeded(), PIPE, b"9\nfly\n\n\xff\xfe\nh\nu\nr\nn\nq\n");
    for line in [
        "There is no \"9\" here; type a number from 1 to 2, or h for help.",
        "There is no \"fly\" here;",
        "Type a number from 1 to 2, or h for help.",
        "q to quit.",
        "There is no choice to undo.",
        "Going on as it was.",
    ] {
        assert!(output.contains(line), "{line}\n{output}");
    }
    assert_eq!(output.matches("1. Walk in").count(), 1);
}

#[test]
fn undo_and_restart_go_back() {
    let wood = Wood::new();
    let (output, _) = lines(wood.open_seeded(), PIPE, b"1\nu\n1\nr\ny\nq\n");
    assert_eq!(output.matches("1. Walk in").count(), 3);
}

#[test]
fn a_dead_end_offers_a_way_back_and_a_pipe_leaves_it() {
    let wood = Wood::new();
    let (output, _) = lines(wood.open_seeded(), PIPE, b"1\n2\n1\n1\n1\n");
    assert!(output.contains("nowhere to go from here") && output.contains("-  Climb. (too deep)"));
    assert_eq!(output.matches("nowhere to go").count(), 1);
    let (output, _) = lines(wood.open_seeded(), PIPE, b"1\n2\nu\n1\n");
    assert!(output.contains("* Home *"));
}

#[test]
fn a_person_at_the_ending_is_asked_how_to_go_on() {
    let wood = Wood::new();
    let (output, _) = lines(wood.open_seeded(), PERSON, b"2\n1\nu\nq\n");
    assert!(output.contains("Type u to undo, r to begin again, or q to quit."));
    assert!(output.contains("There is nothing to choose here;"));
    assert_eq!(output.matches("1. Walk in").count(), 2);
}

struct Shown {
    reader: Reader,
    terminal: Terminal<TestBackend>,
}

impl Shown {
    fn new(session: Session, width: u16, height: u16) -> Self {
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        Self { reader: Reader::new(session, Theme::colorless()), terminal }
    }

    fn draw(&mut self) -> String {
        self.terminal.draw(|frame| self.reader.draw(frame)).unwrap();
        self.terminal.backend().to_string()
    }

    fn press(&mut self, key: KeyCode) -> String {
        self.reader.take(&Event::Key(KeyEvent::new(key, KeyModifiers::NONE)));
        self.draw()
    }

    /// All that a reader sees who reads on from the top.
    fn read_through(&mut self) -> String {
        self.draw();
        let mut all = self.press(KeyCode::Home);
        for _ in 0..60 {
            all += &self.press(KeyCode::Char(' '));
        }
        all
    }
}

#[test]
fn at_any_size_all_text_and_every_choice_can_be_read() {
    for (width, height) in [(20, 5), (80, 24), (200, 60)] {
        let wood = Wood::new();
        let mut shown = Shown::new(wood.open_seeded(), width, height);
        let all = shown.read_through();
        for words in ["Small Wood", "The wood", "old.", "1. Walk", "Swim.", "frozen)", "2. Go home."] {
            assert!(all.contains(words), "{words} at {width}x{height}:\n{all}");
        }
        shown.press(KeyCode::Char('1'));
        let all = shown.read_through();
        for words in ["» Walk", "Something", "Derek: sworn", "stirs.", "1. Walk on", "2. Step"] {
            assert!(all.contains(words), "{words} at {width}x{height}:\n{all}");
        }
    }
}

#[test]
fn no_size_and_no_key_makes_it_panic() {
    let wood = Wood::new();
    for (width, height) in [(1, 1), (1, 40), (2, 2), (3, 3), (300, 1), (20, 5), (7, 9)] {
        let mut shown = Shown::new(wood.open_seeded(), width, height);
        let keys = [KeyCode::Char('?'), KeyCode::Down, KeyCode::Esc, KeyCode::Esc, KeyCode::Down, KeyCode::Down];
        let more = [KeyCode::Enter, KeyCode::Esc, KeyCode::Char('2'), KeyCode::End, KeyCode::Up, KeyCode::PageUp];
        for key in keys.into_iter().chain(more) {
            shown.press(key);
        }
    }
}

#[test]
fn the_selected_choice_has_its_mark_and_enter_takes_it() {
    let wood = Wood::new();
    let mut shown = Shown::new(wood.open_seeded(), 80, 24);
    assert!(shown.draw().contains("> 1. Walk in"));
    let screen = shown.press(KeyCode::Down);
    assert!(screen.contains("> 2. Go home.") && screen.contains("  1. Walk in"), "{screen}");
    let screen = shown.press(KeyCode::Enter);
    for words in
        ["A lit window.", "— Home —", "The kettle was on.", "1 choice, seed 7", "1. Undo", "2. Begin", "3. Quit"]
    {
        assert!(screen.contains(words), "{words}:\n{screen}");
    }
    assert!(shown.press(KeyCode::Char('1')).contains("> 1. Walk in"));
}

#[test]
fn the_status_tells_the_chapter_the_moon_the_mark_and_the_ties() {
    let wood = Wood::new();
    let mut shown = Shown::new(wood.open_seeded(), 80, 24);
    assert!(shown.draw().contains("The Small Wood · The Edge · ● full moon · mark unmarked"));
    let screen = shown.press(KeyCode::Char('1'));
    assert!(screen.contains("mark at the wrist · Derek: sworn"), "{screen}");
}

#[test]
fn beginning_again_is_confirmed_and_the_menu_quits() {
    let wood = Wood::new();
    let mut shown = Shown::new(wood.open_seeded(), 80, 24);
    shown.draw();
    shown.press(KeyCode::Char('1'));
    shown.press(KeyCode::Esc);
    assert!(shown.press(KeyCode::Char('r')).contains("> No, go on"));
    shown.press(KeyCode::Enter);
    assert_eq!(beat(shown.reader.session()), "wood/deep");
    shown.press(KeyCode::Esc);
    shown.press(KeyCode::Char('r'));
    shown.press(KeyCode::Char('y'));
    assert_eq!(beat(shown.reader.session()), "wood/edge");
    shown.press(KeyCode::Esc);
    shown.press(KeyCode::Char('q'));
    assert!(shown.reader.is_done());
}

#[test]
fn a_broken_story_is_told_below_the_page() {
    let wood = Wood::new();
    let mut shown = Shown::new(wood.open_seeded(), 200, 24);
    wood.write("wood.ron", "(beats: {");
    assert!(shown.reader.look());
    let screen = shown.draw();
    assert!(screen.contains("wood.ron:1:") && screen.contains("The wood begins here."), "{screen}");
}

#[test]
fn saves_lie_where_the_session_says() {
    let wood = Wood::new();
    let mut session = wood.open();
    assert!(session.saved_at().is_none());
    session.choose(1).unwrap();
    assert!(Path::new(&session.saved_at().unwrap()).exists());
}
