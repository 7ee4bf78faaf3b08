//! Holds a case's expectations against a build.

use journeybook_engine::{Engine, File, Output, SETTINGS_FILE, Settings};
use journeybook_model::Severity;
use serde_json::Value;
use similar::TextDiff;

use super::read::{Block, Case, Expected};
use crate::html::collapsed;
use crate::site::{Site, diagnostics, model};
use crate::{native, outline};

/// Builds a case and holds every expectation against it. The error shows all that differs.
pub fn check(case: &Case) -> Result<(), String> {
    let output = build(case)?;
    let wrong: Vec<String> = case.expected.iter().filter_map(|expected| differs(expected, &output)).collect();
    let unexpected = unexpected(case, &output);
    let all: Vec<String> = wrong.into_iter().chain(unexpected).collect();
    if all.is_empty() { Ok(()) } else { Err(all.join("\n")) }
}

/// Builds a case.
pub(super) fn build(case: &Case) -> Result<Output, String> {
    let mut site = Site::default();
    for (path, bytes) in &case.files {
        site = site.with_bytes(path, bytes.clone());
    }
    if case.with_rules {
        site.plugins = native::with_rules(&settings(case, "rules"));
    }
    if case.without_plugins {
        site.plugins.clear();
    }
    site.today = Some(case.today.parse().map_err(|()| format!("`{}` is no day", case.today))?);
    Ok(Engine::default().build(&site.input()))
}

/// What a case's settings say of a plugin, as JSON.
fn settings(case: &Case, plugin: &str) -> String {
    let file = case.files.iter().find(|(path, _)| path == SETTINGS_FILE);
    let file = file.map(|(path, bytes)| File::new(path.as_str(), bytes.as_slice()));
    Settings::read(file.as_ref(), &mut Vec::new()).plugin(plugin).to_string()
}

/// What stands in a block when it is right.
pub(super) fn actual(expected: &Expected, output: &Output) -> String {
    match &expected.block {
        Block::Diagnostics => diagnostics(output, expected.text.contains("\n  help: ")),
        Block::Outline => outline::of(&model(output)),
        _ => expected.text.clone(),
    }
}

fn differs(expected: &Expected, output: &Output) -> Option<String> {
    match &expected.block {
        Block::Diagnostics => said_otherwise(expected, output),
        Block::Outline => diff(&expected.text, &actual(expected, output), "outline"),
        Block::Json(pointer) => other_json(pointer, &expected.text, output),
        Block::Html(path) => missing_line(path, &expected.text, output),
        Block::Absent(path) => stray_line(path, &expected.text, output),
    }
}

/// Helps are compared where they are written.
fn said_otherwise(expected: &Expected, output: &Output) -> Option<String> {
    let with_helps = diagnostics(output, true);
    let mut wanted = expected.text.lines().peekable();
    let mut found = String::new();
    let mut said = with_helps.lines().peekable();
    while let Some(line) = said.next() {
        found += &format!("{line}\n");
        wanted.next();
        let help = said.next_if(|line| line.starts_with("  help: "));
        if wanted.next_if(|line| line.starts_with("  help: ")).is_some() {
            found += &help.map(|help| format!("{help}\n")).unwrap_or_default();
        }
    }
    diff(&expected.text, &found, "diagnostics")
}

fn unexpected(case: &Case, output: &Output) -> Option<String> {
    let told = case.expected.iter().any(|expected| expected.block == Block::Diagnostics);
    let errors = output.count(Severity::Error);
    (!told && errors > 0)
        .then(|| format!("errors that the case does not speak of:\n{}", diagnostics(output, true)))
}

fn diff(expected: &str, found: &str, name: &str) -> Option<String> {
    (expected != found).then(|| {
        let diff = TextDiff::from_lines(expected, found);
        format!("{}", diff.unified_diff().context_radius(3).header(&format!("{name} as written"), "as found"))
    })
}

fn other_json(pointer: &str, expected: &str, output: &Output) -> Option<String> {
    let site = model(output);
    let found = site.pointer(pointer).unwrap_or(&Value::Null);
    match serde_json::from_str::<Value>(expected) {
        Ok(expected) if same(&expected, found) => None,
        Ok(expected) => diff(&pretty(&expected), &pretty(found), &format!("json {pointer}")),
        Err(error) => Some(format!("the block for {pointer} is not JSON: {error}")),
    }
}

/// `1` and `1.0` are one number.
fn same(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Number(one), Value::Number(two)) => one.as_f64() == two.as_f64(),
        (Value::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(a, b)| same(a, b))
        }
        (Value::Object(one), Value::Object(two)) => {
            let has = |(key, value): (&String, &Value)| two.get(key).is_some_and(|other| same(value, other));
            one.len() == two.len() && one.iter().all(has)
        }
        _ => one == two,
    }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

fn page(path: &str, output: &Output) -> Result<String, String> {
    let bytes = output.files.get(path).ok_or_else(|| {
        let pages: Vec<_> =
            output.files.keys().filter(|path| path.ends_with(".html")).map(|path| &**path).collect();
        format!("there is no page `{path}`; there are {}", pages.join(", "))
    })?;
    Ok(collapsed(&String::from_utf8_lossy(bytes)))
}

fn wanted(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(collapsed).filter(|line| !line.is_empty())
}

fn missing_line(path: &str, text: &str, output: &Output) -> Option<String> {
    let page = match page(path, output) {
        Ok(page) => page,
        Err(wrong) => return Some(wrong),
    };
    let mut rest = page.as_str();
    for line in wanted(text) {
        match rest.find(&line) {
            Some(at) => rest = &rest[at + line.len()..],
            None if page.contains(&line) => {
                return Some(format!("`{path}` holds this, but further up:\n  {line}"));
            }
            None => return Some(format!("`{path}` does not hold\n  {line}")),
        }
    }
    None
}

fn stray_line(path: &str, text: &str, output: &Output) -> Option<String> {
    let page = page(path, output).ok()?;
    let stray = wanted(text).find(|line| page.contains(line.as_str()))?;
    Some(format!("`{path}` holds\n  {stray}"))
}
