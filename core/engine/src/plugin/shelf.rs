//! Maps as each plugin sees them, kept from build to build.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use journeybook_model::{Date, Digest, Document, Kind, Score};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::bound::Bound;
use super::contract::{JourneyRecord, Plugin};
use super::findings::Told;
use super::reads::Reads;
use super::records::{Record, Stamp, origin, surroundings, ways, written};
use crate::parse::ignores;
use crate::resolve::{Node, NodeId, Site};

/// The records of the last build.
#[derive(Default)]
pub(super) struct Shelf {
    reads: Vec<Arc<Reads>>,
    today: Option<Date>,
    /// What an earlier process wrote, by what it was written from.
    stamps: HashMap<Digest, Vec<Stamp>, FxBuildHasher>,
    /// By the address of the document, which a record keeps alive.
    written: HashMap<usize, Arc<Written>, FxBuildHasher>,
    /// The things of the site that the maps were taken from.
    nodes: Vec<Arc<Node>>,
}

/// The records of one map, and all that they were written from.
pub(super) struct Written {
    document: Arc<Document>,
    around: Digest,
    bound: Digest,
    /// Identifies all of that to another process.
    origin: Digest,
    /// One for each way in which the plugins read.
    records: Vec<Arc<Record>>,
    /// Whether its author wants to hear nothing of some rule.
    pub has_wishes: bool,
    /// What plugins said of it, and by what they were identified.
    told: Mutex<Option<(Digest, Arc<OfMap>)>>,
}

/// What all plugins say of a map, where there is nothing wrong with any answer.
#[derive(Default)]
pub(super) struct OfMap {
    /// The scores.
    pub scores: Arc<Vec<Score>>,
    /// What each plugin with scores saw.
    pub seen: Seen,
    /// What rules found, with the number of the plugin.
    pub told: Vec<(usize, Told)>,
}

/// What identifies the records of maps, by what each map was written from.
pub(super) type Stamps = Vec<(Digest, Vec<Stamp>)>;

/// What each plugin saw of a map.
pub(super) type Seen = Arc<Vec<(Arc<str>, Arc<Record>)>>;

impl Written {
    /// What these plugins said of it.
    pub fn told(&self, by: Digest) -> Option<Arc<OfMap>> {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.as_ref().filter(|(plugins, _)| *plugins == by).map(|(_, told)| told.clone())
    }

    /// Keeps what they said.
    pub fn tell(&self, by: Digest, told: Arc<OfMap>) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Some((by, told));
    }
}

/// The maps of a site, in each way in which its plugins read them.
pub(super) struct Views<'s> {
    site: &'s Site,
    bound: &'s HashMap<NodeId, Arc<Bound>>,
    today: Option<Date>,
    reads: Vec<Arc<Reads>>,
    maps: Vec<(NodeId, Arc<Written>)>,
}

impl Shelf {
    /// The maps of a site for these plugins; one that says what it said is not written again. `words` identifies how its
    /// file was read.
    pub fn views<'s>(
        &mut self,
        site: &'s Site,
        plugins: &[Arc<dyn Plugin>],
        bound: &'s HashMap<NodeId, Arc<Bound>>,
        (today, words): (Option<Date>, Digest),
    ) -> Views<'s> {
        let reads = distinct(plugins);
        if reads != self.reads || today != self.today {
            *self = Self { reads, today, stamps: std::mem::take(&mut self.stamps), ..Self::default() };
        }
        let words = Digest::of_parts([words.as_bytes(), ways(&self.reads, today).as_bytes()]);
        let nodes: Vec<_> = site.of_kind(Kind::Journey).collect();
        let touched = self.touched(site);
        let is_touched = |node| touched.as_ref().is_none_or(|touched| touched.contains(&node));
        let write = |node| Some((node, self.write((site, node), bound, words, is_touched(node))?));
        let maps: Vec<(NodeId, Arc<Written>)> = nodes.into_par_iter().filter_map(write).collect();
        self.nodes.clone_from(&site.nodes);
        self.stamps = HashMap::default();
        self.written = maps.iter().map(|(_, written)| (at(&written.document), written.clone())).collect();
        Views { site, bound, today, reads: self.reads.clone(), maps }
    }

    /// The things that are others than in the last site, and those that refer to them; none where all may be.
    fn touched(&self, site: &Site) -> Option<HashSet<NodeId>> {
        if self.nodes.len() != site.nodes.len() {
            return None;
        }
        let pairs = self.nodes.iter().zip(&site.nodes).enumerate();
        let new = pairs.filter(|(_, (old, new))| !Arc::ptr_eq(old, new)).map(|(node, (_, new))| (node, new));
        let with_referring = new.flat_map(|(node, new)| {
            std::iter::once(node).chain(new.mentions.iter().map(|mention| mention.from))
        });
        Some(with_referring.collect())
    }

    fn write(
        &self,
        (site, node): (&Site, NodeId),
        bound: &HashMap<NodeId, Arc<Bound>>,
        words: Digest,
        is_touched: bool,
    ) -> Option<Arc<Written>> {
        let document = site.nodes[node].document.clone()?;
        let bound = bound.get(&node).cloned().unwrap_or_default();
        let known = self.written.get(&at(&document)).filter(|written| written.bound == bound.digest());
        if let Some(written) = known.filter(|_| !is_touched) {
            return Some(written.clone());
        }
        let around = surroundings(site, node);
        if let Some(written) = known.filter(|written| written.around == around) {
            return Some(written.clone());
        }
        document.journey()?;
        let origin = origin(&document, words, around, bound.digest());
        let stamps = self.stamps.get(&origin).filter(|stamps| stamps.len() == self.reads.len());
        let record = |(at, reads): (usize, &Arc<Reads>)| match stamps {
            Some(stamps) => Some(Record::recalled(reads, stamps[at])),
            None => Some(written(site, node, reads, &bound, self.today)?.1),
        };
        let records = self.reads.iter().enumerate().map(|way| record(way).map(Arc::new));
        Some(Arc::new(Written {
            origin,
            records: records.collect::<Option<_>>()?,
            has_wishes: !ignores(&document).is_empty(),
            document,
            around,
            bound: bound.digest(),
            told: Mutex::default(),
        }))
    }
}

impl Shelf {
    /// What identifies the records of the last build, by what they were written from.
    pub fn stamps(&self) -> Stamps {
        let stamps = |written: &Arc<Written>| written.records.iter().map(|record| record.stamp).collect();
        self.written.values().map(|written| (written.origin, stamps(written))).collect()
    }

    /// Takes up those of an earlier process.
    pub fn recall(&mut self, stamps: Stamps) {
        self.stamps = stamps.into_iter().collect();
    }
}

fn at(document: &Arc<Document>) -> usize {
    Arc::as_ptr(document) as usize
}

impl Views<'_> {
    /// What a plugin is passed of a map: the map as it reads it, and what data says of it.
    pub fn passed(&self, plugin: &dyn Plugin, node: NodeId) -> (JourneyRecord, Arc<Bound>) {
        let bound = self.bound.get(&node).cloned().unwrap_or_default();
        let written = written(self.site, node, &Arc::new(plugin.reads()), &bound, self.today);
        (written.expect("only maps have records").0, bound)
    }

    /// Every map as one plugin sees it.
    pub fn of(&self, plugin: &dyn Plugin) -> impl Iterator<Item = (NodeId, &Arc<Record>)> {
        let reads = plugin.reads();
        let at = self.reads.iter().position(|known| **known == reads);
        at.into_iter()
            .flat_map(|at| self.maps.iter().map(move |(node, written)| (*node, &written.records[at])))
    }

    /// The maps of which these plugins have said nothing yet.
    pub fn untold(&self, by: Digest) -> Self {
        let untold = self.maps.iter().filter(|(_, written)| written.told(by).is_none());
        Self { reads: self.reads.clone(), maps: untold.cloned().collect(), ..*self }
    }

    /// Every map.
    pub fn maps(&self) -> &[(NodeId, Arc<Written>)] {
        &self.maps
    }

    /// The digests of all records.
    pub fn digests(&self) -> HashSet<Digest> {
        self.maps.iter().flat_map(|(_, written)| &written.records).map(|record| record.stamp.digest).collect()
    }
}

fn distinct(plugins: &[Arc<dyn Plugin>]) -> Vec<Arc<Reads>> {
    let mut all: Vec<Arc<Reads>> = Vec::new();
    for reads in plugins.iter().map(|plugin| Arc::new(plugin.reads())) {
        if !all.contains(&reads) {
            all.push(reads);
        }
    }
    all
}
