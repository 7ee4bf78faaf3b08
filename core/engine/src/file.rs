//! A file of a site: its bytes, or the way to them.

use std::fmt;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use journeybook_model::{Digest, Reread};

/// One file as found: its path from the site's root with `/` between the parts, and its bytes.
#[derive(Clone, Debug)]
pub struct File {
    /// Where.
    pub path: Arc<str>,
    /// The digest of the bytes.
    pub digest: Digest,
    content: Content,
    pub(crate) kind: FileKind,
    /// Identifies path and bytes; of a style sheet, the path alone.
    pub(crate) apart: Digest,
}

/// What a file holds.
#[derive(Clone, Debug)]
enum Content {
    Bytes(Arc<[u8]>),
    Text(Arc<str>),
    /// A text that is let go of once it was read.
    Passing(Arc<Passing>),
}

/// A text, until it is let go of, and what gives it again.
struct Passing {
    text: Mutex<Option<Arc<str>>>,
    from: Arc<dyn Open>,
}

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Markdown,
    Style,
    Other,
}

/// Gives the bytes of a file; the engine itself touches no machine.
pub trait Open: Send + Sync {
    /// The bytes, from the first.
    fn open(&self) -> io::Result<Box<dyn Read + '_>>;
}

impl File {
    /// A file with its digest taken.
    pub fn new(path: impl Into<Arc<str>>, bytes: impl AsRef<[u8]> + Into<Arc<[u8]>>) -> Self {
        let digest = Digest::of(bytes.as_ref());
        let text = std::str::from_utf8(bytes.as_ref()).ok().map(Arc::from);
        Self::of(path.into(), digest, text.map_or_else(|| Content::Bytes(bytes.into()), Content::Text))
    }

    /// The same of a file that is read once: a document's text is not held longer than it takes to read it, and taken from
    /// where it came from if somebody asks for it then.
    pub fn passing(path: impl Into<Arc<str>>, bytes: Vec<u8>, from: impl FnOnce() -> Arc<dyn Open>) -> Self {
        let file = Self::new(path, bytes);
        match &file.content {
            Content::Text(text) if file.is_markdown() => {
                let text = Mutex::new(Some(text.clone()));
                Self { content: Content::Passing(Arc::new(Passing { text, from: from() })), ..file }
            }
            _ => file,
        }
    }

    fn of(path: Arc<str>, digest: Digest, content: Content) -> Self {
        let kind = FileKind::of(&path);
        let apart = named(&path, if kind == FileKind::Style { Digest::default() } else { digest });
        Self { path, digest, content, kind, apart }
    }

    /// The same file, called otherwise in messages.
    pub(crate) fn called(&self, path: Arc<str>) -> Self {
        Self { path, ..self.clone() }
    }

    /// The bytes. Of a text that was let go of and is not there any more, none.
    pub fn bytes(&self) -> Arc<[u8]> {
        match &self.content {
            Content::Bytes(bytes) => bytes.clone(),
            _ => self.text().unwrap_or_default().into(),
        }
    }

    /// The same bytes as text, where they are UTF-8.
    pub(crate) fn text(&self) -> Option<Arc<str>> {
        match &self.content {
            Content::Bytes(_) => None,
            Content::Text(text) => Some(text.clone()),
            Content::Passing(passing) => {
                let held = passing.held().clone();
                held.or_else(|| read_again(&*passing.from))
            }
        }
    }

    /// What reads the text once more, where it is not held.
    pub(crate) fn reread(&self) -> Option<Reread> {
        let Content::Passing(passing) = &self.content else { return None };
        let from = passing.from.clone();
        Some(Arc::new(move || read_again(&*from)))
    }

    /// Lets go of a text that can be read again.
    pub(crate) fn let_go(&self) {
        if let Content::Passing(passing) = &self.content {
            *passing.held() = None;
        }
    }

    /// Whether it is read as a document.
    pub fn is_markdown(&self) -> bool {
        self.kind == FileKind::Markdown
    }

    pub(crate) fn is_style(&self) -> bool {
        self.kind == FileKind::Style
    }

    /// Whether another file is the same at the same place.
    pub fn is(&self, other: &Self) -> bool {
        self.digest == other.digest && self.path == other.path
    }
}

impl Passing {
    fn held(&self) -> std::sync::MutexGuard<'_, Option<Arc<str>>> {
        self.text.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Passing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("passing")
    }
}

fn read_again(from: &dyn Open) -> Option<Arc<str>> {
    let mut text = String::new();
    from.open().ok()?.read_to_string(&mut text).ok()?;
    Some(text.into())
}

impl FileKind {
    fn of(path: &str) -> Self {
        match path.rsplit('.').next() {
            Some("md" | "markdown") => Self::Markdown,
            Some("css") => Self::Style,
            _ => Self::Other,
        }
    }
}

/// Identifies what has a name and a digest.
pub(crate) fn named(path: &str, digest: Digest) -> Digest {
    Digest::of_parts([path.as_bytes(), digest.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where another text stands by now.
    struct Changed;

    impl Open for Changed {
        fn open(&self) -> io::Result<Box<dyn Read + '_>> {
            Ok(Box::new("changed".as_bytes()))
        }
    }

    fn passing(path: &str) -> File {
        let file = File::passing(path, b"as read".to_vec(), || Arc::new(Changed));
        file.let_go();
        file
    }

    #[test]
    fn only_the_text_of_a_document_is_let_go_of() {
        assert_eq!(&*passing("a.md").bytes(), b"changed");
        assert_eq!(&*passing("a.csv").bytes(), b"as read");
        assert!(passing("a.csv").reread().is_none());
    }

    #[test]
    fn a_text_is_held_until_it_is_let_go_of() {
        let file = File::passing("a.md", b"as read".to_vec(), || Arc::new(Changed));
        assert_eq!(file.text().as_deref(), Some("as read"));
        assert_eq!(file.reread().and_then(|again| again()).as_deref(), Some("changed"));
        assert_eq!(file.digest, passing("a.md").digest);
    }
}
