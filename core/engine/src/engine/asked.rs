//! What is asked of a site beside its portal: by editors, `fmt`, `import` and `export`.

use std::sync::Arc;

use journeybook_model::{Document, FrameworkModel};

use super::Engine;
use super::files::is_markdown;
use super::join::{Joined, lexicon, root};
use crate::Input;
use crate::editor::Analysis;
use crate::format::Formatter;
use crate::import::Importer;
use crate::plugin::{self, Exported, Facts, Plugin};
use crate::render::{self, Portal, Sources};
use crate::settings::Settings;

impl Engine {
    /// The documents of a site's files, as read and before anything between them is resolved.
    pub fn documents(&mut self, input: &Input) -> Vec<Arc<Document>> {
        let settings = Settings::read(input.settings.as_ref(), &mut Vec::new());
        let frameworks = self.models(input, &settings, &mut Vec::new());
        let words = lexicon(&settings, &frameworks);
        self.library.read(input, &root(&settings), &words).documents.iter().cloned().collect()
    }

    /// Reads and joins a site without rendering it: all that an editor asks for. What a theme would be told is not said.
    pub fn analyse(&mut self, input: &Input) -> Analysis {
        let Joined { mut site, data, mut notes, lexicon, files, file_count, .. } = self.join(input);
        let with = (input.today, self.library.words());
        let facts = self.answers.facts(&site, &data.bound, &input.plugins, with, &mut notes);
        notes.extend(plugin::rank(&mut site, &facts));
        let portal = Portal::new(site, data, Facts::default(), Vec::new(), input.today, file_count);
        render::addresses(&portal, &mut notes);
        notes.sort_by(|a, b| a.order().cmp(&b.order()));
        let read = self.library.sources().map(|manuscript| manuscript.read());
        let all = read.chain(&portal.site.settings.source);
        let sources: Sources = all.map(|source| (source.path.clone(), source.clone())).collect();
        let texts = sources.keys().filter(|path| is_markdown(path)).cloned();
        let mut files: Vec<Arc<str>> = files.keys().cloned().chain(texts).collect();
        files.sort_unstable();
        Analysis { site: portal.site, diagnostics: notes, sources, files, lexicon }
    }

    /// Every map of a site in a format that a plugin writes. The error holds the formats there are.
    pub fn export(&mut self, input: &Input, format: &str) -> Result<Exported, Vec<String>> {
        let joined = self.join(input);
        let mut notes = Vec::new();
        let known = plugin::formats(&input.plugins, &mut notes);
        match known.iter().find(|(known, _)| known == format) {
            Some((_, plugin)) => {
                let exported = plugin::export(&joined.site, plugin, format);
                notes.extend(exported.notes);
                Ok(Exported { notes, ..exported })
            }
            None => Err(known.into_iter().map(|(format, _)| format).collect()),
        }
    }

    /// What formats the maps of a site, with the words the site knows.
    pub fn formatter(&mut self, input: &Input) -> Formatter {
        let settings = Settings::read(input.settings.as_ref(), &mut Vec::new());
        let frameworks = self.models(input, &settings, &mut Vec::new());
        Formatter::new(lexicon(&settings, &frameworks), root(&settings))
    }

    /// What reads files of other tools, with the words the site knows and these plugins.
    pub fn importer(&mut self, input: &Input, plugins: Vec<Arc<dyn Plugin>>) -> Importer {
        Importer::new(self.formatter(input), plugins)
    }

    /// The stage frameworks that a site's maps may declare.
    pub fn frameworks(&mut self, input: &Input) -> Vec<FrameworkModel> {
        let settings = Settings::read(input.settings.as_ref(), &mut Vec::new());
        self.models(input, &settings, &mut Vec::new())
    }
}
