//! A file's data as a tree. Its leaves know their line and whether they were read, so what no reader read can be named.

pub mod json;
mod left;
pub mod xml;
pub mod yaml;

use std::cell::Cell;

pub use left::{Left, left};

/// How deep a file may be nested.
const DEEPEST: usize = 64;

/// A value and where it stands.
#[derive(Debug)]
pub struct Node {
    /// Its line, counted from 1.
    pub line: u32,
    /// What it holds.
    pub value: Value,
    read: Cell<bool>,
}

/// What a node holds.
#[derive(Debug)]
pub enum Value {
    /// Nothing.
    Null,
    /// A text, a number or a truth, as it is written.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file; a key may come again.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// A node at a line.
    pub fn new(line: u32, value: Value) -> Self {
        Self { line, value, read: Cell::new(false) }
    }

    /// The text of a scalar, without saying that it was read.
    pub fn peek(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// The text of a scalar, which is read by that.
    pub fn text(&self) -> Option<&str> {
        self.read.set(true);
        self.peek()
    }

    /// The pairs of a map.
    pub fn pairs(&self) -> &[(String, Node)] {
        match &self.value {
            Value::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The first value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.pairs().iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// The text of a key, which is read by that.
    pub fn str(&self, key: &str) -> Option<&str> {
        self.get(key)?.text()
    }

    /// The text of a key, without saying that it was read.
    pub fn peek_at(&self, key: &str) -> Option<&str> {
        self.get(key)?.peek()
    }

    /// The items of a list, a list of one for anything else, none for nothing.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            Value::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// All items below a key, also where the key comes again.
    pub fn all<'n>(&'n self, key: &'n str) -> impl Iterator<Item = &'n Node> {
        self.pairs().iter().filter(move |(name, _)| name == key).flat_map(|(_, node)| node.items())
    }

    /// The texts below a key, which are read by that.
    pub fn texts<'n>(&'n self, key: &'n str) -> impl Iterator<Item = &'n str> {
        self.all(key).filter_map(Node::text)
    }

    /// Says that scalars below these keys were read: what they say is written somewhere.
    pub fn mark(&self, keys: &[&str]) {
        keys.iter().filter_map(|key| self.get(key)).for_each(|node| node.read.set(true));
    }

    fn is_read(&self) -> bool {
        self.read.get()
    }
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(breaks).collect())
    }

    fn at(&self, byte: usize) -> u32 {
        u32::try_from(self.0.partition_point(|start| *start <= byte)).unwrap_or(u32::MAX)
    }
}

fn too_deep(line: u32) -> String {
    format!("line {line} is nested deeper than {DEEPEST} levels; no map is, so check the file")
}
