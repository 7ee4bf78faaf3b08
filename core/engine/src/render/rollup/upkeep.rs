//! Which maps are out of date.

use journeybook_model::Date;
use serde::Serialize;

use super::link::{self, Link};
use super::{FEW, ROWS, Top};
use crate::render::portal::Portal;
use crate::resolve::NodeId;

/// The maps somebody should go through.
#[derive(Debug, Serialize)]
pub struct Upkeep {
    /// Those whose `review-by` has passed, the longest overdue first.
    pub overdue: Top<Overdue>,
    /// Those that name no day.
    pub undated: Top<Link>,
}

/// A map whose day has passed.
#[derive(Debug, Serialize)]
pub struct Overdue {
    /// The map.
    pub journey: Link,
    /// The day.
    pub due: String,
    /// When somebody last went through it, or none.
    pub reviewed: Option<String>,
    /// Who looks after it, or none.
    pub owner: Option<String>,
}

/// Looks through all maps.
pub fn upkeep(portal: &Portal) -> Upkeep {
    let all = portal.journeys();
    let due = |node: NodeId| text(portal, node, "review-by").and_then(|text| text.parse::<Date>().ok());
    let mut overdue: Vec<NodeId> = all.iter().copied().filter(|node| portal.is_stale(*node)).collect();
    overdue.sort_by_key(|node| due(*node));
    let undated = all.iter().copied().filter(|node| due(*node).is_none());
    Upkeep {
        overdue: Top::of(overdue, ROWS).map(|node| told(portal, node)),
        undated: Top::of(undated, FEW).map(|node| link::node(portal, node)),
    }
}

fn told(portal: &Portal, node: NodeId) -> Overdue {
    let team = portal.site.fields_to(node, "team").first().map(|team| portal.site.nodes[*team].title.clone());
    Overdue {
        journey: link::node(portal, node),
        due: text(portal, node, "review-by").unwrap_or_default(),
        reviewed: text(portal, node, "reviewed"),
        owner: text(portal, node, "owner").or(team),
    }
}

fn text(portal: &Portal, node: NodeId, key: &str) -> Option<String> {
    portal.document(node).and_then(|document| document.fields.text(key))
}
