//! A map as JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;

use journeybook_model::{Attributes, Entry, Feeling, Journey, Rich, Score, Section, Stage, Step};
use serde_json::json;

use super::json::{Object, put};
use super::{diagnostic, extra};
use crate::plugin::Part;
use crate::project::{Landing, Projection};
use crate::render::checklist;
use crate::render::portal::{Place, Portal};
use crate::resolve::NodeId;

/// The portal, and the node that is written.
#[derive(Clone, Copy)]
pub struct Of<'p> {
    /// The portal.
    pub portal: &'p Portal,
    /// The node.
    pub node: NodeId,
}

/// A map as an object.
pub fn journey(to: &mut Object<'_>, portal: &Portal, node: NodeId) {
    let of = Of { portal, node };
    let known = &portal.site.nodes[node];
    let file = portal.document(node).expect("a journey has a file");
    let (map, fields) = (portal.journey(node), &file.fields);
    put!(to, {
        "id": &known.id, "title": &known.title, "url": &known.url, "file": &*file.source.path,
        "line": file.source.line(file.title_span.start), "kind": "journey",
        "persona": of.ids("persona"), "scenario": fields.text("scenario"), "goal": fields.text("goal"),
        "expectations": fields.texts("expectations"), "framework": fields.text("framework"),
        "form": fields.text("form"), "basis": fields.text("basis"), "of": of.ids("of").first(),
        "parent": of.ids("parent").first(), "status": fields.text("status"), "owner": fields.text("owner"),
        "team": of.ids("team").first(), "tags": fields.texts("tags"), "reviewed": fields.text("reviewed"),
        "review_by": fields.text("review-by"), "scale": [map.scale.low, map.scale.high], "extra": extra(file),
        "overview_html": of.html(&map.overview),
    });
    of.stages(to, map);
    of.sections(to, &map.sections);
    to.objects("views", portal.projections(node), |to, view| of.projection(to, view));
    of.scores(to);
    put!(to, { "maturity": checklist::maturity(portal, node), "checklist": checklist::checklist(portal, node) });
    to.objects("findings", portal.findings(node), |to, (_, note)| diagnostic(to, portal, note));
}

impl<'p> Of<'p> {
    fn ids(self, key: &str) -> Vec<&'p str> {
        let nodes = &self.portal.site.nodes;
        self.portal.site.fields_to(self.node, key).iter().map(|node| nodes[*node].id.as_str()).collect()
    }

    /// The HTML of a text, with addresses from the portal's root.
    pub fn html(self, text: &'p Rich) -> Cow<'p, str> {
        match text.holes() {
            [] => Cow::Borrowed(text.html()),
            _ => Cow::Owned(self.portal.html_at_root(self.node, text)),
        }
    }

    fn line(self, byte: u32) -> u32 {
        self.portal.document(self.node).map_or(0, |document| document.source.line(byte))
    }

    /// The sections of a text.
    pub fn sections(self, to: &mut Object<'_>, sections: &'p [Section]) {
        to.objects("sections", sections, |to, section| {
            put!(to, { "id": &section.id, "title": &section.title, "level": section.level });
            to.text("html", &self.html(&section.body));
        });
    }

    fn stages(self, to: &mut Object<'_>, map: &'p Journey) {
        to.objects("stages", map.stages.iter().enumerate(), |to, (at, stage)| self.stage(to, at, stage));
    }

    fn stage(self, to: &mut Object<'_>, at: usize, stage: &'p Stage) {
        put!(to, {
            "id": &stage.id, "title": &stage.title, "framework_stage": self.framework_stage(at),
            "duration": &stage.duration, "line": self.line(stage.span.start),
            "narrative_html": self.html(&stage.narrative),
        });
        feeling(to, stage.feeling.as_ref());
        self.entries(to, &stage.entries);
        to.put("verbatims", texts(&stage.verbatims));
        to.objects("steps", &stage.steps, |to, step| self.step(to, step));
    }

    fn framework_stage(self, at: usize) -> Option<&'p str> {
        let place = (*self.portal.site.nodes[self.node].places.get(at)?)?;
        let model = self.portal.site.model(&self.portal.document(self.node)?.fields.text("framework")?)?;
        Some(&model.stages[place].id)
    }

    fn step(self, to: &mut Object<'_>, step: &'p Step) {
        put!(to, {
            "id": &step.id, "title": &step.title, "duration": &step.duration,
            "line": self.line(step.span.start), "path": step.attributes.get("path"),
            "narrative_html": self.html(&step.narrative),
        });
        feeling(to, step.feeling.as_ref());
        self.entries(to, &step.entries);
        to.put("verbatims", texts(&step.verbatims));
    }

    fn entries(self, to: &mut Object<'_>, entries: &'p [Entry]) {
        to.objects("entries", entries, |to, entry| self.entry(to, entry));
    }

    fn entry(self, to: &mut Object<'_>, entry: &'p Entry) {
        let nodes = &self.portal.site.nodes;
        let targets = &nodes[self.node].targets;
        let refs = entry.links.clone().filter_map(|link| targets.get(link as usize)?.node());
        put!(to, {
            "lane": entry.lane.id(), "label": &entry.label, "role": entry.lane.role().word(),
            "text": &entry.text.text(), "html": self.html(&entry.text), "attrs": attributes(&entry.attributes),
            "refs": refs.map(|node| nodes[node].reference()).collect::<Vec<_>>(),
            "line": self.line(entry.span.start),
        });
    }

    /// The map through a framework: every step once, in a stage, outside or nowhere.
    fn projection(self, to: &mut Object<'_>, view: &'p Projection) {
        let model = self.portal.site.model(&view.framework);
        let title =
            |at: usize| model.and_then(|model| model.stages.get(at)).map(|stage| stage.title.as_str());
        let own = |at: &usize| self.portal.journey(self.node).stages[*at].id.as_str();
        to.put("framework", &view.framework);
        to.objects("stages", view.stages.iter().enumerate(), |to, (at, id)| {
            put!(to, { "id": id, "title": title(at).unwrap_or(id) });
            to.objects("steps", view.inside(at), |to, column| self.seat(to, column, view));
        });
        to.objects("outside", view.outside(), |to, column| self.seat(to, column, view));
        to.objects("unplaced", view.unplaced(), |to, column| self.seat(to, column, view));
        to.object("coverage", |to| put!(to, { "inside": view.covered(), "of": view.seats.len() }));
        to.objects("merged", &view.merged, |to, merged| {
            let from: Vec<_> = merged.from.iter().map(own).collect();
            put!(to, { "into": &view.stages[merged.into], "from": from });
        });
        let fidelity = view.fidelity.map(
            |known| json!({ "recovered": known.recovered, "of": known.stages, "outside": known.outside }),
        );
        to.put("fidelity", fidelity);
    }

    fn seat(self, to: &mut Object<'_>, column: usize, view: &Projection) {
        let place = Place { journey: self.node, column };
        let seat = view.seats[column];
        let stages = &self.portal.journey(self.node).stages;
        put!(to, {
            "step": self.portal.shown(place).id, "stage": &stages[self.portal.column(place).stage].id,
        });
        if let Some(anchor) = seat.anchor {
            to.put("anchor", anchor);
        }
        if let Some(Landing::Outside { nearest, distance }) = seat.landing {
            put!(to, { "nearest": &view.stages[nearest], "distance": distance });
        }
    }

    fn scores(self, to: &mut Object<'_>) {
        let all = self.portal.facts.scores(self.node).map(|scores| scores.as_slice()).unwrap_or_default();
        to.objects("scores", all, |to, known| self.score(to, known));
    }

    fn score(self, to: &mut Object<'_>, score: &Score) {
        let known = self.portal.definition(score);
        let pair = |(low, high)| [low, high];
        put!(to, {
            "plugin": &score.plugin, "id": &score.id, "title": known.map(|known| &known.title),
            "value": score.value, "unit": known.map(|known| &known.unit),
            "scale": known.and_then(|known| known.low.zip(known.high)).map(pair), "n": score.n,
            "n_excluded": score.excluded, "interval": score.low.zip(score.high).map(pair),
            "explanation": &score.explanation,
        });
        to.objects("details", &score.attributes, |to, (name, value)| {
            put!(to, { "name": name, "value": value });
        });
        to.objects("parts", &score.parts, |to, part| {
            self.part(to, &score.plugin, part.node);
            put!(to, { "value": part.value, "note": &part.note });
        });
    }

    /// A part's handle as the id of its stage or step; an entry with its words as well.
    fn part(self, to: &mut Object<'_>, plugin: &str, handle: u32) {
        let stages = &self.portal.journey(self.node).stages;
        let part = self.portal.facts.part(&self.portal.site, self.node, plugin, handle);
        match part {
            Some(Part::Stage(stage) | Part::Entry(stage, None, _)) => to.put("stage", &stages[stage].id),
            Some(Part::Step(stage, step) | Part::Entry(stage, Some(step), _)) => {
                to.put("step", &stages[stage].steps[step].id);
            }
            Some(Part::Journey) | None => {}
        }
        match part {
            Some(Part::Entry(stage, None, at)) => to.put("entry", stages[stage].entries[at].text.text()),
            Some(Part::Entry(stage, Some(step), at)) => {
                to.put("entry", stages[stage].steps[step].entries[at].text.text());
            }
            _ => {}
        }
    }
}

fn feeling(to: &mut Object<'_>, feeling: Option<&Feeling>) {
    match feeling {
        None => to.put("feeling", ()),
        Some(known) => to.object("feeling", |to| {
            put!(to, {
                "raw": &known.raw, "value": known.value, "normal": known.normal, "word": &known.word,
                "intensity": known.intensity, "expected": known.expected, "gap": known.gap(),
            });
        }),
    }
}

fn attributes(attributes: &Attributes) -> BTreeMap<&str, &str> {
    let id = attributes.id().map(|id| ("id", id));
    attributes.items().iter().map(|item| (&*item.key, &*item.value)).chain(id).collect()
}

fn texts(texts: &[Rich]) -> Vec<Cow<'_, str>> {
    texts.iter().map(Rich::text).collect()
}
