//! Writing what an importer or an exporter answers.

use crate::{Document, File, Format, Imported, Loss, SourceFile};

impl Format {
    /// A format of files with these endings.
    pub fn new(id: &str, title: &str, extensions: &[&str]) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            description: String::new(),
            extensions: extensions.iter().map(|&ending| ending.into()).collect(),
            attributes: Vec::new(),
        }
    }

    /// Says what such a file holds and where it comes from.
    #[must_use]
    pub fn description(mut self, text: &str) -> Self {
        self.description = text.into();
        self
    }
}

impl File {
    /// A file to write below the output folder.
    pub fn new(path: &str, media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), media_type: media_type.into(), bytes: bytes.into() }
    }
}

impl SourceFile {
    /// A file as the host hands it over.
    pub fn new(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }

    /// The ending of its name, in lower case and without the dot.
    pub fn extension(&self) -> String {
        self.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
    }

    /// Its text, without a byte order mark. The error says where it stops being UTF-8.
    pub fn text(&self) -> Result<&str, String> {
        let text = std::str::from_utf8(&self.bytes).map_err(|error| {
            let line = 1 + self.bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
            format!("line {line} is not UTF-8; save the file as UTF-8 and import it again")
        })?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}

impl Imported {
    /// An answer with nothing in it yet, of a file read as this format.
    pub fn new(format: &str) -> Self {
        Self {
            format: format.into(),
            documents: Vec::new(),
            losses: Vec::new(),
            gaps: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// Adds a document.
    pub fn document(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.documents.push(Document { path: path.into(), text: text.into() });
    }

    /// Says what the source held and the documents do not.
    pub fn lost(&mut self, line: impl Into<Option<u32>>, message: impl Into<String>) {
        self.losses.push(Loss { line: line.into(), message: message.into() });
    }

    /// Says what a journey map holds and the source could not.
    pub fn gap(&mut self, message: &str) {
        self.gaps.push(message.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_text_says_at_which_line() {
        let file = SourceFile::new("a.CSV", b"one\ntwo\n\xff".as_slice());
        assert_eq!(file.extension(), "csv");
        assert!(file.text().unwrap_err().starts_with("line 3 is not UTF-8"));
        assert_eq!(SourceFile::new("a", "\u{feff}x").text(), Ok("x"));
    }
}
