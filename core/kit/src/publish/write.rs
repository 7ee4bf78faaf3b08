//! The single steps of publishing; each leaves the folder whole, whether it succeeds or not.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use tempfile::{Builder, NamedTempFile, TempDir};

use super::manifest::{self, Manifest};

const TEMPORARY: (&str, &str) = (".journeybook-", ".tmp");

/// The folders that are known to be there, so that each is made once.
pub(super) type Made = HashSet<PathBuf>;

/// One step.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// Say in the manifest what is ours.
    Note {
        /// What it says from now on.
        manifest: Manifest,
    },
    /// Put a file in place.
    Place {
        /// Its path in the portal.
        path: &'a str,
        /// Where it waits.
        aside: &'a Path,
    },
    /// Take a file away.
    Remove {
        /// Its path in the portal.
        path: String,
    },
}

impl Step<'_> {
    /// The file it is about.
    pub(super) fn path(&self, folder: &Path) -> PathBuf {
        match self {
            Step::Note { .. } => manifest::path(folder),
            Step::Place { path, .. } => folder.join(path),
            Step::Remove { path } => folder.join(path),
        }
    }

    /// Does it.
    pub(super) fn take(&self, folder: &Path, made: &mut Made) -> io::Result<()> {
        let path = self.path(folder);
        match self {
            Step::Note { manifest } => replace(&path, &manifest.bytes()),
            Step::Place { aside, .. } => place(aside, &path, made),
            Step::Remove { .. } => remove(folder, &path),
        }
    }
}

/// Removes what a crash left of files that were being written.
pub(super) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_temporary(&entry.file_name().to_string_lossy()) {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            // What stays is only untidy; the next build tries again.
            let _ = if is_folder { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) };
        }
    }
}

/// A folder for files that wait to be put in place.
pub(super) fn aside(folder: &Path) -> io::Result<TempDir> {
    Builder::new().prefix(TEMPORARY.0).suffix(TEMPORARY.1).tempdir_in(folder)
}

fn place(aside: &Path, path: &Path, made: &mut Made) -> io::Result<()> {
    make_room(path, made)?;
    fs::rename(aside, path)
}

/// Makes the folder of a file.
pub(super) fn make_room(path: &Path, made: &mut Made) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    if made.insert(folder.to_owned()) { fs::create_dir_all(folder) } else { Ok(()) }
}

fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)
}

/// A rename replaces a file at once only inside one file system, so the new bytes begin in the same folder.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

/// Temporary files are private by default, and a web server runs as another user: what is published is readable.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Removes a file, and the folders that held nothing else.
fn remove(folder: &Path, path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let parents = path.ancestors().skip(1).take_while(|parent| *parent != folder);
    for parent in parents {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(())
}
