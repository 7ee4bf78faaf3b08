//! Layouts of maps, from one portal to the next: a map that stays as it was is laid out once.

use std::sync::{Arc, Mutex, PoisonError};

use journeybook_model::Document;

use super::chart::Chart;
use super::lazily::Lazily;
use crate::resolve::Node;

/// For each thing of a site the layout it had last.
pub struct Layouts {
    count: usize,
    last: Lazily<Mutex<Option<Laid>>>,
}

/// A layout, and all that it was made from.
struct Laid {
    document: Arc<Document>,
    places: Vec<Option<usize>>,
    chart: Arc<Chart>,
}

impl Layouts {
    /// None yet, of so many things.
    pub fn of(count: usize) -> Self {
        Self { count, last: Lazily::of(count) }
    }

    /// Whether there is room for so many things.
    pub fn fits(&self, count: usize) -> bool {
        self.count == count
    }

    /// The layout of a map: the one it had, where it was made from the same.
    pub fn get(&self, at: usize, node: &Node, make: impl FnOnce() -> Chart) -> Arc<Chart> {
        let mut last = self.last.get(at, Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
        let is_same = |laid: &&Laid| {
            let document = node.document.as_ref();
            document.is_some_and(|document| Arc::ptr_eq(document, &laid.document))
                && laid.places == node.places
        };
        if let Some(laid) = last.as_ref().filter(is_same) {
            return laid.chart.clone();
        }
        let chart = Arc::new(make());
        let laid =
            |document: Arc<Document>| Laid { document, places: node.places.clone(), chart: chart.clone() };
        *last = node.document.clone().map(laid);
        chart
    }
}
