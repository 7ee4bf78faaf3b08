//! A site with the documents that are open laid over its files.

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use journeybook_engine::editor::Analysis;
use journeybook_engine::format::Formatted;
use journeybook_engine::{File, Input};

use super::documents::Document;
use crate::session::Session;

/// The open documents, by path.
pub type Documents = HashMap<PathBuf, Document>;

/// A site that is being worked on.
pub struct Workplace {
    session: Session,
    /// The files as they are on disk; none before they are read.
    disk: Option<Input>,
    /// What is known of the site with all that is typed.
    known: Option<Known>,
    /// What the editor was told of each file.
    pub published: BTreeMap<Arc<str>, Vec<lsp_types::Diagnostic>>,
}

struct Known {
    input: Input,
    analysis: Analysis,
}

impl Workplace {
    /// A site that nothing is known of yet.
    pub fn new(session: Session) -> Self {
        Self { session, disk: None, known: None, published: BTreeMap::new() }
    }

    /// The name of a file in the site; none where the site does not look.
    pub fn name(&self, path: &Path) -> Option<Arc<str>> {
        let site = self.session.site();
        let inside = path.starts_with(site.content()) || path == site.settings();
        let parts = path.strip_prefix(site.root()).ok().filter(|_| inside)?;
        let parts: Option<Vec<_>> = parts.components().map(|part| part.as_os_str().to_str()).collect();
        Some(parts?.join("/").into())
    }

    /// The path of a file of the site.
    pub fn path(&self, name: &str) -> PathBuf {
        self.session.site().root().join(name)
    }

    /// Takes up what was typed when it is next asked.
    pub fn changed(&mut self) {
        self.known = None;
    }

    /// Reads the disk again when it is next asked.
    pub fn saved(&mut self) {
        self.session.relocate();
        self.disk = None;
        self.known = None;
    }

    /// Whether the editor does not know yet what is known here.
    pub fn is_stale(&self) -> bool {
        self.known.is_none()
    }

    /// What is known of the site; none where the engine met something it should not have.
    pub fn analysis(&mut self, documents: &Documents) -> Option<&Analysis> {
        if self.known.is_none() {
            let input = self.overlaid(documents);
            let session = &mut self.session;
            match catch_unwind(AssertUnwindSafe(|| session.analyse(&input))) {
                Ok(analysis) => self.known = Some(Known { input, analysis }),
                Err(_) => self.session.forget(),
            }
        }
        self.known.as_ref().map(|known| &known.analysis)
    }

    /// The canonical form of a file, with the words of its site.
    pub fn format(&mut self, name: &str, documents: &Documents) -> Option<Formatted> {
        self.analysis(documents)?;
        let input = &self.known.as_ref()?.input;
        let file = input.content.iter().find(|file| &*file.path == name)?;
        Some(self.session.formatter(input).format(file))
    }

    fn overlaid(&mut self, documents: &Documents) -> Input {
        let session = &mut self.session;
        let mut input = self.disk.get_or_insert_with(|| session.read().input).clone();
        for (path, document) in documents {
            let Some(name) = self.name(path) else { continue };
            let file = File::new(name.clone(), document.source.text.as_bytes());
            if *path == self.session.site().settings() {
                input.settings = Some(file);
            } else if let Some(at) = input.content.iter().position(|known| known.path == name) {
                input.content.get_mut(at).into_iter().for_each(|known| *known = file.clone());
            } else if !path.exists() {
                input.content.push(file);
            }
        }
        input
    }
}
