//! What of all journeys the home page shows: it does not grow with the site.

use std::sync::Arc;

use journeybook_model::Date;
use minijinja::{Value, context};

use super::JourneyView;
use super::site::FEW;
use crate::render::portal::Portal;
use crate::render::view::Cx;
use crate::resolve::NodeId;

/// A site with no more journeys than this shows all of them on its home page.
const ALL: usize = 24;
/// How many the home page of a larger one shows.
const SOME: usize = 12;
/// How many curves can be told apart where they lie on one another.
const CURVES: usize = 60;

/// All of a few journeys, else those that feel worst, as far as they were lived.
pub fn journeys(portal: &Portal) -> Vec<NodeId> {
    let all = portal.journeys();
    if all.len() <= ALL {
        return all;
    }
    let lived = all.into_iter().filter(|node| portal.is_lived(*node));
    let mut rated: Vec<(f64, NodeId)> =
        lived.map(|node| (portal.mean_of(node).unwrap_or(f64::INFINITY), node)).collect();
    rated.sort_by(|a, b| a.0.total_cmp(&b.0));
    rated.into_iter().take(SOME).map(|(_, node)| node).collect()
}

/// Those whose curves are drawn together.
pub fn curves(portal: &Portal) -> Vec<NodeId> {
    let all = portal.journeys().into_iter();
    let felt = |node: &NodeId| portal.places(*node).any(|place| portal.score(place).is_some());
    all.filter(felt).take(CURVES).collect()
}

/// Why somebody should look at a journey, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// Its review was due on this day.
    Overdue(Date),
    Unowned,
    Nobodys,
    Draft,
}

/// The journeys that need it most: journey, reason.
pub fn neglected(cx: &Arc<Cx>) -> Value {
    let all = cx.portal.journeys().into_iter();
    let mut found: Vec<_> = all.filter_map(|node| Some((reason(&cx.portal, node)?, node))).collect();
    found.sort_by_key(|(reason, _)| *reason);
    let shown = |(reason, node): (Reason, NodeId)| {
        context! { journey => JourneyView::value(cx, node), reason => told(&cx.portal, reason) }
    };
    found.into_iter().take(FEW).map(shown).collect()
}

fn reason(portal: &Portal, node: NodeId) -> Option<Reason> {
    let fields = &portal.document(node)?.fields;
    match () {
        () if portal.is_stale(node) => Some(Reason::Overdue(fields.text("review-by")?.parse().ok()?)),
        () if fields.text("owner").is_none() && fields.text("team").is_none() => Some(Reason::Unowned),
        () if portal.site.fields_to(node, "persona").is_empty() => Some(Reason::Nobodys),
        () if fields.text("status").as_deref() == Some("draft") => Some(Reason::Draft),
        () => None,
    }
}

fn told(portal: &Portal, reason: Reason) -> String {
    let language = portal.language();
    match reason {
        Reason::Overdue(due) => {
            let date = language.date(&due.to_string());
            match portal.today.map_or(0, |today| due.months_to(today)) {
                0 => language.filled("look-stale", "date", &date),
                months => language.counted("look-overdue", months.into()).replace("{date}", &date),
            }
        }
        Reason::Unowned => language.text("look-owner"),
        Reason::Nobodys => language.text("look-persona"),
        Reason::Draft => language.text("word-draft"),
    }
}
