//! How many of those who were asked gave an answer that counts.

use journeybook_plugin::prose::short;
use journeybook_plugin::{Attributed, Bound, Definition, Figure, Journey, Part, Score};
use journeybook_statistics::part_of;

/// What the score is.
pub fn definition() -> Definition {
    Definition::new("response-coverage", "Response coverage")
        .unit("%")
        .scale(0.0, 100.0)
        .description("The share of rows with an answer that counts. A place that few meet, or few want to speak of, is low.")
        .source("Journeybook")
        .formula("Σ answers that count ÷ Σ rows × 100, over all questions")
        .with("family", "What customers answered")
}

/// Scores the questions of all figures that are no counts.
pub fn score(journey: &Journey, bound: &Bound) -> Option<Score> {
    let is_question = |it: &&Figure| !["count", "rate"].contains(&it.metric.as_str()) && !it.is_of_few();
    let questions: Vec<&Figure> = bound.figures.iter().filter(is_question).collect();
    let (n, excluded) =
        questions.iter().fold((0, 0), |(n, out), it| (n + it.n as usize, out + it.excluded as usize));
    let value = part_of(n as f64, (n + excluded) as f64)?;
    let lowest = questions.iter().filter_map(|it| Some((share(it)?, *it))).min_by(|a, b| a.0.total_cmp(&b.0));
    let least = lowest.map_or_else(String::new, |(share, it)| {
        format!(" Fewest answer about {} ({}%).", journey.called(&it.at), short(share, 1))
    });
    let text =
        format!("{n} of {} rows hold an answer that counts, {}%.{least}", n + excluded, short(value, 1));
    let parts = questions.iter().map(|it| {
        let node = journey.place(&it.at).filter(|node| *node != journey.node);
        let note = if node.is_some() { &it.metric } else { journey.called(&it.at) };
        Part::new(node.unwrap_or(journey.node), share(it), note)
    });
    Some(Score::new("response-coverage", value).counting(n, excluded).explained(text).parts(parts))
}

fn share(figure: &Figure) -> Option<f64> {
    part_of(f64::from(figure.n), f64::from(figure.n) + f64::from(figure.excluded))
}
