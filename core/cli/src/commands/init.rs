//! `init`: begins a small site.

use std::fs;
use std::path::Path;

use journeybook_kit::site::shown;

use crate::args::Init;
use crate::failure::{Failure, Verdict};
use crate::terminal::Terminal;

/// The files of the small site, by path.
const STARTER: [(&str, &str); 6] = [
    ("journeybook.toml", include_str!("../starter/journeybook.toml")),
    (".gitignore", include_str!("../starter/gitignore")),
    ("content/index.md", include_str!("../starter/index.md")),
    ("content/journeys/first-visit.md", include_str!("../starter/first-visit.md")),
    ("content/personas/robin-ashworth.md", include_str!("../starter/robin-ashworth.md")),
    ("content/evidence/exit-interviews.md", include_str!("../starter/exit-interviews.md")),
];

/// Writes the files into a new or empty folder.
pub fn run(args: &Init, terminal: &Terminal) -> Result<Verdict, Failure> {
    refuse_what_is_there(&args.path)?;
    for (name, text) in STARTER {
        write(&args.path.join(name), text)?;
    }
    let folder = args.path.canonicalize().unwrap_or_else(|_| args.path.clone());
    let path = if shown(&folder) == "." { String::new() } else { format!(" {}", args.path.display()) };
    terminal.say(format_args!(
        "A small site is in `{}`. Show it with\n\n  journeybook serve{path} --open\n",
        shown(&folder)
    ));
    Ok(Verdict::Fine)
}

/// A fresh repository is as good as an empty folder.
fn refuse_what_is_there(folder: &Path) -> Result<(), Failure> {
    let Ok(mut entries) = fs::read_dir(folder) else { return Ok(()) };
    let found =
        entries.find_map(|entry| entry.ok().map(|entry| entry.file_name()).filter(|name| name != ".git"));
    let Some(found) = found else { return Ok(()) };
    let (path, found) = (folder.display(), found.to_string_lossy());
    Err(Failure::Refused(format!(
        "`{path}` is not empty (there is `{found}`): name a new folder, such as `journeybook init {}`; if your maps are \
         in there already, `journeybook serve {path}` shows them as they are",
        folder.join("journeys").display()
    )))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).and_then(|()| fs::write(path, text)).map_err(Failure::write(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Args;
    use crate::session::Session;
    use clap::Parser as _;

    fn init(path: &Path) -> Result<Verdict, Failure> {
        let args = Args::parse_from(["journeybook", "-q", "init"]);
        run(&Init { path: path.to_owned() }, &Terminal::new(&args.global))
    }

    #[test]
    fn the_small_site_has_nothing_wrong() {
        let dir = tempfile::tempdir().unwrap();
        init(dir.path()).unwrap();
        let args = Args::parse_from(["journeybook", "check", "--now", "2026-11-22"]);
        let built = Session::open(Some(dir.path()), &args.global).unwrap().build();
        assert_eq!(built.output.diagnostics, []);
        assert_eq!(built.files, 4);
    }

    #[test]
    fn a_fresh_repository_is_empty_and_anything_else_is_not() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(".git")).unwrap();
        assert!(refuse_what_is_there(dir.path()).is_ok());
        fs::write(dir.path().join("notes.md"), "mine").unwrap();
        let said = init(dir.path()).unwrap_err().to_string();
        assert!(said.contains("notes.md") && said.contains("journeybook serve"), "{said}");
        assert!(!dir.path().join("journeybook.toml").exists());
    }
}
