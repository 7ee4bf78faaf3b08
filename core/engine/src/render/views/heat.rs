//! How the stages of a framework feel in each of the journeys that declare it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_model::Kind;
use minijinja::Value;

use super::{FrameworkStageView, FrameworkView, JourneyView, ListView};
use crate::render::reads::Key;
use crate::render::shelves::Leaf;
use crate::render::view::{Cx, maybe, subject, view};
use crate::resolve::NodeId;

/// The longest table that is not cut into pages.
const MOST: usize = 20;

view! {
    /// How the stages of a framework feel, journey by journey.
    HeatView "Heat" { framework: NodeId, leaf: Option<Leaf> }
    /// The framework.
    framework(v) => FrameworkView::value(&v.cx, v.framework);
    /// The journeys that declare it: journey, mean, cells (stage, mean, steps). Of more than a table can hold, those with
    /// the lowest mean, the lowest first.
    journeys(v) => v.rows();
    /// How many journeys declare it.
    total(v) => v.maps().len();
}

impl HeatView {
    /// The tables of the frameworks that two or more of some journeys declare, those of most first.
    pub fn all(cx: &Arc<Cx>, journeys: &[NodeId], leaf: Option<Leaf>) -> Value {
        let mut counts: BTreeMap<NodeId, usize> = BTreeMap::new();
        for framework in journeys.iter().flat_map(|journey| cx.portal.site.fields_to(*journey, "framework")) {
            *counts.entry(framework).or_default() += 1;
        }
        let mut used: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
        let place = |node: NodeId| cx.portal.site.of_kind(Kind::Framework).position(|known| known == node);
        used.sort_by_key(|(node, count)| (Reverse(*count), place(*node)));
        used.into_iter().map(|(node, _)| HeatView::value(cx, node, leaf)).collect()
    }

    /// The journeys that declare it: all, or those on a page of a list.
    fn maps(&self) -> Vec<NodeId> {
        match self.leaf {
            None => FrameworkView { cx: self.cx.clone(), node: self.framework }.journeys(),
            Some(leaf) => {
                let list = ListView { cx: self.cx.clone(), leaf };
                let declares =
                    |map: &NodeId| self.cx.portal.site.fields_to(*map, "framework").contains(&self.framework);
                list.maps().iter().copied().filter(declares).collect()
            }
        }
    }

    fn rows(&self) -> Value {
        let mut maps = self.maps();
        if maps.len() > MOST && self.leaf.is_none() {
            maps.sort_by(|a, b| {
                let felt = |map: NodeId| self.cx.portal.mean_of(map).unwrap_or(f64::INFINITY);
                felt(*a).total_cmp(&felt(*b))
            });
            maps.truncate(MOST);
        }
        let row = |journey: NodeId| {
            minijinja::context! {
                journey => JourneyView::value(&self.cx, journey),
                mean => maybe(self.cx.portal.mean_of(journey)),
                cells => self.cells(journey),
            }
        };
        maps.into_iter().map(row).collect()
    }

    fn cells(&self, journey: NodeId) -> Value {
        let portal = &self.cx.portal;
        let model = portal.site.model(&portal.site.nodes[self.framework].id);
        (0..model.map_or(0, |model| model.stages.len())).map(|at| self.cell(journey, at)).collect()
    }

    fn cell(&self, journey: NodeId, at: usize) -> Value {
        let portal = &self.cx.portal;
        let places = portal.site.nodes[journey].places.iter().enumerate();
        let stages: Vec<_> =
            places.filter(|(_, place)| **place == Some(at)).map(|(stage, _)| stage).collect();
        minijinja::context! {
            stage => FrameworkStageView::value(&self.cx, self.framework, at),
            mean => maybe(portal.mean_of_stages(journey, &stages)),
            steps => stages.iter().map(|stage| portal.chart(journey).of_stage(*stage).len()).sum::<usize>(),
        }
    }
}

subject!(HeatView(v) Key::Heat(v.framework, v.leaf), {
    let list = v.leaf.map(|leaf| format!(" of {} {}", v.cx.portal.shelves().all[leaf.shelf].first, leaf.part));
    format!("heat {}{}", v.cx.portal.site.nodes[v.framework].id, list.unwrap_or_default())
});
