//! What plugins answer, kept by the digest of what they were asked.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use journeybook_model::{Date, Diagnostic, Digest, FrameworkModel, Score, ScoreDefinition};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::bound::Bound;
use super::contract::{Capability, Failure, Placement, Plugin};
use super::faults::{Asked, placed, usable, without_map};
use super::findings;
use super::handles::Part;
use super::rules::{Finding, RuleDefinition};
use super::shelf::{OfMap, Shelf, Views};
use super::told::{self, Ledger, New, OfMaps};
use crate::STRETCH;
use crate::resolve::{NodeId, Site};

pub(super) type Answer<T> = Result<Vec<T>, Failure>;

/// A plugin with its settings, and a map as it sees it.
pub(super) type Question = (Digest, Digest);

/// Digests are spread as they are.
type Asking<K, T> = HashMap<K, Answer<T>, FxBuildHasher>;

/// Fewer answers than these are never forgotten.
const FEW_ANSWERS: usize = 1024;

/// Answers of earlier builds.
#[derive(Default)]
pub struct Memory {
    frameworks: HashMap<Digest, Answer<FrameworkModel>>,
    definitions: HashMap<Digest, Answer<ScoreDefinition>>,
    pub(super) scores: Asking<Question, Arc<Score>>,
    rules: HashMap<Digest, Answer<RuleDefinition>>,
    pub(super) findings: Asking<(Question, Option<Date>), Finding>,
    /// By the framework that was asked about as well.
    pub(super) placements: Asking<(Question, String), Placement>,
    pub(super) shelf: Shelf,
    ledger: Ledger,
}

/// What plugins know about the maps of a site.
#[derive(Debug, Default)]
pub struct Facts {
    /// Every score that is computed, with the plugin that does.
    pub definitions: Vec<(String, ScoreDefinition)>,
    told: OfMaps,
    /// How many calls were made for them.
    pub calls: usize,
}

impl Facts {
    fn of(&self, map: NodeId) -> Option<&OfMap> {
        self.told.get(map)?.as_deref()
    }

    /// The scores of a map, where any plugin gives scores.
    pub fn scores(&self, map: NodeId) -> Option<&Arc<Vec<Arc<Score>>>> {
        self.of(map).filter(|of| !of.seen.is_empty()).map(|of| &of.scores)
    }

    /// One of the scores of a map, by its number.
    pub fn score(&self, map: NodeId, at: usize) -> &Score {
        &self.scores(map).expect("scores are numbered where there are some")[at]
    }

    /// The scores of all maps.
    pub fn all_scores(&self) -> impl Iterator<Item = (NodeId, &Arc<Vec<Arc<Score>>>)> {
        (0..self.told.len()).filter_map(|map| Some((map, self.scores(map)?)))
    }

    /// Where the steps of a map belong in a computed framework it is shown through.
    pub fn places(&self, map: NodeId, framework: &str) -> &[(Part, String)] {
        let all = self.of(map).map(|of| of.places.as_slice()).unwrap_or_default();
        all.iter().find(|(known, _)| known == framework).map(|(_, places)| &**places).unwrap_or_default()
    }

    /// What a handle in a plugin's answer about a map stands for.
    pub fn part(&self, site: &Site, map: NodeId, plugin: &str, handle: u32) -> Option<Part> {
        let (_, record) = self.of(map)?.seen.iter().find(|(name, _)| **name == *plugin)?;
        record.handles(site, map).part(handle)
    }
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

    /// Scores every map with every plugin and holds it against every rule, on all cores, asking only what was not asked
    /// before. `words` identifies how the files were read.
    pub fn facts(
        &mut self,
        site: &Site,
        bound: &HashMap<NodeId, Arc<Bound>>,
        plugins: &[Arc<dyn Plugin>],
        (today, words): (Option<Date>, Digest),
        notes: &mut Vec<Diagnostic>,
    ) -> Facts {
        let views = self.shelf.views(site, plugins, bound, (today, words));
        let by = told::askers(site, plugins, today);
        let untold = self.ledger.untold(&views, by);
        let mut facts = Facts::default();
        let mut new = New::default();
        for plugin in offering(plugins, Capability::Scores) {
            let asked = Asked { site, plugin: plugin.as_ref() };
            facts.calls += self.score(plugin, &untold);
            let defined = known(&mut self.definitions, plugin, |plugin| plugin.score_definitions(), notes);
            self.take(&asked, &defined, &untold, &mut new, notes);
            let name = &asked.plugin.about().name;
            facts.definitions.extend(defined.into_iter().map(|definition| (name.clone(), definition)));
        }
        let mut rules = Vec::new();
        for (at, plugin) in offering(plugins, Capability::Rules).enumerate() {
            let asked = Asked { site, plugin: plugin.as_ref() };
            facts.calls += self.check(plugin, &untold, today);
            let defined = known(&mut self.rules, plugin, |plugin| plugin.rules(), notes);
            self.find(&asked, (at, &defined), (&untold, today), &mut new, notes);
            rules.push((plugin.as_ref(), defined));
        }
        for plugin in offering(plugins, Capability::Frameworks) {
            facts.calls += self.place(site, plugin, &untold, &mut new, notes);
        }
        let (new, unanswered) = new.kept(&untold, by);
        facts.told = self.ledger.take(site, &views, &new, by);
        notes.extend(told::findings(site, &rules, &views, &self.ledger, unanswered));
        self.forget_others(plugins, &views, today);
        facts
    }

    /// Takes what the rules of a plugin told of each map.
    fn find(
        &self,
        asked: &Asked<'_>,
        (at, rules): (usize, &[RuleDefinition]),
        (views, today): (&Views<'_>, Option<Date>),
        new: &mut New,
        notes: &mut Vec<Diagnostic>,
    ) {
        let plugin = asked.plugin.digest();
        let answers = views
            .of(asked.plugin)
            .map(|(node, record)| (node, record, &self.findings[&((plugin, record.stamp.digest), today)]));
        for (node, record, answer) in answers {
            match findings::found(asked, node, record, answer, rules) {
                Ok(told) => new.of(node).told.extend(told.into_iter().map(|told| (at, told))),
                Err(fault) => {
                    new.unanswered.insert(node);
                    notes.push(*fault);
                }
            }
        }
    }

    /// Asks where the steps of every map belong in the frameworks it is shown through whose stages this plugin computes,
    /// and gives how many calls it took.
    fn place(
        &mut self,
        site: &Site,
        plugin: &Arc<dyn Plugin>,
        views: &Views<'_>,
        new: &mut New,
        notes: &mut Vec<Diagnostic>,
    ) -> usize {
        let asked = Asked { site, plugin: plugin.as_ref() };
        let mut calls = 0;
        for (node, record) in views.of(plugin.as_ref()) {
            for framework in computed(site, node, &plugin.about().name) {
                let key = ((plugin.digest(), record.stamp.digest), framework.to_owned());
                let answer = self.placements.entry(key).or_insert_with(|| {
                    calls += 1;
                    plugin.place(framework, &views.passed(plugin.as_ref(), node).0)
                });
                match placed(&asked, node, record, answer, notes) {
                    Some(places) => new.of(node).places.push((framework.to_owned(), places)),
                    None => _ = new.faulty.insert(node),
                }
            }
        }
        calls
    }

    /// Asks for the scores of every map that was not asked about, and gives how many calls it took.
    fn score(&mut self, plugin: &Arc<dyn Plugin>, views: &Views<'_>) -> usize {
        let maps = views.of(plugin.as_ref());
        let maps = maps.map(|(node, record)| ((plugin.digest(), record.stamp.digest), node));
        ask(&mut self.scores, maps, |node| {
            let (journey, bound) = views.passed(plugin.as_ref(), node);
            Ok(plugin.score(&journey, &bound)?.into_iter().map(Arc::new).collect())
        })
    }

    /// The same for what its rules say.
    fn check(&mut self, plugin: &Arc<dyn Plugin>, views: &Views<'_>, today: Option<Date>) -> usize {
        let maps = views.of(plugin.as_ref());
        let maps = maps.map(|(node, record)| (((plugin.digest(), record.stamp.digest), today), node));
        ask(&mut self.findings, maps, |node| {
            let (journey, bound) = views.passed(plugin.as_ref(), node);
            plugin.check(&journey, &bound, today)
        })
    }

    /// Takes the scores of a plugin that can be used, and says what there is to say of the others.
    fn take(
        &self,
        asked: &Asked<'_>,
        defined: &[ScoreDefinition],
        views: &Views<'_>,
        new: &mut New,
        notes: &mut Vec<Diagnostic>,
    ) {
        let (name, plugin) = (Arc::<str>::from(asked.name()), asked.plugin.digest());
        for (node, record) in views.of(asked.plugin) {
            let answer = &self.scores[&(plugin, record.stamp.digest)];
            match usable(asked, node, record, answer, defined, notes) {
                Some(scores) => {
                    let of = new.of(node);
                    Arc::make_mut(&mut of.scores).extend(scores.iter().cloned());
                    Arc::make_mut(&mut of.seen).push((name.clone(), record.clone()));
                }
                None => _ = new.faulty.insert(node),
            }
        }
    }

    /// Answers about maps that are gone, or about another day, are of no more use once they are many.
    fn forget_others(&mut self, plugins: &[Arc<dyn Plugin>], views: &Views<'_>, today: Option<Date>) {
        let present = views.maps().len() * plugins.len();
        if self.scores.len() + self.placements.len() + self.findings.len() <= FEW_ANSWERS + 4 * present {
            return;
        }
        let plugins: Vec<_> = plugins.iter().map(|plugin| plugin.digest()).collect();
        let maps = views.digests();
        let is_present = |(plugin, map): &Question| plugins.contains(plugin) && maps.contains(map);
        self.scores.retain(|question, _| is_present(question));
        self.placements.retain(|(question, _), _| is_present(question));
        self.findings.retain(|(question, day), _| is_present(question) && *day == today);
    }
}

/// The frameworks that a map is shown through and whose stages this plugin computes.
fn computed<'s>(site: &'s Site, map: NodeId, plugin: &str) -> impl Iterator<Item = &'s str> {
    let models = site.nodes[map].views.iter().filter_map(|view| site.model(&site.nodes[*view].id));
    models.filter(move |model| model.is_computed() && model.plugin == plugin).map(|model| model.id.as_str())
}

/// What a plugin says once and for all; nothing where it fails to.
fn known<T: Clone>(
    known: &mut HashMap<Digest, Answer<T>>,
    plugin: &Arc<dyn Plugin>,
    ask: impl FnOnce(&dyn Plugin) -> Answer<T>,
    notes: &mut Vec<Diagnostic>,
) -> Vec<T> {
    match known.entry(plugin.digest()).or_insert_with(|| ask(plugin.as_ref())) {
        Ok(items) => items.clone(),
        Err(failure) => {
            notes.push(without_map(plugin.as_ref(), failure));
            Vec::new()
        }
    }
}

/// Asks on all cores what is not known yet, and gives how many calls that took.
fn ask<K: Eq + Hash + Copy + Send, T: Send>(
    answers: &mut HashMap<K, Answer<T>, impl BuildHasher>,
    maps: impl Iterator<Item = (K, NodeId)>,
    ask: impl Fn(NodeId) -> Answer<T> + Sync,
) -> usize {
    let unknown: Vec<(K, NodeId)> = maps.filter(|(key, _)| !answers.contains_key(key)).collect();
    let calls = unknown.len();
    let new: Vec<_> =
        unknown.into_par_iter().with_max_len(STRETCH).map(|(key, node)| (key, ask(node))).collect();
    answers.extend(new);
    calls
}

fn offering(plugins: &[Arc<dyn Plugin>], capability: Capability) -> impl Iterator<Item = &Arc<dyn Plugin>> {
    plugins.iter().filter(move |plugin| plugin.offers(capability))
}
