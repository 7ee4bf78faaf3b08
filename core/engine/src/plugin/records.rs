//! Maps as plugins see them.

use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_model::{
    Attributes, Date, Digest, Document, Entry, Feeling, FrameworkModel, Journey, Kind, Rich, Stage, Step,
};
use serde::{Deserialize, Serialize};

use super::about;
use super::contract::{EntryRecord, JourneyRecord, StageRecord, StepRecord};
use super::handles::Handles;
use super::reads::Reads;
use crate::resolve::{Node, NodeId, Site};

/// What is kept of a map as it was written for plugins. The writing itself is as large as the map, so it is done again for
/// whoever has to be asked.
#[derive(Clone, Debug)]
pub struct Record {
    reads: Arc<Reads>,
    /// Identifies what is passed, and says how many handles it has.
    pub stamp: Stamp,
}

/// What identifies a record, and how many handles it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Identifies what is passed.
    pub digest: Digest,
    /// How many handles there are.
    count: u32,
}

impl Record {
    /// One whose stamp is known.
    pub fn new(reads: &Arc<Reads>, stamp: Stamp) -> Self {
        Self { reads: reads.clone(), stamp }
    }

    /// Whether a handle is none that a plugin made up.
    pub fn has(&self, handle: u32) -> bool {
        handle < self.stamp.count
    }

    /// What the handles of the map stand for.
    pub fn handles<'r>(&'r self, site: &'r Site, node: NodeId) -> Handles<'r> {
        Handles::of(site, node, &self.reads)
    }
}

/// What a plugin reads that asks for the date of the build.
const TODAY: &str = "today";

/// What a plugin that reads so is passed of a map. What it does not read has no handle, so it cannot point there either.
pub fn written(site: &Site, node: NodeId, reads: &Reads, today: Option<Date>) -> Option<JourneyRecord> {
    Writer { site, node, reads, handles: 0 }.whole(today)
}

/// What identifies that together with what data says of the map.
pub fn stamp(site: &Site, node: NodeId, reads: &Reads, bound: Digest, today: Option<Date>) -> Option<Stamp> {
    let mut writer = Writer { site, node, reads, handles: 0 };
    let journey = writer.whole(today)?;
    let text = postcard::to_allocvec(&journey).expect("memory takes whatever is written to it");
    Some(Stamp { digest: Digest::of_parts([text.as_slice(), bound.as_bytes()]), count: writer.handles })
}

/// Identifies the ways in which plugins read, with the date where one of them does.
pub fn ways(reads: &[Arc<Reads>], today: Option<Date>) -> Digest {
    let today = today.filter(|_| reads.iter().any(|reads| reads.frontmatter(TODAY)));
    Digest::of(format!("{reads:?} {today:?}").as_bytes())
}

/// Identifies all that a map is written from, where `words` identifies how its file was read.
pub fn origin(document: &Document, words: Digest, around: Digest, bound: Digest) -> Digest {
    let part = format!("{:?} {}", document.part, document.id);
    let digests = [document.source.digest, words, around, bound];
    let texts = [part.as_bytes(), document.source.path.as_bytes()];
    Digest::of_parts(digests.iter().map(Digest::as_bytes).chain(texts))
}

/// Identifies what a record takes from the rest of the site: what its links refer to, and the places of its stages.
pub fn surroundings(site: &Site, node: NodeId) -> Digest {
    let known = &site.nodes[node];
    let referred = known.targets.iter().map(|target| target.node().map(|node| &site.nodes[node]));
    let references = referred.flat_map(|node| node.map_or(["", ""], |node| [node.kind.word(), &node.id]));
    let document = known.document.as_deref();
    let model = document.and_then(|document| site.model(&document.fields.text("framework")?));
    let stage = |place: usize| model.and_then(|model| model.stages.get(place)).map(|stage| stage.id.as_str());
    let places = known.places.iter().map(|place| place.and_then(stage).unwrap_or_default());
    let said = about::digests(site, node);
    let words = references.chain(places).map(str::as_bytes);
    Digest::of_parts(words.chain(said.iter().map(Digest::as_bytes)))
}

/// The kinds of things whose files plugins may read; never those of other maps or pages.
const SHOWN: [Kind; 5] = [Kind::Opportunity, Kind::Evidence, Kind::Solution, Kind::Metric, Kind::Touchpoint];

struct Writer<'s> {
    site: &'s Site,
    node: NodeId,
    reads: &'s Reads,
    /// How many were given, in the order in which [`Handles`] counts them again.
    handles: u32,
}

impl Writer<'_> {
    fn whole(&mut self, today: Option<Date>) -> Option<JourneyRecord> {
        let document = self.site.nodes[self.node].document.as_ref()?;
        let mut journey = self.journey(document, document.journey()?);
        let day = today.filter(|_| self.reads.frontmatter(TODAY)).map(|today| today.to_string());
        journey.attributes.extend(day.map(|day| (TODAY.to_owned(), day)));
        Some(journey)
    }

    fn handle(&mut self) -> u32 {
        self.handles += 1;
        self.handles - 1
    }

    fn journey(&mut self, document: &Document, journey: &Journey) -> JourneyRecord {
        let node = self.handle();
        let keys = document.fields.0.iter().map(|field| &field.key).filter(|key| self.reads.frontmatter(key));
        let own = keys.filter_map(|key| Some((key.clone(), about::value(document, key)?)));
        let attributes = own.chain(about::of_journey(self.site, self.node, self.reads)).collect();
        let stages = journey.stages.iter().enumerate().map(|(at, stage)| self.stage(at, stage)).collect();
        JourneyRecord {
            node,
            id: document.id.clone(),
            title: document.title.clone(),
            framework: document.fields.text("framework"),
            attributes,
            stages,
        }
    }

    fn stage(&mut self, at: usize, stage: &Stage) -> StageRecord {
        let node = self.handle();
        let steps = match stage.steps.is_empty() {
            true => vec![self.column(stage)],
            false => stage.steps.iter().map(|step| self.step(step)).collect(),
        };
        let entries = if stage.steps.is_empty() { Vec::new() } else { self.entries(&stage.entries) };
        StageRecord {
            node,
            id: stage.id.clone(),
            title: stage.title.clone(),
            place: self.place(at),
            entries,
            steps,
            attributes: self.derived(at, stage),
        }
    }

    /// What closed a stage's heading in braces and, for a plugin that asks for them, where the stage lies on the axis that
    /// all frameworks share and whether it has prose.
    fn derived(&self, at: usize, stage: &Stage) -> BTreeMap<String, String> {
        let asked = |name: &str| self.reads.keys_of("stage").any(|key| key == name);
        let mut pairs = self.pairs("stage", &stage.attributes);
        if let Some((low, high)) = self.span(at).filter(|_| asked("axis")) {
            pairs.insert("axis".to_owned(), format!("{low} {high}"));
        }
        if asked("narrative") && !stage.narrative.text().trim().is_empty() {
            pairs.insert("narrative".to_owned(), String::new());
        }
        pairs
    }

    fn span(&self, at: usize) -> Option<(f64, f64)> {
        let (model, node) = self.model()?;
        let stage = model.stages.get((*node.places.get(at)?)?)?;
        model.projectable.then_some((stage.low, stage.high))
    }

    fn model(&self) -> Option<(&FrameworkModel, &Node)> {
        let node = &self.site.nodes[self.node];
        let model = self.site.model(&node.document.as_ref()?.fields.text("framework")?)?;
        Some((model, node))
    }

    fn place(&self, at: usize) -> Option<String> {
        let (model, node) = self.model()?;
        let stage = (*node.places.get(at)?)?;
        Some(model.stages[stage].id.clone())
    }

    /// A stage without steps is its own column.
    fn column(&mut self, stage: &Stage) -> StepRecord {
        StepRecord {
            node: self.handle(),
            id: stage.id.clone(),
            title: stage.title.clone(),
            feeling: self.feeling(stage.feeling.as_ref()),
            entries: self.entries(&stage.entries),
            quotes: self.quotes(&stage.verbatims),
            attributes: self.timed(&stage.attributes, stage.duration.as_deref()),
        }
    }

    fn step(&mut self, step: &Step) -> StepRecord {
        StepRecord {
            node: self.handle(),
            id: step.id.clone(),
            title: step.title.clone(),
            feeling: self.feeling(step.feeling.as_ref()),
            entries: self.entries(&step.entries),
            quotes: self.quotes(&step.verbatims),
            attributes: self.timed(&step.attributes, step.duration.as_deref()),
        }
    }

    fn entries(&mut self, entries: &[Entry]) -> Vec<EntryRecord> {
        let reads = self.reads;
        entries.iter().filter(|entry| reads.sees(&entry.lane)).map(|entry| self.entry(entry)).collect()
    }

    fn entry(&mut self, entry: &Entry) -> EntryRecord {
        let lane = entry.lane.id();
        let mut attributes = kept(&entry.attributes, |key| self.reads.entry_attribute(lane, key));
        let targets: Vec<NodeId> = self.targets(entry).collect();
        attributes.extend(targets.iter().flat_map(|node| self.of_target(*node, lane)));
        EntryRecord {
            node: self.handle(),
            lane: lane.to_owned(),
            text: entry.text.text().into_owned(),
            attributes,
            refs: targets.into_iter().map(|node| self.site.nodes[node].reference()).collect(),
        }
    }

    fn targets(&self, entry: &Entry) -> impl Iterator<Item = NodeId> {
        let targets = &self.site.nodes[self.node].targets;
        entry.links.clone().filter_map(|link| targets.get(link as usize)?.node())
    }

    /// What the file of a thing says of it, as `kind/id.key`. Whoever reads an attribute of a lane reads it in the files that
    /// the lane's entries refer to, too.
    fn of_target(&self, node: NodeId, lane: &str) -> Vec<(String, String)> {
        let known = &self.site.nodes[node];
        let Some(document) = known.document.as_deref().filter(|document| SHOWN.contains(&document.kind))
        else {
            return Vec::new();
        };
        let keys = document.fields.0.iter().map(|field| &field.key);
        let read = keys.filter(|key| self.reads.entry_attribute(lane, key));
        read.filter_map(|key| Some((format!("{}.{key}", known.reference()), about::value(document, key)?)))
            .collect()
    }

    fn feeling(&self, feeling: Option<&Feeling>) -> Option<(f64, String)> {
        let feeling = feeling.filter(|_| self.reads.lane("feeling"))?;
        Some((feeling.normal, feeling.raw.to_string()))
    }

    fn quotes(&self, verbatims: &[Rich]) -> Vec<String> {
        let passed = verbatims.iter().filter(|_| self.reads.quotes());
        passed.map(|quote| quote.text().into_owned()).collect()
    }

    /// A duration written after a title is an attribute like one written in braces.
    fn timed(&self, attributes: &Attributes, duration: Option<&str>) -> BTreeMap<String, String> {
        let mut pairs = self.pairs("step", attributes);
        if let Some(duration) = duration.filter(|_| self.reads.attribute("step", "duration")) {
            pairs.entry("duration".to_owned()).or_insert_with(|| duration.to_owned());
        }
        pairs
    }

    fn pairs(&self, of: &str, attributes: &Attributes) -> BTreeMap<String, String> {
        kept(attributes, |key| self.reads.attribute(of, key))
    }
}

fn kept(attributes: &Attributes, keeps: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let items = attributes.items().iter().filter(|item| keeps(&item.key));
    items.map(|item| (item.key.to_string(), item.value.to_string())).collect()
}
