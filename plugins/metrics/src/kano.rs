//! Kano's categories of features.

use journeybook_plugin::prose::{listed, short, small_sample};
use journeybook_plugin::{Attributed, Bound, Definition, Figure, Journey, Node, Part, Score};
use journeybook_statistics::{Kano, KanoAnswer, KanoCategory};

/// What the scores are.
pub fn definitions() -> [Definition; 2] {
    let better = Definition::new("kano-better", "What would delight most (Kano)")
        .scale(0.0, 1.0)
        .description(
            "How much having the best of the features would add to satisfaction, with the category of each.",
        )
        .formula("(attractive + one-dimensional) ÷ (attractive + one-dimensional + must-be + indifferent)");
    let worse = Definition::new("kano-worse", "What would be missed most (Kano)")
        .scale(-1.0, 0.0)
        .description("How much missing the most needed of the features would take from satisfaction.")
        .formula("−(one-dimensional + must-be) ÷ (attractive + one-dimensional + must-be + indifferent)");
    [better, worse].map(|it| {
        it.source("Noriaki Kano and others (1984); coefficients by Charles Berger and others (1993); strength after Lee and Newcomb (1997)")
            .with("family", "What customers need")
    })
}

struct Feature<'a> {
    node: Node,
    name: &'a str,
    kano: Kano,
    excluded: usize,
    is_few: bool,
}

/// Scores the features that were asked about.
pub fn scores(journey: &Journey, bound: &Bound) -> Vec<Score> {
    let features: Vec<Feature> = bound.of("kano").map(|figure| feature(journey, figure)).collect();
    if features.is_empty() {
        return Vec::new();
    }
    vec![
        score("kano-better", &features, Kano::better, |a, b| a.total_cmp(&b)),
        score("kano-worse", &features, Kano::worse, |a, b| b.total_cmp(&a)),
    ]
}

fn feature<'a>(journey: &'a Journey, figure: &'a Figure) -> Feature<'a> {
    let mut kano = Kano::default();
    for (functional, dysfunctional, n) in figure.pairs() {
        if let (Some(with), Some(without)) = (KanoAnswer::parse(functional), KanoAnswer::parse(dysfunctional))
        {
            kano.add(KanoCategory::of(with, without), n);
        }
    }
    let node = journey.place(&figure.at).unwrap_or(journey.node);
    let (excluded, is_few) = (figure.excluded as usize, figure.is_of_few());
    Feature { node, name: journey.called(&figure.at), kano, excluded, is_few }
}

/// Which of the two coefficients is scored, and which of two values is more.
type Coefficient = fn(&Kano) -> Option<f64>;
type Order = fn(f64, f64) -> std::cmp::Ordering;

fn score(id: &str, features: &[Feature], coefficient: Coefficient, order: Order) -> Score {
    let known: Vec<(&Feature, f64)> =
        features.iter().filter_map(|it| Some((it, coefficient(&it.kano)?))).collect();
    let said: Vec<String> = features.iter().map(in_words).collect();
    let score = match known.iter().rev().max_by(|a, b| order(a.1, b.1)) {
        Some((most, value)) => Score::new(id, *value)
            .explained(text(id, most, *value, &said))
            .parts(features.iter().map(|it| Part::new(it.node, coefficient(&it.kano), &note(it)))),
        None => Score::absent(id, nothing(&said).trim()),
    };
    let n: f64 = features.iter().map(|it| it.kano.n()).sum();
    let score = score.counting(n as usize, features.iter().map(|it| it.excluded).sum());
    let answered = features.iter().filter(|it| it.kano.n() > 0.0);
    answered.fold(score, |score, it| score.with(it.name, strength(it)))
}

fn text(id: &str, most: &Feature, value: f64, said: &[String]) -> String {
    let verb = if id == "kano-better" { "adds most to satisfaction" } else { "is missed most" };
    format!("{} {verb} ({}). {}", most.name, short(value, 2).replace('-', "−"), said.join(" "))
}

fn nothing(said: &[String]) -> String {
    format!("No answer was attractive, one-dimensional, must-be or indifferent. {}", said.join(" "))
}

/// `70%, ahead by 20%`
fn strength(feature: &Feature) -> String {
    let share = |share: Option<f64>| short(share.unwrap_or_default() * 100.0, 1);
    let kano = &feature.kano;
    format!("{}%, ahead by {}%", share(kano.total_strength()), share(kano.category_strength()))
}

fn note(feature: &Feature) -> String {
    match feature.kano.category() {
        _ if feature.node == 0 => feature.name.to_owned(),
        Some(_) if feature.kano.is_mixed() => String::from("mixed"),
        Some(category) => category.words().to_owned(),
        None => String::from("no answers"),
    }
}

/// `Edge grip is must-be.`, with what there is to say against it.
fn in_words(feature: &Feature) -> String {
    let Some(category) = feature.kano.category() else {
        let few = if feature.is_few { "fewer than five answers, which are not shown" } else { "no answers" };
        return format!("{} has {few}.", feature.name);
    };
    let mut against = Vec::new();
    if feature.kano.is_mixed() {
        against.push("mixed: the first category is less than 6% ahead");
    }
    if feature.kano.is_questionable() {
        against.push("more than 10% of its answers contradict each other, look at the questions");
    }
    if category == KanoCategory::Reverse {
        against.push("most people want the opposite, so turn the feature round");
    }
    let against = if against.is_empty() { String::new() } else { format!(" ({})", listed(&against)) };
    let few = small_sample(feature.kano.n() as usize, "answer");
    format!("{} is {}{against}.{few}", feature.name, category.words())
}
