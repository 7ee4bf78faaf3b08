//! Where customer and organisation meet.

use journeybook_plugin::{Attributed, Entry, Finding, Stage};

use crate::map::Map;
use crate::report::Report;
use crate::words::squeezed;

/// JM019 to JM021. What no map refers to, the host says.
pub fn check(map: &Map<'_>, report: &mut Report) {
    map.stages().iter().filter(|stage| !meets(stage)).for_each(|stage| {
        let message = format!("nobody meets anybody in the stage “{}”", stage.title);
        let help = "add `touchpoint:` to one of its steps, or say above its heading why there is none: `<!-- journeybook-ignore JM019: why -->`";
        report.say("JM019", stage.node, &message, help);
    });
    channels(map, report);
    twice(map, report);
    spellings(map, report);
}

fn meets(stage: &Stage) -> bool {
    stage.all_entries().any(|entry| entry.lane == "touchpoint")
}

/// Said once for a map, at the first touchpoint without one.
fn channels(map: &Map<'_>, report: &mut Report) {
    let steps = map.steps.iter().filter(|step| !step.has("channel"));
    let entries = steps.flat_map(|step| step.lane("touchpoint"));
    let mut without: Vec<&Entry> = Vec::new();
    for entry in entries.filter(|entry| entry.said("channel").is_none() && !entry.text.is_empty()) {
        if without.iter().all(|known| known.text != entry.text) {
            without.push(entry);
        }
    }
    let Some(first) = without.first() else { return };
    let message = match without.len() {
        1 => format!("the touchpoint “{}” has no channel", first.text),
        n => format!("{n} touchpoints have no channel, “{}” first", first.text),
    };
    report.say(
        "JM020",
        first.node,
        &message,
        "write `channel: website` beside it, or into the touchpoint's file",
    );
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
    for entry in map.lane("touchpoint") {
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
