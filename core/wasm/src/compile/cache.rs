//! Machine code that was compiled before.
//!
//! Machine code is trusted, so it is kept where nobody but the user can write: in the user's own cache folder, never in a
//! project and never from a download. A file that is damaged is as good as none.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use wasmtime::Engine;

/// The first bytes of a file. The number changes with the layout.
const MARK: &[u8] = b"journeybook code 1\n";
/// The length of the digest that follows.
const DIGEST: usize = 32;
/// How many components a user may have at hand; the ones longest unused go first.
const MOST: usize = 100;

/// A folder of code.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

/// What code is kept by: the component, and everything about the compiler that decides what comes out.
#[derive(Debug)]
pub struct Key(blake3::Hash);

impl Key {
    /// The key of a component under an engine.
    pub fn of(engine: &Engine, bytes: &[u8]) -> Self {
        let mut hasher = Hashing(blake3::Hasher::new());
        std::hash::Hash::hash(&engine.precompile_compatibility_hash(), &mut hasher);
        hasher.0.update(bytes);
        Self(hasher.0.finalize())
    }
}

/// Takes in what wasmtime hashes. `finish` is for tables, which nobody has here.
struct Hashing(blake3::Hasher);

impl std::hash::Hasher for Hashing {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

impl Cache {
    /// A folder, made where it is not there; none if others could write to it.
    pub fn open(folder: PathBuf) -> Option<Self> {
        make(&folder).ok()?;
        is_ours_alone(&folder).then_some(Self { folder })
    }

    /// Code that was kept, if it is whole.
    pub fn find(&self, key: &Key) -> Option<Vec<u8>> {
        let path = self.path(key);
        let mut bytes = fs::read(&path).ok()?;
        let rest = bytes.strip_prefix(MARK)?;
        let (digest, code) = rest.split_at_checked(DIGEST)?;
        if digest != digest_of(key, code).as_bytes() {
            return None;
        }
        // Its age says how long it has not been used.
        let file = fs::File::options().append(true).open(&path);
        let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
        Some(bytes.split_off(MARK.len() + DIGEST))
    }

    /// Keeps code. What cannot be kept is compiled again the next time.
    pub fn keep(&self, key: &Key, code: &[u8]) {
        if self.write(key, code).is_ok() {
            self.sweep();
        }
    }

    /// Another process may keep the same at the same time: each has a file of its own until it is renamed.
    fn write(&self, key: &Key, code: &[u8]) -> std::io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(MARK)?;
        file.write_all(digest_of(key, code).as_bytes())?;
        file.write_all(code)?;
        file.persist(self.path(key))?;
        Ok(())
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(key.0.to_hex().as_str())
    }

    fn sweep(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let age = |entry: &fs::DirEntry| entry.metadata().and_then(|about| about.modified()).ok();
        let mut kept: Vec<_> = entries.flatten().map(|entry| (age(&entry), entry.path())).collect();
        kept.sort_by_key(|(age, _)| std::cmp::Reverse(*age));
        for (_, path) in kept.drain(MOST.min(kept.len())..) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Bound to the key, so that a file under another's name is none.
fn digest_of(key: &Key, code: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(key.0.as_bytes()).update(code).finalize()
}

#[cfg(unix)]
fn make(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

/// A folder that another user owns or can write to may hold anything; so may one that a link leads to.
#[cfg(unix)]
fn is_ours_alone(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(about) = fs::symlink_metadata(folder) else { return false };
    let others_write = about.mode() & 0o022 != 0;
    about.is_dir() && about.uid() == rustix::process::geteuid().as_raw() && !others_write
}

/// A user's own folders are closed to others by the system's default.
#[cfg(not(unix))]
fn is_ours_alone(folder: &Path) -> bool {
    folder.is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::engine;

    fn cache() -> (tempfile::TempDir, Cache, Key) {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache::open(dir.path().join("plugins")).unwrap();
        let key = Key::of(&engine().unwrap(), b"component");
        (dir, cache, key)
    }

    #[test]
    fn what_is_kept_is_found_and_nothing_else() {
        let (_dir, cache, key) = cache();
        assert_eq!(cache.find(&key), None);
        cache.keep(&key, b"code");
        assert_eq!(cache.find(&key).as_deref(), Some(b"code".as_slice()));
        assert_eq!(cache.find(&Key::of(&engine().unwrap(), b"another")), None);
    }

    #[test]
    fn a_damaged_file_is_as_good_as_none() {
        let (_dir, cache, key) = cache();
        cache.keep(&key, b"code");
        let path = cache.path(&key);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&path, &damaged).unwrap();
            assert_eq!(cache.find(&key), None, "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(cache.find(&key), None, "the first {at} bytes");
        }
    }

    #[test]
    fn a_file_under_anothers_name_is_none() {
        let (_dir, cache, key) = cache();
        cache.keep(&key, b"code");
        let other = Key::of(&engine().unwrap(), b"another");
        fs::rename(cache.path(&key), cache.path(&other)).unwrap();
        assert_eq!(cache.find(&other), None);
    }

    #[test]
    fn the_longest_unused_go_first() {
        let (_dir, cache, _) = cache();
        let engine = engine().unwrap();
        let key = |number: usize| Key::of(&engine, number.to_string().as_bytes());
        for number in 0..MOST {
            cache.keep(&key(number), b"code");
            let old = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(number as u64);
            fs::File::open(cache.path(&key(number))).unwrap().set_modified(old).unwrap();
        }
        assert!(cache.find(&key(0)).is_some(), "which makes it the youngest");
        cache.keep(&key(MOST), b"code");
        let gone: Vec<usize> = (0..=MOST).filter(|number| cache.find(&key(*number)).is_none()).collect();
        assert_eq!(gone, [1]);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_others_write_to_is_not_used() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let open = dir.path().join("open");
        fs::create_dir(&open).unwrap();
        fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).unwrap();
        assert!(Cache::open(open.clone()).is_none());
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(dir.path(), &link).unwrap();
        assert!(Cache::open(link).is_none());
    }
}
