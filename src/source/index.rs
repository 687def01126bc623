//! The span index of a RON file: every value with its kind, its place, its key and its parent.

mod fault;
mod literal;
mod scan;
mod token;

use std::borrow::Cow;
use std::ops::Range;

pub use fault::{Fault, FaultCode};
use literal::Literal;

/// How many brackets may be open at once: 64. One more is a [`FaultCode::TooDeep`].
pub const MAX_DEPTH: usize = 64;

/// One value of an [`Index`]. It means nothing in another index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    fn at(position: usize) -> Self {
        Self(u32::try_from(position).expect("`parse` refuses texts over 4 GiB"))
    }

    fn position(self) -> usize {
        self.0 as usize
    }
}

/// What a value looks like in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `(a: 1)` or `Name(a: 1)`.
    Record,
    /// `{"a": 1}`.
    Map,
    /// `[1, 2]`.
    List,
    /// `(1, 2)`, `Name(1)`, and `()`.
    Tuple,
    /// `"text"` or `r#"text"#`.
    Text,
    /// `1`, `-2.5`, `0x1f`, `inf`, `b'a'`.
    Number,
    /// `true` or `false`.
    Bool,
    /// `'a'`.
    Char,
    /// `b"bytes"` or `br#"bytes"#`.
    Bytes,
    /// `0..=5`, `0..5`, `0..`, `..5`, `..`.
    Range,
    /// A bare word: `None`, `Sworn`, `r#two-part`.
    Name,
}

/// A value as the scan leaves it. Nodes stand in written order, each before its children.
#[derive(Debug, Clone)]
struct Node {
    kind: Kind,
    /// Position of the parent; the root is its own.
    parent: usize,
    span: Range<usize>,
    key: Option<Box<Key>>,
}

impl Node {
    /// Where the entry starts: at its key if it has one.
    fn entry_start(&self) -> usize {
        self.key.as_ref().map_or(self.span.start, |key| key.span.start)
    }

    fn key_text(&self) -> &str {
        self.key.as_ref().map_or("", |key| &key.text)
    }
}

/// The name of a field, or the key of a map entry.
#[derive(Debug, Clone)]
struct Key {
    text: String,
    span: Range<usize>,
    kind: Kind,
}

/// Where every value of one RON text stands. It accepts all that `ron` accepts, down to [`MAX_DEPTH`],
/// and somewhat more: numbers and words are not checked.
///
/// # Example
/// ```
/// use bloodmark::source::index::Index;
///
/// let text = r#"(beats: {"door": (goto: "hall")})"#;
/// let index = Index::parse(text).expect("the text is well formed");
/// let target = index.find(&["beats", "door", "goto"]).expect("it is there");
/// assert_eq!(&text[index.span(target)], r#""hall""#);
/// assert_eq!(index.path(target), "beats.door.goto");
/// ```
#[derive(Debug, Clone)]
pub struct Index {
    nodes: Vec<Node>,
    comments: Vec<Range<usize>>,
    /// The children of node `n` are `children[first[n]..first[n + 1]]`.
    first: Vec<usize>,
    children: Vec<NodeId>,
    /// As `children`, those of one parent sorted by key.
    by_key: Vec<NodeId>,
    duplicates: Vec<(NodeId, NodeId)>,
}

impl Index {
    /// Indexes a text without byte order mark, in one pass and without recursion.
    ///
    /// # Errors
    /// The first fault in brackets, commas, colons, literals or comments.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        if u32::try_from(text.len()).is_err() {
            return Err(Fault::new(FaultCode::TooLong, 0..0));
        }
        let (nodes, comments) = scan::scan(text)?;
        let mut first = vec![0; nodes.len() + 1];
        for node in &nodes[1..] {
            first[node.parent + 1] += 1;
        }
        for position in 1..first.len() {
            first[position] += first[position - 1];
        }
        let mut next = first.clone();
        let mut children = vec![NodeId(0); nodes.len() - 1];
        for (position, node) in nodes.iter().enumerate().skip(1) {
            children[next[node.parent]] = NodeId::at(position);
            next[node.parent] += 1;
        }
        let by_key = children.clone();
        let mut index = Self { nodes, comments, first, children, by_key, duplicates: Vec::new() };
        index.sort_keys();
        Ok(index)
    }

    /// Every value, each before those inside it.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len()).map(NodeId::at)
    }

    /// The value of the whole file.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// What the value looks like.
    pub fn kind(&self, n: NodeId) -> Kind {
        self.node(n).kind
    }

    /// The bytes of the value, without its key, with the struct name before a bracket.
    pub fn span(&self, n: NodeId) -> Range<usize> {
        self.node(n).span.clone()
    }

    /// The field name without `r#`, the decoded text key, or another map key as it is written.
    pub fn key(&self, n: NodeId) -> Option<&str> {
        self.node(n).key.as_ref().map(|key| key.text.as_str())
    }

    /// The bytes of the key; a text key includes its quotation marks.
    pub fn key_span(&self, n: NodeId) -> Option<Range<usize>> {
        self.node(n).key.as_ref().map(|key| key.span.clone())
    }

    /// The value this one lies in; none for the root.
    pub fn parent(&self, n: NodeId) -> Option<NodeId> {
        (n != self.root()).then(|| NodeId::at(self.node(n).parent))
    }

    /// The values directly inside, in written order.
    pub fn children(&self, n: NodeId) -> impl Iterator<Item = NodeId> {
        self.children[self.slots(n)].iter().copied()
    }

    /// The first child with this key, by binary search.
    pub fn child(&self, n: NodeId, key: &str) -> Option<NodeId> {
        let sorted = &self.by_key[self.slots(n)];
        let place = sorted.partition_point(|&child| self.node(child).key_text() < key);
        sorted.get(place).copied().filter(|&child| self.key(child) == Some(key))
    }

    /// The child at position `i`, counted from 0.
    pub fn item(&self, n: NodeId, i: usize) -> Option<NodeId> {
        self.children[self.slots(n)].get(i).copied()
    }

    /// The innermost value whose entry covers the byte: a key and its colon belong to the value they name.
    /// Outside the root it is the root.
    pub fn at_offset(&self, offset: usize) -> NodeId {
        let after = self.nodes.partition_point(|node| node.entry_start() <= offset);
        let mut position = after.saturating_sub(1);
        while position != 0 && self.nodes[position].span.end <= offset {
            position = self.nodes[position].parent;
        }
        NodeId::at(position)
    }

    /// The keys from the root down, as in `beats.door.chance[2].goto`; empty for the root.
    pub fn path(&self, n: NodeId) -> String {
        let mut steps = vec![n];
        while let Some(parent) = self.parent(steps[steps.len() - 1]) {
            steps.push(parent);
        }
        let mut path = String::new();
        for pair in steps.windows(2).rev() {
            match self.key(pair[0]) {
                Some(key) if path.is_empty() => path.push_str(key),
                Some(key) => path.extend([".", key]),
                None => path.push_str(&format!("[{}]", self.position_in(pair[1], pair[0]))),
            }
        }
        path
    }

    /// Follows keys from the root; an item of a list or tuple goes by its decimal position.
    pub fn find(&self, path: &[&str]) -> Option<NodeId> {
        path.iter().try_fold(self.root(), |n, step| match self.kind(n) {
            Kind::List | Kind::Tuple => self.item(n, step.parse().ok()?),
            _ => self.child(n, step),
        })
    }

    /// What a text says, its escapes resolved. `source` is the text that was indexed.
    pub fn text<'s>(&self, source: &'s str, n: NodeId) -> Option<Cow<'s, str>> {
        Some(self.literal(source, n)?.decode())
    }

    /// Where in the file the byte `decoded` of a text stands: at its escape if it is written as one, at the
    /// closing quotation mark from the end of the text on. For other values it is their start.
    pub fn offset_in_text(&self, source: &str, n: NodeId, decoded: usize) -> usize {
        let start = self.node(n).span.start;
        self.literal(source, n).map_or(start, |literal| start + literal.offset(decoded))
    }

    /// The bytes of the file that say the bytes `decoded` of a text, each escape whole; empty for other values.
    pub fn range_in_text(&self, source: &str, n: NodeId, decoded: Range<usize>) -> Range<usize> {
        let start = self.node(n).span.start;
        let range = self.literal(source, n).map_or(0..0, |literal| literal.range(decoded));
        start + range.start..start + range.end
    }

    /// Keys that stand twice in one record or map, as (first, again), in the order of the second.
    pub fn duplicates(&self) -> impl Iterator<Item = (NodeId, NodeId)> {
        self.duplicates.iter().copied()
    }

    /// Raw texts in which another raw text seems to begin, and where: `ron` reads them without complaint, but one
    /// whose closing `"#` was forgotten looks just so. `source` is the text that was indexed.
    pub fn runaways(&self, source: &str) -> impl Iterator<Item = (NodeId, Range<usize>)> {
        let texts = self.nodes.iter().enumerate().filter(|(_, node)| node.kind == Kind::Text);
        texts.filter_map(|(position, node)| {
            let inner = literal::inner_opening(source.get(node.span.clone())?)?;
            Some((NodeId::at(position), node.span.start + inner.start..node.span.start + inner.end))
        })
    }

    /// Where the comments stand, in written order; a line comment ends before its line break.
    pub fn comments(&self) -> &[Range<usize>] {
        &self.comments
    }

    fn node(&self, n: NodeId) -> &Node {
        &self.nodes[n.position()]
    }

    fn slots(&self, n: NodeId) -> Range<usize> {
        self.first[n.position()]..self.first[n.position() + 1]
    }

    fn position_in(&self, parent: NodeId, child: NodeId) -> usize {
        self.children[self.slots(parent)].partition_point(|&other| other < child)
    }

    fn literal<'s>(&self, source: &'s str, n: NodeId) -> Option<Literal<'s>> {
        let node = self.node(n);
        source.get(node.span.clone()).filter(|_| node.kind == Kind::Text).and_then(Literal::new)
    }

    /// Sorts the children of every parent by key and notes the keys that repeat.
    fn sort_keys(&mut self) {
        for parent in 0..self.nodes.len() {
            if !matches!(self.nodes[parent].kind, Kind::Record | Kind::Map) {
                continue;
            }
            let slots = self.slots(NodeId::at(parent));
            let nodes = &self.nodes;
            let of = |id: &NodeId| nodes[id.position()].key_text();
            self.by_key[slots.clone()].sort_by(|a, b| of(a).cmp(of(b)).then(a.cmp(b)));
            for same in self.by_key[slots].chunk_by(|a, b| of(a) == of(b)) {
                self.duplicates.extend(repeats(nodes, same));
            }
        }
        self.duplicates.sort_by_key(|&(_, again)| again);
    }
}

/// The pairs among children whose keys read the same: `1` and `"1"` are two keys.
fn repeats(nodes: &[Node], same: &[NodeId]) -> Vec<(NodeId, NodeId)> {
    let is_text = |id: NodeId| nodes[id.position()].key.as_ref().is_some_and(|key| key.kind == Kind::Text);
    let mut pairs = Vec::new();
    for wanted in [true, false] {
        let mut alike = same.iter().copied().filter(|&id| is_text(id) == wanted);
        if let Some(first) = alike.next() {
            pairs.extend(alike.map(|again| (first, again)));
        }
    }
    pairs
}
