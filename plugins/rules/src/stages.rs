//! The stages: how many, what stands in them, and which part of a customer's life they cover.

use journeybook_plugin::prose::count;
use journeybook_plugin::{Attributed, Stage};

use crate::map::{Map, is_bare, is_made_up};
use crate::report::Report;
use crate::words::{holds, more_than, plain};

/// Where a purchase lies on the axis of thirteen phases that the frameworks share, and where it ends.
const ACQUIRE: (f64, f64) = (6.0, 7.0);

/// Where use lies on it: from onboarding to before support.
const USE: (f64, f64) = (7.0, 9.0);

/// Headings that mean one phase in one framework and another in the next.
const AMBIGUOUS: [&str; 6] = ["engage", "act", "ask", "acquisition", "care", "decision"];

/// Words of stages before a purchase.
const BEFORE: [&str; 26] = [
    "aware",
    "awareness",
    "become aware",
    "discover",
    "discovery",
    "consider",
    "consideration",
    "evaluate",
    "evaluation",
    "compare",
    "research",
    "search",
    "explore",
    "need",
    "needs",
    "trigger",
    "inspiration",
    "hears",
    "finds out",
    "decide",
    "deciding",
    "choose",
    "choosing",
    "interest",
    "attention",
    "before",
];

/// Words of stages after one.
const AFTER: [&str; 24] = [
    "use",
    "using",
    "onboarding",
    "onboard",
    "support",
    "service",
    "retention",
    "loyalty",
    "advocacy",
    "advocate",
    "renew",
    "renewal",
    "return",
    "leave",
    "after",
    "afterwards",
    "post purchase",
    "enjoy",
    "experience",
    "delivery",
    "receive",
    "share",
    "repurchase",
    "habit",
];

/// JM009, JM010, JM012, JM015 to JM018 and JM055. JM011 is said by the host.
pub fn check(map: &Map<'_>, report: &mut Report) {
    how_many(map, report);
    map.stages().iter().filter(|stage| is_empty(stage)).for_each(|stage| {
        let message = format!("nothing happens in the stage “{}”", stage.title);
        report.say("JM010", stage.node, &message, "add a step below it, `### What they do`, or take it out");
    });
    names(map, report);
    if map.key("scope") == Some("end-to-end") {
        ends(map, report);
    }
    product_only(map, report);
    looped(map, report);
}

fn how_many(map: &Map<'_>, report: &mut Report) {
    let stages = map.stages().len();
    let help = match stages {
        0 => return,
        1 | 2 => "split it where people stop, wait or change what they are after",
        13.. => "put stages together, or cut the map into two that refer to each other by `parent:`",
        _ => return,
    };
    report.say("JM009", map.node(), &format!("the map has {}", count(stages, "stage")), help);
}

/// Neither a step nor an entry, and no prose; the host tells of prose, whose text is not the plugin's to read.
fn is_empty(stage: &Stage) -> bool {
    let is_bare = stage.steps.iter().all(|step| is_made_up(stage, step) && is_bare(step));
    stage.entries.is_empty() && is_bare && stage.attribute("narrative").is_none()
}

fn names(map: &Map<'_>, report: &mut Report) {
    if map.journey.framework.is_some() {
        return unrenamed(map, report);
    }
    let ambiguous = map.stages().iter().find(|stage| AMBIGUOUS.contains(&plain(&stage.title).as_str()));
    if let Some(stage) = ambiguous {
        let message =
            format!("“{}” means another phase in each framework, and the map names none", stage.title);
        let help = "write `framework: ID` into the frontmatter, or name the stage by what people do in it";
        report.say("JM012", stage.node, &message, help);
    }
}

/// Every stage has its framework's name, and none has a step of its own.
fn unrenamed(map: &Map<'_>, report: &mut Report) {
    let is_as_given = |stage: &Stage| {
        let own = plain(&stage.title).replace(' ', "-");
        stage.place.as_deref() == Some(own.as_str()) && stage.steps.iter().all(|step| is_made_up(stage, step))
    };
    if !map.stages().is_empty() && map.stages().iter().all(is_as_given) {
        let message = "the stages have the framework's names and no steps of their own";
        let help = "name each after what people do in it, `## Asks friends {stage=ask}`, and add the steps";
        report.say("JM015", map.stages()[0].node, message, help);
    }
}

/// Where a stage lies on the common axis, as far as the host knows.
fn span(stage: &Stage) -> Option<(f64, f64)> {
    let (low, high) = stage.attribute("axis")?.split_once(' ')?;
    Some((low.parse().ok()?, high.parse().ok()?))
}

fn is_named(stage: &Stage, words: &[&str]) -> bool {
    let title = plain(&stage.title);
    words.iter().any(|word| holds(&title, word))
}

fn ends(map: &Map<'_>, report: &mut Report) {
    let before = |stage: &Stage| match span(stage) {
        Some((low, _)) => low < ACQUIRE.0,
        None => is_named(stage, &BEFORE),
    };
    let after = |stage: &Stage| match span(stage) {
        Some((_, high)) => high > ACQUIRE.1,
        None => is_named(stage, &AFTER),
    };
    let (Some(first), Some(last)) = (map.stages().first(), map.stages().last()) else { return };
    if !map.stages().iter().any(before) {
        let help = "add the stages in which people notice, look and choose, or write `scope: phase`";
        report.say("JM016", first.node, "an end-to-end map begins with the purchase", help);
    }
    if !map.stages().iter().any(after) {
        let help = "add the stages in which people use it, ask, come back or leave, or write `scope: phase`";
        report.say("JM017", last.node, "an end-to-end map ends with the purchase", help);
    }
}

fn product_only(map: &Map<'_>, report: &mut Report) {
    let is_use = |stage: &&Stage| match span(stage) {
        Some((low, high)) => low >= USE.0 && high <= USE.1,
        None => is_named(stage, &["use", "using", "engage"]),
    };
    let (all, using) = (map.steps.len(), map.stages().iter().filter(is_use));
    let using: usize = using.map(|stage| stage.steps.len()).sum();
    if all >= 5 && more_than(using, all, 80) {
        let message = format!("{using} of {} are about using the product", count(all, "step"));
        report.say("JM018", map.node(), &message, "add what people do before, between and after");
    }
}

/// The framework goes round, and the map ends without a word of what comes next.
fn looped(map: &Map<'_>, report: &mut Report) {
    let (Some(loops), Some(last)) = (map.journey.attribute("framework.loops"), map.stages().last()) else {
        return;
    };
    let leads_back = loops.lines().any(|edge| edge.split(" to ").next() == last.place.as_deref());
    let is_told = last.steps.last().is_some_and(|step| {
        let texts = step.entries.iter().map(|entry| plain(&entry.text)).chain([plain(&step.title)]);
        let again =
            ["again", "back", "next", "return", "returns", "renew", "renews", "once more", "leaves", "never"];
        texts.into_iter().any(|text| again.iter().any(|word| holds(&text, word)))
    });
    if leads_back && !is_told {
        let help = "end with a step that tells whether people come back, and to what";
        report.say(
            "JM055",
            last.node,
            "the framework goes round, and the map does not say what comes next",
            help,
        );
    }
}
