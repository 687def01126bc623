//! Straight quotation marks, double hyphens and three dots become what a printer would set.

/// Sees the characters of a text one after the other and says what to set for each.
#[derive(Debug, Clone)]
pub(super) struct Typographer {
    before: char,
}

impl Default for Typographer {
    fn default() -> Self {
        Self { before: '\n' }
    }
}

/// A whole text as a printer would set it.
pub(super) fn set(text: &str) -> String {
    let mut typographer = Typographer::default();
    let mut set = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (c, length) = typographer.set(rest);
        set.push(c);
        rest = &rest[length..];
    }
    set
}

/// Words that start with an apostrophe, as what follows it.
const ELISIONS: [&str; 8] = ["em", "til", "tis", "twas", "cause", "bout", "round", "n"];

impl Typographer {
    /// What to set for the start of `rest`, and how many bytes of it that stands for. `rest` is not empty.
    pub fn set(&mut self, rest: &str) -> (char, usize) {
        let first = rest.chars().next().unwrap_or(' ');
        let (set, length) = match first {
            '-' if rest.starts_with("---") => ('—', 3),
            '-' if rest.starts_with("--") => ('—', 2),
            '.' if rest.starts_with("...") => ('…', 3),
            '"' if self.opens(&rest[1..]) => ('“', 1),
            '"' => ('”', 1),
            '\'' if self.opens(&rest[1..]) && !is_elision(&rest[1..]) => ('‘', 1),
            '\'' => ('’', 1),
            other => (other, other.len_utf8()),
        };
        self.before = set;
        (set, length)
    }

    /// Something was set that the text does not spell out: a number or a word.
    pub fn skip(&mut self) {
        self.before = 'x';
    }

    /// A quotation mark opens after a gap or an opening mark, and after a dash if a word follows.
    fn opens(&self, rest: &str) -> bool {
        match self.before {
            '(' | '[' | '“' | '‘' => true,
            '—' | '-' | '–' => rest.starts_with(char::is_alphanumeric),
            before => before.is_whitespace(),
        }
    }
}

fn is_elision(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit())
        || ELISIONS.iter().any(|word| first_word(rest).eq_ignore_ascii_case(word))
}

fn first_word(rest: &str) -> &str {
    rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}
