//! Takes the files of a portal as they are made, and puts them in place once all are there.
//!
//! What waits lies in a folder beside the portal's files, on the same file system, so that putting it in place is a rename.
//! A file that has its bytes already is neither written nor touched.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fs, mem};

use journeybook_engine::Outlet;
use journeybook_engine::outlet::{Listing, Pieces};
use journeybook_model::{Digest, Digester};
use tempfile::TempDir;

use super::manifest::{self, Manifest};
use super::plan::Plan;
use super::untouched::Untouched;
use super::write::{self, Made, Step};
use super::{PublishError, Published};

/// How many bytes of a file are looked at together.
const AT_ONCE: usize = 64 << 10;

/// The folder of a portal while a build is underway.
pub struct Publisher {
    folder: PathBuf,
    manifest: Manifest,
    untouched: Untouched,
    /// Whether there is no portal yet: then files wait as they will lie, and whole folders are put in place.
    is_first: bool,
    waiting: Mutex<Waiting>,
}

/// Files by their paths in the portal: each with its digest, and where it waits.
type Files = BTreeMap<String, (Digest, PathBuf)>;

/// The files that wait to be put in place.
#[derive(Default)]
struct Waiting {
    aside: Option<TempDir>,
    /// The folders that were made in it.
    made: Made,
    files: Files,
    taken: usize,
    /// Whether the portal's folder was made for them.
    new: bool,
    failure: Option<PublishError>,
}

impl Waiting {
    /// The folder to wait in, beside the files of a portal.
    fn aside(&mut self, portal: &Path) -> io::Result<PathBuf> {
        if let Some(aside) = &self.aside {
            return Ok(aside.path().to_owned());
        }
        self.new = !portal.exists();
        fs::create_dir_all(portal)?;
        let aside = write::aside(portal)?;
        Ok(self.aside.insert(aside).path().to_owned())
    }
}

impl Publisher {
    /// Opens a folder that is ours, or empty, or not there yet. Nothing is written before there is a file to write.
    pub fn open(folder: &Path) -> Result<Self, PublishError> {
        write::sweep(folder);
        let known = Manifest::load(folder)?;
        let is_first = known.is_none();
        let manifest = known.map_or_else(|| claim(folder), Ok)?;
        // Of a portal that was left half-written, the times say nothing.
        let is_finished = manifest.underway.is_empty();
        let untouched =
            if is_finished { Untouched::since(&manifest::path(folder)) } else { Untouched::unknown() };
        Ok(Self { folder: folder.to_owned(), manifest, untouched, is_first, waiting: Mutex::default() })
    }

    /// Believes no file's times: every byte of what is there is looked at.
    pub fn thorough(mut self) -> Self {
        self.untouched = Untouched::unknown();
        self
    }

    /// Puts a portal in place, of which every file was taken or is there already.
    pub fn finish(self, listing: &Listing) -> Result<Published, PublishError> {
        self.finish_stepwise(listing, &mut |_| Ok(()))
    }

    pub(super) fn finish_stepwise(
        self,
        listing: &Listing,
        before: &mut dyn FnMut(&Step<'_>) -> io::Result<()>,
    ) -> Result<Published, PublishError> {
        let mut waiting = mem::take(&mut *self.waiting());
        if let Some(failure) = waiting.failure {
            return Err(failure);
        }
        self.withdraw(&mut waiting.files, listing)?;
        let aside = waiting.files.iter().map(|(path, (_, aside))| (path.as_str(), aside.as_path()));
        let plan = Plan::new(listing, aside.collect(), &self.folder, &self.manifest)?;
        let mut made = Made::default();
        for step in plan.steps() {
            let done = before(step).and_then(|()| step.take(&self.folder, &mut made));
            done.map_err(|source| PublishError::Failed { path: step.path(&self.folder), source })?;
        }
        Ok(plan.published())
    }

    /// Takes away what waits and is no part of the portal, so that no folder brings it along.
    fn withdraw(&self, files: &mut Files, listing: &Listing) -> Result<(), PublishError> {
        for (path, (_, aside)) in files.extract_if(.., |path, _| !listing.contains_key(path.as_str())) {
            let failed = |source| PublishError::Failed { path: self.folder.join(path), source };
            fs::remove_file(aside).map_err(failed)?;
        }
        Ok(())
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a file aside; what goes wrong is said at the end.
    fn aside(&self, address: &str, write: impl FnOnce(&Path) -> io::Result<Digest>) -> Option<Digest> {
        let path = match self.place(address) {
            Ok(path) => path,
            Err(failure) => return self.fail(failure),
        };
        match write(&path) {
            Ok(digest) => {
                self.waiting().files.insert(address.to_owned(), (digest, path));
                Some(digest)
            }
            Err(source) => self.fail(PublishError::Failed { path: self.folder.join(address), source }),
        }
    }

    /// Where the next file waits: as it will lie in a portal that is new. Otherwise it has a number, and needs no folder.
    fn place(&self, address: &str) -> Result<PathBuf, PublishError> {
        inside(&self.folder, address)?;
        let failed = |source| PublishError::Failed { path: self.folder.join(address), source };
        let mut waiting = self.waiting();
        waiting.taken += 1;
        let number = waiting.taken.to_string();
        let path =
            waiting.aside(&self.folder).map_err(failed)?.join(if self.is_first { address } else { &number });
        if self.is_first {
            write::make_room(&path, &mut waiting.made).map_err(failed)?;
        }
        Ok(path)
    }

    /// The first failure is the one to say.
    fn fail(&self, failure: PublishError) -> Option<Digest> {
        self.waiting().failure.get_or_insert(failure);
        None
    }

    fn waits(&self, address: &str, digest: Digest) -> Option<PathBuf> {
        let waiting = self.waiting();
        let found = waiting.files.get(address).filter(|(known, _)| *known == digest);
        found.map(|(_, path)| path.clone())
    }

    /// Where a file of ours lies that should have these bytes, and what the system says of it.
    fn noted(&self, address: &str, digest: Digest) -> Option<(PathBuf, Metadata)> {
        let target = inside(&self.folder, address).ok().filter(|_| self.manifest.notes(address, digest))?;
        let metadata = fs::symlink_metadata(&target).ok().filter(Metadata::is_file)?;
        Some((target, metadata))
    }

    /// Whether a file of ours is in place with the bytes it should have. One that was touched is looked at, piece by piece.
    fn is_in_place(&self, address: &str, digest: Digest) -> bool {
        let read = |path| {
            let mut seen = Measured { to: io::sink(), digest: Digester::default() };
            let file = BufReader::with_capacity(AT_ONCE, fs::File::open(path)?);
            io::copy(&mut { file }, &mut seen).map(|_| seen.digest.end())
        };
        self.noted(address, digest).is_some_and(|(path, metadata)| {
            self.untouched.holds(&metadata) || read(path).is_ok_and(|found| found == digest)
        })
    }

    /// The bytes of a file of ours that is in place, where they are what they should be.
    fn in_place(&self, address: &str, digest: Digest) -> Option<Vec<u8>> {
        let (path, _) = self.noted(address, digest)?;
        let bytes = fs::read(path).ok()?;
        (Digest::of(&bytes) == digest).then_some(bytes)
    }
}

/// A portal that is not put in place leaves nothing behind.
impl Drop for Publisher {
    fn drop(&mut self) {
        let waiting = mem::take(&mut *self.waiting());
        drop(waiting.aside);
        if waiting.new {
            // Somebody may have put something there; then it stays.
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

impl Outlet for Publisher {
    fn holds(&self, address: &str, digest: Digest) -> bool {
        self.waits(address, digest).is_some() || self.is_in_place(address, digest)
    }

    fn put(&self, address: &str, digest: Digest, bytes: &[u8]) {
        if !self.holds(address, digest) {
            self.aside(address, |path| fs::write(path, bytes).map(|()| digest));
        }
    }

    fn get(&self, address: &str, digest: Digest) -> Option<Arc<[u8]>> {
        let waits = self.waits(address, digest).and_then(|path| fs::read(path).ok());
        waits.or_else(|| self.in_place(address, digest)).map(Arc::from)
    }

    fn stream(&self, address: &str, pieces: &mut Pieces<'_>) -> Digest {
        let written = self.aside(address, |path| {
            let mut to =
                Measured { to: BufWriter::new(fs::File::create(path)?), digest: Digester::default() };
            pieces(&mut to)?;
            to.to.flush()?;
            Ok(to.digest.end())
        });
        let digest = written.unwrap_or_default();
        if self.is_in_place(address, digest) {
            self.waiting().files.remove(address);
        }
        digest
    }
}

/// Takes the digest of what is written on its way.
struct Measured<W> {
    to: W,
    digest: Digester,
}

impl<W: Write> Write for Measured<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.digest.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// A path of the portal in its folder.
pub(super) fn inside(folder: &Path, path: &str) -> Result<PathBuf, PublishError> {
    let plain =
        !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if plain { Ok(folder.join(path)) } else { Err(PublishError::Outside { path: path.to_owned() }) }
}

/// A folder without a manifest must be empty to become ours.
fn claim(folder: &Path) -> Result<Manifest, PublishError> {
    let failed = |source| PublishError::Failed { path: folder.to_owned(), source };
    let mut entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
        entries => entries.map_err(failed)?,
    };
    match entries.next() {
        None => Ok(Manifest::default()),
        Some(entry) => {
            let found = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
            Err(PublishError::Foreign { folder: folder.to_owned(), found })
        }
    }
}
