//! The further pages of a map: through the frameworks it is shown through besides its own, and on one page.

use journeybook_model::Kind;

use super::Portal;
use crate::plugin::Part;
use crate::project::Projection;
use crate::render::address::stem;
use crate::render::chart::Column;
use crate::resolve::NodeId;

impl Portal {
    /// A map through every framework it is shown through, in the order in which it asks for them.
    pub fn projections(&self, node: NodeId) -> &[Projection] {
        self.projections.get(node, || {
            let views = self.site.nodes[node].views.iter();
            views.filter_map(|view| self.project(node, *view)).collect()
        })
    }

    /// The frameworks that a map is shown through, in the order of its projections.
    pub fn views(&self, node: NodeId) -> impl Iterator<Item = &str> {
        let is_map = self.document(node).is_some_and(|document| document.journey().is_some());
        let views = self.site.nodes[node].views.iter().filter(move |_| is_map);
        let models = views.filter_map(|view| self.site.model(&self.site.nodes[*view].id));
        models.map(|model| model.id.as_str())
    }

    fn view(&self, node: NodeId, at: usize) -> &str {
        self.views(node).nth(at).expect("a page shows one of the map's views")
    }

    fn project(&self, node: NodeId, view: NodeId) -> Option<Projection> {
        let (site, journey) = (&self.site, self.document(node)?.journey()?);
        let target = site.model(&site.nodes[view].id)?;
        if target.is_computed() {
            return Some(Projection::placed(journey, &target.id, &self.said(node, &target.id)));
        }
        let source = self.document(node)?.fields.text("framework").and_then(|id| site.model(&id));
        Some(Projection::new(journey, &site.nodes[node].places, source, target))
    }

    /// For each column, the stage that a plugin said it belongs to: it may have said so of the step or of the whole stage.
    fn said(&self, node: NodeId, framework: &str) -> Vec<Option<&str>> {
        let said = self.facts.places(node, framework);
        let of = |part: Part| said.iter().find(|(known, _)| *known == part).map(|(_, stage)| stage.as_str());
        let columns = self.chart(node).columns.iter();
        let own = |column: &Column| column.step.and_then(|step| of(Part::Step(column.stage, step)));
        columns.map(|column| own(column).or_else(|| of(Part::Stage(column.stage)))).collect()
    }

    /// The page of a map through a framework.
    pub fn view_url(&self, node: NodeId, view: usize) -> String {
        format!("{}/through-{}.html", stem(&self.site.nodes[node].url), self.view(node, view))
    }

    /// Whether a map has something to tell on one page.
    pub fn has_summary(&self, node: NodeId) -> bool {
        let map = self.document(node).and_then(|document| document.journey());
        map.is_some_and(|map| !map.stages.is_empty())
    }

    /// The page that does.
    pub fn summary_url(&self, node: NodeId) -> String {
        format!("{}/on-one-page.html", stem(&self.site.nodes[node].url))
    }

    /// What that page is called.
    pub fn summary_title(&self, node: NodeId) -> String {
        format!("{} – {}", self.site.nodes[node].title, self.language().text("on-one-page"))
    }

    /// Whether a framework has stages that a grid can be drawn of.
    pub fn has_grid(&self, node: NodeId) -> bool {
        let known = &self.site.nodes[node];
        let model = (known.kind == Kind::Framework).then(|| self.site.model(&known.id)).flatten();
        model.is_some_and(|model| !model.stages.is_empty())
    }

    /// The blank grid of a framework.
    pub fn grid_url(&self, node: NodeId) -> String {
        format!("{}/blank-grid.html", stem(&self.site.nodes[node].url))
    }

    /// What that page is called.
    pub fn grid_title(&self, node: NodeId) -> String {
        format!("{} – {}", self.site.nodes[node].title, self.language().text("blank-grid"))
    }

    /// What the page of a map through a framework is called.
    pub fn view_title(&self, node: NodeId, view: usize) -> String {
        let id = self.view(node, view);
        let framework = self.site.model(id).map_or(id, |model| model.title.as_str());
        format!("{} – {framework}", self.site.nodes[node].title)
    }
}
