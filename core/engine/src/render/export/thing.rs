//! Things other than maps as JSON: documents, what data says of them, frameworks, opportunities.

use journeybook_model::{Document, Kind, StageModel};
use serde_json::{Value, json};

use super::json::{Object, put};
use super::map::Of;
use crate::data::{Cells, Group, Measured};
use crate::plugin::FigureRecord;
use crate::render::portal::Portal;
use crate::resolve::{NodeId, Opportunity};

/// A document, or a thing that was only named.
pub fn document(to: &mut Object<'_>, portal: &Portal, node: NodeId) {
    let of = Of { portal, node };
    let known = &portal.site.nodes[node];
    let file = portal.document(node);
    let prose = file.and_then(Document::prose);
    put!(to, {
        "id": &known.id, "title": &known.title, "url": &known.url, "kind": known.kind.word(),
        "file": file.map(|file| &*file.source.path),
    });
    to.object("fields", |to| {
        file.iter().flat_map(|file| &file.fields.0).for_each(|field| to.put(&field.key, &field.value));
    });
    match prose {
        Some(prose) => {
            to.text("html", &of.html(&prose.lead));
            of.sections(to, &prose.sections);
        }
        None => put!(to, { "html": (), "sections": () }),
    }
    let mentions: Vec<_> =
        known.mentions.iter().map(|mention| portal.site.nodes[mention.from].reference()).collect();
    to.put("mentions", mentions);
    match portal.site.model(&known.id).filter(|_| known.kind == Kind::Framework) {
        Some(model) => to.objects("stages", &model.stages, stage),
        None => to.put("stages", ()),
    }
    put!(to, { "figures": figures(portal, node), "analyses": analyses(portal, node) });
}

/// A stage of a framework.
fn stage(to: &mut Object<'_>, stage: &StageModel) {
    put!(to, {
        "id": &stage.id, "title": &stage.title, "low": stage.low, "high": stage.high,
        "definition": &stage.definition, "questions": &stage.questions, "touchpoints": &stage.touchpoints,
        "measures": &stage.measures, "aliases": &stage.aliases, "parallel": stage.parallel,
    });
}

/// An opportunity, with the steps that name it.
pub fn opportunity(to: &mut Object<'_>, portal: &Portal, known: &Opportunity) {
    put!(to, {
        "id": &known.id, "title": &known.title, "impact": known.impact, "reach": known.reach,
        "effort": known.effort, "priority": known.priority, "status": &known.status, "owner": &known.owner,
    });
    to.objects("sources", &known.origins, |to, origin| {
        let place = portal.place(origin.journey, origin.spot);
        put!(to, {
            "journey": &portal.site.nodes[origin.journey].id, "step": place.map(|place| portal.shown(place).id),
        });
    });
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
        "counts": counts, "segments": segments(open),
    })
}

/// What is known of each group that may be shown.
fn segments(figure: Option<&FigureRecord>) -> Option<Vec<Value>> {
    let groups = figure.map(FigureRecord::segments).filter(|groups| !groups.is_empty())?;
    let one = |group: Group| json!({ "segment": group.name, "n": group.n, "value": group.mean });
    Some(groups.into_iter().map(one).collect())
}

fn analyses(portal: &Portal, node: NodeId) -> Option<Vec<Value>> {
    let own = portal.data.analysed.iter().filter(|known| known.evidence == node);
    let analyses: Vec<_> = own.map(|known| json!({ "columns": known.columns, "rows": known.rows })).collect();
    (!analyses.is_empty()).then_some(analyses)
}
