//! The emotion curve: a monotone cubic through the feelings of a map, cut at the borders of its columns.
//!
//! A column is 100 units wide, the box 100 high: `y = 50 - 15 v` for a feeling `v` of -2..2. The curve never swings past
//! its points (Fritsch and Carlson's condition), so it shows no high and no low that nobody felt.

use std::fmt::Write;
use std::sync::OnceLock;

/// A feeling on the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The column.
    pub column: usize,
    /// Units from the beginning of the map.
    pub x: f64,
    /// Units from the top.
    pub y: f64,
}

/// The curve of one map.
#[derive(Clone, Debug, Default)]
pub struct Curve {
    /// How many columns the map has.
    pub columns: usize,
    /// Its points, from left to right.
    pub points: Vec<Point>,
    segments: Vec<Segment>,
    cells: OnceLock<Vec<CellCurve>>,
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

type Pair = (f64, f64);

#[derive(Clone, Copy, Debug)]
struct Bezier([Pair; 4]);

const ZERO: f64 = 50.0;

impl Curve {
    /// The curve of the columns' feelings, each -1..1 or unknown.
    pub fn new(feelings: &[Option<f64>]) -> Self {
        let points: Vec<Point> = feelings
            .iter()
            .enumerate()
            .filter_map(|(column, feeling)| feeling.map(|normal| point(column, normal)))
            .collect();
        let slopes = slopes(&points);
        let segments = points
            .windows(2)
            .zip(slopes.windows(2))
            .map(|(points, slopes)| segment(points[0], points[1], slopes[0], slopes[1]))
            .collect();
        Self { columns: feelings.len(), points, segments, cells: OnceLock::new() }
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
        let known = self.segments.chunk_by(|a, b| a.gap == b.gap).filter(|run| !run[0].gap);
        known.map(|run| area(run.iter().map(|segment| segment.shape))).collect()
    }

    /// A column's part.
    pub fn cell(&self, column: usize) -> &CellCurve {
        let cut = || (0..self.columns).map(|column| self.cut(column)).collect();
        &self.cells.get_or_init(cut)[column]
    }

    fn cut(&self, column: usize) -> CellCurve {
        let left = column as f64 * 100.0;
        let first = self.segments.partition_point(|segment| segment.shape.0[3].0 <= left);
        let mut cell = CellCurve::default();
        for segment in self.segments[first..].iter().take_while(|known| known.shape.0[0].0 < left + 100.0) {
            let Some(part) = segment.shape.between(left, left + 100.0) else { continue };
            let part = part.moved(-left);
            match segment.gap {
                true => draw(&mut cell.gap, part),
                false => {
                    draw(&mut cell.line, part);
                    cell.areas.push(area(std::iter::once(part)));
                }
            }
        }
        cell
    }

    fn path(&self, gap: bool) -> String {
        let mut path = String::new();
        self.segments
            .iter()
            .filter(|segment| segment.gap == gap)
            .for_each(|segment| draw(&mut path, segment.shape));
        path
    }
}

fn point(column: usize, normal: f64) -> Point {
    Point { column, x: column as f64 * 100.0 + 50.0, y: ZERO - 30.0 * normal }
}

fn segment(from: Point, to: Point, slope_from: f64, slope_to: f64) -> Segment {
    let third = (to.x - from.x) / 3.0;
    let shape = Bezier([
        (from.x, from.y),
        (from.x + third, from.y + third * slope_from),
        (to.x - third, to.y - third * slope_to),
        (to.x, to.y),
    ]);
    Segment { shape, gap: to.column > from.column + 1 }
}

/// The slope at each point; flat at highs and lows, so the curve does not swing past them.
fn slopes(points: &[Point]) -> Vec<f64> {
    let secants: Vec<f64> =
        points.windows(2).map(|pair| (pair[1].y - pair[0].y) / (pair[1].x - pair[0].x)).collect();
    let (Some(first), Some(last)) = (secants.first(), secants.last()) else { return vec![0.0; points.len()] };
    let mut slopes = vec![0.0; points.len()];
    for at in 1..points.len() - 1 {
        let widths = (points[at].x - points[at - 1].x, points[at + 1].x - points[at].x);
        slopes[at] = inner_slope(secants[at - 1], secants[at], widths);
    }
    let end = slopes.len() - 1;
    let straight = points.len() == 2;
    slopes[0] = if straight { *first } else { (3.0 * first - slopes[1]) / 2.0 };
    slopes[end] = if straight { *last } else { (3.0 * last - slopes[end - 1]) / 2.0 };
    slopes
}

fn inner_slope(before: f64, after: f64, (left, right): Pair) -> f64 {
    let mean = (before * right + after * left) / (left + right);
    let least = before.abs().min(after.abs()).min(mean.abs() / 2.0);
    if before * after > 0.0 { 2.0 * least.copysign(before) } else { 0.0 }
}

impl Bezier {
    /// The part between two upright lines. The control points stand at even distances, so x is linear along the curve.
    fn between(self, left: f64, right: f64) -> Option<Bezier> {
        let (start, end) = (self.0[0].0, self.0[3].0);
        let (from, to) = (left.max(start), right.min(end));
        let share = |x: f64| (x - start) / (end - start);
        (from < to).then(|| self.after(share(from)).before((to - from) / (end - from)))
    }

    fn before(self, share: f64) -> Bezier {
        let Bezier([a, b, c, d]) = self;
        let (ab, bc, cd) = (mix(a, b, share), mix(b, c, share), mix(c, d, share));
        let (abc, bcd) = (mix(ab, bc, share), mix(bc, cd, share));
        Bezier([a, ab, abc, mix(abc, bcd, share)])
    }

    fn after(self, share: f64) -> Bezier {
        let Bezier([a, b, c, d]) = self;
        let Bezier([d, c, b, a]) = Bezier([d, c, b, a]).before(1.0 - share);
        Bezier([a, b, c, d])
    }

    fn moved(self, by: f64) -> Bezier {
        Bezier(self.0.map(|(x, y)| (x + by, y)))
    }
}

fn mix(a: Pair, b: Pair, share: f64) -> Pair {
    (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
}

/// Goes on from where the path ends, or begins anew where the shape does.
fn draw(path: &mut String, Bezier([from, b, c, to]): Bezier) {
    let end = path.len();
    push_pair(path, from);
    let (drawn, start) = path.split_at(end);
    if drawn.strip_suffix(start).is_some_and(|before| before.ends_with(' ')) {
        path.truncate(end);
    } else {
        path.insert(end, 'M');
    }
    for (sign, to) in [('C', b), (' ', c), (' ', to)] {
        path.push(sign);
        push_pair(path, to);
    }
}

fn area(shapes: impl Iterator<Item = Bezier>) -> String {
    let mut path = String::new();
    let mut ends: Option<(f64, f64)> = None;
    for shape in shapes {
        draw(&mut path, shape);
        ends = Some((ends.map_or(shape.0[0].0, |(start, _)| start), shape.0[3].0));
    }
    let Some((start, end)) = ends else { return path };
    let body = path.replacen('M', "L", 1);
    format!("M{} {ZERO}{body}L{} {ZERO}z", number(start), number(end))
}

fn push_pair(path: &mut String, (x, y): Pair) {
    push_number(path, x);
    path.push(' ');
    push_number(path, y);
}

/// At most two decimals, without trailing zeros.
pub fn number(value: f64) -> String {
    let mut text = String::new();
    push_number(&mut text, value);
    text
}

fn push_number(text: &mut String, value: f64) {
    let hundredths = (value * 100.0).round() as i64;
    let of = hundredths.unsigned_abs();
    if hundredths < 0 {
        text.push('-');
    }
    let _ = match (of / 100, of % 100) {
        (whole, 0) => write!(text, "{whole}"),
        (whole, part) if part % 10 == 0 => write!(text, "{whole}.{}", part / 10),
        (whole, part) => write!(text, "{whole}.{part:02}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_passes_through_every_feeling_and_never_beyond() {
        let curve = Curve::new(&[Some(0.5), Some(-1.0), Some(1.0)]);
        assert_eq!(curve.points.iter().map(|point| point.y).collect::<Vec<_>>(), [35.0, 80.0, 20.0]);
        for segment in &curve.segments {
            let Bezier(pairs) = segment.shape;
            assert!(pairs.iter().all(|(_, y)| (20.0..=80.0).contains(y)), "{pairs:?}");
        }
    }

    #[test]
    fn neighbouring_cells_meet_at_the_border() {
        let curve = Curve::new(&[Some(0.0), Some(1.0), Some(0.4)]);
        let left = &curve.cell(0).line;
        let right = &curve.cell(1).line;
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
