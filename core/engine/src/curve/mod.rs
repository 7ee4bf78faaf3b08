//! The emotion curve: a monotone cubic through the feelings of a map, cut at the borders of its columns.
//!
//! A column is 100 units wide, the box 100 high: `y = 50 - 15 v` for a feeling `v` of -2..2. The curve never swings past
//! its points (Fritsch and Carlson's condition), so it shows no high and no low that nobody felt.

mod bezier;
mod path;

use bezier::{Bezier, Pair};
pub use path::number;
use path::{area, drawn};

/// A feeling on the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    column: u32,
    /// Whether a column of the map without a feeling comes before the next point.
    before_gap: bool,
    /// Units from the top.
    pub y: f64,
}

impl Point {
    /// The column.
    pub fn column(&self) -> usize {
        self.column as usize
    }

    /// Units from the beginning of the map.
    pub fn x(&self) -> f64 {
        f64::from(self.column) * WIDTH + WIDTH / 2.0
    }
}

/// The curve of one map. A portal holds thousands, so it is drawn anew whenever somebody looks at it.
#[derive(Clone, Debug, Default)]
pub struct Curve {
    /// How many columns the map has.
    pub columns: usize,
    /// Its points, from left to right.
    pub points: Box<[Point]>,
}

/// One column's part of the curve, in a box of 100 by 100.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellCurve {
    /// The line.
    pub line: String,
    /// The bridge over steps without a feeling.
    pub gap: String,
    /// What lies between the line and zero.
    pub areas: Vec<String>,
}

#[derive(Clone, Copy, Debug)]
struct Segment {
    shape: Bezier,
    gap: bool,
}

const ZERO: f64 = 50.0;
/// How wide a column is.
const WIDTH: f64 = 100.0;

impl Curve {
    /// The curve of the columns' feelings, each -1..1 or unknown.
    pub fn new(feelings: &[Option<f64>]) -> Self {
        Self::passing(feelings, |_| false)
    }

    /// The same, where some columns are none of this map's: the line passes over them as if they were not there.
    pub fn passing(feelings: &[Option<f64>], is_foreign: impl Fn(usize) -> bool) -> Self {
        let felt = feelings.iter().enumerate().filter_map(|(column, feeling)| Some((column, (*feeling)?)));
        let mut points: Box<[Point]> = felt.map(|(column, normal)| point(column, normal)).collect();
        for at in 1..points.len() {
            let mut between = points[at - 1].column() + 1..points[at].column();
            points[at - 1].before_gap = between.any(|column| !is_foreign(column));
        }
        Self { columns: feelings.len(), points }
    }

    /// The height of a column's feeling, units from the top.
    pub fn y(&self, column: usize) -> Option<f64> {
        let at = self.points.binary_search_by_key(&column, Point::column).ok()?;
        Some(self.points[at].y)
    }

    /// The path of everything that is known.
    pub fn line(&self) -> String {
        self.path(false)
    }

    /// The path of the bridges over what is not.
    pub fn gap(&self) -> String {
        self.path(true)
    }

    /// The areas between the line and zero, one for each stretch without a gap.
    pub fn areas(&self) -> Vec<String> {
        let segments: Vec<Segment> = self.segments().collect();
        let known = segments.chunk_by(|a, b| a.gap == b.gap).filter(|run| !run[0].gap);
        known.map(|run| area(run.iter().map(|segment| segment.shape))).collect()
    }

    /// A column's part.
    pub fn cell(&self, column: usize) -> CellCurve {
        CellCurve { line: self.line_in(column), gap: self.gap_in(column), areas: self.areas_in(column) }
    }

    /// The line in a column.
    pub fn line_in(&self, column: usize) -> String {
        drawn(self.cut(column, false))
    }

    /// The bridge over steps without a feeling in a column.
    pub fn gap_in(&self, column: usize) -> String {
        drawn(self.cut(column, true))
    }

    /// What lies between the line and zero in a column.
    pub fn areas_in(&self, column: usize) -> Vec<String> {
        self.cut(column, false).map(|part| area(std::iter::once(part))).collect()
    }

    /// What lies in a column of the line, or of the bridges.
    fn cut(&self, column: usize, gap: bool) -> impl Iterator<Item = Bezier> + '_ {
        let left = column as f64 * WIDTH;
        let right = left + WIDTH;
        let near = self.near(left, right).filter(move |segment| segment.gap == gap);
        near.filter_map(move |segment| Some(segment.shape.between(left, right)?.moved(-left)))
    }

    /// The height of the line over a place, units from the top; none where there is no line, or only a bridge.
    pub fn height(&self, x: f64) -> Option<f64> {
        self.near(x, x).filter(|segment| !segment.gap).find_map(|segment| segment.shape.height(x))
    }

    /// The segments that reach a stretch, if only its border.
    fn near(&self, left: f64, right: f64) -> impl Iterator<Item = Segment> + '_ {
        let ends = self.points.get(1..).unwrap_or_default();
        let first = ends.partition_point(|point| point.x() < left);
        let near = (first..ends.len()).take_while(move |at| self.points[*at].x() <= right);
        near.map(|at| self.segment(at))
    }

    fn path(&self, gap: bool) -> String {
        drawn(self.segments().filter(|segment| segment.gap == gap).map(|segment| segment.shape))
    }

    fn segments(&self) -> impl Iterator<Item = Segment> + '_ {
        (1..self.points.len()).map(|end| self.segment(end - 1))
    }

    /// What leads from a point to the next.
    fn segment(&self, at: usize) -> Segment {
        let (from, to) = (self.points[at], self.points[at + 1]);
        Segment { shape: shape(from, to, self.slope(at), self.slope(at + 1)), gap: from.before_gap }
    }

    /// The slope at a point; flat at highs and lows, so the curve does not swing past them.
    fn slope(&self, at: usize) -> f64 {
        let end = self.points.len() - 1;
        match at {
            _ if end == 1 => self.secant(0),
            0 => (3.0 * self.secant(0) - self.slope(1)) / 2.0,
            _ if at == end => (3.0 * self.secant(end - 1) - self.slope(end - 1)) / 2.0,
            _ => {
                let x = |at: usize| self.points[at].x();
                let widths = (x(at) - x(at - 1), x(at + 1) - x(at));
                inner_slope(self.secant(at - 1), self.secant(at), widths)
            }
        }
    }

    fn secant(&self, at: usize) -> f64 {
        let (from, to) = (self.points[at], self.points[at + 1]);
        (to.y - from.y) / (to.x() - from.x())
    }
}

fn point(column: usize, normal: f64) -> Point {
    Point { column: column as u32, before_gap: false, y: height_of(normal) }
}

/// How far from the top of its box a feeling of -1..1 is drawn.
pub fn height_of(normal: f64) -> f64 {
    ZERO - 30.0 * normal
}

fn shape(from: Point, to: Point, slope_from: f64, slope_to: f64) -> Bezier {
    let (start, end) = (from.x(), to.x());
    let third = (end - start) / 3.0;
    Bezier([
        (start, from.y),
        (start + third, from.y + third * slope_from),
        (end - third, to.y - third * slope_to),
        (end, to.y),
    ])
}

fn inner_slope(before: f64, after: f64, (left, right): Pair) -> f64 {
    let mean = (before * right + after * left) / (left + right);
    let least = before.abs().min(after.abs()).min(mean.abs() / 2.0);
    if before * after > 0.0 { 2.0 * least.copysign(before) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_passes_through_every_feeling_and_never_beyond() {
        let curve = Curve::new(&[Some(0.5), Some(-1.0), Some(1.0)]);
        assert_eq!(curve.points.iter().map(|point| point.y).collect::<Vec<_>>(), [35.0, 80.0, 20.0]);
        for segment in curve.segments() {
            let Bezier(pairs) = segment.shape;
            assert!(pairs.iter().all(|(_, y)| (20.0..=80.0).contains(y)), "{pairs:?}");
        }
    }

    #[test]
    fn neighbouring_cells_meet_at_the_border() {
        let curve = Curve::new(&[Some(0.0), Some(1.0), Some(0.4)]);
        let (left, right) = (curve.line_in(0), curve.line_in(1));
        let (_, end) = left.rsplit_once(' ').unwrap();
        assert!(right.starts_with(&format!("M0 {end}")), "{left} | {right}");
    }

    #[test]
    fn a_gap_is_bridged_and_never_filled() {
        let curve = Curve::new(&[Some(1.0), None, Some(-1.0), Some(-0.5)]);
        assert!(curve.gap().starts_with("M50 20C"));
        assert_eq!(curve.areas().len(), 1);
        assert!(curve.cell(1).areas.is_empty() && curve.cell(1).line.is_empty());
        assert!(curve.cell(1).gap.starts_with("M0 "));
    }

    #[test]
    fn one_feeling_is_a_point_and_none_is_nothing() {
        assert_eq!(Curve::new(&[Some(0.0)]).line(), "");
        assert_eq!(Curve::new(&[Some(0.0)]).points.len(), 1);
        assert!(Curve::new(&[None, None]).points.is_empty());
    }
}
