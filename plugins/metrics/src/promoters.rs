//! The Net Promoter Score: pooled, never averaged.

use journeybook_plugin::prose::{count, fixed, listed, short};
use journeybook_plugin::{Attributed, Bound, Definition, Figure, Journey, Part, Score};
use journeybook_statistics::{Answers, Interval, Promoters, SMALL_SAMPLE, kish};

use crate::asked::{Asked, asked, extremes};
use crate::pool::{Pool, pool};

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
    if let Some(reason) = fault(&pool) {
        return Some(Score::absent("nps", &reason).counting(pool.n(), pool.excluded));
    }
    let promoters = Promoters::of(&pool.answers);
    let score = Score::new("nps", promoters.score()?)
        .counting(pool.n(), pool.excluded)
        .explained(text(&pool, &promoters, &all))
        .with("standard-error", fixed(promoters.standard_error(promoters.n())?, 4))
        .with("interval-wald", shown(promoters.wald(promoters.n())?))
        .with("interval-adjusted", shown(promoters.adjusted_wald()?))
        .parts(all.iter().filter(|one| !one.is_whole()).map(|one| part(journey, one)));
    Some(within(score, &pool, known(&promoters)?))
}

/// The interval of a score: the adjusted one for few answers.
pub fn known(promoters: &Promoters) -> Option<Interval> {
    let is_few = promoters.n() < SMALL_SAMPLE as f64;
    let found = if is_few { promoters.adjusted_wald() } else { promoters.wald(promoters.n()) };
    found.map(|Interval { low, high }| Interval { low: low.max(-100.0), high: high.min(100.0) })
}

fn text(pool: &Pool, promoters: &Promoters, all: &[Asked]) -> String {
    format!(
        "Of {} answers {} are promoters, {} passive and {}: {} − {} makes {}.{}{}",
        pool.n(),
        short(promoters.promoters, 0),
        short(promoters.passives, 0),
        count(promoters.detractors as usize, "detractor"),
        percent(promoters.promoters, promoters),
        percent(promoters.detractors, promoters),
        signed(promoters.score().unwrap_or_default()),
        extremes(&by_place(all), ""),
        pool.notes()
    )
}

fn part(journey: &Journey, one: &Asked) -> Part {
    match Promoters::of(&one.answers) {
        _ if !is_from_nought(one) => one.part(journey, None, "not asked from 0 to 10"),
        there => one.part(journey, there.score(), &format!("n {}", short(there.n(), 0))),
    }
}

/// Scores what was asked with weights; left out where the data has none.
pub fn score_weighted(journey: &Journey, bound: &Bound) -> Option<Score> {
    let all = asked(journey, bound, "nps");
    let pool = pool(&all).filter(|pool| fault(pool).is_none())?;
    let figures: Vec<&Figure> =
        pool.questions.iter().map(|one| one.figure).filter(|it| !it.weights().is_empty()).collect();
    if figures.is_empty() {
        return None;
    }
    let Some((value, effective, interval)) = weighted(&figures) else {
        let reason = "Every answer has the weight 0.";
        return Some(Score::absent("nps-weighted", reason).counting(0, pool.excluded + pool.n()));
    };
    let text = format!(
        "With the survey's weights the score is {}. The {} answers tell as much as {} equally weighted ones.{}",
        signed(value),
        pool.n(),
        short(effective, 1),
        pool.notes()
    );
    let score = Score::new("nps-weighted", value).counting(pool.n(), pool.excluded).explained(text);
    Some(within(score.with("effective-n", short(effective, 1)), &pool, interval))
}

/// The score by weights, how many equally weighted answers tell as much, and the interval.
fn weighted(figures: &[&Figure]) -> Option<(f64, f64, Interval)> {
    let answers =
        figures.iter().fold(Answers::default(), |all, figure| all.and(Answers::new(figure.weights())));
    let promoters = Promoters::of(&answers);
    let sum = |key: &str| figures.iter().map(|figure| figure.number(key)).sum::<Option<f64>>();
    let effective = kish(sum("weights")?, sum("weights-squared")?)?;
    let Interval { low, high } = promoters.wald(effective)?;
    Some((promoters.score()?, effective, Interval { low: low.max(-100.0), high: high.min(100.0) }))
}

/// Answers to several questions depend on each other: there is no interval.
fn within(score: Score, pool: &Pool, interval: Interval) -> Score {
    if pool.is_one() { score.within(interval.low, interval.high) } else { score }
}

/// Why the answers make no score.
pub fn fault(pool: &Pool) -> Option<String> {
    let other: Vec<String> = pool
        .questions
        .iter()
        .filter(|one| !is_from_nought(one))
        .filter_map(|one| one.scale())
        .map(|(low, high)| format!("{low} to {high}"))
        .collect();
    match other.is_empty() {
        true => pool.nothing(),
        false => Some(format!(
            "The question was asked on a scale from {}, and the score is one of answers from 0 to 10: it is not converted.",
            listed(&other)
        )),
    }
}

fn is_from_nought(one: &Asked) -> bool {
    one.scale().is_none_or(|scale| scale == (0, 10))
}

fn by_place<'a>(all: &'a [Asked]) -> Vec<(&'a str, f64)> {
    let places = all.iter().filter(|one| !one.is_whole() && is_from_nought(one));
    places.filter_map(|one| Some((one.name, Promoters::of(&one.answers).score()?))).collect()
}

fn percent(count: f64, of: &Promoters) -> String {
    short(100.0 * count / of.n(), 1) + "%"
}

/// `+25`, `−12.5`
pub fn signed(value: f64) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", short(value, 1)).replace('-', "−")
}

fn shown(interval: Interval) -> String {
    format!("{} to {}", fixed(interval.low, 4), fixed(interval.high, 4))
}
