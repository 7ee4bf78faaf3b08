//! The site model as others read it: `api/site.json` and one file a journey.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use journeybook_model::{
    Attributes, Diagnostic, Digest, Document, Entry, Feeling, Kind, Rich, Score, Section, Stage, Step,
};
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::address::settle;
use super::checklist;
use super::portal::{Place, Portal};
use crate::data::{Cells, Measured};
use crate::outlet::{Listing, Outlet};
use crate::parse::unknown_fields;
use crate::plugin::Part;
use crate::project::{Landing, Projection};
use crate::resolve::NodeId;

/// The name and version of the format.
const FORMAT: &str = "journeybook-site/1";

/// The whole site, and each of its maps, as JSON texts by address. No more than one map is held at a time.
pub fn files(portal: &Portal, outlet: &dyn Outlet) -> Listing {
    let write = |node: NodeId| {
        let (address, text) = (address(portal, node), map(portal, node));
        let digest = Digest::of(&text);
        outlet.put(&address, digest, text.into());
        (address, digest)
    };
    let mut files: Listing = portal.journeys().into_par_iter().map(write).collect();
    let again = |node: NodeId| {
        let address = address(portal, node);
        let digest = files[&address];
        outlet.get(&address, digest).unwrap_or_else(|| map(portal, node).into())
    };
    let digest = outlet.stream("api/site.json", &mut |to| site(portal, &again, to));
    files.insert(Arc::from("api/site.json"), digest);
    files
}

fn address(portal: &Portal, node: NodeId) -> Arc<str> {
    Arc::from(format!("api/journeys/{}.json", portal.site.nodes[node].id))
}

/// A map as a text that ends in a line break.
fn map(portal: &Portal, node: NodeId) -> Vec<u8> {
    written(&journey(portal, node))
}

/// The whole site; the maps are written already.
fn site(portal: &Portal, map: &dyn Fn(NodeId) -> Arc<[u8]>, to: &mut dyn Write) -> io::Result<()> {
    const MAPS: &[u8] = b"\"journeys\":[]";
    let rest = written(&around(portal));
    let at = rest.windows(MAPS.len()).position(|found| found == MAPS).expect("the list of maps is written empty");
    let (before, after) = rest.split_at(at + MAPS.len() - 1);
    to.write_all(before)?;
    for (number, node) in portal.journeys().into_iter().enumerate() {
        let comma: &[u8] = if number == 0 { b"" } else { b"," };
        to.write_all(comma)?;
        to.write_all(map(node).trim_ascii_end())?;
    }
    to.write_all(after)
}

/// The site without its maps.
fn around(portal: &Portal) -> Value {
    let settings = &portal.site.settings;
    let list = |kind| portal.site.of_kind(kind).map(|node| document(portal, node)).collect::<Vec<_>>();
    let mut site = Map::new();
    site.insert("format".into(), FORMAT.into());
    site.insert(
        "site".into(),
        json!({ "title": settings.title, "base_url": settings.base_url, "language": settings.language }),
    );
    site.insert("journeys".into(), json!([]));
    for kind in Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Journey | Kind::Opportunity)) {
        site.insert(kind.folder().into(), list(kind).into());
    }
    site.insert("opportunities".into(), opportunities(portal));
    let diagnostics: Vec<_> = portal.diagnostics.iter().map(|note| diagnostic(portal, note)).collect();
    site.insert("diagnostics".into(), diagnostics.into());
    Value::Object(site)
}

fn written(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).expect("a JSON value is always written");
    bytes.push(b'\n');
    bytes
}

/// The HTML of a text, with addresses from the portal's root.
fn html(portal: &Portal, node: NodeId, text: &Rich) -> String {
    settle(&portal.html(node, text), "", Some(""))
}

fn journey(portal: &Portal, node: NodeId) -> Value {
    let known = &portal.site.nodes[node];
    let file = portal.document(node).expect("a journey has a file");
    let map = portal.journey(node);
    let fields = &file.fields;
    let ids = |key: &str| -> Vec<&str> {
        portal.site.fields_to(node, key).iter().map(|node| portal.site.nodes[*node].id.as_str()).collect()
    };
    json!({
        "id": known.id, "title": known.title, "url": known.url, "file": &*file.source.path,
        "line": file.source.line(file.title_span.start), "kind": "journey",
        "persona": ids("persona"), "scenario": fields.text("scenario"), "goal": fields.text("goal"),
        "expectations": fields.texts("expectations"), "framework": fields.text("framework"),
        "form": fields.text("form"), "basis": fields.text("basis"), "of": ids("of").first(), "parent": ids("parent").first(),
        "status": fields.text("status"), "owner": fields.text("owner"), "team": ids("team").first(),
        "tags": fields.texts("tags"), "reviewed": fields.text("reviewed"), "review_by": fields.text("review-by"),
        "scale": [map.scale.low, map.scale.high], "extra": extra(file),
        "overview_html": html(portal, node, &map.overview),
        "stages": map.stages.iter().enumerate().map(|(at, found)| stage(portal, node, at, found)).collect::<Vec<_>>(),
        "sections": sections(portal, node, &map.sections),
        "views": portal.projections(node).iter().map(|view| projection(portal, node, view)).collect::<Vec<_>>(),
        "scores": scores(portal, node), "maturity": checklist::maturity(portal, node),
        "checklist": checklist::checklist(portal, node),
        "findings": portal.findings(node).map(|(_, note)| diagnostic(portal, note)).collect::<Vec<_>>(),
    })
}

/// A map through a framework: every step once, in a stage, outside or nowhere.
fn projection(portal: &Portal, node: NodeId, view: &Projection) -> Value {
    let model = portal.site.model(&view.framework);
    let title = |at: usize| model.and_then(|model| model.stages.get(at)).map(|stage| stage.title.as_str());
    let seats = |columns: &mut dyn Iterator<Item = usize>| -> Vec<Value> {
        columns.map(|column| seat(portal, Place { journey: node, column }, view)).collect()
    };
    let own = |at: &usize| portal.journey(node).stages[*at].id.clone();
    json!({
        "framework": view.framework,
        "stages": view.stages.iter().enumerate().map(|(at, id)| json!({
            "id": id, "title": title(at).unwrap_or(id), "steps": seats(&mut view.inside(at)),
        })).collect::<Vec<_>>(),
        "outside": seats(&mut view.outside()), "unplaced": seats(&mut view.unplaced()),
        "coverage": { "inside": view.covered(), "of": view.seats.len() },
        "merged": view.merged.iter().map(|merged| json!({
            "into": view.stages[merged.into], "from": merged.from.iter().map(own).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "fidelity": view.fidelity.map(|fidelity| json!({
            "recovered": fidelity.recovered, "of": fidelity.stages, "outside": fidelity.outside,
        })),
    })
}

fn seat(portal: &Portal, place: Place, view: &Projection) -> Value {
    let seat = view.seats[place.column];
    let mut shown = Map::new();
    shown.insert("step".into(), portal.shown(place).id.into());
    shown.insert(
        "stage".into(),
        portal.journey(place.journey).stages[portal.column(place).stage].id.as_str().into(),
    );
    shown.extend(seat.anchor.map(|anchor| ("anchor".into(), json!(anchor))));
    if let Some(Landing::Outside { nearest, distance }) = seat.landing {
        shown.insert("nearest".into(), view.stages[nearest].as_str().into());
        shown.insert("distance".into(), json!(distance));
    }
    Value::Object(shown)
}

fn extra(document: &Document) -> Value {
    Value::Object(unknown_fields(document).map(|field| (field.key.clone(), field.value.clone())).collect())
}

fn stage(portal: &Portal, node: NodeId, at: usize, stage: &Stage) -> Value {
    json!({
        "id": stage.id, "title": stage.title, "framework_stage": framework_stage(portal, node, at),
        "duration": stage.duration, "line": line(portal, node, stage.span.start),
        "narrative_html": html(portal, node, &stage.narrative), "feeling": stage.feeling.as_ref().map(feeling),
        "entries": entries(portal, node, &stage.entries), "verbatims": texts(&stage.verbatims),
        "steps": stage.steps.iter().map(|found| step(portal, node, found)).collect::<Vec<_>>(),
    })
}

fn framework_stage(portal: &Portal, node: NodeId, at: usize) -> Option<String> {
    let place = (*portal.site.nodes[node].places.get(at)?)?;
    let model = portal.site.model(&portal.document(node)?.fields.text("framework")?)?;
    Some(model.stages[place].id.clone())
}

fn step(portal: &Portal, node: NodeId, step: &Step) -> Value {
    json!({
        "id": step.id, "title": step.title, "duration": step.duration, "line": line(portal, node, step.span.start),
        "path": step.attributes.get("path"), "narrative_html": html(portal, node, &step.narrative),
        "feeling": step.feeling.as_ref().map(feeling), "entries": entries(portal, node, &step.entries),
        "verbatims": texts(&step.verbatims),
    })
}

fn feeling(feeling: &Feeling) -> Value {
    json!({
        "raw": feeling.raw, "value": feeling.value, "normal": feeling.normal, "word": feeling.word,
        "intensity": feeling.intensity,
    })
}

fn entries(portal: &Portal, node: NodeId, entries: &[Entry]) -> Vec<Value> {
    entries.iter().map(|found| entry(portal, node, found)).collect()
}

fn entry(portal: &Portal, node: NodeId, entry: &Entry) -> Value {
    let targets = &portal.site.nodes[node].targets;
    let refs = entry.links.clone().filter_map(|link| targets.get(link as usize)?.node());
    json!({
        "lane": entry.lane.id(), "label": entry.label, "role": entry.lane.role().word(), "text": entry.text.text,
        "html": html(portal, node, &entry.text), "attrs": attributes(&entry.attributes),
        "refs": refs.map(|node| portal.site.nodes[node].reference()).collect::<Vec<_>>(),
        "line": line(portal, node, entry.span.start),
    })
}

fn attributes(attributes: &Attributes) -> BTreeMap<&str, &str> {
    let id = attributes.id.as_deref().map(|id| ("id", id));
    attributes.items.iter().map(|item| (item.key.as_str(), item.value.as_str())).chain(id).collect()
}

fn texts(texts: &[Rich]) -> Vec<&str> {
    texts.iter().map(|text| text.text.as_str()).collect()
}

fn line(portal: &Portal, node: NodeId, byte: u32) -> u32 {
    portal.document(node).map_or(0, |document| document.source.line(byte))
}

fn sections(portal: &Portal, node: NodeId, sections: &[Section]) -> Vec<Value> {
    let section = |section: &Section| {
        json!({
            "id": section.id, "title": section.title, "level": section.level,
            "html": html(portal, node, &section.body),
        })
    };
    sections.iter().map(section).collect()
}

fn scores(portal: &Portal, node: NodeId) -> Vec<Value> {
    let all = portal.facts.scores.get(&node).map(Vec::as_slice).unwrap_or_default();
    all.iter().map(|known| score(portal, node, known)).collect()
}

fn score(portal: &Portal, node: NodeId, score: &Score) -> Value {
    let known = portal.definition(score);
    json!({
        "plugin": score.plugin, "id": score.id, "title": known.map(|known| &known.title), "value": score.value,
        "unit": known.map(|known| &known.unit),
        "scale": known.and_then(|known| known.low.zip(known.high)).map(|(low, high)| [low, high]),
        "n": score.n, "n_excluded": score.excluded, "interval": score.low.zip(score.high).map(|(low, high)| [low, high]),
        "explanation": score.explanation,
        "details": score.attributes.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect::<Vec<_>>(),
        "parts": score.parts.iter().map(|part| {
            let mut shown = place(portal, node, &score.plugin, part.node);
            shown.insert("value".into(), json!(part.value));
            shown.insert("note".into(), json!(part.note));
            Value::Object(shown)
        }).collect::<Vec<_>>(),
    })
}

/// A part's handle as the id of its stage or step.
fn place(portal: &Portal, node: NodeId, plugin: &str, handle: u32) -> Map<String, Value> {
    let stages = &portal.journey(node).stages;
    let named = match portal.facts.part(node, plugin, handle) {
        Some(Part::Stage(stage)) => Some(("stage", &stages[stage].id)),
        Some(Part::Step(stage, step)) => Some(("step", &stages[stage].steps[step].id)),
        Some(Part::Entry(stage, None, at)) => {
            return part_of(("stage", &stages[stage].id), &stages[stage].entries[at]);
        }
        Some(Part::Entry(stage, Some(step), at)) => {
            let step = &stages[stage].steps[step];
            return part_of(("step", &step.id), &step.entries[at]);
        }
        Some(Part::Journey) | None => None,
    };
    named.into_iter().map(|(word, id)| (word.to_owned(), json!(id))).collect()
}

/// An entry as the id of its stage or step, and its words.
fn part_of((word, id): (&str, &str), entry: &Entry) -> Map<String, Value> {
    [(word.to_owned(), json!(id)), ("entry".to_owned(), json!(entry.text.text))].into_iter().collect()
}

fn document(portal: &Portal, node: NodeId) -> Value {
    let known = &portal.site.nodes[node];
    let file = portal.document(node);
    let prose = file.and_then(Document::prose);
    let fields: Map<_, _> = file.map_or_else(Map::new, |file| {
        file.fields.0.iter().map(|field| (field.key.clone(), field.value.clone())).collect()
    });
    let mentions: Vec<_> =
        known.mentions.iter().map(|mention| portal.site.nodes[mention.from].reference()).collect();
    json!({
        "id": known.id, "title": known.title, "url": known.url, "kind": known.kind.word(),
        "file": file.map(|file| &*file.source.path), "fields": fields,
        "html": prose.map(|prose| html(portal, node, &prose.lead)),
        "sections": prose.map(|prose| sections(portal, node, &prose.sections)),
        "mentions": mentions, "stages": model(portal, node), "figures": figures(portal, node),
        "analyses": analyses(portal, node),
    })
}

/// What the data of a piece of evidence says, as far as it may be published.
fn figures(portal: &Portal, node: NodeId) -> Option<Vec<Value>> {
    let figures: Vec<_> = portal.measured_by(node).map(|(_, measured)| figure(measured)).collect();
    (!figures.is_empty()).then_some(figures)
}

fn figure(measured: &Measured) -> Value {
    let figure = &measured.figure;
    let open = Some(figure).filter(|figure| !figure.is_of_few());
    let number = |key: &str| figure.attributes.get(key).and_then(|text| text.parse::<f64>().ok());
    let text = |key: &str| figure.attributes.get(key);
    let counts = open.and_then(Cells::of).map(|Cells(cells)| {
        cells.into_iter().map(|(value, count)| json!({ "value": value, "count": count })).collect::<Vec<_>>()
    });
    json!({
        "file": &*measured.file, "column": text("column"), "title": text("title"), "metric": figure.metric,
        "at": figure.at, "few": figure.is_of_few(), "n": open.map(|figure| figure.n), "n_excluded": figure.excluded,
        "value": open.and_then(|figure| figure.value), "low": open.and_then(|figure| figure.low),
        "high": open.and_then(|figure| figure.high), "weighted_mean": open.and_then(|_| number("weighted-mean")),
        "scale": number("scale-low").zip(number("scale-high")).map(|(low, high)| [low, high]),
        "direction": text("direction"), "unit": text("unit"), "period": text("period"), "segment": text("segment"),
        "counts": counts,
    })
}

fn analyses(portal: &Portal, node: NodeId) -> Option<Vec<Value>> {
    let own = portal.data.analysed.iter().filter(|known| known.evidence == node);
    let analyses: Vec<_> = own.map(|known| json!({ "columns": known.columns, "rows": known.rows })).collect();
    (!analyses.is_empty()).then_some(analyses)
}

/// The stages of a framework.
fn model(portal: &Portal, node: NodeId) -> Option<Vec<Value>> {
    let model = portal
        .site
        .model(&portal.site.nodes[node].id)
        .filter(|_| portal.site.nodes[node].kind == Kind::Framework)?;
    let stage = |stage: &journeybook_model::StageModel| {
        json!({
            "id": stage.id, "title": stage.title, "low": stage.low, "high": stage.high,
            "definition": stage.definition, "questions": stage.questions, "touchpoints": stage.touchpoints,
            "measures": stage.measures, "aliases": stage.aliases, "parallel": stage.parallel,
        })
    };
    Some(model.stages.iter().map(stage).collect())
}

fn opportunities(portal: &Portal) -> Value {
    let shown = |known: &crate::resolve::Opportunity| {
        let sources: Vec<_> = known
            .origins
            .iter()
            .map(|origin| {
                let journey = &portal.site.nodes[origin.journey].id;
                let place = portal.place(origin.journey, origin.spot);
                json!({ "journey": journey, "step": place.map(|place| portal.shown(place).id) })
            })
            .collect();
        json!({
            "id": known.id, "title": known.title, "impact": known.impact, "reach": known.reach,
            "effort": known.effort, "priority": known.priority, "status": known.status, "owner": known.owner,
            "sources": sources,
        })
    };
    portal.site.opportunities.iter().map(shown).collect()
}

/// A finding as JSON.
fn diagnostic(portal: &Portal, note: &Diagnostic) -> Value {
    let (line, column) = portal.position(note);
    json!({
        "code": note.code, "severity": note.severity, "file": &*note.place.file, "line": line, "column": column,
        "message": note.message, "help": note.help, "plugin": note.plugin.as_deref(),
    })
}
