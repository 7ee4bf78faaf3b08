//! Failure modes and effects of the risks on a map.

use journeybook_plugin::prose::{count, listed, short};
use journeybook_plugin::{Attributed, Definition, Entry, Journey, Part, Score, number};
use journeybook_statistics::{Failure, risk_priority};

const ID: &str = "failure-risk";

/// What the score is.
pub fn definition() -> Definition {
    Definition::new(ID, "Largest risk of failure (FMEA)")
        .scale(1.0, 1000.0)
        .lower_is_better()
        .description("The largest product of severity, occurrence and detection. The product hides severity: 9 × 2 × 8 is less than 8 × 4 × 6 although a 9 may endanger people, so a severity of 9 is high whatever the product.")
        .source("Failure modes and effects analysis; AIAG and VDA replaced the product by tables in 2019")
        .formula("severity × occurrence × detection, each from 1 to 10; severity ≥ 9 is high")
        .with("family", "What can go wrong")
}

/// A risk with its three factors.
type Known<'a> = (&'a Entry, Failure);

/// Scores risks and pains that say how bad, how often and how well hidden; left out where none does.
pub fn score(journey: &Journey) -> Option<Score> {
    let risks: Vec<&Entry> = journey.entries().filter(|entry| is_meant(entry)).collect();
    let known: Vec<Known> = risks.iter().filter_map(|entry| Some((*entry, failure(entry)?))).collect();
    let missing = risks.len() - known.len();
    let worst = known.iter().rev().max_by(|a, b| a.1.product().total_cmp(&b.1.product()));
    let score = match worst {
        Some(worst) => Score::new(ID, worst.1.product()).explained(text(worst, &known, missing)),
        None => {
            Score::absent(ID, "No risk has a severity, an occurrence and a detection, each from 1 to 10.")
        }
    };
    (!risks.is_empty()).then(|| score.counting(known.len(), missing).parts(known.iter().map(part)))
}

fn text((worst, largest): &Known, known: &[Known], missing: usize) -> String {
    let product = short(largest.product(), 0);
    format!("{} has {} = {product}.{}{}", worst.text, factors(largest), endangering(known), left_out(missing))
}

/// Risks whose severity alone makes them high.
fn endangering(known: &[Known]) -> String {
    let high: Vec<&str> =
        known.iter().filter(|(_, it)| it.is_high()).map(|(entry, _)| entry.text.as_str()).collect();
    match high.len() {
        0 => String::new(),
        1 => format!(" {} is high whatever its product, for its severity.", high[0]),
        _ => format!(" {} are high whatever their product, for their severity.", listed(&high)),
    }
}

fn left_out(missing: usize) -> String {
    match missing {
        0 => String::new(),
        1 => String::from(" 1 risk without all three factors on the scale is left out."),
        n => format!(" {} without all three factors on the scale are left out.", count(n, "risk")),
    }
}

fn part((entry, it): &Known) -> Part {
    let high = if it.is_high() { ", high" } else { "" };
    Part::new(entry.node, it.product(), &(factors(it) + high))
}

/// A severity alone is a word for pain; with one of the other two it is a factor.
fn is_meant(entry: &Entry) -> bool {
    let lane = entry.lane == "risk" || entry.lane == "pain";
    lane && ["occurrence", "detection"].iter().any(|key| entry.attribute(key).is_some())
}

fn failure(entry: &Entry) -> Option<Failure> {
    let factor = |key: &str| entry.attribute(key).and_then(number);
    risk_priority(factor("severity"), factor("occurrence"), factor("detection"))
}

fn factors(it: &Failure) -> String {
    let [s, o, d] = [it.severity, it.occurrence, it.detection].map(|factor| short(factor, 1));
    format!("severity {s} × occurrence {o} × detection {d}")
}
