//! What is being written at a place. Looks at the text alone, so that it knows as much about one that is half typed.

use journeybook_model::Span;

use crate::parse::COLONS;
use crate::parse::frontmatter;

/// What is being written, and the words that a completion would replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// What.
    pub what: Writing,
    /// The words typed so far, with what follows of them.
    pub span: Span,
}

/// What is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writing {
    /// A key of the frontmatter.
    Key,
    /// The value of a key of the frontmatter.
    Value(String),
    /// An id in double brackets.
    Wiki,
    /// The path of a link.
    Path,
    /// A key of an attribute.
    Attribute,
    /// The value of an attribute.
    AttributeValue(String),
    /// The label of an entry.
    Label,
    /// The value of an entry, by its label.
    Entry(String),
    /// A heading of some level.
    Heading(u8),
    /// Anything else.
    Prose,
}

/// What is being written at a byte of a text.
pub fn at(text: &str, offset: usize) -> Cursor {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let line = Line::around(text, offset);
    match frontmatter::extent(text) {
        Some((span, separator)) if span.start as usize <= offset && offset <= span.end as usize => line
            .inside_reference()
            .unwrap_or_else(|| line.in_frontmatter(&text[span.range()], span, separator)),
        _ => line.inside_reference().or_else(|| line.inside_braces()).unwrap_or_else(|| line.in_body()),
    }
}

/// The line a cursor stands in.
struct Line<'t> {
    /// Where it begins.
    start: usize,
    /// What stands before the cursor.
    before: &'t str,
    /// What stands after it.
    after: &'t str,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, offset: usize) -> Self {
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
        Self { start, before: &text[start..offset], after: text[offset..end].trim_end_matches('\r') }
    }

    /// From a byte of the line up to the first of some letters after the cursor.
    fn from(&self, byte: usize, what: Writing, stops: &[char]) -> Cursor {
        let end = self.after.find(stops).unwrap_or(self.after.len());
        let rest = self.after[..end].trim_end().len();
        Cursor { what, span: Span::new(self.start + byte, self.start + self.before.len() + rest) }
    }

    /// `[[…` or `](…` that is open at the cursor.
    fn inside_reference(&self) -> Option<Cursor> {
        let open = |mark: &str, close: &[char]| {
            let at = self.before.rfind(mark)? + mark.len();
            (!self.before[at..].contains(close)).then_some(at)
        };
        let wiki = open("[[", &[']', '|']).map(|at| self.from(at, Writing::Wiki, &[']', '|']));
        wiki.or_else(|| open("](", &[')', ' ']).map(|at| self.from(at, Writing::Path, &[')', ' '])))
    }

    /// Braces that are open at the cursor, in a line that may hold attributes.
    fn inside_braces(&self) -> Option<Cursor> {
        let line = self.before.trim_start();
        let may = line.starts_with(['#', '-', '*', '+', '|']);
        let open = self.before.rfind('{').filter(|at| may && !self.before[*at..].contains('}'))? + 1;
        let part = open + self.before[open..].rfind(' ').map_or(0, |at| at + 1);
        match self.before[part..].split_once('=') {
            Some((key, _)) => {
                let value = part + key.len() + 1;
                let value = value + usize::from(self.before[value..].starts_with('"'));
                Some(self.from(value, Writing::AttributeValue(key.to_owned()), &[' ', '}', '"']))
            }
            None => Some(self.from(part, Writing::Attribute, &[' ', '}', '='])),
        }
    }

    fn in_frontmatter(&self, text: &str, span: Span, separator: char) -> Cursor {
        let key = |line: &str| line.split_once(separator).map(|(key, _)| key.trim().to_owned());
        if self.before.starts_with([' ', '\t', '-']) {
            let above = &text[..(self.start.saturating_sub(span.start as usize)).min(text.len())];
            let keys = above.lines().rev().find(|line| !line.starts_with([' ', '\t', '-', '#']));
            return self.value(keys.and_then(key).unwrap_or_default());
        }
        match key(self.before) {
            Some(key) => self.value(key),
            None => self.from(0, Writing::Key, &[separator, ' ']),
        }
    }

    /// One of the values of a key, alone or in a list.
    fn value(&self, key: String) -> Cursor {
        let divides = |letter: char| [':', '=', '[', ',', '-', '"', '\''].contains(&letter);
        let is_divider = |at: usize, letter: char| {
            divides(letter) && (letter != '-' || self.before[..at].trim().is_empty())
        };
        let letters = self.before.char_indices().rev();
        let after = letters.clone().find(|(at, letter)| is_divider(*at, *letter)).map_or(0, |(at, _)| at + 1);
        let spaces = self.before[after..].len() - self.before[after..].trim_start().len();
        self.from(after + spaces, Writing::Value(key), &[',', ']', '"', '\'', '#'])
    }

    fn in_body(&self) -> Cursor {
        let indent = self.before.len() - self.before.trim_start().len();
        let line = &self.before[indent..];
        let level = line.len() - line.trim_start_matches('#').len();
        if (1..=6).contains(&level) && line[level..].starts_with(' ') {
            return self.from(indent + level + 1, Writing::Heading(level as u8), &['{']);
        }
        match line.strip_prefix(['-', '*', '+']).and_then(|rest| rest.strip_prefix(' ')) {
            Some(rest) => self.in_item(self.before.len() - rest.len(), rest),
            None => Cursor { what: Writing::Prose, span: Span::new(self.start + self.before.len(), 0) },
        }
    }

    fn in_item(&self, start: usize, rest: &str) -> Cursor {
        match rest.find(COLONS) {
            Some(colon) => {
                let value = &rest[colon..];
                let begins = value.len() - value.trim_start_matches(COLONS).trim_start().len();
                let label = rest[..colon].trim_matches(['*', '_', ' ']).to_owned();
                self.from(start + colon + begins, Writing::Entry(label), &['{'])
            }
            None => self.from(start, Writing::Label, &[':', '：', ' ']),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of `|`, and what would be replaced there.
    fn read(marked: &str) -> (Writing, String) {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let cursor = at(&text, offset);
        (cursor.what, text.get(cursor.span.range()).unwrap_or_default().to_owned())
    }

    fn value(key: &str, typed: &str) -> (Writing, String) {
        (Writing::Value(key.to_owned()), typed.to_owned())
    }

    #[test]
    fn keys_and_values_of_the_frontmatter() {
        assert_eq!(read("---\ntit|le: A\n---\n"), (Writing::Key, "title".to_owned()));
        assert_eq!(read("---\n|\n---\n"), (Writing::Key, String::new()));
        assert_eq!(read("---\npersona: mi|a\n---\n"), value("persona", "mia"));
        assert_eq!(read("---\npersona: [mia, le|]\n---\n"), value("persona", "le"));
        assert_eq!(read("---\npersona:\n  - mi|\n---\n"), value("persona", "mi"));
        assert_eq!(read("---\nevidence: a-long-na|me\n---\n"), value("evidence", "a-long-name"));
        assert_eq!(read("+++\npersona = \"mi|\"\n+++\n"), value("persona", "mi"));
    }

    #[test]
    fn frontmatter_that_is_still_open() {
        assert_eq!(read("---\npersona: |"), value("persona", ""));
        assert_eq!(read("---\r\npersona: m|\r\n"), value("persona", "m"));
    }

    #[test]
    fn references_and_braces() {
        assert_eq!(read("See [[mi|]] and"), (Writing::Wiki, "mi".to_owned()));
        assert_eq!(
            read("See [her](../pe|rsonas/mia.md) and"),
            (Writing::Path, "../personas/mia.md".to_owned())
        );
        assert_eq!(read("## Ask {sta|}"), (Writing::Attribute, "sta".to_owned()));
        assert_eq!(read("- pain: 😖 slow {.a severity=|}").0, Writing::AttributeValue("severity".to_owned()));
        assert_eq!(read("Braces in {prose|}").0, Writing::Prose);
    }

    #[test]
    fn entries_and_headings() {
        assert_eq!(read("- |"), (Writing::Label, String::new()));
        assert_eq!(read("- do|ing: walks"), (Writing::Label, "doing".to_owned()));
        assert_eq!(
            read("- touchpoint: Tram |"),
            (Writing::Entry("touchpoint".to_owned()), "Tram".to_owned() + " ")
        );
        assert_eq!(read("## Aw|are {#a}"), (Writing::Heading(2), "Aware".to_owned()));
        assert_eq!(read("Plain | words").0, Writing::Prose);
    }
}
