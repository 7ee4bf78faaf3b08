//! A plugin's answers in the model's words, each taken in under its limits.

use std::collections::BTreeMap;

use journeybook_engine::plugin::{
    About, ExportedFile, Failure, Finding, ImportFormat, Imported, ImportedDocument, Loss, Placement,
    RuleDefinition,
};
use journeybook_model::{Edge, FrameworkModel, Score, ScoreDefinition, ScorePart, StageModel};

use super::bindings::about::exports::journeybook::plugin::about::Manifest;
use super::bindings::exporter::exports::journeybook::plugin::exporter as guest_exporter;
use super::bindings::frameworks::exports::journeybook::plugin::frameworks as guest_frameworks;
use super::bindings::importer::exports::journeybook::plugin::importer as guest_importer;
use super::bindings::rules::exports::journeybook::plugin::rules as guest_rules;
use super::bindings::scores::exports::journeybook::plugin::scores as guest_scores;
use super::bindings::scores::journeybook::plugin::types::{Attribute, Finding as GuestFinding, Refusal};
use crate::intake::{Intake, distinct, finite};

/// What a plugin says it is.
pub(super) fn about(manifest: Manifest, intake: &Intake<'_>) -> Result<About, Failure> {
    Ok(About {
        name: intake.text(manifest.name)?,
        version: intake.text(manifest.version)?,
        title: intake.text(manifest.title)?,
        description: intake.text(manifest.description)?,
    })
}

/// Why a plugin would not answer. A reason past the limits is a failure of its own.
pub(super) fn refusal(refusal: Refusal, intake: &Intake<'_>) -> Failure {
    match intake.text(refusal.message) {
        Ok(message) => Failure::Refused { message, at: refusal.at },
        Err(failure) => failure,
    }
}

/// All frameworks of the plugin called `plugin`.
pub(super) fn frameworks(
    models: Vec<guest_frameworks::FrameworkModel>,
    plugin: &str,
    intake: &mut Intake<'_>,
) -> Result<Vec<FrameworkModel>, Failure> {
    let models = intake.list(models, |intake, model| framework(model, plugin, intake))?;
    distinct("framework", models.iter().map(|model| model.id.as_str()))?;
    Ok(models)
}

fn framework(
    model: guest_frameworks::FrameworkModel,
    plugin: &str,
    intake: &mut Intake<'_>,
) -> Result<FrameworkModel, Failure> {
    let stages = intake.list(model.stages, |intake, model| stage(model, intake))?;
    distinct(&format!("stage of `{}`", model.id), stages.iter().map(|stage| stage.id.as_str()))?;
    let mut said = attributes(model.attributes, intake)?;
    Ok(FrameworkModel {
        id: intake.text(model.id)?,
        title: intake.text(model.title)?,
        source: intake.text(model.source)?,
        notes: intake.text(model.notes)?,
        projectable: model.projectable,
        shape: said.remove("shape").unwrap_or_default(),
        stages,
        loops: intake.list(model.loops, |intake, model| edge(model, intake))?,
        plugin: plugin.to_owned(),
    })
}

fn stage(model: guest_frameworks::StageModel, intake: &mut Intake<'_>) -> Result<StageModel, Failure> {
    let id = intake.text(model.id)?;
    let said = attributes(model.attributes, intake)?;
    Ok(StageModel {
        low: finite(model.low, || format!("the beginning of stage `{id}`"))?,
        high: finite(model.high, || format!("the end of stage `{id}`"))?,
        title: intake.text(model.title)?,
        definition: intake.text(model.definition)?,
        questions: intake.texts(model.questions)?,
        touchpoints: intake.texts(model.touchpoints)?,
        measures: intake.texts(model.measures)?,
        aliases: intake.texts(model.aliases)?,
        parallel: said.get("parallel").is_some_and(|flag| flag == "true"),
        id,
    })
}

fn edge(model: guest_frameworks::Edge, intake: &Intake<'_>) -> Result<Edge, Failure> {
    Ok(Edge { origin: intake.text(model.origin)?, target: intake.text(model.target)? })
}

/// Where the plugin puts the steps of one map.
pub(super) fn placements(
    answer: Vec<guest_frameworks::Placement>,
    intake: &mut Intake<'_>,
) -> Result<Vec<Placement>, Failure> {
    intake.list(answer, |intake, answer| Ok(Placement { node: answer.at, stage: intake.text(answer.stage)? }))
}

/// All score definitions.
pub(super) fn definitions(
    answer: Vec<guest_scores::Definition>,
    intake: &mut Intake<'_>,
) -> Result<Vec<ScoreDefinition>, Failure> {
    let definitions = intake.list(answer, |intake, answer| definition(answer, intake))?;
    distinct("score", definitions.iter().map(|definition| definition.id.as_str()))?;
    Ok(definitions)
}

fn definition(answer: guest_scores::Definition, intake: &mut Intake<'_>) -> Result<ScoreDefinition, Failure> {
    let id = intake.text(answer.id)?;
    Ok(ScoreDefinition {
        title: intake.text(answer.title)?,
        unit: intake.text(answer.unit)?,
        low: known(answer.low, "the low end of the scale", &id)?,
        high: known(answer.high, "the high end of the scale", &id)?,
        higher_is_better: answer.higher_is_better,
        description: intake.text(answer.description)?,
        source: intake.text(answer.source)?,
        attributes: attributes(answer.attributes, intake)?,
        id,
    })
}

/// All scores of one map, from the plugin called `plugin`.
pub(super) fn scores(
    answer: Vec<guest_scores::Score>,
    plugin: &str,
    intake: &mut Intake<'_>,
) -> Result<Vec<Score>, Failure> {
    let scores = intake.list(answer, |intake, answer| score(answer, plugin, intake))?;
    distinct("score", scores.iter().map(|score| score.id.as_str()))?;
    Ok(scores)
}

fn score(answer: guest_scores::Score, plugin: &str, intake: &mut Intake<'_>) -> Result<Score, Failure> {
    let id = intake.text(answer.id)?;
    Ok(Score {
        plugin: plugin.to_owned(),
        value: known(answer.value, "the value", &id)?,
        n: answer.n,
        excluded: answer.excluded,
        low: known(answer.low, "the lower end of the interval", &id)?,
        high: known(answer.high, "the upper end of the interval", &id)?,
        explanation: intake.text(answer.explanation)?,
        parts: intake.list(answer.parts, |intake, answer| part(answer, &id, intake))?,
        attributes: pairs(answer.attributes, intake)?,
        id,
    })
}

fn part(answer: guest_scores::Part, id: &str, intake: &Intake<'_>) -> Result<ScorePart, Failure> {
    let value = known(answer.value, "the value of a part", id)?;
    Ok(ScorePart { node: answer.at, value, note: intake.text(answer.note)? })
}

fn known(value: Option<f64>, what: &str, id: &str) -> Result<Option<f64>, Failure> {
    value.map(|value| finite(value, || format!("{what} of score `{id}`"))).transpose()
}

/// All rules.
pub(super) fn rules(
    answer: Vec<guest_rules::Rule>,
    intake: &mut Intake<'_>,
) -> Result<Vec<RuleDefinition>, Failure> {
    let rules = intake.list(answer, |intake, answer| rule(answer, intake))?;
    distinct("rule", rules.iter().map(|rule| rule.id.as_str()))?;
    Ok(rules)
}

fn rule(answer: guest_rules::Rule, intake: &mut Intake<'_>) -> Result<RuleDefinition, Failure> {
    Ok(RuleDefinition {
        attributes: attributes(answer.attributes, intake)?,
        id: intake.text(answer.id)?,
        title: intake.text(answer.title)?,
        level: intake.text(answer.level)?,
        rationale: intake.text(answer.rationale)?,
        source: intake.text(answer.source)?,
    })
}

/// What the rules found in one map.
pub(super) fn findings(answer: Vec<GuestFinding>, intake: &mut Intake<'_>) -> Result<Vec<Finding>, Failure> {
    intake.list(answer, |intake, answer| {
        Ok(Finding {
            attributes: attributes(answer.attributes, intake)?,
            rule: intake.text(answer.rule)?,
            level: intake.text(answer.level)?,
            node: answer.at,
            message: intake.text(answer.message)?,
            help: answer.help.map(|help| intake.text(help)).transpose()?,
        })
    })
}

/// The last of two values under one key stands.
fn attributes(pairs: Vec<Attribute>, intake: &mut Intake<'_>) -> Result<BTreeMap<String, String>, Failure> {
    Ok(self::pairs(pairs, intake)?.into_iter().collect())
}

/// Attributes in their order.
fn pairs(pairs: Vec<Attribute>, intake: &mut Intake<'_>) -> Result<Vec<(String, String)>, Failure> {
    intake.list(pairs, |intake, pair| Ok((intake.text(pair.key)?, intake.text(pair.value)?)))
}

/// All formats that are read.
pub(super) fn formats(
    answer: Vec<guest_importer::Format>,
    intake: &mut Intake<'_>,
) -> Result<Vec<ImportFormat>, Failure> {
    let formats = intake.list(answer, |intake, answer| format(answer, intake))?;
    distinct("format", formats.iter().map(|format| format.id.as_str()))?;
    Ok(formats)
}

fn format(answer: guest_importer::Format, intake: &mut Intake<'_>) -> Result<ImportFormat, Failure> {
    attributes(answer.attributes, intake)?;
    Ok(ImportFormat {
        id: intake.text(answer.id)?,
        title: intake.text(answer.title)?,
        description: intake.text(answer.description)?,
        extensions: intake.texts(answer.extensions)?,
    })
}

/// What came of one file.
pub(super) fn imported(
    answer: guest_importer::Imported,
    intake: &mut Intake<'_>,
) -> Result<Imported, Failure> {
    attributes(answer.attributes, intake)?;
    let documents = intake.list(answer.documents, |intake, answer| {
        Ok(ImportedDocument { path: intake.text(answer.path)?, text: intake.text(answer.text)? })
    })?;
    let losses = intake.list(answer.losses, |intake, answer| {
        Ok(Loss { line: answer.line, message: intake.text(answer.message)? })
    })?;
    let gaps = intake.texts(answer.gaps)?;
    Ok(Imported { format: intake.text(answer.format)?, documents, losses, gaps })
}

/// The files of one map. Their bytes were counted when they were copied.
pub(super) fn exported(
    answer: Vec<guest_exporter::File>,
    intake: &mut Intake<'_>,
) -> Result<Vec<ExportedFile>, Failure> {
    let files = intake.list(answer, |intake, file| {
        Ok(ExportedFile {
            path: intake.text(file.path)?,
            media_type: intake.text(file.media_type)?,
            bytes: file.bytes,
        })
    })?;
    distinct("file", files.iter().map(|file| file.path.as_str()))?;
    Ok(files)
}
