//! Tables that are too large to be held: their digest is taken, and their bytes are read again whenever they are needed.

use std::fs;
use std::io::{self, BufReader, Read};
use std::path::PathBuf;
use std::sync::Arc;

use journeybook_engine::{Large, Open};
use journeybook_model::Digester;

use super::walk::Entry;

/// Tables of up to this many bytes are held like every other file.
pub(super) const HELD: u64 = 1024 * 1024;

/// What tables end in.
const TABLES: [&str; 4] = [".csv", ".tsv", ".tab", ".txt"];

/// As much as is read at once.
const PIECE: usize = 256 * 1024;

/// Whether a file is a table that is not held.
pub(super) fn is_large(entry: &Entry) -> bool {
    let name = entry.name.to_ascii_lowercase();
    entry.len > HELD && TABLES.iter().any(|ending| name.ends_with(ending))
}

/// Takes the digest of a file.
pub(super) fn read(entry: &Entry) -> io::Result<Large> {
    let from = OnDisk(entry.path.clone());
    let mut digester = Digester::default();
    let mut piece = vec![0; PIECE];
    let mut bytes = from.open()?;
    loop {
        match bytes.read(&mut piece)? {
            0 => break,
            read => digester.add(&piece[..read]),
        }
    }
    drop(bytes);
    Ok(Large { path: entry.name.clone(), digest: digester.end(), from: Arc::new(from) })
}

/// A file of the disk.
pub(super) struct OnDisk(pub(super) PathBuf);

impl Open for OnDisk {
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(BufReader::with_capacity(PIECE, fs::File::open(&self.0)?)))
    }
}
