//! What plugins answer, kept by the digest of what they were asked.

use std::collections::HashMap;
use std::sync::Arc;

use journeybook_model::{
    Diagnostic, Digest, Document, FrameworkModel, Kind, Score, ScoreDefinition, Severity, Span,
};
use rayon::prelude::*;

use super::contract::{Capability, Failure, Plugin};
use super::records::{Handles, Record, record, surroundings};
use crate::codes;
use crate::resolve::{NodeId, Site};

type Answer<T> = Result<Vec<T>, Failure>;

/// Answers of earlier builds.
#[derive(Default)]
pub struct Memory {
    frameworks: HashMap<Digest, Answer<FrameworkModel>>,
    definitions: HashMap<Digest, Answer<ScoreDefinition>>,
    scores: HashMap<(Digest, Digest), Answer<Score>>,
    /// The records of the last build, by the id of their map.
    written: HashMap<String, Written>,
}

/// A record, and all that it was written from.
#[derive(Clone)]
struct Written {
    document: Arc<Document>,
    around: Digest,
    record: Arc<Record>,
}

/// The records of a site, and how many calls it took to have them scored.
struct Records {
    all: Vec<(NodeId, Arc<Record>)>,
    calls: usize,
}

/// What plugins know about the maps of a site.
#[derive(Debug, Default)]
pub struct Facts {
    /// Every score that is computed, with the plugin that does.
    pub definitions: Vec<(String, ScoreDefinition)>,
    /// The scores of each map.
    pub scores: HashMap<NodeId, Vec<Score>>,
    /// What the handles in the scores stand for.
    pub handles: HashMap<NodeId, Handles>,
    /// How many calls were made for them.
    pub calls: usize,
}

impl Memory {
    /// The frameworks of all plugins. The first plugin to bring an id keeps it.
    pub fn frameworks(
        &mut self,
        plugins: &[Arc<dyn Plugin>],
        notes: &mut Vec<Diagnostic>,
    ) -> Vec<FrameworkModel> {
        let mut all: Vec<FrameworkModel> = Vec::new();
        for plugin in offering(plugins, Capability::Frameworks) {
            let answer = self.frameworks.entry(plugin.digest()).or_insert_with(|| plugin.frameworks());
            match answer {
                Ok(models) => {
                    let new: Vec<_> =
                        models.iter().filter(|model| all.iter().all(|known| known.id != model.id)).collect();
                    all.extend(new.into_iter().cloned());
                }
                Err(failure) => notes.push(without_map(plugin.as_ref(), failure)),
            }
        }
        all
    }

    /// Scores every map with every plugin, on all cores, asking only what was not asked before.
    pub fn facts(&mut self, site: &Site, plugins: &[Arc<dyn Plugin>], notes: &mut Vec<Diagnostic>) -> Facts {
        let records = self.ask(site, plugins);
        let mut facts = Facts { calls: records.calls, ..Facts::default() };
        for plugin in offering(plugins, Capability::Scores) {
            self.define(plugin, &mut facts, notes);
            for (node, record) in &records.all {
                let answer = &self.scores[&(plugin.digest(), record.digest)];
                if let Some(scores) = usable(site, plugin.as_ref(), *node, record, answer, &facts, notes) {
                    facts.scores.entry(*node).or_default().extend(scores.iter().cloned());
                }
            }
        }
        facts.handles = records.all.iter().map(|(node, record)| (*node, record.handles.clone())).collect();
        facts
    }

    /// What there is to say about the scores of a site: the same as with [`Memory::facts`], without the scores.
    pub fn findings(&mut self, site: &Site, plugins: &[Arc<dyn Plugin>], notes: &mut Vec<Diagnostic>) {
        let records = self.ask(site, plugins);
        let mut facts = Facts::default();
        for plugin in offering(plugins, Capability::Scores) {
            self.define(plugin, &mut facts, notes);
            for (node, record) in &records.all {
                let answer = &self.scores[&(plugin.digest(), record.digest)];
                usable(site, plugin.as_ref(), *node, record, answer, &facts, notes);
            }
        }
    }

    /// Asks every plugin about every map it was not asked about.
    fn ask(&mut self, site: &Site, plugins: &[Arc<dyn Plugin>]) -> Records {
        let mut records = Records { all: self.records(site), calls: 0 };
        for plugin in offering(plugins, Capability::Scores) {
            records.calls += self.score(plugin, &records.all);
        }
        self.forget_others(plugins, &records.all);
        records
    }

    /// The record of every map; one that says what it said is not written again.
    fn records(&mut self, site: &Site) -> Vec<(NodeId, Arc<Record>)> {
        let known = &self.written;
        let write = |node: NodeId| {
            let document = site.nodes[node].document.clone()?;
            let around = surroundings(site, node);
            let same =
                |written: &&Written| Arc::ptr_eq(&written.document, &document) && written.around == around;
            let written = match known.get(&site.nodes[node].id).filter(same) {
                Some(written) => written.clone(),
                None => Written { record: Arc::new(record(site, node)?), document, around },
            };
            Some((node, written))
        };
        let nodes: Vec<_> = site.of_kind(Kind::Journey).collect();
        let written: Vec<(NodeId, Written)> = nodes.into_par_iter().filter_map(write).collect();
        self.written =
            written.iter().map(|(node, written)| (site.nodes[*node].id.clone(), written.clone())).collect();
        written.into_iter().map(|(node, written)| (node, written.record)).collect()
    }

    fn define(&mut self, plugin: &Arc<dyn Plugin>, facts: &mut Facts, notes: &mut Vec<Diagnostic>) {
        let answer = self.definitions.entry(plugin.digest()).or_insert_with(|| plugin.score_definitions());
        let name = &plugin.about().name;
        match answer {
            Ok(definitions) => {
                facts
                    .definitions
                    .extend(definitions.iter().map(|definition| (name.clone(), definition.clone())));
            }
            Err(failure) => notes.push(without_map(plugin.as_ref(), failure)),
        }
    }

    /// Asks a plugin, and gives how many calls it took.
    fn score(&mut self, plugin: &Arc<dyn Plugin>, records: &[(NodeId, Arc<Record>)]) -> usize {
        let unknown = |record: &Record| !self.scores.contains_key(&(plugin.digest(), record.digest));
        let asked: Vec<&Record> =
            records.iter().map(|(_, record)| &**record).filter(|record| unknown(record)).collect();
        let calls = asked.len();
        let answers: Vec<_> = asked
            .into_par_iter()
            .map(|record| ((plugin.digest(), record.digest), plugin.score(&record.journey)))
            .collect();
        self.scores.extend(answers);
        calls
    }

    /// Answers about maps that are gone are of no more use.
    fn forget_others(&mut self, plugins: &[Arc<dyn Plugin>], records: &[(NodeId, Arc<Record>)]) {
        let plugins: Vec<_> = plugins.iter().map(|plugin| plugin.digest()).collect();
        let maps: std::collections::HashSet<_> = records.iter().map(|(_, record)| record.digest).collect();
        self.scores.retain(|(plugin, map), _| plugins.contains(plugin) && maps.contains(map));
    }
}

fn offering(plugins: &[Arc<dyn Plugin>], capability: Capability) -> impl Iterator<Item = &Arc<dyn Plugin>> {
    plugins.iter().filter(move |plugin| plugin.offers(capability))
}

/// The scores of an answer, or what there is to say of it. An answer that is wrong anywhere is left out whole: half an
/// answer would be shown as if it were one.
fn usable<'a>(
    site: &Site,
    plugin: &dyn Plugin,
    node: NodeId,
    record: &Record,
    answer: &'a Answer<Score>,
    facts: &Facts,
    notes: &mut Vec<Diagnostic>,
) -> Option<&'a [Score]> {
    let place = |span: Option<Span>| Where { site, node, span: span.or(record.handles.span(0)) };
    let scores = match answer {
        Ok(scores) => scores,
        Err(failure) => {
            notes.push(failed(plugin, failure, &place(pointed_at(failure, &record.handles))));
            return None;
        }
    };
    match fault(scores, &facts.definitions, &plugin.about().name, &record.handles) {
        Some(fault) => {
            notes.push(wrong_answer(plugin, &fault, &place(None)));
            None
        }
        None => Some(scores),
    }
}

fn pointed_at(failure: &Failure, handles: &Handles) -> Option<Span> {
    match failure {
        Failure::Refused { at: Some(handle), .. } => handles.span(*handle),
        _ => None,
    }
}

/// What is wrong with an answer.
fn fault(
    scores: &[Score],
    definitions: &[(String, ScoreDefinition)],
    plugin: &str,
    handles: &Handles,
) -> Option<String> {
    let mut seen = std::collections::HashSet::new();
    scores.iter().find_map(|score| {
        let id = &score.id;
        let known = definitions.iter().any(|(name, definition)| name == plugin && definition.id == *id);
        let parts = || score.parts.iter().map(|part| part.value);
        let numbers = [score.value, score.low, score.high].into_iter().chain(parts()).flatten();
        let stray = score.parts.iter().find(|part| handles.part(part.node).is_none());
        match () {
            () if !known => Some(format!("it answers with the score `{id}`, which it never defined")),
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
    score.explanation.contains('\0') || score.parts.iter().any(|part| part.note.contains('\0'))
}

struct Where<'s> {
    site: &'s Site,
    node: NodeId,
    span: Option<Span>,
}

impl Where<'_> {
    fn note(&self, code: journeybook_model::Code, message: String) -> Diagnostic {
        let document =
            self.site.nodes[self.node].document.as_ref().expect("only documents are passed to plugins");
        Diagnostic::at(code, Severity::Warning, &document.source.path, self.span.unwrap_or_default(), message)
    }
}

fn failed(plugin: &dyn Plugin, failure: &Failure, place: &Where<'_>) -> Diagnostic {
    let name = plugin.about().name.clone();
    let message = format!("the plugin `{name}` gave no answer for this map: {failure}");
    let note = place.note(code(failure), message).help(help(&name, failure));
    note.plugin(name)
}

fn wrong_answer(plugin: &dyn Plugin, fault: &str, place: &Where<'_>) -> Diagnostic {
    let name = plugin.about().name.clone();
    let message = format!("the plugin `{name}` gave an answer that cannot be used: {fault}");
    let help = "tell its author; the map is shown without it";
    place.note(codes::PLUGIN_ANSWER, message).help(help).plugin(name)
}

/// A failure before any map was asked about.
fn without_map(plugin: &dyn Plugin, failure: &Failure) -> Diagnostic {
    let name = plugin.about().name.clone();
    let message = format!("the plugin `{name}` does not say what it offers: {failure}");
    Diagnostic::file(code(failure), Severity::Error, &Arc::from(format!("plugins/{name}.wasm")), message)
        .help(help(&name, failure))
        .plugin(name)
}

fn code(failure: &Failure) -> journeybook_model::Code {
    match failure {
        Failure::Trap { .. } => codes::PLUGIN_CRASHED,
        Failure::Limit { .. } => codes::PLUGIN_LIMIT,
        Failure::Refused { .. } => codes::PLUGIN_REFUSED,
        Failure::BadAnswer { .. } => codes::PLUGIN_ANSWER,
        Failure::Unusable { .. } => codes::PLUGIN_UNUSABLE,
    }
}

fn help(name: &str, failure: &Failure) -> String {
    match failure {
        Failure::Limit { setting: "", .. } | Failure::Trap { .. } | Failure::BadAnswer { .. } => {
            "tell its author; the map is shown without it".to_owned()
        }
        Failure::Limit { setting, .. } => {
            format!(
                "if the map is to be that large, raise `{setting}` under `[plugins.{name}.limits]` in journeybook.toml"
            )
        }
        Failure::Unusable { help, .. } => help.clone(),
        Failure::Refused { .. } => "change what it points at, or take the plugin out of the site".to_owned(),
    }
}
