//! `em`: what people must be able to do, to know and to have at hand.

use super::index::Index;
use super::{Book, tail};
use crate::page::{Entry, Field, Map, Section};
use crate::tree::Node;

/// Writes each action as a solution, with the skills, the knowledge and the tools that it needs.
pub fn write<'n>(node: &'n Node, index: &Index<'n>, book: &mut Book) {
    let metrics = metrics(node, index, book);
    for action in node.all("actions") {
        let map = solution(action, node, index, &metrics, book);
        book.maps.push(map);
    }
    strays(node, book);
}

/// The figures that the enablement is for.
fn metrics(node: &Node, index: &Index<'_>, book: &mut Book) -> Vec<String> {
    let mut metrics = Vec::new();
    for outcome in node.all("outcomes") {
        match outcome.peek_at("source_id").and_then(|id| index.metrics.get(id)) {
            Some(metric) => {
                outcome.mark(&["source_id"]);
                metrics.push(metric.clone());
            }
            None => book.dangles(outcome, "source_id", "KPI"),
        }
    }
    metrics
}

fn solution(action: &Node, node: &Node, index: &Index<'_>, metrics: &[String], book: &mut Book) -> Map {
    let name = action.str("name").unwrap_or("Action");
    let path = book.names.path("solutions", action.str("id").map_or(name, tail), "solution");
    let mut map = Map { path, ..Map::default() }.field("title", Field::Text(name.into()));
    if !metrics.is_empty() {
        map = map.field("metrics", Field::List(metrics.to_vec()));
    }
    map.overview = action.str("description").unwrap_or_default().into();
    let helps = index.place(action, "source_id").map(|place| place.entry("task"));
    if helps.is_none() && action.get("source_id").is_some() {
        book.dangles(action, "source_id", "task");
    }
    let parts: [(&str, Vec<Entry>); 4] = [
        ("Where it helps", helps.into_iter().collect()),
        ("Skills", of(node, "skills", action).flat_map(skill).collect()),
        ("Knowledge", of(node, "knowledge", action).map(|item| aid("knowledge", item, "name")).collect()),
        ("Tools", of(node, "tools", action).map(|item| aid("tool", item, "name")).collect()),
    ];
    let parts = parts.into_iter().filter(|(_, entries)| !entries.is_empty());
    map.sections.extend(parts.map(|(title, entries)| Section {
        title: title.into(),
        entries,
        ..Section::default()
    }));
    map
}

/// The items of a list that an action needs.
fn of<'n>(node: &'n Node, list: &'n str, action: &'n Node) -> impl Iterator<Item = &'n Node> {
    node.all(list).filter(|item| {
        let mine = item.peek_at("action_id").is_some() && item.peek_at("action_id") == action.peek_at("id");
        if mine {
            item.mark(&["action_id"]);
        }
        mine
    })
}

/// A skill, and what to learn it from.
fn skill(node: &Node) -> Vec<Entry> {
    let skill = Entry::plain("skill", node.str("name").unwrap_or("Skill"));
    let learnings = node.all("learnings").map(|learning| aid("learning", learning, "title"));
    std::iter::once(skill).chain(learnings).collect()
}

fn aid(lane: &str, node: &Node, name: &str) -> Entry {
    let url = node.str("url");
    let words = node.str(name).or(url).unwrap_or_default();
    match url {
        Some(url) => Entry::link(lane, words, url),
        None => Entry::plain(lane, words),
    }
}

/// Says which items name an action that the map has not.
fn strays(node: &Node, book: &mut Book) {
    for list in ["skills", "knowledge", "tools"] {
        for item in node.all(list) {
            let known = node.all("actions").any(|action| action.peek_at("id") == item.peek_at("action_id"));
            if !known {
                let name = item.str("name").unwrap_or_default().to_owned();
                book.dangles(item, "action_id", "action");
                book.out
                    .lost(item.line, format!("`{name}` of `{list}` belongs to no action and is left out"));
            }
        }
    }
}
