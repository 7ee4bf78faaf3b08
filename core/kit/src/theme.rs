//! The theme a site is shown in: the shipped one, with the site's own files over it.

use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_engine::{File, codes};
use journeybook_model::{Diagnostic, Severity};

use crate::site::{SETTINGS, Site};

/// A theme as shipped: its name, and its files by path.
type Shipped = (&'static str, &'static [(&'static str, &'static [u8])]);

/// The themes inside the binary.
const SHIPPED: &[Shipped] = include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// The names of the themes inside the binary.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// The files of a theme inside the binary.
pub fn shipped(name: &str) -> Option<Vec<File>> {
    let (_, files) = SHIPPED.iter().find(|(shipped, _)| *shipped == name)?;
    Some(files.iter().map(|(path, bytes)| File::new(*path, *bytes)).collect())
}

/// Puts a site's own files over those of a shipped theme; a theme of its own stands on the default one.
pub(crate) fn layer(base: Vec<File>, own: Vec<File>) -> Vec<File> {
    let mut files: BTreeMap<Arc<str>, File> = BTreeMap::new();
    files.extend(base.into_iter().chain(own).map(|file| (file.path.clone(), file)));
    files.into_values().collect()
}

/// What to say when the settings name a theme that is neither shipped nor in the site.
pub(crate) fn unknown(site: &Site, name: &str) -> Option<Diagnostic> {
    let known = names().any(|shipped| shipped == name) || site.theme(name).is_dir();
    let shipped = names().collect::<Vec<_>>().join("`, `");
    (!known).then(|| {
        let message = format!("there is no theme `{name}`, so the default theme is used");
        Diagnostic::file(codes::SETTINGS_INVALID, Severity::Error, &SETTINGS.into(), message)
            .help(format!("write one of `{shipped}`, or put the theme's files into `themes/{name}/`"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_files_replace_shipped_ones_by_path() {
        let base = vec![File::new("a.css", *b"shipped"), File::new("b.css", *b"shipped")];
        let files = layer(base, vec![File::new("b.css", *b"own"), File::new("c.css", *b"own")]);
        let shown: Vec<_> = files.iter().map(|file| (&*file.path, &*file.bytes)).collect();
        assert_eq!(shown, [("a.css", &b"shipped"[..]), ("b.css", b"own"), ("c.css", b"own")]);
    }

    #[test]
    fn the_default_theme_is_in_the_binary() {
        assert!(names().any(|name| name == "default"));
        assert!(shipped("default").is_some() && shipped("none").is_none());
    }

    #[test]
    fn an_unknown_theme_is_said_with_those_there_are() {
        let dir = tempfile::tempdir().unwrap();
        let said = unknown(&Site::at(dir.path()), "glossy").unwrap();
        assert!(said.message.contains("glossy") && said.help.unwrap().contains("`default`"));
        assert!(unknown(&Site::at(dir.path()), "default").is_none());
    }
}
