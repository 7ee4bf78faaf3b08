//! The label a line begins with, on comrak's tree. Whether it is one that counts is what the engine read of it.

use comrak::Node;
use comrak::nodes::NodeValue;
use journeybook_model::{Lane, StandardLane};

use super::text::Text;
use crate::lexicon::Lexicon;
use crate::parse::label::short;
use crate::parse::slug;

/// Characters that would mean something else in a bare label.
const SPECIAL: &str = ":*_[]<>&\\`{}|~";

/// A label as typed.
#[derive(Debug)]
pub struct Label {
    /// Its words.
    pub text: String,
    /// Whether it stands in bold or italics.
    pub marked: bool,
    /// The byte at which the value begins.
    pub value: usize,
}

/// Reads the label that an inline node, the first of its line, begins.
pub fn read(text: &Text<'_>, first: Node<'_>, lexicon: &Lexicon) -> Option<Label> {
    let node = past_emoji(first);
    let label = match node.data().value {
        NodeValue::Strong | NodeValue::Emph => marked(text, node),
        NodeValue::Text(ref words) => bare(text, node, words, lexicon),
        _ => None,
    };
    label.filter(|label| short(&label.text) && !slug(&label.text).is_empty())
}

fn past_emoji(first: Node<'_>) -> Node<'_> {
    let is_emoji = match first.data().value {
        NodeValue::Text(ref words) => !words.chars().any(|letter| letter.is_alphanumeric() || letter == ':'),
        _ => false,
    };
    first.next_sibling().filter(|_| is_emoji).unwrap_or(first)
}

fn marked(text: &Text<'_>, node: Node<'_>) -> Option<Label> {
    let inside = plain(node);
    let end = text.end(node);
    let line = text.line_range(text.source.line(end as u32) as usize);
    let after = text.slice(end..line.end);
    let (words, value) = match inside.trim().strip_suffix(':') {
        Some(words) => (words, end),
        None if after.trim_start().starts_with(':') => (inside.trim(), end + after.find(':')? + 1),
        None if after.trim().is_empty() => (inside.trim(), end),
        None => return None,
    };
    Some(Label { text: words.trim().to_owned(), marked: true, value })
}

fn bare(text: &Text<'_>, node: Node<'_>, words: &str, lexicon: &Lexicon) -> Option<Label> {
    let start = text.start(node);
    let line = text.line_range(text.source.line(start as u32) as usize);
    let typed = text.slice(start..line.end);
    match words.split_once(':') {
        Some((label, _)) => {
            let value = start + label.len() + 1;
            let is_whole = typed.strip_prefix(label).is_some_and(|rest| rest.starts_with(':'));
            is_whole.then(|| Label { text: label.trim().to_owned(), marked: false, value })
        }
        None => {
            let whole = typed.split('{').next().unwrap_or_default().trim_end();
            let alone = lexicon.lane(whole) == Some(StandardLane::MomentOfTruth);
            alone.then(|| Label { text: whole.to_owned(), marked: false, value: start + whole.len() })
        }
    }
}

/// The words of a node without their markup.
pub fn plain(node: Node<'_>) -> String {
    let words = node.descendants().map(|inner| match inner.data().value {
        NodeValue::Text(ref words) => words.to_string(),
        NodeValue::Code(ref code) => code.literal.clone(),
        NodeValue::SoftBreak | NodeValue::LineBreak => " ".to_owned(),
        _ => String::new(),
    });
    words.collect()
}

/// How a lane is called in an entry: a standard one by its own word, a custom one as it was typed. None where that
/// would be read as something else.
pub fn name(lane: &Lane, typed: &str, lexicon: &Lexicon) -> Option<String> {
    match lane {
        Lane::Standard(lane) if lexicon.lane(lane.word()) == Some(*lane) => Some(lane.word().to_owned()),
        _ => is_simple(typed).then(|| typed.to_owned()),
    }
}

fn is_simple(typed: &str) -> bool {
    short(typed)
        && typed.starts_with(char::is_alphabetic)
        && !typed.contains(|letter| SPECIAL.contains(letter))
}

/// An entry's words.
pub fn entry(lane: &Lane, name: &str, value: &str) -> String {
    let decides = lane.is(StandardLane::MomentOfTruth);
    match value {
        "" if decides => name.to_owned(),
        "" => format!("{name}:"),
        _ if decides && value.starts_with('{') => format!("{name} {value}"),
        _ => format!("{name}: {value}"),
    }
}
