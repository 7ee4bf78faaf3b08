//! Funnels: how many come from stage to stage.

use journeybook_plugin::prose::{listed, short};
use journeybook_plugin::{Attributed, Bound, Definition, Journey, Node, Part, Score, Stage, number};
use journeybook_statistics::{Funnel, Pass, part_of};

/// What the scores are.
pub fn definitions() -> [Definition; 3] {
    let funnel = Definition::new("funnel", "Come through to the end")
        .unit("%")
        .scale(0.0, None)
        .description("The share of those in the first stage who come into the last. Each part is a stage's share of the stage before it.")
        .source("Funnel analysis as in web analytics; interval of each step by Edwin B. Wilson (1927)")
        .formula("count of the last stage ÷ count of the first × 100; step: count ÷ count before it");
    let purchase = Definition::new("purchase-action-ratio", "Purchase action ratio (PAR)")
        .scale(0.0, 1.0)
        .description("How many of those who know the brand buy it.")
        .source("Philip Kotler, Hermawan Kartajaya and Iwan Setiawan, Marketing 4.0 (2017)")
        .formula("act ÷ aware");
    let advocacy = Definition::new("brand-advocacy-ratio", "Brand advocacy ratio (BAR)")
        .scale(0.0, 1.0)
        .description("How many of those who know the brand recommend it.")
        .source("Philip Kotler, Hermawan Kartajaya and Iwan Setiawan, Marketing 4.0 (2017)")
        .formula("advocate ÷ aware");
    [funnel, purchase, advocacy].map(|it| it.with("family", "How many come through"))
}

/// A stage with its count.
struct Counted<'a> {
    node: Node,
    title: &'a str,
    place: Option<&'a str>,
    count: f64,
    unit: String,
}

/// Scores counts at two stages or more.
pub fn scores(journey: &Journey, bound: &Bound) -> Vec<Score> {
    let counted: Vec<Counted> = journey.stages.iter().filter_map(|stage| counted(stage, bound)).collect();
    let mut all: Vec<Score> = score(journey, &counted).into_iter().collect();
    all.extend(ratio("purchase-action-ratio", "act", &counted));
    all.extend(ratio("brand-advocacy-ratio", "advocate", &counted));
    all
}

/// The count of a stage: from data bound to it, else its own `{count=4000}`.
fn counted<'a>(stage: &'a Stage, bound: &Bound) -> Option<Counted<'a>> {
    let figure = bound.of("count").find(|figure| figure.at.strip_prefix("stage/") == Some(&stage.id));
    let said = |key: &str| figure.and_then(|figure| figure.attribute(key)).unwrap_or_default();
    let count = figure.map_or_else(|| number(stage.attribute("count")?), |figure| figure.value)?;
    let unit = ["unit", "period"].map(said).join(" ").trim().to_owned();
    Some(Counted { node: stage.node, title: &stage.title, place: stage.place.as_deref(), count, unit })
}

fn score(journey: &Journey, counted: &[Counted]) -> Option<Score> {
    let missing = journey.stages.len() - counted.len();
    (!counted.is_empty()).then(|| match funnel(counted) {
        Ok((funnel, value)) => scored(counted, &funnel, value, missing),
        Err(reason) => Score::absent("funnel", &reason).counting(counted.len(), missing),
    })
}

/// The funnel with the share that comes through it; the error says why there is none.
fn funnel(counted: &[Counted]) -> Result<(Funnel, f64), String> {
    if let Some(other) = counted.iter().find(|stage| stage.unit != counted[0].unit) {
        let (one, other) = (counted[0].title, other.title);
        return Err(format!("The counts of {one} and {other} are not of one unit and period."));
    }
    let funnel = Funnel::new(counted.iter().map(|stage| stage.count).collect())
        .ok_or("A funnel needs counts of two stages at least, none of them negative.")?;
    let value = funnel.overall().filter(|value| value.is_finite()).ok_or_else(|| {
        let dry = counted.iter().find(|stage| stage.count <= 0.0).map_or("", |stage| stage.title);
        format!("Nobody is in {dry}, so what comes after it has no share.")
    })?;
    Ok((funnel, value))
}

fn scored(counted: &[Counted], funnel: &Funnel, value: f64, missing: usize) -> Score {
    let passes = funnel.passes();
    let score = Score::new("funnel", value)
        .counting(counted[0].count as usize, 0)
        .explained(text(counted, funnel, value, missing))
        .parts(counted[1..].iter().zip(&passes).map(|(stage, pass)| part(stage, pass)));
    match funnel.mean_rate() {
        Some(mean) => score.with("mean-step", short(mean, 4) + "%"),
        None => score,
    }
}

fn part(stage: &Counted, pass: &Pass) -> Part {
    let interval = pass.interval.map(|it| format!(", {}% to {}%", short(it.low, 1), short(it.high, 1)));
    let before = short(stage.count + pass.lost, 0);
    Part::new(stage.node, pass.rate, &format!("of {before}{}", interval.unwrap_or_default()))
}

fn text(counted: &[Counted], funnel: &Funnel, value: f64, missing: usize) -> String {
    let (first, last) = (&counted[0], &counted[counted.len() - 1]);
    let through = format!(
        "Of {} in {} {} come into {}, {}%.",
        short(first.count, 0),
        first.title,
        short(last.count, 0),
        last.title,
        short(value, 1)
    );
    let uncounted = match missing {
        0 => String::new(),
        1 => String::from(" One stage has no count."),
        n => format!(" {n} stages have no count."),
    };
    through + &losses(counted, funnel) + &joining(counted) + &uncounted
}

/// Where most are lost, and where the smallest share comes through.
fn losses(counted: &[Counted], funnel: &Funnel) -> String {
    let passes = funnel.passes();
    let between = |at: usize| format!("from {} to {}", counted[at].title, counted[at + 1].title);
    let most = funnel.biggest_loss().map_or_else(String::new, |at| {
        format!(" Most are lost {} ({}).", between(at), short(passes[at].lost, 0))
    });
    let worst = funnel.worst_rate().and_then(|at| Some((at, passes[at].rate?))).filter(|it| it.1 < 100.0);
    let least = worst.map_or_else(String::new, |(at, rate)| {
        format!(" The smallest share comes {} ({}%).", between(at), short(rate, 1))
    });
    most + &least
}

/// Stages with more people than the one before.
fn joining(counted: &[Counted]) -> String {
    let pairs = counted.windows(2).filter(|pair| pair[1].count > pair[0].count);
    let joined: Vec<&str> = pairs.map(|pair| pair[1].title).collect();
    match joined.len() {
        0 => String::new(),
        _ => format!(" More are in {} than in the stage before: some join there.", listed(&joined)),
    }
}

/// One of Kotler's ratios, on a map of his stages.
fn ratio(id: &str, to: &str, counted: &[Counted]) -> Option<Score> {
    let at = |place: &str| counted.iter().find(|stage| stage.place == Some(place));
    let (aware, then) = (at("aware")?, at(to)?);
    let value = part_of(then.count, aware.count)? / 100.0;
    let text = format!(
        "{} of {} in {} come into {}.",
        short(then.count, 0),
        short(aware.count, 0),
        aware.title,
        then.title
    );
    Some(Score::new(id, value).counting(aware.count as usize, 0).explained(text))
}
