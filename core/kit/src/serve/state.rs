//! A state of the portal: what a build said, and the files it stands for, which are made when somebody asks for them.

use std::sync::Arc;

use journeybook_engine::outlet::Held;
use journeybook_engine::{Draft, Listing};
use journeybook_model::{Diagnostic, Digest, Severity};

use crate::report::Sources;

/// The files of a portal.
pub trait Files: Send + Sync {
    /// The file at an address; none where there is none. The error says why a page cannot be made.
    fn get(&self, address: &str) -> Result<Option<Arc<[u8]>>, Box<Diagnostic>>;

    /// Whether there is any page among them.
    fn has_pages(&self) -> bool;
}

/// A portal to be shown.
#[derive(Clone)]
pub struct State {
    /// Its files.
    pub files: Arc<dyn Files>,
    /// Its style sheets, by address.
    pub sheets: Listing,
    /// Identifies it.
    pub whole: Digest,
    /// Identifies it but for what style sheets say.
    pub apart: Digest,
    /// What there is to say of it.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts which that points into.
    pub sources: Sources,
}

impl State {
    /// A draft, whose files are held from the moment they are asked for.
    pub fn of(draft: &Arc<Draft>, held: &Arc<Held>) -> Self {
        Self {
            files: Arc::new(Drafted { draft: draft.clone(), held: held.clone() }),
            sheets: draft.sheets(),
            whole: draft.identity,
            apart: draft.apart,
            diagnostics: draft.output.diagnostics.clone(),
            sources: draft.output.sources.clone(),
        }
    }

    /// The same with more to say of it.
    pub fn with(&self, notes: Vec<Diagnostic>) -> Self {
        let mut state = self.clone();
        let new = notes.into_iter().filter(|note| !self.diagnostics.contains(note));
        state.diagnostics.extend(new);
        state.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        state
    }

    /// Whether it has errors.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|note| note.severity == Severity::Error)
    }
}

struct Drafted {
    draft: Arc<Draft>,
    held: Arc<Held>,
}

impl Files for Drafted {
    fn get(&self, address: &str) -> Result<Option<Arc<[u8]>>, Box<Diagnostic>> {
        self.draft.file(&*self.held, address)
    }

    fn has_pages(&self) -> bool {
        self.draft.has_pages()
    }
}
