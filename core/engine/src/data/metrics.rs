//! What must be declared of a measure, and what its answers give away: the mistakes that make a number wrong in silence.

use super::binding::Column;
use super::fault::Fault;
use super::tally::{Strays, Tally};
use crate::codes;
use crate::parse::slug;

/// Measures that plugins know.
pub const KNOWN: &[&str] = &[
    "nps",
    "csat",
    "ces1",
    "ces2",
    "ease",
    "emotion",
    "importance",
    "satisfaction",
    "kano",
    "count",
    "rate",
    "minutes",
];

/// Measures that have no scale: they are counted or timed.
const OPEN: [&str; 3] = ["count", "minutes", "kano"];

/// So many answers and none of them 0 although some are 1: the question went from 1.
const ENOUGH: u64 = 100;

/// What is wrong with what a column declares. `own` are the metrics that the site writes down.
pub fn declared(column: &Column, own: &[&str], is_driver: bool) -> Vec<Fault> {
    let name = column.name.as_str();
    let metric = column.metric.as_deref();
    let known = KNOWN.iter().copied().chain(own.iter().copied());
    let word = metric.unwrap_or(name);
    let faults = [
        metric.is_none().then(|| unmeasured(name, is_driver)).flatten(),
        metric
            .filter(|metric| !known.clone().any(|word| word == *metric))
            .map(|metric| unknown(metric, known)),
        unscaled(column),
        metric.and_then(|metric| other_scale(metric, column.scale, word)),
        metric.and_then(|metric| undirected(metric, column.direction.as_deref(), name)),
        (metric == Some("kano") && column.dysfunctional.is_none()).then(|| halved(name)),
    ];
    faults.into_iter().flatten().collect()
}

fn unmeasured(name: &str, is_driver: bool) -> Option<Fault> {
    let message = format!("`{name}` does not say what it measures");
    let help =
        format!("write `metric:` and `at:`, such as `{name}: {{metric: csat, at: journey, scale: [1, 5]}}`");
    (!is_driver).then(|| Fault::error(codes::DATA_METRIC, name, message, help))
}

fn unknown<'k>(metric: &str, known: impl Iterator<Item = &'k str> + Clone) -> Fault {
    let message = format!("nobody knows the metric `{metric}`");
    let list: Vec<_> = known.clone().map(|word| format!("`{word}`")).collect();
    if metric == "ces" {
        let help =
            "write `ces1` (1 to 5, 5 much effort) or `ces2` (1 to 7, 7 easy); a scale of your own is `ease`";
        return Fault::error(
            codes::DATA_METRIC,
            metric,
            "`ces` does not say which of its two versions it is".to_owned(),
            help,
        );
    }
    if slug(metric) != metric {
        let help = format!("write a word without spaces, such as `{}`", slug(metric));
        return Fault::error(codes::DATA_METRIC, metric, format!("`{metric}` is no name of a metric"), help);
    }
    let near = Fault::unknown(codes::DATA_METRIC, metric, message.clone(), known, "the metrics are");
    match near.meant {
        Some(_) => near,
        None => {
            let help = format!(
                "write a file `metrics/{metric}.md`, so that readers know what it is; or one of {}",
                list.join(", ")
            );
            Fault::warning(codes::DATA_METRIC, metric, format!("{message}; plugins get it as it is"), help)
        }
    }
}

fn unscaled(column: &Column) -> Option<Fault> {
    let is_open =
        column.unit.is_some() || column.metric.as_deref().is_some_and(|metric| OPEN.contains(&metric));
    let name = &column.name;
    let message = format!("`{name}` has no scale, so a code for “no answer” would count as an answer");
    let help = match column.metric.as_deref() {
        Some("nps") => "write `scale: [0, 10]`; a question that went from 1 is `scale: [1, 10]`".to_owned(),
        _ => "write the least and the greatest answer, such as `scale: [1, 5]`; for what has no ends, its `unit:`".to_owned(),
    };
    (column.scale.is_none() && !is_open).then(|| Fault::error(codes::DATA_SCALE, name, message, help))
}

/// Measures that somebody published go with one scale; another one is another measure.
fn other_scale(metric: &str, scale: Option<(f64, f64)>, word: &str) -> Option<Fault> {
    let scale = scale?;
    let (fits, why, help) = match metric {
        "nps" => (
            scale == (0.0, 10.0) || scale == (1.0, 10.0),
            "a recommendation is asked for from 0 to 10, person by person; an NPS that is computed already cannot be averaged",
            "bind the column of answers, with `scale: [0, 10]`",
        ),
        "ces1" => (
            scale == (1.0, 5.0),
            "the first version of the effort question goes from 1 to 5",
            "write `metric: ease` for a question of your own, or `ces2` for 1 to 7",
        ),
        "ces2" => (
            scale == (1.0, 7.0),
            "the second version of the effort question goes from 1 to 7",
            "write `metric: ease` for a question of your own, or `ces1` for 1 to 5",
        ),
        _ => return None,
    };
    (!fits).then(|| Fault::error(codes::DATA_METRIC, word, why.to_owned(), help))
}

fn undirected(metric: &str, direction: Option<&str>, name: &str) -> Option<Fault> {
    let known = match metric {
        "ces1" => "effort",
        "ces2" => "ease",
        "ease" => "",
        _ => return None,
    };
    match direction {
        None => {
            let message = format!("`{name}` does not say whether a high answer means ease or effort");
            Some(Fault::error(
                codes::DATA_METRIC,
                name,
                message,
                "write `direction: ease` or `direction: effort`",
            ))
        }
        Some(typed) if !known.is_empty() && typed != known => {
            let message = format!("a high answer to `{metric}` means {known}, and `{name}` says `{typed}`");
            let help = format!("write `direction: {known}`, or `metric: ease` for a question of your own");
            Some(Fault::error(codes::DATA_METRIC, name, message, help))
        }
        Some(_) => None,
    }
}

fn halved(name: &str) -> Fault {
    let message = format!("`{name}` is one half of a Kano question, and the other half is not named");
    let help = "name the column that asks how it would be without: `dysfunctional: COLUMN`";
    Fault::error(codes::DATA_METRIC, name, message, help)
}

/// What is wrong with the answers of a column. Where rows name the place, one without answers is nothing odd.
pub fn answered(column: &Column, tally: &Tally, is_named: bool) -> Vec<Fault> {
    let is_nps = column.metric.as_deref() == Some("nps");
    let off = (!tally.off.is_empty()).then(|| off_scale(column, &tally.off));
    let unreadable = (!tally.unreadable.is_empty()).then(|| unreadable(column, &tally.unreadable));
    let averaged = (is_nps && tally.fractions > 0).then(|| averaged(&column.name, tally.fractions));
    let from_one = (is_nps && looks_from_one(tally)).then(|| from_one(&column.name, tally.n));
    let is_empty = tally.n == 0 && !is_named && off.is_none() && unreadable.is_none();
    let nobody = is_empty.then(|| nobody(&column.name, tally.excluded));
    [off, unreadable, averaged, from_one, nobody].into_iter().flatten().collect()
}

fn off_scale(column: &Column, off: &Strays) -> Fault {
    let name = &column.name;
    let (low, high) = column.scale.unwrap_or_default();
    let values: Vec<_> = off
        .values
        .iter()
        .map(|(value, (count, line))| format!("{value} ({count}, first on line {line})"))
        .collect();
    let others = if off.others > 0 { format!(" and {} more", off.others) } else { String::new() };
    let message =
        format!("`{name}` holds values off its scale {low} to {high}: {}{others}", values.join(", "));
    let codes: Vec<_> = off.values.keys().map(String::as_str).collect();
    let negative = off.values.keys().any(|value| value.starts_with('-'));
    let help = match column.metric.as_deref() {
        Some("nps") if negative => {
            "an NPS that is computed already cannot be averaged: bind the answers, 0 to 10".to_owned()
        }
        _ => format!(
            "if they stand for “no answer”, write `missing: [{}]`; else correct the `scale`",
            codes.join(", ")
        ),
    };
    Fault::error(codes::DATA_OFF_SCALE, name, message, help)
}

fn unreadable(column: &Column, strays: &Strays) -> Fault {
    let name = &column.name;
    let shown = |text: &String| {
        if text.chars().count() > 24 { "a longer text".to_owned() } else { format!("“{text}”") }
    };
    let values: Vec<_> = strays
        .values
        .iter()
        .map(|(value, (count, line))| format!("{} ({count}, first on line {line})", shown(value)))
        .collect();
    let others = if strays.others > 0 { format!(" and {} more", strays.others) } else { String::new() };
    let message = format!("`{name}` holds what is no number: {}{others}", values.join(", "));
    let help = "say what words stand for, such as `labels: {Very good: 5}`, or list them under `missing:`";
    Fault::error(codes::DATA_UNREADABLE, name, message, help)
}

fn averaged(name: &str, fractions: u64) -> Fault {
    let message = format!("`{name}` holds fractions ({fractions}): these are averages, not answers");
    let help = "an NPS is never averaged over days or groups: bind the answers, one row a person";
    Fault::error(codes::DATA_METRIC, name, message, help)
}

fn looks_from_one(tally: &Tally) -> bool {
    let counts = tally.distribution().filter(|counts| counts.low == 0 && tally.n >= ENOUGH);
    counts.is_some_and(|counts| counts.cells[0].0 == 0 && counts.cells[1].0 > 0)
}

fn from_one(name: &str, n: u64) -> Fault {
    let message =
        format!("of {n} answers to `{name}` none is 0 and some are 1: the question may have gone from 1");
    let help = "look at the questionnaire: a question from 1 is `scale: [1, 10]`";
    Fault::warning(codes::DATA_DOUBT, name, message, help)
}

fn nobody(name: &str, excluded: u64) -> Fault {
    let why = match excluded {
        0 => "no row counts".to_owned(),
        rows => format!("all of its {rows} rows are blank or missing"),
    };
    let message = format!("nobody answered `{name}`: {why}");
    Fault::warning(codes::DATA_DOUBT, name, message, "look whether this is the column that was meant")
}
