//! How well the maps of the field are read: what was found, held against what a reader counted.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use journeybook_engine::Output;
use journeybook_model::Severity;
use serde_json::Value;

use crate::site::{Site, diagnostics, model, real_maps};
use crate::tree;

/// The share of hand-counted entries that must be found.
pub const ENTRIES_BAR: f64 = 0.98;

/// Steps and entries of one stage, by lane; `steps` and `custom` beside the words of the standard lanes.
pub type Counts = BTreeMap<String, usize>;

/// What a reader counted in one file.
#[derive(Debug)]
pub struct Expected {
    /// The file below the folder of maps.
    pub path: String,
    /// How many maps it holds.
    pub journeys: usize,
    /// Their stages, one map after the other.
    pub stages: Vec<Counts>,
    /// How many errors are right to be said.
    pub errors: usize,
}

/// What the engine found in one file.
#[derive(Debug, Default)]
pub struct Found {
    /// How many maps.
    pub journeys: usize,
    /// Their stages, one map after the other.
    pub stages: Vec<Counts>,
    /// The labels of lanes that are no standard ones.
    pub custom: Vec<String>,
    /// Errors, warnings and hints.
    pub said: [usize; 3],
}

/// One file of the field.
#[derive(Debug)]
pub struct Row {
    /// By a reader.
    pub expected: Expected,
    /// By the engine.
    pub found: Found,
}

/// Files that are no maps and need only be read.
#[derive(Debug, Default)]
pub struct Corpus {
    /// How many files.
    pub files: usize,
    /// How many of them became a page.
    pub pages: usize,
    /// How many became a map.
    pub journeys: usize,
    /// The errors about files whose id another file has, a line each: they are refused, and said.
    pub refused: Vec<String>,
    /// All other errors.
    pub errors: Vec<String>,
}

/// How many were found of how many; what is found and was not counted weighs as much as what is missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    /// Both counted and found.
    pub both: usize,
    /// Counted or found.
    pub either: usize,
}

impl Share {
    fn of(expected: usize, found: usize) -> Self {
        Self { both: expected.min(found), either: expected.max(found) }
    }

    /// From 0 to 1; all of nothing is 1.
    pub fn ratio(self) -> f64 {
        if self.either == 0 { 1.0 } else { self.both as f64 / self.either as f64 }
    }
}

impl std::iter::Sum for Share {
    fn sum<I: Iterator<Item = Self>>(shares: I) -> Self {
        shares.fold(Self::default(), |sum, share| Self {
            both: sum.both + share.both,
            either: sum.either + share.either,
        })
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} ({:.1} %)", self.both, self.either, self.ratio() * 100.0)
    }
}

impl Row {
    /// The stages of the file.
    pub fn stages(&self) -> Share {
        Share::of(self.expected.stages.len(), self.found.stages.len())
    }

    /// The steps of the file, stage by stage.
    pub fn steps(&self) -> Share {
        self.shares(|lane| lane == "steps")
    }

    /// The entries of the file, stage by stage and lane by lane.
    pub fn entries(&self) -> Share {
        self.shares(|lane| lane != "steps")
    }

    fn shares(&self, is_meant: impl Fn(&str) -> bool) -> Share {
        let none = Counts::new();
        let columns = self.expected.stages.len().max(self.found.stages.len());
        let at = |stages: &'_ [Counts], at: usize, lane: &str| {
            stages.get(at).unwrap_or(&none).get(lane).copied().unwrap_or_default()
        };
        let lanes = self.lanes();
        (0..columns)
            .flat_map(|column| lanes.iter().map(move |lane| (column, lane)))
            .filter(|(_, lane)| is_meant(lane))
            .map(|(column, lane)| {
                Share::of(at(&self.expected.stages, column, lane), at(&self.found.stages, column, lane))
            })
            .sum()
    }

    fn lanes(&self) -> Vec<String> {
        let stages = self.expected.stages.iter().chain(&self.found.stages);
        let mut lanes: Vec<_> = stages.flat_map(|stage| stage.keys().cloned()).collect();
        lanes.sort();
        lanes.dedup();
        lanes
    }

    /// What differs between the two counts, stage by stage.
    pub fn differences(&self) -> Vec<String> {
        let Self { expected, found } = self;
        let counts = [("journeys", expected.journeys, found.journeys)];
        let stages = [("stages", expected.stages.len(), found.stages.len())];
        let mut said: Vec<_> = counts
            .into_iter()
            .chain(stages)
            .filter(|(_, expected, found)| expected != found)
            .map(|(what, expected, found)| format!("{}: {found} {what}, not {expected}", self.expected.path))
            .collect();
        for (at, (expected, found)) in expected.stages.iter().zip(&found.stages).enumerate() {
            if expected != found {
                said.push(format!("{}: stage {} {found:?}, not {expected:?}", self.expected.path, at + 1));
            }
        }
        said
    }
}

/// The counts of one file in `tests/field/`.
fn expected(name: &str) -> Vec<Expected> {
    let text = tree::text(&tree::repository().join("tests/field").join(name));
    let table: toml::Table = text.parse().expect("the counts are TOML");
    table.into_iter().map(|(path, file)| expected_of(path, &file)).collect()
}

fn expected_of(path: String, file: &toml::Value) -> Expected {
    let number = |value: &toml::Value| value.as_integer().and_then(|count| usize::try_from(count).ok());
    let stage = |stage: &toml::Value| {
        let lanes = stage.as_table().expect("a stage is a table").iter();
        lanes.map(|(lane, count)| (lane.clone(), number(count).expect("a count"))).collect()
    };
    let stages = file.get("stages").and_then(toml::Value::as_array);
    Expected {
        path,
        journeys: file.get("journeys").and_then(number).expect("`journeys` is a count"),
        stages: stages.into_iter().flatten().map(stage).collect(),
        errors: file.get("errors").and_then(number).unwrap_or_default(),
    }
}

/// The folder of the field's maps; none where it does not lie beside the checkout.
pub fn folder() -> Option<PathBuf> {
    Some(real_maps()?.parent()?.to_owned())
}

/// The counted files of public repositories, below the folder they lie in.
pub fn rows(folder: &Path) -> Vec<Row> {
    expected("expected.toml").into_iter().map(|expected| row(folder, expected)).collect()
}

/// Maps written for this repository, in shapes that occur in the wild.
pub fn wild() -> Vec<Row> {
    let folder = tree::repository().join("tests/field");
    expected("wild.toml").into_iter().map(|expected| row(&folder, expected)).collect()
}

/// A counted file, built on its own in a site that has no settings.
fn row(folder: &Path, expected: Expected) -> Row {
    let text = tree::text(&folder.join(&expected.path));
    let found = found(&built(&expected.path, &text));
    Row { expected, found }
}

/// A site of one text, read as what its path says it is.
pub fn built(path: &str, text: &str) -> Output {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    Site::of([(&*format!("content/{stem}.md"), &*markdown(path, text))]).build()
}

/// Diagrams stand in a fence of Markdown, out of their own file or out of a page.
fn markdown(path: &str, text: &str) -> String {
    let drawn = |diagram: &str| format!("# A journey\n\n```mermaid\n{diagram}\n```\n");
    match path.rsplit('.').next() {
        Some("mmd") => drawn(text),
        Some("html") => drawn(between(text, "<pre class=\"mermaid\">", "</pre>")),
        _ => text.to_owned(),
    }
}

fn between<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    let inside = text.split_once(open).map_or("", |(_, rest)| rest);
    inside.split_once(close).map_or(inside, |(inside, _)| inside)
}

/// The counts of a build.
pub fn found(output: &Output) -> Found {
    let site = model(output);
    let journeys = list(&site["journeys"]);
    let stages = || journeys.iter().flat_map(|journey| list(&journey["stages"]));
    let mut custom: Vec<_> =
        stages().flat_map(entries).filter(is_custom).map(|entry| word(entry, "label")).collect();
    custom.sort();
    custom.dedup();
    Found {
        journeys: journeys.len(),
        stages: stages().map(counts).collect(),
        custom,
        said: [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| output.count(severity)),
    }
}

fn counts(stage: &Value) -> Counts {
    let mut counts = Counts::new();
    let steps = list(&stage["steps"]).len();
    if steps > 0 {
        counts.insert("steps".to_owned(), steps);
    }
    for entry in entries(stage) {
        let lane = if is_custom(&entry) { "custom".to_owned() } else { word(entry, "lane") };
        *counts.entry(lane).or_default() += 1;
    }
    counts
}

/// The entries of a stage and of its steps.
fn entries(stage: &Value) -> impl Iterator<Item = &Value> {
    let steps = list(&stage["steps"]).iter();
    list(&stage["entries"]).iter().chain(steps.flat_map(|step| list(&step["entries"])))
}

fn is_custom(entry: &&Value) -> bool {
    entry["role"] == "custom"
}

fn word(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The corpus of roadmap tasks, built as one site.
pub fn corpus(folder: &Path) -> Corpus {
    let site = Site::folder(&folder.join("corpora/nj-roadmaps"));
    let markdown: Vec<String> = site.files().keys().filter(|path| path.ends_with(".md")).cloned().collect();
    let output = site.build();
    let said = diagnostics(&output, false);
    let errors = said.lines().filter(|line| line.contains(" error JB")).map(str::to_owned);
    let (refused, errors) = errors.partition(|line: &String| line.contains(" JB201 "));
    let site = model(&output);
    let of = |kind: &str| list(&site[kind]).iter().filter(|document| !document["file"].is_null()).count();
    Corpus { files: markdown.len(), pages: of("pages"), journeys: of("journeys"), refused, errors }
}
