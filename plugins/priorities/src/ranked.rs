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
    let mut ranked = Vec::new();
    let mut wrong = Vec::new();
    for entry in &meant {
        match rank(method, entry) {
            Ok(one) => ranked.push(one),
            Err(why) => wrong.push(format!("{} is left out: {why}.", entry.text)),
        }
    }
    if meant.is_empty() {
        return None;
    }
    let periods: BTreeSet<&str> =
        ranked.iter().map(|one| one.entry.said("period").unwrap_or_default()).collect();
    if method.id == "rice" && periods.len() > 1 {
        let named: Vec<&str> =
            periods.into_iter().map(|it| if it.is_empty() { "no period" } else { it }).collect();
        let reason = format!("The reach of opportunities is of different periods: {}.", listed(&named));
        return Some(Score::absent(method.id, &reason).counting(0, meant.len()));
    }
    ranked.sort_by(|a, b| b.value.total_cmp(&a.value));
    let Some(first) = ranked.first() else {
        return Some(Score::absent(method.id, &wrong.join(" ")).counting(0, meant.len()));
    };
    let all: Vec<Vec<f64>> = ranked.iter().map(|one| one.given.clone()).collect();
    let text = format!("{}{}", told(&ranked), wrong.iter().map(|why| format!(" {why}")).collect::<String>());
    let parts =
        ranked.iter().map(|one| Part::new(one.entry.node, one.value, &(method.note)(&one.given, &all)));
    let score =
        Score::new(method.id, first.value).counting(ranked.len(), wrong.len()).explained(text).parts(parts);
    let note = (method.note)(&first.given, &all);
    Some(if note.is_empty() { score } else { score.with("first", note) })
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
