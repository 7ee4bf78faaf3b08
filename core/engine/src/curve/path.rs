//! Curves as paths of SVG.

use super::ZERO;
use super::bezier::{Bezier, Pair};

/// Stretches as one path.
pub fn drawn(shapes: impl Iterator<Item = Bezier>) -> String {
    let mut path = String::new();
    shapes.for_each(|shape| draw(&mut path, shape));
    path
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

/// What lies between zero and stretches that go on from one another.
pub fn area(shapes: impl Iterator<Item = Bezier>) -> String {
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
    push_whole(text, of / 100);
    if !of.is_multiple_of(100) {
        text.push('.');
        text.push(digit(of / 10));
    }
    if !of.is_multiple_of(10) {
        text.push(digit(of));
    }
}

/// A map's curves have thousands of numbers: writing them through the formatter took a fiftieth of a build.
fn push_whole(text: &mut String, whole: u64) {
    if whole > 9 {
        push_whole(text, whole / 10);
    }
    text.push(digit(whole));
}

/// The last digit of a number.
fn digit(of: u64) -> char {
    char::from(b'0' + (of % 10) as u8)
}
