//! Cells: what a layer does at a step.

use super::lanes::Layer;
use super::words::{Languages, plain};
use crate::page::{Entry, Words};
use crate::text::slug;
use crate::tree::Node;

/// The entries of a cell.
pub fn entries(cell: &Node, layer: &Layer<'_>, languages: &Languages) -> Vec<Entry> {
    cell.mark(&["layer", "step"]);
    let mut entries = contents(cell, layer, languages);
    attributes(cell, layer, &mut entries);
    entries.extend(cell.get("description").and_then(|text| languages.entry("note", text)));
    entries.extend(cell.all("links").flat_map(|link| linked(link, languages)));
    for (key, lane) in [("function", "function"), ("form", "form"), ("picture", "picture")] {
        entries.extend(cell.str(key).map(|words| Entry::plain(lane, words)));
    }
    for value in cell.all("value_props") {
        entries.extend(
            value.str("value").map(|words| with(Entry::plain("gain", words), "for", value.str("for"))),
        );
    }
    entries.extend(cell.get("provenance").and_then(provenance));
    entries.extend(cell.texts("evidence").map(|words| Entry::plain("evidence", words)));
    entries
}

/// One entry, or one a line where a layer holds a thing a line; the other languages go by line as well.
fn contents(cell: &Node, layer: &Layer<'_>, languages: &Languages) -> Vec<Entry> {
    let Some(content) = cell.get("content") else { return Vec::new() };
    let Some(own) = languages.first(Some(content)) else { return Vec::new() };
    let others = languages.others(Some(content));
    let lines: Vec<&str> = own.lines().filter(|line| !line.trim().is_empty()).collect();
    let in_step = others.iter().all(|(_, words)| words.lines().count() == lines.len());
    if !layer.has_pills() || !in_step {
        let mut entry = Entry::plain(&layer.lane, &own);
        entry.attributes.extend(others.into_iter().map(plain));
        return vec![entry];
    }
    let line = |at: usize| {
        others.iter().filter_map(move |(name, words)| Some((name.clone(), words.lines().nth(at)?.to_owned())))
    };
    let entries = lines.iter().enumerate().map(|(at, words)| {
        let attributes = line(at).map(plain).collect();
        Entry { lane: layer.lane.clone(), words: Words::Plain((*words).to_owned()), attributes }
    });
    entries.collect()
}

/// Who does it, and how sure that is, close the cell's first entry.
fn attributes(cell: &Node, layer: &Layer<'_>, entries: &mut [Entry]) {
    let Some(first) = entries.first_mut() else { return };
    let team = layer.is_team().then(|| slug(&layer.name));
    let mut add = |key: &str, value: Option<&str>| {
        first.attributes.extend(value.map(|value| plain((key.to_owned(), value.to_owned()))));
    };
    add("team", team.as_deref());
    add("owner", cell.str("owner"));
    add("perceived-owner", cell.str("perceived_owner"));
    add("said-by", cell.str("attribution"));
    if cell.str("needs_review") == Some("true") {
        add("needs-review", Some(""));
    }
}

fn with(entry: Entry, key: &str, value: Option<&str>) -> Entry {
    match value {
        Some(value) => entry.with(key, &plain((key.to_owned(), value.to_owned())).1),
        None => entry,
    }
}

/// A link to an address, or a longer text about one of the things of the cell.
fn linked(link: &Node, languages: &Languages) -> Vec<Entry> {
    let label = link.get("label");
    let words = languages.first(label).unwrap_or_default();
    let mut entries = Vec::new();
    if let Some(url) = link.str("url") {
        let mut entry = Entry::link("link", &words, url);
        entry.attributes.extend(languages.others(label).into_iter().map(plain));
        entries.push(entry);
    }
    if let Some(mut entry) = link.get("description").and_then(|text| languages.entry("note", text)) {
        if let Words::Plain(text) = &entry.words {
            entry.words = Words::Plain(format!("{words} — {text}"));
        }
        entries.push(entry);
    }
    entries.extend(link.texts("pictures").map(|picture| Entry::plain("picture", picture)));
    entries.extend(link.str("picture").map(|picture| Entry::plain("picture", picture)));
    if entries.is_empty() {
        entries.push(Entry::plain("link", &words));
    }
    entries
}

fn provenance(node: &Node) -> Option<Entry> {
    let source = node.str("source")?;
    let words = node.str("section").map_or(source.to_owned(), |section| format!("{source}, {section}"));
    Some(Entry::plain("evidence", &words))
}
