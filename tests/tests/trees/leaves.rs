//! Every leaf of a source is in some document or named in a loss.

use std::collections::BTreeSet;

use journeybook_plugin::Imported;
use serde_json::Value;

/// Every leaf of a file, with the keys that lead to it.
pub fn leaves(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(pairs) => pairs.iter().for_each(|(key, value)| {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            leaves(value, &path, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, path, found)),
        Value::String(text) => found.push((path.to_owned(), text.clone())),
        Value::Number(number) => found.push((path.to_owned(), number.to_string())),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Letters without what Markdown adds to them.
pub fn bare(text: &str) -> String {
    text.replace('\\', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The leaves that are in no document and that no loss names.
pub fn silent(
    source: &[Value],
    imported: &Imported,
    shown: impl Fn(&str, &str) -> String,
) -> Vec<(String, String)> {
    let documents: String =
        imported.documents.iter().map(|document| format!("{}\n{}\n", document.path, document.text)).collect();
    let documents = bare(&documents);
    let named = |path: &str| {
        imported.losses.iter().any(|loss| {
            let quoted: Vec<&str> = loss.message.split('`').skip(1).step_by(2).collect();
            quoted.iter().any(|name| {
                path == *name || path.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
            })
        })
    };
    let mut found = Vec::new();
    source.iter().for_each(|value| leaves(value, "", &mut found));
    let distinct: BTreeSet<(String, String)> = found.into_iter().collect();
    let stands = |leaf: &str| leaf.lines().all(|line| documents.contains(&bare(line)));
    distinct.into_iter().filter(|(path, leaf)| !stands(&shown(path, leaf)) && !named(path)).collect()
}

pub fn as_it_is(_: &str, leaf: &str) -> String {
    leaf.to_owned()
}

pub fn messages(imported: &Imported) -> String {
    imported
        .losses
        .iter()
        .map(|loss| format!("{}: {}\n", loss.line.unwrap_or_default(), loss.message))
        .collect()
}

pub fn yaml(text: &str) -> Vec<Value> {
    serde_saphyr::from_multiple(text).expect("the file is YAML")
}

pub fn json(text: &str) -> Vec<Value> {
    vec![serde_json::from_str(text).expect("the file is JSON")]
}

/// An id such as `sbp:task:review` is written as `review`.
pub fn tail(path: &str, leaf: &str) -> String {
    match path {
        "outcomes.source_id" => return "metrics: [".to_owned(),
        // The kind of a document is what it became; a lane is written as its name or its kind.
        "kind" => return "title:".to_owned(),
        "lanes.kind" => return "backstage:".to_owned(),
        "lanes.id" | "tasks.lane" => return "team=".to_owned(),
        _ => {}
    }
    let is_id = ["cjm:", "sbp:", "oc:", "em:"].iter().any(|kind| leaf.starts_with(kind));
    if is_id { leaf.rsplit(':').next().unwrap_or(leaf).to_owned() } else { leaf.to_owned() }
}
