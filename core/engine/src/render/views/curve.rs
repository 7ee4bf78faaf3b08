//! The emotion curve of a map as a whole.

use minijinja::Value;

use super::StepView;
use crate::render::portal::Place;
use crate::render::reads::Key;
use crate::render::view::{subject, view};
use crate::resolve::NodeId;

view! {
    /// The emotion curve of a map. `y` is 20 for the best and 80 for the worst feeling.
    CurveView "Curve" { journey: NodeId }
    /// Its width: 100 for each column. Its height is 100.
    width(v) => v.cx.portal.chart(v.journey).curve.columns * 100;
    /// The path of everything that is known.
    line(v) => v.cx.portal.chart(v.journey).curve.line();
    /// The path of the bridges over what is not, or "".
    gap(v) => v.cx.portal.chart(v.journey).curve.gap();
    /// The paths between the line and zero.
    areas(v) => v.cx.portal.chart(v.journey).curve.areas();
    /// The path of zero.
    zero(v) => format!("M0 50H{}", v.cx.portal.chart(v.journey).curve.columns * 100);
    /// Its points: x (percent), y, step.
    points(v) => v.points();
}

impl CurveView {
    fn points(&self) -> Value {
        let curve = &self.cx.portal.chart(self.journey).curve;
        let width = curve.columns as f64;
        let points = curve.points.iter().map(|point| {
            let step = StepView::value(&self.cx, Place { journey: self.journey, column: point.column() });
            minijinja::context! { x => point.x() / width, y => point.y, step => step }
        });
        points.collect()
    }
}

subject!(CurveView(v) Key::Part(v.journey), format!("curve {}", v.cx.portal.site.nodes[v.journey].id));
