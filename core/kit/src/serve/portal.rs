//! The portal as it is being shown, which every build replaces whole.

use std::sync::{Arc, PoisonError, RwLock};

use journeybook_model::{Diagnostic, Digest};
use serde_json::json;
use tokio::sync::broadcast;

use super::change::Change;
use super::state::State;
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

/// What is shown.
#[derive(Default)]
pub(super) struct Shown {
    /// The last build, good or not.
    pub(super) last: Option<Arc<State>>,
    /// Where files come from: the last build or, where that has errors, the last good one.
    pub(super) from: Option<Arc<State>>,
    /// The good build before the last.
    good: Option<Arc<State>>,
    /// What the last build said.
    pub(super) problems: Vec<Problem>,
    /// The same as the JSON of `/_journeybook/problems`.
    pub(super) report: String,
    /// Identifies this state.
    pub(super) build: String,
    /// Whether the last build had errors.
    pub(super) failed: bool,
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
    pub fn show(&self, state: State) -> Change {
        let before = self.shown();
        let good = before.last.clone().filter(|_| !before.failed).or_else(|| before.good.clone());
        self.turn(&before, Shown::new(Arc::new(state), good))
    }

    /// Takes back a build, if it is still the last, because of what was found when its pages were made.
    pub fn spoil(&self, of: Digest, notes: Vec<Diagnostic>) -> Change {
        let before = self.shown();
        match before.last.as_ref().filter(|last| last.whole == of && !notes.is_empty()) {
            Some(last) => self.turn(&before, Shown::new(Arc::new(last.with(notes)), before.good.clone())),
            None => Change::None,
        }
    }

    fn turn(&self, before: &Shown, after: Shown) -> Change {
        let change = Change::between(before, &after);
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(after);
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
    pub(super) fn new(last: Arc<State>, good: Option<Arc<State>>) -> Self {
        let failed = last.has_errors();
        let stays = good.clone().filter(|_| failed);
        let problems: Vec<_> =
            worst(&last.diagnostics).map(|note| Problem::new(note, &last.sources)).collect();
        let nothing = failed && stays.is_none() && !last.files.has_pages();
        let behind = match () {
            () if nothing => "nothing",
            () if stays.is_some() => "last-good",
            () => "as-far-as-it-goes",
        };
        let summary = counts(&last.diagnostics);
        let report = json!({ "failed": failed, "behind": behind, "summary": summary, "problems": problems })
            .to_string();
        let from = stays.unwrap_or_else(|| last.clone());
        // The same state has the same name in the next process too, so restarting the server reloads no page in vain.
        let build = Digest::of_parts([from.whole.as_bytes(), report.as_bytes()]).to_string();
        Self { last: Some(last), from: Some(from), good, problems, report, build, failed, nothing }
    }

    /// A file of what is shown.
    pub(super) fn get(&self, address: &str) -> Result<Option<Arc<[u8]>>, Box<Diagnostic>> {
        self.from.as_ref().map_or(Ok(None), |state| state.files.get(address))
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
