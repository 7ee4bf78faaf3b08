//! Single moments of the curve: the best, the worst, and the steepest drop.

use journeybook_plugin::{Definition, Part, Score};

use crate::emotion::{absent, present};
use crate::rated::Rated;
use journeybook_plugin::prose::signed;

/// What the best moment is.
pub fn best() -> Definition {
    Definition::new("best-moment", "Best moment")
        .scale(-2.0, 2.0)
        .description("The step at which people feel best; of equals, the first.")
        .source("Emotional journey of service design")
        .formula("largest feeling")
}

/// Scores the best moment.
pub fn score_best(rated: &Rated) -> Score {
    match rated.curve.best() {
        Some((at, value)) => moment("best-moment", "best", at, value, rated),
        None => absent("best-moment", rated),
    }
}

/// What the worst moment is.
pub fn worst() -> Definition {
    Definition::new("worst-moment", "Worst moment")
        .scale(-2.0, 2.0)
        .description("The step at which people feel worst; of equals, the first.")
        .source("Emotional journey of service design")
        .formula("smallest feeling")
}

/// Scores the worst moment.
pub fn score_worst(rated: &Rated) -> Score {
    match rated.curve.worst() {
        Some((at, value)) => moment("worst-moment", "worst", at, value, rated),
        None => absent("worst-moment", rated),
    }
}

fn moment(id: &str, word: &str, at: usize, value: f64, rated: &Rated) -> Score {
    let step = format!("The {word} moment is {} ({})", rated.title(at), signed(value));
    let equals = match rated.curve.points().filter(|(_, other)| *other == value).count() {
        1 => String::new(),
        2 => String::from("; another step is as much so"),
        n => format!("; {} other steps are as much so", n - 1),
    };
    present(id, value, rated).explained(format!("{step}{equals}.{}", rated.left_out())).parts([Part::new(
        rated.node(at),
        value,
        word,
    )])
}

/// What the steepest drop is.
pub fn drop() -> Definition {
    Definition::new("steepest-drop", "Steepest drop")
        .scale(-4.0, 4.0)
        .description("The smallest change from one step to the next, which is a fall on all but rising curves.")
        .source("Emotional journey of service design")
        .formula("smallest of (feeling of the next step − feeling of the step); a step without a feeling breaks the chain")
}

/// Scores the steepest drop. Its part is the step that the curve falls to.
pub fn score_drop(rated: &Rated) -> Score {
    let Some(drop) = rated.curve.steepest_drop() else {
        return no_pair("steepest-drop", rated);
    };
    let to = drop.from + 1;
    let (before, after) = (rated.title(drop.from), rated.title(to));
    let text = if drop.by < 0.0 {
        format!("From {before} to {after} feelings change by {}, the steepest drop.", signed(drop.by))
    } else {
        format!(
            "No step feels worse than the one before it; the smallest change is {}, to {after}.",
            signed(drop.by)
        )
    };
    present("steepest-drop", drop.by, rated).explained(text + &rated.left_out()).parts([Part::new(
        rated.node(to),
        drop.by,
        &format!("after {before}"),
    )])
}

/// A score that lacks two steps in a row.
pub fn no_pair(id: &str, rated: &Rated) -> Score {
    if rated.n() == 0 {
        return absent(id, rated);
    }
    Score::absent(id, "No two steps in a row have a feeling.").counting(0, rated.steps.len())
}
