//! What one process tells the next about a build, as bytes: so that a build of what has not changed is a comparison, and a
//! build after an edit makes only what the edit touched.
//!
//! Nothing here is believed for more than it is: a page is kept only where all it read reads the same and the portal holds
//! the bytes it came to; bytes that are damaged in any way are no memo at all.

use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Edit, Fix, Place, Severity, Span};
use serde::{Deserialize, Serialize};

use crate::codes::explain;
use crate::outlet::Listing;
use crate::{Work, plugin, render};

/// The first bytes of a memo. The number changes with the layout.
const MARK: &[u8] = b"journeybook memo 4\n";

/// The length of the digest that follows.
const DIGEST: usize = 16;

/// A build: what it was made from, and everything that can be used again.
#[derive(Serialize, Deserialize)]
pub struct Memo<'m> {
    /// The build as a whole; none of one that was refused, for then not everything was made.
    pub whole: Option<Whole>,
    /// Its pages.
    pub pages: render::Kept,
    /// What plugins answered.
    #[serde(borrow)]
    pub answers: plugin::Kept<'m>,
}

/// What a build came to.
#[derive(Serialize, Deserialize)]
pub struct Whole {
    /// What it was made from.
    pub fingerprint: Digest,
    /// The portal's files.
    pub listing: Listing,
    /// What it said.
    said: Vec<Said>,
    /// How large it was.
    pub work: Work,
}

impl Whole {
    /// A build that is over.
    pub fn new(fingerprint: Digest, listing: &Listing, said: &[Diagnostic], work: Work) -> Self {
        Self { fingerprint, listing: listing.clone(), said: said.iter().map(Said::of).collect(), work }
    }

    /// What it said; none where it had a word that this version does not know.
    pub fn diagnostics(&self) -> Option<Vec<Diagnostic>> {
        self.said.iter().map(Said::again).collect()
    }
}

/// A diagnostic. Its code is written as a word.
#[derive(Serialize, Deserialize)]
struct Said {
    code: String,
    severity: Severity,
    message: String,
    help: Option<String>,
    place: Place,
    related: Vec<(Place, String)>,
    plugin: Option<Arc<str>>,
    fixes: Vec<(String, Vec<(Span, String)>)>,
}

impl Said {
    fn of(note: &Diagnostic) -> Self {
        let edits = |fix: &Fix| fix.edits.iter().map(|edit| (edit.span, edit.text.clone())).collect();
        Self {
            code: note.code.0.to_owned(),
            severity: note.severity,
            message: note.message.clone(),
            help: note.help.clone(),
            place: note.place.clone(),
            related: note.related.clone(),
            plugin: note.plugin.clone(),
            fixes: note.fixes.iter().map(|fix| (fix.title.clone(), edits(fix))).collect(),
        }
    }

    fn again(&self) -> Option<Diagnostic> {
        let edits = |edits: &[(Span, String)]| {
            edits.iter().map(|(span, text)| Edit { span: *span, text: text.clone() }).collect()
        };
        let fixes = self.fixes.iter().map(|(title, all)| Fix { title: title.clone(), edits: edits(all) });
        Some(Diagnostic {
            code: explain(&self.code)?.code,
            severity: self.severity,
            message: self.message.clone(),
            help: self.help.clone(),
            place: self.place.clone(),
            related: self.related.clone(),
            plugin: self.plugin.clone(),
            fixes: fixes.collect(),
        })
    }
}

impl<'m> Memo<'m> {
    /// The memo as bytes. `maker` identifies the program, for another may make other pages of the same input.
    pub fn written(&self, maker: &[u8]) -> Vec<u8> {
        let body = postcard::to_allocvec(self).expect("memory takes whatever is written to it");
        [MARK, seal(maker, &body).as_bytes(), &body].concat()
    }

    /// A memo of this maker that is whole; none otherwise.
    pub fn read(bytes: &'m [u8], maker: &[u8]) -> Option<Self> {
        let (digest, body) = bytes.strip_prefix(MARK)?.split_at_checked(DIGEST)?;
        if digest != seal(maker, body).as_bytes() {
            return None;
        }
        postcard::from_bytes(body).ok()
    }
}

fn seal(maker: &[u8], body: &[u8]) -> Digest {
    Digest::of_parts([maker, body])
}
