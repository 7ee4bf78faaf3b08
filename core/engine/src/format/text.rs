//! A body under comrak's lines and columns.

use std::ops::Range;

use comrak::Node;
use comrak::nodes::{LineColumn, NodeValue};
use journeybook_model::Source;
use pulldown_cmark::Parser;

use crate::parse::blocks;

/// A source whose body comrak read.
#[derive(Debug)]
pub struct Text<'s> {
    /// The whole file.
    pub source: &'s Source,
    /// Its line in the file where the body begins, from 0.
    above: usize,
    /// Where `[name]: address` stands.
    definitions: Vec<Range<usize>>,
}

impl<'s> Text<'s> {
    /// The body that begins at a byte.
    pub fn new(source: &'s Source, body: usize) -> Self {
        let above = source.text[..body].matches('\n').count();
        Self { source, above, definitions: definitions(&source.text, body) }
    }

    /// The line of a node in the file, from 1.
    pub fn line(&self, node: Node<'_>) -> usize {
        node.data().sourcepos.start.line + self.above
    }

    /// The first byte of a node.
    pub fn start(&self, node: Node<'_>) -> usize {
        let start = node.data().sourcepos.start;
        self.byte(start, 1)
    }

    /// The byte after a node.
    pub fn end(&self, node: Node<'_>) -> usize {
        let end = node.data().sourcepos.end;
        self.byte(end, 0)
    }

    /// The bytes of a node.
    pub fn range(&self, node: Node<'_>) -> Range<usize> {
        let start = self.start(node);
        start..self.end(node).max(start)
    }

    /// The bytes of a block with what stands before it on its line, without white space at its end.
    pub fn block(&self, node: Node<'_>) -> Range<usize> {
        let Range { start, end } = self.range(node);
        let line = self.line_range(self.line(node));
        let start = if self.slice(line.start..start).trim().is_empty() { line.start } else { start };
        start..start + self.slice(start..end).trim_end().len()
    }

    /// The text under a stretch of bytes.
    pub fn slice(&self, bytes: Range<usize>) -> &'s str {
        self.source.text.get(bytes).unwrap_or_default()
    }

    /// A new text for some bytes, with the definitions of links that stood among them: they hold for the whole file, and
    /// comrak's tree does not have them.
    pub fn with_definitions(&self, new: String, bytes: &Range<usize>) -> String {
        let inside = self.definitions.iter().filter(|definition| bytes.contains(&definition.start));
        let inside: Vec<_> = inside.map(|definition| self.slice(definition.clone()).trim()).collect();
        if inside.is_empty() { new } else { format!("{new}\n\n{}", inside.join("\n")) }
    }

    /// A new block with an empty line before it, where it goes to a byte that has none.
    pub fn apart(&self, block: String, byte: usize) -> String {
        let before = self.slice(0..byte);
        let is_apart = before.is_empty() || before.ends_with("\n\n") || before.ends_with("\n\r\n");
        if is_apart { block } else { format!("\n{block}") }
    }

    /// The bytes of a line of the file, from 1.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        self.source.line_span(line as u32).range()
    }

    /// Words as typed from a byte on to another, without what the containers put before each of their lines.
    pub fn words(&self, bytes: Range<usize>, quotes: usize) -> String {
        let mut lines = self.slice(bytes).lines();
        let first = lines.next().unwrap_or_default().trim_start().to_owned();
        let rest = lines.map(|line| unquoted(line, quotes));
        rest.fold(first, |words, line| words + "\n" + line).trim_end().to_owned()
    }

    /// The words of a paragraph or heading as typed.
    pub fn inline(&self, node: Node<'_>) -> String {
        let quotes =
            node.ancestors().filter(|above| matches!(above.data().value, NodeValue::BlockQuote)).count();
        self.words(self.range(node), quotes)
    }

    fn byte(&self, at: LineColumn, from: usize) -> usize {
        let line = self.line_range(at.line + self.above);
        (line.start + at.column.saturating_sub(from)).min(self.source.text.len())
    }
}

fn definitions(text: &str, body: usize) -> Vec<Range<usize>> {
    let parser = Parser::new_ext(&text[body..], blocks::options());
    let found = parser.reference_definitions().iter();
    let mut spans: Vec<_> =
        found.map(|(_, definition)| definition.span.start + body..definition.span.end + body).collect();
    spans.sort_by_key(|span| span.start);
    spans
}

/// Two spaces at the end of a line are a line break, and stay.
fn unquoted(line: &str, quotes: usize) -> &str {
    let line = line.trim_start();
    (0..quotes).fold(line, |line, _| line.strip_prefix('>').unwrap_or(line).trim_start())
}
