//! Paths into a tree, and texts with paths in braces.

use std::cell::Cell;

use serde::Deserialize;
use toml::Spanned;

use super::tables::Tables;
use crate::tree::{Node, Value};

/// One move from a node to others.
#[derive(Debug, PartialEq)]
enum Move {
    Key(String),
    Each,
    Into(String),
}

/// A way through a tree: `steps/* > node / name`.
#[derive(Debug)]
pub struct Path {
    moves: Vec<Move>,
    /// The byte of the mapping where it is written.
    pub start: usize,
    /// As it is written.
    pub written: String,
    /// How often it led somewhere.
    pub hits: Cell<usize>,
}

impl Path {
    fn of(written: &str, start: usize) -> Self {
        let mut parts = written.split('>');
        let mut moves = keys(parts.next().unwrap_or_default());
        for part in parts {
            let (table, rest) = part.trim().split_once('/').unwrap_or((part.trim(), ""));
            moves.push(Move::Into(table.trim().to_owned()));
            moves.extend(keys(rest));
        }
        Self { moves, start, written: written.trim().to_owned(), hits: Cell::new(0) }
    }

    /// The tables it looks things up in.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.moves.iter().filter_map(|step| match step {
            Move::Into(table) => Some(table.as_str()),
            _ => None,
        })
    }

    /// Where it leads from a node.
    pub fn follow<'n>(&self, node: &'n Node, tables: &Tables<'n>) -> Vec<&'n Node> {
        let found = self.moves.iter().fold(vec![node], |nodes, step| {
            nodes.into_iter().flat_map(|node| go(step, node, tables)).collect()
        });
        self.hits.set(self.hits.get() + found.len());
        found
    }
}

fn keys(part: &str) -> Vec<Move> {
    let words = part.split('/').map(str::trim).filter(|word| !word.is_empty());
    words.map(|word| if word == "*" { Move::Each } else { Move::Key(word.to_owned()) }).collect()
}

fn go<'n>(step: &Move, node: &'n Node, tables: &Tables<'n>) -> Vec<&'n Node> {
    match (step, &node.value) {
        (Move::Key(key), _) => {
            node.get(key).filter(|node| !matches!(node.value, Value::Null)).into_iter().collect()
        }
        (Move::Each, Value::Map(pairs)) => pairs.iter().map(|(_, node)| node).collect(),
        (Move::Each, _) => node.items().iter().collect(),
        (Move::Into(table), _) => tables.find(table, node).into_iter().collect(),
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Spanned::<String>::deserialize(deserializer)?;
        Ok(Self::of(written.get_ref(), written.span().start))
    }
}

/// Words, and paths in braces that stand for what they lead to.
#[derive(Debug)]
pub struct Template(Vec<Part>);

#[derive(Debug)]
enum Part {
    Words(String),
    /// Ways to say the same: the first that leads anywhere counts.
    Paths(Vec<Path>),
}

impl Template {
    fn of(written: &str, start: usize) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = written;
        while let Some((words, after)) = rest.split_once('{') {
            let (inside, after) = after
                .split_once('}')
                .ok_or_else(|| format!("`{written}` opens a brace and does not close it; write `{{key}}`"))?;
            parts.push(Part::Words(words.to_owned()));
            parts.push(Part::Paths(inside.split('|').map(|path| Path::of(path, start)).collect()));
            rest = after;
        }
        parts.push(Part::Words(rest.to_owned()));
        Ok(Self(parts))
    }

    /// Its paths.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().flat_map(|part| match part {
            Part::Words(_) => [].iter(),
            Part::Paths(paths) => paths.iter(),
        })
    }

    /// What it says of a node: nothing where a path leads nowhere, more than one text where a path leads to many.
    pub fn say<'n>(&self, node: &'n Node, tables: &Tables<'n>) -> Vec<String> {
        let mut said = vec![String::new()];
        let mut used = Vec::new();
        for part in &self.0 {
            let words = match part {
                Part::Words(words) => vec![words.as_str()],
                Part::Paths(paths) => {
                    let nodes = first(paths, node, tables);
                    used.extend(nodes.iter().copied());
                    nodes.iter().filter_map(|node| node.peek()).collect()
                }
            };
            said =
                said.iter().flat_map(|said| words.iter().map(move |more| format!("{said}{more}"))).collect();
        }
        // Only what is written counts as read.
        if !said.is_empty() {
            for node in used {
                node.text();
            }
        }
        said
    }
}

fn first<'n>(paths: &[Path], node: &'n Node, tables: &Tables<'n>) -> Vec<&'n Node> {
    let found = paths.iter().map(|path| path.follow(node, tables));
    found.into_iter().find(|nodes| !nodes.is_empty()).unwrap_or_default()
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Spanned::<String>::deserialize(deserializer)?;
        Self::of(written.get_ref(), written.span().start).map_err(serde::de::Error::custom)
    }
}
