//! What is told of maps in a build, and what of it is kept for the next.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use journeybook_model::{Date, Diagnostic, Digest};
use rustc_hash::FxBuildHasher;

use super::contract::Plugin;
use super::faults::Asked;
use super::findings;
use super::ignored::Findings;
use super::rules::RuleDefinition;
use super::shelf::{OfMap, Views, Written};
use crate::resolve::{NodeId, Site};

/// What was told of maps now.
pub(super) type Told = HashMap<NodeId, Arc<OfMap>, FxBuildHasher>;

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

/// What was told of a map now or before.
pub(super) fn told(node: NodeId, written: &Written, new: &Told, by: Digest) -> Option<Arc<OfMap>> {
    new.get(&node).cloned().or_else(|| written.told(by))
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
    (new, unanswered): (&Told, HashSet<NodeId, FxBuildHasher>),
    by: Digest,
) -> Vec<Diagnostic> {
    let mut all = Findings { unanswered, ..Findings::default() };
    let of_maps: Vec<(NodeId, Arc<OfMap>)> = views
        .maps()
        .iter()
        .filter_map(|(node, written)| Some((*node, told(*node, written, new, by)?)))
        .filter(|(_, of)| !of.told.is_empty())
        .collect();
    for (at, (plugin, rules)) in plugins.iter().enumerate() {
        for (node, of) in &of_maps {
            let own = of.told.iter().filter(|(number, _)| *number == at);
            all.told.extend(own.map(|(_, told)| findings::Told { node: *node, ..told.clone() }));
        }
        all.take_rules(&Asked { site, plugin: *plugin }, rules);
    }
    let content = views.maps().iter().filter(|(_, written)| !written.has_wishes).map(|(node, _)| *node);
    all.without_ignored(site, &content.collect())
}
