//! The Customer Effort Score in both its forms, never pooled: one asks for effort, the other for ease.

use journeybook_plugin::prose::short;
use journeybook_plugin::{Attributed, Bound, Definition, Journey, Score};
use journeybook_statistics::{Answers, agreement};

use crate::asked::{Asked, asked, extremes};
use crate::pool::{Pool, pool};

/// What the scores are.
pub fn definitions() -> [Definition; 2] {
    let first = Definition::new("ces-1", "Customer Effort Score, first form")
        .scale(1.0, 5.0)
        .lower_is_better()
        .description("How much effort customers say it took, from 1 (very low) to 5 (very high).")
        .source("Matthew Dixon, Karen Freeman and Nicholas Toman, Harvard Business Review (July 2010)")
        .formula("Σ answers ÷ answers, 1 to 5, high is effort");
    let second = Definition::new("ces-2", "Customer Effort Score 2.0")
        .scale(1.0, 7.0)
        .description("How far customers agree that it was made easy for them, from 1 (strongly disagree) to 7 (strongly agree).")
        .source("Matthew Dixon, Nicholas Toman and Rick DeLisi, The Effortless Experience (2013)")
        .formula("Σ answers ÷ answers, 1 to 7, high is easy; beside it the share of 5 to 7, and that minus the share of 1 to 3");
    [first, second].map(|it| it.with("family", "What customers answered"))
}

/// The scale and the direction that a form is asked with.
struct Form {
    id: &'static str,
    metric: &'static str,
    scale: (i64, i64),
    direction: &'static str,
}

const FORMS: [Form; 2] = [
    Form { id: "ces-1", metric: "ces1", scale: (1, 5), direction: "effort" },
    Form { id: "ces-2", metric: "ces2", scale: (1, 7), direction: "ease" },
];

/// Scores what was asked, each form by itself.
pub fn scores(journey: &Journey, bound: &Bound) -> Vec<Score> {
    FORMS.iter().filter_map(|form| score(journey, bound, form)).collect()
}

fn score(journey: &Journey, bound: &Bound, form: &Form) -> Option<Score> {
    let all = asked(journey, bound, form.metric);
    let pool = pool(&all)?;
    if let Some(reason) = fault(&pool, form) {
        return Some(Score::absent(form.id, &reason).counting(pool.n(), pool.excluded));
    }
    let mean = pool.answers.mean()?;
    let named: Vec<(&str, f64)> = all
        .iter()
        .filter(|one| !one.is_whole())
        .filter_map(|one| Some((one.name, form.mean(one)?)))
        .collect();
    let notes = format!("{}{}", extremes(&named, ""), pool.notes());
    let parts: Vec<_> =
        all.iter().filter(|one| !one.is_whole()).map(|one| part(journey, form, one)).collect();
    let score = Score::new(form.id, mean).counting(pool.n(), pool.excluded).parts(parts);
    Some(if form.id == "ces-1" {
        first(score, mean, &pool, &notes)
    } else {
        second(score, &pool.answers, &pool, &notes)?
    })
}

fn first(score: Score, mean: f64, pool: &Pool, notes: &str) -> Score {
    let hard = 100.0 * pool.answers.at_least(4) / pool.answers.n();
    let text = format!(
        "The effort averages {} of 5 over {} answers; {}% say it was high (4 or 5).{notes}",
        short(mean, 2),
        pool.n(),
        short(hard, 1)
    );
    score.explained(text).with("direction", "effort").with("high-effort", short(hard, 4) + "%")
}

fn second(score: Score, answers: &Answers, pool: &Pool, notes: &str) -> Option<Score> {
    let found = agreement(answers)?;
    let text = format!(
        "{}% of {} answers agree that it was easy (5 to 7), and the mean is {} of 7.{notes}",
        short(found.agree, 1),
        pool.n(),
        short(found.mean, 2)
    );
    let interval = format!("{}% to {}%", short(found.interval.low, 1), short(found.interval.high, 1));
    let score = score.explained(text).with("direction", "ease").with("agree", short(found.agree, 4) + "%");
    Some(score.with("agree-interval", interval).with("net", short(found.net, 4)))
}

impl Form {
    /// The mean at one place; none where it was asked in another way.
    fn mean(&self, one: &Asked) -> Option<f64> {
        let same = one.scale().unwrap_or(self.scale) == self.scale
            && one.figure.attribute("direction") == Some(self.direction);
        one.answers.mean().filter(|_| same)
    }
}

fn part(journey: &Journey, form: &Form, one: &Asked) -> journeybook_plugin::Part {
    one.part(journey, form.mean(one), &format!("n {}", short(one.answers.n(), 0)))
}

/// Why the answers make no score of this form.
fn fault(pool: &Pool, form: &Form) -> Option<String> {
    let (low, high) = form.scale;
    let direction = |one: &&&Asked| one.figure.attribute("direction").map(str::to_owned);
    let other = pool.questions.iter().find(|one| direction(one).as_deref() != Some(form.direction));
    match other.map(|one| direction(&one)) {
        Some(None) => Some(format!(
            "The data does not say which way the scale goes; write `direction: {}` if a high answer means {}.",
            form.direction, form.direction
        )),
        Some(Some(_)) => {
            Some(format!("This form asks for {}, and the data says the opposite.", form.direction))
        }
        None => match pool.scale(form.scale) {
            Ok(scale) if scale == form.scale => pool.nothing(),
            Ok(_) => Some(format!(
                "This form has a scale from {low} to {high}; answers on another one are not converted."
            )),
            Err(reason) => Some(reason),
        },
    }
}
