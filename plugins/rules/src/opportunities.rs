//! What could be better: whose it is, and how one would know.

use journeybook_plugin::Entry;

use crate::map::Map;
use crate::report::Report;

/// JM033 and JM034, each once for a map, at the first opportunity that lacks it. What no map asks for, the host says.
pub fn check(map: &Map<'_>, report: &mut Report) {
    let mut all: Vec<&Entry> = Vec::new();
    for entry in map.lane("opportunity").filter(|entry| !entry.text.trim().is_empty()) {
        if all.iter().all(|known| known.text != entry.text) {
            all.push(entry);
        }
    }
    let help = "close it with `{owner=TEAM}`, or give it a file that says `owner:`";
    lacking(&all, &["owner", "team"], ("JM033", "an owner", help), report);
    let help = "close it with `{metric=ID}`, or give it a file that says `metric:`";
    lacking(
        &all,
        &["metric", "metrics", "target"],
        ("JM034", "a measure that tells whether it worked", help),
        report,
    );
}

fn lacking(all: &[&Entry], keys: &[&str], (rule, what, help): (&str, &str, &str), report: &mut Report) {
    let lacks = |entry: &&&Entry| keys.iter().all(|key| entry.said(key).is_none());
    let Some(first) = all.iter().find(lacks) else { return };
    let message = match all.iter().filter(lacks).count() {
        1 => format!("this opportunity lacks {what}"),
        n => format!("{n} of {} opportunities lack {what}, this one first", all.len()),
    };
    report.say(rule, first.node, &message, help);
}
