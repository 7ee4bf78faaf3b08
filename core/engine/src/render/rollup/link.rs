//! Links of roll-ups: to a thing, to a step of a map, to an opportunity.

use serde::Serialize;

use crate::render::address::step_anchor;
use crate::render::portal::{Place, Portal};
use crate::render::shelves::page_of_opportunity;
use crate::resolve::NodeId;

/// A title and where it leads.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Link {
    /// What it says.
    pub title: String,
    /// The page.
    pub url: String,
}

/// A step of a map, with how it feels.
#[derive(Clone, Debug, Serialize)]
pub struct StepLink {
    /// The step.
    pub title: String,
    /// The map's page at the step.
    pub url: String,
    /// The map.
    pub journey: String,
    /// The stage.
    pub stage: String,
    /// On -2..2, or none.
    pub score: Option<f64>,
    /// The word beside it, or none.
    pub word: Option<String>,
}

/// A thing with a page.
pub fn node(portal: &Portal, node: NodeId) -> Link {
    let known = &portal.site.nodes[node];
    Link { title: known.title.clone(), url: known.url.clone() }
}

/// A column.
pub fn step(portal: &Portal, place: Place) -> StepLink {
    let shown = portal.shown(place);
    let journey = &portal.site.nodes[place.journey];
    StepLink {
        title: shown.title.to_owned(),
        url: format!("{}#{}", journey.url, step_anchor(shown.id)),
        journey: journey.title.clone(),
        stage: portal.journey(place.journey).stages[portal.column(place).stage].title.clone(),
        score: portal.score(place),
        word: shown.feeling.and_then(|feeling| feeling.word.as_deref()).map(str::to_owned),
    }
}

/// An opportunity: its page, or its place in the list of all.
pub fn opportunity(portal: &Portal, at: usize) -> Link {
    let known = &portal.site.opportunities[at];
    let url = known.node.map_or_else(|| row(portal, at), |node| portal.site.nodes[node].url.clone());
    Link { title: known.title.clone(), url }
}

/// The place of an opportunity in the list of all, on whichever of its pages that is.
pub fn row(portal: &Portal, at: usize) -> String {
    let anchor = opportunity_anchor(&portal.site.opportunities[at].id);
    format!("{}#{anchor}", page_of_opportunity(at))
}

/// The id of an opportunity's element in the list of all.
pub fn opportunity_anchor(id: &str) -> String {
    format!("opportunity-{id}")
}
