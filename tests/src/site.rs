//! Sites made of text, built in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use journeybook_engine::look::{MANIFEST, Manifest};
use journeybook_engine::plugin::Plugin;
use journeybook_engine::{Engine, File, Input, Layer, Output, SETTINGS_FILE, Settings};
use journeybook_model::{Date, Severity};
use serde_json::Value;

use crate::{native, tree};

/// The day every test believes it is, unless it says otherwise.
pub const TODAY: &str = "2026-11-22";

/// The shipped themes, read once.
static THEMES: LazyLock<BTreeMap<&str, Layer>> = LazyLock::new(|| {
    let shipped = ["default", "plain"].map(|name| {
        let files = tree::files(&tree::repository().join("themes").join(name), "");
        (name, Layer { theme: name.into(), is_own: false, files })
    });
    shipped.into_iter().collect()
});

/// A site in the making: files by path from its root.
#[derive(Clone)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    /// Its plugins; the first-party ones, run natively, unless a test says otherwise.
    pub plugins: Vec<Arc<dyn Plugin>>,
    /// The day.
    pub today: Option<Date>,
}

impl Default for Site {
    fn default() -> Self {
        Self { files: BTreeMap::new(), plugins: native::plugins(), today: TODAY.parse().ok() }
    }
}

impl Site {
    /// A site of these files.
    pub fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        files.into_iter().fold(Self::default(), |site, (path, text)| site.with(path, text))
    }

    /// A site of one map, `content/journeys/map.md`.
    pub fn map(text: &str) -> Self {
        Self::of([("content/journeys/map.md", text)])
    }

    /// The sample portal of the repository.
    pub fn sample() -> Self {
        let root = tree::repository();
        let mut site = Self::default();
        for part in ["content", "data"] {
            site.files.extend(tree::read(&root.join(part), part));
        }
        site.with_bytes(SETTINGS_FILE, tree::bytes(&root.join(SETTINGS_FILE)))
    }

    /// The files of a folder as the content of a site without settings.
    pub fn folder(folder: &Path) -> Self {
        let files = tree::read(folder, "content");
        Self { files: files.into_iter().collect(), ..Self::default() }
    }

    /// The same with another file, or another text in a file.
    #[must_use]
    pub fn with(self, path: &str, text: &str) -> Self {
        self.with_bytes(path, text.as_bytes().to_vec())
    }

    /// The same with another file.
    #[must_use]
    pub fn with_bytes(mut self, path: &str, bytes: Vec<u8>) -> Self {
        self.files.insert(path.to_owned(), bytes);
        self
    }

    /// The same without a file.
    #[must_use]
    pub fn without(mut self, path: &str) -> Self {
        self.files.remove(path);
        self
    }

    /// The same with other plugins.
    #[must_use]
    pub fn plugins(mut self, plugins: Vec<Arc<dyn Plugin>>) -> Self {
        self.plugins = plugins;
        self
    }

    /// The files by path.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("the site has no `{path}`"));
        std::str::from_utf8(bytes).expect("the file is text")
    }

    /// What the engine is given.
    pub fn input(&self) -> Input {
        let below = |folder: &str| {
            let inside = self.files.iter().filter(|(path, _)| path.starts_with(folder));
            inside.map(|(path, bytes)| File::new(path.as_str(), bytes.as_slice())).collect()
        };
        Input {
            settings: self.files.get(SETTINGS_FILE).map(|bytes| File::new(SETTINGS_FILE, bytes.as_slice())),
            content: below("content/"),
            data: below("data/"),
            large: Vec::new(),
            theme: self.theme(),
            plugins: self.plugins.clone(),
            trouble: Vec::new(),
            today: self.today,
            views: Vec::new(),
            plain_names: false,
        }
    }

    /// The layers of its theme, the lowest first: as the tool finds them, for sites whose themes are right.
    fn theme(&self) -> Vec<Layer> {
        let settings = self.files.get(SETTINGS_FILE).map(|bytes| File::new(SETTINGS_FILE, bytes.as_slice()));
        let mut next = Some(Settings::read(settings.as_ref(), &mut Vec::new()).theme);
        let mut layers = Vec::new();
        while let Some(name) = next.take() {
            let own = self.own_theme(&name);
            let shipped = THEMES.get(name.as_str()).cloned();
            next = match (own.iter().find(|file| &*file.path == MANIFEST), &shipped) {
                (Some(file), _) => Manifest::read(&name, file, &mut Vec::new()).extends,
                (None, Some(_)) => None,
                (None, None) => Some("default".to_owned()),
            };
            if !own.is_empty() {
                layers.push(Layer { theme: name.into(), is_own: true, files: own });
            }
            layers.extend(shipped);
        }
        layers.reverse();
        layers
    }

    fn own_theme(&self, name: &str) -> Vec<File> {
        let folder = format!("themes/{name}/");
        let inside =
            self.files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&*folder)?, bytes)));
        inside.map(|(path, bytes)| File::new(path, bytes.as_slice())).collect()
    }

    /// Builds with an engine that knows nothing yet.
    pub fn build(&self) -> Output {
        Engine::default().build(&self.input())
    }

    /// Writes the files into a folder.
    pub fn write(&self, folder: &Path) {
        for (path, bytes) in &self.files {
            tree::write(&folder.join(path), bytes);
        }
    }
}

/// The diagnostics of a build as lines, and each one's help below it where `helps` says so.
pub fn diagnostics(output: &Output, helps: bool) -> String {
    let mut text = String::new();
    for said in &output.diagnostics {
        let source = output.sources.get(&said.place.file);
        let place = said.place.span.zip(source).map(|(span, source)| source.position(span.start));
        let place = place.map_or(String::new(), |place| format!(":{}:{}", place.line, place.column));
        text += &format!("{}{place} {} {} {}\n", said.place.file, said.severity, said.code, said.message);
        if let Some(help) = said.help.as_ref().filter(|_| helps) {
            text += &format!("  help: {help}\n");
        }
    }
    text
}

/// Fails with everything the build says, if any of it is an error.
#[track_caller]
pub fn assert_no_errors(output: &Output) {
    assert_eq!(output.count(Severity::Error), 0, "{}", diagnostics(output, true));
}

/// A file of the portal as text.
#[track_caller]
pub fn page<'o>(output: &'o Output, path: &str) -> &'o str {
    let known =
        || output.files.keys().filter(|path| path.ends_with(".html")).map(|path| &**path).collect::<Vec<_>>();
    let bytes = output.files.get(path).unwrap_or_else(|| panic!("there is no `{path}`, only {:?}", known()));
    std::str::from_utf8(bytes).expect("pages are text")
}

/// The whole site as the portal gives it to programs.
#[track_caller]
pub fn model(output: &Output) -> Value {
    serde_json::from_str(page(output, "api/site.json")).expect("the portal writes JSON")
}

/// A folder of the real maps that lie beside some checkouts; says so where they are not there.
pub fn real_maps() -> Option<PathBuf> {
    let folder = tree::repository().join("../shared/real-maps/md");
    let there = folder.is_dir();
    if !there {
        tree::say("skipped: ../shared/real-maps is not there");
    }
    there.then_some(folder)
}
