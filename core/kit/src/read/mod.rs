//! Reads a site into what the engine is given. Whatever cannot be read becomes a diagnostic, never an end.

mod cache;
mod changed;
mod large;
pub(crate) mod walk;

use std::path::PathBuf;
use std::{fs, io};

use journeybook_engine::{File, Input, Large, Layer, Settings, codes};
use journeybook_model::{Diagnostic, Severity};

use crate::site::{SETTINGS, Site};
use crate::theme;
use cache::Cache;
use changed::Last;
use walk::{Entry, Walk};

/// A site as found on disk.
#[derive(Clone)]
pub struct Found {
    /// What the engine is given, without plugins and without the day.
    pub input: Input,
    /// The site's own plugins, as files.
    pub components: Vec<File>,
    /// The site's settings; what is wrong with them, the engine says.
    pub settings: Settings,
}

/// Reads sites, and does not read again what has not changed.
#[derive(Default)]
pub struct Reader {
    cache: Cache,
    /// What was found last, by one who is told of changes.
    last: Option<Last>,
}

impl Reader {
    /// Reads everything a site is made of, for one who reads it once.
    pub fn once(site: &Site) -> Found {
        let mut reader = Self::default();
        reader.cache.is_once = true;
        reader.read(site)
    }

    /// Reads everything a site is made of.
    pub fn read(&mut self, site: &Site) -> Found {
        self.last = None;
        self.cache.begin();
        let mut trouble = Vec::new();
        let settings_file = self.settings_file(site, &mut trouble).or_else(|| assumed(site));
        let settings = Settings::read(settings_file.as_ref(), &mut Vec::new());
        let walk = Walk::new(site.root(), site.content()).skipping(site.not_content()).within(site.root());
        let content = self.folder(walk, &mut trouble);
        let mut components = self.plugins(site, &mut trouble);
        let (data, large) = self.data(site, &mut trouble);
        components.retain(|file| file.path.ends_with(".wasm"));
        let theme = self.theme(site, &settings.theme, &mut trouble);
        self.cache.end();
        let input = Input {
            settings: settings_file,
            content: content.into(),
            data: data.into(),
            large,
            theme,
            trouble,
            ..Input::default()
        };
        Found { input, components, settings }
    }

    /// Reads a site for one who is told of its changes: of those that were told, no more than the text of a few files;
    /// else everything.
    pub fn read_changed(&mut self, site: &Site, changed: Option<&[PathBuf]>) -> Found {
        let last = self.last.as_mut().filter(|last| last.site == *site).zip(changed);
        match last.and_then(|(last, paths)| Some((changed::put(last, paths)?, last.found.clone()))) {
            Some((count, found)) => {
                self.cache.reads += count;
                found
            }
            None => {
                let found = self.read(site);
                self.last = Last::of(site, &found);
                found
            }
        }
    }

    /// How many files were read from disk so far; the rest had not changed.
    pub fn reads(&self) -> usize {
        self.cache.reads
    }

    fn settings_file(&mut self, site: &Site, trouble: &mut Vec<Diagnostic>) -> Option<File> {
        let path = site.settings();
        let metadata = fs::metadata(&path).ok().filter(|_| !site.is_single_map())?;
        let entry =
            Entry { name: SETTINGS.into(), path, len: metadata.len(), modified: metadata.modified().ok() };
        self.file(&entry).map_err(|said| trouble.push(*said)).ok()
    }

    /// The site's own plugins. They are not published, so one may be linked from where it is built.
    fn plugins(&mut self, site: &Site, trouble: &mut Vec<Diagnostic>) -> Vec<File> {
        let folder = site.plugins();
        let there = folder.is_dir() && !site.is_single_map();
        if there { self.folder(Walk::new(site.root(), &folder), trouble) } else { Vec::new() }
    }

    fn folder(&mut self, walk: Walk<'_>, trouble: &mut Vec<Diagnostic>) -> Vec<File> {
        let mut files = Vec::new();
        for met in self.cache.all(walk.entries()) {
            match met.and_then(|(entry, read)| read.map_err(|error| unread(&entry, &error))) {
                Ok(file) => files.push(file),
                Err(said) => trouble.push(*said),
            }
        }
        files
    }

    fn theme(&mut self, site: &Site, name: &str, trouble: &mut Vec<Diagnostic>) -> Vec<Layer> {
        let (mut said, mut unread) = (Vec::new(), Vec::new());
        let own = |name: &str| {
            let folder = site.theme(name);
            let there = folder.is_dir() && !site.is_single_map();
            there.then(|| self.folder(Walk::new(&folder, &folder).within(site.root()), &mut unread))
        };
        let layers = theme::layers(site, name, own, &mut said);
        trouble.extend(said.into_iter().chain(unread));
        layers
    }

    /// The files of the data folder: those that are held, and tables too large for that.
    fn data(&mut self, site: &Site, trouble: &mut Vec<Diagnostic>) -> (Vec<File>, Vec<Large>) {
        let (mut held, mut large) = (Vec::new(), Vec::new());
        let folder = site.data();
        if site.is_single_map() || !folder.is_dir() {
            return (held, large);
        }
        for entry in Walk::new(site.root(), &folder).within(site.root()).entries() {
            let read = entry.and_then(|entry| match large::is_large(&entry) {
                true => self
                    .cache
                    .large(&entry)
                    .map(|file| large.push(file))
                    .map_err(|error| unread(&entry, &error)),
                false => self.file(&entry).map(|file| held.push(file)),
            });
            trouble.extend(read.err().map(|said| *said));
        }
        (held, large)
    }

    fn file(&mut self, entry: &Entry) -> Result<File, Box<Diagnostic>> {
        self.cache.get(entry).map_err(|error| unread(entry, &error))
    }
}

fn unread(entry: &Entry, error: &io::Error) -> Box<Diagnostic> {
    Box::new(unreadable(&entry.name, error))
}

/// Without settings and without a content folder the site's own folder is the content: the engine learns it in the
/// words that a settings file would have said it in.
fn assumed(site: &Site) -> Option<File> {
    site.is_bare().then(|| File::new(SETTINGS, *b"content = \"\"\n"))
}

fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let help = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            format!("give yourself the right to read it: `chmod u+r '{name}'`")
        }
        io::ErrorKind::NotFound => {
            "it is a link to something that is not there: remove or repair it".to_owned()
        }
        io::ErrorKind::FileTooLarge => "keep it elsewhere and link to it".to_owned(),
        _ => "open it in another program to see whether the disk is at fault".to_owned(),
    };
    let message = format!("`{name}` cannot be read: {error}");
    // A film that no map needs must not hold up the maps; one that a map leads to is missed there.
    let severity = match error.kind() {
        io::ErrorKind::FileTooLarge => Severity::Warning,
        _ => Severity::Error,
    };
    Diagnostic::file(codes::UNREADABLE, severity, &name.into(), message).help(help)
}

#[cfg(test)]
mod tests;
