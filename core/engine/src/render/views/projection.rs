//! A map through a framework that is not its own.

use minijinja::Value;

use super::{FrameworkStageView, FrameworkView, StageView, StepView};
use crate::project::{Landing, Projection};
use crate::render::portal::{Place, mean};
use crate::render::reads::Key;
use crate::render::view::{maybe, number, subject, view};
use crate::resolve::NodeId;

view! {
    /// A map shown through a framework besides its own.
    ProjectionView "View" { journey: NodeId, at: usize }
    /// The framework.
    framework(v) => FrameworkView::value(&v.cx, v.framework());
    /// Its page.
    url(v) => v.cx.portal.view_url(v.journey, v.at);
    /// The framework's stages in its order, with what comes down in each: id, title, stage (none where a plugin names the stages), steps, mean.
    columns(v) => v.columns();
    /// The steps that lie outside the framework, with how far off.
    outside(v) => v.seats(v.projection().outside());
    /// The steps of which nobody knows where they belong.
    unplaced(v) => v.seats(v.projection().unplaced());
    /// How many steps have a stage here.
    covered(v) => v.projection().covered();
    /// How many steps the map has.
    step_count(v) => v.projection().seats.len();
    /// Where stages of the map come together: into (title), from (stages).
    merged(v) => v.merged();
    /// Of the stages of the map's own framework, how many come back from a trip through this one: recovered, stages, outside; none where the map declares none.
    fidelity(v) => maybe(v.projection().fidelity.map(|fidelity| minijinja::context! {
        recovered => fidelity.recovered, stages => fidelity.stages, outside => fidelity.outside,
    }));
    /// Whether its plugin placed the steps, rather than the axis.
    computed(v) => v.cx.portal.site.model(&v.projection().framework).is_some_and(|model| model.is_computed());
}

impl ProjectionView {
    fn projection(&self) -> &Projection {
        &self.cx.portal.projections(self.journey)[self.at]
    }

    fn framework(&self) -> NodeId {
        let site = &self.cx.portal.site;
        let id = &self.projection().framework;
        let views = site.nodes[self.journey].views.iter().copied();
        views.into_iter().find(|node| site.nodes[*node].id == *id).expect("a view is one of its map's views")
    }

    fn columns(&self) -> Value {
        (0..self.projection().stages.len()).map(|stage| self.column(stage)).collect()
    }

    fn column(&self, stage: usize) -> Value {
        let columns: Vec<usize> = self.projection().inside(stage).collect();
        let places = columns.iter().map(|column| Place { journey: self.journey, column: *column });
        let listed = self.listed(stage);
        minijinja::context! {
            id => self.projection().stages[stage].clone(),
            title => self.title(stage),
            stage => maybe(listed),
            mean => maybe(mean(places.filter_map(|place| self.cx.portal.score(place)))),
            steps => self.seats(columns.into_iter()),
        }
    }

    /// The stage as its framework lists it.
    fn listed(&self, stage: usize) -> Option<Value> {
        let model = self.cx.portal.site.model(&self.projection().framework)?;
        model.stages.get(stage).map(|_| FrameworkStageView::value(&self.cx, self.framework(), stage))
    }

    fn title(&self, stage: usize) -> String {
        let model = self.cx.portal.site.model(&self.projection().framework);
        let listed = model.and_then(|model| model.stages.get(stage)).map(|stage| stage.title.clone());
        listed.unwrap_or_else(|| self.projection().stages[stage].clone())
    }

    /// Steps with where they stand: step, anchor, distance and nearest (none for one that is inside).
    fn seats(&self, columns: impl Iterator<Item = usize>) -> Value {
        columns.map(|column| self.seat(column)).collect()
    }

    fn seat(&self, column: usize) -> Value {
        let seat = self.projection().seats[column];
        let (nearest, distance) = match seat.landing {
            Some(Landing::Outside { nearest, distance }) => (Some(self.title(nearest)), Some(distance)),
            _ => (None, None),
        };
        minijinja::context! {
            step => StepView::value(&self.cx, Place { journey: self.journey, column }),
            anchor => number(seat.anchor),
            distance => number(distance),
            nearest => maybe(nearest),
        }
    }

    fn merged(&self) -> Value {
        let merged = self.projection().merged.iter().map(|merged| {
            let stages = merged.from.iter().map(|at| StageView::value(&self.cx, self.journey, *at));
            minijinja::context! { into => self.title(merged.into), from => stages.collect::<Value>() }
        });
        merged.collect()
    }
}

subject!(ProjectionView(v) Key::Part(v.journey), format!("view {} {}", v.cx.portal.site.nodes[v.journey].id, v.projection().framework));
