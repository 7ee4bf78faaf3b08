//! The passes that a build and an editor share: settings, frameworks, words, documents, and the site they come to.

use std::sync::Arc;

use journeybook_model::{Diagnostic, FrameworkModel, StandardLane};

use super::Engine;
use crate::data::Collected;
use crate::lexicon::Lexicon;
use crate::render::Linked;
use crate::resolve::{Site, World};
use crate::settings::Settings;
use crate::{Input, Work};

impl Engine {
    /// The passes that a build and an editor share.
    pub(super) fn join(&mut self, input: &Input) -> Joined {
        let mut notes = input.trouble.clone();
        let mut settings = Settings::read(input.settings.as_ref(), &mut notes);
        settings.frameworks.always.clone_from(&input.views);
        settings.plain_names = input.plain_names;
        let frameworks = self.models(input, &settings, &mut notes);
        let (frameworks, lexicon) = self.words.of(&settings, frameworks);
        let read = self.library.read(input, &root(&settings), &lexicon);
        notes.extend(read.notes.iter().cloned());
        let beside = read.beside;
        let paths = beside.paths.clone();
        let world =
            World { settings, documents: &read.documents, files: paths, frameworks, lexicon: &lexicon };
        let (site, joined) = self.site.resolve(world, &mut notes);
        let data = self.data.collect(&site, &beside.bindable, &mut notes);
        let work = Work { parsed: read.new, joined, read: data.reads, ..Work::default() };
        Joined { site, data, notes, work, files: beside.held.clone(), lexicon, file_count: read.file_count }
    }

    /// Those that the site wrote down, and those of its plugins; of two with one id the site's own counts.
    pub(super) fn models(
        &mut self,
        input: &Input,
        settings: &Settings,
        notes: &mut Vec<Diagnostic>,
    ) -> Vec<FrameworkModel> {
        let (_, words) = self.bare_words.of(settings, Vec::new());
        let mut all = self.frameworks.of(&input.content, &root(settings), &words);
        let brought = self.answers.frameworks(&input.plugins, notes);
        let new: Vec<_> =
            brought.into_iter().filter(|model| all.iter().all(|own| own.id != model.id)).collect();
        all.extend(new);
        all
    }
}

/// The words a site was read with last, and what they were made from.
#[derive(Default)]
pub struct Words(Option<Known>);

struct Known {
    language: String,
    labels: Vec<(String, StandardLane)>,
    frameworks: Arc<Vec<FrameworkModel>>,
    lexicon: Arc<Lexicon>,
}

impl Words {
    /// The words of these settings and frameworks, and the frameworks; the very same ones, where they say what they said.
    fn of(
        &mut self,
        settings: &Settings,
        frameworks: Vec<FrameworkModel>,
    ) -> (Arc<Vec<FrameworkModel>>, Arc<Lexicon>) {
        let is_same = |known: &Known| {
            known.language == settings.language
                && known.labels == settings.labels
                && *known.frameworks == frameworks
        };
        let known = self.0.take().filter(is_same).unwrap_or_else(|| Known {
            language: settings.language.clone(),
            labels: settings.labels.clone(),
            lexicon: Arc::new(lexicon(settings, &frameworks)),
            frameworks: Arc::new(frameworks),
        });
        let words = (known.frameworks.clone(), known.lexicon.clone());
        self.0 = Some(known);
        words
    }
}

/// A site before plugins are asked.
pub(super) struct Joined {
    pub site: Site,
    pub data: Collected,
    pub file_count: usize,
    pub notes: Vec<Diagnostic>,
    pub work: Work,
    pub files: Arc<Linked>,
    pub lexicon: Arc<Lexicon>,
}

/// The content folder's name with its slash.
pub(super) fn root(settings: &Settings) -> String {
    if settings.content.is_empty() { String::new() } else { format!("{}/", settings.content) }
}

/// The words a site is read with: builds and formats must agree on them.
pub(super) fn lexicon(settings: &Settings, frameworks: &[FrameworkModel]) -> Lexicon {
    Lexicon::of_language(&settings.language, &settings.labels, frameworks)
}
