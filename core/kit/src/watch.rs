//! Watches a site for saves.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};
use thiserror::Error;

use crate::publish::is_output;
use crate::read::walk::{is_foreign, is_noise};
use crate::site::Site;

/// Editors save in several steps (write a new file, move the old one away, rename) that take a few milliseconds; a
/// save that falls into two builds is only built twice.
const SETTLE: Duration = Duration::from_millis(12);

/// Why a site cannot be watched.
#[derive(Debug, Error)]
pub enum WatchError {
    /// The system has no room for more watches.
    #[error(
        "the system does not let journeybook watch `{path}`, because too many folders are being watched: raise the limit \
         with `sudo sysctl fs.inotify.max_user_watches=524288`"
    )]
    TooMany {
        /// The folder.
        path: PathBuf,
    },
    /// Anything else.
    #[error("changes to `{path}` cannot be watched: {source}")]
    Failed {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: notify::Error,
    },
}

/// The changes of a site, as they come.
pub struct Changes {
    site: Site,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    events: Receiver<Vec<DebouncedEvent>>,
    watched: BTreeSet<PathBuf>,
}

impl Changes {
    /// Begins to watch. What happens from now on is told by [`Changes::wait`], so watch first and read then.
    pub fn of(site: &Site) -> Result<Self, WatchError> {
        let (sender, events) = channel();
        let told = move |result: DebounceEventResult| {
            // An error names no change, and a receiver that is gone needs none.
            let _ = sender.send(result.unwrap_or_default());
        };
        let debouncer = new_debouncer(SETTLE, None, told)
            .map_err(|source| WatchError::Failed { path: site.root().to_owned(), source })?;
        let mut changes = Self { site: site.clone(), debouncer, events, watched: BTreeSet::new() };
        changes.watch_root()?;
        changes.follow(&[])?;
        Ok(changes)
    }

    /// Waits for changes that matter and gives their paths; none when watching has ended.
    pub fn wait(&mut self) -> Option<Vec<PathBuf>> {
        loop {
            let events = self.events.recv().ok()?;
            if let Some(paths) = self.taken(events) {
                return Some(paths);
            }
        }
    }

    /// As [`Changes::wait`], and gives up after a while.
    pub fn wait_at_most(&mut self, patience: Duration) -> Option<Vec<PathBuf>> {
        loop {
            match self.events.recv_timeout(patience) {
                Ok(events) => {
                    if let Some(paths) = self.taken(events) {
                        return Some(paths);
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    fn taken(&mut self, events: Vec<DebouncedEvent>) -> Option<Vec<PathBuf>> {
        let waiting = self.events.try_iter().flatten();
        let events: Vec<_> = events.into_iter().chain(waiting).collect();
        let mut paths: BTreeSet<PathBuf> =
            events.iter().filter(|event| is_change(event)).flat_map(paths).collect();
        // The system lost count: anything may have changed.
        if events.iter().any(|event| event.need_rescan()) {
            paths.insert(self.site.content().to_owned());
        }
        // A folder that cannot be watched now may be one that is already gone again.
        let _ = self.follow(&paths.iter().cloned().collect::<Vec<_>>());
        let paths: Vec<_> = paths.into_iter().filter(|path| self.matters(path)).collect();
        (!paths.is_empty()).then_some(paths)
    }

    /// Without a content folder the root is watched whole; else only for its settings and for folders that appear.
    fn watch_root(&mut self) -> Result<(), WatchError> {
        let whole = self.site.content() == self.site.root();
        let mode = if whole { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        let root = self.site.root().to_owned();
        self.debouncer.watch(&root, mode).map_err(|source| failure(root, source))
    }

    /// Watches the site's folders that exist. The system forgets a folder that is removed or replaced, so one that is
    /// itself among the changes is watched anew.
    fn follow(&mut self, changed: &[PathBuf]) -> Result<(), WatchError> {
        for folder in self.folders() {
            if changed.contains(&folder) && self.watched.remove(&folder) {
                // It fails for a folder that is gone, which is what was wanted.
                let _ = self.debouncer.unwatch(&folder);
            }
            if folder.is_dir() && !self.watched.contains(&folder) {
                let watched = self.debouncer.watch(&folder, RecursiveMode::Recursive);
                watched.map_err(|source| failure(folder.clone(), source))?;
                self.watched.insert(folder);
            }
        }
        Ok(())
    }

    fn folders(&self) -> Vec<PathBuf> {
        if self.site.content() == self.site.root() {
            return Vec::new();
        }
        let content = (!self.site.is_single_map()).then(|| self.site.content().to_owned());
        self.site.parts().into_iter().chain(content).collect()
    }

    /// Whether a change can change the portal.
    fn matters(&self, path: &Path) -> bool {
        let Ok(inside) = path.strip_prefix(self.site.root()) else { return false };
        let mut parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
        let is_ours = path.ancestors().take_while(|folder| *folder != self.site.root()).any(is_output);
        let is_clean = !parts.any(|part| is_noise(&part) || is_foreign(&part));
        is_clean && !is_ours && self.is_read(path)
    }

    fn is_read(&self, path: &Path) -> bool {
        let is_part = || self.site.parts().iter().any(|part| path.starts_with(part));
        path.starts_with(self.site.content())
            || path == self.site.settings()
            || path == self.site.lock()
            || is_part()
    }
}

/// Our own reading is an access, too: only what writes counts.
fn is_change(event: &DebouncedEvent) -> bool {
    !matches!(event.kind, EventKind::Access(_))
}

fn paths(event: &DebouncedEvent) -> Vec<PathBuf> {
    event.paths.clone()
}

fn failure(path: PathBuf, source: notify::Error) -> WatchError {
    match source.kind {
        notify::ErrorKind::MaxFilesWatch => WatchError::TooMany { path },
        _ => WatchError::Failed { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{LOCK, SETTINGS};
    use std::fs;
    use tempfile::TempDir;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn site(folders: &[&str]) -> (TempDir, Site) {
        let dir = tempfile::tempdir().unwrap();
        for folder in folders {
            fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        let site = Site::at(&dir.path().canonicalize().unwrap());
        (dir, site)
    }

    /// Waits until a path is told; earlier batches may hold its beginnings.
    fn wait_for(changes: &mut Changes, name: &str) {
        while let Some(paths) = changes.wait_at_most(PATIENCE) {
            if paths.iter().any(|path| path.ends_with(name)) {
                return;
            }
        }
        panic!("{name} was not told");
    }

    #[test]
    fn a_save_is_told() {
        let (dir, site) = site(&["content"]);
        let mut changes = Changes::of(&site).unwrap();
        fs::write(dir.path().join("content/a.md"), "a").unwrap();
        wait_for(&mut changes, "content/a.md");
    }

    #[test]
    fn a_save_by_rename_is_told() {
        let (dir, site) = site(&["content"]);
        fs::write(dir.path().join("content/a.md"), "a").unwrap();
        let mut changes = Changes::of(&site).unwrap();
        fs::write(dir.path().join("content/.a.md.swp"), "b").unwrap();
        fs::rename(dir.path().join("content/a.md"), dir.path().join("content/a.md~")).unwrap();
        fs::rename(dir.path().join("content/.a.md.swp"), dir.path().join("content/a.md")).unwrap();
        wait_for(&mut changes, "content/a.md");
    }

    #[test]
    fn a_folder_that_appears_is_watched_from_then_on() {
        let (dir, site) = site(&["content"]);
        let mut changes = Changes::of(&site).unwrap();
        fs::create_dir(dir.path().join("data")).unwrap();
        wait_for(&mut changes, "data");
        fs::write(dir.path().join("data/x.csv"), "1").unwrap();
        wait_for(&mut changes, "data/x.csv");
    }

    #[test]
    fn a_folder_that_is_replaced_is_watched_again() {
        let (dir, site) = site(&["content"]);
        let mut changes = Changes::of(&site).unwrap();
        fs::rename(dir.path().join("content"), dir.path().join("old")).unwrap();
        fs::create_dir(dir.path().join("content")).unwrap();
        wait_for(&mut changes, "content");
        fs::write(dir.path().join("content/new.md"), "1").unwrap();
        wait_for(&mut changes, "content/new.md");
    }

    #[test]
    fn noise_does_not_matter() {
        let (dir, site) = site(&["content", "site"]);
        fs::write(dir.path().join("site/.journeybook-manifest.json"), "{}").unwrap();
        let changes = Changes::of(&site).unwrap();
        let matters = |name: &str| changes.matters(&site.root().join(name));
        for name in
            ["content/.a.md.swp", "content/a.md~", "content/#a.md#", "site/index.html", "README.md", ".git/x"]
        {
            assert!(!matters(name), "{name}");
        }
        for name in
            ["content/a.md", "content/sub/plan.png", SETTINGS, LOCK, "themes/default/a.css", "plugins/x.wasm"]
        {
            assert!(matters(name), "{name}");
        }
    }

    #[test]
    fn beside_a_bare_folder_of_maps_what_we_wrote_does_not_matter() {
        let (dir, site) = site(&["out"]);
        fs::write(dir.path().join("out/.journeybook-manifest.json"), "{}").unwrap();
        let changes = Changes::of(&site).unwrap();
        assert!(changes.matters(&site.root().join("a.md")));
        assert!(!changes.matters(&site.root().join("out/index.html")));
        assert!(!changes.matters(&site.root().join("node_modules/x.md")));
    }
}
