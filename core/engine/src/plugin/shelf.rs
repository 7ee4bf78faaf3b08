//! Maps as each plugin sees them, kept from build to build.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use journeybook_model::{Date, Digest, Document, Kind};
use rayon::prelude::*;

use super::bound::Bound;
use super::contract::{JourneyRecord, Plugin};
use super::reads::Reads;
use super::records::{Record, surroundings, written};
use crate::resolve::{NodeId, Site};

/// The records of the last build, by the id of their map.
#[derive(Default)]
pub(super) struct Shelf {
    reads: Vec<Reads>,
    today: Option<Date>,
    written: HashMap<String, Written>,
}

/// The records of one map, and all that they were written from.
#[derive(Clone)]
struct Written {
    document: Arc<Document>,
    around: Digest,
    /// One for each way in which the plugins read.
    records: Vec<Arc<Record>>,
}

/// The maps of a site, in each way in which its plugins read them.
pub(super) struct Views<'s> {
    site: &'s Site,
    bound: &'s HashMap<NodeId, Arc<Bound>>,
    today: Option<Date>,
    reads: Vec<Reads>,
    maps: Vec<(NodeId, Vec<Arc<Record>>)>,
}

impl Shelf {
    /// The maps of a site for these plugins; one that says what it said is not written again.
    pub fn views<'s>(
        &mut self,
        site: &'s Site,
        plugins: &[Arc<dyn Plugin>],
        bound: &'s HashMap<NodeId, Arc<Bound>>,
        today: Option<Date>,
    ) -> Views<'s> {
        let reads = distinct(plugins);
        if reads != self.reads || today != self.today {
            *self = Self { reads, today, written: HashMap::new() };
        }
        let nodes: Vec<_> = site.of_kind(Kind::Journey).collect();
        let written: Vec<(NodeId, Written)> =
            nodes.into_par_iter().filter_map(|node| Some((node, self.write(site, node, bound)?))).collect();
        self.written =
            written.iter().map(|(node, written)| (site.nodes[*node].id.clone(), written.clone())).collect();
        let maps = written.into_iter().map(|(node, written)| (node, written.records)).collect();
        Views { site, bound, today, reads: self.reads.clone(), maps }
    }

    fn write(&self, site: &Site, node: NodeId, bound: &HashMap<NodeId, Arc<Bound>>) -> Option<Written> {
        let document = site.nodes[node].document.clone()?;
        let bound = bound.get(&node).cloned().unwrap_or_default();
        let around = Digest::of_parts([surroundings(site, node).as_bytes(), bound.digest().as_bytes()]);
        let same = |written: &&Written| Arc::ptr_eq(&written.document, &document) && written.around == around;
        if let Some(written) = self.written.get(&site.nodes[node].id).filter(same) {
            return Some(written.clone());
        }
        let write = |reads: &Reads| Some(Arc::new(written(site, node, reads, &bound, self.today)?.1));
        let records = self.reads.iter().map(write);
        Some(Written { records: records.collect::<Option<_>>()?, document, around })
    }
}

impl Views<'_> {
    /// What a plugin is passed of a map: the map as it reads it, and what data says of it.
    pub fn passed(&self, plugin: &dyn Plugin, node: NodeId) -> (JourneyRecord, Arc<Bound>) {
        let bound = self.bound.get(&node).cloned().unwrap_or_default();
        let written = written(self.site, node, &plugin.reads(), &bound, self.today);
        (written.expect("only maps have records").0, bound)
    }

    /// Every map as one plugin sees it.
    pub fn of(&self, plugin: &dyn Plugin) -> impl Iterator<Item = (NodeId, &Arc<Record>)> {
        let reads = plugin.reads();
        let at = self.reads.iter().position(|known| *known == reads);
        at.into_iter().flat_map(|at| self.maps.iter().map(move |(node, records)| (*node, &records[at])))
    }

    /// The digests of all records.
    pub fn digests(&self) -> HashSet<Digest> {
        self.maps.iter().flat_map(|(_, records)| records).map(|record| record.digest).collect()
    }
}

fn distinct(plugins: &[Arc<dyn Plugin>]) -> Vec<Reads> {
    let mut all: Vec<Reads> = Vec::new();
    for reads in plugins.iter().map(|plugin| plugin.reads()) {
        if !all.contains(&reads) {
            all.push(reads);
        }
    }
    all
}
