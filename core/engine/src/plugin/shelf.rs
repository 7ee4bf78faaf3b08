//! Maps as each plugin sees them, kept from build to build.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use journeybook_model::{Date, Digest, Document, Kind, Score};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::bound::Bound;
use super::contract::{JourneyRecord, Plugin};
use super::findings::Told;
use super::handles::Part;
use super::reads::Reads;
use super::records::{Record, Stamp, origin, stamp, surroundings, ways, written};
use crate::resolve::{Node, NodeId, Shape, Site};
use crate::{Pieces, STRETCH};

/// The records of the last build.
#[derive(Default)]
pub(super) struct Shelf {
    reads: Vec<Arc<Reads>>,
    today: Option<Date>,
    /// Identifies how files were read, and how plugins read maps.
    words: Digest,
    /// What an earlier process wrote, by what it was written from.
    stamps: HashMap<Digest, Vec<Stamp>, FxBuildHasher>,
    /// The things of the site that the maps were taken from.
    nodes: Pieces<Arc<Node>>,
    shape: Option<Arc<Shape>>,
    maps: Pieces<Map>,
    /// Where each map stands among those.
    places: HashMap<NodeId, usize, FxBuildHasher>,
    /// The maps that data says something of.
    bound: Vec<NodeId>,
    /// The things whose authors want to hear nothing of some rule.
    wishing: BTreeSet<NodeId>,
}

/// A map with its records.
pub(super) type Map = (NodeId, Arc<Written>);

/// The records of one map, and all that they were written from.
pub(super) struct Written {
    document: Arc<Document>,
    around: Digest,
    bound: Digest,
    /// Identifies all of that to another process.
    origin: Digest,
    /// One for each way in which the plugins read.
    records: Vec<Arc<Record>>,
    /// What plugins said of it, and by what they were identified.
    told: Mutex<Option<(Digest, Arc<OfMap>)>>,
}

/// What all plugins say of a map, where there is nothing wrong with any answer.
#[derive(Debug, Default)]
pub(super) struct OfMap {
    /// The scores.
    pub scores: Arc<Vec<Arc<Score>>>,
    /// What each plugin with scores saw.
    pub seen: Seen,
    /// What rules found, with the number of the plugin.
    pub told: Vec<(usize, Told)>,
    /// Where its steps belong in each computed framework it is shown through.
    pub places: Vec<(String, Vec<(Part, String)>)>,
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
    maps: Pieces<Map>,
    /// The maps that were looked at again, by their places; none where all were.
    pub new: Option<Vec<usize>>,
    /// The things whose authors want to hear nothing of some rule.
    pub wishing: Vec<NodeId>,
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
        self.words = Digest::of_parts([words.as_bytes(), ways(&self.reads, today).as_bytes()]);
        let new = self.touched(site, bound);
        match &new {
            Some(places) => self.renew(site, bound, places),
            None => self.write_all(site, bound),
        }
        self.stamps = HashMap::default();
        self.nodes.clone_from(&site.nodes);
        self.shape = Some(site.shape().clone());
        self.bound = bound.keys().copied().collect();
        let wishing = self.wishing.iter().copied().collect();
        Views { site, bound, today, reads: self.reads.clone(), maps: self.maps.clone(), new, wishing }
    }

    /// The things that are others than in the last site, which has the same shape.
    fn others<'s>(&'s self, site: &'s Site) -> impl Iterator<Item = NodeId> + 's {
        let apart = self.nodes.apart(&site.nodes);
        apart.filter(|node| !Arc::ptr_eq(&self.nodes[*node], &site.nodes[*node]))
    }

    /// The maps that may come to other records than in the last site, by their places: those that are others or refer to
    /// others, and those that data says something of. None where all may.
    fn touched(&self, site: &Site, bound: &HashMap<NodeId, Arc<Bound>>) -> Option<Vec<usize>> {
        self.shape.as_ref().filter(|shape| Arc::ptr_eq(shape, site.shape()))?;
        let referring = |node: NodeId| site.nodes[node].mentions.iter().map(|mention| mention.from);
        let touched = self.others(site).flat_map(|node| std::iter::once(node).chain(referring(node)));
        let data = self.bound.iter().chain(bound.keys()).copied();
        let places = touched.chain(data).filter_map(|node| self.places.get(&node).copied());
        Some(places.collect::<BTreeSet<_>>().into_iter().collect())
    }

    /// Looks at a few maps again.
    fn renew(&mut self, site: &Site, bound: &HashMap<NodeId, Arc<Bound>>, places: &[usize]) {
        for node in self.others(site).collect::<Vec<_>>() {
            match has_wishes(site, node) {
                true => _ = self.wishing.insert(node),
                false => _ = self.wishing.remove(&node),
            }
        }
        let written = places.par_iter().map(|place| {
            let (node, known) = &self.maps[*place];
            self.write((site, *node), bound, Some(known))
        });
        for (place, written) in places.iter().zip(written.collect::<Vec<_>>()) {
            if let (Some(written), Some(map)) = (written, self.maps.get_mut(*place)) {
                map.1 = written;
            }
        }
    }

    fn write_all(&mut self, site: &Site, bound: &HashMap<NodeId, Arc<Bound>>) {
        let known: HashMap<usize, &Arc<Written>, FxBuildHasher> =
            self.maps.iter().map(|(_, written)| (at(&written.document), written)).collect();
        let write = |node| {
            let known = site.nodes[node].document.as_ref().and_then(|document| known.get(&at(document)));
            Some((node, self.write((site, node), bound, known.copied())?))
        };
        let nodes: Vec<NodeId> = site.of_kind(Kind::Journey).collect();
        let maps: Vec<Map> = nodes.into_par_iter().with_max_len(STRETCH).filter_map(write).collect();
        self.places = maps.iter().enumerate().map(|(place, (node, _))| (*node, place)).collect();
        self.wishing = (0..site.nodes.len()).filter(|node| has_wishes(site, *node)).collect();
        self.maps = maps.into();
    }

    /// A map with its records: those that are known, where all they were written from is the same.
    fn write(
        &self,
        (site, node): (&Site, NodeId),
        bound: &HashMap<NodeId, Arc<Bound>>,
        known: Option<&Arc<Written>>,
    ) -> Option<Arc<Written>> {
        let document = site.nodes[node].document.clone()?;
        let said = bound.get(&node).cloned().unwrap_or_default().digest();
        let around = around(site, node);
        let is_same = |written: &&Arc<Written>| {
            Arc::ptr_eq(&written.document, &document) && written.bound == said && written.around == around
        };
        if let Some(written) = known.filter(is_same) {
            return Some(written.clone());
        }
        document.journey()?;
        let origin = origin(&document, self.words, around, said);
        let stamps = self.stamps.get(&origin).filter(|stamps| stamps.len() == self.reads.len());
        let record = |(at, reads): (usize, &Arc<Reads>)| match stamps {
            Some(stamps) => Some(Record::new(reads, stamps[at])),
            None => Some(Record::new(reads, stamp(site, node, reads, said, self.today)?)),
        };
        let records = self.reads.iter().enumerate().map(|way| record(way).map(Arc::new));
        Some(Arc::new(Written {
            origin,
            records: records.collect::<Option<_>>()?,
            document,
            around,
            bound: said,
            told: Mutex::default(),
        }))
    }

    /// What identifies the records of the last build, by what they were written from.
    pub fn stamps(&self) -> Stamps {
        let stamps = |written: &Arc<Written>| written.records.iter().map(|record| record.stamp).collect();
        self.maps.iter().map(|(_, written)| (written.origin, stamps(written))).collect()
    }

    /// Takes up those of an earlier process.
    pub fn recall(&mut self, stamps: Stamps) {
        self.stamps = stamps.into_iter().collect();
    }
}

/// Identifies what other things say of a map, and the frameworks that plugins are asked to place its steps in.
fn around(site: &Site, node: NodeId) -> Digest {
    let views = site.nodes[node].views.iter().filter_map(|view| site.model(&site.nodes[*view].id));
    let asked = views.filter(|model| model.is_computed()).flat_map(|model| [&model.plugin, &model.id]);
    let surroundings = surroundings(site, node);
    Digest::of_parts(std::iter::once(surroundings.as_bytes()).chain(asked.map(|word| word.as_bytes())))
}

/// Whether a document's author wants to hear nothing of some rule.
fn has_wishes(site: &Site, node: NodeId) -> bool {
    site.nodes[node].document.as_ref().is_some_and(|document| !document.ignores.is_empty())
}

fn at(document: &Arc<Document>) -> usize {
    Arc::as_ptr(document) as usize
}

impl Views<'_> {
    /// What a plugin is passed of a map: the map as it reads it, and what data says of it.
    pub fn passed(&self, plugin: &dyn Plugin, node: NodeId) -> (JourneyRecord, Arc<Bound>) {
        let bound = self.bound.get(&node).cloned().unwrap_or_default();
        let written = written(self.site, node, &plugin.reads(), self.today);
        (written.expect("only maps have records"), bound)
    }

    /// Every map as one plugin sees it.
    pub fn of(&self, plugin: &dyn Plugin) -> impl Iterator<Item = (NodeId, &Arc<Record>)> {
        let reads = plugin.reads();
        let at = self.reads.iter().position(|known| **known == reads);
        at.into_iter()
            .flat_map(|at| self.maps.iter().map(move |(node, written)| (*node, &written.records[at])))
    }

    /// The same with these maps alone.
    pub fn only(&self, maps: Vec<Map>) -> Self {
        Self { reads: self.reads.clone(), maps: maps.into(), new: None, wishing: Vec::new(), ..*self }
    }

    /// Every map.
    pub fn maps(&self) -> &Pieces<Map> {
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
