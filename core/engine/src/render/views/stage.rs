//! A stage of a map.

use journeybook_model::{Stage, StandardLane};
use minijinja::Value;

use super::step::prose;
use super::{EntryView, FrameworkStageView, StepView};
use crate::render::address::stage_anchor;
use crate::render::portal::Place;
use crate::render::reads::Key;
use crate::render::view::{html, maybe, subject, view};
use crate::resolve::NodeId;

view! {
    /// A stage of a map.
    StageView "Stage" { journey: NodeId, at: usize }
    /// Its id, unique among the stages of its map.
    id(v) => v.stage().id.as_str();
    /// The id of its element on the map's page.
    anchor(v) => stage_anchor(&v.stage().id);
    /// Its title, without numbering and duration.
    title(v) => v.stage().title.as_str();
    /// Its number, from 1.
    number(v) => v.at + 1;
    /// The line of its heading in the file.
    line(v) => v.cx.portal.document(v.journey).map_or(0, |document| document.source.line(v.stage().span.start));
    /// How long it takes, as written, or none.
    duration(v) => maybe(v.stage().duration.clone());
    /// Its prose, or none.
    narrative_html(v) => prose(&v.cx, v.journey, &v.stage().narrative);
    /// Facts about the stage as a whole; none where the stage itself is the column.
    entries(v) => v.entries();
    /// Quotations about the stage as a whole, as html.
    verbatims(v) => v.verbatims();
    /// Its columns.
    steps(v) => v.steps();
    /// The mean of its feelings on -2..2, or none.
    mean(v) => maybe(v.cx.portal.mean_of_stages(v.journey, &[v.at]));
    /// The framework's stage it stands for, or none.
    framework_stage(v) => maybe(v.framework_stage());
    /// What the customer wants from it, or none.
    goal(v) => maybe(v.goal());
    /// Its first column, from 1.
    first_column(v) => v.cx.portal.chart(v.journey).first[v.at] + 1;
    /// How many columns it has.
    span(v) => v.cx.portal.chart(v.journey).of_stage(v.at).len();
}

impl StageView {
    fn stage(&self) -> &Stage {
        &self.cx.portal.journey(self.journey).stages[self.at]
    }

    fn entries(&self) -> Value {
        let own = if self.stage().steps.is_empty() { 0 } else { self.stage().entries.len() };
        (0..own).map(|at| EntryView::value(&self.cx, self.journey, self.at, None, at)).collect()
    }

    fn verbatims(&self) -> Value {
        let own = if self.stage().steps.is_empty() { &[][..] } else { &self.stage().verbatims };
        own.iter().map(|quote| html(self.cx.portal.html(self.journey, quote))).collect()
    }

    fn steps(&self) -> Value {
        let columns = self.cx.portal.chart(self.journey).of_stage(self.at);
        columns.map(|column| StepView::value(&self.cx, Place { journey: self.journey, column })).collect()
    }

    fn framework_stage(&self) -> Option<Value> {
        let site = &self.cx.portal.site;
        let place = (*site.nodes[self.journey].places.get(self.at)?)?;
        let framework = site.fields_to(self.journey, "framework").first().copied()?;
        Some(FrameworkStageView::value(&self.cx, framework, place))
    }

    fn goal(&self) -> Option<String> {
        let steps = !self.stage().steps.is_empty();
        let goal =
            self.stage().entries.iter().find(|entry| entry.lane.is(StandardLane::Goal)).filter(|_| steps)?;
        Some(goal.text.text().into_owned())
    }
}

subject!(StageView(v) Key::Part(v.journey), format!("stage {} {}", v.cx.portal.site.nodes[v.journey].id, v.at));
