//! `fmt -`: a map from standard input to standard output, as editors call a formatter.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use journeybook_engine::File;
use journeybook_engine::format::Formatted;

use super::Run;
use crate::args::Global;
use crate::failure::{Failure, Verdict};
use crate::session::Session;

impl Run<'_> {
    /// Formats what comes in and gives it out whole: an editor puts it in the place of what it has.
    pub(super) fn stdin(&mut self, global: &Global) -> Result<Verdict, Failure> {
        let named = self.args.stdin_path.as_deref().map(settled);
        let mut session = Session::open(named.as_deref().and_then(existing), global)?;
        let path = named.unwrap_or_else(|| session.site().content().join("stdin.md"));
        let file = File::new(inside(session.site().root(), &path), read()?);
        let input = session.read().input;
        let formatted = self.formatted(&session.formatter(&input), &path, &file);
        if !self.args.check && !self.args.diff {
            match &formatted {
                Formatted::Changed(text) => self.terminal.give(text.as_bytes()),
                _ => self.terminal.give(file.bytes()),
            }
        }
        self.told(&path, &file, &formatted);
        Ok(self.tally.verdict(self.args.check))
    }

    fn told(&mut self, path: &Path, file: &File, formatted: &Formatted) {
        match formatted {
            Formatted::Changed(text) => {
                self.tally.changed += 1;
                if self.args.diff {
                    self.difference(path, &file.bytes(), text);
                }
            }
            Formatted::Refused(difference) => self.refused(path, difference),
            Formatted::Broken(errors) => {
                errors.first().into_iter().for_each(|error| self.broken(path, error))
            }
            Formatted::NotAMap | Formatted::Same => {}
        }
    }
}

fn read() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let refused = |error| Failure::Refused(format!("standard input cannot be read: {error}"));
    io::stdin().lock().read_to_end(&mut bytes).map_err(refused)?;
    Ok(bytes)
}

/// The part of a path that is there: an editor may format a map before it is saved.
fn existing(path: &Path) -> Option<&Path> {
    path.ancestors().find(|path| path.exists())
}

/// A path without links, as far as it is there.
fn settled(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there =
        existing(&path).and_then(|there| Some((there.canonicalize().ok()?, path.strip_prefix(there).ok()?)));
    there.map_or_else(|| path.clone(), |(there, rest)| there.components().chain(rest.components()).collect())
}

/// A path as the site calls it.
fn inside(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
