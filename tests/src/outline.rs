//! The resolved model of a site as indented text, which literate tests hold against what they expect.
//!
//! It is printed from `api/site.json`, so it shows what every other program sees.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::html::{collapsed, text as plain};

/// Kinds that are listed after journeys and opportunities.
const OTHERS: [&str; 9] = [
    "personas",
    "touchpoints",
    "channels",
    "solutions",
    "evidence",
    "metrics",
    "teams",
    "frameworks",
    "pages",
];

/// The facts about a journey that are said after its title.
const FACTS: [&str; 14] = [
    "persona",
    "framework",
    "form",
    "basis",
    "of",
    "parent",
    "status",
    "owner",
    "team",
    "tags",
    "goal",
    "scenario",
    "expectations",
    "extra",
];

/// The outline of a site.
pub fn of(site: &Value) -> String {
    let mut out = String::new();
    for journey in list(site, "journeys") {
        print_journey(&mut out, journey);
    }
    list(site, "comparisons").iter().for_each(|comparison| print_comparison(&mut out, comparison));
    for opportunity in list(site, "opportunities") {
        print_opportunity(&mut out, opportunity);
    }
    for kind in OTHERS {
        for document in list(site, kind).iter().filter(|document| is_of_the_site(document)) {
            print_document(&mut out, document);
        }
    }
    out
}

/// Frameworks that plugins brought are listed where a map uses them, or they would drown everything else.
fn is_of_the_site(document: &Value) -> bool {
    word(document, "kind") != "framework"
        || !document["file"].is_null()
        || !list(document, "mentions").is_empty()
}

fn print_journey(out: &mut String, journey: &Value) {
    line(out, 0, &format!("journey {}", titled(journey)));
    for fact in FACTS.iter().filter(|fact| !is_nothing(&journey[**fact])) {
        line(out, 1, &format!("{fact}: {}", value(&journey[*fact])));
    }
    if journey["scale"] != serde_json::json!([-2.0, 2.0]) {
        line(out, 1, &format!("scale: {}", value(&journey["scale"])));
    }
    print_prose(out, 1, "overview", &journey["overview_html"]);
    list(journey, "stages").iter().for_each(|stage| print_stage(out, stage));
    list(journey, "sections").iter().for_each(|section| print_section(out, section));
    list(journey, "views").iter().for_each(|view| print_view(out, view));
}

/// `beside today | dream at URL`, and every column below it: the step of either map, how it is marked, how it is known to
/// be the same step, and what differs.
fn print_comparison(out: &mut String, comparison: &Value) {
    let name = |key: &str| word(comparison, key);
    line(out, 0, &format!("beside {} | {} at {}", name("before"), name("after"), name("url")));
    for column in list(comparison, "columns") {
        let step = |key: &str| column[key].as_str().unwrap_or("–").to_owned();
        let by = column["by"].as_str().map(|by| format!(" by {by}")).unwrap_or_default();
        let number = |value: &Value| value.as_f64().map_or("?".to_owned(), |value| value.to_string());
        let change = |key: &str| {
            let (from, to) = (&column[key][0], &column[key][1]);
            if from == to { String::new() } else { format!(", {key} {} to {}", number(from), number(to)) }
        };
        let lanes: String =
            list(column, "lanes").iter().filter_map(Value::as_str).map(|lane| format!(", {lane}")).collect();
        let changes = [change("feeling"), change("effort"), lanes].concat();
        let status = word(column, "status");
        line(out, 1, &format!("{} | {}: {status}{by}{changes}", step("before"), step("after")));
    }
}

/// `through aida: 2 of 3, 1/4 back`, and every step below it with its point of the axis.
fn print_view(out: &mut String, view: &Value) {
    let (coverage, fidelity) = (&view["coverage"], &view["fidelity"]);
    let back = match fidelity.is_null() {
        true => String::new(),
        false => format!(", {}/{} back", fidelity["recovered"], fidelity["of"]),
    };
    let covered = format!("{} of {}{back}", coverage["inside"], coverage["of"]);
    line(out, 1, &format!("through {}: {covered}", word(view, "framework")));
    for stage in list(view, "stages").iter().filter(|stage| !list(stage, "steps").is_empty()) {
        line(out, 2, &format!("{}: {}", word(stage, "id"), seats(stage, "steps")));
    }
    for rest in ["outside", "unplaced"].into_iter().filter(|rest| !list(view, rest).is_empty()) {
        line(out, 2, &format!("({rest}) {}", seats(view, rest)));
    }
    for merged in list(view, "merged") {
        line(out, 2, &format!("(merged) {} <- {}", word(merged, "into"), value(&merged["from"])));
    }
}

/// `see 1.5, pay 6.5 (0.5 from action)`.
fn seats(of: &Value, key: &str) -> String {
    let seat = |seat: &Value| {
        let anchor = seat["anchor"].as_f64().map(|anchor| format!(" {anchor}")).unwrap_or_default();
        let away = seat["distance"].as_f64().map(|away| format!(" ({away} from {})", word(seat, "nearest")));
        format!("{}{anchor}{}", word(seat, "step"), away.unwrap_or_default())
    };
    list(of, key).iter().map(seat).collect::<Vec<_>>().join(", ")
}

fn print_stage(out: &mut String, stage: &Value) {
    let mut head = format!("stage {}", titled(stage));
    if let Some(place) = stage["framework_stage"].as_str() {
        let _ = write!(head, " = {place}");
    }
    if let Some(duration) = stage["duration"].as_str() {
        let _ = write!(head, " ({duration})");
    }
    line(out, 1, &head);
    print_column(out, 2, stage);
    for step in list(stage, "steps") {
        let path = step["path"].as_str().map(|path| format!(" path={path}")).unwrap_or_default();
        line(out, 2, &format!("step {}{path}", titled(step)));
        print_column(out, 3, step);
    }
}

/// What a stage and a step have in common.
fn print_column(out: &mut String, depth: usize, column: &Value) {
    print_prose(out, depth, "narrative", &column["narrative_html"]);
    if let Some(feeling) = column["feeling"].as_object() {
        line(out, depth, &format!("feels {}", felt(feeling)));
    }
    list(column, "entries").iter().for_each(|entry| line(out, depth, &entry_line(entry)));
    list(column, "verbatims").iter().for_each(|quote| line(out, depth, &format!("> {}", value(quote))));
}

/// `😟 (Intensity: 4/5) → -0.8`.
fn felt(feeling: &Map<String, Value>) -> String {
    let raw = feeling["raw"].as_str().unwrap_or_default();
    let normal = feeling["normal"].as_f64().unwrap_or_default();
    let normal = (normal * 1000.0).round() / 1000.0 + 0.0;
    let word = feeling["word"].as_str().map(|word| format!(" “{word}”")).unwrap_or_default();
    format!("{raw} → {normal}{word}")
}

/// `lane: text {key=value} -> kind/id`; a lane the site made up has its label in brackets after it.
fn entry_line(entry: &Value) -> String {
    let lane = word(entry, "lane");
    let custom =
        if word(entry, "role") == "custom" { format!(" [{}]", word(entry, "label")) } else { String::new() };
    let mut text = format!("{lane}{custom}: {}", collapsed(word(entry, "text")));
    let text_end = text.trim_end().len();
    text.truncate(text_end);
    let attributes = entry["attrs"].as_object().map(pairs).unwrap_or_default();
    if !attributes.is_empty() {
        let _ = write!(text, " {{{attributes}}}");
    }
    for (at, target) in list(entry, "refs").iter().enumerate() {
        let _ = write!(text, "{} {}", if at == 0 { " ->" } else { "," }, value(target));
    }
    text
}

fn pairs(attributes: &Map<String, Value>) -> String {
    let pair = |(key, found): (&String, &Value)| match found.as_str() {
        Some("") => format!(".{key}"),
        Some(text) if text.contains(' ') => format!("{key}=\"{text}\""),
        _ => format!("{key}={}", value(found)),
    };
    attributes.iter().map(pair).collect::<Vec<_>>().join(" ")
}

fn print_opportunity(out: &mut String, opportunity: &Value) {
    let mut text = format!("opportunity {}", titled(opportunity));
    for key in ["impact", "reach", "effort", "priority", "status", "owner"] {
        if !opportunity[key].is_null() {
            let _ = write!(text, " {key}={}", value(&opportunity[key]));
        }
    }
    let source = |source: &Value| format!("{}/{}", word(source, "journey"), word(source, "step"));
    let sources: Vec<_> = list(opportunity, "sources").iter().map(source).collect();
    if !sources.is_empty() {
        let _ = write!(text, " <- {}", sources.join(", "));
    }
    line(out, 0, &text);
}

fn print_document(out: &mut String, document: &Value) {
    let file = if document["file"].is_null() { " (no file)" } else { "" };
    let mentions: Vec<_> = list(document, "mentions").iter().map(value).collect();
    let mentions = if mentions.is_empty() { String::new() } else { format!(" <- {}", mentions.join(", ")) };
    line(out, 0, &format!("{} {}{file}{mentions}", word(document, "kind"), titled(document)));
    print_prose(out, 1, "text", &document["html"]);
    list(document, "sections").iter().for_each(|section| print_section(out, section));
}

fn print_section(out: &mut String, section: &Value) {
    line(out, 1, &format!("section {}", titled(section)));
    print_prose(out, 2, "text", &section["html"]);
}

fn print_prose(out: &mut String, depth: usize, name: &str, html: &Value) {
    let text = plain(html.as_str().unwrap_or_default());
    if !text.is_empty() {
        line(out, depth, &format!("{name}: {text}"));
    }
}

fn line(out: &mut String, depth: usize, text: &str) {
    let _ = writeln!(out, "{}{text}", "  ".repeat(depth));
}

fn titled(value: &Value) -> String {
    format!("{} “{}”", word(value, "id"), word(value, "title"))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(items) => items.is_empty(),
        _ => false,
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::String(text) => collapsed(text),
        Value::Array(items) => items.iter().map(self::value).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
