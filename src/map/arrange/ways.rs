//! The line of every way: out of a box, through the rows of its scene, over the border, and into another box.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::scene::{CHANNEL_AT, ScenePlan};
use super::{Between, CORNER, Rect};
use crate::map::graph::{Graph, Kind, Way};
use crate::map::layers::{Layout, Stop};
use crate::map::line::{Line, Point};
use crate::story::{BeatId, SceneId};

/// How far the ways out of a box keep from its corners, and from each other.
const FROM_CORNERS: i32 = 26;
const APART: i32 = 14;
const APART_WITH_WEIGHTS: i32 = 34;
/// The bend from a channel into a box.
const BEND: i32 = 10;

/// All that is known when lines are drawn.
pub(super) struct Router<'a> {
    pub graph: &'a Graph<'a>,
    pub plans: &'a [ScenePlan],
    pub outer: &'a Layout,
    pub columns: &'a Columns,
    pub between: &'a Between,
    pub upward: &'a BTreeMap<(usize, usize), bool>,
    pub boxes: &'a [Rect],
    pub origin: &'a dyn Fn(usize) -> Point,
}

/// The columns and rows that a way passes, in its own direction, without the boxes at its ends.
struct Course {
    is_back: bool,
    passes: Vec<Pass>,
}

/// A part of a course.
#[derive(Debug, Clone, Copy)]
enum Pass {
    /// To this point, down or up a column or in a curve to another one.
    To(Point),
    /// From one column of scenes to the next.
    Around([Point; 4]),
}

impl Router<'_> {
    /// The lines in the order of the ways, and which of them lead upward.
    pub fn lines(&self) -> (Vec<Line>, Vec<bool>) {
        let courses: Vec<Course> = self.graph.ways.iter().map(|way| self.course(way)).collect();
        let mut exits = vec![0; courses.len()];
        for beat in (0_u32..).map(BeatId).take(self.boxes.len()) {
            self.share_out(beat, &courses, &mut exits);
        }
        let ways = self.graph.ways.iter().zip(&courses).zip(exits);
        let lines = ways.map(|((way, course), exit)| self.line(way, course, exit)).collect();
        (lines, courses.iter().map(|course| course.is_back).collect())
    }

    fn scene_of(&self, beat: BeatId) -> SceneId {
        self.graph.story.beat(beat).scene
    }

    fn course(&self, way: &Way) -> Course {
        let (from, to) = (self.scene_of(way.from), self.scene_of(way.to));
        let (here, there) = (&self.plans[from.index()], &self.plans[to.index()]);
        let (here_at, there_at) = ((self.origin)(from.index()), (self.origin)(to.index()));
        let (start, end) = (here.local(way.from), there.local(way.to));
        if from == to {
            let is_back = here.is_back(start, end);
            return Course { is_back, passes: passed(&here.stops(start, end, here_at), is_back) };
        }
        let is_back = self.upward[&(from.index(), to.index())];
        let mut passes = Vec::new();
        if let (Some(exit), Some(entry)) = (here.exit(way.to), there.entry(way.to, is_back)) {
            passes.extend(passed(&here.stops(start, exit, here_at), is_back));
            passes.extend(self.over_the_border(here, exit, from, is_back, true));
            passes.extend(self.between_scenes(from, way.to, is_back));
            passes.extend(self.over_the_border(there, entry, to, is_back, false));
            passes.extend(passed(&there.stops(entry, end, there_at), is_back));
        }
        Course { is_back, passes }
    }

    /// Through the rows of scenes between two, and from column to column.
    fn between_scenes(&self, from: SceneId, to: BeatId, is_back: bool) -> Vec<Pass> {
        let Some(&edge) = self.between.by_ends.get(&(from, to)) else { return Vec::new() };
        let (edge, stops) = (&self.between.list[edge], &self.outer.stops[edge]);
        let (mut upper, mut lower) = ((edge.from, edge.from_at), (edge.to, edge.to_at));
        if is_back {
            std::mem::swap(&mut upper, &mut lower);
        }
        let end = |(scene, at): (usize, i32)| (self.columns.row_at(self.outer.rows[scene].0), self.outer.x[scene] + at);
        let (mut row, mut x) = end(upper);
        let rest = stops.iter().map(|stop| (self.columns.row_at(stop.top), stop.x, Some(stop)));
        let last = end(lower);
        let mut passes = Vec::new();
        for (next, next_x, stop) in rest.chain([(last.0, last.1, None)]) {
            if let Some(corners) = self.columns.around(row, (x, next_x), (to, is_back)) {
                passes.push(Pass::Around(corners.map(|(x, y)| (x + CORNER.0, y + CORNER.1))));
            }
            if let Some(stop) = stop {
                let (dx, dy) = self.columns.shift(next);
                let (x, down) = (CORNER.0 + dx + stop.x, CORNER.1 + dy);
                passes.extend([Pass::To((x, down + stop.top)), Pass::To((x, down + stop.bottom))]);
            }
            (row, x) = (next, next_x);
        }
        if is_back {
            passes.reverse();
            for pass in &mut passes {
                if let Pass::Around(corners) = pass {
                    corners.reverse();
                }
            }
        }
        passes
    }

    /// From a port's row to the outside, or back in.
    fn over_the_border(&self, plan: &ScenePlan, port: usize, scene: SceneId, is_back: bool, is_out: bool) -> [Pass; 2] {
        let origin = (self.origin)(scene.index());
        let row = plan.row(port, origin);
        let (top, bottom) = self.outer.rows[scene.index()];
        let outside = origin.1 + if is_back == is_out { 0 } else { bottom - top };
        let inside = if is_back == is_out { row.bottom } else { row.top };
        let (first, then) = if is_out { (inside, outside) } else { (outside, inside) };
        [Pass::To((row.x, first)), Pass::To((row.x, then))]
    }

    /// Gives each way down out of a box its place on the box's lower edge, near to where it goes and apart from the others.
    fn share_out(&self, beat: BeatId, courses: &[Course], exits: &mut [i32]) {
        let place = &self.boxes[beat.index()];
        let (low, high) = (place.x + FROM_CORNERS, place.right() - FROM_CORNERS);
        let down = self.graph.ways_from(beat).filter(|(number, _)| !courses[*number].is_back);
        let aim = |number: usize, to: BeatId| match courses[number].passes.first() {
            Some(Pass::To(point)) => point.0,
            _ => self.boxes[to.index()].middle(),
        };
        let mut aims: Vec<(i32, usize)> = down.map(|(number, way)| (aim(number, way.to), number)).collect();
        aims.sort_unstable();
        let gaps = i32::try_from(aims.len().saturating_sub(1)).unwrap_or(i32::MAX);
        let apart = if self.graph.kinds[beat.index()] == Kind::Chance { APART_WITH_WEIGHTS } else { APART };
        let apart = apart.min((high - low) / gaps.max(1));
        let wanted: Vec<i32> = aims.iter().map(|(aim, _)| *aim.min(&high).max(&low)).collect();
        for ((_, number), x) in aims.into_iter().zip(spread(&wanted, apart, low, high)) {
            exits[number] = x;
        }
    }

    fn line(&self, way: &Way, course: &Course, exit: i32) -> Line {
        let (from, to) = (&self.boxes[way.from.index()], &self.boxes[way.to.index()]);
        let row = |beat: BeatId| {
            let scene = self.scene_of(beat).index();
            self.plans[scene].row(self.plans[scene].local(beat), (self.origin)(scene))
        };
        let is_plain = self.plans[self.scene_of(way.to).index()].layout.is_plain;
        if way.from == way.to {
            return around(from);
        }
        if course.is_back && !is_plain {
            let (out, enter) = (from.middle() + CHANNEL_AT, to.middle() + CHANNEL_AT);
            let (start, end) = (from.y + from.height / 6, to.y + to.height * 5 / 6);
            let mut line = Line::from((from.right(), start));
            line.curve((out, start), (out, start), (out, start - BEND));
            line.on_to((out, row(way.from).top));
            follow(&mut line, &course.passes);
            line.on_to((enter, row(way.to).bottom.max(end + BEND)));
            line.straight((enter, end + BEND));
            line.curve((enter, end), (enter, end), (to.right(), end));
            return line;
        }
        let mut line = Line::from((exit, from.bottom()));
        if !is_plain {
            line.on_to((exit, row(way.from).bottom));
        }
        follow(&mut line, &course.passes);
        line.on_to((to.middle(), to.y));
        line
    }
}

/// The ends of the rows that are passed, from the top down or, for a way that leads back, from the bottom up.
fn passed(stops: &[Stop], is_back: bool) -> Vec<Pass> {
    let ends = |stop: &Stop| [Pass::To((stop.x, stop.top)), Pass::To((stop.x, stop.bottom))];
    let mut passes: Vec<Pass> = stops.iter().flat_map(ends).collect();
    if is_back {
        passes.reverse();
    }
    passes
}

/// Draws a course. What comes after corners is a point in the column of the last of them.
fn follow(line: &mut Line, passes: &[Pass]) {
    let mut next = passes.iter();
    while let Some(pass) = next.next() {
        match pass {
            Pass::To(point) => line.on_to(*point),
            Pass::Around(corners) => {
                let mut points = corners.to_vec();
                if let Some(Pass::To(point)) = next.next() {
                    points.push(*point);
                }
                line.around(&points);
            }
        }
    }
}

/// From the side of a box back to itself.
fn around(place: &Rect) -> Line {
    let (out, start, end) = (place.middle() + CHANNEL_AT, place.y + place.height / 3, place.y + place.height * 2 / 3);
    let mut line = Line::from((place.right(), start));
    line.curve((out + BEND / 2, start), (out + BEND / 2, end), (place.right(), end));
    line
}

/// Places as near as can be to the wanted ones, which ascend, but so far apart and within `low..=high`, where they have room.
fn spread(wanted: &[i32], apart: i32, low: i32, high: i32) -> Vec<i32> {
    // Groups of neighbours that would stand too near: their first place is the mean of what its members want.
    let mut groups: Vec<(i64, i64)> = Vec::new();
    for (wanted, at) in wanted.iter().zip(0_i64..) {
        groups.push((i64::from(*wanted) - at * i64::from(apart), 1));
        while let [.., (sum, count), (next_sum, next_count)] = groups[..]
            && sum * next_count >= next_sum * count
        {
            groups.pop();
            groups.pop();
            groups.push((sum + next_sum, count + next_count));
        }
    }
    let mut places = Vec::with_capacity(wanted.len());
    let last = apart * i32::try_from(wanted.len().saturating_sub(1)).unwrap_or(i32::MAX);
    for (sum, count) in groups {
        for _ in 0..count {
            let at = i32::try_from(places.len()).unwrap_or(i32::MAX) * apart;
            let first = i32::try_from(sum / count).unwrap_or(low).min(high - last).max(low);
            places.push(first + at);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::spread;
    use crate::map::card::WIDTH;

    #[test]
    fn ways_keep_apart_and_near_to_where_they_go() {
        assert_eq!(spread(&[10, 100], 14, 0, WIDTH), [10, 100]);
        assert_eq!(spread(&[50, 50, 50], 14, 0, WIDTH), [36, 50, 64]);
        assert_eq!(spread(&[0, 0, 0], 14, 0, WIDTH), [0, 14, 28]);
        assert_eq!(spread(&[WIDTH, WIDTH], 14, 0, WIDTH), [WIDTH - 14, WIDTH]);
    }
}
