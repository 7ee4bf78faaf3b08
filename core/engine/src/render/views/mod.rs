//! What templates see. Each view is a struct of handles; its fields are read when a template asks for them.

mod across;
mod band;
mod cell;
mod comparison;
mod curve;
mod document;
mod evidence_use;
mod figure;
mod framework;
mod glossary;
mod journey;
mod mention;
mod metric;
mod moment;
mod opportunity;
mod page;
mod persona;
mod projection;
mod score;
mod section;
mod site;
mod stage;
mod step;
mod team;

use std::sync::Arc;

use journeybook_model::{Digest, Kind};
use minijinja::Value;

use super::reads::Entity;
use super::view::{Cx, fingerprint};
use crate::resolve::NodeId;

pub use across::AcrossView;
pub use band::BandView;
pub use cell::{CellView, EntryView, FeelingView, LaneView};
pub use comparison::ComparisonView;
pub use curve::CurveView;
pub use document::DocumentView;
pub use evidence_use::EvidenceUseView;
pub use figure::FigureView;
pub use framework::{FrameworkStageView, FrameworkView};
pub use glossary::{GlossaryView, TagView};
pub use journey::JourneyView;
pub use mention::MentionView;
pub use moment::MomentView;
pub use opportunity::OpportunityView;
pub use page::{ListView, NavView, PageView};
pub use persona::PersonaView;
pub use projection::ProjectionView;
pub use score::{DiagnosticView, ScoreView};
pub use section::{SectionView, texts as section_texts};
pub use site::{HeatView, SiteView};
pub use stage::StageView;
pub use step::{StepCurveView, StepView};
pub use team::TeamView;

/// A view's name in the theme contract, and its fields with what each means.
pub type Listing = (&'static str, &'static [(&'static str, &'static str)]);

/// Every view with its fields: the theme contract is generated from this.
pub fn contract() -> Vec<Listing> {
    vec![
        (SiteView::TITLE, SiteView::FIELDS),
        (AcrossView::TITLE, AcrossView::FIELDS),
        (PageView::TITLE, PageView::FIELDS),
        (NavView::TITLE, NavView::FIELDS),
        (ListView::TITLE, ListView::FIELDS),
        (JourneyView::TITLE, JourneyView::FIELDS),
        (ComparisonView::TITLE, ComparisonView::FIELDS),
        (ProjectionView::TITLE, ProjectionView::FIELDS),
        (BandView::TITLE, BandView::FIELDS),
        (CurveView::TITLE, CurveView::FIELDS),
        (EvidenceUseView::TITLE, EvidenceUseView::FIELDS),
        (FigureView::TITLE, FigureView::FIELDS),
        (StageView::TITLE, StageView::FIELDS),
        (StepView::TITLE, StepView::FIELDS),
        (StepCurveView::TITLE, StepCurveView::FIELDS),
        (CellView::TITLE, CellView::FIELDS),
        (LaneView::TITLE, LaneView::FIELDS),
        (EntryView::TITLE, EntryView::FIELDS),
        (FeelingView::TITLE, FeelingView::FIELDS),
        (MomentView::TITLE, MomentView::FIELDS),
        (DocumentView::TITLE, DocumentView::FIELDS),
        (SectionView::TITLE, SectionView::FIELDS),
        (MentionView::TITLE, MentionView::FIELDS),
        (PersonaView::TITLE, PersonaView::FIELDS),
        (TeamView::TITLE, TeamView::FIELDS),
        (FrameworkView::TITLE, FrameworkView::FIELDS),
        (FrameworkStageView::TITLE, FrameworkStageView::FIELDS),
        (OpportunityView::TITLE, OpportunityView::FIELDS),
        (ScoreView::TITLE, ScoreView::FIELDS),
        (HeatView::TITLE, HeatView::FIELDS),
        (GlossaryView::TITLE, GlossaryView::FIELDS),
        (TagView::TITLE, TagView::FIELDS),
        (DiagnosticView::TITLE, DiagnosticView::FIELDS),
    ]
}

/// The view of a node, by its kind.
pub fn of_node(cx: &Arc<Cx>, node: NodeId) -> Value {
    match cx.portal.site.nodes[node].kind {
        Kind::Journey => JourneyView::value(cx, node),
        Kind::Persona => PersonaView::value(cx, node),
        Kind::Framework => FrameworkView::value(cx, node),
        _ => DocumentView::value(cx, node),
    }
}

/// The views of some nodes.
pub fn of_nodes(cx: &Arc<Cx>, nodes: impl IntoIterator<Item = NodeId>) -> Value {
    nodes.into_iter().map(|node| of_node(cx, node)).collect()
}

/// What an entity's field holds now, to compare with what a page saw.
pub fn look(cx: &Arc<Cx>, entity: &Entity, field: &str) -> Option<Digest> {
    let portal = &cx.portal;
    let value = match entity {
        Entity::Site => SiteView { cx: cx.clone() }.field(field),
        Entity::Whole(kind, id) => return portal.site.find(*kind, id).map(|node| portal.whole(node)),
        Entity::Node(kind, id) => field_of_node(cx, portal.site.find(*kind, id)?, field),
        Entity::Heat(id) => {
            let framework = portal.site.find(Kind::Framework, id)?;
            HeatView { cx: cx.clone(), framework }.field(field)
        }
        Entity::Across => AcrossView { cx: cx.clone() }.field(field),
        Entity::Comparison(before, after) => {
            let journey = |id: &str| portal.site.find(Kind::Journey, id);
            let at = portal.comparison_of(journey(before)?, journey(after)?)?;
            ComparisonView { cx: cx.clone(), at }.field(field)
        }
        Entity::Glossary(leaf) => portal
            .glossary()
            .leaves()
            .contains(leaf)
            .then(|| GlossaryView { cx: cx.clone(), leaf: *leaf })?
            .field(field),
        Entity::Tag(id) => TagView { cx: cx.clone(), at: portal.tag_of(id)? }.field(field),
        Entity::Asset(_) => return None,
        Entity::List(of) => ListView { cx: cx.clone(), of: *of }.field(field),
        Entity::Opportunity(id) => {
            let at = portal.opportunity_of(id)?;
            OpportunityView { cx: cx.clone(), at }.field(field)
        }
    };
    value.map(|(_, value)| fingerprint(&value))
}

fn field_of_node(cx: &Arc<Cx>, node: NodeId, field: &str) -> Option<(&'static str, Value)> {
    match cx.portal.site.nodes[node].kind {
        Kind::Journey => JourneyView { cx: cx.clone(), node }.field(field),
        Kind::Persona => PersonaView { cx: cx.clone(), node }.field(field),
        Kind::Framework => FrameworkView { cx: cx.clone(), node }.field(field),
        Kind::Team => field_of_team(cx, node, field),
        _ => DocumentView { cx: cx.clone(), node }.field(field),
    }
}

/// A team is read as a team on its own page, and as a document elsewhere; what both have is the same.
fn field_of_team(cx: &Arc<Cx>, node: NodeId, field: &str) -> Option<(&'static str, Value)> {
    let document = || DocumentView { cx: cx.clone(), node }.field(field);
    TeamView { cx: cx.clone(), node }.field(field).or_else(document)
}
