//! Plays in plain lines: numbered choices out, a number or a letter in. What changes from run to run goes to the notices, never to the
//! output, so that the same seed and input give the same bytes.

mod more;

use std::io::{self, BufRead, Read, Write};

use more::More;

use super::Session;
use super::wrap::{Run, wrap, wrap_plain};
use crate::catalogue::Value;
use crate::files::Notice;
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

const HELP: [&str; 4] = ["plain-help-choices", "plain-help-history", "plain-help-saves", "plain-help-more"];

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
            Asked::Help => HELP.iter().try_for_each(|help| self.tell(help))?,
            Asked::More(more) => self.do_more(more)?,
            Asked::Quit => return Ok(false),
            Asked::Nothing => return self.part().map(|()| false),
            // Whoever pipes the same answer for ever would never get out of a place without choices.
            Asked::Choice(_) | Asked::Other(_) if stop != Stop::Choices && !self.manners.typed => return Ok(false),
            Asked::Choice(_) => self.tell("plain-nothing-to-choose")?,
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
        let choices = self.session.words().say_with("plain-choices", &[("last", last.into())]);
        let choices = ("choices", Value::from(&choices));
        match words {
            "" => self.tell_with("plain-type", &[choices]),
            _ => self.tell_with("plain-unknown", &[("words", words.into()), choices]),
        }
    }

    fn undo(&mut self) -> io::Result<()> {
        if !self.session.undo() {
            return self.tell("terminal-no-undo");
        }
        self.tell_notices()?;
        self.tell_turn(None)
    }

    fn restart(&mut self) -> io::Result<()> {
        self.tell("plain-restart")?;
        match self.ask()? {
            Asked::Other(answer) if answer == "y" || answer == "yes" => {
                self.session.restart();
                self.tell_turn(None)
            }
            _ => self.tell("plain-going-on"),
        }
    }

    fn tell_codex(&mut self) -> io::Result<()> {
        let playthrough = self.session.playthrough();
        let codex = Codex::of(playthrough.story(), playthrough.state());
        if codex.is_empty() {
            return self.tell("codex-empty");
        }
        let words = self.session.words();
        let counts = [("known", codex.rumours.len().into()), ("all", codex.rumours_in_all.into())];
        let (people, rumours) = (words.say("terminal-people"), words.say_with("terminal-rumors", &counts));
        for (title, entries) in [(people, codex.people), (rumours, codex.rumours)] {
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
        let words = self.session.words();
        let path = self.session.saved_at().map(|path| path.display().to_string());
        let goodbye = match &path {
            Some(path) => words.say_with("plain-goodbye-saved", &[("path", path.into())]),
            None => words.say("plain-goodbye"),
        };
        writeln!(self.notices, "{goodbye}")
    }

    fn tell_title(&mut self) -> io::Result<()> {
        let story = self.session.story().clone();
        self.write_wrapped(story.title())?;
        if !story.author().is_empty() {
            let by = self.session.words().say_with("terminal-by", &[("author", story.author().into())]);
            self.write_wrapped(&by)?;
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
        let plays_on = self.session.words().say("plain-plays-on");
        fault_words.map_or(Ok(()), |fault| writeln!(self.notices, "{fault}\n{plays_on}"))
    }

    /// Shows where the story stands; after a choice also what has changed since `before`.
    fn tell_turn(&mut self, before: Option<&StoryState>) -> io::Result<()> {
        let playthrough = self.session.playthrough().clone();
        let chapter = self.chapter();
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
                self.tell("plain-dead-end")
            }
        }
    }

    /// The heading of the chapter.
    fn chapter(&self) -> Option<String> {
        let playthrough = self.session.playthrough();
        telling::chapter_heading(self.session.words(), playthrough.story(), playthrough.state().beat())
    }

    fn tell_ending(&mut self, ending: EndingId) -> io::Result<()> {
        let playthrough = self.session.playthrough();
        let ending = playthrough.story().ending(ending).clone();
        let summary = self.session.summary();
        self.say(&format!("* {} *", ending.title))?;
        self.say(&ending.epilogue)?;
        self.say(&summary)?;
        if self.manners.typed {
            self.tell("plain-ended")?;
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
        if tells && session.memory().has_taken(session.story(), offer.choice) {
            return session.words().say_with("plain-taken-before", &[("choice", offer.label.text().into())]);
        }
        offer.label.text().to_owned()
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

    /// Says a message of the catalogue.
    fn tell(&mut self, message: &str) -> io::Result<()> {
        self.tell_with(message, &[])
    }

    fn tell_with(&mut self, message: &str, values: &[(&str, Value)]) -> io::Result<()> {
        let words = self.session.words().say_with(message, values);
        self.say(&words)
    }

    /// Says a message about something that went wrong.
    fn tell_fault(&mut self, message: &str, fault: impl Into<Notice>) -> io::Result<()> {
        let why = fault.into().say(self.session.words());
        self.tell_with(message, &[("why", (&why).into())])
    }

    fn write_wrapped(&mut self, words: &str) -> io::Result<()> {
        wrap_plain(words, self.width()).into_iter().try_for_each(|line| writeln!(self.output, "{line}"))
    }
}

fn joined(line: Vec<Run>) -> String {
    line.into_iter().map(|(text, _)| text).collect()
}
