//! What is told of maps in a build, and what of it is kept for the next.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use journeybook_model::{Date, Diagnostic, Digest};
use rustc_hash::FxBuildHasher;

use super::contract::Plugin;
use super::faults::Asked;
use super::findings;
use super::ignored::Findings;
use super::rules::RuleDefinition;
use super::shelf::{Map, OfMap, Views};
use crate::Pieces;
use crate::resolve::{NodeId, Site};

/// What was told of maps now.
pub(super) type Told = HashMap<NodeId, Arc<OfMap>, FxBuildHasher>;

/// What is told of each thing of a site that is a map.
pub(super) type OfMaps = Pieces<Option<Arc<OfMap>>>;

/// What was told in the last build.
#[derive(Default)]
pub(super) struct Ledger {
    by: Digest,
    all: OfMaps,
    /// The maps that rules told something of.
    telling: BTreeSet<NodeId>,
    /// The maps, by their places, of which some answer could not be used: they are asked about again.
    open: Vec<usize>,
}

impl Ledger {
    /// The maps, by their places, that something else may be told of than in the last build; none where that is all.
    fn doubtful(&self, views: &Views<'_>, by: Digest) -> Option<BTreeSet<usize>> {
        let new = views.new.as_ref().filter(|_| self.by == by)?;
        Some(new.iter().chain(&self.open).copied().collect())
    }

    /// The maps of which these plugins have said nothing yet.
    pub fn untold<'s>(&self, views: &Views<'s>, by: Digest) -> Views<'s> {
        let maps = views.maps();
        let is_untold = |(_, written): &&Map| written.told(by).is_none();
        views.only(match self.doubtful(views, by) {
            Some(places) => places.iter().map(|at| &maps[*at]).filter(is_untold).cloned().collect(),
            None => maps.iter().filter(is_untold).cloned().collect(),
        })
    }

    /// Takes what is told now, and gives all that is told.
    pub fn take(&mut self, site: &Site, views: &Views<'_>, new: &Told, by: Digest) -> OfMaps {
        let places: Vec<usize> = match self.doubtful(views, by) {
            Some(places) => places.into_iter().collect(),
            None => {
                *self = Self { by, all: site.nodes.iter().map(|_| None).collect(), ..Self::default() };
                (0..views.maps().len()).collect()
            }
        };
        self.open.clear();
        for place in places {
            let (node, written) = &views.maps()[place];
            let told = new.get(node).cloned().or_else(|| written.told(by));
            if written.told(by).is_none() {
                self.open.push(place);
            }
            match told.as_ref().is_some_and(|told| !told.told.is_empty()) {
                true => _ = self.telling.insert(*node),
                false => _ = self.telling.remove(node),
            }
            if let Some(of) = self.all.get_mut(*node) {
                *of = told;
            }
        }
        self.all.clone()
    }

    /// The maps that rules told something of, in their order, with what was told.
    fn telling(&self) -> impl Iterator<Item = (NodeId, &Arc<OfMap>)> + Clone {
        self.telling.iter().filter_map(|node| Some((*node, self.all.get(*node)?.as_ref()?)))
    }
}

/// What is being told of maps.
#[derive(Default)]
pub(super) struct New {
    maps: HashMap<NodeId, OfMap, FxBuildHasher>,
    /// The maps of which some answer could not be used.
    pub faulty: HashSet<NodeId, FxBuildHasher>,
    /// The same, of rules.
    pub unanswered: HashSet<NodeId, FxBuildHasher>,
}

impl New {
    /// What is being told of one.
    pub fn of(&mut self, node: NodeId) -> &mut OfMap {
        self.maps.entry(node).or_default()
    }

    /// Everything; what was told of maps without a fault is kept with them for the next build.
    pub fn kept(mut self, views: &Views<'_>, by: Digest) -> (Told, HashSet<NodeId, FxBuildHasher>) {
        let mut all = Told::default();
        for (node, written) in views.maps() {
            let of = Arc::new(self.maps.remove(node).unwrap_or_default());
            if !self.faulty.contains(node) && !self.unanswered.contains(node) {
                written.tell(by, of.clone());
            }
            all.insert(*node, of);
        }
        (all, self.unanswered)
    }
}

/// Identifies everything that what is told of a map depends on beside the map.
pub(super) fn askers(site: &Site, plugins: &[Arc<dyn Plugin>], today: Option<Date>) -> Digest {
    let settings = format!("{today:?} {:?}", site.settings.plugins);
    let plugins: Vec<Digest> = plugins.iter().map(|plugin| plugin.digest()).collect();
    Digest::of_parts(plugins.iter().map(Digest::as_bytes).chain([settings.as_bytes()]))
}

/// What the rules of all plugins found and is not ignored: for each plugin what it told of the maps in their order, and
/// then what the host found for it.
pub(super) fn findings(
    site: &Site,
    plugins: &[(&dyn Plugin, Vec<RuleDefinition>)],
    views: &Views<'_>,
    ledger: &Ledger,
    unanswered: HashSet<NodeId, FxBuildHasher>,
) -> Vec<Diagnostic> {
    let mut all = Findings { unanswered, ..Findings::default() };
    for (at, (plugin, rules)) in plugins.iter().enumerate() {
        for (node, of) in ledger.telling() {
            let own = of.told.iter().filter(|(number, _)| *number == at);
            all.told.extend(own.map(|(_, told)| findings::Told { node, ..told.clone() }));
        }
        all.take_rules(&Asked { site, plugin: *plugin }, rules);
    }
    all.without_ignored(site, &views.wishing)
}
