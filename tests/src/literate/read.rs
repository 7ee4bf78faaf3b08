//! From a suite's text to its cases.

use std::ops::Range;

use crate::site::TODAY;

/// One Markdown file.
#[derive(Debug, Default)]
pub struct Suite {
    /// Its cases, in order.
    pub cases: Vec<Case>,
    /// The reason in `<!-- no example: reason -->`, where the file says it has no case.
    pub no_example: Option<String>,
}

/// A heading and the blocks below it, up to the next heading.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The headings above it and its own, joined by ` / `.
    pub name: String,
    /// The site's files.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the case expects, in order.
    pub expected: Vec<Expected>,
    /// The day.
    pub today: String,
    /// Whether it builds without plugins.
    pub without_plugins: bool,
    /// Whether it is held against the rules.
    pub with_rules: bool,
}

/// One expectation.
#[derive(Clone, Debug)]
pub struct Expected {
    /// What is expected.
    pub block: Block,
    /// The text in the block.
    pub text: String,
    /// The block's lines without its fences, counted from 0.
    pub lines: Range<usize>,
}

/// What an expectation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Everything the build says.
    Diagnostics,
    /// The resolved model.
    Outline,
    /// A value of `api/site.json`, by its pointer.
    Json(String),
    /// Lines of a page.
    Html(String),
    /// Lines a page does not have.
    Absent(String),
}

/// Reads a suite. The error says which line cannot be understood.
pub fn read(text: &str) -> Result<Suite, String> {
    let mut reader = Reader { case: Case::begin(String::new()), ..Reader::default() };
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        at = match fence(lines[at]) {
            Some((marks, info)) => reader.fenced(&lines, at, &marks, &info)?,
            None => {
                reader.line(lines[at]);
                at + 1
            }
        };
    }
    reader.close();
    Ok(reader.suite)
}

#[derive(Default)]
struct Reader {
    suite: Suite,
    case: Case,
    headings: Vec<(usize, String)>,
    /// The file that the next block is, if the last line that was not blank named one.
    file: Option<String>,
}

impl Case {
    fn begin(name: String) -> Self {
        Self { name, today: TODAY.to_owned(), ..Self::default() }
    }
}

impl Reader {
    fn line(&mut self, line: &str) {
        if let Some(level) = heading(line) {
            self.close();
            self.headings.retain(|(above, _)| *above < level);
            self.headings.push((level, line[level..].trim().to_owned()));
            let names: Vec<_> = self.headings.iter().map(|(_, name)| name.as_str()).collect();
            self.case = Case::begin(names.join(" / "));
        } else if let Some(words) = comment(line) {
            self.comment(words);
        }
        if !line.trim().is_empty() {
            self.file = named_file(line);
        }
    }

    fn comment(&mut self, words: &str) {
        match words.split_once(':').map(|(key, value)| (key.trim(), value.trim())) {
            Some(("today", day)) => self.case.today = day.to_owned(),
            Some(("plugins", "none")) => self.case.without_plugins = true,
            Some(("plugins", "rules")) => self.case.with_rules = true,
            Some(("no example", reason)) => self.suite.no_example = Some(reason.to_owned()),
            _ => {}
        }
    }

    /// A fenced block; gives the line after it.
    fn fenced(&mut self, lines: &[&str], at: usize, marks: &str, info: &str) -> Result<usize, String> {
        let length = lines[at + 1..].iter().position(|line| is_closing(line, marks));
        let end = at + 1 + length.ok_or_else(|| format!("line {}: the block is never closed", at + 1))?;
        let text: String = lines[at + 1..end].iter().flat_map(|line| [line, "\n"]).collect();
        if let Some(path) = self.file.take() {
            let escaped = info.split_whitespace().any(|word| word == "escaped");
            let bytes = if escaped { unescaped(&text) } else { text.into_bytes() };
            self.case.files.push((path, bytes));
        } else if let Some(block) = Block::of(info) {
            self.case.expected.push(Expected { block, text, lines: at + 1..end });
        }
        Ok(end + 1)
    }

    fn close(&mut self) {
        let case = std::mem::take(&mut self.case);
        if !case.files.is_empty() {
            self.suite.cases.push(case);
        }
    }
}

impl Block {
    fn of(info: &str) -> Option<Self> {
        let (word, rest) = info.split_once(' ').unwrap_or((info, ""));
        let rest = rest.trim().to_owned();
        match word {
            "diagnostics" => Some(Block::Diagnostics),
            "outline" => Some(Block::Outline),
            "json" if rest.is_empty() || rest.starts_with('/') => Some(Block::Json(rest)),
            "html" if !rest.is_empty() => Some(Block::Html(rest)),
            "absent" => Some(Block::Absent(rest)),
            _ => None,
        }
    }
}

fn heading(line: &str) -> Option<usize> {
    let level = line.chars().take_while(|letter| *letter == '#').count();
    ((1..=6).contains(&level) && line[level..].starts_with(' ')).then_some(level)
}

fn comment(line: &str) -> Option<&str> {
    line.trim().strip_prefix("<!--")?.strip_suffix("-->").map(str::trim)
}

/// The fence a line opens, and its info string.
fn fence(line: &str) -> Option<(String, String)> {
    let first = line.chars().next().filter(|letter| ['`', '~'].contains(letter))?;
    let marks: String = line.chars().take_while(|letter| *letter == first).collect();
    let info = line[marks.len()..].trim().to_owned();
    (marks.len() >= 3 && !info.contains('`')).then_some((marks, info))
}

fn is_closing(line: &str, marks: &str) -> bool {
    let line = line.trim_end();
    line.starts_with(marks) && line.chars().all(|letter| marks.starts_with(letter))
}

/// ``Given `content/a.md`:`` names a file.
fn named_file(line: &str) -> Option<String> {
    let before = line.trim().strip_suffix("`:")?;
    let (_, path) = before.rsplit_once('`')?;
    (path.contains(['/', '.']) && !path.contains(' ')).then(|| path.to_owned())
}

/// Decodes `\xff`, `\0`, `\n`, `\r`, `\t` and `\\`.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let (byte, taken) = if *first == b'\\' { escape(after) } else { (*first, 0) };
        bytes.push(byte);
        rest = &after[taken..];
    }
    bytes
}

fn escape(after: &[u8]) -> (u8, usize) {
    let hex = || after.get(1..3).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
    match after.first() {
        Some(b'x') => hex().map_or((b'\\', 0), |byte| (byte, 3)),
        Some(b'0') => (0, 1),
        Some(b'n') => (b'\n', 1),
        Some(b'r') => (b'\r', 1),
        Some(b't') => (b'\t', 1),
        Some(b'\\') => (b'\\', 1),
        _ => (b'\\', 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_headings_with_files() {
        let text = "# A\n## B\n`content/a.md`:\n````md escaped\n```\n\\xff\n````\n\n```diagnostics\nx\n```\n## C\nnothing\n";
        let suite = read(text).unwrap();
        assert_eq!(suite.cases.len(), 1);
        let case = &suite.cases[0];
        assert_eq!((case.name.as_str(), case.files[0].1.as_slice()), ("A / B", &b"```\n\xff\n"[..]));
        assert_eq!((&case.expected[0].block, case.expected[0].text.as_str()), (&Block::Diagnostics, "x\n"));
    }

    #[test]
    fn a_block_that_is_never_closed_is_said() {
        assert_eq!(read("# A\n```md\n").unwrap_err(), "line 2: the block is never closed");
    }
}
