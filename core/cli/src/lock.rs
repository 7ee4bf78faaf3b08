//! `journeybook.lock`: which plugins were added to a site, and what they were then.

use std::fs;
use std::io;

use journeybook_engine::{File, codes};
use journeybook_kit::site::{LOCK, Site};
use journeybook_model::{Diagnostic, Severity};
use serde::{Deserialize, Serialize};

use crate::digest::sha256;
use crate::failure::Failure;

const HEAD: &str = "\
# Written by `journeybook plugin add` and `remove`. Commit it with the plugins: a plugin that is not what stands here is
# not loaded.
";

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The plugins, by name.
    #[serde(default, rename = "plugin")]
    pub plugins: Vec<Locked>,
}

/// One plugin as it was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    /// Its name, which is that of its file.
    pub name: String,
    /// The version it says it has.
    pub version: String,
    /// Its digest.
    pub sha256: String,
    /// What it brings.
    pub capabilities: Vec<String>,
    /// Where it came from.
    pub source: String,
}

/// How a file agrees with the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// It is what was added.
    Same,
    /// It is something else.
    Changed(&'a Locked),
    /// It was put there by hand.
    NotLocked,
}

impl Lock {
    /// Reads a site's file; nothing is locked where there is none.
    pub fn read(site: &Site) -> io::Result<Self> {
        match fs::read_to_string(site.lock()) {
            Ok(text) => toml::from_str(&text).map_err(io::Error::other),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Writes it beside the settings.
    pub fn write(&self, site: &Site) -> Result<(), Failure> {
        let path = site.lock();
        let table = toml::to_string(self).map_err(|error| Failure::write(&path)(io::Error::other(error)))?;
        fs::write(&path, format!("{HEAD}\n{table}")).map_err(Failure::write(path))
    }

    /// Notes a plugin, in the order of names.
    pub fn put(&mut self, locked: Locked) {
        self.plugins.retain(|other| other.name != locked.name);
        self.plugins.push(locked);
        self.plugins.sort_by(|a, b| a.name.cmp(&b.name));
    }

    /// How a component agrees with it.
    pub fn standing(&self, name: &str, bytes: &[u8]) -> Standing<'_> {
        match self.plugins.iter().find(|locked| locked.name == name) {
            None => Standing::NotLocked,
            Some(locked) if locked.sha256 == sha256(bytes) => Standing::Same,
            Some(locked) => Standing::Changed(locked),
        }
    }

    /// What was added and is not among the files.
    pub fn missing<'a>(&'a self, files: &'a [File]) -> impl Iterator<Item = &'a Locked> {
        let there = |locked: &&Locked| files.iter().any(|file| *file.path == *path(&locked.name));
        self.plugins.iter().filter(move |locked| !there(locked))
    }
}

impl Locked {
    /// The file of the plugin is another one.
    pub fn changed(&self, path: &str, bytes: &[u8]) -> Diagnostic {
        let (ours, theirs) = (&sha256(bytes)[..12], short(&self.sha256));
        let message = format!(
            "`{path}` is not the plugin that was added: its SHA-256 begins with {ours}, and `{LOCK}` says {theirs}"
        );
        let help = format!(
            "if you changed it, `journeybook plugin add {path}` notes what it is now; else restore the file"
        );
        Diagnostic::file(codes::PLUGIN_NOT_AS_LOCKED, Severity::Error, &path.into(), message).help(help)
    }

    /// There is no file of the plugin.
    pub fn absent(&self) -> Diagnostic {
        let name = &self.name;
        let message = format!("`{LOCK}` lists the plugin `{name}`, and there is no `{}`", path(name));
        let help =
            format!("restore the file, or take the plugin out with `journeybook plugin remove {name}`");
        Diagnostic::file(codes::PLUGIN_NOT_AS_LOCKED, Severity::Error, &LOCK.into(), message).help(help)
    }
}

/// The file itself cannot be read.
pub fn unreadable(error: &io::Error) -> Diagnostic {
    let message = format!("`{LOCK}` cannot be read: {error}");
    let help = "restore it, or delete it and add the plugins again with `journeybook plugin add`";
    Diagnostic::file(codes::PLUGIN_NOT_AS_LOCKED, Severity::Error, &LOCK.into(), message).help(help)
}

/// Where a plugin's file lies in a site.
pub fn path(name: &str) -> String {
    format!("plugins/{name}.wasm")
}

fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locked(name: &str, bytes: &[u8]) -> Locked {
        Locked {
            name: name.to_owned(),
            version: "0.1.0".to_owned(),
            sha256: sha256(bytes),
            capabilities: vec!["scores".to_owned()],
            source: "a \"path\"".to_owned(),
        }
    }

    #[test]
    fn what_is_written_reads_back_in_the_order_of_names() {
        let dir = tempfile::tempdir().unwrap();
        let site = Site::at(dir.path());
        let mut lock = Lock::default();
        lock.put(locked("b", b"2"));
        lock.put(locked("a", b"1"));
        lock.put(locked("b", b"3"));
        lock.write(&site).unwrap();
        assert_eq!(Lock::read(&site).unwrap(), lock);
        assert_eq!(lock.plugins.iter().map(|locked| &*locked.name).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let lock = Lock { plugins: vec![locked("a", b"1")] };
        assert_eq!(lock.standing("a", b"1"), Standing::Same);
        assert!(matches!(lock.standing("a", b"2"), Standing::Changed(_)));
        assert_eq!(lock.standing("b", b"2"), Standing::NotLocked);
        assert_eq!(lock.missing(&[File::new("plugins/a.wasm", *b"1")]).count(), 0);
        assert_eq!(lock.missing(&[]).count(), 1);
    }
}
