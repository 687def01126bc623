//! Places everything: the beats of each scene, then the scenes, then the lines of the ways through both.

mod columns;
mod scene;
mod ways;

use std::collections::BTreeMap;

use super::graph::Graph;
use super::layers::{Edge, Layout, Node, Pin, Spacing, backward, lay_out};
use super::legend::Legend;
use super::line::Line;
use crate::story::{BeatId, SceneId};
use columns::Columns;
use scene::ScenePlan;
pub(super) use scene::{CHAPTER, NAME};

/// A box on the canvas, in pixels from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Rect {
    /// The column right of it.
    pub fn right(&self) -> i32 {
        self.x + self.width
    }

    /// The line below it.
    pub fn bottom(&self) -> i32 {
        self.y + self.height
    }

    /// Its middle column.
    pub fn middle(&self) -> i32 {
        self.x + self.width / 2
    }
}

/// The ground of a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    pub scene: SceneId,
    pub place: Rect,
    /// What stands at its head: the scene's name, and its chapter.
    pub(super) title: (String, String),
}

/// The whole story, placed.
#[derive(Debug)]
pub(super) struct Picture {
    pub width: i32,
    pub height: i32,
    /// In the order of the story's beats.
    pub boxes: Vec<Rect>,
    pub regions: Vec<Region>,
    /// In the order of the graph's ways.
    pub lines: Vec<Line>,
    /// Whether each way leads upward.
    pub is_back: Vec<bool>,
    pub legend: Legend,
    pub is_plain: bool,
    pub steps: u64,
}

/// Around everything.
pub(super) const MARGIN: i32 = 40;
/// For the story's title.
pub(super) const HEADER: i32 = 76;
/// Where the upper left scene stands.
const CORNER: (i32, i32) = (MARGIN, HEADER + MARGIN);
const LEAST_WIDTH: i32 = 460;
/// More waypoints than this in one scene and it is set in plain rows.
const MOST_WAYPOINTS: usize = 60_000;

const BETWEEN_SCENES: Spacing = Spacing {
    between_nodes: 48,
    between_ways: 10,
    between_rows: 64,
    most_room: Some(40),
    widest: usize::MAX,
    most_waypoints: MOST_WAYPOINTS,
};

/// Places a story.
pub(super) fn arrange(graph: &Graph) -> Picture {
    let scenes = graph.story.scenes().len();
    let start = graph.story.beat(graph.story.start()).scene.index();
    let scene_of = |beat: BeatId| graph.story.beat(beat).scene.index();
    let mut arcs: Vec<(usize, usize)> = graph.ways.iter().map(|way| (scene_of(way.from), scene_of(way.to))).collect();
    arcs.retain(|(from, to)| from != to);
    arcs.sort_unstable();
    arcs.dedup();
    let found = backward(scenes, &arcs, [start]);
    // The scene that the story starts in stands first, even where others that nobody reaches lead to it.
    let is_back = arcs.iter().zip(found).map(|(arc, found)| found || arc.1 == start);
    let upward: BTreeMap<(usize, usize), bool> = arcs.iter().copied().zip(is_back).collect();
    let plans: Vec<ScenePlan> =
        (0_u32..).take(scenes).map(|scene| ScenePlan::of(graph, SceneId(scene), &upward)).collect();
    let edges = edges_between(graph, &upward, &plans);
    let nodes: Vec<Node> = plans.iter().map(ScenePlan::as_node).collect();
    let spacing = Spacing { widest: widest_row(scenes), ..BETWEEN_SCENES };
    let outer = lay_out(&nodes, &edges.list, &[start], &spacing);
    let columns = Columns::of(&nodes, &outer, &edges);
    assemble(graph, &plans, &outer, &columns, &edges, &upward)
}

/// So many scenes side by side at most.
fn widest_row(scenes: usize) -> usize {
    (scenes.isqrt() + 1).max(3)
}

/// The ways between scenes: those from one scene to the same beat are one.
#[derive(Debug, Default)]
struct Between {
    list: Vec<Edge>,
    by_ends: BTreeMap<(SceneId, BeatId), usize>,
}

fn edges_between(graph: &Graph, upward: &BTreeMap<(usize, usize), bool>, plans: &[ScenePlan]) -> Between {
    let mut between = Between::default();
    for way in &graph.ways {
        let (from, to) = (graph.story.beat(way.from).scene, graph.story.beat(way.to).scene);
        if from == to || between.by_ends.contains_key(&(from, way.to)) {
            continue;
        }
        between.by_ends.insert((from, way.to), between.list.len());
        between.list.push(Edge {
            from: from.index(),
            to: to.index(),
            from_at: plans[from.index()].exit_at(way.to),
            to_at: plans[to.index()].entry_at(way.to, upward[&(from.index(), to.index())]),
            back: upward[&(from.index(), to.index())],
            key: way.to.index(),
        });
    }
    between
}

fn assemble(
    graph: &Graph,
    plans: &[ScenePlan],
    outer: &Layout,
    columns: &Columns,
    between: &Between,
    upward: &BTreeMap<(usize, usize), bool>,
) -> Picture {
    let origin = |scene: usize| {
        let top = outer.rows[scene].0;
        let shift = columns.shift(columns.row_at(top));
        (CORNER.0 + shift.0 + outer.x[scene], CORNER.1 + shift.1 + top)
    };
    let boxes: Vec<Rect> = (graph.story.beats().iter().zip(0..))
        .map(|(beat, id)| plans[beat.scene.index()].box_of(BeatId(id), origin(beat.scene.index())))
        .collect();
    let regions = (plans.iter().enumerate())
        .filter(|(_, plan)| !plan.is_empty())
        .map(|(scene, plan)| plan.region(origin(scene)))
        .collect();
    let router = ways::Router { graph, plans, outer, columns, between, upward, boxes: &boxes, origin: &origin };
    let (lines, is_back) = router.lines();
    let width = (columns.width + 2 * MARGIN).max(LEAST_WIDTH);
    let is_plain = outer.is_plain || plans.iter().any(|plan| plan.layout.is_plain);
    let legend = Legend::of(graph, is_plain, (CORNER.0, CORNER.1 + columns.height + MARGIN), width - 2 * MARGIN);
    Picture {
        width,
        height: legend.bottom + MARGIN,
        lines,
        is_back,
        regions,
        is_plain,
        steps: outer.steps + plans.iter().map(|plan| plan.layout.steps).sum::<u64>(),
        legend,
        boxes,
    }
}
