//! Measures of each segment of the people asked: what holds for all may hold for none of them.

use journeybook_plugin::prose::{count, short};
use journeybook_plugin::{Attributed, Bound, Definition, Journey, Part, Score};
use journeybook_statistics::{Answers, Interval};

use crate::asked::{Asked, asked};
use crate::measure::{Measure, Reader};
use crate::pool::{Pool, pool};

/// The metrics that are scored by segment: id, metric, what it is called, and how it is read.
const ALL: [(&str, &str, &str, Measure); 3] = [
    ("nps-by-segment", "nps", "Net Promoter Score by segment", Measure::Promoters),
    ("csat-by-segment", "csat", "Satisfaction by segment", Measure::Boxes),
    ("ease-by-segment", "ease", "Ease by segment", Measure::Boxes),
];

/// What the scores are.
pub fn definitions() -> [Definition; 3] {
    ALL.map(|(id, _, title, _)| {
        Definition::new(id, title)
            .unit("points")
            .scale(None, None)
            .lower_is_better()
            .description("How far the segments that the data tells apart differ: the largest value minus the smallest. Each part is a segment. Of many segments some differ by chance: look at the intervals. Segments of fewer than five people are not shown.")
            .source("Journeybook; each value and interval as the score of all")
            .formula("largest value of a segment − smallest value of a segment, of segments with five answers or more")
            .with("family", "What customers answered")
    })
}

/// One segment.
struct Segment<'a> {
    name: &'a str,
    n: f64,
    value: f64,
    interval: Interval,
}

/// Scores what was asked of segments.
pub fn scores(journey: &Journey, bound: &Bound, top_of_ten: Option<i64>) -> Vec<Score> {
    let one = |(id, metric, _, measure): &(&str, &'static str, &str, Measure)| {
        let all = asked(journey, bound, metric);
        let pool = pool(&all)?;
        let by = pool.questions.iter().find_map(|one| one.figure.attribute("segments"))?;
        Some(match measure.reader(&pool, top_of_ten) {
            Ok(reader) => score(id, journey, &pool, by, &reader),
            Err(reason) => Score::absent(id, &reason).counting(pool.n(), pool.excluded),
        })
    };
    ALL.iter().filter_map(one).collect()
}

fn score(id: &str, journey: &Journey, pool: &Pool, by: &str, reader: &Reader) -> Score {
    let segments = segments(pool, reader);
    let n = segments.iter().map(|it| it.n).sum::<f64>() as usize;
    let outside = pool.n().saturating_sub(n) + pool.excluded;
    let highest = segments.iter().rev().max_by(|a, b| a.value.total_cmp(&b.value));
    let lowest = segments.iter().min_by(|a, b| a.value.total_cmp(&b.value));
    let (Some(high), Some(low), true) = (highest, lowest, segments.len() >= 2) else {
        let reason = format!("Fewer than two values of {by} have five answers.");
        return Score::absent(id, &reason).counting(n, outside);
    };
    let said = |it: &Segment| format!("{} ({}, n {})", it.name, reader.shown(it.value), short(it.n, 0));
    let text = format!(
        "By {by}, highest for {} and lowest for {}: {} points apart.{}",
        said(high),
        said(low),
        short(high.value - low.value, 1),
        left_out(pool)
    );
    let score = Score::new(id, high.value - low.value).counting(n, outside).explained(text);
    let score = score.parts(segments.iter().map(|it| part(journey, it)));
    segments.iter().fold(score, |score, it| score.with(it.name, in_numbers(it, pool, reader)))
}

/// The answers of each segment over all questions, in the order of their names.
fn segments<'a>(pool: &'a Pool, reader: &Reader) -> Vec<Segment<'a>> {
    let named = answers(&pool.questions);
    let one = |(name, answers): &(&'a str, Answers)| {
        let (value, interval) = reader.value(answers)?;
        Some(Segment { name, n: answers.n(), value, interval })
    };
    named.iter().filter_map(one).collect()
}

/// The answers of each segment to these questions.
pub fn answers<'a>(questions: &[&'a Asked]) -> Vec<(&'a str, Answers)> {
    let mut all: Vec<(&str, Answers)> = Vec::new();
    for (name, counts) in questions.iter().flat_map(|one| one.figure.segments()) {
        let more = Answers::new(counts);
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, answers)) => *answers = std::mem::take(answers).and(more),
            None => all.push((name, more)),
        }
    }
    all
}

/// A segment has no place on the map: its note is its name.
fn part(journey: &Journey, it: &Segment) -> Part {
    Part::new(journey.node, it.value, &format!("{} (n {})", it.name, short(it.n, 0)))
}

/// `+41.7, +35.3 to +48.2, n 472`; answers to several questions depend on each other and have no interval.
fn in_numbers(it: &Segment, pool: &Pool, reader: &Reader) -> String {
    let [low, high] = [it.interval.low, it.interval.high].map(|end| reader.shown(end));
    let interval = if pool.is_one() { format!(", {low} to {high}") } else { String::new() };
    format!("{}{interval}, n {}", reader.shown(it.value), short(it.n, 0))
}

fn left_out(pool: &Pool) -> String {
    let hidden =
        pool.questions.iter().filter_map(|one| one.figure.number("segments-hidden")).max_by(f64::total_cmp);
    match hidden {
        Some(n) if n > 0.0 => format!(
            " {} of few people {} not shown.",
            count(n as usize, "segment"),
            if n == 1.0 { "is" } else { "are" }
        ),
        _ => String::new(),
    }
}
