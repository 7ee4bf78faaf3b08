//! Averages of the curve: as it is lived, by the time it takes, and as it is remembered.

use journeybook_plugin::{Attributed, Definition, Part, Score};

use crate::curve::rescaled;
use crate::rated::Rated;
use journeybook_plugin::prose::{count, fixed, left_out, plain, signed};

/// What the plain average is.
pub fn mean() -> Definition {
    Definition::new("emotion-mean", "Average feeling")
        .scale(-2.0, 2.0)
        .description("The average over all steps that have a feeling: the journey as it is lived.")
        .source("Experienced utility: Daniel Kahneman and others (1993)")
        .formula("Σ feeling ÷ steps with a feeling")
}

/// Scores the plain average.
pub fn score_mean(rated: &Rated) -> Score {
    let Some(value) = rated.curve.mean() else {
        return absent("emotion-mean", rated);
    };
    let parts = rated.by_stage(|_| 1.0);
    let over = count(rated.n(), "step");
    let stages = rated.best_and_worst_stage(&parts);
    present("emotion-mean", value, rated)
        .explained(format!("Feelings average {} over {over}.{stages}{}", signed(value), rated.left_out()))
        .with("index", fixed(rescaled(value), 4))
        .with("deviation", fixed(rated.curve.deviation().unwrap_or(0.0), 6))
        .parts(parts)
}

/// What the average by time is.
pub fn by_time() -> Definition {
    Definition::new("emotion-by-time", "Feeling by time")
        .scale(-2.0, 2.0)
        .description(
            "The average in which a step counts for as long as it takes. Needs a `duration` on the steps.",
        )
        .source("Experienced utility: Daniel Kahneman and others (1993)")
        .formula("Σ feeling × duration ÷ Σ duration")
}

/// Scores the average by time.
pub fn score_by_time(rated: &Rated) -> Score {
    let Some(value) = rated.curve.mean_by(|at| rated.minutes[at]) else {
        let reason = if rated.n() == 0 { rated.reason() } else { "No step with a feeling has a duration." };
        return Score::absent("emotion-by-time", reason).counting(0, rated.steps.len());
    };
    let timed: Vec<f64> = rated.curve.points().filter_map(|(at, _)| rated.minutes[at]).collect();
    let missing = rated.steps.len() - timed.len();
    let text = format!(
        "Over the {} minutes of {}, people feel {} on average.{}",
        fixed(timed.iter().sum(), 0),
        count(timed.len(), "step"),
        signed(value),
        left_out(missing, "step", "without a feeling or a duration")
    );
    Score::new("emotion-by-time", value).counting(timed.len(), missing).explained(text)
}

/// What the peak-end score is.
pub fn peak_end() -> Definition {
    Definition::new("peak-end", "Peak and end")
        .scale(-2.0, 2.0)
        .description("Halfway between the strongest feeling and the last one: what is likely to be remembered.")
        .source(
            "Barbara Fredrickson and Daniel Kahneman (1993); meta-analysis by Alaybek and others (2022): as good a \
             predictor as the average. Strijbosch and others (2019) found the average better for varied experiences",
        )
        .formula("(peak + end) ÷ 2; peak is the feeling farthest from 0, of equals the worse, then the later")
}

/// Scores peak and end.
pub fn score_peak_end(rated: &Rated) -> Score {
    let curve = &rated.curve;
    let (Some(value), Some(peak), Some(end)) = (curve.peak_end(), curve.peak(), curve.end()) else {
        return absent("peak-end", rated);
    };
    let text = format!(
        "The strongest moment is {} ({}) and the last is {} ({}), so the memory is likely to be {}.{}",
        rated.title(peak.0),
        signed(peak.1),
        rated.title(end.0),
        signed(end.1),
        signed(value),
        rated.left_out()
    );
    present("peak-end", value, rated)
        .explained(text)
        .with("index", fixed(rescaled(value), 4))
        .parts([Part::new(rated.node(peak.0), peak.1, "peak"), Part::new(rated.node(end.0), end.1, "end")])
}

/// What the memory gap is.
pub fn memory_gap() -> Definition {
    Definition::new("memory-gap", "Memory gap")
        .scale(-4.0, 4.0)
        .description("How much better, or worse, the journey is remembered than it is lived.")
        .source("After Barbara Fredrickson and Daniel Kahneman (1993)")
        .formula("peak and end − average feeling")
}

/// Scores the memory gap.
pub fn score_memory_gap(rated: &Rated) -> Score {
    let (Some(gap), Some(memory)) = (rated.curve.memory_gap(), rated.curve.peak_end()) else {
        return absent("memory-gap", rated);
    };
    let compared = match plain(gap.abs()).as_str() {
        "0.0" => String::from("just as they are lived"),
        size => format!("{size} {} than they are lived", if gap > 0.0 { "better" } else { "worse" }),
    };
    let text = format!(
        "Feelings average {}, and the memory is likely to be {}: {compared}.{}",
        signed(memory - gap),
        signed(memory),
        rated.left_out()
    );
    present("memory-gap", gap, rated).explained(text)
}

/// A score over all steps that have a feeling.
pub fn present(id: &str, value: f64, rated: &Rated) -> Score {
    Score::new(id, value).counting(rated.n(), rated.curve.gaps())
}

/// A score that lacks feelings altogether.
pub fn absent(id: &str, rated: &Rated) -> Score {
    Score::absent(id, rated.reason()).counting(0, rated.curve.gaps())
}
