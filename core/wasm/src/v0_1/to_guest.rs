//! A map in the contract's records.

use std::collections::BTreeMap;

use journeybook_engine::plugin::{
    Bound, EntryRecord, FigureRecord, JourneyRecord, SourceFile, StageRecord, StepRecord,
};

use super::bindings::importer::exports::journeybook::plugin::importer as guest_importer;
use super::bindings::scores::journeybook::plugin::types as guest;

/// A whole map.
pub(super) fn journey(journey: &JourneyRecord) -> guest::Journey {
    guest::Journey {
        node: journey.node,
        id: journey.id.clone(),
        title: journey.title.clone(),
        framework: journey.framework.clone(),
        attributes: attributes(&journey.attributes),
        stages: journey.stages.iter().map(stage).collect(),
    }
}

fn stage(stage: &StageRecord) -> guest::Stage {
    guest::Stage {
        node: stage.node,
        id: stage.id.clone(),
        title: stage.title.clone(),
        place: stage.place.clone(),
        entries: stage.entries.iter().map(entry).collect(),
        steps: stage.steps.iter().map(step).collect(),
        attributes: attributes(&stage.attributes),
    }
}

fn step(step: &StepRecord) -> guest::Step {
    guest::Step {
        node: step.node,
        id: step.id.clone(),
        title: step.title.clone(),
        feeling: step.feeling.as_ref().map(|(value, raw)| guest::Feeling { value: *value, raw: raw.clone() }),
        entries: step.entries.iter().map(entry).collect(),
        quotes: step.quotes.clone(),
        attributes: attributes(&step.attributes),
    }
}

fn entry(entry: &EntryRecord) -> guest::Entry {
    guest::Entry {
        node: entry.node,
        lane: entry.lane.clone(),
        text: entry.text.clone(),
        attributes: attributes(&entry.attributes),
        refs: entry.refs.clone(),
    }
}

/// The figures of what data says of a map.
pub(super) fn figures(bound: &Bound) -> Vec<guest::Figure> {
    bound.figures.iter().map(figure).collect()
}

fn figure(figure: &FigureRecord) -> guest::Figure {
    guest::Figure {
        metric: figure.metric.clone(),
        at: figure.at.clone(),
        value: figure.value,
        n: figure.n,
        excluded: figure.excluded,
        low: figure.low,
        high: figure.high,
        attributes: attributes(&figure.attributes),
    }
}

/// The tables of it.
pub(super) fn tables(bound: &Bound) -> Vec<guest::Table> {
    let table = |table: &journeybook_engine::plugin::TableRecord| guest::Table {
        columns: table.columns.clone(),
        rows: table.rows,
        cells: table.cells.clone(),
    };
    bound.tables.iter().map(table).collect()
}

fn attributes(attributes: &BTreeMap<String, String>) -> Vec<guest::Attribute> {
    let pair = |(key, value): (&String, &String)| guest::Attribute { key: key.clone(), value: value.clone() };
    attributes.iter().map(pair).collect()
}

/// A file to read.
pub(super) fn source_file(file: &SourceFile) -> guest_importer::SourceFile {
    guest_importer::SourceFile { name: file.name.clone(), bytes: file.bytes.clone() }
}

/// What is known about it.
pub(super) fn options(options: &[(&str, &str)]) -> Vec<guest::Attribute> {
    let pair = |(key, value): &(&str, &str)| guest::Attribute { key: (*key).into(), value: (*value).into() };
    options.iter().map(pair).collect()
}
