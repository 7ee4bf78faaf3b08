//! A column of a map.

use std::borrow::Cow;

use journeybook_model::{Rich, StandardLane};
use minijinja::Value;

use super::{CellView, FeelingView, StageView};
use crate::curve::height_of;
use crate::render::address::step_anchor;
use crate::render::chart::{Shown, effort};
use crate::render::portal::Place;
use crate::render::reads::Key;
use crate::render::view::{Cx, html, maybe, subject, view};
use crate::render::words;
use crate::resolve::NodeId;

view! {
    /// A column: a step, or a stage that has no steps.
    StepView "Step" { place: Place }
    /// Its id, unique among the steps of its map.
    id(v) => v.shown().id;
    /// The id of its element on the map's page.
    anchor(v) => step_anchor(v.shown().id);
    /// Its title.
    title(v) => v.shown().title;
    /// Its number over the whole map, from 1.
    number(v) => v.place.column + 1;
    /// How long it takes, as written after the title, or none; a stage that is its own column says it as a stage.
    duration(v) => maybe(v.shown().duration.filter(|_| v.cx.portal.column(v.place).step.is_some()));
    /// The line of its heading in the file.
    line(v) => v.line();
    /// Its prose, or none.
    narrative_html(v) => v.narrative();
    /// Its feeling, or none where nobody noted one.
    feeling(v) => maybe(v.shown().feeling.map(|_| FeelingView::value(&v.cx, v.place)));
    /// Its effort, 1 (easy) to 5 (hard), or none.
    effort(v) => maybe(effort(v.shown().entries));
    /// Whether it is marked as a moment of truth.
    moment_of_truth(v) => v.moment().is_some();
    /// What the mark of a moment of truth says beside it, or none.
    moment_title(v) => maybe(v.moment().map(Cow::into_owned).filter(|text| !text.is_empty()));
    /// Quotations: text, html, and whether they bring their own quotation marks: quoted.
    verbatims(v) => v.shown().verbatims.iter().map(|quote| v.quotation(quote)).collect::<Value>();
    /// One cell for each lane of the map, in the map's order.
    cells(v) => (0..v.cx.portal.chart(v.place.journey).lanes.len()).map(|lane| CellView::value(&v.cx, v.place, lane)).collect::<Value>();
    /// Its part of the emotion curve.
    curve(v) => StepCurveView::value(&v.cx, v.place);
    /// "highest" or "lowest" where it is the best or worst of its map, else none.
    tag(v) => maybe(v.tag());
    /// Its address.
    url(v) => format!("{}#{}", v.cx.portal.site.nodes[v.place.journey].url, step_anchor(v.shown().id));
    /// Whether it is the first of its stage.
    first_of_stage(v) => v.cx.portal.chart(v.place.journey).first[v.cx.portal.column(v.place).stage] == v.place.column;
    /// Whether it is the first under its framework stage.
    first_of_band(v) => v.first_of_band();
    /// Its stage.
    stage(v) => StageView::value(&v.cx, v.place.journey, v.cx.portal.column(v.place).stage);
    /// The path it belongs to (`{path=unhappy}`), or none.
    path(v) => maybe(v.shown().attributes.get("path"));
}

impl StepView {
    fn shown(&self) -> Shown<'_> {
        self.cx.portal.shown(self.place)
    }

    fn line(&self) -> u32 {
        let document = self.cx.portal.document(self.place.journey).expect("a step stands in a document");
        document.source.line(self.shown().span.start)
    }

    /// A stage that is its own column tells its story as a stage.
    fn narrative(&self) -> Value {
        match self.cx.portal.column(self.place).step {
            Some(_) => prose(&self.cx, self.place.journey, self.shown().narrative),
            None => Value::from(()),
        }
    }

    fn moment(&self) -> Option<Cow<'_, str>> {
        let entry = self.shown().entries.iter().find(|entry| entry.lane.is(StandardLane::MomentOfTruth))?;
        Some(entry.text.text())
    }

    fn quotation(&self, quote: &Rich) -> Value {
        let marked = html(self.cx.portal.html(self.place.journey, quote));
        let text = quote.text();
        minijinja::context! { text => &*text, html => marked, quoted => words::is_quoted(&text) }
    }

    fn tag(&self) -> Option<&'static str> {
        let chart = self.cx.portal.chart(self.place.journey);
        let is = |column: Option<usize>| column == Some(self.place.column);
        match () {
            () if chart.highest == chart.lowest => None,
            () if is(chart.highest) => Some("highest"),
            () if is(chart.lowest) => Some("lowest"),
            () => None,
        }
    }

    fn first_of_band(&self) -> bool {
        let chart = self.cx.portal.chart(self.place.journey);
        chart.bands.iter().any(|band| chart.first.get(band.stages.start) == Some(&self.place.column))
    }
}

subject!(StepView(v) Key::Part(v.place.journey), format!("step {} {}", v.cx.portal.site.nodes[v.place.journey].id, v.place.column));

view! {
    /// A column's part of the emotion curve, in a box of 100 by 100.
    StepCurveView "StepCurve" { place: Place }
    /// The path of the line, or "".
    line(v) => v.cx.portal.chart(v.place.journey).curve.line_in(v.place.column);
    /// The path of the bridge over steps without a feeling, or "".
    gap(v) => v.cx.portal.chart(v.place.journey).curve.gap_in(v.place.column);
    /// The paths between the line and zero.
    areas(v) => v.cx.portal.chart(v.place.journey).curve.areas_in(v.place.column);
    /// The height of the feeling's dot, or none.
    y(v) => maybe(v.y());
    /// The height at which they had expected it, or none.
    expected_y(v) => maybe(v.expected());
    /// Where its label goes: "up" or "down".
    label(v) => if v.y().is_some_and(|y| y > 50.0) { "down" } else { "up" };
}

impl StepCurveView {
    fn expected(&self) -> Option<f64> {
        let feeling = self.cx.portal.shown(self.place).feeling?;
        feeling.expected.map(height_of)
    }

    fn y(&self) -> Option<f64> {
        self.cx.portal.chart(self.place.journey).curve.y(self.place.column)
    }
}

subject!(StepCurveView(v) Key::Part(v.place.journey), format!("curve of step {} {}", v.cx.portal.site.nodes[v.place.journey].id, v.place.column));

/// The prose of a stage or a step as html; comments alone make no cell.
pub(super) fn prose(cx: &Cx, journey: NodeId, narrative: &Rich) -> Value {
    if narrative.is_hidden() { Value::from(()) } else { html(cx.portal.html(journey, narrative)) }
}
