//! What the map rests on: whether there is research, of which kinds, how much and how old.

use journeybook_plugin::prose::count;
use journeybook_plugin::{Entry, Finding, Step};

use crate::dates::months;
use crate::map::{Map, is_sourced};
use crate::report::Report;
use crate::words::{more_than, words};

/// Fewer talks than this are thin.
const TALKS: f64 = 5.0;

/// Fewer answers than this are thin.
const ANSWERS: f64 = 30.0;

/// JM037 to JM040 and JM042. What is missing, the host says.
pub fn check(map: &Map<'_>, report: &mut Report) {
    sourced(map, report);
    let sources = distinct(map);
    kinds(map, &sources, report);
    sources.iter().for_each(|entry| thin(entry, report));
    newest(map, &sources, report);
}

fn has_source(step: &Step) -> bool {
    step.entries.iter().any(is_sourced)
}

fn sourced(map: &Map<'_>, report: &mut Report) {
    let all = map.steps.len();
    let unsourced = all - map.count(has_source);
    if all == 0 || map.is_hypothesis() {
        return;
    }
    if !map.entries().any(is_sourced) {
        let help = "name the research with `- evidence: …`, or say that it is a guess: `tags: [assumption]`";
        report.say("JM037", map.node(), "nothing on the map names a source", help);
    }
    if more_than(unsourced, all, 50) {
        let message = format!(
            "{unsourced} of {} without a source, and the map does not call itself a guess",
            count(all, "step")
        );
        report.say("JM038", map.node(), &message, "add `- evidence: …`, or write `tags: [assumption]`");
    }
}

/// The entries that name research with a file, each piece of it once.
fn distinct<'a>(map: &Map<'a>) -> Vec<&'a Entry> {
    let mut all: Vec<&Entry> = Vec::new();
    for entry in map.lane("evidence").filter(|entry| !entry.refs.is_empty()) {
        if all.iter().all(|known| known.refs != entry.refs) {
            all.push(entry);
        }
    }
    all
}

fn kinds(map: &Map<'_>, sources: &[&Entry], report: &mut Report) {
    let mut kinds = sources.iter().map(|entry| entry.said("type"));
    let Some(Some(first)) = kinds.next() else { return };
    if ["qualitative", "quantitative"].contains(&first) && kinds.all(|kind| kind == Some(first)) {
        let missing = if first == "qualitative" {
            "numbers: a survey, the web statistics"
        } else {
            "talks: interviews, a diary"
        };
        let message = format!("all evidence of the map is {first}");
        report.say("JM039", map.node(), &message, &format!("look for {missing}"));
    }
}

fn thin(entry: &Entry, report: &mut Report) {
    let number = entry.said("n").and_then(|n| n.parse::<f64>().ok());
    let is_survey =
        entry.said("method").is_none_or(|method| words(method).any(|word| word.starts_with("survey")));
    let (few, unit) = match entry.said("type") {
        Some("qualitative") => (TALKS, "people"),
        Some("quantitative") if is_survey => (ANSWERS, "answers"),
        _ => return,
    };
    if let Some(n) = number.filter(|n| *n < few) {
        let message = format!("“{}” rests on {n} {unit}", entry.text);
        let help = format!(
            "look for more, or say beside it that it is a sign and no proof; from {few} on it counts"
        );
        report.say("JM040", entry.node, &message, &help);
    }
}

/// The newest piece of research decides; what is two years old is worse than what is one.
fn newest(map: &Map<'_>, sources: &[&Entry], report: &mut Report) {
    let ages = sources.iter().filter_map(|entry| Some((months(entry.said("date")?, map.today)?, entry)));
    let Some((age, entry)) = ages.min_by_key(|(age, _)| *age).filter(|(age, _)| *age >= 12) else { return };
    let message = format!("the newest evidence of the map is {} old", count(age as usize, "month"));
    let finding = Finding::new("JM042", entry.node, &message)
        .help("ask again, or look whether what it says still holds and note that with a new date");
    let is_error = age >= 24
        && report.level("JM042") == Some(crate::Level::Warning)
        && report.level("JM037") == Some(crate::Level::Error);
    report.add(if is_error { finding.level("error") } else { finding });
}
