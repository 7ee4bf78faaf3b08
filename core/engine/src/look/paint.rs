//! What colour a piece of CSS stands for, once its variables are filled: as much of it as themes need.

use std::collections::HashMap;

use csscolorparser::Color;
use cssparser::{ParseError, Parser, Token};

/// Variables that lead to one another further than this are a circle.
const DEEPEST: u8 = 24;

/// The variables of a page in one scheme.
#[derive(Clone, Debug, Default)]
pub struct Paint<'v>(HashMap<&'v str, &'v str>);

impl<'v> Paint<'v> {
    /// Sets a variable, or sets it anew.
    pub fn set(&mut self, name: &'v str, value: &'v str) {
        self.0.insert(name, value);
    }

    /// The colour of a value; none where it is none, or a way to write it that is not known here.
    pub fn colour(&self, css: &str) -> Option<Color> {
        self.read(css, 0)
    }

    fn read(&self, css: &str, depth: u8) -> Option<Color> {
        let mut parser = Parser::new(css);
        let colour = self.next(&mut parser, depth)?;
        parser.is_exhausted().then_some(colour)
    }

    fn next(&self, css: &mut Parser<'_>, depth: u8) -> Option<Color> {
        css.skip_whitespace();
        let start = css.position();
        let Token::Function(name) = css.next().ok()?.clone() else {
            return csscolorparser::parse(css.slice_from(start)).ok();
        };
        match name.to_ascii_lowercase().as_str() {
            "var" => within(css, |css| self.variable(css, depth)),
            "color-mix" => within(css, |css| self.mix(css, depth)),
            "oklch" => match within(css, |css| self.relative(css, depth)) {
                Some(colour) => Some(colour),
                None => csscolorparser::parse(css.slice_from(start)).ok(),
            },
            _ => {
                within(css, |css| {
                    while css.next().is_ok() {}
                    Some(())
                })?;
                csscolorparser::parse(css.slice_from(start)).ok()
            }
        }
    }

    /// `var(--name)` and `var(--name, fallback)`.
    fn variable(&self, css: &mut Parser<'_>, depth: u8) -> Option<Color> {
        let name = css.expect_ident_cloned().ok()?;
        let fallback = match css.expect_comma() {
            Ok(()) => self.next(css, depth),
            Err(_) => None,
        };
        let value = self.0.get(&*name).filter(|_| depth < DEEPEST);
        value.and_then(|value| self.read(value, depth + 1)).or(fallback)
    }

    /// `color-mix(in oklab, one 80%, two)`, and the same in srgb.
    fn mix(&self, css: &mut Parser<'_>, depth: u8) -> Option<Color> {
        css.expect_ident_matching("in").ok()?;
        let space = css.expect_ident_cloned().ok()?;
        css.expect_comma().ok()?;
        let (one, first) = self.part(css, depth)?;
        css.expect_comma().ok()?;
        let (two, second) = self.part(css, depth)?;
        let first = first.or(second.map(|second| 1.0 - second)).unwrap_or(0.5);
        let second = second.unwrap_or(1.0 - first);
        let share = second / (first + second);
        match &*space {
            "oklab" => {
                let [l, a, b, alpha] = between(one.to_oklaba(), two.to_oklaba(), share);
                Some(Color::from_oklaba(l, a, b, alpha))
            }
            "srgb" => {
                let [r, g, b, alpha] = between(one.to_array(), two.to_array(), share);
                Some(Color::new(r, g, b, alpha))
            }
            _ => None,
        }
    }

    fn part(&self, css: &mut Parser<'_>, depth: u8) -> Option<(Color, Option<f32>)> {
        let colour = self.next(css, depth)?;
        Some((colour, css.try_parse(|css| css.expect_percentage()).ok()))
    }

    /// `oklch(from colour L C H)`.
    fn relative(&self, css: &mut Parser<'_>, depth: u8) -> Option<Color> {
        css.expect_ident_matching("from").ok()?;
        let [l, c, h, alpha] = self.next(css, depth)?.to_oklcha();
        let known = [("l", l), ("c", c), ("h", h.to_degrees())];
        let lightness = atom(css, &known)?;
        let chroma = atom(css, &known)?;
        let hue = atom(css, &known)?;
        Some(Color::from_oklcha(lightness, chroma, hue.to_radians(), alpha))
    }
}

/// What stands between the parentheses; all of it, or none.
fn within<T>(css: &mut Parser<'_>, read: impl FnOnce(&mut Parser<'_>) -> Option<T>) -> Option<T> {
    let read = css.parse_nested_block(|css| read(css).ok_or_else(ParseError::<()>::unexpected_token));
    read.ok()
}

/// Colours are mixed as much as they are there.
fn between(one: [f32; 4], two: [f32; 4], share: f32) -> [f32; 4] {
    let (first, second) = (one[3] * (1.0 - share), two[3] * share);
    let alpha = first + second;
    let mix = |at: usize| if alpha > 0.0 { (one[at] * first + two[at] * second) / alpha } else { 0.0 };
    [mix(0), mix(1), mix(2), alpha]
}

type Known = [(&'static str, f32); 3];

/// A number, a channel, or a sum in `calc`, `min` or `max`.
fn atom(css: &mut Parser<'_>, known: &Known) -> Option<f32> {
    match css.next().ok()?.clone() {
        Token::Number { value, .. } => Some(value),
        Token::Percentage { unit_value, .. } => Some(unit_value),
        Token::Ident(name) => known.iter().find(|(channel, _)| *channel == &*name).map(|(_, value)| *value),
        Token::ParenthesisBlock => within(css, |css| sum(css, known)),
        Token::Function(name) => {
            let all = within(css, |css| {
                let mut all = vec![sum(css, known)?];
                while css.try_parse(|css| css.expect_comma()).is_ok() {
                    all.push(sum(css, known)?);
                }
                Some(all)
            })?;
            match &*name {
                "calc" => all.first().copied(),
                "min" => all.into_iter().reduce(f32::min),
                "max" => all.into_iter().reduce(f32::max),
                _ => None,
            }
        }
        _ => None,
    }
}

fn sum(css: &mut Parser<'_>, known: &Known) -> Option<f32> {
    let mut total = product(css, known)?;
    loop {
        match css.try_parse(|css| sign(css, ['+', '-'])) {
            Ok('+') => total += product(css, known)?,
            Ok(_) => total -= product(css, known)?,
            Err(()) => return Some(total),
        }
    }
}

fn product(css: &mut Parser<'_>, known: &Known) -> Option<f32> {
    let mut total = atom(css, known)?;
    loop {
        match css.try_parse(|css| sign(css, ['*', '/'])) {
            Ok('*') => total *= atom(css, known)?,
            Ok(_) => total /= atom(css, known)?,
            Err(()) => return Some(total),
        }
    }
}

fn sign(css: &mut Parser<'_>, signs: [char; 2]) -> Result<char, ()> {
    match css.next() {
        Ok(Token::Delim(sign)) if signs.contains(sign) => Ok(*sign),
        _ => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(paint: &Paint<'_>, css: &str) -> Option<String> {
        paint.colour(css).map(|colour| super::super::colour::clipped(&colour).to_css_hex().to_string())
    }

    /// What Chromium computes for the same.
    #[test]
    fn colours_are_those_that_a_browser_shows() {
        let mut paint = Paint::default();
        paint.set("--c-brand", "#2340b5");
        paint.set("--brand", " var(--c-brand) ");
        paint.set("--ink", "#10151d");
        paint.set("--paper", "white");
        for (css, shown) in [
            ("var(--brand)", "#2340b5"),
            ("var(--none, red)", "#ff0000"),
            ("var( --none , var(--brand))", "#2340b5"),
            ("rgb(0 0 0)", "#000000"),
            ("color-mix(in srgb, red 25%, blue)", "#4000bf"),
            ("color-mix(in oklab, var(--ink) 0%, var(--paper))", "#ffffff"),
            ("color-mix(in oklab, var(--ink), var(--ink) 30%)", "#10151d"),
            ("oklch(from var(--brand) l c h)", "#2340b5"),
            ("oklch(from var(--brand) calc(l * 1 + 0) min(c, 1) max(h, -360))", "#2340b5"),
            ("oklch(from white 0% 0 h)", "#000000"),
            ("oklch(100% 0 0)", "#ffffff"),
            ("oklch(from var(--brand) 78% min(c,.12) h)", "#95b5ff"),
            ("oklch(from #007a6a 77% min(c*1.2,.13) h)", "#51ccb6"),
            ("oklch(from #007a6a calc(l*.55 + .1) c h)", "#005345"),
            ("color-mix(in oklab,var(--ink) 68%,var(--paper))", "#52565d"),
            ("color-mix(in oklab,color-mix(in oklab,var(--brand) 55%,#0c1636) 11%,var(--paper))", "#e2e7f1"),
            ("color-mix(in oklab,red 40%,transparent)", "#ff000066"),
        ] {
            assert_eq!(hex(&paint, css).as_deref(), Some(shown), "{css}");
        }
    }

    #[test]
    fn what_is_no_colour_is_none() {
        let mut paint = Paint::default();
        paint.set("--a", "var(--b)");
        paint.set("--b", "var(--a)");
        for css in [
            "",
            "var(--a)",
            "var(--none)",
            "red blue",
            "1px",
            "color-mix(in lch, red, blue)",
            "oklch(from red)",
        ] {
            assert_eq!(hex(&paint, css), None, "{css}");
        }
    }
}
