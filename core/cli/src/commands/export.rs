//! `export`: the site's data for other programs.

use std::fs;

use super::say_problems;
use crate::args::{Export, ExportJson, Global};
use crate::failure::{Failure, Verdict};
use crate::session::{Built, Session};
use crate::terminal::Terminal;

/// The file of every portal that holds all of its data.
const DATA: &str = "api/site.json";

/// Writes what was asked for.
pub fn run(args: &Export, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    match args {
        Export::Json(args) => json(args, global, terminal),
    }
}

/// The bytes are those of the portal's own file, so that both always agree.
fn json(args: &ExportJson, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let mut session = Session::open(args.path.as_deref(), global)?;
    let built = session.build();
    say_problems(&built, &session, terminal);
    let bytes = data(&built)?;
    match &args.out {
        Some(path) => fs::write(path, bytes).map_err(Failure::write(path))?,
        None => terminal.give(bytes),
    }
    Ok(built.verdict(false))
}

fn data(built: &Built) -> Result<&[u8], Failure> {
    let said = "the site has errors that leave it without data: put right what `journeybook check` says";
    built.output.files.get(DATA).map(|bytes| &**bytes).ok_or_else(|| Failure::Refused(said.to_owned()))
}
