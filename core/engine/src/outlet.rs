//! Where the files of a portal go, one by one, as they are made.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use journeybook_model::Digest;

/// The files of a portal: each address with the digest of its bytes.
pub type Listing = BTreeMap<Arc<str>, Digest>;

/// Writes a file piece by piece.
pub type Pieces<'p> = dyn FnMut(&mut dyn Write) -> io::Result<()> + 'p;

/// Takes the files of a portal from all threads of a build. What it holds already is not made again.
pub trait Outlet: Sync {
    /// Whether the file at an address is there with these bytes.
    fn holds(&self, address: &str, digest: Digest) -> bool;

    /// Takes a file. What goes wrong is the outlet's to say once the build is done.
    fn put(&self, address: &str, digest: Digest, bytes: &[u8]);

    /// A file that it holds or was given.
    fn get(&self, address: &str, digest: Digest) -> Option<Arc<[u8]>>;

    /// Takes a file that is too large to be made at once, and gives its digest.
    fn stream(&self, address: &str, pieces: &mut Pieces<'_>) -> Digest {
        let mut bytes = Vec::new();
        // Memory takes whatever is written to it.
        let _ = pieces(&mut bytes);
        let digest = Digest::of(&bytes);
        self.put(address, digest, &bytes);
        digest
    }
}

/// A file's digest and its bytes.
type Known = (Digest, Arc<[u8]>);

/// Files held in memory.
#[derive(Debug, Default)]
pub struct Held {
    files: Mutex<HashMap<Arc<str>, Known>>,
}

impl Held {
    /// The files of a listing; the others are let go.
    pub fn keep(&self, listing: &Listing) -> BTreeMap<Arc<str>, Arc<[u8]>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|address, (digest, _)| listing.get(address) == Some(digest));
        files.iter().map(|(address, (_, bytes))| (address.clone(), bytes.clone())).collect()
    }
}

impl Outlet for Held {
    fn holds(&self, address: &str, digest: Digest) -> bool {
        self.get(address, digest).is_some()
    }

    fn put(&self, address: &str, digest: Digest, bytes: &[u8]) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(Arc::from(address), (digest, bytes.into()));
    }

    fn get(&self, address: &str, digest: Digest) -> Option<Arc<[u8]>> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(address).filter(|(known, _)| *known == digest).map(|(_, bytes)| bytes.clone())
    }
}

/// Takes files and keeps none; what was made before counts as there.
pub struct Nowhere;

impl Outlet for Nowhere {
    fn holds(&self, _: &str, _: Digest) -> bool {
        true
    }

    fn put(&self, _: &str, _: Digest, _: &[u8]) {}

    fn get(&self, _: &str, _: Digest) -> Option<Arc<[u8]>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_held_under_its_digest_alone() {
        let (held, digest) = (Held::default(), Digest::of(b"x"));
        held.put("a.html", digest, b"x");
        assert!(held.holds("a.html", digest) && !held.holds("a.html", Digest::of(b"y")));
        assert_eq!(held.stream("b.html", &mut |to| to.write_all(b"x")), digest);
        let kept = held.keep(&Listing::from([("b.html".into(), digest)]));
        assert_eq!(kept.keys().map(|address| &**address).collect::<Vec<_>>(), ["b.html"]);
        assert!(!held.holds("a.html", digest), "what is no part of the portal is let go");
    }
}
