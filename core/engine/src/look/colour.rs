//! Colours: what is one, and how well one is read on another.

use csscolorparser::Color;

/// The colour of a text, where it is one that nothing shines through.
pub fn opaque(text: &str) -> Option<Color> {
    csscolorparser::parse(text).ok().filter(|colour| colour.a >= 1.0)
}

/// How well one colour is read on another, from 1 to 21.
///
/// `(lighter + 0.05) / (darker + 0.05)`, as WCAG 2.2 defines the contrast ratio.
pub fn ratio(text: &Color, ground: &Color) -> f32 {
    let (one, two) = (luminance(&over(text, ground)), luminance(ground));
    (one.max(two) + 0.05) / (one.min(two) + 0.05)
}

/// WCAG's relative luminance: `0.2126 R + 0.7152 G + 0.0722 B` of the linear channels.
fn luminance(colour: &Color) -> f32 {
    let [red, green, blue, _] = clipped(colour).to_linear_rgba();
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A colour with its ground shining through.
fn over(text: &Color, ground: &Color) -> Color {
    let mix = |one: f32, two: f32| one * text.a + two * (1.0 - text.a);
    Color::new(mix(text.r, ground.r), mix(text.g, ground.g), mix(text.b, ground.b), 1.0)
}

/// The colour as a screen of the common gamut shows it.
pub fn clipped(colour: &Color) -> Color {
    Color::new(colour.r.clamp(0.0, 1.0), colour.g.clamp(0.0, 1.0), colour.b.clamp(0.0, 1.0), colour.a)
}

/// The same colour, lighter or darker.
pub fn with_lightness(colour: &Color, lightness: f32) -> Color {
    let [_, chroma, hue, _] = colour.to_oklcha();
    clipped(&Color::from_oklcha(lightness, chroma, hue, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(one: &str, two: &str) -> f32 {
        ratio(&opaque(one).unwrap(), &opaque(two).unwrap())
    }

    #[test]
    fn ratios_are_those_of_wcag() {
        assert!((of("#000", "#fff") - 21.0).abs() < 0.01);
        assert!((of("white", "white") - 1.0).abs() < 0.01);
        assert!((of("#777", "#fff") - 4.478).abs() < 0.01);
        assert!((of("#fff", "#777") - 4.478).abs() < 0.01);
    }

    #[test]
    fn what_shines_through_is_measured_with_its_ground() {
        let half = csscolorparser::parse("rgb(0 0 0 / 0.5)").unwrap();
        let seen = ratio(&half, &opaque("white").unwrap());
        assert!((seen - of("#808080", "white")).abs() < 0.05, "{seen}");
    }
}
