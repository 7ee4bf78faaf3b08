//! Figures: what was measured, whether it can be put together, and when it was read.

use journeybook_plugin::{Attributed, Figure};

use crate::map::Map;
use crate::report::Report;

/// JM051, JM053 and JM054. What only the data itself shows, the host says where it reads it.
pub fn check(map: &Map<'_>, report: &mut Report) {
    undated(map, report);
    mixed(map, report);
    funnel(map, report);
}

fn undated(map: &Map<'_>, report: &mut Report) {
    for entry in map.lane("metric").filter(|entry| !entry.refs.is_empty() && entry.said("date").is_none()) {
        let message = format!("nothing says when “{}” was read", entry.text);
        report.say("JM053", entry.node, &message, "write `date:` into the metric's file");
    }
    let is_undated = |figure: &&Figure| ["date", "period"].iter().all(|key| figure.attribute(key).is_none());
    if let Some(figure) = map.figures.iter().find(is_undated) {
        let message = format!("nothing says when `{}` of {} was read", figure.metric, figure.at);
        report.say("JM053", map.node(), &message, "write `date:` into the evidence that has the data");
    }
}

/// One measure in two versions, or on two scales.
fn mixed(map: &Map<'_>, report: &mut Report) {
    let has = |metric: &str| map.figures.iter().any(|figure| figure.metric == metric);
    let scale = |figure: &Figure| {
        let end = |key| figure.attribute(key).unwrap_or_default().to_owned();
        (end("scale-low"), end("scale-high"))
    };
    let other = map.figures.iter().enumerate().find(|(at, figure)| {
        let before = map.figures[..*at].iter().find(|known| known.metric == figure.metric);
        before.is_some_and(|known| scale(known) != scale(figure))
    });
    let message = match other {
        _ if has("ces1") && has("ces2") => {
            String::from("effort is measured in two versions that point in opposite directions")
        }
        Some((_, figure)) => format!("`{}` is measured on two scales", figure.metric),
        None => return,
    };
    report.say("JM051", map.node(), &message, "keep one of them on a map, or call them by different names");
}

/// Counts of steps, in the order of the map: each gate lets fewer through.
fn funnel(map: &Map<'_>, report: &mut Report) {
    let counted = |at: &str| {
        let figure = map.figures.iter().find(|figure| figure.metric == "count" && figure.at == at)?;
        figure.value
    };
    let steps: Vec<_> =
        map.steps.iter().filter_map(|step| Some((counted(&format!("step/{}", step.id))?, step))).collect();
    for pair in steps.windows(2) {
        let ((before, earlier), (after, later)) = (pair[0], pair[1]);
        if after > before {
            let message =
                format!("more are counted at “{}” than before it, at “{}”", later.title, earlier.title);
            report.say(
                "JM054",
                later.node,
                &message,
                "look whether both count the same thing in the same period",
            );
        }
    }
}
