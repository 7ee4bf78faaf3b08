//! All bindings of a site, read, checked and brought to the maps they are about.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Document, Kind, Severity, Span};
use rayon::prelude::*;

use super::binding::{self, Binding, Form};
use super::fault::Fault;
use super::places::{Beside, Places};
use super::reading::{self, Reading};
use super::{Files, figures, metrics};
use crate::codes;
use crate::parse::nearest;
use crate::parse::nested::spans;
use crate::plugin::{Bound, FigureRecord};
use crate::resolve::{NodeId, Site, relative, relative_path};

/// Readings of earlier builds, by the digests of file and binding.
#[derive(Default)]
pub struct Memory {
    readings: HashMap<(Digest, Digest), Arc<Reading>>,
}

/// One figure, with where it comes from and where it belongs.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The evidence that binds it.
    pub evidence: NodeId,
    /// The file it was read from.
    pub file: Arc<str>,
    /// The figure.
    pub figure: FigureRecord,
    /// What it is shown beside.
    pub spots: Vec<Beside>,
    /// The maps that are given it.
    pub maps: Vec<NodeId>,
}

/// An analysis of drivers that a piece of evidence declares.
#[derive(Clone, Debug)]
pub struct Analysed {
    /// The evidence.
    pub evidence: NodeId,
    /// The outcome, the drivers, and the weight if there is one.
    pub columns: Vec<String>,
    /// How many rows it rests on.
    pub rows: u32,
}

/// What data says of a site.
#[derive(Debug, Default)]
pub struct Collected {
    /// Every figure, in the order in which the evidence declares them.
    pub measured: Vec<Measured>,
    /// Every analysis of drivers.
    pub analysed: Vec<Analysed>,
    /// What each map is given.
    pub bound: HashMap<NodeId, Arc<Bound>>,
    /// How many files were read now.
    pub reads: usize,
}

/// A binding with where it stands and what it says of.
struct Found<'s> {
    evidence: NodeId,
    document: &'s Document,
    within: Span,
    binding: Binding,
    file: Option<Arc<str>>,
}

impl Memory {
    /// Reads what is bound and was not read before, and says what is wrong with it.
    pub fn collect(&mut self, site: &Site, files: &Files, notes: &mut Vec<Diagnostic>) -> Collected {
        let found: Vec<_> =
            site.of_kind(Kind::Evidence).flat_map(|node| bindings(site, node, files)).collect();
        let reads = self.read(&found, files);
        let mut collecting =
            Collecting { site, collected: Collected { reads, ..Collected::default() }, maps: HashMap::new() };
        for one in &found {
            let faults = match key(one, files).and_then(|key| self.readings.get(&key)) {
                Some(reading) => collecting.take(one, reading),
                None => vec![no_file(one, files)],
            };
            let faults = distinct(faults);
            notes.extend(faults.iter().map(|fault| fault.diagnostic(one.document.source.read(), one.within)));
        }
        collecting.end(notes)
    }

    /// How many files it took.
    fn read(&mut self, found: &[Found<'_>], files: &Files) -> usize {
        let wanted: HashMap<_, _> = found.iter().filter_map(|one| Some((key(one, files)?, one))).collect();
        self.readings.retain(|key, _| wanted.contains_key(key));
        let new: Vec<_> = wanted.into_iter().filter(|(key, _)| !self.readings.contains_key(key)).collect();
        let count = new.len();
        let read: Vec<_> = new
            .into_par_iter()
            .filter_map(|(key, one)| {
                let file = one.file.as_ref()?;
                Some((key, Arc::new(reading::read(&one.binding, file, files.get(file)?))))
            })
            .collect();
        self.readings.extend(read);
        count
    }
}

fn key(one: &Found<'_>, files: &Files) -> Option<(Digest, Digest)> {
    Some((files.get(one.file.as_ref()?)?.digest(), one.binding.digest))
}

fn bindings<'s>(site: &'s Site, evidence: NodeId, files: &Files) -> Vec<Found<'s>> {
    let Some(document) = site.nodes[evidence].document.as_deref() else { return Vec::new() };
    let Some(field) = document.fields.find("data") else { return Vec::new() };
    let spans = spans(document.source.read(), field);
    let found = binding::read(&field.value).into_iter().map(|(number, binding)| {
        let file = binding.file.as_deref().and_then(|file| path(site, document, file, files));
        Found { evidence, document, within: spans[number], binding, file }
    });
    found.collect()
}

/// A path from the evidence file, else from the site's folder.
fn path(site: &Site, document: &Document, file: &str, files: &Files) -> Option<Arc<str>> {
    let beside = relative_path(&site.settings.content, &document.source.path, file);
    let known = |path: &str| files.get_key_value(path).map(|(path, _)| path.clone());
    beside.and_then(|path| known(&path)).or_else(|| known(file.trim_start_matches("./")))
}

fn no_file(one: &Found<'_>, files: &Files) -> Fault {
    let Some(file) = &one.binding.file else {
        let help = "write `file: ../../data/survey.csv`";
        return Fault::error(codes::DATA_BINDING, "data", "the binding names no `file`".to_owned(), help);
    };
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let mut known: Vec<&str> =
        files.keys().map(AsRef::as_ref).filter(|path| !path.ends_with(".md")).collect();
    known.sort_unstable();
    let names: Vec<_> = known.iter().map(|path| name(path)).collect();
    let near = nearest(&name(file), names.iter().map(String::as_str));
    let meant = near.and_then(|near| known.iter().find(|path| name(path) == near));
    let help = "paths are relative to this file or to the site's folder, such as `data/survey.csv`";
    let fault = Fault::error(codes::DATA_FILE, file, format!("there is no file `{file}`"), help);
    Fault { meant: meant.map(|path| relative(&one.document.source.path, path)), ..fault }
}

/// What is collected while the bindings are gone through.
struct Collecting<'s> {
    site: &'s Site,
    collected: Collected,
    maps: HashMap<NodeId, Bound>,
}

impl Collecting<'_> {
    /// Takes what was read for a binding; what is wrong keeps a column's figure back.
    fn take(&mut self, one: &Found<'_>, reading: &Reading) -> Vec<Fault> {
        let places = Places::of(self.site, one.evidence, one.binding.journey.as_deref());
        let mut faults = reading.faults.clone();
        faults.extend(unused(&one.binding));
        let metrics: Vec<_> =
            self.site.of_kind(Kind::Metric).map(|node| self.site.nodes[node].id.as_str()).collect();
        let mut refused = HashSet::new();
        for (number, column) in one.binding.columns.iter().enumerate() {
            let is_driver = one
                .binding
                .drivers
                .iter()
                .any(|known| known.outcome == column.name || known.columns.contains(&column.name));
            let wrong = metrics::declared(column, &metrics, is_driver);
            refused.extend(wrong.iter().any(is_error).then_some(number));
            faults.extend(wrong);
        }
        let is_closed = reading.faults.iter().any(|fault| is_error(fault) && refuses_all(fault));
        for series in reading.series.iter().filter(|_| !is_closed) {
            let wrong =
                metrics::answered(&one.binding.columns[series.column], &series.tally, series.at.is_some());
            let is_wrong = wrong.iter().any(is_error) || refused.contains(&series.column);
            faults.extend(wrong);
            if !is_wrong {
                let figure =
                    figures::figure(&one.binding, reading, series, &self.site.nodes[one.evidence].id);
                faults.extend(self.place(one, &places, figure));
            }
        }
        if !is_closed {
            self.analyses(one, &places, reading);
        }
        faults
    }

    fn analyses(&mut self, one: &Found<'_>, places: &Places<'_>, reading: &Reading) {
        for map in &places.scope {
            self.maps.entry(*map).or_default().tables.extend(reading.tables.iter().cloned());
        }
        let analysed = reading.tables.iter().map(|table| Analysed {
            evidence: one.evidence,
            columns: table.columns.clone(),
            rows: table.rows,
        });
        self.collected.analysed.extend(analysed);
    }

    /// Brings a figure to its place.
    fn place(&mut self, one: &Found<'_>, places: &Places<'_>, figure: FigureRecord) -> Option<Fault> {
        if figure.metric.is_empty() {
            return None;
        }
        let column = figure.attributes["column"].clone();
        if figure.at.is_empty() {
            let message = format!("`{column}` does not say what it is about");
            let help = "write `at: journey`, or a kind and an id such as `at: touchpoint/checkout`";
            return Some(Fault::error(codes::DATA_PLACE, &column, message, help));
        }
        let place = match places.find(&figure.at) {
            Ok(place) => place,
            // What stands in a file is not in the binding: the words to point at are the file's name.
            Err(fault) if one.binding.form != Form::Columns => return Some(named_in_file(fault)),
            Err(fault) => return Some(fault),
        };
        let maps = place.maps.iter().map(|(map, _)| *map).collect();
        for (map, at) in place.maps {
            let figure = FigureRecord { at, ..figure.clone() }.shared();
            self.maps.entry(map).or_default().figures.push(figure);
        }
        let file = one.file.clone().unwrap_or_default();
        self.collected.measured.push(Measured {
            evidence: one.evidence,
            file,
            figure,
            spots: place.spots,
            maps,
        });
        None
    }

    fn end(mut self, notes: &mut Vec<Diagnostic>) -> Collected {
        let pooled = self.maps.iter().filter_map(|(map, bound)| self.pooled(*map, bound));
        notes.extend(pooled);
        self.collected.bound = self.maps.into_iter().map(|(map, bound)| (map, Arc::new(bound))).collect();
        self.collected
    }

    /// Two versions of the effort question at one place.
    fn pooled(&self, map: NodeId, bound: &Bound) -> Option<Diagnostic> {
        let at = |metric: &str| -> HashSet<&str> {
            let all = bound.figures.iter().filter(|figure| figure.metric == metric);
            all.map(|figure| figure.at.as_str()).collect()
        };
        let mut both: Vec<_> = at("ces1").intersection(&at("ces2")).map(|at| (*at).to_owned()).collect();
        both.sort_unstable();
        let place = both.first()?;
        let document = self.site.nodes[map].document.as_ref()?;
        let message =
            format!("`{place}` has answers to both versions of the effort question, which cannot be pooled");
        let note = Diagnostic::at(
            codes::DATA_DOUBT,
            Severity::Warning,
            &document.source.path,
            document.title_span,
            message,
        );
        Some(
            note.help("read them apart: in the first version a high answer means effort, in the second ease"),
        )
    }
}

/// Rows may say the same wrong thing again and again.
fn distinct(faults: Vec<Fault>) -> Vec<Fault> {
    let mut all: Vec<Fault> = Vec::new();
    faults.into_iter().for_each(|fault| {
        if !all.contains(&fault) {
            all.push(fault);
        }
    });
    all
}

fn is_error(fault: &Fault) -> bool {
    fault.severity == Severity::Error
}

/// Whether a fault of a file is one of all that is read from it. What is missing has no figure anyway.
fn refuses_all(fault: &Fault) -> bool {
    [codes::DATA_PERSONAL, codes::DATA_FILE, codes::DATA_PERIOD, codes::DATA_UNREADABLE].contains(&fault.code)
}

fn unused(binding: &Binding) -> Option<Fault> {
    let message = "the binding says of no column what it measures".to_owned();
    let help = "write `columns:` with a line such as `recommend: {metric: nps, at: journey, scale: [0, 10]}`";
    binding.columns.is_empty().then(|| Fault::error(codes::DATA_BINDING, "file", message, help))
}

fn named_in_file(fault: Fault) -> Fault {
    let help = match &fault.meant {
        Some(known) => format!("did you mean `{known}`? Write it so in the file, or pin the id on the map"),
        None => fault.help.clone(),
    };
    Fault { word: "file".to_owned(), severity: Severity::Warning, help, meant: None, ..fault }
}
