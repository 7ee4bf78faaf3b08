//! A map as a whole.

use journeybook_model::{Document, Kind};
use minijinja::Value;

use super::document;
use super::score;
use super::section::{self, SectionView};
use super::{
    BandView, CurveView, DiagnosticView, EvidenceUseView, LaneView, MomentView, OpportunityView,
    ProjectionView, StageView, StepView, of_node, of_nodes,
};
use crate::render::checklist;
use crate::render::portal::Place;
use crate::render::reads::Key;
use crate::render::rollup::evidence::strength;
use crate::render::rollup::hurts;
use crate::render::rollup::resources::texts;
use crate::render::sheet::Sheet;
use crate::render::view::{html, maybe, subject, view};
use crate::render::words::title;
use crate::resolve::NodeId;

view! {
    /// A journey map.
    JourneyView "Journey" { node: NodeId }
    /// Always "journey".
    kind(v) => document::kind(&v.cx, v.node);
    /// Its id.
    id(v) => document::id(&v.cx, v.node);
    /// Its title.
    title(v) => document::title(&v.cx, v.node);
    /// Its page.
    url(v) => document::url(&v.cx, v.node);
    /// A sentence about it, or none.
    summary(v) => document::summary(&v.cx, v.node);
    /// Whether it has a file of its own: always.
    exists(v) => document::exists(&v.cx, v.node);
    /// Its file.
    file(v) => document::file(&v.cx, v.node);
    /// The line of its title.
    line(v) => document::line(&v.cx, v.node);
    /// Its personas; the first is the primary actor.
    personas(v) => of_nodes(&v.cx, v.to("persona"));
    /// The first persona, or none.
    persona(v) => v.first("persona");
    /// The situation, or none.
    scenario(v) => v.text("scenario");
    /// What the persona wants, or none.
    goal(v) => v.text("goal");
    /// What the persona expects.
    expectations(v) => v.document().fields.texts("expectations");
    /// The framework it declares, or none.
    framework(v) => v.first("framework");
    /// The same map through other frameworks.
    views(v) => (0..v.cx.portal.projections(v.node).len()).map(|at| ProjectionView::value(&v.cx, v.node, at)).collect::<Value>();
    /// Its page that tells it on one sheet, or none where it has no step.
    summary_url(v) => maybe(v.cx.portal.has_summary(v.node).then(|| v.cx.portal.summary_url(v.node)));
    /// The word of its form, or none.
    form(v) => v.text("form");
    /// Its form for a reader, or none.
    form_title(v) => v.titled("form");
    /// The word of its basis, or none.
    basis(v) => v.text("basis");
    /// Its basis for a reader, or none.
    basis_title(v) => v.titled("basis");
    /// The journey this one is another basis of, or none.
    of(v) => v.first("of");
    /// The journeys that are another basis of this one.
    versions(v) => of_nodes(&v.cx, v.referring("of"));
    /// The pages that show it beside another basis of it: url, title, and the other map as `ref`.
    comparisons(v) => v.comparisons();
    /// The journey it is a part of, or none.
    parent(v) => v.first("parent");
    /// The page of its file, where the file holds several maps, or none.
    page(v) => maybe(v.cx.portal.site.page_of(v.node).map(|page| of_node(&v.cx, page)));
    /// The journeys that are parts of it.
    children(v) => of_nodes(&v.cx, v.referring("parent"));
    /// The word of its status, or none.
    status(v) => v.text("status");
    /// Its status for a reader, or none.
    status_title(v) => v.titled("status");
    /// Who keeps it, or none.
    owner(v) => document::owner(&v.cx, v.node);
    /// The team that keeps it, or none.
    team(v) => v.first("team");
    /// Its tags.
    tags(v) => v.document().fields.texts("tags");
    /// Its tags with their pages: title, url.
    tag_links(v) => document::tag_links(&v.cx, v.node);
    /// What the map is for.
    objectives(v) => v.document().fields.texts("objectives");
    /// What the team has and what it needs: `have` and `need`.
    resources(v) => v.resources();
    /// The day it was last reviewed, or none.
    reviewed(v) => v.text("reviewed");
    /// The day it is to be reviewed by, or none.
    review_by(v) => v.text("review-by");
    /// Whether that day has passed.
    stale(v) => v.cx.portal.is_stale(v.node);
    /// The two ends of its emotion scale.
    scale(v) => vec![v.cx.portal.journey(v.node).scale.low, v.cx.portal.journey(v.node).scale.high];
    /// Keys of the frontmatter that no one else reads.
    extra(v) => document::extra(&v.cx, v.node);
    /// The text before the first stage, or none.
    overview_html(v) => html(v.cx.portal.html(v.node, &v.cx.portal.journey(v.node).overview));
    /// Its stages.
    stages(v) => (0..v.cx.portal.journey(v.node).stages.len()).map(|at| StageView::value(&v.cx, v.node, at)).collect::<Value>();
    /// Its columns: every step of every stage.
    steps(v) => v.cx.portal.places(v.node).map(|place| StepView::value(&v.cx, place)).collect::<Value>();
    /// How many columns it has.
    step_count(v) => v.cx.portal.chart(v.node).columns.len();
    /// How many stages it has.
    stage_count(v) => v.cx.portal.journey(v.node).stages.len();
    /// The framework's stages over its own.
    bands(v) => (0..v.cx.portal.chart(v.node).bands.len()).map(|at| BandView::value(&v.cx, v.node, at)).collect::<Value>();
    /// The lanes somebody filled.
    lanes(v) => (0..v.cx.portal.chart(v.node).lanes.len()).map(|at| LaneView::value(&v.cx, v.node, at)).collect::<Value>();
    /// Its scores.
    scores(v) => score::ranked(&v.cx, v.node);
    /// Its maturity: `level`, 0 to 5 or none; `next`, the level after it or none; `missing` for that: each an `activity`
    /// by its id, or a `measure` with `have` and `of`.
    maturity(v) => maybe(checklist::maturity(&v.cx.portal, v.node).map(|found| document::json(&found)));
    /// The checklist of its process, or none: `process`, `done`, `of`, and `steps` with `activity`, `done` and `proofs`,
    /// each a `title` and a `url` or none.
    checklist(v) => maybe(checklist::checklist(&v.cx.portal, v.node).map(|found| document::json(&found)));
    /// What there is to say about it.
    findings(v) => v.findings();
    /// Prose that is no stage.
    sections(v) => (0..v.cx.portal.journey(v.node).sections.len()).map(|at| SectionView::value(&v.cx, v.node, at)).collect::<Value>();
    /// All of that prose as one text, or none.
    prose_html(v) => section::all_html(&v.cx, v.node);
    /// The opportunities it names, by rank.
    opportunities(v) => v.opportunities();
    /// The evidence it rests on, and where.
    evidence(v) => v.evidence();
    /// Journeys to look at next: `ref`, and why: `relation`.
    related(v) => v.related();
    /// The paper it is printed on: `a3`, `a2`, `parts` where it is cut between stages, `long` where inside them too.
    sheet(v) => Sheet::of(v.cx.portal.journey(v.node), v.cx.portal.chart(v.node)).word();
    /// The emotion curve, or none where nobody noted a feeling.
    curve(v) => maybe((!v.cx.portal.chart(v.node).curve.points.is_empty()).then(|| CurveView::value(&v.cx, v.node)));
    /// Its best moment, or none.
    highest(v) => v.moment(v.cx.portal.chart(v.node).highest);
    /// Its worst moment, or none.
    lowest(v) => v.moment(v.cx.portal.chart(v.node).lowest);
    /// How it feels as a whole, on -2..2, or none.
    mean(v) => maybe(v.cx.portal.fact(v.node, "experience").and_then(|score| score.value));
    /// How many pain points it names.
    pain_count(v) => v.pain_count();
    /// The share of its steps with evidence, 0..1, or none.
    evidence_share(v) => maybe(strength(&v.cx.portal, v.node));
}

impl JourneyView {
    fn document(&self) -> &Document {
        self.cx.portal.document(self.node).expect("a journey has a file")
    }

    fn text(&self, key: &str) -> Value {
        maybe(self.document().fields.text(key))
    }

    fn titled(&self, key: &str) -> Value {
        maybe(self.document().fields.text(key).map(|word| title(self.cx.portal.language(), &word)))
    }

    fn to(&self, key: &str) -> Vec<NodeId> {
        self.cx.portal.site.fields_to(self.node, key)
    }

    fn first(&self, key: &str) -> Value {
        maybe(self.to(key).first().map(|node| of_node(&self.cx, *node)))
    }

    /// The journeys whose frontmatter refers to this one under a key.
    fn referring(&self, key: &str) -> Vec<NodeId> {
        let site = &self.cx.portal.site;
        let from = site.nodes[self.node].mentions.iter().map(|mention| mention.from);
        let mut nodes: Vec<_> = from
            .filter(|node| site.nodes[*node].kind == Kind::Journey)
            .filter(|node| site.fields_to(*node, key).contains(&self.node))
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    fn comparisons(&self) -> Value {
        let portal = &self.cx.portal;
        let own = portal.comparisons().iter().enumerate();
        let shown = own.filter_map(|(at, versus)| {
            let other = versus.beside(self.node)?;
            Some(minijinja::context! {
                url => portal.comparison_url(at), title => portal.comparison_title(at), ref => of_node(&self.cx, other),
            })
        });
        shown.collect()
    }

    fn resources(&self) -> Value {
        let list = |key: &str| texts(self.document(), key);
        minijinja::context! { have => list("have"), need => list("need") }
    }

    fn findings(&self) -> Value {
        self.cx.portal.findings(self.node).map(|(at, _)| DiagnosticView::value(&self.cx, at)).collect()
    }

    fn moment(&self, column: Option<usize>) -> Value {
        maybe(column.map(|column| MomentView::value(&self.cx, Place { journey: self.node, column })))
    }

    fn opportunities(&self) -> Value {
        let own = self.cx.portal.opportunities_in(self.node);
        own.iter().map(|at| OpportunityView::value(&self.cx, *at)).collect()
    }

    /// The evidence any step refers to, in the order of the site.
    pub fn evidence_nodes(&self) -> Vec<NodeId> {
        let site = &self.cx.portal.site;
        let mut all: Vec<_> =
            site.nodes[self.node].targets.iter().filter_map(|target| target.node()).collect();
        all.retain(|node| site.nodes[*node].kind == Kind::Evidence);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The same, each with its number.
    pub fn evidence(&self) -> Value {
        let numbered = self.evidence_nodes().into_iter().enumerate();
        numbered.map(|(at, evidence)| EvidenceUseView::value(&self.cx, self.node, evidence, at)).collect()
    }

    fn related(&self) -> Value {
        let mut related: Vec<(&'static str, NodeId)> = Vec::new();
        let groups = [
            ("related-of", self.to("of")),
            ("related-version", self.referring("of")),
            ("related-parent", self.to("parent")),
            ("related-child", self.referring("parent")),
            ("related-mentions", self.linked()),
            ("related-mentioned-by", self.mentioned_by()),
        ];
        for (relation, nodes) in groups {
            for node in nodes {
                if node != self.node && related.iter().all(|(_, known)| *known != node) {
                    related.push((relation, node));
                }
            }
        }
        let language = self.cx.portal.language();
        let shown = |(relation, node): (&str, NodeId)| -> Value {
            Value::from_pairs([
                ("relation", Value::from(language.text(relation))),
                ("ref", of_node(&self.cx, node)),
            ])
        };
        related.into_iter().map(shown).collect()
    }

    fn linked(&self) -> Vec<NodeId> {
        let site = &self.cx.portal.site;
        let targets = site.nodes[self.node].targets.iter().filter_map(|target| target.node());
        targets.filter(|node| site.nodes[*node].kind == Kind::Journey).collect()
    }

    fn mentioned_by(&self) -> Vec<NodeId> {
        let site = &self.cx.portal.site;
        let from = site.nodes[self.node].mentions.iter().map(|mention| mention.from);
        from.filter(|node| site.nodes[*node].kind == Kind::Journey).collect()
    }

    fn pain_count(&self) -> usize {
        let places = self.cx.portal.places(self.node);
        let entries = places.flat_map(|place| self.cx.portal.shown(place).entries);
        entries.filter(|entry| hurts(entry)).count()
    }
}

subject!(JourneyView(v) Key::Node(v.node), v.cx.portal.site.nodes[v.node].reference());
