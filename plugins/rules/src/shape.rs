//! How a map reads as a whole: its rows, its length, its first and last step.

use journeybook_plugin::prose::count;
use journeybook_plugin::{Entry, Step};

use crate::map::Map;
use crate::report::Report;
use crate::words::{holds, more_than, plain};

/// Rows that customers never see.
const BEHIND: [&str; 3] = ["backstage", "support", "system"];

/// Rows that describe every step once a map has them.
const DESCRIBE: [&str; 5] = ["doing", "thinking", "feeling", "touchpoint", "effort"];

/// More steps than this are too many for one map.
const STEPS: usize = 40;

/// Longer titles than this are sentences.
const LETTERS: usize = 80;

/// How a first step begins that has our touchpoint in it and nothing that led there.
const ARRIVES: [&str; 14] = [
    "visits our",
    "visits the website",
    "visits website",
    "opens the app",
    "opens our",
    "logs in",
    "signs up",
    "lands on",
    "goes to the website",
    "goes to our",
    "clicks our",
    "calls us",
    "enters the store",
    "downloads the app",
];

/// JM046 to JM048 and JM058 to JM060.
pub fn check(map: &Map<'_>, report: &mut Report) {
    behind(map, report);
    uneven(map, report);
    length(map, report);
    map.entries().filter(|entry| is_wordless(entry)).for_each(|entry| {
        let message = format!("this {} has no words", entry.lane);
        report.say(
            "JM058",
            entry.node,
            &message,
            "say in words what the picture shows: `![what it shows](…)`",
        );
    });
    ends(map, report);
}

fn behind(map: &Map<'_>, report: &mut Report) {
    let all = map.entries().count();
    let behind = map.entries().filter(|entry| BEHIND.contains(&entry.lane.as_str())).count();
    if map.key("form") != Some("blueprint") && all >= 6 && more_than(behind, all, 50) {
        let message = format!("{behind} of {all} entries are backstage, support or systems");
        report.say("JM046", map.node(), &message, "write `form: blueprint`, or tell what customers do");
    }
}

/// Two rows or more that fewer than half of the steps have.
fn uneven(map: &Map<'_>, report: &mut Report) {
    let all = map.steps.len();
    let used = DESCRIBE.iter().map(|lane| (*lane, map.count(|step| has(step, lane))));
    let rare: Vec<_> = used.filter(|(_, used)| *used > 0 && used * 2 < all).collect();
    if all >= 4 && rare.len() >= 2 {
        let told: Vec<String> = rare.iter().map(|(lane, used)| format!("`{lane}` in {used}")).collect();
        let message =
            format!("of {} some have rows that most have not: {}", count(all, "step"), told.join(", "));
        report.say("JM047", map.node(), &message, "fill the rows for every step, or take them out");
    }
}

fn has(step: &Step, lane: &str) -> bool {
    step.has(lane) || (lane == "feeling" && step.feeling.is_some())
}

fn length(map: &Map<'_>, report: &mut Report) {
    if map.steps.len() > STEPS {
        let message = format!("the map has {}", count(map.steps.len(), "step"));
        report.say("JM048", map.node(), &message, "cut it into maps that refer to it by `parent:`");
    }
    for step in map.steps.iter().filter(|step| step.title.chars().count() > LETTERS) {
        let help = "keep the few words people would say, and put the rest under `doing:`";
        report.say("JM048", step.node, "the title of the step is a sentence", help);
    }
}

/// A picture without a description; a mark such as `- moment-of-truth` needs no words.
fn is_wordless(entry: &Entry) -> bool {
    entry.text.trim().is_empty() && entry.refs.is_empty() && entry.lane != "moment-of-truth"
}

fn ends(map: &Map<'_>, report: &mut Report) {
    let (Some(first), Some(last)) = (map.steps.first(), map.steps.last()) else { return };
    let rated = map.count(|step| step.feeling.is_some());
    if last.feeling.is_none() && rated > 0 {
        let message = format!("the journey ends with “{}”, and nobody knows how that feels", last.title);
        report.say("JM059", last.node, &message, "ask what people remember, and write `- feeling: …`");
    }
    let title = plain(&first.title);
    if map.is_of_customers()
        && ARRIVES.iter().any(|phrase| title.starts_with(phrase) || holds(&title, phrase))
    {
        let message = format!("the journey begins with “{}”, which is ours", first.title);
        report.say("JM060", first.node, &message, "begin with what set people going: a need, a talk, a date");
    }
}
