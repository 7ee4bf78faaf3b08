//! Who looks after a map, when somebody last did, and whether customers recognised it.

use journeybook_plugin::prose::count;

use crate::dates::months;
use crate::map::Map;
use crate::report::Report;

/// JM043 to JM045.
pub fn check(map: &Map<'_>, report: &mut Report) {
    reviewed(map, report);
    if map.key("owner").is_none() && map.key("team").is_none() {
        let help = "write `owner: NAME` or `team: ID` into the frontmatter";
        report.say("JM044", map.node(), "nobody looks after the map", help);
    }
    let is_unfinished = matches!(map.key("status"), Some("draft" | "review"));
    if map.is_of_today() && !is_unfinished && map.key("validated").is_none() {
        let help = "show it to customers, then write `validated: 2026-03-12`";
        report.say("JM045", map.node(), "no customer has looked through the map", help);
    }
}

fn reviewed(map: &Map<'_>, report: &mut Report) {
    let due = map.key("review-by").filter(|day| !map.today.is_empty() && *day < map.today);
    if let Some(day) = due {
        let help = "go through it, then write the day under `reviewed:` and the next one under `review-by:`";
        return report.say_of_key(
            "JM043",
            map.node(),
            "review-by",
            &format!("the map was due for review on {day}"),
            help,
        );
    }
    let Some(last) = map.key("reviewed") else {
        let help = "write `reviewed: 2026-03-12` when somebody has gone through it";
        return report.say("JM043", map.node(), "nobody has noted when the map was last reviewed", help);
    };
    let age = months(last, map.today).unwrap_or_default();
    if map.key("review-by").is_none() && age >= map.review_months {
        let message = format!("the map was last reviewed {} ago", count(age as usize, "month"));
        let help = "go through it and write the day, or say with `review-by:` when it is due";
        report.say_of_key("JM043", map.node(), "reviewed", &message, help);
    }
}
