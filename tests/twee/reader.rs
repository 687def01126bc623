//! A strict reader of Twee 3: it refuses whatever the specification does not allow.

/// A passage of a Twee file, as the specification reads it.
#[derive(Debug)]
pub struct Passage {
    pub name: String,
    pub tags: Vec<String>,
    pub content: String,
}

/// Reads Twee 3 and refuses whatever the specification does not allow.
pub fn read_twee(twee: &str) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for line in twee.lines() {
        match line.strip_prefix("::") {
            Some(head) => passages.push(read_head(head.trim())),
            None => {
                let passage = passages.last_mut().expect("something stands before the first passage");
                passage.content += line;
                passage.content.push('\n');
            }
        }
    }
    passages.iter_mut().for_each(|passage| passage.content.truncate(passage.content.trim_end().len()));
    passages
}

fn read_head(head: &str) -> Passage {
    let (name, rest) = up_to(head, &['[', '{']);
    assert!(!name.trim().is_empty(), "a passage without a name: {head}");
    let (tags, rest) = match rest.strip_prefix('[') {
        Some(rest) => {
            let (tags, rest) = up_to(rest, &[']']);
            (tags, rest[1..].trim())
        }
        None => (String::new(), rest),
    };
    if !rest.is_empty() {
        let metadata: serde_json::Value = serde_json::from_str(rest).unwrap();
        let position = metadata["position"].as_str().unwrap();
        assert!(position.split(',').all(|number| number.parse::<u32>().is_ok()), "{head}");
    }
    let tags = tags.split(' ').filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    Passage { name: name.trim().to_owned(), tags, content: String::new() }
}

/// The text before the first of `ends` that is not escaped, without its escapes, and the rest.
fn up_to<'a>(text: &'a str, ends: &[char]) -> (String, &'a str) {
    let mut read = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => read.extend(chars.next().map(|(_, escaped)| escaped)),
            c if ends.contains(&c) => return (read, &text[at..]),
            c => {
                assert!(!"[]{}".contains(c), "an unescaped `{c}`: {text}");
                read.push(c);
            }
        }
    }
    (read, "")
}
