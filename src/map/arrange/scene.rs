//! One scene: its beats in rows, its title in the corner, and on its border a port for every beat that ways from or to other scenes share.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edge, Layout, MOST_WAYPOINTS, Node, Pin, Rect, Region, Spacing, backward, lay_out};
use crate::map::card::{WIDTH, cut, text_width};
use crate::map::graph::Graph;
use crate::map::layers::Stop;
use crate::story::{BeatId, SceneId};

/// Sizes of letters of a scene's name and of its chapter.
pub(in crate::map) const NAME: i32 = 18;
pub(in crate::map) const CHAPTER: i32 = 12;
/// The head of a region.
const HEAD: i32 = 54;
const LONGEST_TITLE: i32 = 420;
const PADDING: i32 = 26;
/// Right of a box, where ways run that lead back.
const CHANNEL: i32 = 24;
/// The column of that channel, from the middle of the box.
pub(super) const CHANNEL_AT: i32 = WIDTH / 2 + 15;

const INSIDE: Spacing = Spacing {
    most_room: None,
    between_nodes: 26,
    between_ways: 8,
    between_rows: 42,
    widest: 8,
    most_waypoints: MOST_WAYPOINTS,
};

/// Where on the border of a scene a way passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Port {
    /// From a scene above, to this beat.
    In(BeatId),
    /// To this beat in a scene below.
    Out(BeatId),
    /// From a scene below, back to this beat.
    BackIn(BeatId),
    /// Back to this beat in a scene above.
    BackOut(BeatId),
}

/// Two nodes that a way leads from and to, and whether a port has settled that it leads back.
type Link = (usize, usize, Option<bool>);

/// A scene, laid out by itself.
#[derive(Debug)]
pub(super) struct ScenePlan {
    scene: SceneId,
    first: BeatId,
    count: usize,
    heights: Vec<i32>,
    title: (String, String),
    ports: BTreeMap<Port, usize>,
    edges: BTreeMap<(usize, usize), usize>,
    is_back: Vec<bool>,
    pub layout: Layout,
}

impl ScenePlan {
    pub fn of(graph: &Graph, scene: SceneId, upward: &BTreeMap<(usize, usize), bool>) -> Self {
        let beats = graph.story.scene(scene).beats;
        let (first, count) = (BeatId(beats.start), beats.range().len());
        let heights = beats.range().map(|beat| graph.cards[beat].height).collect();
        let title = title(graph, scene);
        let mut plan = Self {
            scene,
            first,
            count,
            heights,
            title,
            ports: BTreeMap::new(),
            edges: BTreeMap::new(),
            is_back: Vec::new(),
            layout: Layout::default(),
        };
        if count > 0 {
            plan.lay_out(graph, upward);
        }
        plan
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    fn lay_out(&mut self, graph: &Graph, upward: &BTreeMap<(usize, usize), bool>) {
        let links = self.links(graph, upward);
        let root = Some(graph.story.start()).filter(|start| graph.story.beat(*start).scene == self.scene);
        let roots: Vec<usize> = root.map(|start| self.local(start)).into_iter().chain(self.entries()).collect();
        let inner: Vec<(usize, usize)> = links.iter().map(|&(from, to, _)| (from, to)).collect();
        // What a port makes of a way is settled by the scenes; the walk finds the cycles of beats. The start stands first.
        let found = backward(self.node_count(), &inner, roots.iter().copied());
        let start = root.map(|start| self.local(start));
        let is_back = |(&(_, to, known), found): (&Link, bool)| known.unwrap_or(found || Some(to) == start);
        self.is_back = links.iter().zip(found).map(is_back).collect();
        let mut has_channel = vec![false; self.node_count()];
        let mut edges = Vec::new();
        let mut edge_of = BTreeMap::new();
        for (&(from, to, _), &back) in links.iter().zip(&self.is_back) {
            has_channel[from] |= back || from == to;
            has_channel[to] |= back || from == to;
            if from != to {
                edge_of.insert((from, to), edges.len());
                let at = |node: usize| if back && node < self.count { CHANNEL_AT } else { 0 };
                edges.push(Edge { from, to, from_at: at(from), to_at: at(to), back, key: to });
            }
        }
        self.is_back = edges.iter().map(|edge| edge.back).collect();
        self.edges = edge_of;
        let spacing = Spacing { widest: (self.count.isqrt() * 3 / 2).max(INSIDE.widest), ..INSIDE };
        self.layout = lay_out(&self.nodes(&has_channel), &edges, &roots, &spacing);
    }

    /// Pairs of nodes, each once in the order of the ways.
    fn links(&mut self, graph: &Graph, upward: &BTreeMap<(usize, usize), bool>) -> Vec<Link> {
        let scene_of = |beat: BeatId| graph.story.beat(beat).scene;
        let mut links = Vec::new();
        for way in &graph.ways {
            let (from, to) = (scene_of(way.from), scene_of(way.to));
            let back = upward.get(&(from.index(), to.index())).copied();
            if from == self.scene && to == self.scene {
                links.push((self.local(way.from), self.local(way.to), None));
            } else if from == self.scene {
                let back = back.unwrap_or_default();
                let port = self.port(if back { Port::BackOut(way.to) } else { Port::Out(way.to) });
                links.push((self.local(way.from), port, Some(back)));
            } else if to == self.scene {
                let back = back.unwrap_or_default();
                let port = self.port(if back { Port::BackIn(way.to) } else { Port::In(way.to) });
                links.push((port, self.local(way.to), Some(back)));
            }
        }
        let mut seen = BTreeSet::new();
        links.retain(|&(from, to, _)| seen.insert((from, to)));
        links
    }

    /// Beats, then the title, then ports.
    fn node_count(&self) -> usize {
        self.count + 1 + self.ports.len()
    }

    fn port(&mut self, port: Port) -> usize {
        let next = self.node_count();
        *self.ports.entry(port).or_insert(next)
    }

    /// Ports of ways in, by their beats.
    fn entries(&self) -> Vec<usize> {
        self.ports.iter().filter(|(port, _)| matches!(port, Port::In(_))).map(|(_, &node)| node).collect()
    }

    fn nodes(&self, has_channel: &[bool]) -> Vec<Node> {
        let mut nodes: Vec<Node> = (self.heights.iter().zip(has_channel))
            .map(|(&height, &channel)| Node {
                left: WIDTH / 2,
                right: WIDTH / 2 + if channel { CHANNEL } else { 0 },
                height,
                pin: Pin::Free,
            })
            .collect();
        let width = text_width(&self.title.0, NAME).max(text_width(&self.title.1, CHAPTER));
        nodes.push(Node { left: 0, right: width, height: HEAD, pin: Pin::Corner });
        let port = Node { left: 6, right: 6, height: 0, pin: Pin::Top };
        nodes.resize(self.node_count(), port);
        for (port, &node) in &self.ports {
            if matches!(port, Port::Out(_) | Port::BackIn(_)) {
                nodes[node].pin = Pin::Bottom;
            }
        }
        nodes
    }

    /// The number of a beat of this scene.
    pub fn local(&self, beat: BeatId) -> usize {
        beat.index() - self.first.index()
    }

    /// As a node among scenes: its reference column is its left edge.
    pub fn as_node(&self) -> Node {
        let place = self.place((0, 0));
        Node { left: 0, right: place.width, height: place.height, pin: Pin::Free }
    }

    fn place(&self, origin: (i32, i32)) -> Rect {
        if self.is_empty() {
            return Rect { x: origin.0, y: origin.1, width: 0, height: 0 };
        }
        let has_lower_ports = self.ports.keys().any(|port| matches!(port, Port::Out(_) | Port::BackIn(_)));
        let below = if has_lower_ports { 0 } else { PADDING };
        let (width, height) = (self.layout.width + 2 * PADDING, self.layout.height + below);
        Rect { x: origin.0, y: origin.1, width, height }
    }

    pub fn region(&self, origin: (i32, i32)) -> Region {
        Region { scene: self.scene, place: self.place(origin), title: self.title.clone() }
    }

    pub fn box_of(&self, beat: BeatId, origin: (i32, i32)) -> Rect {
        let node = self.local(beat);
        let x = origin.0 + self.column(node) - WIDTH / 2;
        Rect { x, y: origin.1 + self.layout.rows[node].0, width: WIDTH, height: self.heights[node] }
    }

    /// The column of a node from the region's left edge.
    fn column(&self, node: usize) -> i32 {
        PADDING + self.layout.x[node]
    }

    /// The node on the border where ways to a beat in another scene leave.
    pub fn exit(&self, to: BeatId) -> Option<usize> {
        self.ports.get(&Port::Out(to)).or_else(|| self.ports.get(&Port::BackOut(to))).copied()
    }

    /// The node on the border where ways to a beat of this scene enter.
    pub fn entry(&self, to: BeatId, back: bool) -> Option<usize> {
        self.ports.get(&if back { Port::BackIn(to) } else { Port::In(to) }).copied()
    }

    pub fn exit_at(&self, to: BeatId) -> i32 {
        self.exit(to).map_or(0, |node| self.column(node))
    }

    pub fn entry_at(&self, to: BeatId, back: bool) -> i32 {
        self.entry(to, back).map_or(0, |node| self.column(node))
    }

    /// Whether the way between two nodes leads up. A way to the same beat does not.
    pub fn is_back(&self, from: usize, to: usize) -> bool {
        self.edges.get(&(from, to)).is_some_and(|&edge| self.is_back[edge])
    }

    /// The rows that the way between two nodes passes, from the top down.
    pub fn stops(&self, from: usize, to: usize, origin: (i32, i32)) -> Vec<Stop> {
        let stops = self.edges.get(&(from, to)).map_or(&[][..], |&edge| &self.layout.stops[edge]);
        let on = |stop: &Stop| Stop {
            x: origin.0 + PADDING + stop.x,
            top: origin.1 + stop.top,
            bottom: origin.1 + stop.bottom,
        };
        stops.iter().map(on).collect()
    }

    /// The column of a node and the row it stands in.
    pub fn row(&self, node: usize, origin: (i32, i32)) -> Stop {
        let (top, bottom) = self.layout.rows[node];
        Stop { x: origin.0 + self.column(node), top: origin.1 + top, bottom: origin.1 + bottom }
    }
}

fn title(graph: &Graph, scene: SceneId) -> (String, String) {
    let scene = graph.story.scene(scene);
    let chapter = scene.chapter.map(|id| graph.story.chapter(id));
    let chapter = chapter.map_or_else(String::new, |chapter| format!("Chapter {} · {}", chapter.number, chapter.title));
    (cut(&scene.name, NAME, LONGEST_TITLE), cut(&chapter, CHAPTER, LONGEST_TITLE))
}
