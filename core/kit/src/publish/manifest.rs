//! The list of the files we wrote, which lies beside them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use journeybook_engine::Listing;
use journeybook_model::Digest;
use serde::{Deserialize, Serialize};

use super::PublishError;

const NAME: &str = ".journeybook-manifest.json";

/// What we wrote, and what we were about to write when we were last seen.
///
/// While files are being written both lists hold, so that after a crash every file of either portal is known as ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The published files and their digests.
    pub(super) files: BTreeMap<String, String>,
    /// The files of a portal that is being written over it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) underway: BTreeMap<String, String>,
}

/// Where a folder's manifest lies.
pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

impl Manifest {
    /// The manifest of a finished portal.
    pub(super) fn of(listing: &Listing) -> Self {
        let digests = listing.iter().map(|(path, digest)| (path.to_string(), digest.to_string()));
        Self { files: digests.collect(), underway: BTreeMap::new() }
    }

    /// This manifest while `next` is written over it.
    pub(super) fn towards(&self, next: &Manifest) -> Self {
        let mut files = self.underway.clone();
        files.extend(self.files.clone());
        Self { files, underway: next.files.clone() }
    }

    /// A folder's manifest; none where it has none.
    pub(super) fn load(folder: &Path) -> Result<Option<Self>, PublishError> {
        let path = path(folder);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(PublishError::Manifest { path, reason: error.to_string() }),
        };
        let manifest = serde_json::from_slice(&text);
        manifest.map(Some).map_err(|error| PublishError::Manifest { path, reason: error.to_string() })
    }

    /// The manifest as it is written.
    pub(super) fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).expect("maps of strings are JSON")
    }

    /// Whether we wrote, or were about to write, a file here.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.underway.contains_key(path)
    }

    /// Whether bytes of this digest are what we wrote, or were about to write, there.
    pub(super) fn notes(&self, path: &str, digest: Digest) -> bool {
        let mut noted = [&self.files, &self.underway].into_iter().filter_map(|files| files.get(path));
        noted.any(|noted| *noted == digest.to_string())
    }

    /// Everything we may have written.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        let more = self.underway.keys().filter(|path| !self.files.contains_key(*path));
        self.files.keys().chain(more).map(String::as_str)
    }
}
