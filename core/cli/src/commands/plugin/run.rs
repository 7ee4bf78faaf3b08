//! `plugin run`: one question, and the answer as JSON.

use std::fs;
use std::path::Path;

use journeybook_engine::plugin::{Capability, Plugin};
use journeybook_kit::site::shown;
use journeybook_model::{FrameworkModel, Score, ScoreDefinition};
use journeybook_wasm::Limits;
use serde_json::{Value, json};

use super::component;
use crate::args::{Global, RunPlugin};
use crate::failure::{Failure, Verdict};
use crate::plugins::Plugins;
use crate::terminal::Terminal;
use crate::trial::{Answer, Given, Trial, capabilities, read};

/// Asks, and prints. A plugin that fails is a finding, not a failure of this program.
pub fn run(args: &RunPlugin, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let trial = Trial::of(shown(&args.file), component(&args.file)?)?;
    let settings = args.settings.as_deref().map_or_else(|| Ok("{}".to_owned()), settings)?;
    // What a site allows by default is for what it builds every day; here somebody looks at one file.
    let limits = Limits { file: usize::MAX, ..Limits::default() };
    let plugin = trial.load(&settings, limits).map_err(|failure| Failure::plugin(&failure))?;
    let mut out = json!({
        "plugin": { "name": plugin.about().name, "version": plugin.about().version, "title": plugin.about().title },
        "capabilities": capabilities(plugin.as_ref()),
    });
    let mut failed = false;
    if plugin.offers(Capability::Frameworks) {
        let given = trial.ask(plugin.as_ref(), None);
        failed |= put(&mut out, "frameworks", &given);
    }
    if plugin.offers(Capability::Scores) {
        out["definitions"] =
            plugin.score_definitions().map(definitions).map_err(|failure| Failure::plugin(&failure))?;
    }
    if let Some(map) = &args.map {
        let text = fs::read_to_string(map).map_err(Failure::read(map))?;
        let others = Plugins::start(global.verbose)?.shipped()?;
        let read = read(&text, &[], &plugin, &others).ok_or_else(|| no_map(map, plugin.as_ref()))?;
        let given = trial.ask(plugin.as_ref(), Some(&read));
        failed |= put(&mut out, "scores", &given);
    }
    terminal.give(format!("{out:#}\n"));
    Ok(if failed { Verdict::SiteHasErrors } else { Verdict::Fine })
}

/// A JSON object as it stands, or a TOML file as one.
fn settings(typed: &str) -> Result<String, Failure> {
    let refused = |why: String| Failure::Refused(format!("`{typed}` are no settings: {why}"));
    if typed.trim_start().starts_with('{') {
        let value: Value = serde_json::from_str(typed).map_err(|error| refused(error.to_string()))?;
        return Ok(value.to_string());
    }
    let text = fs::read_to_string(typed).map_err(Failure::read(typed))?;
    let table: Value = toml::from_str(&text).map_err(|error| refused(error.to_string()))?;
    Ok(table.to_string())
}

fn no_map(path: &Path, plugin: &dyn Plugin) -> Failure {
    let path = shown(path);
    Failure::Refused(if plugin.offers(Capability::Scores) {
        format!("`{path}` is no journey map: `journeybook check {path}` says why")
    } else {
        format!(
            "`{}` brings no scores, so there is nothing to ask it about a map: leave `--map` out",
            plugin.about().name
        )
    })
}

/// Adds an answer and what it took; whether there was none.
fn put(out: &mut Value, name: &str, given: &Given) -> bool {
    out[name] = match &given.answer {
        Answer::Scores(Ok(scores)) => scores.iter().map(score).collect(),
        Answer::Frameworks(Ok(models)) => models.iter().map(framework).collect(),
        failed => json!({ "failure": failed.failure().map(ToString::to_string) }),
    };
    out["used"][name] = json!({ "fuel": given.fuel, "memory": given.memory });
    given.answer.failure().is_some()
}

fn definitions(definitions: Vec<ScoreDefinition>) -> Value {
    let one = |definition: &ScoreDefinition| {
        json!({
            "id": definition.id, "title": definition.title, "unit": definition.unit, "low": definition.low,
            "high": definition.high, "higher_is_better": definition.higher_is_better,
            "description": definition.description, "source": definition.source,
        })
    };
    definitions.iter().map(one).collect()
}

fn score(score: &Score) -> Value {
    let part = |part: &journeybook_model::ScorePart| json!({ "node": part.node, "value": part.value, "note": part.note });
    json!({
        "id": score.id, "value": score.value, "n": score.n, "excluded": score.excluded, "low": score.low,
        "high": score.high, "explanation": score.explanation, "parts": score.parts.iter().map(part).collect::<Value>(),
    })
}

fn framework(model: &FrameworkModel) -> Value {
    let stage = |stage: &journeybook_model::StageModel| {
        json!({
            "id": stage.id, "title": stage.title, "low": stage.low, "high": stage.high, "definition": stage.definition,
            "questions": stage.questions, "touchpoints": stage.touchpoints, "measures": stage.measures,
            "aliases": stage.aliases,
        })
    };
    let edge = |edge: &journeybook_model::Edge| json!({ "origin": edge.origin, "target": edge.target });
    json!({
        "id": model.id, "title": model.title, "source": model.source, "notes": model.notes,
        "projectable": model.projectable, "stages": model.stages.iter().map(stage).collect::<Value>(),
        "loops": model.loops.iter().map(edge).collect::<Value>(),
    })
}
