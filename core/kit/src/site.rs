//! Where a site is, and where its parts lie.

use std::path::{Component, Path, PathBuf};
use std::{env, fs, io};

use journeybook_engine::{File, Settings};
use journeybook_model::Kind;
use thiserror::Error;

use crate::read::walk;

/// The name of the settings file, which makes a folder the root of a site.
pub use journeybook_engine::SETTINGS_FILE as SETTINGS;

/// The file that notes which plugins were added.
pub const LOCK: &str = "journeybook.lock";

/// The folders of a site that are not content, even where the root itself is the content folder.
const PARTS: [&str; 3] = ["data", "plugins", "themes"];

/// A site on disk: a root and what stands for its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    root: PathBuf,
    content: PathBuf,
    output: PathBuf,
}

/// Why there is no site at a path.
#[derive(Debug, Error)]
pub enum LocateError {
    /// Nothing is there.
    #[error(
        "there is no file or folder `{path}`: check the spelling, or begin a site there with `journeybook init {path}`"
    )]
    Missing {
        /// What was asked for.
        path: PathBuf,
    },
    /// Something is there, but nothing to show.
    #[error(
        "there are no journey maps in `{path}`: it has no `{SETTINGS}`, no `content` folder and no Markdown file. \
         Begin a site there with `journeybook init {path}`"
    )]
    Nothing {
        /// What was asked for.
        path: PathBuf,
    },
    /// A single file that is not Markdown.
    #[error("`{path}` is not Markdown: name a file that ends in `.md`, or a folder")]
    NotMarkdown {
        /// What was asked for.
        path: PathBuf,
    },
    /// It is there, but closed to us.
    #[error("`{path}` cannot be opened: {source}")]
    Closed {
        /// What was asked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Site {
    /// Finds the site at `path`; without one, the site around the current folder.
    ///
    /// A folder that somebody names means itself, unless it is one of the places where the site above it looks
    /// (`content/journeys`): so `serve my-maps/` shows those maps, wherever they lie.
    pub fn locate(path: Option<&Path>) -> Result<Self, LocateError> {
        let asked = path.unwrap_or_else(|| Path::new("."));
        let start = open(asked)?;
        if start.is_file() {
            return Self::of_file(asked, &start);
        }
        let above = || start.ancestors().skip(1).find(|folder| is_root(folder)).map(Self::at);
        if is_root(&start) || (path.is_some() && start.join("content").is_dir()) {
            return Ok(Self::at(&start));
        }
        if let Some(site) = above().filter(|site| path.is_none() || site.looks_into(&start)) {
            return Ok(site);
        }
        let own = start.join("content").is_dir() || walk::holds_markdown(&start);
        let found = if own { Some(Self::at(&start)) } else { above() };
        found.ok_or_else(|| LocateError::Nothing { path: asked.to_owned() })
    }

    /// The site whose root is this folder, whatever it holds.
    pub fn at(root: &Path) -> Self {
        let settings = settings_of(root);
        let content = inside(root, &settings.content).filter(|folder| folder.is_dir());
        let output = inside(root, &settings.output).unwrap_or_else(|| root.join(Settings::default().output));
        Self { content: content.unwrap_or_else(|| root.to_owned()), output, root: root.to_owned() }
    }

    fn of_file(asked: &Path, file: &Path) -> Result<Self, LocateError> {
        if !walk::is_markdown(file) {
            return Err(LocateError::NotMarkdown { path: asked.to_owned() });
        }
        let folder = file.parent().unwrap_or(file);
        let holds = |root: &&Path| is_root(root) || file.starts_with(root.join("content"));
        let around = folder.ancestors().find(holds).map(Self::at);
        let alone = || Self { content: file.to_owned(), ..Self::at(root_of(folder)) };
        Ok(around.filter(|site| file.starts_with(&site.content)).unwrap_or_else(alone))
    }

    /// The folder all of the site's paths are relative to.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The content folder; the root itself where there is none, or a single map.
    pub fn content(&self) -> &Path {
        &self.content
    }

    /// The folder that new documents go to: the content folder, or the one in which a single map lies.
    pub fn folder(&self) -> &Path {
        let beside = self.content.parent().filter(|_| self.is_single_map());
        beside.unwrap_or(&self.content)
    }

    /// The settings file, whether it exists or not.
    pub fn settings(&self) -> PathBuf {
        self.root.join(SETTINGS)
    }

    /// Where data outside the content folder lies.
    pub fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    /// The file that notes which plugins were added.
    pub fn lock(&self) -> PathBuf {
        self.root.join(LOCK)
    }

    /// Where the site's own plugins lie.
    pub fn plugins(&self) -> PathBuf {
        self.root.join("plugins")
    }

    /// Where the site's own themes lie.
    pub fn themes(&self) -> PathBuf {
        self.root.join("themes")
    }

    /// Where the site's own theme of this name, or its overrides of a shipped one, lie.
    pub fn theme(&self, name: &str) -> PathBuf {
        self.themes().join(name)
    }

    /// Where `build` writes when it is not told otherwise.
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// Whether this is one map, without a site around it.
    pub fn is_single_map(&self) -> bool {
        self.content.is_file()
    }

    /// Whether there is no content folder, so that paths inside the content are paths inside the root.
    pub(crate) fn is_bare(&self) -> bool {
        self.content == self.root || self.is_single_map()
    }

    /// The folders to leave out of the content.
    pub(crate) fn not_content(&self) -> Vec<PathBuf> {
        PARTS.iter().map(|part| self.root.join(part)).collect()
    }

    /// The folders beside the content that the site reads.
    pub(crate) fn parts(&self) -> Vec<PathBuf> {
        if self.is_single_map() { Vec::new() } else { self.not_content() }
    }

    fn looks_into(&self, folder: &Path) -> bool {
        let holds_content = self.content != self.root && folder.starts_with(&self.content);
        holds_content || self.parts().iter().any(|part| folder.starts_with(part))
    }
}

/// Canonical, because the system reports changes by canonical paths and they are compared with these.
fn open(path: &Path) -> Result<PathBuf, LocateError> {
    path.canonicalize().map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => LocateError::Missing { path: path.to_owned() },
        _ => LocateError::Closed { path: path.to_owned(), source },
    })
}

/// What is wrong with the settings is the engine's to say, when it is given them.
fn settings_of(root: &Path) -> Settings {
    let file = fs::read(root.join(SETTINGS)).ok().map(|bytes| File::new(SETTINGS, bytes));
    Settings::read(file.as_ref(), &mut Vec::new())
}

/// A folder of the site; none for a path that leads out of it.
fn inside(root: &Path, path: &str) -> Option<PathBuf> {
    let stays = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    Path::new(path).components().all(stays).then(|| root.join(path).components().collect())
}

/// The root for a file that lies in no site: a folder that is called as the things of a kind are says what it holds, so
/// it is part of the file's path.
fn root_of(folder: &Path) -> &Path {
    let says = |name: &str| Kind::ALL.into_iter().any(|kind| kind.folder() == name);
    let is_kind = folder.file_name().and_then(|name| name.to_str()).is_some_and(says);
    folder.parent().filter(|_| is_kind).unwrap_or(folder)
}

fn is_root(folder: &Path) -> bool {
    folder.join(SETTINGS).is_file()
}

/// A path as a person in the current folder would type it.
pub fn shown(path: &Path) -> String {
    let here = env::current_dir().ok();
    let near = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    let path = near.unwrap_or(path);
    if path.as_os_str().is_empty() { ".".to_owned() } else { path.display().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::TempDir;

    fn folder(files: &[&str]) -> TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "# A map\n").unwrap();
        }
        dir
    }

    fn locate(dir: &TempDir, path: &str) -> Result<Site, LocateError> {
        Site::locate(Some(&dir.path().join(path)))
    }

    #[test]
    fn a_folder_inside_the_content_belongs_to_the_site_above() {
        let dir = folder(&["journeybook.toml", "content/journeys/a.md"]);
        let site = locate(&dir, "content/journeys").unwrap();
        assert_eq!(site.root(), dir.path().canonicalize().unwrap());
        assert_eq!(site.content(), site.root().join("content"));
    }

    #[test]
    fn a_named_folder_of_maps_means_itself_even_inside_another_site() {
        let dir = folder(&["journeybook.toml", "content/index.md", "my-maps/a.md"]);
        let site = locate(&dir, "my-maps").unwrap();
        assert!(site.root().ends_with("my-maps"));
        assert_eq!(site.content(), site.root());
    }

    #[test]
    fn a_folder_with_a_content_folder_needs_no_settings() {
        let dir = folder(&["content/index.md"]);
        assert!(locate(&dir, ".").unwrap().content().ends_with("content"));
    }

    #[test]
    fn the_settings_may_name_the_folders() {
        let dir = folder(&["maps/index.md"]);
        fs::write(dir.path().join(SETTINGS), "content = \"maps\"\noutput = \"public\"\n").unwrap();
        let site = locate(&dir, "maps").unwrap();
        assert!(site.content().ends_with("maps") && site.output().ends_with("public"));
        fs::write(dir.path().join(SETTINGS), "content = \"../..\"\noutput = \"../out\"\n").unwrap();
        let site = locate(&dir, ".").unwrap();
        assert!(site.content() == site.root() && site.output() == site.root().join("site"));
    }

    #[test]
    fn a_folder_with_nothing_to_show_belongs_to_the_site_above() {
        let dir = folder(&["journeybook.toml", "content/index.md", "scripts/run.sh"]);
        assert_eq!(locate(&dir, "scripts").unwrap().root(), dir.path().canonicalize().unwrap());
    }

    #[test]
    fn a_single_map_is_a_site() {
        let dir = folder(&["a.md", "b.md"]);
        let site = locate(&dir, "a.md").unwrap();
        assert!(site.is_single_map());
        assert_eq!(site.root(), dir.path().canonicalize().unwrap());
    }

    #[test]
    fn a_map_of_a_site_without_settings_belongs_to_it() {
        let dir = folder(&["content/journeys/a.md", "content/personas/mia.md"]);
        let site = locate(&dir, "content/journeys/a.md").unwrap();
        assert_eq!(site, locate(&dir, ".").unwrap());
    }

    #[test]
    fn the_folder_of_a_single_file_says_what_it_holds() {
        let dir = folder(&["personas/mia.md"]);
        let site = locate(&dir, "personas/mia.md").unwrap();
        assert!(site.is_single_map() && site.root() == dir.path().canonicalize().unwrap());
    }

    #[test]
    fn errors_say_what_to_type() {
        let dir = folder(&["notes.txt"]);
        let missing = locate(&dir, "nowhere").unwrap_err().to_string();
        assert!(missing.contains("nowhere") && missing.contains("journeybook init"), "{missing}");
        let nothing = locate(&dir, ".").unwrap_err().to_string();
        assert!(nothing.contains("no Markdown file"), "{nothing}");
        let other = locate(&dir, "notes.txt").unwrap_err().to_string();
        assert!(other.contains("`.md`"), "{other}");
    }
}
