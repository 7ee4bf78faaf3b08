//! A table written in raw HTML, down to its entries.

use journeybook_model::Span;

use super::html::{Token, meant, tokens};

/// Wider cells are a mistake.
const MAX_SPAN: usize = 64;

/// Tags that begin or end a line of text.
const BREAKS: [&str; 18] = [
    "li",
    "ul",
    "ol",
    "br",
    "p",
    "div",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "dl",
    "dt",
    "dd",
    "caption",
    "blockquote",
    "table",
];

/// A line of text in HTML.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// What a stretch of HTML holds.
#[derive(Debug, Default)]
pub struct Table {
    /// The rows of its first table, as the lines of their cells.
    pub rows: Vec<Vec<Vec<Line>>>,
    /// What stands around the cells.
    pub beside: Vec<Line>,
}

/// Reads HTML that begins at a byte of its source.
pub fn read(html: &str, base: usize) -> Table {
    let mut reader = Reader { html, base, table: Table::default(), open: None, spaced: false, cell: None };
    for token in tokens(html) {
        reader.token(token);
    }
    reader.end_line();
    reader.table
}

/// The words of HTML in one line.
pub fn words(html: &str) -> String {
    read(html, 0).beside.into_iter().map(|line| line.text).collect::<Vec<_>>().join(" ")
}

struct Reader<'h> {
    html: &'h str,
    base: usize,
    table: Table,
    /// The line that is being read.
    open: Option<Line>,
    /// Whether white space came after what was read last.
    spaced: bool,
    /// The cell of the last row that is open.
    cell: Option<usize>,
}

impl Reader<'_> {
    fn token(&mut self, token: Token<'_>) {
        match token {
            Token::Text(range) => self.text(range.start, range.end),
            Token::Open(name, tag) => self.tag(&name.to_ascii_lowercase(), Some(tag)),
            Token::Close(name) => self.tag(&name.to_ascii_lowercase(), None),
        }
    }

    fn tag(&mut self, name: &str, open: Option<&str>) {
        match name {
            "tr" => {
                self.end_cell();
                self.table.rows.extend(open.map(|_| Vec::new()));
            }
            "td" | "th" => {
                self.end_cell();
                if let Some(tag) = open {
                    self.begin_cell(tag);
                }
            }
            "table" => self.end_cell(),
            name if BREAKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    /// A cell that spans columns is followed by empty ones.
    fn begin_cell(&mut self, tag: &str) {
        if let Some(row) = self.table.rows.last_mut() {
            self.cell = Some(row.len());
            row.resize(row.len() + columns(tag), Vec::new());
        }
    }

    fn end_cell(&mut self) {
        self.end_line();
        self.cell = None;
    }

    fn end_line(&mut self) {
        let Some(line) = self.open.take() else { return };
        match self.table.rows.last_mut().zip(self.cell) {
            Some((row, cell)) => row[cell].push(line),
            None => self.table.beside.push(line),
        }
    }

    fn text(&mut self, from: usize, to: usize) {
        let text = &self.html[from..to];
        let spaced = self.spaced || text.starts_with(char::is_whitespace);
        self.spaced = if text.trim().is_empty() { spaced } else { text.ends_with(char::is_whitespace) };
        if text.trim().is_empty() {
            return;
        }
        let start = from + text.len() - text.trim_start().len();
        let span = Span::new(self.base + start, self.base + from + text.trim_end().len());
        match &mut self.open {
            Some(line) => {
                line.text += if spaced { " " } else { "" };
                line.text += &meant(text);
                line.span = line.span.to(span);
            }
            None => self.open = Some(Line { text: meant(text), span }),
        }
    }
}

/// `colspan="2"`.
fn columns(tag: &str) -> usize {
    let lower = tag.to_ascii_lowercase();
    let value = lower.split_once("colspan=").map_or("", |(_, rest)| rest.trim_start_matches(['"', '\'']));
    let digits = value.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(value.len());
    value[..digits].parse().unwrap_or(1).clamp(1, MAX_SPAN)
}
