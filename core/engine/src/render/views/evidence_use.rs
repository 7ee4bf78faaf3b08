//! Where a map rests on a piece of evidence.

use minijinja::Value;

use super::{FigureView, of_node};
use crate::render::reads::Key;
use crate::render::view::{subject, view};
use crate::resolve::NodeId;

view! {
    /// A piece of evidence and where a map rests on it.
    EvidenceUseView "EvidenceUse" { journey: NodeId, evidence: NodeId, at: usize }
    /// The evidence.
    document(v) => of_node(&v.cx, v.evidence);
    /// Its number among the evidence of the map, from 1.
    number(v) => v.at + 1;
    /// The numbers of the steps that refer to it.
    steps(v) => v.columns().iter().map(|column| column + 1).collect::<Vec<_>>();
    /// What its data says of this map.
    figures(v) => v.figures();
    /// For each column, whether it refers to it.
    marks(v) => v.marks();
}

impl EvidenceUseView {
    fn figures(&self) -> Value {
        let all = self.cx.portal.measured_by(self.evidence);
        let here = all.filter(|(_, measured)| measured.maps.contains(&self.journey));
        here.map(|(at, _)| FigureView::value(&self.cx, at)).collect()
    }

    fn columns(&self) -> Vec<usize> {
        self.cx.portal.used_in(self.journey, self.evidence)
    }

    fn marks(&self) -> Vec<bool> {
        let columns = self.columns();
        (0..self.cx.portal.chart(self.journey).columns.len())
            .map(|column| columns.contains(&column))
            .collect()
    }
}

subject!(EvidenceUseView(v) Key::Part(v.journey), {
    let site = &v.cx.portal.site;
    format!("use of {} in {}", site.nodes[v.evidence].id, site.nodes[v.journey].id)
});
