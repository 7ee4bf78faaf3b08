//! The single steps of publishing; each leaves the folder whole, whether it succeeds or not.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use tempfile::{Builder, NamedTempFile};

use super::manifest::{self, Manifest};

const TEMPORARY: (&str, &str) = (".journeybook-", ".tmp");

/// One step.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// Say in the manifest what is ours.
    Note {
        /// What it says from now on.
        manifest: Manifest,
    },
    /// Put a file in place.
    Write {
        /// Its path in the portal.
        path: &'a str,
        /// Its bytes.
        bytes: &'a [u8],
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
            Step::Write { path, .. } => folder.join(path),
            Step::Remove { path } => folder.join(path),
        }
    }

    /// Does it.
    pub(super) fn take(&self, folder: &Path) -> io::Result<()> {
        let path = self.path(folder);
        match self {
            Step::Note { manifest } => replace(&path, &manifest.bytes()),
            Step::Write { bytes, .. } => replace(&path, bytes),
            Step::Remove { .. } => remove(folder, &path),
        }
    }
}

/// Removes what a crash left of files that were being written.
pub(super) fn sweep(folder: &Path) {
    let files =
        walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    for entry in files.filter(|entry| is_temporary(&entry.file_name().to_string_lossy())) {
        // One that stays is only untidy; the next build tries again.
        let _ = fs::remove_file(entry.path());
    }
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
