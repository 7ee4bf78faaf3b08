//! A moment of a map: a step with its feeling, seen from elsewhere.

use super::{FeelingView, JourneyView, StepView};
use crate::render::address::step_anchor;
use crate::render::portal::Place;
use crate::render::reads::Key;
use crate::render::view::{maybe, subject, view};

view! {
    /// A step with its feeling.
    MomentView "Moment" { place: Place }
    /// The step.
    step(v) => StepView::value(&v.cx, v.place);
    /// Its map.
    journey(v) => JourneyView::value(&v.cx, v.place.journey);
    /// Its feeling.
    feeling(v) => maybe(v.cx.portal.shown(v.place).feeling.map(|_| FeelingView::value(&v.cx, v.place)));
    /// How far along the map it is, in percent.
    x(v) => {
        let columns = v.cx.portal.chart(v.place.journey).columns.len() as f64;
        (v.place.column as f64 + 0.5) / columns * 100.0
    };
    /// Its height in the box of the curve: 20 is best, 80 is worst.
    y(v) => v.cx.portal.shown(v.place).feeling.map_or(50.0, |feeling| 50.0 - 30.0 * feeling.normal);
    /// The address of the step on its map.
    url(v) => url(v);
}

fn url(view: &MomentView) -> String {
    let portal = &view.cx.portal;
    let anchor = step_anchor(portal.shown(view.place).id);
    format!("{}#{anchor}", portal.site.nodes[view.place.journey].url)
}

subject!(MomentView(v) Key::Part(v.place.journey), format!("moment {} {}", v.cx.portal.site.nodes[v.place.journey].id, v.place.column));
