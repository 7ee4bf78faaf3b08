//! The scores of a diagram as feelings.

use journeybook_model::{Feeling, Scale};

use super::grammar::Diagram;
use super::piece::Words;
use super::task::is_number;
use crate::lexicon::Lexicon;
use crate::parse::feeling;

/// The scale that Mermaid's scores are on.
const STARS: Scale = Scale { low: 1.0, high: 5.0 };

/// Scales that people use where that one does not do, the likeliest first.
const OTHERS: [(f64, f64); 6] =
    [(0.0, 5.0), (-2.0, 2.0), (0.0, 10.0), (-5.0, 5.0), (-10.0, 10.0), (0.0, 100.0)];

/// Words that people write in the place of a number.
const LEVELS: [(&str, f64); 5] =
    [("very low", -1.0), ("low", -1.0), ("medium", 0.0), ("high", 1.0), ("very high", 1.0)];

/// The scale that holds every score of a diagram.
pub fn scale(diagram: &Diagram) -> Scale {
    let scores: Vec<f64> = scores(diagram).filter_map(number).collect();
    let holds = |scale: &Scale| scores.iter().all(|score| scale.holds(*score));
    let most = scores.iter().fold(1.0, |most: f64, score| most.max(score.abs()));
    let others = OTHERS.into_iter().map(|(low, high)| Scale { low, high });
    [STARS].into_iter().chain(others).find(holds).unwrap_or(Scale { low: -most, high: most })
}

/// The first score that Mermaid draws off its chart.
pub fn off_scale(diagram: &Diagram) -> Option<&Words> {
    scores(diagram).find(|score| number(score).is_some_and(|score| !STARS.holds(score)))
}

fn scores(diagram: &Diagram) -> impl Iterator<Item = &Words> {
    diagram.sections.iter().flat_map(|section| &section.tasks).filter_map(|task| task.score.as_ref())
}

fn number(score: &Words) -> Option<f64> {
    score.text.parse().ok().filter(|_| is_number(&score.text))
}

/// A score as the feeling of a step on the map's own scale; none for words that nobody knows.
pub fn feeling(score: &Words, scale: Scale, map: Scale, lexicon: &Lexicon) -> Option<Feeling> {
    let raw = &score.text;
    let level = LEVELS.iter().find(|(word, _)| raw.eq_ignore_ascii_case(word)).map(|(_, normal)| *normal);
    match number(score).map(|number| scale.normal(number)).or(level) {
        Some(normal) => Some(Feeling {
            raw: raw.as_str().into(),
            value: map.value(normal),
            normal,
            word: None,
            intensity: None,
            expected: None,
        }),
        None => feeling::read(raw, map, lexicon).ok(),
    }
}
