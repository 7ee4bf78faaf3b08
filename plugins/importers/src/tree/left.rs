//! What no reader has read.

use super::{Node, Value};

/// A part of a file that was not read, wherever it comes.
#[derive(Debug, PartialEq)]
pub struct Left {
    /// The keys that lead there, with dots between; empty for the whole.
    pub path: String,
    /// The line where it comes first.
    pub line: u32,
    /// In how many places it comes.
    pub places: usize,
    /// What it says, if it is one short text in one place.
    pub sample: Option<String>,
}

impl Left {
    /// `path`, with what it says or how often it comes.
    pub fn named(&self) -> String {
        let path = if self.path.is_empty() { "the whole".to_owned() } else { format!("`{}`", self.path) };
        match &self.sample {
            Some(sample) if self.places == 1 => format!("{path}: “{sample}”"),
            _ if self.places == 1 => path,
            _ => format!("{path}, in {} places", self.places),
        }
    }
}

/// How long a text may be to be shown as a sample.
const SAMPLE: usize = 60;

/// What was not read below a node: a part of which nothing was read is one, however much it holds.
pub fn left(node: &Node) -> Vec<Left> {
    let mut found = Vec::new();
    walk(node, "", &mut found);
    found
}

fn walk(node: &Node, path: &str, found: &mut Vec<Left>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| walk(item, path, found)),
        _ if !holds(node, false) => {}
        Value::Map(pairs) if holds(node, true) => {
            pairs.iter().for_each(|(key, child)| walk(child, &below(path, key), found));
        }
        _ => add(node, path, found),
    }
}

fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Whether a node holds a leaf that was read, or one that was not.
fn holds(node: &Node, read: bool) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Scalar(text) => !text.trim().is_empty() && node.is_read() == read,
        Value::List(items) => items.iter().any(|item| holds(item, read)),
        Value::Map(pairs) => pairs.iter().any(|(_, child)| holds(child, read)),
    }
}

fn add(node: &Node, path: &str, found: &mut Vec<Left>) {
    if let Some(known) = found.iter_mut().find(|left| left.path == path) {
        known.places += 1;
        return;
    }
    let sample = node.peek().filter(|text| text.chars().count() <= SAMPLE).map(str::to_owned);
    found.push(Left { path: path.to_owned(), line: node.line, places: 1, sample });
}

#[cfg(test)]
mod tests {
    use super::super::json::parse;
    use super::*;

    #[test]
    fn what_was_not_read_is_named_once_with_its_first_line() {
        let tree = parse(
            "{\"a\": [{\"b\": 1, \"c\": {\"d\": 2, \"e\": 3}},\n{\"b\": 4, \"c\": {\"d\": 5}}], \"f\": null}",
        )
        .expect("this is JSON");
        assert_eq!(left(&tree).iter().map(Left::named).collect::<Vec<_>>(), ["the whole"]);
        tree.all("a").for_each(|item| assert!(item.str("b").is_some()));
        assert_eq!(left(&tree).iter().map(Left::named).collect::<Vec<_>>(), ["`a.c`, in 2 places"]);
        tree.all("a").filter_map(|item| item.get("c")).for_each(|inner| assert!(inner.str("d").is_some()));
        assert_eq!(
            left(&tree),
            [Left { path: "a.c.e".into(), line: 1, places: 1, sample: Some("3".into()) }]
        );
    }
}
