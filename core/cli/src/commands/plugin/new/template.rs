//! Templates: files with holes, in a folder for each language.

use super::{Files, carried};
use crate::args::{Lang, PluginKind};

/// What the holes are filled with.
pub struct Names {
    holes: [(&'static str, String); 7],
}

impl Names {
    /// All names that follow from one.
    pub fn of(name: &str, kind: PluginKind) -> Self {
        let (kind, world) = words(kind);
        let holes = [
            ("name", name.to_owned()),
            ("snake", name.replace('-', "_")),
            ("Name", name.split('-').map(capitalized).collect()),
            ("title", capitalized(&name.replace('-', " "))),
            ("kind", kind.to_owned()),
            ("capability-world", world.to_owned()),
            ("journeybook", env!("CARGO_PKG_VERSION").to_owned()),
        ];
        Self { holes }
    }

    fn fill(&self, text: &str) -> String {
        let fill =
            |text: String, (hole, value): &(&str, String)| text.replace(&format!("{{{{{hole}}}}}"), value);
        self.holes.iter().fold(text.to_owned(), fill)
    }
}

/// The files of every language, and those of one over them; of each the common ones first.
pub fn files(names: &Names, lang: Lang, kind: PluginKind) -> Files {
    let mut files = Files::new();
    for language in ["every", folder(lang)] {
        for part in ["both", words(kind).0] {
            let prefix = format!("{language}/{part}/");
            let those = carried::TEMPLATES
                .iter()
                .filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?, text)));
            files.extend(those.map(|(path, text)| (written(path), names.fill(text))));
        }
    }
    files
}

/// Where a template's file goes.
fn written(path: &str) -> String {
    let path = path.strip_suffix(".in").unwrap_or(path);
    let part =
        |part: &str| part.strip_prefix("dot-").map_or_else(|| part.to_owned(), |rest| format!(".{rest}"));
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn folder(lang: Lang) -> &'static str {
    match lang {
        Lang::Rust => "rust",
        Lang::C => "c",
        Lang::Js => "js",
        Lang::Python => "python",
    }
}

/// A kind's folder, and its world of the contract.
fn words(kind: PluginKind) -> (&'static str, &'static str) {
    match kind {
        PluginKind::Scores => ("scores", "score-plugin"),
        PluginKind::Frameworks => ("frameworks", "framework-plugin"),
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}
