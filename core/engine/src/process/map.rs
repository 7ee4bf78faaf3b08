//! A map as the detectors look at it: its columns, its entries, and what they lead to.

use journeybook_model::{Document, Entry, Feeling, Fields, Journey, Kind, StandardLane};
use serde_json::Value;

use crate::data::Collected;
use crate::resolve::{NodeId, Opportunity, Site, Spot};

/// What shows that an activity was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A thing with a page.
    Node(NodeId),
    /// A stage or step of the map.
    Place(Spot),
    /// Words of the map.
    Said(String),
}

/// A map and the site around it.
pub struct Map<'s> {
    /// The site.
    pub site: &'s Site,
    /// What data says.
    pub data: &'s Collected,
    /// Its node.
    pub node: NodeId,
    /// Its file.
    pub document: &'s Document,
    /// What is in it.
    pub journey: &'s Journey,
    /// Which opportunities it names, by rank.
    pub named: &'s [usize],
    /// Whether its next review is overdue.
    pub stale: bool,
}

/// A column: a step, or a stage that has none.
pub struct Column<'s> {
    /// Where it is.
    pub spot: Spot,
    /// How it feels.
    pub feeling: Option<&'s Feeling>,
    /// Its own entries.
    pub entries: &'s [Entry],
    /// The entries of the stage above it.
    pub above: &'s [Entry],
}

impl<'s> Map<'s> {
    /// The map of a node, if it is one.
    pub fn new(
        site: &'s Site,
        data: &'s Collected,
        node: NodeId,
        named: &'s [usize],
        stale: bool,
    ) -> Option<Self> {
        let document = site.nodes[node].document.as_deref()?;
        let journey = document.journey()?;
        Some(Self { site, data, node, document, journey, named, stale })
    }

    /// The columns of one stage.
    pub fn columns_of(&self, stage: usize) -> Vec<Column<'s>> {
        let known = &self.journey.stages[stage];
        let at = stage as u32;
        if known.steps.is_empty() {
            let spot = Spot::Stage(at);
            return vec![Column {
                spot,
                feeling: known.feeling.as_ref(),
                entries: &known.entries,
                above: &[],
            }];
        }
        let steps = known.steps.iter().enumerate();
        let column = |(number, step): (usize, &'s journeybook_model::Step)| Column {
            spot: Spot::Step(at, number as u32),
            feeling: step.feeling.as_ref(),
            entries: &step.entries,
            above: &known.entries,
        };
        steps.map(column).collect()
    }

    /// Every column, in order.
    pub fn columns(&self) -> Vec<Column<'s>> {
        (0..self.journey.stages.len()).flat_map(|stage| self.columns_of(stage)).collect()
    }

    /// The entries of a stage and of its steps, each with its place.
    pub fn entries_of(&self, stage: usize) -> Vec<(Spot, &'s Entry)> {
        let known = &self.journey.stages[stage];
        let at = stage as u32;
        let own = known.entries.iter().map(|entry| (Spot::Stage(at), entry));
        let steps = known.steps.iter().enumerate();
        let below = steps.flat_map(|(number, step)| {
            step.entries.iter().map(move |entry| (Spot::Step(at, number as u32), entry))
        });
        own.chain(below).collect()
    }

    /// The entries of some lanes that say something, each with its place.
    pub fn entries_in(&self, lanes: &[StandardLane]) -> Vec<(Spot, &'s Entry)> {
        let stages = 0..self.journey.stages.len();
        let all = stages.flat_map(|stage| self.entries_of(stage));
        all.filter(|(_, entry)| lanes.iter().any(|lane| entry.lane.is(*lane))).collect()
    }

    /// What an entry leads to.
    pub fn targets(&self, entry: &Entry) -> Vec<NodeId> {
        let known = &self.site.nodes[self.node].targets;
        entry.links.clone().filter_map(|link| known.get(link as usize)?.node()).collect()
    }

    /// The frontmatter of a thing; none where it has no file.
    pub fn fields(&self, node: NodeId) -> Option<&'s Fields> {
        self.site.nodes[node].document.as_ref().map(|document| &document.fields)
    }

    /// The files of a kind that the map refers to, each once.
    pub fn files(&self, kind: Kind) -> Vec<NodeId> {
        let all = self.site.nodes[self.node].targets.iter().filter_map(|target| target.node());
        let mut files: Vec<_> = all.filter(|node| self.is_file_of(*node, kind)).collect();
        files.sort_unstable();
        files.dedup();
        files
    }

    fn is_file_of(&self, node: NodeId, kind: Kind) -> bool {
        self.site.nodes[node].kind == kind && self.fields(node).is_some()
    }

    /// The metrics that the map refers to or names in its frontmatter.
    pub fn metrics(&self) -> Vec<NodeId> {
        let mut metrics = self.files(Kind::Metric);
        let named = self.document.fields.texts("metrics");
        metrics.extend(named.iter().filter_map(|id| self.site.find(Kind::Metric, id)));
        metrics.retain(|node| self.fields(*node).is_some());
        metrics.sort_unstable();
        metrics.dedup();
        metrics
    }

    /// The opportunities that the map names.
    pub fn opportunities(&self) -> impl Iterator<Item = &'s Opportunity> {
        self.named.iter().map(|at| &self.site.opportunities[*at])
    }

    /// The metrics of an opportunity's file.
    pub fn metrics_of(&self, opportunity: &Opportunity) -> Vec<NodeId> {
        let keys = ["metric", "metrics"].into_iter();
        let file = opportunity.node;
        keys.flat_map(|key| file.map(|node| self.site.fields_to(node, key)).unwrap_or_default()).collect()
    }

    /// Whether a piece of evidence comes from talking and watching.
    pub fn is_qualitative(&self, evidence: NodeId) -> bool {
        matches!(self.sort(evidence).as_deref(), Some("qualitative" | "mixed"))
    }

    /// Whether a piece of evidence comes from counting: it says so, or figures are read from its data.
    pub fn is_quantitative(&self, evidence: NodeId) -> bool {
        let says = matches!(self.sort(evidence).as_deref(), Some("quantitative" | "mixed"));
        says || self.data.measured.iter().any(|measured| measured.evidence == evidence)
    }

    fn sort(&self, evidence: NodeId) -> Option<String> {
        self.fields(evidence).and_then(|fields| fields.text("type"))
    }
}

/// How many readings of a metric have a date.
pub fn dated_readings(metric: &Fields) -> usize {
    readings(metric).iter().filter(|reading| has(reading, "date")).count()
}

/// Whether a metric says of how many cases and of which day it is.
pub fn is_dated(metric: &Fields) -> bool {
    let whole =
        metric.get("n").zip(metric.get("date")).is_some_and(|(n, date)| !n.is_null() && !date.is_null());
    whole || readings(metric).iter().any(|reading| has(reading, "n") && has(reading, "date"))
}

fn readings(metric: &Fields) -> &[Value] {
    metric.get("readings").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn has(reading: &Value, key: &str) -> bool {
    reading.get(key).is_some_and(|value| !value.is_null())
}
