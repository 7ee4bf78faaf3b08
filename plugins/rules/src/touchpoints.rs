//! Where customer and organisation meet.

use journeybook_plugin::{Attributed, Entry, Finding, Stage};

use crate::map::Map;
use crate::report::Report;
use crate::words::squeezed;

/// JM019 to JM021. What no map refers to, the host says.
pub fn check(map: &Map<'_>, report: &mut Report) {
    map.stages().iter().filter(|stage| !meets(stage)).for_each(|stage| {
        let message = format!("nobody meets anybody in the stage “{}”", stage.title);
        let help = "add `touchpoint:` to its steps, or `touchpoint: none, because …` where that is so";
        report.say("JM019", stage.node, &message, help);
    });
    channels(map, report);
    twice(map, report);
    spellings(map, report);
}

fn meets(stage: &Stage) -> bool {
    stage.all_entries().any(|entry| entry.lane == "touchpoint")
}

fn is_none(entry: &Entry) -> bool {
    entry.text.to_lowercase().starts_with("none")
}

/// Names every touchpoint once, where it first stands without a channel.
fn channels(map: &Map<'_>, report: &mut Report) {
    let mut said: Vec<&str> = Vec::new();
    for step in map.steps.iter().filter(|step| !step.has("channel")) {
        for entry in
            step.lane("touchpoint").filter(|entry| entry.attribute("channel").is_none() && !is_none(entry))
        {
            if !said.contains(&entry.text.as_str()) {
                said.push(&entry.text);
                let message = format!("the touchpoint “{}” has no channel", entry.text);
                let help = "write `channel: website` beside it, or into the touchpoint's file";
                report.say("JM020", entry.node, &message, help);
            }
        }
    }
}

fn twice(map: &Map<'_>, report: &mut Report) {
    for step in &map.steps {
        let mut seen: Vec<String> = Vec::new();
        for entry in step.lane("touchpoint") {
            let name = squeezed(&entry.text);
            if seen.contains(&name) {
                let message = format!("the step names the touchpoint “{}” twice", entry.text);
                report.say("JM021", entry.node, &message, "take one of them out");
            }
            seen.push(name);
        }
    }
}

/// The first spelling of a touchpoint counts.
fn spellings(map: &Map<'_>, report: &mut Report) {
    let mut first: Vec<(String, &str)> = Vec::new();
    for entry in map.lane("touchpoint").filter(|entry| !is_none(entry)) {
        let (name, text) = (squeezed(&entry.text), entry.text.as_str());
        match first.iter().find(|(known, _)| *known == name) {
            Some((_, known)) if !known.eq_ignore_ascii_case(text) => {
                let message = format!("“{text}” was called “{known}” further up");
                let help = format!("write `{known}` here as well");
                let finding = Finding::new("JM021", entry.node, &message).help(&help);
                report.add(finding.with("typed", text).with("write", *known));
            }
            Some(_) => {}
            None => first.push((name, text)),
        }
    }
}
