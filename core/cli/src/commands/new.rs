//! `new`: adds a journey, a persona or a page to a site.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use journeybook_engine::process::{self, Process};
use journeybook_engine::{scalar, slug};
use journeybook_kit::site::shown;
use journeybook_model::{FrameworkModel, Kind};

use crate::args::{Global, New, NewFile, NewJourney};
use crate::failure::{Failure, Verdict};
use crate::session::Session;
use crate::terminal::Terminal;

use super::new_map::journey_text;

/// Stages for a journey that names no framework.
const STAGES: [&str; 3] = ["Before", "During", "After"];

/// Writes the new file and says where it is.
pub fn run(args: New, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let (kind, file) = match &args {
        New::Journey(journey) => (Kind::Journey, &journey.file),
        New::Persona(file) => (Kind::Persona, file),
        New::Page(file) => (Kind::Page, file),
    };
    let mut session = Session::open(file.path.as_deref(), global)?;
    let path = place(session.site().folder(), kind, file)?;
    let text = match &args {
        New::Journey(journey) => {
            let process = journey.process.as_deref().map(process).transpose()?;
            journey_text(journey, &stages(&mut session, journey.framework.as_deref())?, process)
        }
        New::Persona(file) => persona_text(file),
        New::Page(file) => format!("---\ntitle: {}\n---\n\n", scalar(&file.title)),
    };
    write_new(&path, &text)?;
    terminal.give(format!("{}\n", shown(&path)));
    if let New::Journey(NewJourney { persona: Some(persona), .. }) = &args {
        mention_persona(session.site().content(), persona, terminal);
    }
    Ok(Verdict::Fine)
}

/// A journey or persona has its kind's folder, a page lies at the top.
fn place(content: &Path, kind: Kind, file: &NewFile) -> Result<PathBuf, Failure> {
    let slug = slug(&file.title);
    if slug.is_empty() {
        let said = format!(
            "`{}` holds no letter or digit to name a file after: add a word to the title",
            file.title
        );
        return Err(Failure::Refused(said));
    }
    let folder = if kind == Kind::Page { content.to_owned() } else { content.join(kind.folder()) };
    Ok(folder.join(format!("{slug}.md")))
}

fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(Failure::write(folder))?;
    let file = fs::File::create_new(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::Refused(format!("`{}` is there already: choose another title, or edit it", shown(path)))
        }
        _ => Failure::write(path)(source),
    })
}

fn persona_text(file: &NewFile) -> String {
    let title = scalar(&file.title);
    format!("---\ntitle: {title}\nrole: \nquote: \n---\n\nWho they are, and what they want from us.\n")
}

/// The titles of a framework's stages. A framework of the site's own is a file, which is not read here.
fn stages(session: &mut Session, framework: Option<&str>) -> Result<Vec<String>, Failure> {
    let plain = || STAGES.map(str::to_owned).to_vec();
    let Some(id) = framework else { return Ok(plain()) };
    let known = frameworks(session);
    if let Some(found) = known.iter().find(|framework| framework.id == id) {
        return Ok(found.stages.iter().map(|stage| stage.title.clone()).collect());
    }
    let own = session.site().content().join(Kind::Framework.folder()).join(format!("{id}.md"));
    if own.is_file() { Ok(plain()) } else { Err(Failure::Refused(unknown_framework(id, &known))) }
}

fn frameworks(session: &mut Session) -> Vec<FrameworkModel> {
    let input = session.read().input;
    session.frameworks(&input)
}

fn unknown_framework(id: &str, known: &[FrameworkModel]) -> String {
    let list = known.iter().map(|framework| format!("  {}  {}\n", framework.id, framework.title));
    format!("there is no framework `{id}`. There are:\n{}", list.collect::<String>().trim_end())
}

fn process(id: &str) -> Result<&'static Process, Failure> {
    process::find(&id.to_lowercase()).ok_or_else(|| {
        let list = process::PROCESSES.iter().map(|process| format!("  {}  {}\n", process.id, process.title));
        let list: String = list.collect();
        Failure::Refused(format!("there is no process `{id}`. There are:\n{}", list.trim_end()))
    })
}

fn mention_persona(content: &Path, id: &str, terminal: &Terminal) {
    let path = content.join(Kind::Persona.folder()).join(format!("{id}.md"));
    if !path.is_file() {
        terminal.say(format_args!(
            "There is no persona `{id}` yet: add one with `journeybook new persona NAME`."
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Args, Command};
    use clap::Parser as _;
    use tempfile::TempDir;

    fn site() -> TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("journeybook.toml"), "").unwrap();
        fs::create_dir(dir.path().join("content")).unwrap();
        dir
    }

    fn new(dir: &TempDir, words: &[&str]) -> Result<Verdict, Failure> {
        let path = dir.path().display().to_string();
        let words = ["journeybook", "-q", "new"].iter().chain(words).copied().chain(["--path", &path]);
        let args = Args::parse_from(words);
        let Command::New(new) = args.command else { panic!("it is `new`") };
        run(new, &args.global, &Terminal::new(&args.global))
    }

    #[test]
    fn each_kind_goes_to_its_folder() {
        let dir = site();
        new(&dir, &["journey", "Buy a ticket: online"]).unwrap();
        new(&dir, &["persona", "Ünal Ağaoğlu"]).unwrap();
        new(&dir, &["page", "How we work"]).unwrap();
        let text = fs::read_to_string(dir.path().join("content/journeys/buy-a-ticket-online.md")).unwrap();
        assert!(text.contains("title: \"Buy a ticket: online\"\n") && text.contains("## During"), "{text}");
        assert!(dir.path().join("content/personas/ünal-ağaoğlu.md").is_file());
        assert!(dir.path().join("content/how-we-work.md").is_file());
    }

    #[test]
    fn nothing_is_overwritten() {
        let dir = site();
        new(&dir, &["page", "One"]).unwrap();
        let said = new(&dir, &["page", "One"]).unwrap_err().to_string();
        assert!(said.contains("one.md") && said.contains("another title"), "{said}");
        assert!(new(&dir, &["page", "???"]).is_err());
    }

    #[test]
    fn a_framework_gives_the_stages() {
        let dir = site();
        let said = new(&dir, &["journey", "A", "--framework", "none"]).unwrap_err().to_string();
        let known = said.lines().nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        new(&dir, &["journey", "A", "--framework", &known, "--persona", "robin"]).unwrap();
        let text = fs::read_to_string(dir.path().join("content/journeys/a.md")).unwrap();
        assert!(
            text.contains(&format!("framework: {known}\n")) && text.contains("persona: robin\n"),
            "{text}"
        );
        assert!(!text.contains("## During"));
    }
}
