//! What has to be done to a folder, in the order that keeps it browsable; nothing is put in place while planning.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::ops::Bound;
use std::path::Path;

use journeybook_engine::Listing;
use journeybook_model::Digest;

use super::manifest::Manifest;
use super::publisher::inside;
use super::write::Step;
use super::{PublishError, Published};

/// Where files of a portal wait to be put in place, by their paths in it.
pub(super) type Aside<'a> = BTreeMap<&'a str, &'a Path>;

/// The steps from what a folder holds to a portal.
pub(super) struct Plan<'a> {
    steps: Vec<Step<'a>>,
    published: Published,
}

impl<'a> Plan<'a> {
    /// Compares a portal with its folder; refuses where somebody else's file is in the way.
    pub(super) fn new(
        listing: &Listing,
        aside: Aside<'a>,
        folder: &Path,
        old: &Manifest,
    ) -> Result<Self, PublishError> {
        let writes: Vec<Write<'a>> = aside.into_iter().collect();
        let mut there = HashMap::new();
        for (path, _) in &writes {
            let target = inside(folder, path)?;
            let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
            let is_there = *there.entry(parent).or_insert_with(|| folder.join(parent).exists());
            if is_there && is_occupied(&target) && !old.lists(path) {
                return Err(PublishError::Occupied { path: target });
            }
        }
        let (removals, kept) = removals(listing, folder, old);
        let published = Published {
            written: writes.len(),
            unchanged: listing.len() - writes.len(),
            removed: removals.len(),
            kept: kept.iter().map(|path| folder.join(path)).collect(),
        };
        Ok(Self { steps: in_order(listing, old, moves(writes, folder), removals), published })
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

/// A path in the portal, and where its bytes wait.
type Write<'a> = (&'a str, &'a Path);

/// What is put in place at once.
struct Move<'a> {
    path: &'a str,
    aside: &'a Path,
    rank: u8,
}

/// Files one by one; but folders that wait as they will lie, where the portal has none of their name, are moved whole.
fn moves<'a>(writes: Vec<Write<'a>>, folder: &Path) -> Vec<Move<'a>> {
    let mut all: Vec<Move<'a>> = Vec::new();
    for (file, waits) in writes {
        let (path, aside) = folder_of(file, waits).unwrap_or((file, waits));
        let rank = rank(file);
        match all.last_mut().filter(|last| last.path == path) {
            Some(last) => last.rank = last.rank.max(rank),
            None if path != file && folder.join(path).exists() => {
                all.push(Move { path: file, aside: waits, rank })
            }
            None => all.push(Move { path, aside, rank }),
        }
    }
    all
}

/// The outermost folder of a file that waits in one like it.
fn folder_of<'a>(file: &'a str, waits: &'a Path) -> Option<Write<'a>> {
    let (top, _) = file.split_once('/')?;
    let aside = waits.ancestors().nth(file.matches('/').count())?;
    waits.ends_with(file).then_some((top, aside))
}

/// A folder with nothing of ours below a page's name is not in the way: a page may become a folder and back.
fn is_occupied(target: &Path) -> bool {
    fs::symlink_metadata(target).is_ok_and(|metadata| !metadata.is_dir())
}

/// What goes, and what would go had nobody changed it.
fn removals(listing: &Listing, folder: &Path, old: &Manifest) -> (Vec<String>, Vec<String>) {
    let gone = old.paths().filter(|path| !listing.contains_key(*path) && inside(folder, path).is_ok());
    let there = gone.filter_map(|path| Some((path, Digest::of(&fs::read(folder.join(path)).ok()?))));
    let (ours, changed): (Vec<_>, Vec<_>) = there.partition(|(path, found)| old.notes(path, *found));
    let names = |list: Vec<(&str, Digest)>| list.into_iter().map(|(path, _)| path.to_owned()).collect();
    (names(ours), names(changed))
}

fn in_order<'a>(
    listing: &Listing,
    old: &Manifest,
    mut moves: Vec<Move<'a>>,
    mut removals: Vec<String>,
) -> Vec<Step<'a>> {
    let new = Manifest::of(listing);
    if moves.is_empty() && removals.is_empty() && new == *old {
        return Vec::new();
    }
    moves.sort_by_key(|next| next.rank);
    removals.sort_by_key(|path| std::cmp::Reverse(rank(path)));
    let (first, last): (Vec<_>, Vec<_>) = removals.into_iter().partition(|path| is_obstacle(path, listing));
    let removal = |path| Step::Remove { path };
    let mut steps = vec![Step::Note { manifest: old.towards(&new) }];
    steps.extend(first.into_iter().map(removal));
    steps.extend(moves.into_iter().map(|Move { path, aside, .. }| Step::Place { path, aside }));
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
fn is_obstacle(path: &str, listing: &Listing) -> bool {
    let below = format!("{path}/");
    let from = (Bound::Included(&*below), Bound::Unbounded);
    let is_folder = listing.range::<str, _>(from).next().is_some_and(|(next, _)| next.starts_with(&below));
    let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    is_folder || folders.any(|folder| listing.contains_key(folder))
}
