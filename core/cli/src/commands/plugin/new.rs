//! `plugin new`: a folder that builds and passes its tests at once.

mod sdk;
mod template;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::args::{Lang, NewPlugin, PluginKind};
use crate::carried;
use crate::failure::{Failure, Verdict};
use crate::terminal::Terminal;
use template::Names;

/// The files of a new plugin, by path.
type Files = BTreeMap<String, String>;

/// Writes the folder and says what to type next.
pub fn run(args: &NewPlugin, terminal: &Terminal) -> Result<Verdict, Failure> {
    check(&args.name)?;
    let folder = args.path.clone().unwrap_or_else(|| PathBuf::from(&args.name));
    refuse_what_is_there(&folder)?;
    for (path, text) in files(&args.name, args.lang, args.kind) {
        write(&folder.join(path), &text)?;
    }
    let folder = folder.display();
    terminal.give(format!("{folder}\n"));
    terminal.say(format_args!(
        "A plugin that works is in `{folder}`. Build it and test it with\n\n  journeybook plugin build {folder}\n  \
         journeybook plugin test {folder}\n"
    ));
    Ok(Verdict::Fine)
}

/// Everything a new plugin consists of.
fn files(name: &str, lang: Lang, kind: PluginKind) -> Files {
    let mut files = template::files(&Names::of(name, kind), lang, kind);
    files.extend(carried::CONTRACT.iter().map(|(path, text)| (format!("wit/{path}"), (*text).to_owned())));
    if lang == Lang::Rust {
        files.extend(sdk::files());
    }
    files
}

/// The name becomes that of a file, a package and a type.
fn check(name: &str) -> Result<(), Failure> {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let begins = name.starts_with(|letter: char| letter.is_ascii_lowercase());
    if begins && name.chars().all(fits) && !name.ends_with('-') && !name.contains("--") {
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "`{name}` cannot be a plugin's name: take lower-case letters, digits and single hyphens, beginning with a letter, \
         such as `our-model`"
    )))
}

fn refuse_what_is_there(folder: &Path) -> Result<(), Failure> {
    let is_empty = fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if is_empty && !folder.is_file() {
        return Ok(());
    }
    let folder = folder.display();
    Err(Failure::Refused(format!("`{folder}` is not empty: name a new folder with `--path`")))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).and_then(|()| fs::write(path, text)).map_err(Failure::write(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum as _;

    #[test]
    fn names_that_no_package_can_have_are_refused() {
        for name in ["", "Our", "1st", "a--b", "a-", "../x", "a b"] {
            assert!(check(name).is_err(), "{name}");
        }
        assert!(check("our-model2").is_ok());
    }

    #[test]
    fn no_template_leaves_a_hole() {
        for lang in Lang::value_variants() {
            for kind in PluginKind::value_variants() {
                for (path, text) in template::files(&Names::of("our-model", *kind), *lang, *kind) {
                    let holes = text.replace("${{", "").contains("{{");
                    assert!(!holes && !path.contains(".in"), "{lang:?} {kind:?} {path}");
                }
            }
        }
    }

    #[test]
    fn a_rust_plugin_comes_with_its_kit_and_the_contract() {
        let files = files("our-model", Lang::Rust, PluginKind::Scores);
        for path in [
            "Cargo.toml",
            "src/lib.rs",
            "cases.md",
            "README.md",
            ".gitignore",
            "sdk/Cargo.toml",
            "wit/types.wit",
        ] {
            assert!(files.contains_key(path), "{path}");
        }
        assert!(files["src/lib.rs"].contains("pub struct OurModel;"));
        let kit: toml::Table = files["sdk/Cargo.toml"].parse().unwrap();
        assert!(kit["dependencies"]["wit-bindgen"].is_table(), "{kit:?}");
        assert!(!files["sdk/Cargo.toml"].contains("workspace"));
    }
}
