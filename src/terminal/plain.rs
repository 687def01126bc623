//! Plays in plain lines: numbered choices out, a number or a letter in. What changes from run to run goes to the notices, never to the
//! output, so that the same seed and input give the same bytes.

mod more;

use std::io::{self, BufRead, Read, Write};

use more::More;

use super::Session;
use super::wrap::{Run, wrap, wrap_plain};
use crate::story::{EndingId, Offer, Page, Stop, StoryState, Style, Turn};
use crate::telling::{self, Codex};

/// Who is at the two ends of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manners {
    /// A person types: there is a prompt, and an ending asks how to go on.
    pub typed: bool,
    /// A person reads: emphasis is shown as `_word_`.
    pub shown: bool,
}

/// The columns of a line where a program reads.
const PIPE_WIDTH: usize = 72;
/// More of a line than this is taken as the next line.
const LONGEST_LINE: u64 = 4096;

const HELP: [&str; 4] = [
    "Type the number of a choice and press Enter. Or u to undo the last choice, r to begin again, c to read what you know of people and \
     rumors, h for this help, q to quit. Progress is saved after every choice.",
    "Type redo to make a choice again that you took back, history to list your choices, history and some words to search the pages, \
     history and a number to read one, back and a number to choose there again.",
    "Type save to write a quick save and load to go back to it, save or load or delete and a name for a save of its own, saves to list \
     them all.",
    "Type endings for those you have found, paths for how much of each chapter you have seen, settings to read what can be set, and set, \
     a name and a value to set it.",
];

/// Plays until the reader quits, the input ends, or, where nobody types, the story stops.
///
/// # Errors
/// If reading or writing fails.
pub fn play_lines(
    session: Session,
    manners: Manners,
    input: &mut impl BufRead,
    output: &mut impl Write,
    notices: &mut impl Write,
) -> io::Result<()> {
    let mut lines = Lines { session, manners, input, output, notices, told_fault: None, told_chapter: None };
    lines.tell_title()?;
    lines.tell_notices()?;
    lines.tell_turn(None)?;
    while lines.turn()? {}
    lines.output.flush()
}

enum Asked {
    Choice(usize),
    Undo,
    Restart,
    Codex,
    Help,
    Quit,
    More(More),
    Other(String),
    /// The input has ended.
    Nothing,
}

struct Lines<'a, I, O, N> {
    session: Session,
    manners: Manners,
    input: &'a mut I,
    output: &'a mut O,
    notices: &'a mut N,
    told_fault: Option<String>,
    /// The chapter whose heading was shown last.
    told_chapter: Option<String>,
}

impl<I: BufRead, O: Write, N: Write> Lines<'_, I, O, N> {
    /// Asks once and answers; whether to go on.
    fn turn(&mut self) -> io::Result<bool> {
        let stop = self.session.playthrough().turn().stop();
        if matches!(stop, Stop::Ending(_)) && !self.manners.typed {
            return Ok(false);
        }
        let asked = self.ask()?;
        if self.manners.typed && self.session.poll() {
            self.tell_notices()?;
            if self.session.fault().is_none() {
                self.tell_turn(None)?;
                return Ok(true);
            }
        }
        match asked {
            Asked::Choice(number) if stop == Stop::Choices => self.choose(number)?,
            Asked::Undo => self.undo()?,
            Asked::Restart => self.restart()?,
            Asked::Codex => self.tell_codex()?,
            Asked::Help => HELP.iter().try_for_each(|words| self.say(words))?,
            Asked::More(more) => self.do_more(more)?,
            Asked::Quit => return Ok(false),
            Asked::Nothing => return self.part().map(|()| false),
            // Whoever pipes the same answer for ever would never get out of a place without choices.
            Asked::Choice(_) | Asked::Other(_) if stop != Stop::Choices && !self.manners.typed => return Ok(false),
            Asked::Choice(_) => {
                self.say("There is nothing to choose here; type u to undo, r to begin again, q to quit.")?
            }
            Asked::Other(words) => self.wonder(&words)?,
        }
        Ok(true)
    }

    fn ask(&mut self) -> io::Result<Asked> {
        if self.manners.typed {
            write!(self.output, "\n> ")?;
        }
        self.output.flush()?;
        let mut line = Vec::new();
        if self.input.take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(Asked::Nothing);
        }
        let typed = String::from_utf8_lossy(&line).trim().to_owned();
        let line = typed.to_lowercase();
        Ok(match line.as_str() {
            "u" | "undo" => Asked::Undo,
            "r" | "restart" => Asked::Restart,
            "c" | "codex" => Asked::Codex,
            "h" | "help" | "?" => Asked::Help,
            "q" | "quit" => Asked::Quit,
            other => match (other.parse(), More::of(&typed)) {
                (Ok(number), _) => Asked::Choice(number),
                (_, Some(more)) => Asked::More(more),
                _ => Asked::Other(line),
            },
        })
    }

    fn choose(&mut self, number: usize) -> io::Result<()> {
        let before = self.session.playthrough().state().clone();
        if self.session.choose(number).is_err() {
            return self.wonder(&number.to_string());
        }
        self.tell_notices()?;
        self.tell_turn(Some(&before))
    }

    fn wonder(&mut self, words: &str) -> io::Result<()> {
        let last = self.session.playthrough().turn().open().count();
        let choices = match last {
            0 => "u to undo, r to begin again".to_owned(),
            1 => "1".to_owned(),
            _ => format!("a number from 1 to {last}"),
        };
        match words {
            "" => self.say(&format!("Type {choices}, or h for help.")),
            _ => self.say(&format!("There is no \"{words}\" here; type {choices}, or h for help.")),
        }
    }

    fn undo(&mut self) -> io::Result<()> {
        if !self.session.undo() {
            return self.say("There is no choice to undo.");
        }
        self.tell_notices()?;
        self.tell_turn(None)
    }

    fn restart(&mut self) -> io::Result<()> {
        self.say("Begin again from the start? The playthrough so far is kept. Type y or n.")?;
        match self.ask()? {
            Asked::Other(answer) if answer == "y" || answer == "yes" => {
                self.session.restart();
                self.tell_turn(None)
            }
            _ => self.say("Going on as it was."),
        }
    }

    fn tell_codex(&mut self) -> io::Result<()> {
        let playthrough = self.session.playthrough();
        let codex = Codex::of(playthrough.story(), playthrough.state());
        if codex.is_empty() {
            return self.say("You know nothing yet that is worth writing down.");
        }
        let rumours = format!("Rumors: {} of {}", codex.rumours.len(), codex.rumours_in_all);
        for (title, entries) in [("People", codex.people), (&rumours, codex.rumours)] {
            if !entries.is_empty() {
                self.say(&format!("-- {title} --"))?;
            }
            for entry in entries {
                let beside = if entry.beside.is_empty() { String::new() } else { format!(" ({})", entry.beside) };
                self.say(&format!("{}{beside}", entry.title))?;
                self.write_page(&entry.page)?;
            }
        }
        Ok(())
    }

    fn part(&mut self) -> io::Result<()> {
        if self.manners.typed {
            writeln!(self.output)?;
        }
        self.output.flush()?;
        match self.session.saved_at() {
            Some(path) => writeln!(self.notices, "Goodbye. Your progress is saved in {}.", path.display()),
            None => writeln!(self.notices, "Goodbye."),
        }
    }

    fn tell_title(&mut self) -> io::Result<()> {
        let story = self.session.story().clone();
        self.write_wrapped(story.title())?;
        if !story.author().is_empty() {
            self.write_wrapped(&format!("by {}", story.author()))?;
        }
        if self.session.is_new() && !story.content_note().is_empty() {
            self.say(story.content_note())?;
        }
        Ok(())
    }

    fn tell_notices(&mut self) -> io::Result<()> {
        self.output.flush()?;
        let fault = self.session.fault().map(str::to_owned);
        let fault_words = fault.clone().filter(|_| fault != self.told_fault);
        self.told_fault = fault;
        for notice in self.session.take_notices() {
            writeln!(self.notices, "{notice}")?;
        }
        fault_words.map_or(Ok(()), |fault| writeln!(self.notices, "{fault}\nThe story as it was plays on."))
    }

    /// Shows where the story stands; after a choice also what has changed since `before`.
    fn tell_turn(&mut self, before: Option<&StoryState>) -> io::Result<()> {
        let playthrough = self.session.playthrough().clone();
        let chapter = telling::chapter_heading(self.session.words(), playthrough.story(), playthrough.state().beat());
        if chapter != self.told_chapter {
            self.say(&chapter.iter().map(|heading| format!("-- {heading} --")).collect::<String>())?;
            self.told_chapter = chapter;
        }
        self.write_page(playthrough.turn().page())?;
        let tells_changes = !self.manners.shown || self.session.settings().tell_changes;
        if let Some(before) = before.filter(|_| tells_changes) {
            self.say(&telling::changes(self.session.words(), playthrough.story(), before, playthrough.state()))?;
        }
        match playthrough.turn().stop() {
            Stop::Choices => self.write_choices(playthrough.turn()),
            Stop::Ending(ending) => self.tell_ending(ending),
            Stop::DeadEnd => {
                self.write_choices(playthrough.turn())?;
                self.say("The story has nowhere to go from here. Type u to undo, or r to begin again.")
            }
        }
    }

    fn tell_ending(&mut self, ending: EndingId) -> io::Result<()> {
        let playthrough = self.session.playthrough();
        let ending = playthrough.story().ending(ending).clone();
        let count = match playthrough.log().len() {
            1 => "1 choice".to_owned(),
            count => format!("{count} choices"),
        };
        let seed = playthrough.seed();
        self.say(&format!("* {} *", ending.title))?;
        self.say(&ending.epilogue)?;
        self.say(&format!("{count}, seed {seed}"))?;
        if self.manners.typed {
            self.say("Type u to undo, r to begin again, or q to quit.")?;
        }
        Ok(())
    }

    fn write_page(&mut self, page: &Page) -> io::Result<()> {
        for paragraph in page.paragraphs() {
            writeln!(self.output)?;
            let runs = self.marked(paragraph.runs());
            for line in wrap(runs.iter().map(|(text, style)| (text.as_str(), *style)), self.width()) {
                writeln!(self.output, "{}", joined(line))?;
            }
        }
        Ok(())
    }

    fn write_choices(&mut self, turn: &Turn) -> io::Result<()> {
        writeln!(self.output)?;
        let mut number = 0;
        for offer in turn.offers() {
            let (head, text) = if offer.is_open {
                number += 1;
                (format!("{number}. "), self.label(offer))
            } else {
                ("-  ".to_owned(), format!("{} ({})", offer.label.text(), offer.reason.text()))
            };
            let indent = " ".repeat(head.len());
            for (at, line) in wrap_plain(&text, self.width() - head.len()).into_iter().enumerate() {
                writeln!(self.output, "{}{line}", if at == 0 { &head } else { &indent })?;
            }
        }
        Ok(())
    }

    /// What a choice says, and to a person whether it was taken before: to a program the same seed and input give the same bytes.
    fn label(&self, offer: &Offer) -> String {
        let session = &self.session;
        let tells = self.manners.shown && session.settings().seen_signs;
        let sign =
            if tells && session.memory().has_taken(session.story(), offer.choice) { " (taken before)" } else { "" };
        format!("{}{sign}", offer.label.text())
    }

    /// The columns of a line: at least 45, so that there is room behind every number.
    fn width(&self) -> usize {
        if self.manners.shown { self.session.settings().measure.into() } else { PIPE_WIDTH }
    }

    /// The runs with emphasis written out, where a person reads.
    fn marked<'p>(&self, runs: impl Iterator<Item = (&'p str, Style)>) -> Vec<Run> {
        let mark = |(text, style): (&str, Style)| {
            let words = text.trim();
            let is_marked = style.emphasis && self.manners.shown && !words.is_empty();
            let text = if is_marked { text.replacen(words, &format!("_{words}_"), 1) } else { text.to_owned() };
            (text, Style::default())
        };
        runs.map(mark).collect()
    }

    /// An empty line and a paragraph; nothing for no words.
    fn say(&mut self, words: &str) -> io::Result<()> {
        if words.is_empty() {
            return Ok(());
        }
        writeln!(self.output)?;
        self.write_wrapped(words)
    }

    fn write_wrapped(&mut self, words: &str) -> io::Result<()> {
        wrap_plain(words, self.width()).into_iter().try_for_each(|line| writeln!(self.output, "{line}"))
    }
}

fn joined(line: Vec<Run>) -> String {
    line.into_iter().map(|(text, _)| text).collect()
}
