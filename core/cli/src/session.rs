//! One site and everything needed to build it, again and again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Zoned;
use journeybook_engine::editor::Analysis;
use journeybook_engine::format::Formatter;
use journeybook_engine::import::Importer;
use journeybook_engine::plugin::{Exported, twice};
use journeybook_engine::{Draft, Engine, Input, Outlet, Output};
use journeybook_kit::{Found, Memo, Reader, Site};
use journeybook_model::{Date, FrameworkModel, Severity};

use crate::args::Global;
use crate::failure::{Failure, Verdict};
use crate::plugins::Plugins;

/// A site with its reader, its plugins and its engine, which all remember what they saw.
pub struct Session {
    site: Site,
    reader: Reader,
    plugins: Plugins,
    verifies: bool,
    /// Frameworks that every map is shown through, whatever the site says.
    views: Vec<String>,
    engine: Engine,
    today: Date,
}

/// A build and what there is to say about it.
pub struct Built {
    /// What the engine gave.
    pub output: Output,
    /// How many Markdown files the site has.
    pub files: usize,
    /// How long it took.
    pub took: Duration,
}

impl Session {
    /// Finds the site and starts everything.
    pub fn open(path: Option<&Path>, global: &Global) -> Result<Self, Failure> {
        let site = Site::locate(path)?;
        let plugins = Plugins::start(global.verbose)?;
        let today = global.now.unwrap_or_else(today);
        let (reader, engine) = (Reader::default(), Engine::default());
        Ok(Self { site, reader, plugins, verifies: false, views: Vec::new(), engine, today })
    }

    /// Asks plugins everything twice from now on.
    pub fn verify_plugins(&mut self) {
        self.verifies = true;
    }

    /// Shows every map through this framework from now on.
    pub fn show_through(&mut self, framework: &str) {
        self.views.push(framework.to_owned());
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Takes up what the settings now say about where things are; whether that is somewhere else than before.
    pub fn relocate(&mut self) -> bool {
        let site = Site::at(self.site.root());
        let is_elsewhere = !self.site.is_single_map() && site != self.site;
        if is_elsewhere {
            self.site = site;
        }
        is_elsewhere
    }

    /// Forgets what the engine learned, which is in doubt after a panic.
    pub fn forget(&mut self) {
        self.engine = Engine::default();
    }

    /// Reads the site, with its plugins loaded.
    pub fn read(&mut self) -> Found {
        let found = self.reader.read(&self.site);
        self.equipped(found)
    }

    fn equipped(&mut self, mut found: Found) -> Found {
        let plugins = self.plugins.load(&self.site, &mut found);
        found.input.plugins = if self.verifies { plugins.into_iter().map(twice).collect() } else { plugins };
        found.input.today = Some(self.today);
        found.input.views.clone_from(&self.views);
        found
    }

    /// The stage frameworks that maps may declare.
    pub fn frameworks(&mut self, input: &Input) -> Vec<FrameworkModel> {
        self.engine.frameworks(input)
    }

    /// What formats the maps of the site.
    pub fn formatter(&mut self, input: &Input) -> Formatter {
        self.engine.formatter(input)
    }

    /// What reads files of other tools into the site.
    pub fn importer(&mut self, input: &Input) -> Result<Importer, Failure> {
        let mut plugins = input.plugins.clone();
        let shipped = self.plugins.importers();
        plugins.push(shipped.map_err(|failure| Failure::Refused(failure.to_string()))?);
        Ok(self.engine.importer(input, plugins))
    }

    /// What an editor asks of a site as it was read, or as it is typed.
    pub fn analyse(&mut self, input: &Input) -> Analysis {
        self.engine.analyse(input)
    }

    /// Every map in a format that a plugin writes. The error holds the formats there are.
    pub fn export(&mut self, format: &str) -> Result<Exported, Vec<String>> {
        let input = self.read().input;
        self.engine.export(&input, format)
    }

    /// Reads and builds in memory.
    pub fn build(&mut self) -> Built {
        let start = Instant::now();
        let input = self.read().input;
        let output = self.engine.build(&input);
        Built::new(output, &input, start)
    }

    /// Reads and checks, for pages that are made when somebody asks for them and that no browser keeps.
    /// `changed` are the files that have changed since it was read last, where that is known.
    pub fn draft(&mut self, changed: Option<&[PathBuf]>) -> (Arc<Draft>, Built) {
        let start = Instant::now();
        let found = self.reader.read_changed(&self.site, changed);
        let input = Input { plain_names: true, ..self.equipped(found).input };
        let draft = self.engine.draft(&input);
        let built = Built::new(draft.output.clone(), &input, start);
        (Arc::new(draft), built)
    }

    /// Reads the site once and builds, gives every file away as soon as it is made, and uses what the last build remembered. A build that
    /// is refused needs no search index.
    pub fn build_into(&mut self, outlet: &dyn Outlet, memo: Option<&Memo>, strict: bool) -> (Built, Input) {
        let start = Instant::now();
        let found = Reader::once(&self.site);
        let input = self.equipped(found).input;
        if let Some((memo, bytes)) = memo.and_then(|memo| Some((memo, memo.load()?))) {
            self.engine.recall(&bytes, memo.maker());
        }
        let mut built = Built::new(self.engine.build_into(&input, outlet), &input, start);
        if !self.engine.is_as_remembered() && built.verdict(strict) == Verdict::Fine {
            built.output.index(outlet);
        }
        (Built { took: start.elapsed(), ..built }, input)
    }

    /// Leaves what the next build may use of one that was made.
    pub fn remember(&self, built: &Built, input: &Input, memo: Option<&Memo>) {
        if let Some(memo) = memo.filter(|_| !self.engine.is_as_remembered()) {
            memo.keep(|to| self.engine.remember(input, &built.output, memo.maker(), to));
        }
    }
}

impl Built {
    fn new(output: Output, input: &Input, start: Instant) -> Self {
        let files = input.content.iter().filter(|file| file.is_markdown()).count();
        Self { output, files, took: start.elapsed() }
    }

    /// Whether the site passes.
    pub fn verdict(&self, strict: bool) -> Verdict {
        let errors = self.output.count(Severity::Error);
        let warnings = self.output.count(Severity::Warning);
        if errors > 0 || (strict && warnings > 0) { Verdict::SiteHasErrors } else { Verdict::Fine }
    }
}

fn today() -> Date {
    let today = Zoned::now().date();
    Date { year: today.year(), month: today.month().unsigned_abs(), day: today.day().unsigned_abs() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use journeybook_model::{Code, Diagnostic};

    fn built(severity: Severity) -> Built {
        let said = Diagnostic::file(Code("JB000"), severity, &"a.md".into(), "x".into());
        let output = Output { diagnostics: vec![said], ..Output::default() };
        Built { output, files: 1, took: Duration::ZERO }
    }

    #[test]
    fn warnings_fail_only_where_they_count() {
        assert_eq!(built(Severity::Error).verdict(false), Verdict::SiteHasErrors);
        assert_eq!(built(Severity::Warning).verdict(false), Verdict::Fine);
        assert_eq!(built(Severity::Warning).verdict(true), Verdict::SiteHasErrors);
        assert_eq!(built(Severity::Hint).verdict(true), Verdict::Fine);
    }

    #[test]
    fn today_is_a_day_of_the_calendar() {
        let today = today();
        assert_eq!(Date::new(today.year, today.month, today.day), Some(today));
    }
}
