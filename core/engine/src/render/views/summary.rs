//! A map on one page: what a meeting needs of it, and no more of a large map than of a small one.

use std::cmp::Reverse;
use std::collections::HashSet;

use journeybook_model::{Entry, Stage, StandardLane};
use minijinja::Value;

use super::score::headlines;
use super::{MomentView, StepView};
use crate::render::portal::Place;
use crate::render::reads::Key;
use crate::render::rollup::{pains, severity, weight};
use crate::render::view::{maybe, subject, view};
use crate::resolve::NodeId;

/// How many scores are told.
const SCORES: usize = 4;

/// How many of the lowest moments are told.
const LOWEST: usize = 3;

/// How many moments of truth.
const TRUTHS: usize = 4;

/// How many pain points.
const PAINS: usize = 4;

view! {
    /// A map on one page.
    SummaryView "Summary" { journey: NodeId }
    /// Its stages that hold a column: title, span, mean (on -2..2, or none).
    stages(v) => v.stages();
    /// The first of its headline scores, at most four: title, shown.
    scores(v) => headlines(&v.cx, v.journey, SCORES);
    /// Its page.
    url(v) => v.cx.portal.summary_url(v.journey);
    /// Its moments below zero, the lowest first, at most three.
    lowest(v) => v.lowest();
    /// Its moments of truth in their order: `rows`, at most four (step, title: what the mark says, or none), and `total`.
    truths(v) => v.truths();
    /// Its pain points that still hurt, each once, the worst first, then the one that is met most often, then that of the lowest step: `rows`, at most four (text, severity: 1 to 3 or none, step), and `total`.
    pains(v) => v.pains();
}

impl SummaryView {
    fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.cx.portal.places(self.journey)
    }

    fn stages(&self) -> Value {
        let (portal, journey) = (&self.cx.portal, self.journey);
        let chart = portal.chart(journey);
        let stages = portal.journey(journey).stages.iter().enumerate();
        let shown = stages.map(|(at, stage)| (at, stage, chart.of_stage(at).len()));
        let row = |(at, stage, span): (usize, &Stage, usize)| {
            let mean = portal.mean_of_stages(journey, &[at]);
            minijinja::context! { title => stage.title.as_str(), span => span, mean => maybe(mean) }
        };
        shown.filter(|(.., span)| *span > 0).map(row).collect()
    }

    /// How a step feels; one of which nobody said it stands in the middle.
    fn felt(&self, place: Place) -> f64 {
        self.cx.portal.score(place).unwrap_or_default()
    }

    fn lowest(&self) -> Value {
        let mut low: Vec<Place> = self.places().filter(|place| self.felt(*place) < 0.0).collect();
        low.sort_by(|a, b| self.felt(*a).total_cmp(&self.felt(*b)));
        low.into_iter().take(LOWEST).map(|place| MomentView::value(&self.cx, place)).collect()
    }

    fn truths(&self) -> Value {
        let marked = |place: Place| {
            let entries = self.cx.portal.shown(place).entries.iter();
            Some((place, entries.into_iter().find(|entry| entry.lane.is(StandardLane::MomentOfTruth))?))
        };
        let all: Vec<(Place, &Entry)> = self.places().filter_map(marked).collect();
        let row = |(place, entry): &(Place, &Entry)| {
            let said = Some(entry.text.text().into_owned()).filter(|text| !text.is_empty());
            minijinja::context! { step => StepView::value(&self.cx, *place), title => maybe(said) }
        };
        let rows: Value = all.iter().take(TRUTHS).map(row).collect();
        minijinja::context! { rows => rows, total => all.len() }
    }

    fn pains(&self) -> Value {
        let mut all = pains::of(&self.cx.portal, self.journey);
        all.sort_by(|(_, a, at), (_, b, bt)| {
            let worse = Reverse(weight(a)).cmp(&Reverse(weight(b)));
            worse.then(self.felt(*at).total_cmp(&self.felt(*bt)))
        });
        let mut known = HashSet::new();
        all.retain(|(id, ..)| known.insert(id.clone()));
        let rows: Value = all.iter().take(PAINS).map(|(_, entry, place)| self.pain(entry, *place)).collect();
        minijinja::context! { rows => rows, total => all.len() }
    }

    fn pain(&self, entry: &Entry, place: Place) -> Value {
        minijinja::context! {
            text => pains::first_line(entry),
            severity => maybe(severity(entry)),
            step => StepView::value(&self.cx, place),
        }
    }
}

subject!(SummaryView(v) Key::Summary(v.journey), format!("summary {}", v.cx.portal.site.nodes[v.journey].id));
