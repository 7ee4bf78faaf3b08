//! `theme eject`: files of the theme in use, copied to where the site's own stand over them.

use std::collections::BTreeMap;

use journeybook_engine::{File, Layer};
use journeybook_kit::site::shown;

use super::write;
use crate::args::{Eject, Global};
use crate::failure::{Failure, Verdict};
use crate::session::Session;
use crate::terminal::Terminal;

/// The folders of a theme that its files are named without.
const FOLDERS: [&str; 3] = ["templates/", "assets/", ""];

/// Copies, or lists.
pub fn run(args: &Eject, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let mut session = Session::open(args.path.as_deref(), global)?;
    let found = session.read();
    let theme = found.settings.theme;
    let all = Files::of(&found.input.theme, &theme);
    if args.list {
        terminal.give(all.list());
        return Ok(Verdict::Fine);
    }
    for name in &args.files {
        let (file, from) = all.find(name)?;
        let path = session.site().theme(&theme).join(&*file.path);
        if path.exists() && !args.force {
            return Err(Failure::Refused(format!(
                "`{}` is there already: edit it, or write over it with `--force`",
                shown(&path)
            )));
        }
        write(&path, &with_word(file, from))?;
        terminal.give(format!("{}\n", shown(&path)));
    }
    Ok(Verdict::Fine)
}

/// What the site's own theme stands on: each file with the theme it comes from.
struct Files<'l>(BTreeMap<&'l str, (&'l File, &'l str)>);

impl<'l> Files<'l> {
    fn of(layers: &'l [Layer], theme: &str) -> Self {
        let below = layers.iter().filter(|layer| !(layer.is_own && &*layer.theme == theme));
        let files =
            below.flat_map(|layer| layer.files.iter().map(|file| (&*file.path, (file, &*layer.theme))));
        Self(
            files.filter(|(path, _)| path.starts_with("templates/") || path.starts_with("assets/")).collect(),
        )
    }

    fn find(&self, name: &str) -> Result<(&'l File, &'l str), Failure> {
        let found = FOLDERS.iter().find_map(|folder| self.0.get(format!("{folder}{name}").as_str()));
        found.copied().ok_or_else(|| {
            Failure::Refused(format!(
                "the theme has no file `{name}`: `journeybook theme eject --list` lists what there is"
            ))
        })
    }

    fn list(&self) -> String {
        let named = |path: &str| {
            FOLDERS.iter().find_map(|folder| path.strip_prefix(folder)).unwrap_or_default().to_owned()
        };
        self.0.iter().map(|(path, (_, from))| format!("{:<34} {from}\n", named(path))).collect()
    }
}

/// A file with a word on where it comes from, where its language has comments.
fn with_word(file: &File, from: &str) -> Vec<u8> {
    let word = format!(
        "From the theme `{from}` of Journeybook {}. Without this file the theme's own is used again.",
        env!("CARGO_PKG_VERSION")
    );
    let word = match file.path.rsplit('.').next() {
        Some("html") => format!("{{# {word} #}}\n"),
        Some("css" | "js") => format!("/* {word} */\n"),
        _ => String::new(),
    };
    [word.as_bytes(), &file.bytes()].concat()
}
