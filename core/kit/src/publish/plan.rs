//! What has to be done to a folder, in the order that keeps it browsable; nothing is written while planning.

use std::fs;
use std::path::{Component, Path};

use super::manifest::Manifest;
use super::write::Step;
use super::{Files, PublishError, Published};

/// The steps from what a folder holds to a portal.
pub(super) struct Plan<'a> {
    steps: Vec<Step<'a>>,
    published: Published,
}

impl<'a> Plan<'a> {
    /// Compares a portal with its folder; refuses where somebody else's file is in the way.
    pub(super) fn new(files: &'a Files, folder: &Path, old: &Manifest) -> Result<Self, PublishError> {
        let writes = writes(files, folder, old)?;
        let (removals, kept) = removals(files, folder, old);
        let published = Published {
            written: writes.len(),
            unchanged: files.len() - writes.len(),
            removed: removals.len(),
            kept: kept.iter().map(|path| folder.join(path)).collect(),
        };
        Ok(Self { steps: in_order(files, old, writes, removals), published })
    }

    /// The steps, in order.
    pub(super) fn steps(&self) -> &[Step<'a>] {
        &self.steps
    }

    /// What there is to report once they are done.
    pub(super) fn published(self) -> Published {
        self.published
    }
}

type Write<'a> = (&'a str, &'a [u8]);

fn writes<'a>(files: &'a Files, folder: &Path, old: &Manifest) -> Result<Vec<Write<'a>>, PublishError> {
    let mut writes = Vec::new();
    for (path, bytes) in files {
        let target = inside(folder, path)?;
        if is_occupied(&target) && !old.lists(path) {
            return Err(PublishError::Occupied { path: target });
        }
        if !holds(&target, bytes) {
            writes.push((&**path, &**bytes));
        }
    }
    Ok(writes)
}

/// A folder with nothing of ours below a page's name is not in the way: a page may become a folder and back.
fn is_occupied(target: &Path) -> bool {
    fs::symlink_metadata(target).is_ok_and(|metadata| !metadata.is_dir())
}

fn holds(target: &Path, bytes: &[u8]) -> bool {
    let plain = fs::symlink_metadata(target);
    let same_length = plain.is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    same_length && fs::read(target).is_ok_and(|found| found == bytes)
}

fn inside(folder: &Path, path: &str) -> Result<std::path::PathBuf, PublishError> {
    let plain =
        !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if plain { Ok(folder.join(path)) } else { Err(PublishError::Outside { path: path.to_owned() }) }
}

/// What goes, and what would go had nobody changed it.
fn removals(files: &Files, folder: &Path, old: &Manifest) -> (Vec<String>, Vec<String>) {
    let gone = old.paths().filter(|path| !files.contains_key(*path) && inside(folder, path).is_ok());
    let there = gone.filter_map(|path| Some((path, fs::read(folder.join(path)).ok()?)));
    let (ours, changed): (Vec<_>, Vec<_>) = there.partition(|(path, found)| old.wrote(path, found));
    let names = |list: Vec<(&str, Vec<u8>)>| list.into_iter().map(|(path, _)| path.to_owned()).collect();
    (names(ours), names(changed))
}

fn in_order<'a>(
    files: &Files,
    old: &Manifest,
    mut writes: Vec<Write<'a>>,
    mut removals: Vec<String>,
) -> Vec<Step<'a>> {
    let new = Manifest::of(files);
    if writes.is_empty() && removals.is_empty() && new == *old {
        return Vec::new();
    }
    writes.sort_by_key(|(path, _)| rank(path));
    removals.sort_by_key(|path| std::cmp::Reverse(rank(path)));
    let (first, last): (Vec<_>, Vec<_>) = removals.into_iter().partition(|path| is_obstacle(path, files));
    let removal = |path| Step::Remove { path };
    let mut steps = vec![Step::Note { manifest: old.towards(&new) }];
    steps.extend(first.into_iter().map(removal));
    steps.extend(writes.into_iter().map(|(path, bytes)| Step::Write { path, bytes }));
    steps.extend(last.into_iter().map(removal));
    steps.push(Step::Note { manifest: new });
    steps
}

/// Assets, then pages, then the page that leads to them; they go in the opposite order.
fn rank(path: &str) -> u8 {
    match path {
        "index.html" => 2,
        path if path.ends_with(".html") => 1,
        _ => 0,
    }
}

/// Whether a file that goes stands where a folder must be, or in a folder where a file must be.
fn is_obstacle(path: &str, files: &Files) -> bool {
    let below =
        |upper: &str, lower: &str| lower.strip_prefix(upper).is_some_and(|rest| rest.starts_with('/'));
    files.keys().any(|new| below(path, new) || below(new, path))
}
