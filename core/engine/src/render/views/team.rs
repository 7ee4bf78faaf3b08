//! A team: what it owns, and what hurts there.

use journeybook_model::Kind;
use minijinja::Value;

use super::across::told;
use super::document::{self, DocumentView};
use super::{OpportunityView, of_nodes};
use crate::render::portal::mean;
use crate::render::reads::Key;
use crate::render::rollup::{team, urgent};
use crate::render::shelves::CARDS;
use crate::render::view::{maybe, subject, view};
use crate::resolve::NodeId;

view! {
    /// A team.
    TeamView "Team" { node: NodeId }
    /// Always "team".
    kind(v) => document::kind(&v.cx, v.node);
    /// Its id.
    id(v) => document::id(&v.cx, v.node);
    /// Its name.
    title(v) => document::title(&v.cx, v.node);
    /// Its page.
    url(v) => document::url(&v.cx, v.node);
    /// A sentence about it, or none.
    summary(v) => document::summary(&v.cx, v.node);
    /// The same as a document: its text, who refers to it.
    document(v) => DocumentView::value(&v.cx, v.node);
    /// The journeys it owns: rows, total.
    journeys_owned(v) => v.owned(Kind::Journey);
    /// The list of all journeys whose `team:` it is, where they are more than a page shows, or none.
    journeys_url(v) => document::journeys_url(&v.cx, v.node);
    /// The touchpoints it owns: rows, total.
    touchpoints_owned(v) => v.owned(Kind::Touchpoint);
    /// The personas it owns: rows, total.
    personas_owned(v) => v.owned(Kind::Persona);
    /// The solutions it owns: rows, total.
    solutions_owned(v) => v.owned(Kind::Solution);
    /// The metrics it owns: rows, total.
    metrics_owned(v) => v.owned(Kind::Metric);
    /// The evidence it owns: rows, total.
    evidence_owned(v) => v.owned(Kind::Evidence);
    /// The opportunities it answers for, by rank: rows, total.
    opportunities_owned(v) => v.opportunities();
    /// How many steps are its own: those of the journeys it owns, and those at touchpoints it owns.
    step_count(v) => team::steps(&v.cx.portal, v.node).count();
    /// How those steps feel, on -2..2, or none.
    step_mean(v) => maybe(mean(team::steps(&v.cx.portal, v.node).filter_map(|place| v.cx.portal.score(place))));
    /// What hurts in those steps, the worst first: a table of title, severity, step.
    pains(v) => told(&team::pains(&v.cx.portal, v.node));
    /// What is urgent for it: a table of title, lane, severity, from, step.
    urgent(v) => told(&urgent::of_team(&v.cx.portal, v.node));
    /// What is handed over to it and from it: a table of title, from, to, step.
    handovers(v) => told(&team::handovers(&v.cx.portal, v.node));
}

impl TeamView {
    fn owned(&self, kind: Kind) -> Value {
        let all: Vec<NodeId> = team::owned(&self.cx.portal, self.node, kind).collect();
        let rows = of_nodes(&self.cx, all.iter().copied().take(CARDS));
        minijinja::context! { rows => rows, total => all.len() }
    }

    fn opportunities(&self) -> Value {
        let all = team::opportunities(&self.cx.portal, self.node);
        let rows: Value = all.iter().take(CARDS).map(|at| OpportunityView::value(&self.cx, *at)).collect();
        minijinja::context! { rows => rows, total => all.len() }
    }
}

subject!(TeamView(v) Key::Node(v.node), v.cx.portal.site.nodes[v.node].reference());
