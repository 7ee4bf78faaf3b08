//! What templates see. Each view is a struct of handles; its fields are read when a template asks for them.

mod across;
mod band;
mod board;
mod cell;
mod chapter;
mod comparison;
mod curve;
mod document;
mod evidence_use;
mod facet;
mod fact;
mod featured;
mod figure;
mod framework;
mod glossary;
mod heat;
mod journey;
mod list;
mod mention;
mod metric;
mod moment;
mod opportunity;
mod page;
mod pager;
mod persona;
mod projection;
mod score;
mod section;
mod site;
mod stage;
mod step;
mod summary;
mod team;

use std::sync::Arc;

use journeybook_model::{Digest, Kind};
use minijinja::Value;

use super::reads::Key;
use super::view::{Cx, fingerprint};
use crate::resolve::NodeId;

pub use across::AcrossView;
pub use band::BandView;
pub use cell::{CellView, EntryView, FeelingView, LaneView};
pub use comparison::ComparisonView;
pub use curve::CurveView;
pub use document::DocumentView;
pub use evidence_use::EvidenceUseView;
pub use facet::FacetView;
pub use figure::FigureView;
pub use framework::{FrameworkStageView, FrameworkView};
pub use glossary::{GlossaryView, TagView};
pub use heat::HeatView;
pub use journey::JourneyView;
pub use list::{ListView, title as list_title};
pub use mention::MentionView;
pub use moment::MomentView;
pub use opportunity::{OpportunityView, is_told as opportunity_tells};
pub use page::{NavView, PageView};
pub use persona::PersonaView;
pub use projection::ProjectionView;
pub use score::{DiagnosticView, ScoreView};
pub use section::{SectionView, texts as section_texts};
pub use site::SiteView;
pub use stage::StageView;
pub use step::{StepCurveView, StepView};
pub use summary::SummaryView;
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
        (FacetView::TITLE, FacetView::FIELDS),
        (JourneyView::TITLE, JourneyView::FIELDS),
        (ComparisonView::TITLE, ComparisonView::FIELDS),
        (ProjectionView::TITLE, ProjectionView::FIELDS),
        (SummaryView::TITLE, SummaryView::FIELDS),
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

/// What a field holds now, to compare with what a page saw.
pub fn look(cx: &Arc<Cx>, key: Key, field: &str) -> Option<Digest> {
    let value = match key {
        Key::Page => return None,
        Key::Part(node) => return Some(cx.portal.whole(node)),
        Key::Outline(node) => return Some(cx.portal.outline(node)),
        Key::Node(node) if field.is_empty() => return Some(cx.portal.front(node)),
        Key::Opportunity(at) if field.is_empty() => {
            return Some(OpportunityView { cx: cx.clone(), at }.told());
        }
        Key::Site => SiteView { cx: cx.clone() }.field(field),
        Key::Node(node) => field_of_node(cx, node, field),
        Key::Summary(journey) => SummaryView { cx: cx.clone(), journey }.field(field),
        Key::Heat(framework, leaf) => HeatView { cx: cx.clone(), framework, leaf }.field(field),
        Key::List(leaf) => ListView { cx: cx.clone(), leaf }.field(field),
        Key::Facet(of, at) => FacetView { cx: cx.clone(), of, at }.field(field),
        Key::Across => AcrossView { cx: cx.clone() }.field(field),
        Key::Comparison(before, after) => {
            let at = cx.portal.comparison_of(before, after)?;
            ComparisonView { cx: cx.clone(), at }.field(field)
        }
        Key::Glossary(leaf) => {
            let known = cx.portal.glossary().leaves().contains(&leaf);
            known.then(|| GlossaryView { cx: cx.clone(), leaf })?.field(field)
        }
        Key::Tag(at, part) => TagView { cx: cx.clone(), at, part }.field(field),
        Key::Opportunity(at) => OpportunityView { cx: cx.clone(), at }.field(field),
    };
    value.map(|(_, value)| fingerprint(&value))
}

/// The field of this name, whichever view has it.
pub fn known_field(name: &str) -> Option<&'static str> {
    let mut all = contract().into_iter().flat_map(|(_, fields)| fields).map(|(field, _)| *field);
    if name.is_empty() { Some("") } else { all.find(|field| *field == name) }
}

/// A thing is read as what its kind has a view of, and as a document elsewhere; what both have is the same.
fn field_of_node(cx: &Arc<Cx>, node: NodeId, field: &str) -> Option<(&'static str, Value)> {
    let own = match cx.portal.site.nodes[node].kind {
        Kind::Journey => JourneyView { cx: cx.clone(), node }.field(field),
        Kind::Persona => PersonaView { cx: cx.clone(), node }.field(field),
        Kind::Framework => FrameworkView { cx: cx.clone(), node }.field(field),
        Kind::Team => TeamView { cx: cx.clone(), node }.field(field),
        _ => None,
    };
    own.or_else(|| DocumentView { cx: cx.clone(), node }.field(field))
}
