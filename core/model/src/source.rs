//! One file's text, and where its lines begin.

use std::sync::{Arc, OnceLock};

use memchr::{memchr, memchr_iter};

use crate::{Digest, Span};

/// One file as read: its path inside the site, its text, its digest.
#[derive(Debug)]
pub struct Source {
    /// Path from the site's root, with `/` between its parts.
    pub path: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// The digest of the bytes.
    pub digest: Digest,
    /// Of every `STRIDE`th line, the first byte.
    begins: OnceLock<Box<[u32]>>,
}

/// How many lines share an entry: a site holds thousands of files, and few of their lines are asked for.
const STRIDE: usize = 32;

/// A place as people count: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl Source {
    /// A source whose line starts are found when they are asked for.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let digest = Digest::of(text.as_bytes());
        Self::known(path, text, digest)
    }

    /// A source whose digest was taken when it was read.
    pub fn known(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>, digest: Digest) -> Self {
        Self { path: path.into(), text: text.into(), digest, begins: OnceLock::new() }
    }

    fn begins(&self) -> &[u32] {
        let after = |at: usize| at as u32 + 1;
        let all = || std::iter::once(0).chain(memchr_iter(b'\n', self.text.as_bytes()).map(after));
        self.begins.get_or_init(|| all().step_by(STRIDE).collect())
    }

    /// Where a line (from 0) begins; none after the last.
    fn begin(&self, line: usize) -> Option<usize> {
        let near = *self.begins().get(line / STRIDE)? as usize;
        match line % STRIDE {
            0 => Some(near),
            more => memchr_iter(b'\n', &self.text.as_bytes()[near..]).nth(more - 1).map(|at| near + at + 1),
        }
    }

    /// The text under a span; empty when the span is not one of this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Where a word stands in a stretch; none where it does not stand there exactly once by itself. Letters, digits and
    /// `-` beside it make it a part of another word.
    pub fn word(&self, within: Span, word: &str) -> Option<Span> {
        let text = self.slice(within);
        let inside = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
        let alone = |at: usize| !text[..at].ends_with(inside) && !text[at + word.len()..].starts_with(inside);
        let mut found = text.match_indices(word).filter(|(at, _)| !word.is_empty() && alone(*at));
        let (at, _) = found.next().filter(|_| found.next().is_none())?;
        let start = within.start as usize + at;
        Some(Span::new(start, start + word.len()))
    }

    /// The line of a byte, from 1.
    pub fn line(&self, byte: u32) -> u32 {
        let near = self.begins().partition_point(|begin| *begin <= byte) - 1;
        let from = self.begins()[near] as usize;
        let between = &self.text.as_bytes()[from..self.text.len().min(byte as usize)];
        (near * STRIDE + memchr_iter(b'\n', between).count()) as u32 + 1
    }

    /// The line and column of a byte.
    pub fn position(&self, byte: u32) -> Position {
        let line = self.line(byte);
        let start = self.begin(line as usize - 1).unwrap_or_default();
        let before = self.text.get(start..byte as usize).unwrap_or_default();
        Position { line, column: before.chars().count() as u32 + 1 }
    }

    /// The span of a whole line (from 1) without its line break; after the last line, of the last.
    pub fn line_span(&self, line: u32) -> Span {
        let last = || self.text.rfind('\n').map_or(0, |at| at + 1);
        let start = self.begin(line.max(1) as usize - 1).unwrap_or_else(last);
        let end = memchr(b'\n', &self.text.as_bytes()[start..]).map_or(self.text.len(), |at| start + at);
        Span::new(start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let source = Source::new("a.md", "eins\nzwölf x\n");
        let at = source.text.find('x').unwrap() as u32;
        assert_eq!(source.position(at), Position { line: 2, column: 7 });
        assert_eq!(source.slice(source.line_span(2)), "zwölf x");
    }

    #[test]
    fn lines_are_found_by_their_bytes_and_their_numbers() {
        let text: String = (1..=100).map(|line| format!("line {line}\n")).collect();
        let source = Source::new("a.md", text.as_str());
        let mut byte = 0;
        for (at, line) in text.split_inclusive('\n').enumerate() {
            let number = at as u32 + 1;
            assert_eq!(source.line(byte), number);
            assert_eq!(source.line(byte + line.len() as u32 - 1), number);
            assert_eq!(source.slice(source.line_span(number)), line.trim_end());
            byte += line.len() as u32;
        }
        assert_eq!([source.line(byte), source.line(u32::MAX)], [101, 101]);
        assert_eq!([101, 900].map(|line| source.slice(source.line_span(line))), ["", ""]);
    }

    #[test]
    fn a_word_is_found_where_it_stands_alone_and_once() {
        let source = Source::new("a.md", "team: [web, web-shop]\nteam: web");
        assert_eq!(source.word(source.line_span(1), "web"), Some(Span::new(7, 10)));
        assert_eq!(source.word(Span::new(0, 31), "web"), None);
        assert_eq!(source.word(source.line_span(1), ""), None);
    }

    #[test]
    fn a_span_of_another_text_is_empty() {
        assert_eq!(Source::new("a.md", "short").slice(Span::new(3, 900)), "");
    }
}
