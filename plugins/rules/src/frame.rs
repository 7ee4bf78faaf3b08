//! What a map says before its first stage: who, in which situation, what for.

use journeybook_plugin::Attributed;

use crate::map::Map;
use crate::report::Report;

/// JM001 to JM008.
pub fn check(map: &Map<'_>, report: &mut Report) {
    persona(map, report);
    purpose(map, report);
    declared(map, report);
}

fn persona(map: &Map<'_>, report: &mut Report) {
    let Some(personas) = map.key("persona") else {
        let help = "write `persona: ID`, the name of a file in `personas/`, into the frontmatter";
        return report.say("JM001", map.node(), "the map does not say whose journey it is", help);
    };
    let many = personas.lines().count();
    if many > 1 {
        let message = format!("the map tells the journey of {many} personas at once");
        let help = "keep the one it is about, and give the others a map of their own";
        report.say_of_key("JM002", map.node(), "persona", &message, help);
    }
    if !is_known(map) {
        let message = "nothing is known of what the persona wants or needs";
        let help = "write `needs:` into the persona's frontmatter, or a list under a heading `## Goals`";
        report.say_of_key("JM003", map.node(), "persona", message, help);
    }
}

/// Whether the persona's page says anything of what moves them. The host passes what it found as `persona.KEY`.
fn is_known(map: &Map<'_>) -> bool {
    map.journey.attributes().iter().any(|pair| pair.key.starts_with("persona.") && !pair.value.is_empty())
}

fn purpose(map: &Map<'_>, report: &mut Report) {
    let missing = match (map.key("scenario"), map.key("goal")) {
        (None, None) => {
            Some(("the map says neither the situation nor what people want", "`scenario:` and `goal:`"))
        }
        (None, Some(_)) => Some(("the map does not say the situation it begins in", "`scenario:`")),
        (Some(_), None) => Some(("the map does not say what people want", "`goal:`")),
        (Some(_), Some(_)) => None,
    };
    if let Some((message, keys)) = missing {
        let help = format!("write {keys} into the frontmatter, a sentence each");
        report.say("JM004", map.node(), message, &help);
    }
    if map.key("scenario").is_some() && map.key("expectations").is_none() {
        let help = "write `expectations:`, a list of what people take for granted";
        report.say_of_key("JM005", map.node(), "scenario", "the map does not say what people expect", help);
    }
    if map.key("objectives").is_none() {
        let help = "write `objectives:`, a list of the decisions or changes that wait for it";
        report.say("JM006", map.node(), "the map does not say what it is for", help);
    }
}

fn declared(map: &Map<'_>, report: &mut Report) {
    if map.key("basis").is_none() {
        let message = "the map does not say whether it shows what is or what is to be";
        report.say("JM007", map.node(), message, "write `basis: current`, or `planned`, `ideal`, `actual`");
    }
    if map.key("scope").is_none() {
        let help = "write `scope: end-to-end`, or `phase`, `interaction`";
        report.say("JM008", map.node(), "the map does not say how far it reaches", help);
    }
}
