//! What could be better: whose it is, and how one would know.

use journeybook_plugin::{Attributed, Entry};

use crate::map::Map;
use crate::report::Report;

/// JM033 and JM034. What no map asks for, the host says.
pub fn check(map: &Map<'_>, report: &mut Report) {
    let mut seen: Vec<&str> = Vec::new();
    for entry in map.lane("opportunity").filter(|entry| !entry.text.trim().is_empty()) {
        if !seen.contains(&entry.text.as_str()) {
            seen.push(&entry.text);
            cared_for(entry, report);
        }
    }
}

fn cared_for(entry: &Entry, report: &mut Report) {
    let says = |keys: &[&str]| keys.iter().any(|key| entry.attribute(key).is_some());
    if !says(&["owner", "team"]) {
        let help = "close it with `{owner=TEAM}`, or give it a file that says `owner:`";
        report.say("JM033", entry.node, "nobody owns this opportunity", help);
    }
    if !says(&["metric", "metrics", "target"]) {
        let help = "close it with `{metric=ID}`, or give it a file that says `metric:`";
        report.say("JM034", entry.node, "nothing will tell whether this opportunity worked", help);
    }
}
