//! References seen from their target.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use journeybook_model::Kind;
use minijinja::Value;

use super::{JourneyView, StepView, of_node};
use crate::render::address::step_anchor;
use crate::render::portal::{Place, mean};
use crate::render::reads::Key;
use crate::render::rollup::link;
use crate::render::view::{Cx, maybe, subject, view};
use crate::resolve::{Mention, NodeId};

/// Who refers to a thing; a place that refers twice is one mention.
pub fn mentions(cx: &Arc<Cx>, node: NodeId) -> Value {
    let mut seen = HashSet::new();
    let mentions = cx.portal.site.nodes[node].mentions.iter();
    let distinct = mentions.filter(|mention| seen.insert((mention.from, mention.spot)));
    distinct.map(|mention| MentionView::value(cx, node, *mention)).collect()
}

/// How many steps of each journey refer to a thing, how they feel, and the address of the first, by the journey's id.
pub fn by_journey(cx: &Cx, node: NodeId) -> Value {
    let mut places: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for place in cx.portal.used_at(node) {
        places.entry(cx.portal.site.nodes[place.journey].id.as_str()).or_default().push(*place);
    }
    let felt = |places: &[Place]| mean(places.iter().filter_map(|place| cx.portal.score(*place)));
    let first = |places: &[Place]| places.first().map(|place| link::step(&cx.portal, *place).url);
    let shown = |places: Vec<Place>| {
        minijinja::context! { steps => places.len(), mean => felt(&places), url => first(&places) }
    };
    places.into_iter().map(|(id, places)| (id, shown(places))).collect::<BTreeMap<_, _>>().into()
}

view! {
    /// A reference seen from its target.
    MentionView "Mention" { to: NodeId, mention: Mention }
    /// The map that refers, or none.
    journey(v) => maybe((v.origin_kind() == Kind::Journey).then(|| JourneyView::value(&v.cx, v.mention.from)));
    /// The step that refers, or none.
    step(v) => maybe(v.place().map(|place| StepView::value(&v.cx, place)));
    /// Who refers.
    ref_(v) => of_node(&v.cx, v.mention.from);
    /// Where.
    url(v) => v.url();
    /// In which words.
    text(v) => v.text();
}

impl MentionView {
    fn origin_kind(&self) -> Kind {
        self.cx.portal.site.nodes[self.mention.from].kind
    }

    fn place(&self) -> Option<Place> {
        let is_map = self.cx.portal.document(self.mention.from)?.journey().is_some();
        is_map.then(|| self.cx.portal.place(self.mention.from, self.mention.spot)).flatten()
    }

    fn url(&self) -> String {
        let url = &self.cx.portal.site.nodes[self.mention.from].url;
        match self.place() {
            Some(place) => format!("{url}#{}", step_anchor(self.cx.portal.shown(place).id)),
            None => url.clone(),
        }
    }

    fn text(&self) -> String {
        match self.place() {
            Some(place) => self.cx.portal.shown(place).title.to_owned(),
            None => self.cx.portal.site.nodes[self.mention.from].title.clone(),
        }
    }
}

subject!(MentionView(v) Key::Part(v.mention.from), {
    let site = &v.cx.portal.site;
    let Mention { from, link, spot } = v.mention;
    format!("mention of {} by {} {link} {spot:?}", site.nodes[v.to].id, site.nodes[from].id)
});
