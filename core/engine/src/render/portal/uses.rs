//! Which columns of maps refer to a thing.

use std::collections::HashSet;

use super::{Place, Portal};
use crate::resolve::{Mention, NodeId, Spot};

impl Portal {
    /// The columns that refer to a thing, each once, in order.
    pub fn used_at(&self, node: NodeId) -> &[Place] {
        self.uses.get(node, || self.uses(node))
    }

    /// How many columns refer to a thing. A stage stands for its first column, so no map need be laid out for it.
    pub fn uses_of(&self, node: NodeId) -> usize {
        let columns = self.mentions_of_maps(node).filter_map(|mention| match mention.spot {
            Spot::Whole => None,
            Spot::Stage(stage) => Some((mention.from, stage, 0)),
            Spot::Step(stage, step) => Some((mention.from, stage, step)),
        });
        columns.collect::<HashSet<_>>().len()
    }

    fn mentions_of_maps(&self, node: NodeId) -> impl Iterator<Item = &Mention> {
        let is_map = |node: NodeId| self.document(node).is_some_and(|document| document.journey().is_some());
        self.site.nodes[node].mentions.iter().filter(move |mention| is_map(mention.from))
    }

    fn uses(&self, node: NodeId) -> Vec<Place> {
        let mut seen = HashSet::new();
        self.mentions_of_maps(node)
            .filter_map(|mention| self.place(mention.from, mention.spot))
            .filter(|place| seen.insert(*place))
            .collect()
    }

    /// The columns of one map that refer to a thing, each once, in order. Mentions come in the order of who refers.
    pub fn used_in(&self, journey: NodeId, node: NodeId) -> Vec<usize> {
        let mentions = &self.site.nodes[node].mentions;
        let from = mentions.partition_point(|mention| mention.from < journey);
        let own = mentions[from..].iter().take_while(|mention| mention.from == journey);
        let mut seen = HashSet::new();
        let places = own.filter_map(|mention| self.place(journey, mention.spot));
        places.map(|place| place.column).filter(|column| seen.insert(*column)).collect()
    }
}
