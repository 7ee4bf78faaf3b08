//! comrak's tree: a body read into it, and lists and headings written from it.

use comrak::nodes::{AstNode, ListType, NodeHeading, NodeList, NodeValue};
use comrak::options::ListStyleType;
use comrak::{Arena, Node, Options, format_commonmark, parse_document};

use super::text::Text;

/// What makes a line a heading.
const TITLE: &str = "# ";

/// One item of a list to be written.
#[derive(Debug)]
pub struct Item<'a> {
    /// Its first paragraph, as Markdown.
    pub words: String,
    /// The blocks below it, whose words are raw already.
    pub below: Vec<Node<'a>>,
}

/// Reads a body as the engine reads it, as far as blocks are concerned.
pub fn read<'a>(arena: &'a Arena<'a>, body: &str) -> Node<'a> {
    parse_document(arena, body, &options())
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.alerts = true;
    options.extension.wikilinks_title_after_pipe = true;
    options
}

/// Puts the words of every paragraph and heading of a block in place as they were typed, so that the writer neither
/// escapes nor rewrites them.
pub fn as_typed<'a>(arena: &'a Arena<'a>, text: &Text<'_>, block: Node<'a>) {
    let worded = |node: &Node<'a>| matches!(node.data().value, NodeValue::Paragraph | NodeValue::Heading(_));
    for node in block.descendants().filter(worded).collect::<Vec<_>>() {
        let words = text.inline(node);
        node.children().collect::<Vec<_>>().into_iter().for_each(AstNode::detach);
        node.append(raw(arena, words));
    }
}

/// A list of entries, without a line break at its end.
pub fn list<'a>(arena: &'a Arena<'a>, items: &[Item<'a>], bullet: ListStyleType) -> String {
    let kind = NodeList { list_type: ListType::Bullet, tight: is_tight(items), ..NodeList::default() };
    let list = node(arena, NodeValue::List(kind));
    for item in items {
        let entry = node(arena, NodeValue::Item(kind));
        entry.append(paragraph(arena, &item.words));
        for block in &item.below {
            block.detach();
            entry.append(block);
        }
        list.append(entry);
    }
    written(arena, list, bullet)
}

/// A list of entries with dashes.
pub fn dashes(items: &[Item<'_>]) -> String {
    let arena = Arena::new();
    let plain: Vec<_> =
        items.iter().map(|item| Item { words: item.words.clone(), below: Vec::new() }).collect();
    list(&arena, &plain, ListStyleType::Dash)
}

/// Words as a paragraph that says them.
pub fn words(words: &str) -> String {
    plain("", words)
}

/// Words as the value of an entry.
pub fn value(words: &str) -> String {
    plain("value: ", words)
}

/// Words as the title of a heading.
pub fn title(words: &str) -> String {
    plain(TITLE, words)
}

/// Words as they are where Markdown says the same after what stands before them, else with backslashes.
fn plain(before: &str, words: &str) -> String {
    let arena = Arena::new();
    let typed = format!("{before}{words}");
    let heading = if before == TITLE { TITLE } else { "" };
    let said = said(parse_document(&arena, &typed, &options()), !heading.is_empty());
    if said.is_some_and(|said| said == typed[heading.len()..]) {
        return words.to_owned();
    }
    let paragraph = node(&arena, NodeValue::Paragraph);
    paragraph.append(node(&arena, NodeValue::Text(words.to_owned().into())));
    written(&arena, paragraph, ListStyleType::Dash)
}

/// The words of a document that is one heading, or one paragraph, without markup.
fn said(document: Node<'_>, is_heading: bool) -> Option<String> {
    let block = document.first_child().filter(|first| first.next_sibling().is_none())?;
    let is_meant = match block.data().value {
        NodeValue::Paragraph => !is_heading,
        NodeValue::Heading(_) => is_heading,
        _ => false,
    };
    let text = |node: Node<'_>| match node.data().value {
        NodeValue::Text(ref words) => Some(words.to_string()),
        _ => None,
    };
    is_meant.then(|| block.children().map(text).collect()).flatten()
}

/// Further paragraphs of an item need empty lines.
fn is_tight(items: &[Item<'_>]) -> bool {
    let is_paragraph = |block: &Node<'_>| matches!(block.data().value, NodeValue::Paragraph);
    !items.iter().any(|item| item.below.iter().any(is_paragraph))
}

/// A heading in one line, without a line break at its end.
pub fn heading(level: u8, words: &str) -> String {
    let arena = Arena::new();
    let heading = node(&arena, NodeValue::Heading(NodeHeading { level, setext: false, closed: false }));
    heading.append(raw(&arena, words.split_whitespace().collect::<Vec<_>>().join(" ")));
    written(&arena, heading, ListStyleType::Dash)
}

fn paragraph<'a>(arena: &'a Arena<'a>, words: &str) -> Node<'a> {
    let paragraph = node(arena, NodeValue::Paragraph);
    paragraph.append(raw(arena, words.to_owned()));
    paragraph
}

fn raw<'a>(arena: &'a Arena<'a>, words: String) -> Node<'a> {
    node(arena, NodeValue::Raw(words))
}

fn node<'a>(arena: &'a Arena<'a>, value: NodeValue) -> Node<'a> {
    arena.alloc(AstNode::from(value))
}

fn written<'a>(arena: &'a Arena<'a>, block: Node<'a>, bullet: ListStyleType) -> String {
    let root = node(arena, NodeValue::Document);
    root.append(block);
    let mut options = options();
    options.render.list_style = bullet;
    let mut out = String::new();
    // A `String` takes whatever is written to it.
    let _ = format_commonmark(root, &options, &mut out);
    let lines = out.lines().map(|line| if line.trim().is_empty() { "" } else { line });
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}
