//! Where what a build remembers lies: with the user's other caches, one file for each site and output folder.
//!
//! It is never part of a portal, and nothing is lost without it. A memo is replaced whole, so a reader finds the old one or
//! the new one; whether it is worth anything, the engine finds out.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, fs};

use journeybook_model::Digest;
use tempfile::NamedTempFile;

use crate::site::Site;

/// How many memos a user may have; the ones longest unused go first.
const MOST: usize = 50;

/// The memo of one site and one output folder.
pub struct Memo {
    path: PathBuf,
    maker: Vec<u8>,
}

impl Memo {
    /// The memo of a site that is built into `out`, in a folder of memos; none where there cannot be one.
    pub fn of(site: &Site, out: &Path, folder: &Path) -> Option<Self> {
        make(folder).ok()?;
        let out = std::path::absolute(out).ok()?;
        let parts = [site.content(), site.root(), &out].map(|path| path.as_os_str().as_encoded_bytes());
        Some(Self { path: folder.join(Digest::of_parts(parts).to_string()), maker: maker() })
    }

    /// What identifies this program, beside its version: two that differ may make different pages of the same input.
    pub fn maker(&self) -> &[u8] {
        &self.maker
    }

    /// What was remembered.
    pub fn load(&self) -> Option<Vec<u8>> {
        fs::read(&self.path).ok()
    }

    /// Remembers what `write` writes for the next time. What cannot be remembered is built again.
    pub fn keep(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.replace(write).is_ok() {
            self.sweep();
        }
    }

    fn replace(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = NamedTempFile::new_in(folder)?;
        write(&mut file)?;
        file.persist(&self.path)?;
        Ok(())
    }

    fn sweep(&self) {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let Ok(entries) = fs::read_dir(folder) else { return };
        let age = |entry: &fs::DirEntry| entry.metadata().and_then(|about| about.modified()).ok();
        let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let mut kept: Vec<_> = files.map(|entry| (age(&entry), entry.path())).collect();
        kept.sort_by_key(|(age, _)| std::cmp::Reverse(*age));
        for (_, path) in kept.drain(MOST.min(kept.len())..) {
            let _ = fs::remove_file(path);
        }
    }
}

/// The version, and which file of the disk the program is: a rebuilt one has another time.
fn maker() -> Vec<u8> {
    let about = env::current_exe().and_then(|path| Ok((path.clone(), fs::metadata(path)?))).ok();
    let since = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let stamp = about.map(|(path, about)| (path, about.len(), about.modified().ok().map(since)));
    format!("{} {stamp:?}", env!("CARGO_PKG_VERSION")).into_bytes()
}

/// What a site says is nobody else's to read.
#[cfg(unix)]
fn make(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn each_output_folder_has_a_memo_of_its_own() {
        let dir = tempfile::tempdir().unwrap();
        let site = Site::at(dir.path());
        let memo = |out: &str| Memo::of(&site, Path::new(out), &dir.path().join("memos")).unwrap();
        memo("/a").keep(|file| file.write_all(b"one"));
        memo("/b").keep(|file| file.write_all(b"two"));
        assert_eq!((memo("/a").load(), memo("/b").load()), (Some(b"one".to_vec()), Some(b"two".to_vec())));
        assert_eq!(memo("/c").load(), None);
    }

    #[test]
    fn the_longest_unused_go_first() {
        let dir = tempfile::tempdir().unwrap();
        let site = Site::at(dir.path());
        let memo = |number: usize| Memo::of(&site, Path::new(&format!("/{number}")), dir.path()).unwrap();
        for number in 0..MOST {
            memo(number).keep(|file| file.write_all(b"x"));
            let old = SystemTime::UNIX_EPOCH + Duration::from_secs(number as u64);
            fs::File::open(&memo(number).path).unwrap().set_modified(old).unwrap();
        }
        memo(MOST).keep(|file| file.write_all(b"x"));
        let gone: Vec<usize> = (0..=MOST).filter(|number| memo(*number).load().is_none()).collect();
        assert_eq!(gone, [0]);
    }
}
