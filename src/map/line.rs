//! The line of a way: down columns, and in curves from one column to another.

use std::fmt::Write as _;

/// A place on the canvas, in pixels from its upper left corner.
pub(super) type Point = (i32, i32);

/// A line of straight and curved parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    parts: Vec<Part>,
    end: Point,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Start(Point),
    Straight(Point),
    Curve(Point, Point, Point),
}

impl Line {
    pub fn from(start: Point) -> Self {
        Self { parts: vec![Part::Start(start)], end: start }
    }

    /// Straight on within a column, or in a curve that leaves and enters columns along them.
    pub fn on_to(&mut self, (x, y): Point) {
        let (from_x, from_y) = self.end;
        if (x, y) == self.end {
            return;
        }
        if x == from_x {
            self.straight((x, y));
        } else {
            let bend = (y - from_y) * 55 / 100;
            self.curve((from_x, from_y + bend), (x, y - bend), (x, y));
        }
    }

    pub fn straight(&mut self, to: Point) {
        // Two straight parts of one column are one.
        if let [.., Part::Start((x, _)) | Part::Straight((x, _)) | Part::Curve(_, _, (x, _)), Part::Straight(end)] =
            self.parts.as_mut_slice()
            && *x == to.0
            && end.0 == to.0
        {
            *end = to;
        } else {
            self.parts.push(Part::Straight(to));
        }
        self.end = to;
    }

    pub fn curve(&mut self, one: Point, other: Point, to: Point) {
        self.parts.push(Part::Curve(one, other, to));
        self.end = to;
    }

    /// Around these corners, each a little rounded, to the last of the points.
    pub fn around(&mut self, points: &[Point]) {
        const ROUND: i32 = 10;
        let toward = |(x, y): Point, (to_x, to_y): Point| {
            let step = |from: i32, to: i32| {
                (to - from).clamp(-ROUND, ROUND).clamp(-(to - from).abs() / 2, (to - from).abs() / 2)
            };
            (x + step(x, to_x), y + step(y, to_y))
        };
        let mut before = self.end;
        for pair in points.windows(2) {
            let (corner, next) = (pair[0], pair[1]);
            self.straight(toward(corner, before));
            self.curve(corner, corner, toward(corner, next));
            before = corner;
        }
        if let Some(&last) = points.last() {
            self.straight(last);
        }
    }

    /// Every point it is made of; the line lies within the box around them.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        self.parts.iter().flat_map(|part| match *part {
            Part::Start(to) | Part::Straight(to) => [to, to, to],
            Part::Curve(one, other, to) => [one, other, to],
        })
    }

    /// As SVG writes it, with absolute pairs of numbers only.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for part in &self.parts {
            // Writing to a string cannot fail.
            let _ = match *part {
                Part::Start((x, y)) => write!(path, "M{x} {y}"),
                Part::Straight((x, y)) => write!(path, "L{x} {y}"),
                Part::Curve(one, other, to) => {
                    write!(path, "C{} {} {} {} {} {}", one.0, one.1, other.0, other.1, to.0, to.1)
                }
            };
        }
        path
    }
}
