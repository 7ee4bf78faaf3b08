//! What portals of sites of one shape share: it is made once for all of them.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::{Arc, OnceLock};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::laid::Layouts;
use super::press::Plan;
use super::tags::Tag;
use crate::resolve::{NodeId, Opportunity, Shape};

/// Made for the last portal, when somebody asked for it.
#[derive(Default)]
pub struct Shared {
    shape: Option<Arc<Shape>>,
    pub(super) layouts: Option<Arc<Layouts>>,
    opportunities: Arc<Vec<Opportunity>>,
    pub(super) journeys: Arc<OnceLock<Vec<NodeId>>>,
    pub(super) pairs: Arc<OnceLock<Vec<(NodeId, NodeId)>>>,
    pub(super) tags: Arc<OnceLock<Vec<Tag>>>,
    pub(super) ranks: Arc<OnceLock<Ranks>>,
    pub(super) plan: Option<Arc<Plan>>,
}

impl Shared {
    /// Lets go what another site has otherwise.
    pub fn keep(&mut self, shape: &Arc<Shape>, opportunities: &Arc<Vec<Opportunity>>, things: usize) {
        let layouts = self.layouts.take().filter(|layouts| layouts.fits(things));
        if !self.shape.as_ref().is_some_and(|known| Arc::ptr_eq(known, shape)) {
            *self = Self { shape: Some(shape.clone()), ..Self::default() };
        }
        self.layouts = Some(layouts.unwrap_or_else(|| Arc::new(Layouts::of(things))));
        if !Arc::ptr_eq(&self.opportunities, opportunities) {
            (self.opportunities, self.ranks) = (opportunities.clone(), Arc::default());
        }
    }
}

/// Where each opportunity stands among all.
#[derive(Debug, Default)]
pub struct Ranks {
    /// By id.
    ids: HashTable<u32>,
    /// Those that each map names.
    pub named: HashMap<NodeId, Vec<usize>>,
}

fn spread(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

impl Ranks {
    /// Those of opportunities in their order.
    pub fn of(opportunities: &[Opportunity]) -> Self {
        let mut ranks = Self::default();
        for (at, known) in opportunities.iter().enumerate() {
            let hash = |at: &u32| spread(&opportunities[*at as usize].id);
            ranks.ids.insert_unique(spread(&known.id), at as u32, hash);
            for origin in &known.origins {
                let all = ranks.named.entry(origin.journey).or_default();
                if all.last() != Some(&at) {
                    all.push(at);
                }
            }
        }
        ranks
    }

    /// The rank of an id, among the opportunities whose ranks these are.
    pub fn find(&self, opportunities: &[Opportunity], id: &str) -> Option<usize> {
        let rank = self.ids.find(spread(id), |at| opportunities[*at as usize].id == id);
        rank.map(|at| *at as usize)
    }
}
