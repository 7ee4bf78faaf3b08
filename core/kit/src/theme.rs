//! The theme a site is shown in: layers, each over what it extends, with the site's own files over those shipped.

use journeybook_engine::look::{MANIFEST, Manifest};
use journeybook_engine::{File, Layer, codes};
use journeybook_model::{Diagnostic, Severity};

use crate::site::{SETTINGS, Site};

/// A theme as shipped: its name, and its files by path.
type Shipped = (&'static str, &'static [(&'static str, &'static [u8])]);

/// The themes inside the binary.
const SHIPPED: &[Shipped] = include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// What a theme extends that does not say what it extends, and what is shown where a theme is not there.
pub const DEFAULT: &str = "default";

/// The names of the themes inside the binary.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// The files of a theme inside the binary.
pub fn shipped(name: &str) -> Option<Vec<File>> {
    let (_, files) = SHIPPED.iter().find(|(shipped, _)| *shipped == name)?;
    Some(files.iter().map(|(path, bytes)| File::new(*path, *bytes)).collect())
}

/// The layers of a theme, the lowest first. `own` reads what a site has under a theme's name, if it has anything.
pub(crate) fn layers(
    site: &Site,
    name: &str,
    mut own: impl FnMut(&str) -> Option<Vec<File>>,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Layer> {
    let mut chain = Chain::default();
    let mut at = match is_there(site, name) {
        true => name.to_owned(),
        false => {
            notes.push(unknown(site, name));
            DEFAULT.to_owned()
        }
    };
    loop {
        let manifest = chain.add(&at, own(&at), notes);
        let Some(base) = manifest.extends.clone() else { break };
        at = match (chain.names.contains(&base), is_there(site, &base)) {
            (false, true) => base,
            (true, _) => {
                notes.extend(manifest.circle(&chain.way_to(&base)));
                DEFAULT.to_owned()
            }
            (false, false) => {
                notes.extend(manifest.unknown(&known(site)));
                DEFAULT.to_owned()
            }
        };
        if chain.names.contains(&at) {
            break;
        }
    }
    chain.layers.reverse();
    chain.layers
}

/// The layers found so far, the topmost first.
#[derive(Default)]
struct Chain {
    names: Vec<String>,
    layers: Vec<Layer>,
}

impl Chain {
    /// Adds a theme, and gives what it says of itself: in the site's words, where the site has some.
    fn add(&mut self, name: &str, own: Option<Vec<File>>, notes: &mut Vec<Diagnostic>) -> Manifest {
        self.names.push(name.to_owned());
        let shipped = shipped(name);
        let written = [own.as_deref(), shipped.as_deref()].into_iter().flatten().find_map(manifest);
        let manifest = match (written, &shipped) {
            (Some(file), _) => Manifest::read(name, file, notes),
            (None, Some(_)) => Manifest::default(),
            (None, None) => Manifest::extending(DEFAULT),
        };
        let layer = |files, is_own| Layer { theme: name.into(), is_own, files };
        self.layers.extend(own.map(|files| layer(files, true)));
        self.layers.extend(shipped.map(|files| layer(files, false)));
        manifest
    }

    /// The themes from one to the last, and back to it.
    fn way_to(&self, name: &str) -> Vec<String> {
        let from = self.names.iter().position(|known| known == name).unwrap_or(0);
        self.names[from..].iter().cloned().chain([name.to_owned()]).collect()
    }
}

fn manifest(files: &[File]) -> Option<&File> {
    files.iter().find(|file| &*file.path == MANIFEST)
}

/// Whether a theme is shipped or in the site.
pub fn is_there(site: &Site, name: &str) -> bool {
    names().any(|shipped| shipped == name) || (!name.is_empty() && site.theme(name).is_dir())
}

fn known(site: &Site) -> Vec<String> {
    let own = std::fs::read_dir(site.themes()).into_iter().flatten().flatten();
    let own = own.filter(|entry| entry.path().is_dir());
    let mut known: Vec<String> = own.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    known.extend(names().map(str::to_owned));
    known.sort_unstable();
    known.dedup();
    known
}

/// What to say when the settings name a theme that is neither shipped nor in the site.
fn unknown(site: &Site, name: &str) -> Diagnostic {
    let message = format!("there is no theme `{name}`, so the default theme is used");
    let known = known(site).join("`, `");
    Diagnostic::file(codes::SETTINGS_INVALID, Severity::Error, &SETTINGS.into(), message)
        .help(format!("write one of `{known}`, or put the theme's files into `themes/{name}/`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The layers of a site's themes, each a name and its theme.toml, and what is said of them.
    fn chain(name: &str, themes: &[(&str, &str)]) -> (Vec<(String, bool)>, Vec<Diagnostic>) {
        let dir = tempfile::tempdir().unwrap();
        let site = Site::at(dir.path());
        let mut notes = Vec::new();
        for (name, _) in themes {
            std::fs::create_dir_all(site.theme(name)).unwrap();
        }
        let own = |name: &str| {
            let (_, text) = themes.iter().find(|(known, _)| *known == name)?;
            let manifest = (!text.is_empty()).then(|| File::new(MANIFEST, text.as_bytes()));
            Some(manifest.into_iter().collect())
        };
        let layers = layers(&site, name, own, &mut notes);
        (layers.into_iter().map(|layer| (layer.theme.to_string(), layer.is_own)).collect(), notes)
    }

    fn names_of(layers: &[(String, bool)]) -> Vec<&str> {
        layers.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn a_theme_lies_over_what_it_extends() {
        let (layers, notes) = chain("night", &[("night", "extends = \"harbour\""), ("harbour", "")]);
        assert_eq!(names_of(&layers), ["default", "harbour", "night"]);
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn a_sites_files_lie_over_the_shipped_ones_of_their_theme() {
        let (layers, notes) = chain("default", &[("default", "")]);
        assert_eq!(layers, [("default".to_owned(), false), ("default".to_owned(), true)]);
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn a_theme_that_says_so_stands_on_its_own() {
        let (layers, _) = chain("alone", &[("alone", "title = \"Alone\"")]);
        assert_eq!(names_of(&layers), ["alone"]);
    }

    #[test]
    fn themes_in_a_circle_stand_on_the_default_one() {
        let (layers, notes) =
            chain("a", &[("a", "extends = \"b\""), ("b", "extends = \"c\""), ("c", "extends = \"b\"")]);
        assert_eq!(names_of(&layers), ["default", "c", "b", "a"]);
        let said: Vec<_> = notes.iter().map(|note| (note.code, note.message.as_str())).collect();
        assert_eq!(said, [(codes::THEME_CIRCLE, "themes extend one another in a circle: b → c → b")]);
    }

    #[test]
    fn a_base_that_is_not_there_is_said_with_one_that_is() {
        let (layers, notes) = chain("a", &[("a", "extends = \"defualt\"")]);
        assert_eq!(names_of(&layers), ["default", "a"]);
        assert_eq!(notes[0].code, codes::THEME_UNKNOWN);
        assert_eq!(notes[0].help.as_deref(), Some("did you mean `default`?"));
    }

    #[test]
    fn the_shipped_themes_are_in_the_binary() {
        assert!(["default", "plain"].iter().all(|name| names().any(|known| known == *name)));
        assert!(shipped("default").is_some() && shipped("none").is_none());
    }

    #[test]
    fn an_unknown_theme_is_said_with_those_there_are() {
        let (layers, notes) = chain("glossy", &[]);
        assert_eq!(names_of(&layers), ["default"]);
        assert!(notes[0].message.contains("glossy"));
        assert!(notes[0].help.as_ref().unwrap().contains("`default`"));
    }
}
