//! What can be wrong with the form of a RON file, in plain words.

use std::ops::Range;

use super::MAX_DEPTH;

/// A mistake in the form of a file, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}")]
pub struct Fault {
    /// What is wrong.
    pub code: FaultCode,
    /// The bytes to show; empty, between two bytes, where something is missing.
    pub span: Range<usize>,
    /// A second place that explains the first, such as the bracket that was opened.
    pub related: Option<Range<usize>>,
}

impl Fault {
    pub(super) fn new(code: FaultCode, span: Range<usize>) -> Self {
        Self { code, span, related: None }
    }

    pub(super) fn with_related(self, related: Range<usize>) -> Self {
        Self { related: Some(related), ..self }
    }

    /// A character that has no business here.
    pub(super) fn unexpected(c: char, at: usize) -> Self {
        let code = match c {
            ')' | ']' | '}' => FaultCode::UnopenedBracket(c),
            _ => FaultCode::UnexpectedCharacter(c),
        };
        Self::new(code, at..at + c.len_utf8())
    }

    /// How to mend it, if that can be said.
    pub fn hint(&self) -> Option<String> {
        self.code.hint()
    }

    /// What to write beside the related place.
    pub fn related_label(&self) -> &'static str {
        match self.code {
            FaultCode::MismatchedBracket { .. } => "this is still open",
            FaultCode::UnopenedBracket(_) => "the value of the file ended here",
            FaultCode::QuoteInText | FaultCode::QuoteBeforeField => "this is read as the text",
            FaultCode::UnclosedString => "it runs on to here at least",
            _ => "it should be closed before this",
        }
    }
}

/// The kinds of mistake in the form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FaultCode {
    /// An opening bracket without its closing one. Related: the end of the file, or what shows that it is open.
    #[error("`{0}` is never closed")]
    UnclosedBracket(char),
    /// A closing bracket of the wrong kind. Related: the opening one.
    #[error("`{found}` does not close `{open}`")]
    MismatchedBracket {
        /// The bracket that is open.
        open: char,
        /// The bracket that stands where it should be closed.
        found: char,
    },
    /// A closing bracket with nothing open.
    #[error("`{0}` closes nothing")]
    UnopenedBracket(char),
    /// A text without its closing quotation mark. Related: the end of the file, or where it ended by accident.
    #[error("this text is never closed")]
    UnclosedString,
    /// A block comment without its `*/`.
    #[error("this comment is never closed")]
    UnclosedComment,
    /// More than [`MAX_DEPTH`] open brackets.
    #[error("brackets are nested more than {MAX_DEPTH} deep")]
    TooDeep,
    /// Two values, or two fields, with nothing between them.
    #[error("a comma is missing here")]
    MissingComma,
    /// A key without a colon after it.
    #[error("a colon is missing here")]
    MissingColon,
    /// A colon, or `..=`, without a value after it.
    #[error("a value is missing here")]
    MissingValue,
    /// A value in a record without its field name.
    #[error("a field name is missing here")]
    MissingName,
    /// A field name of a record in quotation marks.
    #[error("a field name stands in quotation marks")]
    QuotedName,
    /// A text that ends with more written right after it, as at a quotation mark inside it.
    #[error("the text ends at this quotation mark, but more follows it")]
    QuoteInText,
    /// The same where a field follows the text's end: most likely its own closing quotation mark is missing before that.
    #[error("the closing quotation mark of this text is missing")]
    QuoteBeforeField,
    /// A value in a list with a name before it.
    #[error("a value in `[ ]` has no name")]
    NameInList,
    /// Single quotation marks around more or less than one character.
    #[error("single quotation marks hold one character, not a text")]
    LongCharacter,
    /// A `\` with something after it that is no escape.
    #[error("this is no known escape")]
    BadEscape,
    /// A character that cannot stand here.
    #[error("unexpected {}", shown(*.0))]
    UnexpectedCharacter(char),
    /// Something after the value of the file.
    #[error("there is more after the end of the value")]
    TrailingText,
    /// Nothing but space and comments.
    #[error("there is no value here")]
    Empty,
    /// More than 4 GiB.
    #[error("the file is larger than 4 GiB")]
    TooLong,
}

impl FaultCode {
    /// How to mend it, if that can be said.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::UnclosedBracket(open) => return Some(format!("close it with `{}`", closer(*open))),
            Self::MismatchedBracket { open, .. } => return Some(format!("write `{}` here", closer(*open))),
            Self::UnopenedBracket(_) => "remove it, or look for a bracket closed too early",
            Self::UnclosedString => r##"close it with `"`, or with `"#` if it opens with `r#"`"##,
            Self::UnclosedComment => "close it with `*/`, once for each `/*` inside",
            Self::MissingColon => "write `name: value`",
            Self::MissingName => "in `( )` either every value has a name or none has",
            Self::QuotedName => "write the name alone; in `{ }` keys have quotation marks, in `( )` they have none",
            Self::QuoteInText => r##"write `\"` inside the text, or put the whole text in `r#"…"#`"##,
            Self::QuoteBeforeField => {
                r#"write `"` before the comma that ends the field, in front of the next field's name"#
            }
            Self::NameInList => "write `{ }` for `[ ]` around values with names",
            Self::LongCharacter => r#"write texts in double quotation marks: `"…"`"#,
            Self::BadEscape => r#"known are `\n`, `\t`, `\"`, `\\` and `\u{…}`; a plain `\` is written `\\`"#,
            Self::UnexpectedCharacter(c) => return unexpected_hint(*c).map(String::from),
            Self::TrailingText => "a file is one value: put its fields together in `( )`",
            Self::TooDeep | Self::MissingComma | Self::MissingValue | Self::Empty | Self::TooLong => return None,
        };
        Some(hint.to_owned())
    }
}

/// The bracket that closes this one.
pub(super) fn closer(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

fn shown(c: char) -> String {
    if c.is_ascii_graphic() || c.is_alphanumeric() || ('\u{2010}'..='\u{2027}').contains(&c) {
        format!("`{c}`")
    } else {
        format!("character U+{:04X}", u32::from(c))
    }
}

fn unexpected_hint(c: char) -> Option<&'static str> {
    match c {
        ',' => Some("remove the comma"),
        ':' => Some("in `( )` every value has a name or none has"),
        '‘' | '’' | '“' | '”' | '„' | '«' | '»' => {
            Some(r#"texts stand in straight quotation marks: `"…"`"#)
        }
        '/' => Some("a comment starts with `//`"),
        _ => None,
    }
}
