//! All pages of a draft tried beside the server, so that a page which cannot be made is told before somebody asks for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use journeybook_engine::Draft;
use journeybook_kit::Portal;

/// A trial that waits, or one that was begun.
pub struct Trial {
    draft: Arc<Draft>,
    stop: Arc<AtomicBool>,
    waits: bool,
}

impl Trial {
    /// A trial of a draft that is still to begin.
    pub fn of(draft: Arc<Draft>) -> Self {
        Self { draft, stop: Arc::default(), waits: true }
    }

    /// Whether it is still to begin.
    pub fn waits(&self) -> bool {
        self.waits
    }

    /// Begins it, on a thread of its own. Open pages are told what it finds.
    pub fn begin(&mut self, portal: &Arc<Portal>) {
        self.waits = false;
        let (draft, stop, portal) = (self.draft.clone(), self.stop.clone(), portal.clone());
        thread::spawn(move || {
            if let Some((_, wrong)) = draft.tried(&stop) {
                portal.spoil(draft.identity, wrong);
            }
        });
    }

    /// Ends it after the page at hand.
    pub fn end(self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
