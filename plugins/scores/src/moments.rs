//! Single moments of the curve: the best, the worst, and the steepest drop.

use journeybook_plugin::{Definition, Part, Score};

use crate::emotion::{absent, present};
use crate::rated::Rated;
use journeybook_plugin::prose::{listed, signed};

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

/// What the health of moments of truth is.
pub fn health() -> Definition {
    Definition::new("moments-health", "Good moments of truth")
        .unit("%")
        .scale(0.0, 100.0)
        .description("The share of moments of truth that feel good. They are where people decide what they think of you.")
        .source("Journeybook; moments of truth after Jan Carlzon (1987), A. G. Lafley (2005), Google (2011) and Brian Solis (2013)")
        .formula("moments of truth with a feeling of +1 or more ÷ moments of truth with a feeling × 100")
}

/// What the risk of moments of truth is.
pub fn risk() -> Definition {
    Definition::new("moments-risk", "Bad moments of truth")
        .unit("moments")
        .scale(0.0, None)
        .lower_is_better()
        .description("How many moments of truth feel bad. One is too many.")
        .source("Journeybook; moments of truth after Jan Carlzon (1987)")
        .formula("moments of truth with a feeling of −1 or less")
}

/// The moments of truth that have a feeling, and how many have none.
fn truths(rated: &Rated) -> (Vec<(usize, f64)>, usize) {
    let marked = rated.weights.iter().filter(|weight| **weight > 1.0).count();
    let known: Vec<(usize, f64)> = rated.curve.points().filter(|(at, _)| rated.weights[*at] > 1.0).collect();
    let missing = marked - known.len();
    (known, missing)
}

/// Scores the share of good moments of truth; left out where none is marked.
pub fn score_health(rated: &Rated) -> Option<Score> {
    let (known, missing) = truths(rated);
    let good = known.iter().filter(|(_, value)| *value >= 1.0).count();
    let parts = known.iter().map(|(at, value)| {
        Part::new(rated.node(*at), if *value >= 1.0 { 100.0 } else { 0.0 }, &signed(*value))
    });
    match (known.len(), missing) {
        (0, 0) => None,
        (0, _) => {
            Some(Score::absent("moments-health", "No moment of truth has a feeling.").counting(0, missing))
        }
        (n, _) => {
            let text = format!("{good} of {n} moments of truth feel good (+1 or more).");
            Some(
                Score::new("moments-health", good as f64 / n as f64 * 100.0)
                    .counting(n, missing)
                    .explained(text)
                    .parts(parts),
            )
        }
    }
}

/// Scores how many moments of truth are bad; left out where none is marked.
pub fn score_risk(rated: &Rated) -> Option<Score> {
    let (known, missing) = truths(rated);
    let bad: Vec<(usize, f64)> = known.iter().copied().filter(|(_, value)| *value <= -1.0).collect();
    let names: Vec<&str> = bad.iter().map(|(at, _)| rated.title(*at)).collect();
    let parts = bad.iter().map(|(at, value)| Part::new(rated.node(*at), *value, "bad"));
    match (known.len(), missing) {
        (0, 0) => None,
        (0, _) => {
            Some(Score::absent("moments-risk", "No moment of truth has a feeling.").counting(0, missing))
        }
        (n, _) => {
            let text = match names.len() {
                0 => String::from("No moment of truth feels bad."),
                1 => format!("{} is a moment of truth and feels bad (−1 or less).", names[0]),
                _ => format!("{} are moments of truth and feel bad (−1 or less).", listed(&names)),
            };
            Some(
                Score::new("moments-risk", bad.len() as f64)
                    .counting(n, missing)
                    .explained(text)
                    .parts(parts),
            )
        }
    }
}
