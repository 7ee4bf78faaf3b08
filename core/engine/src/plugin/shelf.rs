//! Maps as each plugin sees them, kept from build to build.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use journeybook_model::{Date, Digest, Document, Kind};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::bound::Bound;
use super::contract::Plugin;
use super::reads::Reads;
use super::records::{Record, record, surroundings};
use crate::resolve::{NodeId, Site};

/// The records of the last build.
#[derive(Default)]
pub(super) struct Shelf {
    reads: Vec<Reads>,
    today: Option<Date>,
    /// By the address of the document, which a record keeps alive.
    written: HashMap<usize, Arc<Written>, FxBuildHasher>,
}

/// The records of one map, and all that they were written from.
struct Written {
    document: Arc<Document>,
    around: Digest,
    /// One for each way in which the plugins read.
    records: Vec<Arc<Record>>,
}

/// The maps of a site, in each way in which its plugins read them.
#[derive(Default)]
pub(super) struct Views {
    reads: Vec<Reads>,
    maps: Vec<(NodeId, Arc<Written>)>,
}

impl Shelf {
    /// The maps of a site for these plugins; one that says what it said is not written again.
    pub fn views(
        &mut self,
        site: &Site,
        plugins: &[Arc<dyn Plugin>],
        bound: &HashMap<NodeId, Arc<Bound>>,
        today: Option<Date>,
    ) -> Views {
        let reads = distinct(plugins);
        if reads != self.reads || today != self.today {
            *self = Self { reads, today, written: HashMap::default() };
        }
        let nodes: Vec<_> = site.of_kind(Kind::Journey).collect();
        let maps: Vec<(NodeId, Arc<Written>)> =
            nodes.into_par_iter().filter_map(|node| Some((node, self.write(site, node, bound)?))).collect();
        self.written = maps.iter().map(|(_, written)| (at(&written.document), written.clone())).collect();
        Views { reads: self.reads.clone(), maps }
    }

    fn write(&self, site: &Site, node: NodeId, bound: &HashMap<NodeId, Arc<Bound>>) -> Option<Arc<Written>> {
        let document = site.nodes[node].document.clone()?;
        let bound = bound.get(&node).cloned().unwrap_or_default();
        let around = Digest::of_parts([surroundings(site, node).as_bytes(), bound.digest().as_bytes()]);
        let same = |written: &&Arc<Written>| written.around == around;
        if let Some(written) = self.written.get(&at(&document)).filter(same) {
            return Some(written.clone());
        }
        let records =
            self.reads.iter().map(|reads| record(site, node, reads, &bound, self.today).map(Arc::new));
        Some(Arc::new(Written { records: records.collect::<Option<_>>()?, document, around }))
    }
}

fn at(document: &Arc<Document>) -> usize {
    Arc::as_ptr(document) as usize
}

impl Views {
    /// Every map as one plugin sees it.
    pub fn of(&self, plugin: &dyn Plugin) -> impl Iterator<Item = (NodeId, &Arc<Record>)> {
        let reads = plugin.reads();
        let at = self.reads.iter().position(|known| *known == reads);
        at.into_iter()
            .flat_map(|at| self.maps.iter().map(move |(node, written)| (*node, &written.records[at])))
    }

    /// How many maps there are.
    pub fn count(&self) -> usize {
        self.maps.len()
    }

    /// The digests of all records.
    pub fn digests(&self) -> HashSet<Digest> {
        self.maps.iter().flat_map(|(_, written)| &written.records).map(|record| record.digest).collect()
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
