//! The pipeline, and what it remembers from build to build.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Document, FrameworkModel, Severity, Source};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use crate::codes;
use crate::data::{self, Collected, Data};
use crate::draft::Draft;
use crate::editor::Analysis;
use crate::format::Formatter;
use crate::import::Importer;
use crate::input::Identity;
use crate::lexicon::Lexicon;
use crate::look;
use crate::memo::{Memo, Whole};
use crate::outlet::{Held, Listing, Outlet};
use crate::parse::{self, Parsed, parse};
use crate::plugin::{self, Exported, Facts, Plugin};
use crate::render::{self, Colours, Pages, Portal, Press, Search, Shared, Theme};
use crate::resolve::{self, Site, World};
use crate::settings::Settings;
use crate::{File, Input, Layer, Output, Work};

/// What was read of a file: the digest of its text, and what it came to.
type Known = (Digest, Arc<Parsed>);

/// Fewer facts than these are never forgotten.
const FEW_FACTS: usize = 4096;

/// The largest file that a portal carries.
const MAX_PUBLISHED: u64 = 64 << 20;

/// Builds sites, and keeps what it learned for the next build.
#[derive(Default)]
pub struct Engine {
    /// By path.
    parsed: HashMap<Arc<str>, Known, FxBuildHasher>,
    /// The digest of the words that those were read with.
    read_with: Digest,
    /// Files that do not speak of frameworks.
    no_frameworks: HashSet<Digest, FxBuildHasher>,
    site: resolve::Memory,
    data: data::Memory,
    answers: plugin::Memory,
    pages: Arc<Pages>,
    /// How many facts pages rested on when those of no page were last forgotten.
    facts_kept: usize,
    shared: Shared,
    colours: Colours,
    theme: Option<Compiled>,
    held: Held,
    /// The last build of an earlier process, until this one has built.
    before: Option<Whole>,
    /// Whether the last build was that one once more.
    is_again: bool,
}

/// A theme with what there is to say of it, by the digest of what it was compiled from.
struct Compiled {
    from: Digest,
    theme: Arc<Theme>,
    notes: Vec<Diagnostic>,
}

impl Engine {
    /// Builds the whole portal in memory. What has not changed since the last build of this engine is not done again.
    pub fn build(&mut self, input: &Input) -> Output {
        let held = std::mem::take(&mut self.held);
        let output = self.build_into(input, &held);
        let files = held.keep(&output.listing);
        self.held = held;
        Output { files, ..output }
    }

    /// Builds the whole portal, and gives away each file as soon as it is made.
    pub fn build_into(&mut self, input: &Input, outlet: &dyn Outlet) -> Output {
        let again = self.again(input, outlet);
        self.is_again = again.is_some();
        again.unwrap_or_else(|| {
            let output = self.draft(input).whole(outlet);
            self.tidy(&output.listing);
            output
        })
    }

    /// Reads and checks a site, and makes nothing of its portal yet.
    pub fn draft(&mut self, input: &Input) -> Draft {
        let Joined { mut site, data, mut sources, mut notes, mut work, files, file_count, .. } =
            self.join(input);
        let facts = self.answers.facts(&site, &data.bound, &input.plugins, input.today, &mut notes);
        work.called = facts.calls;
        notes.extend(plugin::rank(&mut site, &facts));
        let mut linked = files;
        fetch(&site, input, &mut linked, &mut notes);
        notes.sort_by(|a, b| a.order().cmp(&b.order()));
        let portal = Portal::new(site, data, facts, notes.clone(), input.today, file_count);
        let portal = Arc::new(portal.after(&self.pages, &mut self.shared));
        let theme = self.theme(&portal.site.settings, &input.theme, &mut notes);
        sources.extend(theme.sources.values().map(|source| (source.path.clone(), source.clone())));
        notes.extend(self.colours.contrast(&portal.site.settings, input, &mut sources));
        let press = Press::new(portal.clone(), theme, self.pages.clone(), &mut self.shared, &mut notes);
        work.journeys = portal.journeys().len();
        work.pages = press.count();
        notes.sort_by(|a, b| a.order().cmp(&b.order()));
        let search = Search::of(portal);
        let output = Output { diagnostics: notes, sources, work, search, ..Output::default() };
        let Identity { whole: identity, apart } = input.identity();
        Draft { output, identity, apart, press, linked }
    }

    /// Pages that are no more are forgotten, once they are many.
    fn tidy(&mut self, listing: &Listing) {
        let facts = self.pages.facts();
        if self.facts_kept > 0 && facts > 2 * self.facts_kept {
            self.pages = Arc::new(self.pages.only(listing));
        }
        if self.facts_kept == 0 || facts > 2 * self.facts_kept {
            self.facts_kept = self.pages.facts().max(FEW_FACTS);
        }
    }

    /// Takes up what an earlier process remembered of the same site; whether that was of use. `maker` identifies the
    /// program.
    pub fn recall(&mut self, memo: &[u8], maker: &[u8]) -> bool {
        let Some(Memo { whole, pages, answers }) = Memo::read(memo, maker) else { return false };
        self.pages = Pages::recalled(pages).map(Arc::new).unwrap_or_default();
        self.answers.recall(answers);
        self.before = whole;
        true
    }

    /// Whether the last build was what an earlier process remembered, so that there is nothing new to remember.
    pub fn is_as_remembered(&self) -> bool {
        self.is_again
    }

    /// What the next process may know of the last build.
    pub fn memo(&self, input: &Input, output: &Output, maker: &[u8]) -> Vec<u8> {
        let whole = || Whole::new(input.fingerprint(), &output.listing, &output.diagnostics, output.work);
        let whole = output.search.is_made().then(whole);
        Memo { whole, pages: self.pages.kept(&output.listing), answers: self.answers.kept() }.written(maker)
    }

    /// The last build of an earlier process once more, where it was made from the same and is all still there.
    fn again(&mut self, input: &Input, outlet: &dyn Outlet) -> Option<Output> {
        let before = self.before.take()?;
        let is_same = before.fingerprint == input.fingerprint();
        let holds = |(address, digest): (&Arc<str>, &Digest)| outlet.holds(address, *digest);
        if !is_same || !before.listing.par_iter().all(holds) {
            return None;
        }
        let diagnostics = before.diagnostics()?;
        let sources = sources_of(input, &diagnostics);
        let work = Work { journeys: before.work.journeys, pages: before.work.pages, ..Work::default() };
        Some(Output { listing: before.listing, diagnostics, sources, work, ..Output::default() })
    }

    /// A theme is compiled once, until one of its files is edited or the site's language changes.
    fn theme(&mut self, settings: &Settings, layers: &[Layer], notes: &mut Vec<Diagnostic>) -> Arc<Theme> {
        let tokens = settings.tokens.sheet().unwrap_or_default();
        let names = settings.plain_names.to_string();
        let own =
            [&settings.theme, &settings.language, &tokens, &names].map(|text| Digest::of(text.as_bytes()));
        let from = Layer::fingerprint(layers, own);
        if self.theme.as_ref().is_none_or(|known| known.from != from) {
            let mut notes = Vec::new();
            let theme = Arc::new(Theme::new(settings, layers, &mut notes));
            self.theme = Some(Compiled { from, theme, notes });
        }
        let known = self.theme.as_ref().expect("it was compiled above");
        notes.extend(known.notes.iter().cloned());
        known.theme.clone()
    }

    /// The documents of a site's files, as read and before anything between them is resolved.
    pub fn documents(&mut self, input: &Input) -> Vec<Arc<Document>> {
        let settings = Settings::read(input.settings.as_ref(), &mut Vec::new());
        let frameworks = self.models(input, &settings, &mut Vec::new());
        let words = lexicon(&settings, &frameworks);
        documents(&self.parse(&input.content, &settings, &words, &mut Work::default()))
    }

    /// Reads and joins a site without rendering it: all that an editor asks for. What a theme would be told is not said.
    pub fn analyse(&mut self, input: &Input) -> Analysis {
        let Joined { mut site, data, sources, mut notes, lexicon, files, file_count, .. } = self.join(input);
        let facts = self.answers.facts(&site, &data.bound, &input.plugins, input.today, &mut notes);
        notes.extend(plugin::rank(&mut site, &facts));
        let portal = Portal::new(site, data, Facts::default(), Vec::new(), input.today, file_count);
        render::addresses(&portal, &mut notes);
        notes.sort_by(|a, b| a.order().cmp(&b.order()));
        let texts = sources.keys().filter(|path| is_markdown(path)).cloned();
        let mut files: Vec<Arc<str>> = files.into_keys().chain(texts).collect();
        files.sort_unstable();
        Analysis { site: portal.site, diagnostics: notes, sources, files, lexicon }
    }

    /// The passes that a build and an editor share.
    fn join(&mut self, input: &Input) -> Joined {
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

    /// Those that the site wrote down, and those of its plugins; of two with one id the site's own counts.
    fn models(
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

    fn parse(
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
struct Joined {
    site: Site,
    data: Collected,
    file_count: usize,
    sources: BTreeMap<Arc<str>, Arc<Source>>,
    notes: Vec<Diagnostic>,
    work: Work,
    files: HashMap<Arc<str>, Arc<[u8]>>,
    lexicon: Lexicon,
}

/// The content folder's name with its slash.
fn root(settings: &Settings) -> String {
    if settings.content.is_empty() { String::new() } else { format!("{}/", settings.content) }
}

/// Whether a file is read as a document.
pub(crate) fn is_markdown(path: &str) -> bool {
    path.rsplit('.').next().is_some_and(|ending| ["md", "markdown"].contains(&ending))
}

fn documents(parsed: &[Arc<Parsed>]) -> Vec<Arc<Document>> {
    parsed.iter().flat_map(|parsed| parsed.documents.iter().cloned()).collect()
}

fn sources(parsed: &[Arc<Parsed>], settings: &Settings) -> BTreeMap<Arc<str>, Arc<Source>> {
    let read = parsed.iter().filter_map(|parsed| parsed.source.clone());
    read.chain(settings.source.clone()).map(|source| (source.path.clone(), source)).collect()
}

/// The sources that diagnostics point into, of a build that is not made again.
fn sources_of(input: &Input, said: &[Diagnostic]) -> BTreeMap<Arc<str>, Arc<Source>> {
    let settings = Settings::read(input.settings.as_ref(), &mut Vec::new());
    let places = said
        .iter()
        .flat_map(|note| std::iter::once(&note.place).chain(note.related.iter().map(|(place, _)| place)));
    let named: HashSet<&str> = places.map(|place| &*place.file).collect();
    let themed = render::theme::templates(&input.theme).into_iter().map(|(place, file)| {
        let path = Arc::from(place);
        File { path, ..file.clone() }
    });
    let all = input.content.iter().chain(&input.data).cloned().chain(themed);
    let read = all.filter(|file| named.contains(&*file.path)).filter_map(|file| parse::source(&file).ok());
    let read = read.map(Arc::new).chain(settings.source.clone()).map(|source| (source.path.clone(), source));
    read.chain(look::manifests(&input.theme)).collect()
}

/// The words a site is read with: builds and formats must agree on them.
fn lexicon(settings: &Settings, frameworks: &[FrameworkModel]) -> Lexicon {
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

/// Files that references may point at.
fn other_files(input: &Input) -> HashMap<Arc<str>, Arc<[u8]>> {
    let content = input.content.iter().filter(|file| !is_markdown(&file.path));
    content.chain(&input.data).map(|file| (file.path.clone(), file.bytes.clone())).collect()
}

/// Files that evidence may bind.
fn bindable(input: &Input) -> data::Files {
    let content = input.content.iter().filter(|file| !is_markdown(&file.path));
    let held = content.chain(&input.data).map(|file| (file.path.clone(), Data::Held(file.clone())));
    held.chain(input.large.iter().map(|file| (file.path.clone(), Data::Large(file.clone())))).collect()
}

/// Takes the bytes of large files that the portal publishes.
fn fetch(site: &Site, input: &Input, files: &mut HashMap<Arc<str>, Arc<[u8]>>, notes: &mut Vec<Diagnostic>) {
    for file in input.large.iter().filter(|file| site.linked_files.contains(&file.path)) {
        let mut bytes = Vec::new();
        let read = file.from.open().and_then(|from| from.take(MAX_PUBLISHED + 1).read_to_end(&mut bytes));
        let fault = match read {
            Ok(_) if bytes.len() as u64 > MAX_PUBLISHED => "it has more than 64 MiB".to_owned(),
            Ok(_) => {
                files.insert(file.path.clone(), bytes.into());
                continue;
            }
            Err(error) => error.to_string(),
        };
        let message = format!("`{}` cannot be published: {fault}", file.path);
        let note = Diagnostic::file(codes::UNREADABLE, Severity::Error, &file.path, message);
        notes.push(note.help("keep it elsewhere and link to it"));
    }
}
