//! Remembers files by time and length.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use journeybook_engine::{File, Large};
use rayon::prelude::*;

use super::large::{self, OnDisk};
use super::walk::Entry;

/// The largest file a portal carries. Whatever is larger is a film or a mistake, and would be held in memory.
pub(super) const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// File systems keep time as coarsely as two seconds (FAT), so two saves within that look like one.
const SETTLED: Duration = Duration::from_secs(2);

/// A file that was met on a walk, and what came of reading it.
pub(super) type Met = (Entry, io::Result<File>);

/// How many files are met before they are read.
const AT_ONCE: usize = 64;

/// Files as they were when last read.
#[derive(Default)]
pub(super) struct Cache {
    known: HashMap<PathBuf, Known>,
    large: HashMap<PathBuf, (SystemTime, u64, Large, u64)>,
    round: u64,
    pub(super) reads: usize,
    /// Whether nobody will read again, so that nothing need be remembered.
    pub(super) is_once: bool,
}

struct Known {
    modified: SystemTime,
    len: u64,
    file: File,
    round: u64,
}

impl Known {
    /// Whether it is what was met now.
    fn is(&self, entry: &Entry) -> bool {
        Some(self.modified) == entry.modified && self.len == entry.len
    }
}

impl Cache {
    /// Begins a reading of the whole site.
    pub(super) fn begin(&mut self) {
        self.round += 1;
    }

    /// Ends it: what was not met is forgotten.
    pub(super) fn end(&mut self) {
        let round = self.round;
        self.known.retain(|_, known| known.round == round);
        self.large.retain(|_, (.., met)| *met == round);
    }

    /// The file, from memory where it cannot have changed.
    pub(super) fn get(&mut self, entry: &Entry) -> io::Result<File> {
        let file = self.known(entry).map_or_else(|| self.read(entry), Ok);
        self.keep(entry, file)
    }

    /// The files of a walk in its order. All cores read those that may have changed, while one goes on walking.
    pub(super) fn all<E: Send>(
        &mut self,
        mut walk: impl Iterator<Item = Result<Entry, E>> + Send,
    ) -> impl Iterator<Item = Result<Met, E>> {
        let next =
            move || Some(walk.by_ref().take(AT_ONCE).collect::<Vec<_>>()).filter(|met| !met.is_empty());
        let file = |entry: Entry| {
            let file = self.known(&entry).map_or_else(|| self.read(&entry), Ok);
            (entry, file)
        };
        let stretch = |(at, met): (usize, Vec<Result<Entry, E>>)| {
            (at, met.into_iter().map(|entry| entry.map(file)).collect::<Vec<_>>())
        };
        let mut all: Vec<_> = std::iter::from_fn(next).enumerate().par_bridge().map(stretch).collect();
        all.sort_unstable_by_key(|(at, _)| *at);
        let met = all.into_iter().flat_map(|(_, met)| met);
        met.map(|met| {
            met.map(|(entry, file)| {
                let file = self.keep(&entry, file);
                (entry, file)
            })
        })
    }

    /// The file, from disk. Whoever reads a site once can take a text from there again, and need not hold it.
    fn read(&self, entry: &Entry) -> io::Result<File> {
        let (name, bytes) = (entry.name.clone(), read(entry)?);
        if self.is_once {
            return Ok(File::passing(name, bytes, || Arc::new(OnDisk(entry.path.clone()))));
        }
        Ok(File::new(name, bytes))
    }

    /// A file that cannot have changed since it was read.
    fn known(&self, entry: &Entry) -> Option<File> {
        let known = self.known.get(&entry.path)?;
        known.is(entry).then(|| known.file.clone())
    }

    /// Remembers a file for this round.
    fn keep(&mut self, entry: &Entry, file: io::Result<File>) -> io::Result<File> {
        let file = file?;
        match self.known.get_mut(&entry.path).filter(|known| known.is(entry)) {
            Some(known) => known.round = self.round,
            None => {
                self.reads += 1;
                self.remember(entry, &file);
            }
        }
        Ok(file)
    }

    /// A file that is not held: what is remembered of it is its digest.
    pub(super) fn large(&mut self, entry: &Entry) -> io::Result<Large> {
        let same = |(modified, len, ..): &&mut (SystemTime, u64, Large, u64)| {
            Some(*modified) == entry.modified && *len == entry.len
        };
        if let Some((_, _, file, round)) = self.large.get_mut(&entry.path).filter(same) {
            *round = self.round;
            return Ok(file.clone());
        }
        self.reads += 1;
        let file = large::read(entry)?;
        if let Some(modified) = entry.modified.filter(|time| is_settled(*time)) {
            self.large.insert(entry.path.clone(), (modified, entry.len, file.clone(), self.round));
        }
        Ok(file)
    }

    fn remember(&mut self, entry: &Entry, file: &File) {
        let is_known = |time: &SystemTime| !self.is_once && is_settled(*time);
        let Some(modified) = entry.modified.filter(is_known) else { return };
        let known = Known { modified, len: entry.len, file: file.clone(), round: self.round };
        self.known.insert(entry.path.clone(), known);
    }
}

fn read(entry: &Entry) -> io::Result<Vec<u8>> {
    if entry.len > MAX_BYTES {
        let size = format!("it has {} MiB, and the limit is 64 MiB", entry.len / 1024 / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, size));
    }
    std::fs::read(&entry.path)
}

fn is_settled(modified: SystemTime) -> bool {
    SystemTime::now().duration_since(modified).is_ok_and(|age| age > SETTLED)
}
