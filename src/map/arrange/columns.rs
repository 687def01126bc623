//! A tall column of scenes, cut into several that stand side by side as in a newspaper, and the lanes of ways from one to the next.

use std::collections::BTreeMap;

use super::Between;
use crate::map::layers::{Layout, Node};
use crate::map::line::Point;
use crate::story::BeatId;

/// From lane to lane, and from the lanes to what they run around.
const LANE: i32 = 11;
const CLEAR: i32 = 26;
/// Columns stand no nearer than this.
const BETWEEN: i32 = 56;
/// Width and height that a map should have to each other.
const SHAPE: (i64, i64) = (14, 10);

/// What a way from one column to the next is told apart by: ways to one beat share a lane.
type LaneKey = (BeatId, bool);

/// Where the rows of scenes stand.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The rows as they were laid out, from their first line to their last.
    rows: Vec<(i32, i32)>,
    /// The column of each row.
    column: Vec<usize>,
    /// How far each row is moved.
    shifts: Vec<Point>,
    columns: Vec<Column>,
    pub width: i32,
    pub height: i32,
}

#[derive(Debug, Default)]
struct Column {
    right: i32,
    top: i32,
    /// The lanes of ways from here to the next column.
    lanes: BTreeMap<LaneKey, i32>,
}

impl Columns {
    /// Cuts the rows so that the whole is about as wide and high as a screen.
    pub fn of(nodes: &[Node], outer: &Layout, between: &Between) -> Self {
        let mut rows = outer.rows.clone();
        rows.sort_unstable();
        rows.dedup();
        let mut extents = vec![(i32::MAX, i32::MIN); rows.len()];
        let mut reach = |top: i32, left: i32, right: i32| {
            let extent = &mut extents[row_at(&rows, top)];
            *extent = (extent.0.min(left), extent.1.max(right));
        };
        for (node, (x, row)) in nodes.iter().zip(outer.x.iter().zip(&outer.rows)) {
            reach(row.0, *x, x + node.right);
        }
        outer.stops.iter().flatten().for_each(|stop| reach(stop.top, stop.x, stop.x));
        let best = (1..=rows.len().min(MOST)).map(|count| cut(&rows, count)).min_by_key(|column| {
            let (width, height) = size(&rows, &extents, column);
            (i64::from(width) * SHAPE.1).max(i64::from(height) * SHAPE.0)
        });
        let mut columns = Self { column: best.unwrap_or_default(), rows, ..Self::default() };
        columns.find_lanes(outer, between);
        columns.place(&extents);
        columns
    }

    /// Every way that leads over a cut gets a lane there.
    fn find_lanes(&mut self, outer: &Layout, between: &Between) {
        let count = self.column.last().map_or(0, |last| last + 1);
        self.columns.resize_with(count, Column::default);
        // Ways that leave a column further to the right turn first.
        let mut crossing: Vec<(usize, i32, LaneKey)> = Vec::new();
        for ((&(_, to), &number), edge) in between.by_ends.iter().map(|ends| (ends, &between.list[*ends.1])) {
            let (upper, upper_at) = if edge.back { (edge.to, edge.to_at) } else { (edge.from, edge.from_at) };
            let lower = if edge.back { edge.from } else { edge.to };
            let ends = [row_at(&self.rows, outer.rows[upper].0), row_at(&self.rows, outer.rows[lower].0)];
            for row in ends[0]..ends[1] {
                if self.column[row] != self.column[row + 1] {
                    let stop = outer.stops[number].iter().find(|stop| stop.top == self.rows[row].0);
                    let x = stop.map_or(outer.x[upper] + upper_at, |stop| stop.x);
                    crossing.push((self.column[row], -x, (to, edge.back)));
                }
            }
        }
        crossing.sort_unstable();
        for (column, _, key) in crossing {
            let lanes = &mut self.columns[column].lanes;
            let next = i32::try_from(lanes.len()).unwrap_or(i32::MAX);
            lanes.entry(key).or_insert(next);
        }
    }

    fn place(&mut self, extents: &[(i32, i32)]) {
        let most = self.columns.iter().map(|column| column.lanes.len()).max().unwrap_or(0);
        let room = |lanes: usize| if lanes == 0 { 0 } else { CLEAR + LANE * i32::try_from(lanes).unwrap_or(0) };
        let head = room(most);
        let mut x = 0;
        for (number, column) in self.columns.iter_mut().enumerate() {
            let rows: Vec<usize> = (0..self.rows.len()).filter(|&row| self.column[row] == number).collect();
            let (Some(&first), Some(&last)) = (rows.first(), rows.last()) else { continue };
            let (left, right) = window(&extents[first..=last]);
            column.right = x + right - left;
            column.top = head;
            for row in rows {
                // A row that would stand out to a side is moved in.
                let (row_left, row_right) = extents[row];
                let inward = (left - row_left).max(0) + (right - row_right).min(0);
                self.shifts.push((x - left + inward, head - self.rows[first].0));
            }
            let bottom = self.rows[last].1 + head - self.rows[first].0;
            self.width = column.right;
            self.height = self.height.max(bottom + room(column.lanes.len()));
            x = column.right + BETWEEN.max(CLEAR + room(column.lanes.len()));
        }
    }

    /// The number of the row that starts on this line.
    pub fn row_at(&self, top: i32) -> usize {
        row_at(&self.rows, top)
    }

    /// How far a row was moved.
    pub fn shift(&self, row: usize) -> Point {
        self.shifts.get(row).copied().unwrap_or_default()
    }

    /// The corners on the way from a row to the next where that stands in another column: below the one, up beside it, and above the other.
    /// Both columns of the way are given as they were laid out.
    pub fn around(&self, row: usize, (from, to): (i32, i32), key: LaneKey) -> Option<[Point; 4]> {
        let (here, there) = (*self.column.get(row)?, *self.column.get(row + 1)?);
        if here == there {
            return None;
        }
        let (column, next) = (&self.columns[here], &self.columns[there]);
        let at = CLEAR + LANE * column.lanes.get(&key).copied().unwrap_or(0);
        let (shift, next_shift) = (self.shift(row), self.shift(row + 1));
        let low = self.rows[row].1 + shift.1 + at;
        let (beside, high) = (column.right + at, next.top - at);
        let (from, to) = (from + shift.0, to + next_shift.0);
        Some([(from, low), (beside, low), (beside, high), (to, high)])
    }
}

/// More columns than this are never tried.
const MOST: usize = 40;

fn row_at(rows: &[(i32, i32)], top: i32) -> usize {
    rows.partition_point(|row| row.0 < top).min(rows.len().saturating_sub(1))
}

/// The column of each row if there are so many, none much higher than needed.
fn cut(rows: &[(i32, i32)], count: usize) -> Vec<usize> {
    let fill = |height: i32| {
        let mut column = Vec::with_capacity(rows.len());
        let (mut at, mut first) = (0, 0);
        for (row, (_, bottom)) in rows.iter().enumerate() {
            if row > first && bottom - rows[first].0 > height {
                (at, first) = (at + 1, row);
            }
            column.push(at);
        }
        column
    };
    let whole = rows.last().map_or(0, |last| last.1 - rows[0].0);
    let (mut low, mut high) = (0, whole);
    while low < high {
        let middle = low + (high - low) / 2;
        if fill(middle).last().is_none_or(|last| *last < count) { high = middle } else { low = middle + 1 }
    }
    fill(high)
}

/// From where to where the widest of these rows reaches: all have room there.
fn window(extents: &[(i32, i32)]) -> (i32, i32) {
    let widest = extents.iter().copied().filter(|(left, right)| left <= right);
    widest.max_by_key(|(left, right)| right - left).unwrap_or_default()
}

/// The width and height of these columns, about.
fn size(rows: &[(i32, i32)], extents: &[(i32, i32)], column: &[usize]) -> (i32, i32) {
    let (mut width, mut height) = (0, 0);
    let mut first = 0;
    while first < rows.len() {
        let last = (first..rows.len()).take_while(|&row| column[row] == column[first]).last().unwrap_or(first);
        let (left, right) = window(&extents[first..=last]);
        width += right - left + 2 * BETWEEN;
        height = height.max(rows[last].1 - rows[first].0);
        first = last + 1;
    }
    (width, height)
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn rows_are_shared_out_evenly() {
        let rows = [(0, 100), (120, 200), (220, 300), (320, 420)];
        assert_eq!(cut(&rows, 1), [0, 0, 0, 0]);
        assert_eq!(cut(&rows, 2), [0, 0, 1, 1]);
        assert_eq!(cut(&rows, 4), [0, 1, 2, 3]);
    }
}
