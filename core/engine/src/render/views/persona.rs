//! A persona, and how their journeys feel.

use std::collections::BTreeMap;

use journeybook_model::{Digest, Kind};
use minijinja::Value;

use super::document::{self, DocumentView};
use super::fact;
use super::{MomentView, of_nodes};
use crate::render::portal::Place;
use crate::render::reads::Key;
use crate::render::rollup::channels::of_step;
use crate::render::view::{maybe, subject, view};
use crate::resolve::NodeId;

/// How many best and worst moments are told.
const MOMENTS: usize = 5;
/// How many other people are shown.
const OTHERS: usize = 8;

view! {
    /// A persona.
    PersonaView "Persona" { node: NodeId }
    /// Always "persona".
    kind(v) => document::kind(&v.cx, v.node);
    /// Its id.
    id(v) => document::id(&v.cx, v.node);
    /// The name.
    title(v) => document::title(&v.cx, v.node);
    /// The name.
    name(v) => document::title(&v.cx, v.node);
    /// The page.
    url(v) => document::url(&v.cx, v.node);
    /// A sentence about them, or none.
    summary(v) => document::summary(&v.cx, v.node);
    /// Whether they have a file of their own: always.
    exists(v) => document::exists(&v.cx, v.node);
    /// The file.
    file(v) => document::file(&v.cx, v.node);
    /// The line of the name.
    line(v) => document::line(&v.cx, v.node);
    /// The frontmatter as written.
    fields(v) => v.as_document("fields");
    /// Keys of the frontmatter that no one else reads.
    extra(v) => document::extra(&v.cx, v.node);
    /// The text before the first heading, or none.
    lead_html(v) => v.as_document("lead_html");
    /// The sections.
    sections(v) => v.as_document("sections");
    /// All of the text, or none.
    html(v) => v.as_document("html");
    /// The headings: id, title, level.
    toc(v) => v.as_document("toc");
    /// Who refers to them.
    mentions(v) => v.as_document("mentions");
    /// What they are to us, or none.
    role(v) => document::text(&v.cx, v.node, "role");
    /// What they would say, or none.
    quote(v) => document::text(&v.cx, v.node, "quote");
    /// The first letters of the name.
    initials(v) => v.initials();
    /// A hue that stays theirs, 0 to 359.
    seed(v) => v.seed();
    /// Whether we care for them first.
    primary(v) => v.cx.portal.document(v.node).and_then(|document| document.fields.get("primary")).is_some_and(|flag| flag == true);
    /// The journeys they make.
    journeys(v) => of_nodes(&v.cx, v.journeys());
    /// The list of all journeys they make, where they are more than a page shows, or none.
    journeys_url(v) => document::journeys_url(&v.cx, v.node);
    /// Their best moments.
    best(v) => v.moments(|score| score > 0.0, |a, b| b.total_cmp(&a));
    /// Their worst moments.
    worst(v) => v.moments(|score| score < 0.0, |a, b| a.total_cmp(&b));
    /// Other people: those who come after them in the list, and from its start again.
    others(v) => of_nodes(&v.cx, v.others());
    /// What is known about them: label, value.
    facts(v) => fact::facts(&v.cx, v.node);
    /// Where we meet them: title, count, share (of the steps with a channel).
    channels(v) => v.channels();
    /// How we know them.
    evidence(v) => of_nodes(&v.cx, v.evidence());
    /// Who looks after them, or none.
    owner(v) => document::owner(&v.cx, v.node);
}

impl PersonaView {
    fn as_document(&self, field: &str) -> Value {
        let view = DocumentView { cx: self.cx.clone(), node: self.node };
        maybe(view.field(field).map(|(_, value)| value))
    }

    fn initials(&self) -> String {
        let title = &self.cx.portal.site.nodes[self.node].title;
        title.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect()
    }

    fn seed(&self) -> u16 {
        let digest = Digest::of(self.cx.portal.site.nodes[self.node].id.as_bytes());
        let bytes = digest.as_bytes();
        u16::from_le_bytes([bytes[0], bytes[1]]) % 360
    }

    fn journeys(&self) -> Vec<NodeId> {
        let site = &self.cx.portal.site;
        let mut nodes = document::journeys(&self.cx, self.node);
        nodes.retain(|journey| site.fields_to(*journey, "persona").contains(&self.node));
        nodes
    }

    fn others(&self) -> Vec<NodeId> {
        let all: Vec<NodeId> = self.cx.portal.site.of_kind(Kind::Persona).collect();
        let at = all.iter().position(|node| *node == self.node).unwrap_or_default();
        all.iter().cycle().skip(at + 1).take(all.len().saturating_sub(1).min(OTHERS)).copied().collect()
    }

    /// The steps they have lived.
    fn places(&self) -> impl Iterator<Item = Place> + '_ {
        let lived = self.journeys().into_iter().filter(|journey| self.cx.portal.is_lived(*journey));
        lived.flat_map(|journey| self.cx.portal.places(journey))
    }

    fn moments(&self, counts: fn(f64) -> bool, order: fn(f64, f64) -> std::cmp::Ordering) -> Value {
        let rated = self.places().filter_map(|place| Some((self.cx.portal.score(place)?, place)));
        let mut rated: Vec<_> = rated.filter(|(score, _)| counts(*score)).collect();
        rated.sort_by(|a, b| order(a.0, b.0));
        rated.into_iter().take(MOMENTS).map(|(_, place)| MomentView::value(&self.cx, place)).collect()
    }

    fn channels(&self) -> Value {
        let steps: Vec<_> =
            self.places().map(|place| self.channels_of(place)).filter(|names| !names.is_empty()).collect();
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        steps.iter().flatten().for_each(|name| *counts.entry(name).or_default() += 1);
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let shown = |(title, count): (&String, usize)| {
            minijinja::context! { title => title.clone(), count => count, share => count as f64 / steps.len() as f64 }
        };
        counts.into_iter().map(shown).collect()
    }

    fn channels_of(&self, place: Place) -> Vec<String> {
        let channels = of_step(&self.cx.portal, place).into_iter();
        channels.map(|node| self.cx.portal.site.nodes[node].title.clone()).collect()
    }

    fn evidence(&self) -> Vec<NodeId> {
        let site = &self.cx.portal.site;
        let mut nodes: Vec<_> =
            site.nodes[self.node].targets.iter().filter_map(|target| target.node()).collect();
        nodes.retain(|node| site.nodes[*node].kind == Kind::Evidence);
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }
}

subject!(PersonaView(v) Key::Node(v.node), v.cx.portal.site.nodes[v.node].reference());
