//! Files of other tools, read and built into sites.

pub mod leaves;

use std::collections::BTreeSet;

use journeybook_engine::Output;
use journeybook_importers::formats;
use journeybook_plugin::{Imported, SourceFile};
use journeybook_tests::site::{Site, assert_no_errors, diagnostics, real_maps};
use journeybook_tests::tree;
use serde_json::Value;

/// A file of the real maps; none where they are not there.
pub fn real(path: &str) -> Option<String> {
    Some(tree::text(&real_maps()?.join("..").join(path)))
}

pub fn read(path: &str, text: &str, mapping: Option<&str>) -> Imported {
    let name = path.rsplit('/').next().unwrap_or(path);
    formats::read(&SourceFile::new(name, text), None, mapping).expect("the file is read")
}

/// The documents as a site.
pub fn built(imported: &Imported) -> Output {
    let paths: Vec<String> =
        imported.documents.iter().map(|document| format!("content/{}", document.path)).collect();
    let distinct: BTreeSet<&String> = paths.iter().collect();
    assert_eq!(distinct.len(), paths.len(), "every document has a path of its own");
    let texts = imported.documents.iter().map(|document| document.text.as_str());
    let output = Site::of(paths.iter().map(String::as_str).zip(texts)).build();
    assert_no_errors(&output);
    output
}

/// Builds and fails with what is said, if anything but hints is.
pub fn built_without_warnings(imported: &Imported) -> Output {
    let output = built(imported);
    let said = diagnostics(&output, true);
    assert!(!said.lines().any(|line| line.contains(" warning ")), "{said}");
    output
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

pub fn journey<'m>(model: &'m Value, id: &str) -> &'m Value {
    list(&model["journeys"])
        .iter()
        .find(|journey| journey["id"] == id)
        .unwrap_or_else(|| panic!("there is no `{id}`"))
}

pub fn stages(journey: &Value) -> &[Value] {
    list(&journey["stages"])
}

pub fn steps(journey: &Value) -> Vec<&Value> {
    stages(journey).iter().flat_map(|stage| list(&stage["steps"])).collect()
}

/// How many entries of a lane a map has, on stages and steps.
pub fn entries(journey: &Value, lane: &str) -> usize {
    let columns = stages(journey).iter().chain(steps(journey));
    columns.flat_map(|column| list(&column["entries"])).filter(|entry| entry["lane"] == lane).count()
}
