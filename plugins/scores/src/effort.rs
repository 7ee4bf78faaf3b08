//! The effort score: how hard the journey is.

use journeybook_plugin::{Definition, Journey, Score, Step};

use crate::curve::average;
use crate::duration::{leading, minutes, number};
use crate::rated::stage_averages;
use journeybook_plugin::prose::{count, left_out, plain};

/// What the score is.
pub fn definition() -> Definition {
    Definition::new("effort", "Effort")
        .scale(1.0, 5.0)
        .lower_is_better()
        .description(
            "How much work the journey is, from 1 (easy) to 5 (hard), averaged over the steps that say so.",
        )
        .source("After the Customer Effort Score in its first form (Dixon, Freeman and Toman, 2010)")
        .formula("Σ effort ÷ steps with an effort from 1 to 5")
        .headline(40)
}

/// Scores one map; left out where no step has an effort.
pub fn score(journey: &Journey) -> Option<Score> {
    let efforts: Vec<(&Step, f64)> = journey.steps().filter_map(|step| Some((step, effort(step)?))).collect();
    let missing = journey.steps().count() - efforts.len();
    let Some(mean) = average(efforts.iter().map(|(_, value)| *value)) else {
        let reason = "No step has an effort from 1 to 5.";
        let any = journey.steps().any(|step| step.has("effort"));
        return any.then(|| Score::absent("effort", reason).counting(0, missing));
    };
    let text = format!(
        "The effort averages {} of 5 over {}.{}{}",
        plain(mean),
        count(efforts.len(), "step"),
        hardest(&efforts),
        left_out(missing, "step", "without an effort from 1 to 5")
    );
    let score = Score::new("effort", mean).counting(efforts.len(), missing).explained(text);
    Some(score.parts(stage_averages(journey, effort)))
}

/// ` The hardest step is Pays by card (4.0).`; empty where all steps are as hard.
fn hardest(efforts: &[(&Step, f64)]) -> String {
    let most = efforts.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
    match most {
        Some((step, most)) if efforts.iter().any(|(_, value)| value < most) => {
            format!(" The hardest step is {} ({}).", step.title, plain(*most))
        }
        _ => String::new(),
    }
}

/// The step's effort: the first of its effort entries that is on the scale.
fn effort(step: &Step) -> Option<f64> {
    step.lane("effort").find_map(|entry| on_scale(&entry.text))
}

/// Reads `4`, `4/5` or `4 hard`. A number that stands for something else, such as `3 minutes` or `8/10`, is none.
fn on_scale(text: &str) -> Option<f64> {
    let text = text.trim();
    let (digits, rest) = leading(text, |c| c.is_ascii_digit() || c == '.');
    let rest = rest.trim_start();
    let other_scale = rest.strip_prefix('/').is_some_and(|scale| scale.trim() != "5");
    let value = number(digits.trim_end_matches('.'))?;
    ((1.0..=5.0).contains(&value) && !other_scale && !is_time(text, rest)).then_some(value)
}

fn is_time(text: &str, rest: &str) -> bool {
    !rest.is_empty() && minutes(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::on_scale;

    #[test]
    fn efforts_people_write() {
        let read = [
            ("4", 4.0),
            ("4/5", 4.0),
            (" 2 easy ", 2.0),
            ("3.5", 3.5),
            ("5: three logins", 5.0),
            ("1. easy", 1.0),
        ];
        for (text, expected) in read {
            assert_eq!(on_scale(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_effort() {
        for text in ["", "hard", "0", "6", "8/10", "3/10", "3 minutes", "2h", "-3"] {
            assert_eq!(on_scale(text), None, "{text}");
        }
    }
}
