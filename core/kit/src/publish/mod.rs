//! Writes a portal into a folder, so that the folder is a browsable site at every moment.
//!
//! Files are written aside as they are made, and moved into place once all are there: whole, pages after the assets they
//! need, and what is no longer part of the portal goes last. Only what our own manifest lists is ever replaced or removed. Nothing is forced to the disk:
//! the promise is about our process ending halfway, not about the machine losing power.

mod manifest;
mod plan;
mod publisher;
mod untouched;
mod write;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use journeybook_engine::Outlet as _;
use journeybook_model::Digest;
use thiserror::Error;

pub use publisher::Publisher;

use write::Step;

/// The files of a portal by path.
pub type Files = BTreeMap<Arc<str>, Arc<[u8]>>;

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files written.
    pub written: usize,
    /// Files that had these bytes already and were not touched.
    pub unchanged: usize,
    /// Files that were no longer part of the portal.
    pub removed: usize,
    /// Files of an earlier portal that somebody has changed since; they were left, and are no longer ours.
    pub kept: Vec<PathBuf>,
}

/// Why a portal was not published. Unless it is [`PublishError::Failed`], nothing was written at all.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The folder holds somebody else's files.
    #[error(
        "`{folder}` holds files that journeybook did not write, such as `{found}`: choose another folder with \
         `--out DIR`, or empty this one if nothing in it is needed"
    )]
    Foreign {
        /// The output folder.
        folder: PathBuf,
        /// One of the files.
        found: String,
    },
    /// Somebody else's file has the name of one of ours.
    #[error(
        "`{path}` is in the way: journeybook did not write it and will not replace it. Move it, or choose another \
         folder with `--out DIR`"
    )]
    Occupied {
        /// The file.
        path: PathBuf,
    },
    /// The list of our files cannot be understood.
    #[error(
        "`{path}` cannot be understood ({reason}), so it is not known which files are ours: delete the folder and build again"
    )]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A page asks to lie outside the folder.
    #[error("the portal's file `{path}` would lie outside the output folder: change the page's address")]
    Outside {
        /// Its path.
        path: String,
    },
    /// The disk refused. What is there is a browsable site; the next build completes it.
    #[error(
        "`{path}` cannot be written: {source}. Check its permissions and the space left, then build again"
    )]
    Failed {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Publishes a portal that is held in memory into `folder`, which is made where it does not exist.
pub fn publish(files: &Files, folder: &Path) -> Result<Published, PublishError> {
    publish_stepwise(files, folder, &mut |_| Ok(()))
}

/// Whether a folder is one that we wrote.
pub(crate) fn is_output(folder: &Path) -> bool {
    manifest::path(folder).is_file()
}

/// `before` is asked before each step, and may end the work there, as a crash would.
fn publish_stepwise(
    files: &Files,
    folder: &Path,
    before: &mut dyn FnMut(&Step<'_>) -> io::Result<()>,
) -> Result<Published, PublishError> {
    let publisher = Publisher::open(folder)?;
    let put = |(address, bytes): (&Arc<str>, &Arc<[u8]>)| {
        let digest = Digest::of(bytes);
        publisher.put(address, digest, bytes);
        (address.clone(), digest)
    };
    let listing = files.iter().map(put).collect();
    publisher.finish_stepwise(&listing, before)
}

#[cfg(test)]
mod tests;
