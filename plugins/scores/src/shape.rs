//! The shape of the curve: how far it falls, how long it stays low, how much it swings, where it is going.

use journeybook_plugin::{Attributed, Definition, Part, Score};

use crate::emotion::{absent, present};
use crate::moments::no_pair;
use crate::rated::Rated;
use journeybook_plugin::prose::{count, fixed, percent, plain, signed};

/// What the deepest fall is.
pub fn drawdown() -> Definition {
    Definition::new("max-drawdown", "Deepest fall")
        .scale(-4.0, 4.0)
        .lower_is_better()
        .description("The largest loss between a step and any later one, however many steps lie between.")
        .source("Maximum drawdown, as in finance")
        .formula("largest of (feeling of a step − feeling of a later step)")
}

/// Scores the deepest fall.
pub fn score_drawdown(rated: &Rated) -> Score {
    let Some((from, to, fall)) = rated.curve.drawdown() else {
        let reason = if rated.n() == 0 { rated.reason() } else { "Only one step has a feeling." };
        return Score::absent("max-drawdown", reason).counting(rated.n(), rated.curve.gaps());
    };
    let text = if fall > 0.0 {
        format!("Feelings fall by {} between {} and {}.", plain(fall), rated.title(from), rated.title(to))
    } else {
        String::from("No step feels worse than an earlier one.")
    };
    present("max-drawdown", fall, rated)
        .explained(text + &rated.left_out())
        .parts([(from, "from"), (to, "to")].map(|(at, note)| Part::new(rated.node(at), None, note)))
}

/// What the longest low is.
pub fn low_run() -> Definition {
    Definition::new("longest-low", "Longest low")
        .unit("steps")
        .scale(0.0, None)
        .lower_is_better()
        .description("The longest run of steps that all feel bad.")
        .source("Journeybook")
        .formula("longest run of steps with a feeling below 0; a step without a feeling breaks it")
}

/// Scores the longest low.
pub fn score_low_run(rated: &Rated) -> Score {
    let Some((from, length)) = rated.curve.longest_low() else {
        return absent("longest-low", rated);
    };
    let text = match length {
        0 => String::from("No step feels bad."),
        1 => format!("No two steps in a row feel bad; {} does.", rated.title(from)),
        _ => format!("{} in a row feel bad, from {} on.", count(length, "step"), rated.title(from)),
    };
    let low = (from..from + length).map(|at| Part::new(rated.node(at), None, "low"));
    present("longest-low", length as f64, rated).explained(text + &rated.left_out()).parts(low)
}

/// What volatility is.
pub fn volatility() -> Definition {
    Definition::new("volatility", "Ups and downs")
        .scale(0.0, 4.0)
        .lower_is_better()
        .description("How much feelings change from one step to the next, up or down.")
        .source("Mean absolute successive difference")
        .formula("Σ |feeling of the next step − feeling of the step| ÷ pairs of neighbours")
}

/// Scores volatility.
pub fn score_volatility(rated: &Rated) -> Score {
    let (Some(mean), Some(root)) = (rated.curve.mean_change(), rated.curve.root_mean_square_change()) else {
        return no_pair("volatility", rated);
    };
    let text = format!("From one step to the next, feelings change by {} on average.", plain(mean));
    present("volatility", mean, rated)
        .explained(text + &rated.left_out())
        .with("root-mean-square", fixed(root, 6))
}

/// What the trend is.
pub fn trend() -> Definition {
    Definition::new("emotion-trend", "Trend")
        .unit("per step")
        .description("Whether feelings rise or fall along the journey.")
        .source("Ordinary least squares; a weaker predictor of memory than peak and end (Alaybek and others, 2022)")
        .formula("slope of the straight line through all feelings, by step")
}

/// Scores the trend.
pub fn score_trend(rated: &Rated) -> Score {
    let Some(slope) = rated.curve.slope() else {
        let reason = if rated.n() == 0 { rated.reason() } else { "Only one step has a feeling." };
        return Score::absent("emotion-trend", reason).counting(rated.n(), rated.curve.gaps());
    };
    let over = slope * (rated.steps.len() - 1) as f64;
    let text = match signed(over).as_str() {
        "0.0" => String::from("Feelings neither rise nor fall along the journey."),
        size if over > 0.0 => format!("Feelings tend to rise: by {size} from the first step to the last."),
        size => format!("Feelings tend to fall: by {size} from the first step to the last."),
    };
    present("emotion-trend", slope, rated).explained(text + &rated.left_out())
}

/// What the area is.
pub fn area() -> Definition {
    Definition::new("emotion-area", "Area under the curve")
        .scale(-1.0, 1.0)
        .description("How much of the curve lies above zero and how much below, as a share of the most there could be.")
        .source("Trapezoidal rule")
        .formula("area between the curve and 0 ÷ (2 × pairs of neighbours)")
}

/// Scores the area.
pub fn score_area(rated: &Rated) -> Score {
    let Some(sums) = rated.curve.area() else {
        return no_pair("emotion-area", rated);
    };
    let most = 2.0 * sums.pairs as f64;
    let text = format!(
        "The good stretches fill {} of what a perfect journey would, the bad ones take back {}.",
        percent(sums.positive / most * 100.0),
        percent(-sums.negative / most * 100.0)
    );
    present("emotion-area", sums.normalised(), rated)
        .explained(text + &rated.left_out())
        .with("total", fixed(sums.total(), 6))
        .with("positive", fixed(sums.positive, 6))
        .with("negative", fixed(sums.negative, 6))
}
