//! As much of SugarCube as the exported stories use, so that they can be played and compared with the original.

use std::collections::BTreeMap;

use super::reader::Passage;

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Number(i64),
    Truth(bool),
    Words(String),
    List(Vec<Value>),
}

/// Where chance is asked more often than this in a turn, nothing more is shown.
const MOST_DRAWS: usize = 8;

/// What a passage shows.
#[derive(Debug, Default, PartialEq)]
pub struct Shown {
    pub text: String,
    pub links: Vec<Link>,
    /// Choices that are not open, with their reasons.
    pub locked: Vec<String>,
}

#[derive(Debug, PartialEq)]
pub struct Link {
    pub label: String,
    to: String,
    body: String,
}

/// A story that is played in Twine.
#[derive(Clone)]
pub struct Twine<'a> {
    passages: BTreeMap<&'a str, &'a str>,
    variables: BTreeMap<String, Value>,
    /// What `random` gives, one number a call, counted from the lowest; then the lowest.
    draws: Vec<i64>,
    /// How many numbers each call could have given.
    asked: Vec<i64>,
}

impl<'a> Twine<'a> {
    pub fn new(passages: &'a [Passage]) -> Self {
        let passages = passages.iter().map(|passage| (passage.name.as_str(), passage.content.as_str())).collect();
        let mut twine = Self { passages, variables: BTreeMap::new(), draws: Vec::new(), asked: Vec::new() };
        if let Some(init) = twine.passages.get("StoryInit").copied() {
            twine.show(init, &mut Shown::default());
        }
        twine
    }

    /// Shows a passage in every way that chance may fall, until `fits` takes one; plays on from there. Gives what it showed last.
    pub fn play(&mut self, passage: &str, link: Option<&Link>, fits: impl Fn(&Shown) -> bool) -> Result<Shown, Shown> {
        let mut draws = Vec::new();
        loop {
            let mut twine = self.clone();
            (twine.draws, twine.asked) = (draws, Vec::new());
            let mut shown = Shown::default();
            if let Some(link) = link {
                twine.show(&link.body, &mut Shown::default());
            }
            twine.include(link.map_or(passage, |link| link.to.as_str()), &mut shown);
            if fits(&shown) {
                *self = twine;
                return Ok(shown);
            }
            draws = twine.draws;
            draws.resize(twine.asked.len(), 0);
            while draws.last().is_some_and(|&drawn| drawn + 1 >= twine.asked[draws.len() - 1]) {
                draws.pop();
            }
            match draws.last_mut() {
                Some(drawn) => *drawn += 1,
                None => return Err(shown),
            }
        }
    }

    fn include(&mut self, passage: &str, shown: &mut Shown) {
        assert!(shown.text.len() < 1_000_000, "passages include each other for ever");
        if self.asked.len() > MOST_DRAWS {
            return;
        }
        let content = *self.passages.get(passage).unwrap_or_else(|| panic!("there is no passage `{passage}`"));
        self.show(content, shown);
    }

    fn show(&mut self, source: &str, shown: &mut Shown) {
        let mut rest = source;
        while let Some(c) = rest.chars().next() {
            if rest.starts_with("<<") {
                rest = self.tag(rest, shown);
            } else if let Some(after) = ["\\\n", "//", "''"].iter().find_map(|markup| rest.strip_prefix(markup)) {
                rest = after;
            } else if let Some(after) = rest.strip_prefix("/*") {
                rest = after.split_once("*/").unwrap().1;
            } else if let Some(after) = rest.strip_prefix("&#") {
                let (number, after) = after.split_once(';').unwrap();
                shown.text.push(char::from_u32(number.parse().unwrap()).unwrap());
                rest = after;
            } else if let Some(after) = rest.strip_prefix("<span class=\"locked\">") {
                let (label, after) = after.split_once("</span>").unwrap();
                shown.locked.push(self.words(label));
                rest = after;
            } else if rest.starts_with('<') {
                assert!(rest.starts_with("<span class=\"mark\">") || rest.starts_with("</span>"), "{rest}");
                rest = rest.split_once('>').unwrap().1;
            } else {
                assert!(!"$_[]{}@^~`#*\"".contains(c), "SugarCube would read `{c}` as markup: {rest}");
                shown.text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }

    fn words(&mut self, source: &str) -> String {
        let mut shown = Shown::default();
        self.show(source, &mut shown);
        shown.text
    }

    /// Carries out the macro at the start of `source` and gives what follows it.
    fn tag<'s>(&mut self, source: &'s str, shown: &mut Shown) -> &'s str {
        let (name, arguments, after) = read_tag(source);
        match name {
            "set" => {
                let (variable, value) = arguments.split_once(" to ").unwrap();
                let value = self.ask(value);
                self.variables.insert(variable.to_owned(), value);
            }
            "run" if arguments == "State.prng.init()" => {}
            "run" => drop(self.ask(arguments)),
            "include" if arguments.starts_with('_') => match self.ask(arguments) {
                Value::Words(passage) => self.include(&passage, shown),
                other => panic!("{other:?} is no passage"),
            },
            "include" => self.include(&strings(arguments)[0], shown),
            "=" => match self.ask(arguments) {
                Value::Number(number) => shown.text.push_str(&number.to_string()),
                Value::Words(words) => shown.text.push_str(&words),
                other => panic!("{arguments} is {other:?}"),
            },
            "if" => {
                let (parts, after) = block(source);
                let taken = parts.iter().find(|(head, _)| {
                    let question = head.trim_start_matches("else").trim_start_matches("if").trim();
                    question.is_empty() || self.ask(question) == Value::Truth(true)
                });
                if let Some((_, body)) = taken {
                    self.show(body, shown);
                }
                return after;
            }
            "for" => {
                let (parts, after) = block(source);
                self.repeat(arguments, parts[0].1, shown);
                return after;
            }
            "link" => {
                let (parts, after) = block(source);
                let [label, to] = <[String; 2]>::try_from(strings(arguments)).unwrap();
                let label = self.words(&label);
                shown.links.push(Link { label, to, body: parts[0].1.to_owned() });
                return after;
            }
            widget => {
                let head = format!("<<widget \"{widget}\">>");
                let mut widgets = ["Words of stats", "Decks"].iter().filter_map(|name| self.passages.get(name));
                let widget = widgets.find_map(|widgets| Some(&widgets[widgets.find(&head)?..]));
                let widget = widget.unwrap_or_else(|| panic!("no `{head}`"));
                let given = arguments.split_whitespace().map(|given| self.ask(given)).collect();
                self.variables.insert("_args".to_owned(), Value::List(given));
                self.show(block(widget).0[0].1, shown);
            }
        }
        after
    }

    /// `<<for _card range _hand>>`, or as long as a condition holds. SugarCube drops one line break behind the body.
    fn repeat(&mut self, head: &str, body: &str, shown: &mut Shown) {
        assert!(!body.starts_with('\n') && !body.ends_with('\n'), "SugarCube would drop a line break: {body}");
        let Some((variable, range)) = head.split_once(" range ") else {
            for _ in 0..1000 {
                if self.ask(head) == Value::Truth(false) {
                    return;
                }
                self.show(body, shown);
            }
            panic!("SugarCube gives up after a thousand rounds: {head}");
        };
        let Value::List(items) = self.ask(range) else { panic!("{range} is no list") };
        for item in items {
            self.variables.insert(variable.to_owned(), item);
            self.show(body, shown);
        }
    }

    fn ask(&mut self, expression: &str) -> Value {
        let tokens = tokens(expression);
        let mut at = 0;
        let value = self.either(&tokens, &mut at);
        assert_eq!(at, tokens.len(), "{expression}");
        value
    }

    fn either(&mut self, tokens: &[String], at: &mut usize) -> Value {
        let mut value = self.both(tokens, at);
        while take(tokens, at, "or") {
            let right = self.both(tokens, at);
            value = Value::Truth(is(&value) | is(&right));
        }
        value
    }

    fn both(&mut self, tokens: &[String], at: &mut usize) -> Value {
        let mut value = self.compared(tokens, at);
        while take(tokens, at, "and") {
            let right = self.compared(tokens, at);
            value = Value::Truth(is(&value) & is(&right));
        }
        value
    }

    fn compared(&mut self, tokens: &[String], at: &mut usize) -> Value {
        let left = self.sum(tokens, at);
        let Some(comparison) =
            ["is", "isnot", "gt", "gte", "lt", "lte"].into_iter().find(|word| take(tokens, at, word))
        else {
            return left;
        };
        let right = self.sum(tokens, at);
        Value::Truth(match comparison {
            "is" => left == right,
            "isnot" => left != right,
            "gt" => number(&left) > number(&right),
            "gte" => number(&left) >= number(&right),
            "lt" => number(&left) < number(&right),
            _ => number(&left) <= number(&right),
        })
    }

    fn sum(&mut self, tokens: &[String], at: &mut usize) -> Value {
        let mut value = self.one(tokens, at);
        while let Some(sign) = ["+", "-", "%"].into_iter().find(|sign| take(tokens, at, sign)) {
            let right = number(&self.one(tokens, at));
            value = Value::Number(match sign {
                "+" => number(&value) + right,
                "-" => number(&value) - right,
                _ => number(&value) % right,
            });
        }
        value
    }

    /// `not` holds as tightly as a sign, as it does in JavaScript.
    fn one(&mut self, tokens: &[String], at: &mut usize) -> Value {
        let token = tokens[*at].clone();
        *at += 1;
        match token.as_str() {
            "not" => Value::Truth(!is(&self.one(tokens, at))),
            "-" => Value::Number(-number(&self.one(tokens, at))),
            "(" => {
                let value = self.either(tokens, at);
                assert!(take(tokens, at, ")"));
                value
            }
            "[" => {
                assert!(take(tokens, at, "]"), "only empty lists are written");
                Value::List(Vec::new())
            }
            "true" | "false" => Value::Truth(token == "true"),
            "Math.clamp" => {
                let [value, low, high] = self.arguments(tokens, at);
                Value::Number(value.clamp(low, high))
            }
            "random" => {
                let [low, high] = self.arguments(tokens, at);
                let drawn = self.draws.get(self.asked.len()).copied().unwrap_or(0);
                self.asked.push(high - low + 1);
                Value::Number(low + drawn)
            }
            token => match token.strip_prefix('"') {
                Some(words) => Value::Words(words.to_owned()),
                None if token.starts_with(['$', '_']) => self.variable(token, tokens, at),
                None => Value::Number(token.parse().unwrap()),
            },
        }
    }

    /// A variable, or what is asked of the list in it.
    fn variable(&mut self, name: &str, tokens: &[String], at: &mut usize) -> Value {
        let mut value = self.variables.get(name).unwrap_or_else(|| panic!("{name} was never set")).clone();
        loop {
            if take(tokens, at, "[") {
                let index = number(&self.sum(tokens, at)) as usize;
                assert!(take(tokens, at, "]"));
                value = list(value).swap_remove(index);
            } else if take(tokens, at, ".") {
                let asked = tokens[*at].clone();
                *at += 1;
                value = self.method(&asked, name, list(value), tokens, at);
            } else {
                return value;
            }
        }
    }

    fn method(&mut self, asked: &str, of: &str, mut items: Vec<Value>, tokens: &[String], at: &mut usize) -> Value {
        let given = match asked {
            "length" => return Value::Number(items.len() as i64),
            "push" => {
                assert!(take(tokens, at, "("));
                let item = self.either(tokens, at);
                assert!(take(tokens, at, ")"));
                items.push(item);
                Value::Number(items.len() as i64)
            }
            "pop" => {
                assert!(take(tokens, at, "(") && take(tokens, at, ")"));
                items.pop().expect("a detour comes back that was never begun")
            }
            "splice" => {
                let [from, count] = self.arguments(tokens, at);
                Value::List(items.drain(from as usize..(from + count) as usize).collect())
            }
            _ => panic!("lists have no `{asked}` here"),
        };
        self.variables.insert(of.to_owned(), Value::List(items));
        given
    }

    fn arguments<const N: usize>(&mut self, tokens: &[String], at: &mut usize) -> [i64; N] {
        assert!(take(tokens, at, "("));
        std::array::from_fn(|n| {
            let value = number(&self.sum(tokens, at));
            assert!(take(tokens, at, if n + 1 == N { ")" } else { "," }));
            value
        })
    }
}

fn is(value: &Value) -> bool {
    *value == Value::Truth(true)
}

fn number(value: &Value) -> i64 {
    match value {
        Value::Number(number) => *number,
        other => panic!("{other:?} is no number"),
    }
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::List(items) => items,
        other => panic!("{other:?} is no list"),
    }
}

fn take(tokens: &[String], at: &mut usize, wanted: &str) -> bool {
    let is_there = tokens.get(*at).is_some_and(|token| token == wanted);
    *at += usize::from(is_there);
    is_there
}

/// Words, numbers and signs; strings with only their opening quotation mark.
fn tokens(expression: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = expression.trim();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => rest[1..].find('"').unwrap() + 1,
            '$' | '_' => rest.find(|c: char| !c.is_alphanumeric() && !"$_".contains(c)).unwrap_or(rest.len()),
            c if c.is_alphanumeric() => {
                rest.find(|c: char| !c.is_alphanumeric() && !"$_.".contains(c)).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        tokens.push(rest[..length].to_owned());
        rest = rest[length + usize::from(first == '"')..].trim_start();
    }
    tokens
}

/// Name, arguments and rest of the macro that `source` starts with.
fn read_tag(source: &str) -> (&str, &str, &str) {
    let inside = &source[2..];
    let mut is_string = false;
    let mut bytes = inside.bytes().enumerate();
    let end = loop {
        match bytes.next().expect("a macro is never closed") {
            (_, b'\\') if is_string => drop(bytes.next()),
            (_, b'"') => is_string = !is_string,
            (at, b'>') if !is_string && inside[at..].starts_with(">>") => break at,
            _ => {}
        }
    };
    let (name, arguments) = inside[..end].split_once(' ').unwrap_or((&inside[..end], ""));
    (name, arguments, &inside[end + 2..])
}

/// The parts of the block that `source` starts with, each its head and its body, and the rest.
fn block(source: &str) -> (Vec<(&str, &str)>, &str) {
    let (opening, _, mut rest) = read_tag(source);
    let mut head = &source[2..source.len() - rest.len() - 2];
    let (mut parts, mut start, mut depth) = (Vec::new(), rest, 1);
    loop {
        let at = rest.find("<<").unwrap_or_else(|| panic!("<<{opening}>> is never closed"));
        let tag = &rest[at..];
        let (name, _, after) = read_tag(tag);
        let body = &start[..start.len() - tag.len()];
        rest = after;
        if name == opening {
            depth += 1;
        } else if name.strip_prefix('/') == Some(opening) {
            depth -= 1;
            if depth == 0 {
                parts.push((head, body));
                return (parts, rest);
            }
        } else if depth == 1 && opening == "if" && matches!(name, "elseif" | "else") {
            parts.push((head, body));
            head = &tag[2..tag.len() - rest.len() - 2];
            start = rest;
        }
    }
}

fn strings(arguments: &str) -> Vec<String> {
    let strings = serde_json::Deserializer::from_str(arguments).into_iter::<String>();
    strings.map(Result::unwrap).collect()
}
