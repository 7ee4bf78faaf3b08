//! What things are called.

use std::collections::HashMap;

use journeybook_model::Kind;
use rustc_hash::FxBuildHasher;

use super::NodeId;

/// Things by what they are called among those of their kind.
#[derive(Clone, Debug, Default)]
pub struct Called(HashMap<Kind, HashMap<Box<str>, NodeId, FxBuildHasher>, FxBuildHasher>);

impl Called {
    /// The thing of a name.
    pub fn find(&self, kind: Kind, name: &str) -> Option<NodeId> {
        self.0.get(&kind)?.get(name).copied()
    }

    /// Gives a thing a name, whoever had it before.
    pub fn put(&mut self, kind: Kind, name: &str, node: NodeId) {
        self.0.entry(kind).or_default().insert(name.into(), node);
    }

    /// Gives a thing a name that no other has.
    pub fn offer(&mut self, kind: Kind, name: &str, node: NodeId) {
        if self.find(kind, name).is_none() {
            self.put(kind, name, node);
        }
    }
}
