//! Every field that was looked at in a build, and the number of what it held.
//!
//! Within a build a field reads the same whoever asks, so its digest is taken once.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};

use journeybook_model::Digest;

use super::facts::{Fact, Facts};
use super::portal::Portal;
use super::reads::{Field, Key, Spread, locked};
use super::view::Cx;
use super::views;
use crate::resolve::NodeId;

/// How many locks the fields of what is no node are spread over, so that threads seldom wait for each other.
const SHARDS: usize = 64;

/// Every field that was looked at in this build, with the number of what it held.
#[derive(Debug)]
pub struct Table {
    /// For each node its fields: there are few of each, and many nodes.
    nodes: Box<[Mutex<Vec<OfNode>>]>,
    others: Box<[Mutex<HashMap<Field, u32, Spread>>]>,
    facts: Arc<Facts>,
    /// For the facts that were known when the build began, whether they hold in it.
    held: Vec<AtomicU8>,
}

/// A field of a node, and its number.
type OfNode = (Way, &'static str, u32);

/// As what a node is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Itself,
    Part,
    Outline,
    Summary,
}

impl Table {
    /// Of a build of so many nodes that begins with these facts.
    pub fn new(nodes: usize, facts: Arc<Facts>) -> Self {
        let held = (0..facts.count()).map(|_| AtomicU8::new(UNKNOWN)).collect();
        let nodes = std::iter::repeat_with(Mutex::default).take(nodes).collect();
        let others = std::iter::repeat_with(Mutex::default).take(SHARDS).collect();
        Self { nodes, others, facts, held }
    }

    /// A field's number; it is looked at where nobody has.
    pub fn number(&self, portal: &Portal, field: Field, digest: impl FnOnce() -> Digest) -> u32 {
        let new = || self.facts.number(field.0.entity(portal), field.1, digest());
        match of_node(field.0) {
            Some((node, way)) => numbered(&self.nodes[node], (way, field.1), new),
            None => self.other(field, new),
        }
    }

    fn other(&self, field: Field, new: impl FnOnce() -> u32) -> u32 {
        // The tables behind the locks use the lowest and the highest bits.
        let shard = &self.others[(Spread::default().hash_one(field) >> 24) as usize % SHARDS];
        if let Some(known) = locked(shard).get(&field) {
            return *known;
        }
        // What is looked at may look at others, so nothing is locked meanwhile.
        let number = new();
        *locked(shard).entry(field).or_insert(number)
    }

    /// Whether all that these numbers stand for holds in this build.
    pub fn holds(&self, cx: &Arc<Cx>, numbers: &[u32]) -> bool {
        numbers.iter().all(|number| {
            let known = self.held.get(*number as usize);
            match known.map_or(UNKNOWN, |known| known.load(Ordering::Relaxed)) {
                UNKNOWN => {
                    let holds = self.facts.get(*number).is_some_and(|fact| holds(cx, &fact));
                    let told = if holds { HOLDS } else { FAILS };
                    known.into_iter().for_each(|known| known.store(told, Ordering::Relaxed));
                    holds
                }
                told => told == HOLDS,
            }
        })
    }
}

fn of_node(key: Key) -> Option<(NodeId, Way)> {
    match key {
        Key::Node(node) => Some((node, Way::Itself)),
        Key::Part(node) => Some((node, Way::Part)),
        Key::Outline(node) => Some((node, Way::Outline)),
        Key::Summary(node) => Some((node, Way::Summary)),
        _ => None,
    }
}

/// The number of a field of a node, whose list it is; nothing is locked while it is looked at.
fn numbered(list: &Mutex<Vec<OfNode>>, (way, field): (Way, &'static str), new: impl FnOnce() -> u32) -> u32 {
    let known = |list: &[OfNode]| {
        let is_it = |(of, name, _): &&OfNode| *of == way && *name == field;
        list.iter().find(is_it).map(|(.., number)| *number)
    };
    if let Some(number) = known(&locked(list)) {
        return number;
    }
    let number = new();
    let mut list = locked(list);
    known(&list).unwrap_or_else(|| {
        list.push((way, field, number));
        number
    })
}

/// What is known of a fact in a build.
const UNKNOWN: u8 = 0;
const HOLDS: u8 = 1;
const FAILS: u8 = 2;

/// Whether a field still holds what it held.
fn holds(cx: &Arc<Cx>, fact: &Fact) -> bool {
    let Some(key) = fact.entity.key(&cx.portal) else { return false };
    views::look(cx, key, fact.field) == Some(fact.digest)
}
