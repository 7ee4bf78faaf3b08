//! Walks a folder of a site, in order, and says what it could not walk.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use journeybook_engine::codes;
use journeybook_model::{Diagnostic, Severity};
use walkdir::{DirEntry, WalkDir};

use super::unreadable;
use crate::publish::is_output;

/// Folders of other tools, which are never content.
const FOREIGN: [&str; 2] = ["target", "node_modules"];

/// A file that was met.
pub(crate) struct Entry {
    /// Its path from the site's root, with `/`.
    pub(crate) name: Arc<str>,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// How long it is.
    pub(crate) len: u64,
    /// When it was changed, where the file system knows.
    pub(crate) modified: Option<SystemTime>,
}

/// A walk through one folder.
pub(crate) struct Walk<'a> {
    root: &'a Path,
    from: &'a Path,
    skip: Vec<PathBuf>,
    within: Option<&'a Path>,
}

impl<'a> Walk<'a> {
    /// A walk through `from`, naming files from `root`.
    pub(crate) fn new(root: &'a Path, from: &'a Path) -> Self {
        Self { root, from, skip: Vec::new(), within: None }
    }

    /// Leaves these folders out.
    pub(crate) fn skipping(mut self, skip: Vec<PathBuf>) -> Self {
        self.skip = skip;
        self
    }

    /// Follows no link that leads out of this folder: what it leads to would be published.
    pub(crate) fn within(mut self, folder: &'a Path) -> Self {
        self.within = Some(folder);
        self
    }

    /// Every file, in the order of names; links are followed.
    pub(crate) fn entries(self) -> impl Iterator<Item = Result<Entry, Box<Diagnostic>>> {
        let Self { root, from, skip, within } = self;
        let is_met = move |entry: &DirEntry| entry.depth() == 0 || is_wanted(entry, &skip);
        let mut walk =
            WalkDir::new(from).follow_links(true).sort_by_file_name().into_iter().filter_entry(is_met);
        let step = move || {
            let entry = match walk.next()? {
                Ok(entry) => entry,
                Err(error) => return Some(not_met(root, &error).map(|said| Err(Box::new(said)))),
            };
            if !leads_out(&entry, within) {
                return Some(met(root, &entry).transpose());
            }
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            Some(Some(Err(Box::new(outside(root, &entry)))))
        };
        std::iter::from_fn(step).flatten()
    }
}

/// Whether a path names a Markdown file.
pub(crate) fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    extension == "md" || extension == "markdown"
}

/// Whether there is a Markdown file somewhere below a folder.
pub(crate) fn holds_markdown(folder: &Path) -> bool {
    Walk::new(folder, folder).entries().any(|entry| entry.is_ok_and(|entry| is_markdown(&entry.path)))
}

/// Whether a name is one that editors and systems make for themselves.
pub(crate) fn is_noise(name: &str) -> bool {
    name.starts_with('.') || name.starts_with('#') || name.ends_with('~')
}

/// Whether a name is that of a folder of another tool.
pub(crate) fn is_foreign(name: &str) -> bool {
    FOREIGN.contains(&name)
}

fn is_wanted(entry: &DirEntry, skip: &[PathBuf]) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_skipped = || is_foreign(&name) || skip.iter().any(|path| path == entry.path());
    !is_noise(&name) && !(entry.file_type().is_dir() && (is_skipped() || is_output(entry.path())))
}

/// Whether an entry is a link to somewhere outside of a folder.
fn leads_out(entry: &DirEntry, within: Option<&Path>) -> bool {
    let out = |within: &Path| entry.path().canonicalize().is_ok_and(|target| !target.starts_with(within));
    entry.depth() > 0 && entry.path_is_symlink() && within.is_some_and(out)
}

fn outside(root: &Path, entry: &DirEntry) -> Diagnostic {
    let name = name_of(root, entry.path()).unwrap_or_else(|| entry.path().display().to_string());
    let message = format!("`{name}` is a link that leads out of the site, so it was not followed");
    Diagnostic::file(codes::UNREADABLE, Severity::Warning, &name.as_str().into(), message)
        .help("copy what it leads to into the site")
}

fn met(root: &Path, entry: &DirEntry) -> Result<Option<Entry>, Box<Diagnostic>> {
    if !entry.file_type().is_file() {
        return Ok(None);
    }
    let Some(name) = name_of(root, entry.path()) else { return Err(Box::new(unnameable(entry.path()))) };
    if name == crate::site::SETTINGS {
        return Ok(None);
    }
    let metadata = entry.metadata().map_err(|error| Box::new(unreadable(&name, &error.into())))?;
    let modified = metadata.modified().ok();
    Ok(Some(Entry { name: name.into(), path: entry.path().to_owned(), len: metadata.len(), modified }))
}

fn not_met(root: &Path, error: &walkdir::Error) -> Option<Diagnostic> {
    let path = error.path()?;
    let name = name_of(root, path).unwrap_or_else(|| path.display().to_string());
    if path.file_name().is_some_and(|name| is_noise(&name.to_string_lossy())) {
        return None;
    }
    Some(match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => loops(&name, &name_of(root, ancestor).unwrap_or_default()),
        (None, Some(error)) => unreadable(&name, error),
        (None, None) => unreadable(&name, &std::io::Error::other(error.to_string())),
    })
}

fn loops(name: &str, ancestor: &str) -> Diagnostic {
    let back = if ancestor.is_empty() { "the site's own folder" } else { ancestor };
    let message = format!("`{name}` is a link that leads back to `{back}`, so it was not followed");
    Diagnostic::file(codes::UNREADABLE, Severity::Warning, &name.into(), message).help("remove the link")
}

fn unnameable(path: &Path) -> Diagnostic {
    let name = path.to_string_lossy().into_owned();
    let message = format!("the name of `{name}` is not UTF-8, so it has no address in a portal");
    Diagnostic::file(codes::UNREADABLE, Severity::Error, &name.into(), message).help("rename the file")
}

/// None for a name that is not UTF-8.
pub(super) fn name_of(root: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    let parts: Option<Vec<_>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}
