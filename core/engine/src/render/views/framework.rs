//! A stage framework and how the site's journeys use it.

use journeybook_model::{FrameworkModel, Kind, StageModel, StandardLane};
use minijinja::Value;

use super::document;
use super::{JourneyView, ProjectionView, StageView, of_nodes};
use crate::render::portal::{Place, mean};
use crate::render::reads::Key;
use crate::render::view::{fingerprint, maybe, subject, view};
use crate::resolve::NodeId;

view! {
    /// A model of stages.
    FrameworkView "Framework" { node: NodeId }
    /// Always "framework".
    kind(v) => document::kind(&v.cx, v.node);
    /// Its id.
    id(v) => document::id(&v.cx, v.node);
    /// Its name.
    title(v) => document::title(&v.cx, v.node);
    /// Its page.
    url(v) => document::url(&v.cx, v.node);
    /// What to know about it, or none.
    summary(v) => maybe(v.model().map(|model| model.notes.clone()).filter(|notes| !notes.is_empty()));
    /// Whether it has a file of its own.
    exists(v) => document::exists(&v.cx, v.node);
    /// Who published it.
    source(v) => maybe(v.model().map(|model| model.source.clone()));
    /// What to know before using it, or none.
    notes(v) => maybe(v.model().map(|model| model.notes.clone()).filter(|notes| !notes.is_empty()));
    /// Its stages.
    stages(v) => (0..v.model().map_or(0, |model| model.stages.len())).map(|at| FrameworkStageView::value(&v.cx, v.node, at)).collect::<Value>();
    /// The journeys that declare it.
    journeys(v) => of_nodes(&v.cx, v.journeys());
    /// The list of all journeys that declare it, where they are more than a page shows, or none.
    journeys_url(v) => document::journeys_url(&v.cx, v.node);
    /// The journeys that are shown through it: journey, view.
    viewed(v) => v.viewed();
    /// Whether maps of other frameworks are shown in it.
    projectable(v) => v.model().is_none_or(|model| model.projectable);
    /// How its stages follow each other, or none.
    shape(v) => maybe(v.model().map(|model| model.shape.clone()).filter(|shape| !shape.is_empty()));
    /// The page with its blank grid, or none where it has no stages.
    grid_url(v) => maybe(v.cx.portal.has_grid(v.node).then(|| v.cx.portal.grid_url(v.node)));
    /// The lanes of that grid: id, title, description.
    grid_lanes(v) => GRID.iter().map(|lane| v.lane(*lane)).collect::<Value>();
    /// Its stages that no journey fills.
    empty_stages(v) => v.empty_stages();
    /// The plugin that brought it, or none.
    plugin(v) => maybe(v.model().map(|model| model.plugin.clone()).filter(|plugin| !plugin.is_empty()));
    /// Ways back: origin, target (ids of stages).
    loops(v) => v.loops();
}

/// What a first workshop fills, from top to bottom.
const GRID: [StandardLane; 7] = [
    StandardLane::Goal,
    StandardLane::Doing,
    StandardLane::Thinking,
    StandardLane::Touchpoint,
    StandardLane::Feeling,
    StandardLane::Pain,
    StandardLane::Opportunity,
];

impl FrameworkView {
    fn lane(&self, lane: StandardLane) -> Value {
        let told = self.cx.portal.language().lane(lane.word());
        let (title, description) = told.unwrap_or((lane.title(), lane.description()));
        minijinja::context! { id => lane.word(), title => title, description => description }
    }

    fn model(&self) -> Option<&FrameworkModel> {
        self.cx.portal.site.model(&self.cx.portal.site.nodes[self.node].id)
    }

    fn loops(&self) -> Value {
        let loops = self.model().map(|model| model.loops.as_slice()).unwrap_or_default();
        let edge = |edge: &journeybook_model::Edge| {
            minijinja::context! { origin => edge.origin.clone(), target => edge.target.clone() }
        };
        loops.iter().map(edge).collect()
    }

    /// The maps that are shown through the framework, each with which of its views that is.
    fn views(&self) -> Vec<(NodeId, usize)> {
        let portal = &self.cx.portal;
        let id = &portal.site.nodes[self.node].id;
        let of = |journey: &NodeId| {
            portal
                .projections(*journey)
                .iter()
                .position(|view| view.framework == *id)
                .map(|at| (*journey, at))
        };
        portal.journeys().iter().filter_map(of).collect()
    }

    fn viewed(&self) -> Value {
        let shown = |(journey, at): (NodeId, usize)| {
            minijinja::context! {
                journey => JourneyView::value(&self.cx, journey),
                view => ProjectionView::value(&self.cx, journey, at),
            }
        };
        self.views().into_iter().map(shown).collect()
    }

    /// Which of its stages a map declares or is shown in.
    fn is_filled(&self, stage: usize) -> bool {
        let portal = &self.cx.portal;
        let declared =
            self.journeys().into_iter().any(|node| portal.site.nodes[node].places.contains(&Some(stage)));
        let mut views = self.views().into_iter();
        declared || views.any(|(node, at)| portal.projections(node)[at].inside(stage).next().is_some())
    }

    fn empty_stages(&self) -> Value {
        let stages = 0..self.model().map_or(0, |model| model.stages.len());
        let empty = stages.filter(|stage| !self.is_filled(*stage));
        empty.map(|stage| FrameworkStageView::value(&self.cx, self.node, stage)).collect()
    }

    /// The journeys that declare the framework.
    pub fn journeys(&self) -> Vec<NodeId> {
        let site = &self.cx.portal.site;
        let maps = site.of_kind(Kind::Journey);
        maps.filter(|journey| site.fields_to(*journey, "framework").contains(&self.node)).collect()
    }
}

subject!(FrameworkView(v) Key::Node(v.node), v.cx.portal.site.nodes[v.node].reference());

view! {
    /// A stage of a framework.
    FrameworkStageView "FrameworkStage" { framework: NodeId, at: usize }
    /// Its id inside the framework.
    id(v) => v.stage().id.as_str();
    /// Its name.
    title(v) => v.stage().title.as_str();
    /// What happens in it.
    definition(v) => v.stage().definition.as_str();
    /// The first thing the customer asks, or none.
    question(v) => maybe(v.stage().questions.first().cloned());
    /// What the customer asks.
    questions(v) => v.stage().questions.clone();
    /// Where it usually happens.
    touchpoints(v) => v.stage().touchpoints.clone();
    /// What is usually counted.
    measures(v) => v.stage().measures.clone();
    /// Other names for it.
    aliases(v) => v.stage().aliases.clone();
    /// Its number, from 1.
    number(v) => v.at + 1;
    /// Where it begins on the axis of thirteen phases, from 0.
    low(v) => v.stage().low;
    /// Where it ends.
    high(v) => v.stage().high;
    /// Whether it runs beside the others.
    parallel(v) => v.stage().parallel;
    /// How many steps of journeys of other frameworks are shown in it: journey, view, steps (how many).
    viewed(v) => v.viewed();
    /// How many steps of journeys that declare the framework lie in it.
    step_count(v) => v.places().count();
    /// How those feel, on -2..2, or none.
    mean(v) => maybe(mean(v.places().filter_map(|place| v.cx.portal.score(place))));
    /// The stages of the site's journeys that stand for it: journey, stage, steps (how many), mean.
    uses(v) => v.uses();
}

impl FrameworkStageView {
    fn stage(&self) -> &StageModel {
        let id = &self.cx.portal.site.nodes[self.framework].id;
        let model = self.cx.portal.site.model(id).expect("a framework's stages are those of its model");
        &model.stages[self.at]
    }

    /// The steps that lie in it, of journeys that declare the framework.
    fn places(&self) -> impl Iterator<Item = Place> + '_ {
        let framework = FrameworkView { cx: self.cx.clone(), node: self.framework };
        let journeys = framework.journeys();
        let named = of_nodes(&self.cx, journeys.iter().copied());
        self.cx.note(Key::Node(self.framework), "journeys", || fingerprint(&named));
        let portal = &self.cx.portal;
        journeys.into_iter().flat_map(move |journey| {
            self.cx.note(Key::Part(journey), "", || portal.whole(journey));
            let places = &portal.site.nodes[journey].places;
            let is_inside = |place: &Place| places.get(portal.column(*place).stage) == Some(&Some(self.at));
            portal.places(journey).filter(is_inside)
        })
    }

    fn uses(&self) -> Value {
        let framework = FrameworkView { cx: self.cx.clone(), node: self.framework };
        let journeys = framework.journeys();
        let named = of_nodes(&self.cx, journeys.iter().copied());
        self.cx.note(Key::Node(self.framework), "journeys", || fingerprint(&named));
        journeys.into_iter().flat_map(|journey| self.uses_in(journey)).collect()
    }

    fn viewed(&self) -> Value {
        let framework = FrameworkView { cx: self.cx.clone(), node: self.framework };
        let named = framework.viewed();
        self.cx.note(Key::Node(self.framework), "viewed", || fingerprint(&named));
        framework.views().into_iter().filter_map(|(journey, at)| self.viewed_in(journey, at)).collect()
    }

    fn viewed_in(&self, journey: NodeId, at: usize) -> Option<Value> {
        let portal = &self.cx.portal;
        self.cx.note(Key::Part(journey), "", || portal.whole(journey));
        let steps = portal.projections(journey)[at].inside(self.at).count();
        (steps > 0).then(|| {
            minijinja::context! {
                journey => JourneyView::value(&self.cx, journey),
                view => ProjectionView::value(&self.cx, journey, at),
                steps => steps,
            }
        })
    }

    fn uses_in(&self, journey: NodeId) -> Vec<Value> {
        let portal = &self.cx.portal;
        self.cx.note(Key::Part(journey), "", || portal.whole(journey));
        let places = portal.site.nodes[journey].places.iter().enumerate();
        let stages = places.filter(|(_, place)| **place == Some(self.at)).map(|(stage, _)| stage);
        let shown = |stage: usize| {
            minijinja::context! {
                journey => JourneyView::value(&self.cx, journey),
                stage => StageView::value(&self.cx, journey, stage),
                steps => portal.chart(journey).of_stage(stage).len(),
                mean => maybe(portal.mean_of_stages(journey, &[stage])),
            }
        };
        stages.map(shown).collect()
    }
}

subject!(FrameworkStageView(v) Key::Part(v.framework), format!("{} {}", v.cx.portal.site.nodes[v.framework].id, v.at));
