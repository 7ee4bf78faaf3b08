//! What the engine is given and what it gives back.

use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_model::{Date, Diagnostic, Digest, Source};
use serde::{Deserialize, Serialize};

use crate::file::{File, Open, named};
use crate::outlet::{Listing, Outlet};
use crate::pieces::Pieces;
use crate::plugin::Plugin;
use crate::render::Search;
use crate::settings::Settings;

/// The files of one theme as it is shipped, or those that a site has under that theme's name.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The theme's name.
    pub theme: Arc<str>,
    /// Whether they lie in the site.
    pub is_own: bool,
    /// The files, with paths from the theme's folder (`templates/base.html`, `assets/theme.css`).
    pub files: Vec<File>,
}

/// A file too large to be held in memory: it is read from its beginning whenever it must be, which is once for each
/// binding while neither changes.
#[derive(Clone)]
pub struct Large {
    /// Where.
    pub path: Arc<str>,
    /// The digest of its bytes.
    pub digest: Digest,
    /// What gives its bytes.
    pub from: Arc<dyn Open>,
}

impl Layer {
    /// Identifies layers in their order, and what they are used with.
    pub(crate) fn fingerprint(layers: &[Layer], with: impl IntoIterator<Item = Digest>) -> Digest {
        let one = |layer: &Layer| {
            let files = layer.files.iter().map(|file| named(&file.path, file.digest));
            named(&layer.theme, of_all(files.chain([Digest::of(&[u8::from(layer.is_own)])])))
        };
        of_all(layers.iter().map(one).chain(with))
    }
}

/// Everything a build depends on. Two equal inputs give equal outputs.
#[derive(Clone, Default)]
pub struct Input {
    /// `journeybook.toml`; none is a site with all defaults.
    pub settings: Option<File>,
    /// Every file under the content folder, Markdown or not (`content/journeys/a.md`, `content/plan.png`).
    pub content: Pieces<File>,
    /// Files that content may point at from elsewhere in the site (`data/survey.csv`).
    pub data: Pieces<File>,
    /// Files beside those that are too large to be held.
    pub large: Vec<Large>,
    /// The theme, from the lowest layer to the topmost: what a theme extends comes before it, and what a site puts over a
    /// shipped theme after that.
    pub theme: Vec<Layer>,
    /// The plugins, loaded and configured.
    pub plugins: Vec<Arc<dyn Plugin>>,
    /// What went wrong before the engine was asked: unreadable files, plugins that did not load.
    pub trouble: Vec<Diagnostic>,
    /// The day the build believes it is.
    pub today: Option<Date>,
    /// Frameworks that every map is shown through, whatever the site says.
    pub views: Vec<String>,
    /// Whether style sheets and scripts keep their own names: where no browser keeps them, an edit of one need not change
    /// the pages that name it.
    pub plain_names: bool,
}

impl Input {
    /// Identifies everything in it.
    pub fn fingerprint(&self) -> Digest {
        self.identity().whole
    }

    /// Identifies it, with and without what style sheets say.
    pub(crate) fn identity(&self) -> Identity {
        let files = || {
            let layers = self.theme.iter().flat_map(|layer| &layer.files);
            self.content.iter().chain(self.data.iter()).chain(layers)
        };
        let settings = Settings::read(self.settings.as_ref(), &mut Vec::new()).without_style();
        let around = format!(
            "{settings} {:?} {:?} {:?} {} {} {} {}",
            self.trouble,
            self.today,
            self.views,
            self.plain_names,
            self.content.len(),
            self.data.len(),
            self.large.len()
        );
        let layers = self.theme.iter().map(|layer| {
            Digest::of(format!("{} {} {}", layer.theme, layer.is_own, layer.files.len()).as_bytes())
        });
        let apart = of_all(
            files()
                .map(|file| file.apart)
                .chain(layers)
                .chain(self.large.iter().map(|file| named(&file.path, file.digest)))
                .chain(self.plugins.iter().map(|plugin| named(&plugin.about().name, plugin.digest())))
                .chain([Digest::of(around.as_bytes())]),
        );
        let styles = files().filter(|file| file.is_style()).map(|file| file.digest);
        let told = self.settings.as_ref().map(|file| named(&file.path, file.digest));
        Identity { whole: of_all(styles.chain(told).chain([apart])), apart }
    }
}

/// What an input is known by.
pub(crate) struct Identity {
    /// All of it.
    pub whole: Digest,
    /// All but what style sheets and design tokens say.
    pub apart: Digest,
}

fn of_all(digests: impl IntoIterator<Item = Digest>) -> Digest {
    let mut all = Vec::new();
    digests.into_iter().for_each(|digest| all.extend_from_slice(digest.as_bytes()));
    Digest::of(&all)
}

/// What a build gives: the portal's files and everything there is to say about the site.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// Files of the portal by path (`journeys/book-online.html`, `assets/theme.3f2a.css`), where they are held in memory.
    pub files: BTreeMap<Arc<str>, Arc<[u8]>>,
    /// Every file of the portal with the digest of its bytes, wherever it went.
    pub listing: Listing,
    /// In the order of a report: file, place, severity, code.
    pub diagnostics: Vec<Diagnostic>,
    /// The sources diagnostics point into, by path.
    pub sources: BTreeMap<Arc<str>, Arc<Source>>,
    /// What was done, and what was known already.
    pub work: Work,
    /// What finds words in the portal; its files are made when they are asked for.
    pub search: Search,
}

impl Output {
    /// Everything that is published: the portal's files and those of its search.
    pub fn whole(&self) -> BTreeMap<Arc<str>, Arc<[u8]>> {
        let both = self.files.iter().chain(self.search.files());
        both.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
    }

    /// Makes the files of the search and gives them away like the others. What they were made from is let go.
    pub fn index(&mut self, outlet: &dyn Outlet) {
        let search = std::mem::take(&mut self.search);
        self.listing.extend(search.publish(outlet));
    }

    /// How many diagnostics are of this severity.
    pub fn count(&self, severity: journeybook_model::Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// How much a build had to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Journeys in the site.
    pub journeys: usize,
    /// Pages in the portal.
    pub pages: usize,
    /// Documents parsed now.
    pub parsed: usize,
    /// Documents joined now: all, or those that were put into the last site.
    pub joined: usize,
    /// Files of data read now, once for each binding.
    pub read: usize,
    /// Plugin calls made now.
    pub called: usize,
    /// Pages rendered now.
    pub rendered: usize,
}
