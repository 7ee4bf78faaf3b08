//! `framework`: which models of stages there are, and what each of them says.

use std::fmt::Write as _;
use std::path::Path;

use journeybook_engine::project::{PHASES, stages_over};
use journeybook_engine::{Engine, Input};
use journeybook_kit::LocateError;
use journeybook_model::{FrameworkModel, StageModel};
use serde_json::{Value, json};

use crate::args::{Framework, Global, ListFrameworks, ShowFramework, Wording};
use crate::failure::{Failure, Verdict};
use crate::plugins::Plugins;
use crate::session::Session;
use crate::terminal::Terminal;

/// Prints what was asked for.
pub fn run(args: &Framework, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let text = match args {
        Framework::List(args) => list(args, global)?,
        Framework::Show(args) => show(args, global)?,
    };
    terminal.give(text);
    Ok(Verdict::Fine)
}

fn list(args: &ListFrameworks, global: &Global) -> Result<String, Failure> {
    let models = models(args.path.as_deref(), global)?;
    Ok(match args.format {
        Wording::Json => pretty(&models.iter().map(brief).collect()),
        Wording::Human => models.iter().map(line).collect(),
    })
}

fn show(args: &ShowFramework, global: &Global) -> Result<String, Failure> {
    let models = models(args.path.as_deref(), global)?;
    let model = models.iter().find(|model| model.id == args.id).ok_or_else(|| unknown(&args.id, &models))?;
    Ok(match args.format {
        Wording::Json => pretty(&whole(model)),
        Wording::Human => page(model),
    })
}

/// The frameworks of a site; those that are shipped where no site is named and none is around.
fn models(path: Option<&Path>, global: &Global) -> Result<Vec<FrameworkModel>, Failure> {
    match Session::open(path, global) {
        Ok(mut session) => {
            let input = session.read().input;
            Ok(session.frameworks(&input))
        }
        Err(Failure::Locate(LocateError::Nothing { .. })) if path.is_none() => {
            let plugins = Plugins::start(global.verbose)?.shipped()?;
            Ok(Engine::default().frameworks(&Input { plugins, ..Input::default() }))
        }
        Err(failure) => Err(failure),
    }
}

/// What is said of an id that no framework has.
pub(super) fn unknown(typed: &str, models: &[FrameworkModel]) -> Failure {
    let known: Vec<_> = models.iter().map(|model| model.id.as_str()).collect();
    Failure::Refused(format!("there is no framework `{typed}`; there are {}", known.join(", ")))
}

fn line(model: &FrameworkModel) -> String {
    let stages = match model.stages.len() {
        0 => "its plugin places the steps".to_owned(),
        1 => "1 stage".to_owned(),
        count => format!("{count} stages"),
    };
    let axis = if model.projectable { "" } else { ", an axis of its own" };
    format!("{:<20} {} ({stages}{axis})\n", model.id, model.title)
}

fn page(model: &FrameworkModel) -> String {
    let mut out = format!("# {} (`{}`)\n", model.title, model.id);
    if !model.notes.is_empty() {
        let _ = write!(out, "\n{}\n", model.notes);
    }
    let axis = if model.projectable { "" } else { "an axis of its own; no other map is shown through it" };
    let facts = [
        ("source", &*model.source),
        ("shape", &*model.shape),
        ("axis", axis),
        ("brought by", brought(model)),
    ];
    out.push('\n');
    facts
        .into_iter()
        .filter(|(_, fact)| !fact.is_empty())
        .for_each(|(name, fact)| _ = writeln!(out, "- {name}: {fact}"));
    for (at, given) in model.stages.iter().enumerate() {
        stage(at, given, &mut out);
    }
    if !model.loops.is_empty() {
        out.push_str("\n## Ways back\n\n");
        model.loops.iter().for_each(|edge| _ = writeln!(out, "- {} to {}", edge.origin, edge.target));
    }
    out
}

fn brought(model: &FrameworkModel) -> &str {
    if model.plugin.is_empty() { "a file of this site" } else { &model.plugin }
}

fn stage(at: usize, stage: &StageModel, out: &mut String) {
    let beside = if stage.parallel { ", beside the others" } else { "" };
    let _ = write!(
        out,
        "\n## {}. {} (`{}`, {} to {}{beside})\n\n",
        at + 1,
        stage.title,
        stage.id,
        stage.low,
        stage.high
    );
    if !stage.definition.is_empty() {
        let _ = write!(out, "{}\n\n", stage.definition);
    }
    let lists = [
        ("questions", &stage.questions, " "),
        ("touchpoints", &stage.touchpoints, ", "),
        ("measures", &stage.measures, ", "),
        ("also called", &stage.aliases, ", "),
    ];
    for (name, texts, between) in lists.into_iter().filter(|(_, texts, _)| !texts.is_empty()) {
        let _ = writeln!(out, "- {name}: {}", texts.join(between));
    }
}

fn brief(model: &FrameworkModel) -> Value {
    json!({
        "id": model.id, "title": model.title, "source": model.source, "shape": model.shape,
        "projectable": model.projectable, "plugin": plugin(model),
        "stages": model.stages.iter().map(|stage| &stage.id).collect::<Vec<_>>(),
    })
}

fn whole(model: &FrameworkModel) -> Value {
    let stage = |stage: &StageModel| {
        json!({
            "id": stage.id, "title": stage.title, "low": stage.low, "high": stage.high, "parallel": stage.parallel,
            "definition": stage.definition, "questions": stage.questions, "touchpoints": stage.touchpoints,
            "measures": stage.measures, "aliases": stage.aliases,
        })
    };
    let loops = model.loops.iter().map(|edge| json!({ "origin": edge.origin, "target": edge.target }));
    let over = |phase: &str| {
        stages_over(phase, &model.stages).iter().map(|stage| stage.id.clone()).collect::<Vec<_>>()
    };
    let phases = PHASES.into_iter().map(|phase| (phase.to_owned(), json!(over(phase))));
    json!({
        "id": model.id, "title": model.title, "source": model.source, "shape": model.shape, "notes": model.notes,
        "projectable": model.projectable, "plugin": plugin(model),
        "stages": model.stages.iter().map(stage).collect::<Vec<_>>(),
        "loops": loops.collect::<Vec<_>>(),
        "phases": phases.collect::<serde_json::Map<_, _>>(),
    })
}

fn plugin(model: &FrameworkModel) -> Option<&str> {
    Some(model.plugin.as_str()).filter(|plugin| !plugin.is_empty())
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
