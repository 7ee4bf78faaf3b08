//! Maps in formats of other tools, written by plugins.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest};

use super::contract::{Capability, Failure, Plugin};
use super::faults::Asked;
use super::records::Record;
use super::shelf::Shelf;
use crate::resolve::{NodeId, Site};

/// One file that an exporter wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportedFile {
    /// Where it goes, relative to the output folder, with `/` between folders.
    pub path: String,
    /// Such as `text/csv`.
    pub media_type: String,
    /// Everything in it.
    pub bytes: Vec<u8>,
}

/// What came of an export.
#[derive(Debug, Default)]
pub struct Exported {
    /// The files by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The maps that were not written, and why.
    pub notes: Vec<Diagnostic>,
}

/// The formats that plugins write, each with its plugin; the first plugin to bring a format keeps it.
pub fn formats(plugins: &[Arc<dyn Plugin>], notes: &mut Vec<Diagnostic>) -> Vec<(String, Arc<dyn Plugin>)> {
    let mut all: Vec<(String, Arc<dyn Plugin>)> = Vec::new();
    for plugin in plugins.iter().filter(|plugin| plugin.offers(Capability::Exporter)) {
        match plugin.export_formats() {
            Ok(formats) => {
                let new: Vec<_> = formats
                    .into_iter()
                    .filter(|format| all.iter().all(|(known, _)| known != format))
                    .collect();
                all.extend(new.into_iter().map(|format| (format, plugin.clone())));
            }
            Err(failure) => notes.push(super::faults::without_map(plugin.as_ref(), &failure)),
        }
    }
    all
}

/// Every map of the site in a format of a plugin.
pub fn export(site: &Site, plugin: &Arc<dyn Plugin>, format: &str) -> Exported {
    let bound = HashMap::new();
    let views = Shelf::default().views(site, std::slice::from_ref(plugin), &bound, (None, Digest::default()));
    let asked = Asked { site, plugin: plugin.as_ref() };
    let mut exported = Exported::default();
    for (node, record) in views.of(plugin.as_ref()) {
        let answer = plugin.export(format, &views.passed(plugin.as_ref(), node).0);
        exported.take(&asked, node, record, answer);
    }
    exported
}

impl Exported {
    /// Takes the files of one map, or none of them where one cannot be written.
    fn take(
        &mut self,
        asked: &Asked<'_>,
        node: NodeId,
        record: &Record,
        answer: Result<Vec<ExportedFile>, Failure>,
    ) {
        match answer {
            Err(failure) => self.notes.push(asked.failed(node, record, &failure)),
            Ok(files) => match files.iter().find_map(|file| self.wrong(file)) {
                Some(fault) => self.notes.push(asked.wrong_answer(node, record, &fault)),
                None => self.files.extend(files.into_iter().map(|file| (file.path, file.bytes))),
            },
        }
    }

    /// What is wrong with a file: it may not leave the output folder, nor take the place of another map's.
    fn wrong(&self, file: &ExportedFile) -> Option<String> {
        let path = &file.path;
        if !path.split('/').all(is_name) {
            return Some(format!(
                "it writes to `{}`, which is no path below the output folder",
                path.escape_debug()
            ));
        }
        self.files.contains_key(path).then(|| format!("it writes `{path}` for two maps"))
    }
}

/// Whether every system takes it for the name of a file, and none for anything else.
fn is_name(name: &str) -> bool {
    let is_plain = |c: char| !c.is_control() && !"\\:*?\"<>|".contains(c);
    !name.is_empty() && name.chars().any(|c| c != '.') && name.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stays_below_the_output_folder() {
        let wrong = |path: &str| {
            Exported::default()
                .wrong(&ExportedFile { path: path.into(), ..ExportedFile::default() })
                .is_some()
        };
        for path in ["", "/etc/passwd", "../a", "a/../../b", "C:\\a", "a\\b", "a//b", "a/\0", "."] {
            assert!(wrong(path), "{path}");
        }
        assert!(!wrong("maps/visit.csv") && !wrong(".hidden/größe.csv"));
    }
}
