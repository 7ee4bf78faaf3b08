//! The portal as it is being shown, which every build replaces whole.

use std::sync::{Arc, PoisonError, RwLock};

use journeybook_engine::Output;
use journeybook_model::{Digest, Severity};
use serde_json::json;
use tokio::sync::broadcast;

use super::change::Change;
use crate::publish::Files;
use crate::report::{Problem, counts};

/// Pages that miss more than this many changes are told the newest state instead.
const WAITING_CHANGES: usize = 16;

/// What the server shows. Builds come from any thread; a request sees one build, never parts of two.
pub struct Portal {
    shown: RwLock<Arc<Shown>>,
    changes: broadcast::Sender<Change>,
}

/// One state of the portal.
#[derive(Default)]
pub(super) struct Shown {
    /// The files of the last good build.
    pub(super) files: Arc<Files>,
    /// What the last build said, good or not.
    pub(super) problems: Vec<Problem>,
    /// The same as the JSON of `/_journeybook/problems`.
    pub(super) report: String,
    /// Identifies this state.
    pub(super) build: String,
    /// Whether the last build had errors.
    pub(super) failed: bool,
    /// Whether there is nothing good to show.
    pub(super) never_good: bool,
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
        let had_good = !before.build.is_empty() && !before.never_good;
        let files = if failed { before.files.clone() } else { Arc::new(output.files.clone()) };
        let problems = Problem::all(&output.diagnostics, &output.sources);
        let never_good = failed && !had_good;
        let report = report(output, failed, never_good, &problems);
        let build = identify(&files, &report);
        Self { files, problems, report, build, failed, never_good }
    }
}

/// `behind` says what an overlay lies over: the last good build, or nothing.
fn report(output: &Output, failed: bool, never_good: bool, problems: &[Problem]) -> String {
    let behind = if never_good { "nothing" } else { "last-good" };
    let summary = counts(&output.diagnostics);
    json!({ "failed": failed, "behind": behind, "summary": summary, "problems": problems }).to_string()
}

/// The same state has the same name in the next process too, so restarting the server reloads no page in vain.
fn identify(files: &Files, report: &str) -> String {
    let parts = files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes]);
    Digest::of_parts(parts.chain([report.as_bytes()])).to_string()
}
