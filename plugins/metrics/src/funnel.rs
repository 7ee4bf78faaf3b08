//! Funnels: how many come from stage to stage.

use journeybook_plugin::prose::{listed, short};
use journeybook_plugin::{Attributed, Bound, Definition, Journey, Node, Part, Score, Stage, number};
use journeybook_statistics::{Funnel, part_of};

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
    if counted.is_empty() {
        return None;
    }
    let missing = journey.stages.len() - counted.len();
    let absent = |reason: &str| Some(Score::absent("funnel", reason).counting(counted.len(), missing));
    if let Some(other) = counted.iter().find(|stage| stage.unit != counted[0].unit) {
        return absent(&format!(
            "The counts of {} and {} are not of one unit and period.",
            counted[0].title, other.title
        ));
    }
    let Some(funnel) = Funnel::new(counted.iter().map(|stage| stage.count).collect()) else {
        return absent("A funnel needs counts of two stages at least, none of them negative.");
    };
    let Some(value) = funnel.overall() else {
        let dry = counted.iter().find(|stage| stage.count <= 0.0).map_or("", |stage| stage.title);
        return absent(&format!("Nobody is in {dry}, so what comes after it has no share."));
    };
    let parts = counted[1..].iter().zip(funnel.passes()).map(|(stage, pass)| {
        let interval = pass.interval.map(|it| format!(", {}% to {}%", short(it.low, 1), short(it.high, 1)));
        Part::new(
            stage.node,
            pass.rate,
            &format!("of {}{}", short(stage.count + pass.lost, 0), interval.unwrap_or_default()),
        )
    });
    let score = Score::new("funnel", value)
        .counting(counted[0].count as usize, 0)
        .explained(text(counted, &funnel, value, missing));
    let score = score.parts(parts);
    Some(match funnel.mean_rate() {
        Some(mean) => score.with("mean-step", short(mean, 4) + "%"),
        None => score,
    })
}

fn text(counted: &[Counted], funnel: &Funnel, value: f64, missing: usize) -> String {
    let passes = funnel.passes();
    let between = |at: usize| format!("from {} to {}", counted[at].title, counted[at + 1].title);
    let mut all = format!(
        "Of {} in {} {} come into {}, {}%.",
        short(counted[0].count, 0),
        counted[0].title,
        short(counted[counted.len() - 1].count, 0),
        counted[counted.len() - 1].title,
        short(value, 1)
    );
    if let Some(at) = funnel.biggest_loss() {
        all += &format!(" Most are lost {} ({}).", between(at), short(passes[at].lost, 0));
    }
    if let Some((at, rate)) =
        funnel.worst_rate().and_then(|at| Some((at, passes[at].rate?))).filter(|it| it.1 < 100.0)
    {
        all += &format!(" The smallest share comes {} ({}%).", between(at), short(rate, 1));
    }
    if funnel.is_open() {
        let joined: Vec<&str> = counted
            .windows(2)
            .filter(|pair| pair[1].count > pair[0].count)
            .map(|pair| pair[1].title)
            .collect();
        all += &format!(" More are in {} than in the stage before: some join there.", listed(&joined));
    }
    match missing {
        0 => all,
        1 => all + " One stage has no count.",
        n => format!("{all} {n} stages have no count."),
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
