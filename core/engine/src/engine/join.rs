//! The passes that a build and an editor share: settings, frameworks, words, documents, and the site they come to.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Document, FrameworkModel, Source};
use rayon::prelude::*;

use super::Engine;
use super::files::{bindable, is_markdown, other_files, sources};
use crate::codes;
use crate::data::Collected;
use crate::lexicon::Lexicon;
use crate::parse::{self, Parsed, parse};
use crate::resolve::{Site, World};
use crate::settings::Settings;
use crate::{File, Input, Work};

impl Engine {
    /// The passes that a build and an editor share.
    pub(super) fn join(&mut self, input: &Input) -> Joined {
        let mut notes = input.trouble.clone();
        let mut work = Work::default();
        let mut settings = Settings::read(input.settings.as_ref(), &mut notes);
        settings.frameworks.always.clone_from(&input.views);
        settings.plain_names = input.plain_names;
        let frameworks = self.models(input, &settings, &mut notes);
        let lexicon = lexicon(&settings, &frameworks);
        let parsed = self.parse(&input.content, &settings, &lexicon, &mut work);
        notes.extend(said_once(parsed.iter().flat_map(|parsed| parsed.notes.iter().cloned())));
        let documents = documents(&parsed);
        let file_count = parsed.iter().filter(|parsed| !parsed.documents.is_empty()).count();
        let sources = sources(&parsed, &settings);
        let files = other_files(input);
        let paths = files.keys().cloned().chain(input.large.iter().map(|file| file.path.clone())).collect();
        let world = World { settings, documents: &documents, files: paths, frameworks, lexicon: &lexicon };
        let (site, joined) = self.site.resolve(world, &mut notes);
        work.joined = joined;
        let data = self.data.collect(&site, &bindable(input), &mut notes);
        work.read = data.reads;
        Joined { site, data, sources, notes, work, files, lexicon, file_count }
    }

    /// Those that the site wrote down, and those of its plugins; of two with one id the site's own counts.
    pub(super) fn models(
        &mut self,
        input: &Input,
        settings: &Settings,
        notes: &mut Vec<Diagnostic>,
    ) -> Vec<FrameworkModel> {
        let words = lexicon(settings, &[]);
        let mut all = parse::frameworks(&input.content, &root(settings), &words, &mut self.no_frameworks);
        let brought = self.answers.frameworks(&input.plugins, notes);
        let new: Vec<_> =
            brought.into_iter().filter(|model| all.iter().all(|own| own.id != model.id)).collect();
        all.extend(new);
        all
    }

    pub(super) fn parse(
        &mut self,
        content: &[File],
        settings: &Settings,
        lexicon: &Lexicon,
        work: &mut Work,
    ) -> Vec<Arc<Parsed>> {
        let root = &*root(settings);
        let mut files: Vec<&File> = content.iter().filter(|file| is_markdown(&file.path)).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let words = Digest::of_parts([lexicon.digest.as_bytes(), root.as_bytes()]);
        if words != self.read_with {
            self.parsed.clear();
            self.read_with = words;
        }
        let known = |file: &File| {
            let known = self.parsed.get(&file.path).filter(|(digest, _)| *digest == file.digest);
            known.map(|(_, parsed)| parsed.clone())
        };
        let read: Vec<(Arc<Parsed>, bool)> = files
            .par_iter()
            .map(|file| match known(file) {
                Some(parsed) => (parsed, false),
                None => (Arc::new(parse(file, root, lexicon)), true),
            })
            .collect();
        work.parsed = read.iter().filter(|(_, new)| *new).count();
        let are_gone = self.parsed.len() > 2 * files.len();
        if are_gone {
            self.parsed.clear();
        }
        for (file, (parsed, _)) in files.iter().zip(&read).filter(|(_, (_, new))| *new || are_gone) {
            self.parsed.insert(file.path.clone(), (file.digest, parsed.clone()));
        }
        read.into_iter().map(|(parsed, _)| parsed).collect()
    }
}

/// A site before plugins are asked.
pub(super) struct Joined {
    pub site: Site,
    pub data: Collected,
    pub file_count: usize,
    pub sources: BTreeMap<Arc<str>, Arc<Source>>,
    pub notes: Vec<Diagnostic>,
    pub work: Work,
    pub files: HashMap<Arc<str>, Arc<[u8]>>,
    pub lexicon: Lexicon,
}

/// The content folder's name with its slash.
pub(super) fn root(settings: &Settings) -> String {
    if settings.content.is_empty() { String::new() } else { format!("{}/", settings.content) }
}

pub(super) fn documents(parsed: &[Arc<Parsed>]) -> Vec<Arc<Document>> {
    parsed.iter().flat_map(|parsed| parsed.documents.iter().cloned()).collect()
}

/// The words a site is read with: builds and formats must agree on them.
pub(super) fn lexicon(settings: &Settings, frameworks: &[FrameworkModel]) -> Lexicon {
    Lexicon::of_language(&settings.language, &settings.labels, frameworks)
}

/// A key that nobody knows is said where it stands first, with how many more files have it: a folder of somebody
/// else's Markdown would otherwise be nothing but hints.
fn said_once(notes: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut said: Vec<Diagnostic> = Vec::new();
    let mut first: HashMap<String, (usize, usize)> = HashMap::new();
    for note in notes {
        if note.code != codes::UNKNOWN_KEY {
            said.push(note);
        } else if let Some((_, more)) = first.get_mut(&note.message) {
            *more += 1;
        } else {
            first.insert(note.message.clone(), (said.len(), 0));
            said.push(note);
        }
    }
    for (at, more) in first.into_values().filter(|(_, more)| *more > 0) {
        let files = if more == 1 { "file" } else { "files" };
        said[at].message.push_str(&format!(" (so in {more} more {files})"));
    }
    said
}
