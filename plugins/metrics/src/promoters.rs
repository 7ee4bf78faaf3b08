//! The Net Promoter Score: pooled, never averaged.

use journeybook_plugin::prose::{fixed, listed, short};
use journeybook_plugin::{Attributed, Bound, Definition, Figure, Journey, Score};
use journeybook_statistics::{Answers, Interval, Promoters, SMALL_SAMPLE, kish};

use crate::asked::{Asked, Pool, asked, extremes, pool};

/// What the score is.
pub fn definition() -> Definition {
    base("nps", "Net Promoter Score")
        .description("Promoters (9 and 10) minus detractors (0 to 6), of all answers from 0 to 10.")
        .formula("100 × (promoters − detractors) ÷ answers; interval by Wald, for fewer than 30 answers adjusted by ¾ promoter, 1½ passives and ¾ detractor")
        .headline(20)
}

/// What the weighted score is.
pub fn weighted_definition() -> Definition {
    base("nps-weighted", "Net Promoter Score, weighted")
        .description("The same with the weights of the survey, so that it speaks for all customers and not for who answered.")
        .formula("100 × (weight of promoters − weight of detractors) ÷ weights; the interval with n = (Σ w)² ÷ Σ w² (Kish)")
}

fn base(id: &str, title: &str) -> Definition {
    Definition::new(id, title)
        .scale(-100.0, 100.0)
        .source("Frederick Reichheld, Harvard Business Review (December 2003); adjusted interval after Brendan Rocks (2016)")
        .with("family", "What customers answered")
}

/// Scores what was asked.
pub fn score(journey: &Journey, bound: &Bound) -> Option<Score> {
    let all = asked(journey, bound, "nps");
    let pool = pool(&all)?;
    let promoters = Promoters::of(&pool.answers);
    let Some(value) = promoters.score().filter(|_| fault(&pool).is_none()) else {
        return Some(
            Score::absent("nps", &fault(&pool).unwrap_or_default()).counting(pool.n(), pool.excluded),
        );
    };
    let named = by_place(&all);
    let text = format!(
        "Of {} answers {} are promoters, {} passive and {} detractors: {} − {} makes {}.{}{}",
        pool.n(),
        short(promoters.promoters, 0),
        short(promoters.passives, 0),
        short(promoters.detractors, 0),
        percent(promoters.promoters, &promoters),
        percent(promoters.detractors, &promoters),
        signed(value),
        extremes(&named, ""),
        pool.notes()
    );
    let (wald, adjusted) = (promoters.wald(promoters.n())?, promoters.adjusted_wald()?);
    let best = if pool.n() < SMALL_SAMPLE { adjusted } else { wald };
    let score = Score::new("nps", value).counting(pool.n(), pool.excluded).explained(text);
    let score = if pool.is_one() { score.within(best.low.max(-100.0), best.high.min(100.0)) } else { score };
    let parts = all.iter().filter(|one| !one.is_whole()).map(|one| {
        let there = Promoters::of(&one.answers);
        one.part(journey, there.score(), &format!("n {}", short(there.n(), 0)))
    });
    Some(
        score
            .with("standard-error", fixed(promoters.standard_error(promoters.n())?, 4))
            .with("interval-wald", shown(wald))
            .with("interval-adjusted", shown(adjusted))
            .parts(parts),
    )
}

/// Scores what was asked with weights; left out where the data has none.
pub fn score_weighted(journey: &Journey, bound: &Bound) -> Option<Score> {
    let all = asked(journey, bound, "nps");
    let pool = pool(&all).filter(|pool| fault(pool).is_none())?;
    let figures: Vec<&Figure> =
        pool.questions.iter().map(|one| one.figure).filter(|it| !it.weights().is_empty()).collect();
    let answers =
        figures.iter().fold(Answers::default(), |all, figure| all.and(Answers::new(figure.weights())));
    let promoters = Promoters::of(&answers);
    let value = promoters.score()?;
    let sum = |key: &str| figures.iter().map(|figure| figure.number(key)).sum::<Option<f64>>();
    let effective = kish(sum("weights")?, sum("weights-squared")?)?;
    let interval = promoters.wald(effective)?;
    let text = format!(
        "With the survey's weights the score is {}. The {} answers tell as much as {} equally weighted ones.{}",
        signed(value),
        pool.n(),
        short(effective, 1),
        pool.notes()
    );
    let score = Score::new("nps-weighted", value).counting(pool.n(), pool.excluded).explained(text);
    let score =
        if pool.is_one() { score.within(interval.low.max(-100.0), interval.high.min(100.0)) } else { score };
    Some(score.with("effective-n", short(effective, 1)))
}

/// Why the answers make no score.
fn fault(pool: &Pool) -> Option<String> {
    let scales: Vec<String> = pool
        .questions
        .iter()
        .filter_map(|one| one.scale())
        .filter(|scale| *scale != (0, 10))
        .map(|(low, high)| format!("{low} to {high}"))
        .collect();
    match scales.is_empty() {
        true => pool.nothing(),
        false => Some(format!(
            "The question was asked on a scale from {}, and the score is one of answers from 0 to 10: it is not converted.",
            listed(&scales)
        )),
    }
}

fn by_place<'a>(all: &'a [Asked]) -> Vec<(&'a str, f64)> {
    let places = all.iter().filter(|one| !one.is_whole());
    places.filter_map(|one| Some((one.name, Promoters::of(&one.answers).score()?))).collect()
}

fn percent(count: f64, of: &Promoters) -> String {
    short(100.0 * count / of.n(), 1) + "%"
}

fn signed(value: f64) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", short(value, 1)).replace('-', "−")
}

fn shown(interval: Interval) -> String {
    format!("{} to {}", fixed(interval.low, 4), fixed(interval.high, 4))
}
