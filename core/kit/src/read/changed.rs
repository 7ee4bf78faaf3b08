//! What was found last, with a few files put in anew: those that the system says have changed.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use journeybook_engine::File;

use super::Found;
use super::large::HELD;
use super::walk::name_of;
use crate::site::Site;

/// Whether the system tells of every change of what was found: not of what lies behind links, for it watches the folders
/// of the site alone.
pub(super) fn are_told(site: &Site, found: &Found) -> bool {
    let input = &found.input;
    let paths = input.content.iter().chain(&input.data).map(|file| site.root().join(&*file.path));
    let large = input.large.iter().map(|file| site.root().join(&*file.path));
    let mut folders = HashSet::new();
    paths.chain(large).all(|path| {
        let folder = path.parent().unwrap_or(&path);
        let is_new = folders.insert(folder.to_owned());
        let is_plain = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        is_plain && (!is_new || folder.canonicalize().is_ok_and(|real| real == folder))
    })
}

/// The same with these files read anew, and how many that were; none where one of them is more than the text of a file
/// that was there and still is.
pub(super) fn put(site: &Site, mut found: Found, paths: &[PathBuf]) -> Option<(Found, usize)> {
    for path in paths {
        let (name, bytes) = (name_of(site.root(), path)?, bytes(path)?);
        let input = &mut found.input;
        let file = input.content.iter_mut().chain(&mut input.data).find(|file| *file.path == *name)?;
        *file = File::new(file.path.clone(), bytes);
    }
    Some((found, paths.len()))
}

fn bytes(path: &Path) -> Option<Vec<u8>> {
    let is_held = fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() <= HELD);
    is_held.then(|| fs::read(path).ok()).flatten()
}
