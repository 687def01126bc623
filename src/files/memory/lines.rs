//! The lines of a memory: each with a checksum of its own, so that a damaged one takes no other with it.

/// What one line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// The start of playthroughs with a seed.
    Root {
        node: u32,
        seed: u64,
    },
    /// A choice, `scene/beat/choice`, that was made where another way ended.
    Step {
        node: u32,
        from: u32,
        choice: String,
    },
    /// A beat that was reached, at the end of a way if that began at the start of the story.
    Beat {
        node: Option<u32>,
        name: String,
    },
    /// `scene/beat/choice`.
    Choice(String),
    Rumour(String),
    /// The playthrough by its seed and a hash of its choices.
    Ending {
        id: String,
        seed: u64,
        log: u32,
    },
}

const MAGIC: &str = "bloodmark-memory";
const VERSION: u32 = 1;

/// The first line.
pub(super) fn header() -> Vec<u8> {
    summed(&format!("{MAGIC} {VERSION}"))
}

/// One line, with its break.
pub(super) fn line(entry: &Entry) -> Vec<u8> {
    summed(&match entry {
        Entry::Root { node, seed } => format!("root {node} {seed}"),
        Entry::Step { node, from, choice } => format!("step {node} {from} {choice}"),
        Entry::Beat { node: Some(node), name } => format!("beat {name} {node}"),
        Entry::Beat { node: None, name } => format!("beat {name}"),
        Entry::Choice(name) => format!("choice {name}"),
        Entry::Rumour(id) => format!("rumor {id}"),
        Entry::Ending { id, seed, log } => format!("ending {id} {seed} {log}"),
    })
}

fn summed(words: &str) -> Vec<u8> {
    format!("{:08x} {words}\n", crc32fast::hash(words.as_bytes())).into_bytes()
}

/// The entries of a file, and how many lines were damaged. A last line that was not finished is left out and is no damage: whoever wrote it
/// was stopped.
///
/// # Errors
/// If it was written by a newer version; gives that.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Entry>, usize), u32> {
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |last| last + 1);
    let (mut entries, mut damaged, mut has_header) = (Vec::new(), 0, false);
    for line in bytes[..whole].split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        let words = checked(line);
        match words.and_then(version) {
            Some(version) if version > VERSION => return Err(version),
            Some(_) => has_header = true,
            None => match words.and_then(entry) {
                Some(entry) => entries.push(entry),
                None => damaged += 1,
            },
        }
    }
    let is_damaged = !has_header && whole > 0 && damaged == 0;
    Ok((entries, damaged + usize::from(is_damaged)))
}

/// The words of a line, if its checksum fits.
fn checked(line: &[u8]) -> Option<&str> {
    let (sum, words) = std::str::from_utf8(line).ok()?.split_once(' ')?;
    let is_sum = sum.len() == 8 && u32::from_str_radix(sum, 16) == Ok(crc32fast::hash(words.as_bytes()));
    is_sum.then_some(words)
}

fn version(words: &str) -> Option<u32> {
    words.strip_prefix(MAGIC)?.trim_start().parse().ok()
}

fn entry(words: &str) -> Option<Entry> {
    let words: Vec<&str> = words.split(' ').collect();
    let number = |word: &str| word.parse().ok();
    Some(match words.as_slice() {
        ["root", node, seed] => Entry::Root { node: number(node)?, seed: seed.parse().ok()? },
        ["step", node, from, choice] => {
            Entry::Step { node: number(node)?, from: number(from)?, choice: choice.to_string() }
        }
        ["beat", name, node] => Entry::Beat { node: Some(number(node)?), name: name.to_string() },
        ["beat", name] => Entry::Beat { node: None, name: name.to_string() },
        ["choice", name] => Entry::Choice(name.to_string()),
        ["rumor", id] => Entry::Rumour(id.to_string()),
        ["ending", id, seed, log] => Entry::Ending { id: id.to_string(), seed: seed.parse().ok()?, log: number(log)? },
        _ => return None,
    })
}
