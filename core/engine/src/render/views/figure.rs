//! A number that was computed from data, as it may be published.

use minijinja::Value;

use super::{StepView, of_node};
use crate::data::{Beside, Cells, Group, Measured};
use crate::plugin::FigureRecord;
use crate::render::reads::Key;
use crate::render::view::{Cx, maybe, subject, view};
use crate::resolve::Spot;

/// Decimals of a mean.
const DECIMALS: usize = 2;

view! {
    /// A number that was computed from data bound to maps.
    FigureView "Figure" { at: usize }
    /// The column of the file.
    column(v) => v.attribute("column");
    /// What it is called.
    title(v) => maybe(v.said("title").or_else(|| v.said("column")));
    /// What it measures.
    metric(v) => v.figure().metric.as_str();
    /// The file it was read from.
    file(v) => v.measured().file.to_string();
    /// The evidence that binds it.
    evidence(v) => of_node(&v.cx, v.measured().evidence);
    /// Whether too few people are behind it to publish it: then it has neither value nor distribution.
    few(v) => v.figure().is_of_few();
    /// How many rows count, or none where they are too few.
    n(v) => maybe(v.open().map(|figure| figure.n));
    /// How many rows are missing an answer.
    excluded(v) => v.figure().excluded;
    /// The mean, or the sum of what is counted, for a reader; none where there is none.
    shown(v) => maybe(v.open().and_then(|figure| figure.value).map(|value| v.number(value)));
    /// The mean as weighted, for a reader, or none.
    weighted(v) => maybe(v.open().and_then(|figure| figure.attributes.get("weighted-mean")?.parse().ok()).map(|value| v.number(value)));
    /// The ends of the 95 % interval of the mean for a reader, or none.
    interval(v) => maybe(v.interval());
    /// The ends of the scale for a reader, or none.
    scale(v) => maybe(v.scale());
    /// What a high answer means, or none.
    direction(v) => v.attribute("direction");
    /// What it counts in, or none.
    unit(v) => v.attribute("unit");
    /// The time it covers, or none.
    period(v) => v.attribute("period");
    /// Which rows count, or none where all do.
    segment(v) => v.attribute("segment");
    /// What each group of rows says that may be shown: name, n, shown (the mean, for a reader).
    segments(v) => v.segments();
    /// How often each answer was given: value, count (none where it is too small to publish), share (0..1 of the most).
    bars(v) => v.bars();
    /// Where it belongs: thing (a view), step (a view or none), named (what it is called where it has no page).
    places(v) => v.measured().spots.iter().map(|spot| place(&v.cx, *spot, &v.figure().at)).collect::<Value>();
}

impl FigureView {
    fn measured(&self) -> &Measured {
        &self.cx.portal.data.measured[self.at]
    }

    fn figure(&self) -> &FigureRecord {
        &self.measured().figure
    }

    /// The figure, where enough people are behind it.
    fn open(&self) -> Option<&FigureRecord> {
        Some(self.figure()).filter(|figure| !figure.is_of_few())
    }

    fn said(&self, key: &str) -> Option<String> {
        self.figure().attributes.get(key).cloned()
    }

    fn attribute(&self, key: &str) -> Value {
        maybe(self.said(key))
    }

    /// Whole numbers as they are, others with two decimals.
    fn number(&self, value: f64) -> String {
        let language = self.cx.portal.language();
        match self.figure().metric.as_str() {
            "count" => language.number(value),
            _ => language.fixed(value, DECIMALS),
        }
    }

    fn interval(&self) -> Option<Vec<String>> {
        let figure = self.open()?;
        Some(vec![self.number(figure.low?), self.number(figure.high?)])
    }

    fn scale(&self) -> Option<Vec<String>> {
        let end = |key: &str| Some(self.cx.portal.language().number(self.said(key)?.parse().ok()?));
        Some(vec![end("scale-low")?, end("scale-high")?])
    }

    fn segments(&self) -> Value {
        let groups = self.open().map(FigureRecord::segments).unwrap_or_default();
        let one = |group: Group| minijinja::context! { name => group.name, n => group.n, shown => self.number(group.mean) };
        groups.into_iter().map(one).collect()
    }

    fn bars(&self) -> Value {
        let Some(Cells(cells)) = self.open().and_then(Cells::of) else {
            return Value::from_iter(Vec::<Value>::new());
        };
        let most = cells.iter().filter_map(|(_, count)| *count).max().unwrap_or(1).max(1);
        let bar = |(value, count): (i64, Option<u64>)| {
            let share = count.map_or(0.0, |count| count as f64 / most as f64);
            minijinja::context! { value => value, count => count, share => share }
        };
        cells.into_iter().map(bar).collect()
    }
}

/// A part of a map is told through the map's own views.
fn place(cx: &std::sync::Arc<Cx>, spot: Beside, at: &str) -> Value {
    let portal = &cx.portal;
    let column = match spot {
        Beside::Stage(map, stage) => portal.place(map, Spot::Stage(stage as u32)),
        Beside::Step(map, stage, step) => portal.place(map, Spot::Step(stage as u32, step as u32)),
        Beside::Node(_) | Beside::Named(_) => None,
    };
    let named =
        matches!(spot, Beside::Named(_)).then(|| at.split_once('/').map_or(at, |(_, id)| id).to_owned());
    minijinja::context! {
        thing => of_node(cx, spot.node()),
        step => maybe(column.map(|column| StepView::value(cx, column))),
        named => maybe(named),
    }
}

subject!(FigureView(v) Key::Part(v.measured().evidence), {
    let measured = v.measured();
    let evidence = &v.cx.portal.site.nodes[measured.evidence].id;
    let segment = measured.figure.attributes.get("segment").map(String::as_str).unwrap_or_default();
    format!("figure {} {segment} at {} of {evidence}", measured.figure.attributes["column"], measured.figure.at)
});
