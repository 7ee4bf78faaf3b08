//! Customer satisfaction and rated ease: the share of ratings in the top two boxes.

use journeybook_plugin::prose::short;
use journeybook_plugin::{Attributed, Bound, Definition, Journey, Score};
use journeybook_statistics::{Satisfaction, boxes, satisfaction};

use crate::asked::{Asked, asked, extremes, pool};

/// One of the questions that are rated in boxes: id and metric, and what those in the top do.
const RATED: [(&str, &str); 2] = [("csat", "are satisfied"), ("ease", "find it easy")];

/// What the scores are.
pub fn definitions() -> [Definition; 2] {
    let csat = Definition::new("csat", "Satisfaction (CSAT)")
        .description("The share of ratings in the two best boxes, with the mean and the two worst beside it.")
        .source("Top-two-box is a convention of customer satisfaction surveys, no standard; interval by Edwin B. Wilson (1927)")
        .formula("ratings of 4 and 5 ÷ ratings × 100 on 1 to 5; 6 and 7 on 1 to 7; 9 and 10 on 1 to 10 (from 8 on where the site says so)")
        .headline(30);
    let ease = Definition::new("ease", "Ease")
        .description("The share of ratings in the two easiest boxes, on a scale of the survey's own; never pooled with CES.")
        .source("Top-two-box; interval by Edwin B. Wilson (1927)")
        .formula("ratings in the two easiest boxes ÷ ratings × 100");
    [csat, ease].map(|it| it.unit("%").scale(0.0, 100.0).with("family", "What customers answered"))
}

/// Scores what was asked.
pub fn scores(journey: &Journey, bound: &Bound, top_of_ten: Option<i64>) -> Vec<Score> {
    RATED.iter().filter_map(|(id, word)| score(journey, bound, (id, word), top_of_ten)).collect()
}

fn score(
    journey: &Journey,
    bound: &Bound,
    (id, word): (&str, &str),
    top_of_ten: Option<i64>,
) -> Option<Score> {
    let all = asked(journey, bound, id);
    let pool = pool(&all)?;
    let absent = |reason: &str| Some(Score::absent(id, reason).counting(pool.n(), pool.excluded));
    if let Some(reason) = pool.nothing() {
        return absent(&reason);
    }
    let scale = match pool.scale((1, 5)) {
        Ok(scale) => scale,
        Err(reason) => return absent(&reason),
    };
    if pool.questions.iter().any(|one| is_reversed(one)) {
        return absent("The data says that higher is worse here; turn the scale round before it is scored.");
    }
    let Some((top, bottom)) = limits(scale, top_of_ten) else {
        return absent(&format!("A scale from {} to {} has no top two boxes.", scale.0, scale.1));
    };
    let found = satisfaction(&pool.answers, top, bottom)?;
    let places: Vec<(&Asked, Satisfaction)> =
        all.iter().filter_map(|one| Some((one, satisfaction(&one.answers, top, bottom)?))).collect();
    let named: Vec<(&str, f64)> =
        places.iter().filter(|(one, _)| !one.is_whole()).map(|(one, it)| (one.name, it.top)).collect();
    let text = format!(
        "{}% of {} answers {word} ({top} or more on a scale from {} to {}); {}% give {bottom} or less, and the mean is {}.{}{}",
        short(found.top, 1),
        pool.n(),
        scale.0,
        scale.1,
        short(found.bottom, 1),
        short(found.mean, 2),
        extremes(&named, "%"),
        pool.notes()
    );
    let score = Score::new(id, found.top).counting(pool.n(), pool.excluded).explained(text);
    let score = if pool.is_one() { score.within(found.interval.low, found.interval.high) } else { score };
    let parts = places
        .iter()
        .filter(|(one, _)| !one.is_whole())
        .map(|(one, it)| one.part(journey, Some(it.top), &note(it)));
    Some(
        score
            .with("variant", format!("top two boxes, {top} to {} of {} to {}", scale.1, scale.0, scale.1))
            .with("mean", short(found.mean, 6))
            .with("bottom-two-boxes", short(found.bottom, 4) + "%")
            .parts(parts),
    )
}

/// What a rating has to reach, and what it must not exceed.
fn limits((low, high): (i64, i64), top_of_ten: Option<i64>) -> Option<(i64, i64)> {
    let (top, bottom) = boxes(low, high)?;
    Some((if (low, high) == (1, 10) { top_of_ten.unwrap_or(top) } else { top }, bottom))
}

fn is_reversed(one: &Asked) -> bool {
    one.figure.attribute("direction").is_some_and(|word| word == "effort" || word == "lower")
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
