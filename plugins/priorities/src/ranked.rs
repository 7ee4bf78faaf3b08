//! Opportunities in the order of a method.

use std::collections::BTreeSet;

use journeybook_plugin::prose::{listed, short};
use journeybook_plugin::{Attributed, Entry, Journey, Part, Score};
use journeybook_statistics::Wrong;

use crate::methods::Method;

/// An opportunity with its numbers and its value.
struct Ranked<'a> {
    entry: &'a Entry,
    given: Vec<f64>,
    value: f64,
}

/// Ranks the opportunities that give a method's numbers; left out where none does.
pub fn score(journey: &Journey, method: &Method) -> Option<Score> {
    let meant: Vec<&Entry> =
        opportunities(journey).into_iter().filter(|entry| method.is_meant(entry)).collect();
    let (mut ranked, wrong) = ranks(method, &meant);
    ranked.sort_by(|a, b| b.value.total_cmp(&a.value));
    let score = match (periods(method, &ranked), ranked.first()) {
        (Some(reason), _) => Score::absent(method.id, &reason).counting(0, meant.len()),
        (None, None) => Score::absent(method.id, &wrong.join(" ")).counting(0, meant.len()),
        (None, Some(first)) => scored(method, first, &ranked, &wrong),
    };
    (!meant.is_empty()).then_some(score)
}

/// Those that have a value, and a sentence for each that has none.
fn ranks<'a>(method: &Method, meant: &[&'a Entry]) -> (Vec<Ranked<'a>>, Vec<String>) {
    let (mut ranked, mut wrong) = (Vec::new(), Vec::new());
    for entry in meant {
        match rank(method, entry) {
            Ok(one) => ranked.push(one),
            Err(why) => wrong.push(format!("{} is left out: {why}.", entry.text)),
        }
    }
    (ranked, wrong)
}

/// Why the reaches of opportunities cannot be held against each other.
fn periods(method: &Method, ranked: &[Ranked]) -> Option<String> {
    let periods: BTreeSet<&str> =
        ranked.iter().map(|one| one.entry.said("period").unwrap_or("no period")).collect();
    let named: Vec<&str> = periods.into_iter().collect();
    (method.id == "rice" && named.len() > 1)
        .then(|| format!("The reach of opportunities is of different periods: {}.", listed(&named)))
}

fn scored(method: &Method, first: &Ranked, ranked: &[Ranked], wrong: &[String]) -> Score {
    let all: Vec<Vec<f64>> = ranked.iter().map(|one| one.given.clone()).collect();
    let note = |one: &Ranked| (method.note)(&one.given, &all);
    let sentences: Vec<String> = std::iter::once(told(ranked)).chain(wrong.iter().cloned()).collect();
    let score = Score::new(method.id, first.value)
        .counting(ranked.len(), wrong.len())
        .explained(sentences.join(" "))
        .parts(ranked.iter().map(|one| Part::new(one.entry.node, one.value, &note(one))));
    let first = note(first);
    if first.is_empty() { score } else { score.with("first", first) }
}

/// The opportunities of a map; one that is named twice counts once.
fn opportunities(journey: &Journey) -> Vec<&Entry> {
    let mut seen = BTreeSet::new();
    let named = |entry: &&Entry| {
        let file = entry.refs.iter().find(|target| target.starts_with("opportunity/"));
        seen.insert(file.unwrap_or(&entry.text).clone())
    };
    journey.entries().filter(|entry| entry.lane == "opportunity").filter(named).collect()
}

fn rank<'a>(method: &Method, entry: &'a Entry) -> Result<Ranked<'a>, String> {
    let given = method.read(entry).map_err(|key| format!("it has no {key}"))?;
    let value = (method.value)(&given).map_err(|wrong| said(wrong).to_owned())?;
    Ok(Ranked { entry, given, value })
}

fn said(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Effort => "what it takes has to be more than 0",
        Wrong::Confidence => "its confidence is above 1 (write 0.8 or 80%)",
        Wrong::OffScale => "a number is off the scale of the method",
    }
}

/// `Pay without an account comes first with 1066.7, before Captions (192).`
fn told(ranked: &[Ranked]) -> String {
    let first = format!("{} comes first with {}", ranked[0].entry.text, short(ranked[0].value, 1));
    let next: Vec<String> = ranked[1..]
        .iter()
        .take(2)
        .map(|one| format!("{} ({})", one.entry.text, short(one.value, 1)))
        .collect();
    if next.is_empty() { first + "." } else { format!("{first}, before {}.", listed(&next)) }
}
