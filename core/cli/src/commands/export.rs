//! `export`: the site's data for other programs.

use std::fs;
use std::path::Path;

use super::{framework, say_problems};
use crate::args::{Export, ExportJson, ExportWith, Global};
use crate::failure::{Failure, Verdict};
use crate::session::Session;
use crate::terminal::Terminal;

/// Writes what was asked for.
pub fn run(args: &Export, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    match args {
        Export::Json(args) => json(args, global, terminal),
        Export::With(args) => with(args, global, terminal),
    }
}

/// What a map's plugin did not write is said, and the other maps are written.
fn with(args: &ExportWith, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let mut session = Session::open(args.path.as_deref(), global)?;
    let exported = session.export(&args.format).map_err(|known| no_format(&args.format, &known))?;
    for (path, bytes) in &exported.files {
        write(&args.out.join(path), bytes)?;
    }
    for note in &exported.notes {
        terminal.warn(&note.message);
    }
    terminal.say(format_args!("{} files written to {}", exported.files.len(), args.out.display()));
    Ok(if exported.notes.is_empty() { Verdict::Fine } else { Verdict::SiteHasErrors })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Failure::write(folder))?;
    fs::write(path, bytes).map_err(Failure::write(path))
}

fn no_format(typed: &str, known: &[String]) -> Failure {
    Failure::Refused(match known {
        [] => format!("no plugin of this site writes `{typed}`, or any other format"),
        known => format!("no plugin of this site writes `{typed}`; there are {}", known.join(", ")),
    })
}

/// The bytes are those of the portal's own file, where it has one, so that both always agree.
fn json(args: &ExportJson, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let mut session = Session::open(args.path.as_deref(), global)?;
    if let Some(framework) = &args.framework {
        through(&mut session, framework)?;
    }
    let (draft, built) = session.draft(None);
    say_problems(&built, &session, terminal);
    let bytes = draft.data();
    match &args.out {
        Some(path) => fs::write(path, &bytes).map_err(Failure::write(path))?,
        None => terminal.give(&bytes),
    }
    Ok(built.verdict(false))
}

/// Shows every map through a framework, where there is one that can.
fn through(session: &mut Session, id: &str) -> Result<(), Failure> {
    let input = session.read().input;
    let models = session.frameworks(&input);
    match models.iter().find(|model| model.id == id) {
        None => Err(framework::unknown(id, &models)),
        Some(model) if !model.projectable => Err(Failure::Refused(format!(
            "`{id}` lies on an axis of its own, so no map of another framework is shown through it"
        ))),
        Some(_) => {
            session.show_through(id);
            Ok(())
        }
    }
}
