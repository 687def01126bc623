//! What the box of a beat says, cut to what has room in it by an estimate of widths that errs to the wide side.

use super::graph::{Graph, Kind};
use crate::story::{BeatId, By};

/// How wide every box is.
pub(super) const WIDTH: i32 = 216;
/// From the left and right edge of a box to its text.
pub(super) const INSET: i32 = 14;
/// Sizes of letters: of names, of prose, and of the line at the foot.
pub(super) const NAME: i32 = 14;
pub(super) const PROSE: i32 = 12;
pub(super) const FOOT: i32 = 11;
/// Room for the sign at the foot.
pub(super) const SIGN: i32 = 18;
/// From the top of the box to the lines that the letters stand on.
pub(super) const NAME_LINE: i32 = 24;
pub(super) const PROSE_LINES: [i32; 2] = [43, 59];
/// From the bottom of the box to that of its foot.
pub(super) const FOOT_RISE: i32 = 12;
const TALL: i32 = 88;
const LOW: i32 = 54;
const PROSE_ROWS: usize = PROSE_LINES.len();

/// The text in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Card {
    pub name: String,
    /// The first words of the prose, two lines at most.
    pub prose: Vec<String>,
    /// The kind in words, and what else is to be known.
    pub foot: String,
    pub height: i32,
}

impl Card {
    pub fn of(graph: &Graph, beat: BeatId) -> Self {
        let text = graph.story.plain_text(graph.story.beat(beat).text);
        let prose = wrap(&text, PROSE, WIDTH - 2 * INSET, PROSE_ROWS);
        Self {
            name: cut(graph.short_name(beat), NAME, name_room(graph, beat)),
            foot: cut(&foot(graph, beat), FOOT, WIDTH - 2 * INSET - SIGN),
            height: if prose.is_empty() { LOW } else { TALL },
            prose,
        }
    }

    /// Each line, the size of its letters, and the room it has.
    pub fn texts(&self) -> impl Iterator<Item = (&str, i32, i32)> {
        let room = WIDTH - 2 * INSET;
        let prose = self.prose.iter().map(move |line| (line.as_str(), PROSE, room));
        [(self.name.as_str(), NAME, room), (self.foot.as_str(), FOOT, room - SIGN)].into_iter().chain(prose)
    }
}

/// The start has a sign beside its name.
fn name_room(graph: &Graph, beat: BeatId) -> i32 {
    let sign = if beat == graph.story.start() { START_SIGN } else { 0 };
    WIDTH - 2 * INSET - sign
}

/// The word beside the name of the first beat, and its room.
pub(super) const START_SIGN: i32 = 52;

fn foot(graph: &Graph, beat: BeatId) -> String {
    // What follows once a detour is over is no way that can be taken here.
    let count = graph.ways_from(beat).filter(|(_, way)| !matches!(way.by, By::Return(_))).count();
    let mut words = match graph.kinds[beat.index()] {
        Kind::Choices if count == 1 => "1 choice".to_owned(),
        Kind::Choices => format!("{count} choices"),
        Kind::Goto => "goes on".to_owned(),
        Kind::Chance => format!("chance of {count}"),
        Kind::Return => "returns".to_owned(),
        Kind::Ending => match graph.ending(beat).map(|ending| ending.title.as_str()) {
            Some(title) if !title.is_empty() => format!("ending: {title}"),
            _ => "ending".to_owned(),
        },
    };
    if !graph.is_reachable[beat.index()] {
        words.insert_str(0, "no way here · ");
    }
    words
}

/// How wide a text is at most, in pixels, in letters of `size` pixels. The widths are those of DejaVu Sans, in which few faces are wider,
/// so that the text has room whatever face a reader has.
pub fn text_width(text: &str, size: i32) -> i32 {
    let thousandths: i64 = text.chars().map(|letter| i64::from(letter_width(letter))).sum();
    i32::try_from((thousandths * i64::from(size) + 999) / 1000).unwrap_or(i32::MAX)
}

/// In thousandths of the size of letters.
fn letter_width(letter: char) -> i32 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '’' | '‘' | ' ' | '.' | ',' | ':' | ';' | '|' | '·' => 320,
        'f' | 't' | 'r' | 'I' | 'J' | '!' | '(' | ')' | '[' | ']' | '-' | '/' => 415,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' | 'æ' | 'œ' | 'Æ' | 'Œ' => 1020,
        'a'..='z' | '0'..='9' | '_' | '"' | '“' | '”' | '?' | '$' | '*' => 640,
        'A'..='Z' => 790,
        '\u{80}'..'\u{250}' | '\u{370}'..'\u{530}' => 860,
        ' '..='~' => 840,
        _ => 1500,
    }
}

/// The text if it has room, or as much of it as has with an ellipsis.
pub(super) fn cut(text: &str, size: i32, room: i32) -> String {
    if text_width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let room = i64::from(room) * 1000;
    let mut used = i64::from(letter_width('…')) * i64::from(size);
    for letter in text.chars() {
        used += i64::from(letter_width(letter)) * i64::from(size);
        if used > room {
            break;
        }
        kept.push(letter);
    }
    kept.truncate(kept.trim_end_matches([' ', ',', ';', ':', '.', '—']).len());
    kept.push('…');
    kept
}

/// The first words in so many lines at most; the last ends in an ellipsis if more follows.
fn wrap(text: &str, size: i32, room: i32, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.peek() {
        let longer = if line.is_empty() { (*word).to_owned() } else { format!("{line} {word}") };
        if text_width(&longer, size) <= room {
            line = longer;
            words.next();
        } else if lines.len() + 1 == most || line.is_empty() {
            line = cut(&longer, size, room);
            if lines.len() + 1 == most {
                break;
            }
            words.next();
            lines.push(std::mem::take(&mut line));
        } else {
            lines.push(std::mem::take(&mut line));
        }
    }
    if !line.is_empty() && lines.len() < most {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_is_cut_with_an_ellipsis() {
        assert_eq!(cut("short", 12, 200), "short");
        assert_eq!(cut("one two, three", 10, 62), "one two…");
        let lines = wrap("the rock has kept the last of the day's heat", 12, 100, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| text_width(line, 12) <= 100) && lines[1].ends_with('…'), "{lines:?}");
        let unbroken = wrap(&"m".repeat(50), 12, 100, 2);
        assert!(unbroken.iter().all(|line| text_width(line, 12) <= 100), "{unbroken:?}");
    }
}
