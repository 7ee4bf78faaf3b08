//! The documents that are open in the editor, as typed so far.

use std::path::{Path, PathBuf};

use journeybook_model::Source;
use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::place::byte;

/// An open document.
#[derive(Debug)]
pub struct Document {
    /// What the editor calls it.
    pub uri: Uri,
    /// Which of its states this is.
    pub version: i32,
    /// Its text.
    pub source: Source,
}

impl Document {
    /// A document as it was opened.
    pub fn new(uri: Uri, version: i32, text: String) -> Self {
        Self { source: Source::new(uri.as_str(), text), uri, version }
    }

    /// Takes up changes, each in the text that the one before it left.
    pub fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        self.version = version;
        for change in changes {
            let text = match change.range {
                None => change.text,
                Some(range) => {
                    let start = byte(&self.source, range.start) as usize;
                    let end = byte(&self.source, range.end).max(start as u32) as usize;
                    let mut text = self.source.text.to_string();
                    text.replace_range(start..end, &change.text);
                    text
                }
            };
            self.source = Source::new(self.uri.as_str(), text);
        }
    }
}

/// A path as the system writes it, also where the file is still to be saved.
pub fn canonical(path: &Path) -> PathBuf {
    let in_folder = || {
        let folder = path.parent()?.canonicalize().ok()?;
        Some(folder.join(path.file_name()?))
    };
    path.canonicalize().ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lsp_types::{Position, Range};

    fn change(range: Option<((u32, u32), (u32, u32))>, text: &str) -> TextDocumentContentChangeEvent {
        let at = |(line, character)| Position::new(line, character);
        let range = range.map(|(start, end)| Range::new(at(start), at(end)));
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    #[test]
    fn changes_follow_each_other() {
        let mut document = Document::new("file:///a.md".parse().unwrap(), 1, "😖 a\r\nb\r\n".to_owned());
        document.change(2, vec![change(Some(((0, 3), (0, 4))), "wide"), change(Some(((1, 1), (1, 1))), "c")]);
        assert_eq!(&*document.source.text, "😖 wide\r\nbc\r\n");
        document.change(3, vec![change(None, "new")]);
        assert_eq!((&*document.source.text, document.version), ("new", 3));
    }
}
