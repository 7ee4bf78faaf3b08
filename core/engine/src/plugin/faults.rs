//! Whether an answer can be used, and what there is to say where it cannot.

use std::collections::HashSet;
use std::sync::Arc;

use journeybook_model::{Code, Diagnostic, Score, ScoreDefinition, Severity, Span};

use super::answers::Answer;
use super::contract::{Failure, Placement, Plugin};
use super::handles::{Handles, Part};
use super::records::Record;
use crate::codes;
use crate::resolve::{NodeId, Site};

/// What to do about a fault that is the plugin's own.
const ITS_FAULT: &str = "tell its author; the map is shown without it";

/// Who was asked, and about which site.
pub(super) struct Asked<'a> {
    pub site: &'a Site,
    pub plugin: &'a dyn Plugin,
}

impl Asked<'_> {
    pub fn name(&self) -> &str {
        &self.plugin.about().name
    }

    pub fn note(
        &self,
        node: NodeId,
        code: Code,
        severity: Severity,
        at: Span,
        message: String,
    ) -> Diagnostic {
        let document = self.site.nodes[node].document.as_ref().expect("only documents are passed to plugins");
        Diagnostic::at(code, severity, &document.source.path, at, message).plugin(self.name())
    }

    pub fn failed(&self, node: NodeId, record: &Record, failure: &Failure) -> Diagnostic {
        let handles = record.handles(self.site, node);
        let pointed = match failure {
            Failure::Refused { at: Some(handle), .. } => handles.span(*handle),
            _ => None,
        };
        let at = pointed.or(handles.span(0)).unwrap_or_default();
        let message = format!("the plugin `{}` gave no answer for this map: {failure}", self.name());
        self.note(node, code(failure), Severity::Warning, at, message).help(help(self.name(), failure))
    }

    pub fn wrong_answer(&self, node: NodeId, record: &Record, fault: &str) -> Diagnostic {
        let message = format!("the plugin `{}` gave an answer that cannot be used: {fault}", self.name());
        let at = record.handles(self.site, node).span(0).unwrap_or_default();
        self.note(node, codes::PLUGIN_ANSWER, Severity::Warning, at, message).help(ITS_FAULT)
    }
}

/// The scores of an answer, or what there is to say of it. An answer that is wrong anywhere is left out whole: half an
/// answer would be shown as if it were one.
pub(super) fn usable<'a>(
    asked: &Asked<'_>,
    node: NodeId,
    record: &Record,
    answer: &'a Answer<Arc<Score>>,
    defined: &[ScoreDefinition],
    notes: &mut Vec<Diagnostic>,
) -> Option<&'a [Arc<Score>]> {
    match answer {
        Err(failure) => notes.push(asked.failed(node, record, failure)),
        Ok(scores) => match fault(scores, defined, record) {
            Some(fault) => notes.push(asked.wrong_answer(node, record, &fault)),
            None => return Some(scores),
        },
    }
    None
}

/// What is wrong with scores.
fn fault(scores: &[Arc<Score>], defined: &[ScoreDefinition], record: &Record) -> Option<String> {
    let mut seen = HashSet::new();
    scores.iter().find_map(|score| {
        let id = &score.id;
        let parts = || score.parts.iter().map(|part| part.value);
        let numbers = [score.value, score.low, score.high].into_iter().chain(parts()).flatten();
        let stray = score.parts.iter().find(|part| !record.has(part.node));
        match () {
            () if !defined.iter().any(|definition| definition.id == *id) => {
                Some(format!("it answers with the score `{id}`, which it never defined"))
            }
            () if !seen.insert(id) => Some(format!("it answers with the score `{id}` twice")),
            () if holds_nul(score) => Some(format!("its score `{id}` holds a text with a NUL in it")),
            () if numbers.into_iter().any(|number| !number.is_finite()) => {
                Some(format!("its score `{id}` holds a number that is not finite"))
            }
            () => stray
                .map(|part| format!("its score `{id}` points at {}, which is no part of the map", part.node)),
        }
    })
}

/// A NUL is no text, and the renderer relies on there being none.
fn holds_nul(score: &Score) -> bool {
    let mut further = score.attributes.iter().flat_map(|(name, value)| [name, value]);
    score.explanation.contains('\0')
        || score.parts.iter().any(|part| part.note.contains('\0'))
        || further.any(|text| text.contains('\0'))
}

/// Where a plugin puts the steps of a map, or what there is to say of its answer.
pub(super) fn placed(
    asked: &Asked<'_>,
    node: NodeId,
    record: &Record,
    answer: &Answer<Placement>,
    notes: &mut Vec<Diagnostic>,
) -> Option<Vec<(Part, String)>> {
    match answer {
        Err(failure) => notes.push(asked.failed(node, record, failure)),
        Ok(placements) => match misplaced(placements, &record.handles(asked.site, node)) {
            Err(fault) => notes.push(asked.wrong_answer(node, record, &fault)),
            Ok(places) => return Some(places),
        },
    }
    None
}

/// The parts of the map with their stages, or what is wrong with placements.
fn misplaced(placements: &[Placement], handles: &Handles<'_>) -> Result<Vec<(Part, String)>, String> {
    let mut places: Vec<(Part, String)> = Vec::new();
    for Placement { node, stage } in placements {
        let part = handles.part(*node).filter(|part| matches!(part, Part::Stage(_) | Part::Step(..)));
        let part = part.ok_or_else(|| format!("it places {node}, which is no step of the map"))?;
        if stage.trim().is_empty() || stage.contains('\0') {
            return Err(format!("it places {node} in a stage without a name"));
        }
        if places.iter().any(|(known, _)| *known == part) {
            return Err(format!("it places {node} twice"));
        }
        places.push((part, stage.trim().to_owned()));
    }
    Ok(places)
}

/// A failure before any map was asked about.
pub(super) fn without_map(plugin: &dyn Plugin, failure: &Failure) -> Diagnostic {
    let name = plugin.about().name.clone();
    let message = format!("the plugin `{name}` does not say what it offers: {failure}");
    Diagnostic::file(code(failure), Severity::Error, &Arc::from(format!("plugins/{name}.wasm")), message)
        .help(help(&name, failure))
        .plugin(name)
}

fn code(failure: &Failure) -> Code {
    match failure {
        Failure::Trap { .. } => codes::PLUGIN_CRASHED,
        Failure::Limit { .. } => codes::PLUGIN_LIMIT,
        Failure::Refused { .. } => codes::PLUGIN_REFUSED,
        Failure::BadAnswer { .. } => codes::PLUGIN_ANSWER,
        Failure::Settings { .. } => codes::SETTINGS_INVALID,
        Failure::Unusable { .. } => codes::PLUGIN_UNUSABLE,
    }
}

fn help(name: &str, failure: &Failure) -> String {
    match failure {
        Failure::Limit { setting: "", .. } | Failure::Trap { .. } | Failure::BadAnswer { .. } => {
            ITS_FAULT.to_owned()
        }
        Failure::Limit { setting, .. } => {
            format!(
                "if the map is to be that large, raise `{setting}` under `[plugins.{name}.limits]` in journeybook.toml"
            )
        }
        Failure::Settings { .. } => format!("look at `[plugins.{name}]` in journeybook.toml"),
        Failure::Unusable { help, .. } => help.clone(),
        Failure::Refused { .. } => "change what it points at, or take the plugin out of the site".to_owned(),
    }
}
