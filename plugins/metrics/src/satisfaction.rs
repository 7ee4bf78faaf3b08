//! Customer satisfaction and rated ease: the share of ratings in the top two boxes.

use journeybook_plugin::prose::short;
use journeybook_plugin::{Attributed, Bound, Definition, Journey, Part, Score};
use journeybook_statistics::Satisfaction;

use crate::asked::{Asked, asked, extremes};
use crate::boxes::Boxes;
use crate::pool::{Pool, pool};

/// One of the questions that are rated in boxes: id and metric, and what those in the top do.
const RATED: [(&str, &str); 2] = [("csat", "are satisfied"), ("ease", "find it easy")];

/// What the scores are.
pub fn definitions() -> [Definition; 2] {
    let csat = Definition::new("csat", "Satisfaction (CSAT)")
        .description("The share of ratings in the two best boxes, with the mean and the two worst beside it.")
        .source("Top-two-box is a convention of customer satisfaction surveys, no standard; interval by Edwin B. Wilson (1927)")
        .formula("ratings of 4 and 5 ÷ ratings × 100 on 1 to 5; 6 and 7 on 1 to 7; 9 and 10 on 1 to 10 (from 8 on where the site says so); the other end where the data says that less is better")
        .headline(30);
    let ease = Definition::new("ease", "Ease")
        .description("The share of ratings in the two easiest boxes, on a scale of the survey's own; never pooled with CES.")
        .source("Top-two-box; interval by Edwin B. Wilson (1927)")
        .formula("ratings in the two easiest boxes ÷ ratings × 100");
    [csat, ease].map(|it| it.unit("%").scale(0.0, 100.0).with("family", "What customers answered"))
}

/// Scores what was asked.
pub fn scores(journey: &Journey, bound: &Bound, top_of_ten: Option<i64>) -> Vec<Score> {
    RATED.iter().filter_map(|rated| score(journey, bound, *rated, top_of_ten)).collect()
}

fn score(journey: &Journey, bound: &Bound, rated: (&str, &str), top_of_ten: Option<i64>) -> Option<Score> {
    let all = asked(journey, bound, rated.0);
    let pool = pool(&all)?;
    let boxes = match Boxes::of(&pool, top_of_ten) {
        Ok(boxes) => boxes,
        Err(reason) => return Some(Score::absent(rated.0, &reason).counting(pool.n(), pool.excluded)),
    };
    let found = boxes.read(&pool.answers)?;
    let score = Score::new(rated.0, found.top)
        .counting(pool.n(), pool.excluded)
        .explained(text(&pool, &boxes, &found, rated.1, &by_place(&all, &boxes)))
        .with("variant", boxes.variant())
        .with("mean", short(found.mean, 6))
        .with("bottom-two-boxes", short(found.bottom, 4) + "%")
        .parts(parts(journey, &all, &boxes));
    Some(if pool.is_one() { score.within(found.interval.low, found.interval.high) } else { score })
}

fn text(pool: &Pool, boxes: &Boxes, found: &Satisfaction, word: &str, places: &[(&str, f64)]) -> String {
    format!(
        "{}% of {} answers {word} ({} on a scale from {} to {}); {}% give {}, and the mean is {}.{}{}",
        short(found.top, 1),
        pool.n(),
        boxes.top(),
        boxes.scale.0,
        boxes.scale.1,
        short(found.bottom, 1),
        boxes.bottom(),
        short(found.mean, 2),
        extremes(places, "%"),
        pool.notes()
    )
}

fn by_place<'a>(all: &'a [Asked], boxes: &Boxes) -> Vec<(&'a str, f64)> {
    let places = all.iter().filter(|one| !one.is_whole());
    places.filter_map(|one| Some((one.name, boxes.at(one)?.top))).collect()
}

fn parts(journey: &Journey, all: &[Asked], boxes: &Boxes) -> Vec<Part> {
    let part = |one: &Asked| match boxes.at(one) {
        Some(found) => one.part(journey, Some(found.top), &note(&found)),
        None => one.part(journey, None, "no answers on this scale"),
    };
    all.iter().filter(|one| !one.is_whole()).map(part).collect()
}

fn note(found: &Satisfaction) -> String {
    let Satisfaction { n, mean, interval, .. } = found;
    format!(
        "n {}, {}% to {}%, mean {}",
        short(*n, 0),
        short(interval.low, 1),
        short(interval.high, 1),
        short(*mean, 2)
    )
}
