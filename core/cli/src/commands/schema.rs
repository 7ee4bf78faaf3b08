//! `schema`: what may stand in frontmatter and settings, for editors and other programs.

use std::fs;

use journeybook_engine::json_schema;
use journeybook_model::Kind;
use serde_json::Value;

use crate::args::Schema;
use crate::failure::{Failure, Verdict};
use crate::terminal::Terminal;

/// The word for the settings among the kinds.
const SETTINGS: &str = "settings";

/// Prints one schema, or writes them all.
pub fn run(args: &Schema, terminal: &Terminal) -> Result<Verdict, Failure> {
    match (&args.kind, &args.out) {
        (Some(word), _) => terminal.give(text(&of(word)?)),
        (None, None) => terminal.give(text(&json_schema::all())),
        (None, Some(folder)) => {
            fs::create_dir_all(folder).map_err(Failure::write(folder))?;
            for (name, schema) in named() {
                let path = folder.join(format!("{name}.schema.json"));
                fs::write(&path, text(&schema)).map_err(Failure::write(&path))?;
                terminal.give(format!("{}\n", path.display()));
            }
        }
    }
    Ok(Verdict::Fine)
}

fn of(word: &str) -> Result<Value, Failure> {
    match Kind::from_word(word) {
        Some(kind) => Ok(json_schema::frontmatter(kind)),
        None if word == SETTINGS => Ok(json_schema::settings()),
        None => {
            let kinds = Kind::ALL.map(Kind::word).join(", ");
            Err(Failure::Refused(format!("there is no schema of `{word}`. There are: {kinds}, {SETTINGS}")))
        }
    }
}

/// Every schema by the name of its file.
fn named() -> impl Iterator<Item = (&'static str, Value)> {
    let kinds = Kind::ALL.into_iter().map(|kind| (kind.word(), json_schema::frontmatter(kind)));
    kinds.chain([("frontmatter", json_schema::all()), (SETTINGS, json_schema::settings())])
}

fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}
