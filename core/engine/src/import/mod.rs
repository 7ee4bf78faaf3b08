//! Files of other tools, as documents of a site.
//!
//! Mermaid is part of the language, so the parser reads it; every other format is read by a plugin. Whoever read it, each
//! document is held against the language and written in the canonical form before anybody sees it.

mod mermaid;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;

use journeybook_model::Diagnostic;
use thiserror::Error;

use crate::File;
use crate::engine::is_markdown;
use crate::format::{Formatted, Formatter};
use crate::plugin::{
    Capability, Failure, ImportFormat, Imported, ImportedDocument, Loss, Plugin, SourceFile,
};

/// Reads files of other tools with the words and the plugins of one site.
pub struct Importer {
    formatter: Formatter,
    plugins: Vec<Arc<dyn Plugin>>,
}

/// A file to read, and what is known about it.
#[derive(Clone, Debug, Default)]
pub struct Order<'a> {
    /// The file.
    pub file: SourceFile,
    /// The format to read it as; without it, whoever knows the file reads it.
    pub format: Option<&'a str>,
    /// The text of a file that says what is what.
    pub mapping: Option<&'a str>,
}

/// Why a file was not read. Every sentence says what to type.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// A format was asked for that nobody reads.
    #[error("there is no format `{format}`: write one of {}", .known.join(", "))]
    NoFormat {
        /// What was asked for.
        format: String,
        /// What there is.
        known: Vec<String>,
    },
    /// Nobody reads files of this ending.
    #[error("nobody reads `{name}`: name its format with `--from`, one of {}", .known.join(", "))]
    NoReader {
        /// The file.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The reader says why it could not.
    #[error("`{name}` was not read: {why}")]
    Refused {
        /// The file.
        name: String,
        /// What the reader says.
        why: String,
    },
    /// The reader gave something that cannot be read back.
    #[error("the reader of `{format}` made `{path}` unreadable: {why}")]
    Unreadable {
        /// The format.
        format: String,
        /// The document.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// The reader gave something that cannot be written.
    #[error(
        "the plugin `{plugin}` answered with a document at `{path}`, which is no place below the content folder for one"
    )]
    BadPath {
        /// The plugin.
        plugin: String,
        /// The place.
        path: String,
    },
}

impl Importer {
    /// An importer that writes with the words `formatter` knows.
    pub(crate) fn new(formatter: Formatter, plugins: Vec<Arc<dyn Plugin>>) -> Self {
        let reads = |plugin: &Arc<dyn Plugin>| plugin.offers(Capability::Importer);
        Self { formatter, plugins: plugins.into_iter().filter(reads).collect() }
    }

    /// Every format that is read, the language's own first. A plugin that does not answer has none.
    pub fn formats(&self) -> Vec<ImportFormat> {
        let others = self.plugins.iter().filter_map(|plugin| plugin.formats().ok()).flatten();
        std::iter::once(mermaid::format()).chain(others).collect()
    }

    /// Reads a file.
    pub fn import(&self, order: &Order<'_>) -> Result<Imported, ImportError> {
        let imported = if self.is_mermaid(order) {
            mermaid::read(&order.file, &self.formatter)?
        } else {
            self.ask(order)?
        };
        let Imported { format, documents, losses, gaps } = imported;
        let documents = documents.into_iter().map(|document| self.canonical(document, &format));
        Ok(Imported { documents: documents.collect::<Result<_, _>>()?, format, losses, gaps })
    }

    fn is_mermaid(&self, order: &Order<'_>) -> bool {
        let format = mermaid::format();
        match order.format {
            Some(id) => id == format.id,
            None => format.extensions.contains(&order.file.extension()),
        }
    }

    /// Asks the plugin that has the format, else each that has the ending until one can read it.
    fn ask(&self, order: &Order<'_>) -> Result<Imported, ImportError> {
        let mut refused = None;
        for plugin in self.plugins.iter().filter(|plugin| suits(plugin.as_ref(), order)) {
            match plugin.import(&order.file, &options(order)) {
                Ok(imported) => return placed(imported, &plugin.about().name),
                Err(failure) => refused = refused.or(Some(told(failure, plugin.as_ref(), order))),
            }
        }
        Err(refused.unwrap_or_else(|| self.no_reader(order)))
    }

    fn no_reader(&self, order: &Order<'_>) -> ImportError {
        let known = self.formats().into_iter().map(|format| format!("`{}`", format.id)).collect();
        match order.format {
            Some(format) => ImportError::NoFormat { format: format.to_owned(), known },
            None => ImportError::NoReader { name: order.file.name.clone(), known },
        }
    }

    /// The document in the canonical form; as the reader wrote it where that would say something else. One that cannot be
    /// read back is the reader's fault, never the source's.
    fn canonical(&self, document: ImportedDocument, format: &str) -> Result<ImportedDocument, ImportError> {
        let file = File::new(document.path.as_str(), document.text.as_bytes());
        match self.formatter.format(&file) {
            Formatted::Changed(text) => Ok(ImportedDocument { text, ..document }),
            Formatted::Broken(errors) => Err(unreadable(document, format, &errors)),
            _ => Ok(document),
        }
    }
}

fn unreadable(document: ImportedDocument, format: &str, errors: &[Diagnostic]) -> ImportError {
    let why = errors.first().map(|error| error.message.clone()).unwrap_or_default();
    ImportError::Unreadable { format: format.to_owned(), path: document.path, why }
}

fn suits(plugin: &dyn Plugin, order: &Order<'_>) -> bool {
    let formats = plugin.formats().unwrap_or_default();
    match order.format {
        Some(id) => formats.iter().any(|format| format.id == id),
        None => formats.iter().any(|format| format.extensions.contains(&order.file.extension())),
    }
}

fn options<'a>(order: &Order<'a>) -> Vec<(&'static str, &'a str)> {
    let format = order.format.map(|id| ("format", id));
    format.into_iter().chain(order.mapping.map(|text| ("mapping", text))).collect()
}

fn told(failure: Failure, plugin: &dyn Plugin, order: &Order<'_>) -> ImportError {
    let name = order.file.name.clone();
    let why = match failure {
        Failure::Refused { message, .. } => message,
        failure => format!("the plugin `{}` failed: {failure}", plugin.about().name),
    };
    ImportError::Refused { name, why }
}

/// Documents lie below the content folder, each at a place of its own.
fn placed(imported: Imported, plugin: &str) -> Result<Imported, ImportError> {
    let mut seen = HashSet::new();
    let bad = imported.documents.iter().find(|document| {
        !is_place(&document.path) || !is_markdown(&document.path) || !seen.insert(&document.path)
    });
    match bad.map(|document| document.path.clone()) {
        Some(path) => Err(ImportError::BadPath { plugin: plugin.to_owned(), path }),
        None => Ok(imported),
    }
}

/// A path that goes down and nowhere else, and that every file system can hold.
fn is_place(path: &str) -> bool {
    let fits = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && part.len() <= 200 && !part.contains(['\\', ':', '\0'])
    };
    path.split('/').all(fits)
}
