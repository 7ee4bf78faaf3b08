//! What lies between two curves, apart where the later one is better and where it is worse. Over steps of which one map
//! says no feeling nothing is drawn: what nobody knows is neither.

use std::fmt::Write;

use crate::curve::{Curve, number};

/// Into how many strips a column is cut: more would not be seen.
const STRIPS: usize = 16;

/// Too little to be seen; it says to which side a place belongs.
const UNSEEN: f64 = 1e-9;

/// What lies between two curves in one column, as paths in a box of 100 by 100.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Areas {
    /// Where the later curve is above the earlier one.
    pub better: String,
    /// Where it is below.
    pub worse: String,
}

/// A place that both curves pass: how far into the column, and both heights.
#[derive(Clone, Copy, Debug)]
struct Strip {
    x: f64,
    before: f64,
    after: f64,
}

/// What lies between two curves in a column.
pub fn between(before: &Curve, after: &Curve, column: usize) -> Areas {
    let left = column as f64 * 100.0;
    let strip = |at: usize| {
        let x = at as f64 * 100.0 / STRIPS as f64;
        Some(Strip { x, before: before.height(left + x)?, after: after.height(left + x)? })
    };
    let strips: Vec<Strip> = (0..=STRIPS).filter_map(strip).collect();
    let mut areas = Areas::default();
    for run in with_crossings(&strips).chunk_by(|a, b| side(*a, *b) >= 0.0) {
        draw(&mut areas, run);
    }
    areas
}

/// Above zero where two places lie on the same side.
fn side(one: Strip, two: Strip) -> f64 {
    (one.before - one.after) * (two.before - two.after)
}

/// The places with those between them at which the curves cross, twice: once for the area on either side.
fn with_crossings(strips: &[Strip]) -> Vec<Strip> {
    let mut all: Vec<Strip> = Vec::with_capacity(strips.len());
    for strip in strips {
        let last = all.last().copied();
        let strip = last.map_or(*strip, |last| leaning(*strip, last));
        if let Some(last) = last.filter(|last| side(*last, strip) < 0.0) {
            let share =
                (last.before - last.after) / ((last.before - last.after) - (strip.before - strip.after));
            let mix = |a: f64, b: f64| a + (b - a) * share;
            let height = mix(last.before, strip.before);
            let crossing =
                |sign: f64| Strip { x: mix(last.x, strip.x), before: height, after: height - sign * UNSEEN };
            all.push(crossing((last.before - last.after).signum()));
            all.push(crossing((strip.before - strip.after).signum()));
        }
        all.push(strip);
    }
    all
}

/// A place where both curves have one height belongs to the side they come from, so that the side they go to begins there.
fn leaning(strip: Strip, last: Strip) -> Strip {
    match strip.before == strip.after {
        true => Strip { after: strip.after - (last.before - last.after).signum() * UNSEEN, ..strip },
        false => strip,
    }
}

fn draw(areas: &mut Areas, run: &[Strip]) {
    let more = run
        .iter()
        .map(|strip| strip.before - strip.after)
        .fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
    let path = match () {
        () if run.len() < 2 || more.abs() < 0.05 => return,
        () if more > 0.0 => &mut areas.better,
        () => &mut areas.worse,
    };
    let there = run.iter().map(|strip| (strip.x, strip.after));
    let back = run.iter().rev().map(|strip| (strip.x, strip.before));
    for (at, (x, y)) in there.chain(back).enumerate() {
        let _ = write!(path, "{}{} {}", if at == 0 { 'M' } else { 'L' }, number(x), number(y));
    }
    path.push('z');
}

#[cfg(test)]
mod tests {
    use super::between;
    use crate::curve::Curve;

    #[test]
    fn what_is_above_is_better_and_what_is_below_is_worse() {
        let (low, high) = (Curve::new(&[Some(-0.5); 2]), Curve::new(&[Some(0.5); 2]));
        let better = between(&low, &high, 0);
        assert!(better.better.starts_with("M50 35L") && better.worse.is_empty(), "{better:?}");
        let worse = between(&high, &low, 0);
        assert!(worse.worse.starts_with("M50 65L") && worse.better.is_empty(), "{worse:?}");
    }

    #[test]
    fn curves_that_cross_have_an_area_on_either_side() {
        let (falls, rises) = (Curve::new(&[Some(1.0), Some(-1.0)]), Curve::new(&[Some(-1.0), Some(1.0)]));
        assert!(between(&falls, &rises, 0).better.is_empty(), "they cross at the border of the columns");
        let shifted = Curve::new(&[Some(-1.0), Some(0.0), Some(1.0)]);
        let both: Vec<_> = (0..3).map(|at| between(&Curve::new(&[Some(0.25); 3]), &shifted, at)).collect();
        assert!(!both[0].worse.is_empty() && !both[2].better.is_empty(), "{both:?}");
        assert!(both.iter().any(|areas| !areas.worse.is_empty() && !areas.better.is_empty()), "{both:?}");
    }

    #[test]
    fn the_same_curve_twice_has_nothing_between() {
        let curve = Curve::new(&[Some(0.2), None, Some(1.0)]);
        assert_eq!(between(&curve, &curve, 1), super::Areas::default());
    }
}
