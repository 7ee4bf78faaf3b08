//! The text of a new map: what every map has, or what the steps of a process ask for.

use std::fmt::Write as _;

use journeybook_engine::process::{self, Process, Prompt};
use journeybook_engine::scalar;

use crate::args::NewJourney;

/// What stands under a step of a map that follows no process.
const LANES: &str = "- doing: \n- thinking: \n- feeling: \n- touchpoint: \n";

/// A map with these stages.
pub fn journey_text(args: &NewJourney, stages: &[String], process: Option<&'static Process>) -> String {
    let mut text = format!("---\ntitle: {}\n", scalar(&args.file.title));
    let id = process.map(|process| process.id.to_owned());
    let keys = [("persona", &args.persona), ("framework", &args.framework), ("process", &id)];
    for (key, value) in keys.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?))) {
        let _ = writeln!(text, "{key}: {}", scalar(value));
    }
    let asked = process.map(|process| questions(process, process::settings)).unwrap_or_default();
    for (key, asks) in asked.into_iter().filter(|(key, _)| *key != "persona" || args.persona.is_none()) {
        let _ = writeln!(text, "# {asks}\n{key}: ");
    }
    text.push_str("status: draft\n---\n\nWho sets out, from where, and to what end.\n");
    let lanes = process.map_or_else(|| LANES.to_owned(), lanes);
    for stage in stages {
        let _ = write!(text, "\n## {stage}\n\n### What happens\n{lanes}");
    }
    text
}

/// The entries of a step, each with its question as a comment.
fn lanes(process: &Process) -> String {
    let asked = questions(process, process::lanes);
    if asked.is_empty() {
        return LANES.to_owned();
    }
    asked.into_iter().map(|(lane, asks)| entry(lane, asks)).collect()
}

/// A mark needs no value: it says something as soon as it stands there, so it waits in the comment.
fn entry(lane: &str, asks: &str) -> String {
    match lane {
        "moment-of-truth" => format!("<!-- {asks} If so, add: - {lane} -->\n"),
        _ => format!("<!-- {asks} -->\n- {lane}: \n"),
    }
}

/// The questions of all steps of a process, each once.
fn questions(process: &Process, of: impl Fn(process::Activity) -> &'static [Prompt]) -> Vec<Prompt> {
    let mut asked: Vec<Prompt> = Vec::new();
    for prompt in process.activities.iter().flat_map(|activity| of(*activity)) {
        if asked.iter().all(|(word, _)| *word != prompt.0) {
            asked.push(*prompt);
        }
    }
    asked
}
