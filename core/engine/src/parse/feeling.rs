//! Feelings as people write them: `+1 curious`, `4/5`, `😟 (Intensity: 4/5)`, `hopeful`.

use journeybook_model::{Feeling, Scale};

use crate::lexicon::Lexicon;
use crate::spelling::{fold, is_digit};

/// Why a feeling has no value.
#[derive(Debug, PartialEq)]
pub enum Problem {
    /// The number does not lie on the scale.
    OffScale(f64),
    /// There is no number, no known word and no known emoji.
    Unreadable,
}

/// Reads a feeling. A number counts before an emoji, an emoji before a word; an arrow leads to what counts.
pub fn read(raw: &str, scale: Scale, lexicon: &Lexicon) -> Result<Feeling, Problem> {
    let (text, intensity) = without_intensity(raw, lexicon);
    let (number, rest) = leading_number(&text);
    let normal = match number {
        Some(Number { value, out_of: Some(top) }) if !ends_at(scale, top) => parts_of(value, top)?,
        Some(Number { value, .. }) if !scale.holds(value) => return Err(Problem::OffScale(value)),
        Some(Number { value, .. }) => scale.normal(value),
        None => {
            let tone = tone(&text, lexicon).ok_or(Problem::Unreadable)?;
            intensity.map_or(tone, |strength| signed(tone, strength))
        }
    };
    let word = word(rest, lexicon);
    Ok(Feeling {
        raw: raw.trim().into(),
        value: scale.value(normal),
        normal,
        word,
        intensity,
        expected: None,
    })
}

/// `4`, or `4/5`.
pub(crate) struct Number {
    value: f64,
    out_of: Option<f64>,
}

/// The number a text begins with, and what follows it.
pub(crate) fn leading_number(text: &str) -> (Option<Number>, &str) {
    let text = text.trim();
    let Some((value, rest)) = number(text) else { return (None, text) };
    let top = rest.trim_start().strip_prefix('/').and_then(|rest| number(rest.trim_start()));
    match top {
        Some((top, rest)) => (Some(Number { value, out_of: Some(top) }), rest),
        None => (Some(Number { value, out_of: None }), rest),
    }
}

/// `+1`, `-2`, `−1.5`, `-1,5`, `+١٫٥`; followed by the end or by something that is no letter.
fn number(text: &str) -> Option<(f64, &str)> {
    let unsigned = text.trim_start_matches(['+', '-', '−', '–']);
    let is_comma = |at: usize, letter| letter == ',' && unsigned[at + 1..].starts_with(is_digit);
    let is_part = |(at, letter): (usize, char)| {
        is_digit(letter) || ['.', '٫'].contains(&letter) || is_comma(at, letter)
    };
    let end = unsigned.char_indices().find(|found| !is_part(*found)).map_or(unsigned.len(), |(at, _)| at);
    let (digits, rest) = unsigned.split_at(end);
    let value: f64 = fold(digits).trim_end_matches('.').replace(',', ".").parse().ok()?;
    let negative = text.starts_with(['-', '−', '–']);
    (text.len() - unsigned.len() <= 3).then_some((if negative { -value } else { value }, rest))
}

/// Whether `n/top` is a number of the map's own scale.
fn ends_at(scale: Scale, top: f64) -> bool {
    scale.low >= 0.0 && scale.high == top
}

/// `n/5` counts from 1, `n/10` from 0.
fn parts_of(value: f64, top: f64) -> Result<f64, Problem> {
    let low = if top > 7.0 { 0.0 } else { 1.0 };
    let scale = Scale { low, high: top };
    if top <= low || !scale.holds(value) {
        return Err(Problem::OffScale(value));
    }
    Ok(scale.normal(value))
}

/// Takes `(Intensity: 4/5)` off and gives its share of the whole; after an arrow the last one counts.
fn without_intensity(raw: &str, lexicon: &Lexicon) -> (String, Option<f64>) {
    let Some((open, close)) = raw.find('(').zip(raw.rfind(')')).filter(|(open, close)| open < close) else {
        return (raw.to_owned(), None);
    };
    let inside = &raw[open + 1..close];
    let Some((_, levels)) = inside.split_once(':').filter(|(word, _)| lexicon.is_intensity(word.trim()))
    else {
        return (raw.to_owned(), None);
    };
    let strength = levels.split(['→', '>']).filter_map(share).next_back();
    (format!("{} {}", &raw[..open], &raw[close + 1..]), strength)
}

fn share(level: &str) -> Option<f64> {
    match leading_number(level) {
        (Some(Number { value, out_of: Some(top) }), _) if top > 0.0 => Some((value / top).clamp(0.0, 1.0)),
        _ => None,
    }
}

fn tone(text: &str, lexicon: &Lexicon) -> Option<f64> {
    let emoji = text.chars().filter_map(|letter| lexicon.emoji(letter)).next_back();
    emoji.or_else(|| lexicon.feeling(text))
}

fn signed(tone: f64, strength: f64) -> f64 {
    if tone == 0.0 { 0.0 } else { strength.copysign(tone) }
}

/// What is left to read when numbers and emoji are taken away.
fn word(text: &str, lexicon: &Lexicon) -> Option<Box<str>> {
    let kept: String =
        text.chars().filter(|letter| lexicon.emoji(*letter).is_none() && *letter != '\u{fe0f}').collect();
    let joined = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let loose = |letter: char| !letter.is_alphanumeric() && !"()?؟!'’\"".contains(letter);
    let word = joined.trim_matches(loose);
    (!word.is_empty()).then(|| word.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(scale: Scale, raw: &str) -> Result<(f64, Option<Box<str>>), Problem> {
        let lexicon = Lexicon::new(&[], &[]);
        read(raw, scale, &lexicon).map(|feeling| ((feeling.value * 100.0).round() / 100.0, feeling.word))
    }

    fn default(raw: &str) -> Result<(f64, Option<Box<str>>), Problem> {
        on(Scale::default(), raw)
    }

    #[test]
    fn a_number_and_a_word_may_stand_together() {
        assert_eq!(default("+1 curious"), Ok((1.0, Some("curious".into()))));
        assert_eq!(default("−1.5, worn down"), Ok((-1.5, Some("worn down".into()))));
        assert_eq!(default("0"), Ok((0.0, None)));
        assert_eq!(default("-١٫٥ قلق؟"), Ok((-1.5, Some("قلق؟".into()))));
    }

    #[test]
    fn parts_of_a_whole_are_brought_onto_the_scale() {
        assert_eq!(default("4/5"), Ok((1.0, None)));
        assert_eq!(default("5 / 10 so so"), Ok((0.0, Some("so so".into()))));
        assert_eq!(default("6/5"), Err(Problem::OffScale(6.0)));
        assert_eq!(on(Scale { low: 1.0, high: 5.0 }, "4/5"), Ok((4.0, None)));
    }

    #[test]
    fn words_and_emoji_have_a_tone() {
        assert_eq!(default("hopeful"), Ok((1.0, Some("hopeful".into()))));
        assert_eq!(default("😡"), Ok((-2.0, None)));
        assert_eq!(default("purple"), Err(Problem::Unreadable));
    }

    #[test]
    fn an_intensity_says_how_strong_the_tone_is() {
        assert_eq!(default("Overwhelmed 😟 (Intensity: 4/5)"), Ok((-1.6, Some("Overwhelmed".into()))));
        assert_eq!(default("Confident 😊 (Intensity: 1/5)"), Ok((0.4, Some("Confident".into()))));
    }

    #[test]
    fn an_arrow_leads_to_what_counts() {
        let raw = "Confused → Learning 😐 → 😊 (Intensity: 4/5 → 2/5)";
        assert_eq!(default(raw), Ok((0.8, Some("Confused → Learning".into()))));
    }

    #[test]
    fn a_number_off_the_scale_is_said_so() {
        assert_eq!(default("+3 elated"), Err(Problem::OffScale(3.0)));
        assert_eq!(on(Scale { low: 1.0, high: 5.0 }, "0"), Err(Problem::OffScale(0.0)));
    }
}
