//! Prose in SugarCube's markup.

use super::expression::Speaker;
use crate::story::{Part, Prose, SequenceKind, Stat};

/// White space that is due before the next text. SugarCube shows every line break, so what our page settles as it is read is settled here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing was written yet.
    Start,
    None,
    Space,
    Paragraph,
}

impl Gap {
    pub fn text(self) -> &'static str {
        match self {
            Self::Start | Self::None => "",
            Self::Space => " ",
            Self::Paragraph => "\n\n",
        }
    }

    /// With more white space behind it; at the start there is none.
    fn and(self, more: Self) -> Self {
        if self == Self::Start { Self::Start } else { self.max(more) }
    }
}

/// Writes the prose of one beat.
pub(super) struct ProseWriter<'a> {
    pub speaker: &'a Speaker<'a>,
    /// The variable that counts visits of the beat.
    pub visits: Option<&'a str>,
    pub out: String,
    pub gap: Gap,
    /// The marks of the emphasis that is on, outermost first.
    open: Vec<&'static str>,
}

const EMPHASIS: &str = "//";
const STRONG: &str = "''";

impl<'a> ProseWriter<'a> {
    pub fn new(speaker: &'a Speaker<'a>, visits: Option<&'a str>) -> Self {
        Self { speaker, visits, out: String::new(), gap: Gap::Start, open: Vec::new() }
    }

    /// Writes `prose`; `after` is the white space that will follow it.
    pub fn write(&mut self, prose: Prose, after: Gap) {
        self.parts(&self.speaker.story.parts(prose), after);
    }

    /// Plain words, as they are.
    pub fn text(&mut self, text: &str) {
        self.settle();
        escape(text, &mut self.out);
    }

    /// SugarCube's own words.
    pub fn code(&mut self, code: &str) {
        self.settle();
        self.out.push_str(code);
    }

    /// Words in emphasis.
    pub fn emphasized(&mut self, text: &str, mark: Emphasis) {
        let mark = if mark == Emphasis::Light { EMPHASIS } else { STRONG };
        self.code(mark);
        self.text(text);
        self.code(mark);
    }

    fn settle(&mut self) {
        self.out.push_str(self.gap.text());
        self.gap = Gap::None;
    }

    fn parts(&mut self, parts: &[Part], after: Gap) {
        let names = self.speaker.names;
        let mut at = 0;
        while let Some(part) = parts.get(at) {
            at += 1;
            match part {
                Part::Text(text) => self.text(text),
                Part::Space => self.gap = self.gap.and(Gap::Space),
                Part::Paragraph => self.gap = self.gap.and(Gap::Paragraph),
                Part::Emphasis(on) => self.toggle(EMPHASIS, *on),
                Part::Strong(on) => self.toggle(STRONG, *on),
                Part::Number(stat) => self.code(&format!("<<= {}>>", names.stats[stat.index()])),
                Part::StatWord(stat) => self.code(&format!("<<{}>>", word_macro(&names.stats[stat.index()]))),
                Part::EnumWord(id) => self.code(&format!("<<= {}>>", names.enums[id.index()])),
                Part::If { .. } | Part::Select { .. } | Part::Sequence { .. } => {
                    let gaps = parts[at..].iter().take_while(|part| matches!(part, Part::Space | Part::Paragraph));
                    let (count, next) = gaps.fold((0, Gap::None), |(count, next), gap| {
                        (count + 1, next.max(if *gap == Part::Paragraph { Gap::Paragraph } else { Gap::Space }))
                    });
                    at += count;
                    self.variants(part, if at == parts.len() { next.max(after) } else { next });
                }
            }
        }
    }

    /// Turns emphasis on or off. Marks are always nested: what was opened later is closed first, and opened again.
    fn toggle(&mut self, mark: &'static str, on: bool) {
        if on {
            self.code(mark);
            self.open.push(mark);
        } else if let Some(at) = self.open.iter().rposition(|&open| open == mark) {
            let inner = self.open.split_off(at);
            inner.iter().rev().for_each(|mark| self.out.push_str(mark));
            for &again in &inner[1..] {
                self.out.push_str(again);
                self.open.push(again);
            }
        }
    }

    /// Writes a part that has variants. `next` is the white space behind it.
    fn variants(&mut self, part: &Part, next: Gap) {
        if self.gap == Gap::Space || (self.gap == Gap::Paragraph && next < Gap::Paragraph) {
            self.settle();
        }
        let (heads, bodies) = self.heads_and_bodies(part);
        let open =
            if bodies.iter().any(|body| has_emphasis(body)) { std::mem::take(&mut self.open) } else { Vec::new() };
        open.iter().rev().for_each(|mark| self.out.push_str(mark));
        let written: Vec<(String, Gap)> = bodies.iter().map(|body| self.body(body, &open, next)).collect();
        let least = written.iter().map(|(_, gap)| *gap).min().unwrap_or(Gap::None);
        let is_same = written.iter().all(|(_, gap)| *gap == least);
        // After this, something may stand on the page: from then on gaps count.
        let common = if is_same { least } else { least.max(Gap::None) };
        for (head, (body, gap)) in heads.iter().zip(&written) {
            let rest = if *gap > common { gap.text() } else { "" };
            if head == "<<else>>" && body.is_empty() && rest.is_empty() {
                continue;
            }
            self.out.extend([head, body, rest]);
        }
        self.out.push_str("<</if>>");
        self.out.extend(open.iter().copied());
        self.open.extend(open);
        self.gap = common;
    }

    /// What stands before each variant, and the variant.
    fn heads_and_bodies<'p>(&mut self, part: &'p Part<'p>) -> (Vec<String>, Vec<&'p [Part<'p>]>) {
        let question = |n: usize, asked: String| format!("<<{} {asked}>>", if n == 0 { "if" } else { "elseif" });
        match part {
            Part::If { arms, otherwise } => {
                let asked = arms.iter().map(|(condition, _)| self.speaker.condition(*condition)).enumerate();
                let heads = asked.map(|(n, asked)| question(n, asked)).chain(["<<else>>".to_owned()]).collect();
                let bodies = arms.iter().map(|(_, arm)| arm.as_slice()).chain([otherwise.as_slice()]).collect();
                (heads, bodies)
            }
            Part::Select { name, arms } => {
                let words = &self.speaker.story.declared_enum(*name).words;
                let variable = &self.speaker.names.enums[name.index()];
                let is = |word: &u16| format!("{variable} is \"{}\"", words[usize::from(*word)]);
                let mut heads: Vec<String> = (0..)
                    .zip(arms)
                    .map(|(n, (of, _))| question(n, of.iter().map(is).collect::<Vec<_>>().join(" or ")))
                    .collect();
                match heads.as_mut_slice() {
                    [only] => *only = "<<if true>>".to_owned(),
                    several => several[arms.len() - 1] = "<<else>>".to_owned(),
                }
                (heads, arms.iter().map(|(_, arm)| arm.as_slice()).collect())
            }
            Part::Sequence { kind, arms } => {
                let visits = self.visits.unwrap_or("0");
                let drawn = match kind {
                    SequenceKind::First => visits.to_owned(),
                    SequenceKind::Cycle => format!("({visits} % {})", arms.len()),
                    SequenceKind::Shuffle => {
                        self.code(&format!("<<set _drawn to random(0, {})>>", arms.len() - 1));
                        "_drawn".to_owned()
                    }
                };
                let mut heads: Vec<String> = (0..arms.len()).map(|n| question(n, format!("{drawn} is {n}"))).collect();
                match heads.as_mut_slice() {
                    [only] => *only = "<<if true>>".to_owned(),
                    several => several[arms.len() - 1] = "<<else>>".to_owned(),
                }
                (heads, arms.iter().map(Vec::as_slice).collect())
            }
            _ => (Vec::new(), Vec::new()),
        }
    }

    /// One variant on its own, and the white space that is due after it.
    fn body(&mut self, body: &[Part], open: &[&'static str], next: Gap) -> (String, Gap) {
        let mut inner = Self::new(self.speaker, self.visits);
        inner.gap = self.gap;
        if !body.is_empty() && !open.is_empty() {
            open.iter().for_each(|mark| inner.toggle(mark, true));
        }
        inner.parts(body, next);
        open.iter().rev().for_each(|mark| inner.toggle(mark, false));
        let gap = inner.gap.and(next);
        (inner.out, gap)
    }
}

/// How strongly words stand out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Emphasis {
    Light,
    Strong,
}

fn has_emphasis(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Emphasis(_) | Part::Strong(_) => true,
        Part::If { arms, otherwise } => arms.iter().any(|(_, arm)| has_emphasis(arm)) || has_emphasis(otherwise),
        Part::Select { arms, .. } => arms.iter().any(|(_, arm)| has_emphasis(arm)),
        Part::Sequence { arms, .. } => arms.iter().any(|arm| has_emphasis(arm)),
        _ => false,
    })
}

/// The macro that says the word of a stat.
fn word_macro(variable: &str) -> String {
    format!("word_of{}", variable.replace('$', "_"))
}

/// The widget behind [`word_macro`].
pub(super) fn word_widget(variable: &str, stat: &Stat) -> String {
    let mut widget = format!("<<widget \"{}\">>", word_macro(variable));
    let count = stat.words.len();
    for (n, word) in stat.words.iter().rev().enumerate() {
        let keyword = if n == 0 { "if" } else { "elseif" };
        let is_sure = n + 1 == count && word.from <= stat.low;
        let head = match is_sure {
            true if n == 0 => "<<if true>>".to_owned(),
            true => "<<else>>".to_owned(),
            false => format!("<<{keyword} {variable} gte {}>>", word.from),
        };
        widget.push_str(&head);
        escape(&word.word, &mut widget);
    }
    widget + "<</if>><</widget>>"
}

/// Appends words so that SugarCube shows them as they are: what it would read as markup becomes a character reference.
pub(super) fn escape(text: &str, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let is_line_start = out.is_empty() || out.ends_with(['\n', '>']);
        let is_markup = match c {
            '$' | '_' | '/' | '\'' | '"' | '=' | '^' | '~' | '[' | ']' | '<' | '>' | '{' | '}' | '@' | '&' | '\\'
            | '*' | '#' | '`' => true,
            '!' => is_line_start,
            '-' => is_line_start || out.ends_with('-'),
            '?' => next.is_some_and(char::is_alphabetic),
            ':' => is_line_start || next.is_some_and(|next| !next.is_whitespace()),
            _ => false,
        };
        if is_markup {
            out.push_str(&format!("&#{};", u32::from(c)));
        } else {
            out.push(c);
        }
    }
}
