//! What an editor asks of a site while it is written: pure answers in plain values.
//!
//! Places are bytes of a file's text, as everywhere in the engine; what an editor counts in is the caller's to know.

mod card;
mod completion;
mod cursor;
mod fix;
mod hover;
mod reference;
mod rename;
mod symbols;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Document, Source, Span};

use crate::lexicon::Lexicon;
use crate::resolve::{NodeId, Site};

pub use completion::{Completion, CompletionKind};
pub use hover::Hover;
pub use rename::{RenameError, Renaming};
pub use symbols::{Symbol, SymbolKind};

/// A site as far as an editor needs it: read and joined, not rendered.
pub struct Analysis {
    /// In the order of a report.
    pub diagnostics: Vec<Diagnostic>,
    /// The sources diagnostics and answers point into, by path.
    pub sources: BTreeMap<Arc<str>, Arc<Source>>,
    pub(crate) site: Site,
    /// Every file that a link may lead to, in the order of paths.
    pub(crate) files: Vec<Arc<str>>,
    pub(crate) lexicon: Arc<Lexicon>,
}

/// A stretch of a file of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file, from the site's root.
    pub file: Arc<str>,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Location {
    fn new(file: &Arc<str>, span: Span) -> Self {
        Self { file: file.clone(), start: span.start, end: span.end }
    }

    /// The stretch.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

impl Analysis {
    /// The documents of a file, each with its node.
    fn documents_in<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (NodeId, &'a Document)> {
        let nodes = self.site.nodes.iter().enumerate();
        nodes
            .filter_map(|(node, known)| Some((node, known.document.as_deref()?)))
            .filter(move |(_, document)| &*document.source.path == path)
    }

    /// The document of a file that a byte belongs to: of several, the last one that begins before it.
    fn document_at<'a>(&'a self, path: &'a str, offset: u32) -> Option<(NodeId, &'a Document)> {
        let begins = |document: &Document| document.title_span.start;
        let mut all: Vec<_> = self.documents_in(path).collect();
        all.sort_by_key(|(_, document)| begins(document));
        let last = all.iter().rposition(|(_, document)| begins(document) <= offset).unwrap_or_default();
        all.get(last).copied()
    }
}

/// Whether a byte lies in a span or right behind it, where a cursor stands after typing.
fn touches(span: Span, offset: u32) -> bool {
    span.start <= offset && offset <= span.end
}
