//! What one process tells the next about a build, as bytes: so that a build of what has not changed is a comparison, and a
//! build after an edit makes only what the edit touched.
//!
//! Nothing here is believed for more than it is: a page is kept only where all it read reads the same and the portal holds
//! the bytes it came to; bytes that are damaged in any way are no memo at all.

use std::io::{self, Write};
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Digester, Edit, Fix, Place, Severity, Span};
use postcard::ser_flavors::Flavor;
use serde::{Deserialize, Serialize};

use crate::codes::explain;
use crate::outlet::Listing;
use crate::{Work, plugin, render};

/// The first bytes of a memo. The number changes with the layout.
const MARK: &[u8] = b"journeybook memo 6\n";

/// The length of the digest at the end.
const DIGEST: usize = 16;

/// How much is written at once.
const PIECE: usize = 64 << 10;

/// A build: what it was made from, and everything that can be used again.
#[derive(Serialize, Deserialize)]
pub struct Memo<'m, P = render::Kept> {
    /// The build as a whole; none of one that was refused, for then not everything was made.
    pub whole: Option<Whole>,
    /// Its pages.
    pub pages: P,
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

impl<P: Serialize> Memo<'_, P> {
    /// Writes the memo piece by piece, for it is large. `maker` identifies the program, for another may make other pages
    /// of the same input.
    pub fn write(&self, maker: &[u8], to: &mut dyn Write) -> io::Result<()> {
        to.write_all(MARK)?;
        let sealing = Sealing { to, seal: begun(maker), piece: Vec::with_capacity(PIECE) };
        let (to, seal) = postcard::serialize_with_flavor(self, sealing).map_err(io::Error::other)?;
        to.write_all(seal.as_bytes())
    }
}

impl<'m> Memo<'m> {
    /// A memo of this maker that is whole; none otherwise.
    pub fn read(bytes: &'m [u8], maker: &[u8]) -> Option<Self> {
        let sealed = bytes.strip_prefix(MARK)?;
        let (body, digest) = sealed.split_at_checked(sealed.len().checked_sub(DIGEST)?)?;
        let mut seal = begun(maker);
        seal.add(body);
        if digest != seal.end().as_bytes() {
            return None;
        }
        postcard::from_bytes(body).ok()
    }
}

/// A seal that holds the maker, and no part of the body yet.
fn begun(maker: &[u8]) -> Digester {
    let mut seal = Digester::default();
    seal.add(Digest::of(maker).as_bytes());
    seal
}

/// Takes what is serialised, and gives it on sealed.
struct Sealing<'w> {
    to: &'w mut dyn Write,
    seal: Digester,
    /// What was not given on yet.
    piece: Vec<u8>,
}

impl Sealing<'_> {
    fn give(&mut self) -> postcard::Result<()> {
        self.seal.add(&self.piece);
        self.to.write_all(&self.piece).map_err(|_| postcard::Error::SerializeBufferFull)?;
        self.piece.clear();
        Ok(())
    }
}

impl<'w> Flavor for Sealing<'w> {
    type Output = (&'w mut dyn Write, Digest);

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.try_extend(&[byte])
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        if self.piece.len() + bytes.len() > PIECE {
            self.give()?;
        }
        self.piece.extend_from_slice(bytes);
        Ok(())
    }

    fn finalize(mut self) -> postcard::Result<Self::Output> {
        self.give()?;
        Ok((self.to, self.seal.end()))
    }
}
