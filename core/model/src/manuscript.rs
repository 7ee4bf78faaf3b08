//! The file of a document, whose text need not be held.

use std::fmt;
use std::sync::{Arc, OnceLock};

use memchr::memchr_iter;

use crate::{Digest, Position, Source};

/// The file that a document was read from: where it is, which text it had, and where its lines begin.
///
/// Hardly anyone looks at a text once it was read, and a site's texts are as large as what they come to. So whoever reads
/// a site once lets go of them, and a text is read again where something is to be said of it.
#[derive(Debug)]
pub struct Manuscript {
    /// Path from the site's root, with `/` between its parts.
    pub path: Arc<str>,
    /// The digest of the bytes.
    pub digest: Digest,
    text: Text,
}

/// Reads a text once more; none where it cannot be read.
pub type Reread = Arc<dyn Fn() -> Option<Arc<str>> + Send + Sync>;

enum Text {
    Held(Arc<Source>),
    Elsewhere { begins: Box<[u32]>, from: Reread, read: OnceLock<Arc<Source>> },
}

impl Manuscript {
    /// A file whose text is held.
    pub fn held(source: Arc<Source>) -> Self {
        Self { path: source.path.clone(), digest: source.digest, text: Text::Held(source) }
    }

    /// A file whose text is read again when it is asked for.
    pub fn elsewhere(source: &Source, from: Reread) -> Self {
        let ends = memchr_iter(b'\n', source.text.as_bytes());
        let begins = std::iter::once(0).chain(ends.map(|end| end as u32 + 1)).collect();
        let text = Text::Elsewhere { begins, from, read: OnceLock::new() };
        Self { path: source.path.clone(), digest: source.digest, text }
    }

    /// The text. One that is another by now is empty: no place of the document is a place in it.
    pub fn read(&self) -> &Arc<Source> {
        match &self.text {
            Text::Held(source) => source,
            Text::Elsewhere { from, read, .. } => read.get_or_init(|| {
                let same = from().filter(|text| Digest::of(text.as_bytes()) == self.digest);
                Arc::new(Source::known(self.path.clone(), same.unwrap_or_default(), self.digest))
            }),
        }
    }

    /// The line of a byte, from 1.
    pub fn line(&self, byte: u32) -> u32 {
        match &self.text {
            Text::Held(source) => source.line(byte),
            Text::Elsewhere { begins, .. } => begins.partition_point(|begin| *begin <= byte) as u32,
        }
    }

    /// The line and column of a byte.
    pub fn position(&self, byte: u32) -> Position {
        Position { line: self.line(byte), ..self.read().position(byte) }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Text::Held(_) => "held",
            Text::Elsewhere { .. } => "elsewhere",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "eins\nzwölf x\n";

    fn elsewhere(text: Option<&'static str>) -> Manuscript {
        Manuscript::elsewhere(&Source::new("a.md", TEXT), Arc::new(move || text.map(Arc::from)))
    }

    #[test]
    fn lines_are_known_without_the_text() {
        let (held, elsewhere) = (Manuscript::held(Arc::new(Source::new("a.md", TEXT))), elsewhere(None));
        for byte in (0..TEXT.len() as u32).chain([99]) {
            assert_eq!(held.line(byte), elsewhere.line(byte), "{byte}");
        }
    }

    #[test]
    fn a_text_is_read_again_unless_it_is_another() {
        assert_eq!(&*elsewhere(Some(TEXT)).read().text, TEXT);
        assert_eq!(elsewhere(Some(TEXT)).position(12), Position { line: 2, column: 7 });
        assert_eq!(&*elsewhere(Some("another")).read().text, "");
        assert_eq!(elsewhere(Some("another")).position(12), Position { line: 2, column: 1 });
        assert_eq!(&*elsewhere(None).read().text, "");
    }
}
