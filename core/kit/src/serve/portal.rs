//! The portal as it is being shown, which every build replaces whole.

use std::sync::{Arc, PoisonError, RwLock};

use journeybook_engine::{Listing, Output, Search};
use journeybook_model::{Diagnostic, Digest, Severity};
use serde_json::json;
use tokio::sync::broadcast;

use super::change::Change;
use crate::publish::Files;
use crate::report::{Problem, counts};

/// Pages that miss more than this many changes are told the newest state instead.
const WAITING_CHANGES: usize = 16;

/// As many problems as an overlay shows.
const MOST_PROBLEMS: usize = 500;

/// What the server shows. Builds come from any thread; a request sees one build, never parts of two.
pub struct Portal {
    shown: RwLock<Arc<Shown>>,
    changes: broadcast::Sender<Change>,
}

/// One state of the portal.
#[derive(Default)]
pub(super) struct Shown {
    /// The files of the last good build; before there was one, what the last build could make.
    pub(super) files: Arc<Files>,
    /// What finds words in them; its files are made when a page first asks for one.
    pub(super) search: Search,
    /// Their digests.
    pub(super) listing: Arc<Listing>,
    /// What the last build said, good or not.
    pub(super) problems: Vec<Problem>,
    /// The same as the JSON of `/_journeybook/problems`.
    pub(super) report: String,
    /// Identifies this state.
    pub(super) build: String,
    /// Whether the last build had errors.
    pub(super) failed: bool,
    /// Whether the files are those of a good build.
    pub(super) good: bool,
    /// Whether there is no page to show.
    pub(super) nothing: bool,
}

impl Default for Portal {
    /// A portal that shows nothing yet.
    fn default() -> Self {
        Self { shown: RwLock::default(), changes: broadcast::channel(WAITING_CHANGES).0 }
    }
}

impl Portal {
    /// Shows a build, and tells the open pages what to do about it. A build with errors leaves the pages of the last
    /// good one in place, under its errors.
    pub fn show(&self, output: &Output) -> Change {
        let before = self.shown();
        let after = Arc::new(Shown::after(&before, output));
        let change = Change::between(&before, &after);
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = after;
        if change != Change::None {
            // Nobody listening is no error.
            let _ = self.changes.send(change.clone());
        }
        change
    }

    pub(super) fn shown(&self) -> Arc<Shown> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }
}

impl Shown {
    fn after(before: &Shown, output: &Output) -> Self {
        let failed = output.count(Severity::Error) > 0;
        let stays = failed && before.good;
        let (files, listing) = match stays {
            true => (before.files.clone(), before.listing.clone()),
            false => (Arc::new(output.files.clone()), Arc::new(output.listing.clone())),
        };
        let search = if stays { before.search.clone() } else { output.search.clone() };
        let problems: Vec<_> =
            worst(&output.diagnostics).map(|note| Problem::new(note, &output.sources)).collect();
        let nothing = failed && !files.keys().any(|path| path.ends_with(".html"));
        let behind = match () {
            () if nothing => "nothing",
            () if stays => "last-good",
            () => "as-far-as-it-goes",
        };
        let report = report(output, failed, behind, &problems);
        let build = identify(&listing, &report);
        Self { files, listing, search, problems, report, build, failed, good: stays || !failed, nothing }
    }
}

/// The problems that an overlay shows, in their order: nobody reads more, and errors come before hints.
fn worst(all: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    let mut worst: Vec<usize> = (0..all.len()).collect();
    worst.sort_by_key(|at| all[*at].severity);
    worst.truncate(MOST_PROBLEMS);
    worst.sort_unstable();
    worst.into_iter().map(|at| &all[at])
}

/// `behind` says what an overlay lies over: the last good build, what a first build with errors could make, or nothing.
fn report(output: &Output, failed: bool, behind: &str, problems: &[Problem]) -> String {
    let summary = counts(&output.diagnostics);
    json!({ "failed": failed, "behind": behind, "summary": summary, "problems": problems }).to_string()
}

/// The same state has the same name in the next process too, so restarting the server reloads no page in vain.
fn identify(listing: &Listing, report: &str) -> String {
    let parts = listing.iter().flat_map(|(path, digest)| [path.as_bytes(), digest.as_bytes()]);
    Digest::of_parts(parts.chain([report.as_bytes()])).to_string()
}
