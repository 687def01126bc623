//! Text inside other languages: XML, JSON in a page, and Graphviz.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

/// Text for XML and HTML, in an element or in a quoted attribute. Characters that XML forbids become `�`.
pub fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..' ' | '\u{7f}'..'\u{a0}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// JSON that may stand in a `<script>`: nothing in it opens or closes an element or a comment.
pub fn script(json: &serde_json::Value) -> String {
    let mut escaped = String::new();
    for letter in json.to_string().chars() {
        match letter {
            // Such characters stand only within strings of JSON, which may write them so.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => escaped.push_str(&format!("\\u{:04x}", letter as u32)),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A quoted name or label of Graphviz; line breaks stay.
pub fn dot(text: &str) -> String {
    let mut escaped = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\0'..' ' | '\u{7f}' => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped.push('"');
    escaped
}
