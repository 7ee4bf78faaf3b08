//! The framework's stages over the stages of a map.

use minijinja::Value;

use super::{FrameworkStageView, StageView};
use crate::render::reads::Key;
use crate::render::view::{maybe, subject, view};
use crate::resolve::NodeId;

view! {
    /// Neighbouring stages under one stage of the framework.
    BandView "Band" { journey: NodeId, at: usize }
    /// The framework's stage, or none.
    stage(v) => maybe(v.framework_stage());
    /// The stages.
    stages(v) => v.cx.portal.chart(v.journey).bands[v.at].stages.clone().map(|at| StageView::value(&v.cx, v.journey, at)).collect::<Value>();
    /// How many columns they take.
    span(v) => v.cx.portal.chart(v.journey).bands[v.at].stages.clone().map(|at| v.cx.portal.chart(v.journey).of_stage(at).len()).sum::<usize>();
}

impl BandView {
    fn framework_stage(&self) -> Option<Value> {
        let place = self.cx.portal.chart(self.journey).bands[self.at].place?;
        let framework = self.cx.portal.site.fields_to(self.journey, "framework").first().copied()?;
        Some(FrameworkStageView::value(&self.cx, framework, place))
    }
}

subject!(BandView(v) Key::Part(v.journey), format!("band {} {}", v.cx.portal.site.nodes[v.journey].id, v.at));
