//! What was found last, with a few files put in anew: those that the system says have changed.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use journeybook_engine::File;

use super::Found;
use super::large::HELD;
use super::walk::name_of;
use crate::site::Site;

/// What was found last, where all of it is told of when it changes.
pub(super) struct Last {
    pub site: Site,
    pub found: Found,
    /// Where each file stands: among the content, and after that among the data.
    places: HashMap<Arc<str>, usize>,
}

impl Last {
    /// What was found of a site, if the system tells of every change of it.
    pub fn of(site: &Site, found: &Found) -> Option<Self> {
        let files = || found.input.content.iter().chain(found.input.data.iter());
        are_told(site, found).then(|| Self {
            site: site.clone(),
            found: found.clone(),
            places: files().enumerate().map(|(at, file)| (file.path.clone(), at)).collect(),
        })
    }
}

/// Whether the system tells of every change of what was found: not of what lies behind links, for it watches the folders
/// of the site alone.
fn are_told(site: &Site, found: &Found) -> bool {
    let input = &found.input;
    let paths = input.content.iter().chain(input.data.iter()).map(|file| site.root().join(&*file.path));
    let large = input.large.iter().map(|file| site.root().join(&*file.path));
    let mut folders = HashSet::new();
    paths.chain(large).all(|path| {
        let folder = path.parent().unwrap_or(&path);
        let is_new = folders.insert(folder.to_owned());
        let is_plain = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        is_plain && (!is_new || folder.canonicalize().is_ok_and(|real| real == folder))
    })
}

/// Reads these files anew, and says how many they were; none where one of them is more than the text of a file
/// that was there and still is.
pub(super) fn put(last: &mut Last, paths: &[PathBuf]) -> Option<usize> {
    for path in paths {
        let (name, bytes) = (name_of(last.site.root(), path)?, bytes(path)?);
        let input = &mut last.found.input;
        let at = *last.places.get(&*name)?;
        let file = match at.checked_sub(input.content.len()) {
            None => input.content.get_mut(at)?,
            Some(at) => input.data.get_mut(at)?,
        };
        *file = File::new(file.path.clone(), bytes);
    }
    Some(paths.len())
}

fn bytes(path: &Path) -> Option<Vec<u8>> {
    let is_held = fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() <= HELD);
    is_held.then(|| fs::read(path).ok()).flatten()
}
