//! A map laid out: columns, rows, bands, curve. Computed once a build, whatever pages show of it.

use journeybook_model::{Attributes, Entry, Feeling, Journey, Lane, Rich, Span, StandardLane};

use crate::curve::Curve;

/// A column: a step, or a stage that has no steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The stage.
    pub stage: usize,
    /// The step in it.
    pub step: Option<usize>,
}

/// Neighbouring stages that stand for the same stage of the framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The framework's stage.
    pub place: Option<usize>,
    /// The stages.
    pub stages: std::ops::Range<usize>,
}

/// The layout of one map.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// The columns, from left to right.
    pub columns: Box<[Column]>,
    /// For each stage, its first column.
    pub first: Box<[usize]>,
    /// The rows somebody filled, from top to bottom.
    pub lanes: Box<[Lane]>,
    /// The framework's stages over the map's.
    pub bands: Box<[Band]>,
    /// The emotion curve.
    pub curve: Curve,
    /// The column of the best feeling.
    pub highest: Option<usize>,
    /// The column of the worst feeling.
    pub lowest: Option<usize>,
}

/// What a column shows, whether it is a step or a stage.
#[derive(Clone, Copy)]
pub struct Shown<'j> {
    /// Its id.
    pub id: &'j str,
    /// Its title.
    pub title: &'j str,
    /// How long it takes.
    pub duration: Option<&'j str>,
    /// Its heading.
    pub span: Span,
    /// Its prose.
    pub narrative: &'j Rich,
    /// Its feeling.
    pub feeling: Option<&'j Feeling>,
    /// Its entries.
    pub entries: &'j [Entry],
    /// Its quotations.
    pub verbatims: &'j [Rich],
    /// What closed its heading in braces.
    pub attributes: &'j Attributes,
}

impl Chart {
    /// Lays a map out. `places` are the framework's stages of its stages.
    pub fn new(journey: &Journey, places: &[Option<usize>]) -> Self {
        let columns = columns(journey);
        let first = (0..journey.stages.len())
            .map(|stage| columns.iter().position(|column| column.stage == stage).unwrap_or_default())
            .collect();
        let feelings: Vec<_> = columns
            .iter()
            .map(|column| shown(journey, *column).feeling.map(|feeling| feeling.normal))
            .collect();
        let rated =
            || feelings.iter().enumerate().filter_map(|(column, feeling)| Some((column, (*feeling)?)));
        Self {
            highest: rated().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(column, _)| column),
            lowest: rated().min_by(|a, b| a.1.total_cmp(&b.1)).map(|(column, _)| column),
            curve: Curve::new(&feelings),
            lanes: lanes(journey, &columns),
            bands: bands(journey, places),
            columns,
            first,
        }
    }

    /// The columns of a stage.
    pub fn of_stage(&self, stage: usize) -> std::ops::Range<usize> {
        let start = self.first[stage];
        start..start + self.columns[start..].iter().take_while(|column| column.stage == stage).count()
    }
}

/// What a column shows.
pub fn shown(journey: &Journey, column: Column) -> Shown<'_> {
    let stage = &journey.stages[column.stage];
    match column.step.map(|step| &stage.steps[step]) {
        Some(step) => Shown {
            id: &step.id,
            title: &step.title,
            duration: step.duration.as_deref(),
            span: step.span,
            narrative: &step.narrative,
            feeling: step.feeling.as_ref(),
            entries: &step.entries,
            verbatims: &step.verbatims,
            attributes: &step.attributes,
        },
        None => Shown {
            id: &stage.id,
            title: &stage.title,
            duration: stage.duration.as_deref(),
            span: stage.span,
            narrative: &stage.narrative,
            feeling: stage.feeling.as_ref(),
            entries: &stage.entries,
            verbatims: &stage.verbatims,
            attributes: &stage.attributes,
        },
    }
}

/// How a column feels: that alone is asked of all maps at once.
pub fn feeling(journey: &Journey, column: Column) -> Option<&Feeling> {
    let stage = &journey.stages[column.stage];
    column.step.map_or(&stage.feeling, |step| &stage.steps[step].feeling).as_ref()
}

/// How hard a column is, 1 (easy) to 5 (hard), or none.
pub fn effort(entries: &[Entry]) -> Option<f64> {
    let entry = entries.iter().find(|entry| entry.lane.is(StandardLane::Effort))?;
    let number: f64 = entry.text.text().split(['/', ' ', ',']).next()?.parse().ok()?;
    (1.0..=5.0).contains(&number).then_some(number)
}

fn columns(journey: &Journey) -> Box<[Column]> {
    let of_stage = |(stage, steps): (usize, usize)| {
        let numbers: Vec<Option<usize>> =
            if steps == 0 { vec![None] } else { (0..steps).map(Some).collect() };
        numbers.into_iter().map(move |step| Column { stage, step })
    };
    journey.stages.iter().map(|stage| stage.steps.len()).enumerate().flat_map(of_stage).collect()
}

/// Standard lanes in their order, the site's own right before the organisation's.
fn lanes(journey: &Journey, columns: &[Column]) -> Box<[Lane]> {
    let entries = || columns.iter().flat_map(|column| shown(journey, *column).entries);
    let mut customs: Vec<Lane> = Vec::new();
    for entry in entries().filter(|entry| matches!(entry.lane, Lane::Custom(_))) {
        if customs.iter().all(|lane| lane.id() != entry.lane.id()) {
            customs.push(entry.lane.clone());
        }
    }
    let filled = |lane: &StandardLane| entries().any(|entry| entry.lane.is(*lane));
    let is_customers = |lane: &StandardLane| *lane < StandardLane::Frontstage;
    let (above, below): (Vec<_>, Vec<_>) =
        StandardLane::ALL.iter().copied().filter(filled).partition(is_customers);
    let standard = |lanes: Vec<StandardLane>| lanes.into_iter().map(Lane::Standard);
    standard(above).chain(customs).chain(standard(below)).collect()
}

/// Without a framework every stage stands for itself.
fn bands(journey: &Journey, places: &[Option<usize>]) -> Box<[Band]> {
    let mut bands: Vec<Band> = Vec::new();
    let placed = places.iter().any(Option::is_some);
    for stage in 0..journey.stages.len() {
        let place = places.get(stage).copied().flatten();
        match bands.last_mut() {
            Some(band) if placed && band.place == place => band.stages.end = stage + 1,
            _ => bands.push(Band { place, stages: stage..stage + 1 }),
        }
    }
    bands.into()
}
