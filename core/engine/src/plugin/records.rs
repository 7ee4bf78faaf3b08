//! Maps as plugins see them, and the way back from a plugin's handle to the map.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use journeybook_model::{
    Attributes, Date, Digest, Document, Entry, Feeling, FrameworkModel, Journey, Kind, Rich, Span, Stage,
    Step,
};
use serde::{Deserialize, Serialize};

use super::about;
use super::bound::Bound;
use super::contract::{EntryRecord, JourneyRecord, StageRecord, StepRecord};
use super::reads::Reads;
use crate::resolve::{Node, NodeId, Site};

/// What a handle stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The map.
    Journey,
    /// A stage, by its index.
    Stage(usize),
    /// A step, by the indices of its stage and its own.
    Step(usize, usize),
    /// An entry: the indices of its stage, of its step where it belongs to one, and its own.
    Entry(usize, Option<usize>, usize),
}

/// What every handle of one map stands for, and where it was written.
#[derive(Clone, Debug, Default)]
pub struct Handles(Vec<(Mark, Span)>);

/// A part in few bytes, for there are hundreds in a map: its stage, step and entry. What it has not is `NONE`.
#[derive(Clone, Copy, Debug)]
struct Mark([u32; 3]);

/// No stage, step or entry: no file is large enough to hold that many.
const NONE: u32 = u32::MAX;

impl From<Part> for Mark {
    fn from(part: Part) -> Self {
        let step = |step: Option<usize>| step.map_or(NONE, |step| step as u32);
        Self(match part {
            Part::Journey => [NONE; 3],
            Part::Stage(stage) => [stage as u32, NONE, NONE],
            Part::Step(stage, step) => [stage as u32, step as u32, NONE],
            Part::Entry(stage, of, entry) => [stage as u32, step(of), entry as u32],
        })
    }
}

impl From<Mark> for Part {
    fn from(Mark(mark): Mark) -> Self {
        let [stage, step, entry] = mark.map(|at| (at != NONE).then_some(at as usize));
        match (stage, step, entry) {
            (None, _, _) => Part::Journey,
            (Some(stage), None, None) => Part::Stage(stage),
            (Some(stage), Some(step), None) => Part::Step(stage, step),
            (Some(stage), step, Some(entry)) => Part::Entry(stage, step, entry),
        }
    }
}

impl Handles {
    /// The part behind a handle; none where the plugin made the handle up.
    pub fn part(&self, handle: u32) -> Option<Part> {
        self.0.get(handle as usize).map(|(mark, _)| (*mark).into())
    }

    /// The words behind a handle.
    pub fn span(&self, handle: u32) -> Option<Span> {
        self.0.get(handle as usize).map(|(_, span)| *span)
    }

    fn give(&mut self, part: Part, span: Span) -> u32 {
        self.0.push((part.into(), span));
        self.0.len() as u32 - 1
    }
}

/// What is kept of a map as it was written for plugins. The writing itself is as large as the map, so it is done again for
/// whoever has to be asked.
#[derive(Clone, Debug)]
pub struct Record {
    reads: Arc<Reads>,
    /// What its handles stand for; of a record that an earlier process wrote, when somebody asks.
    handles: OnceLock<Handles>,
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
    /// One that an earlier process wrote from the same map for a plugin that reads so.
    pub fn recalled(reads: &Arc<Reads>, stamp: Stamp) -> Self {
        Self { reads: reads.clone(), handles: OnceLock::new(), stamp }
    }

    /// Whether a handle is none that a plugin made up.
    pub fn has(&self, handle: u32) -> bool {
        handle < self.stamp.count
    }

    /// What the handles of the map stand for.
    pub fn handles(&self, site: &Site, node: NodeId) -> &Handles {
        self.handles.get_or_init(|| Writer::handles(site, node, &self.reads))
    }
}

/// What a plugin reads that asks for the date of the build.
const TODAY: &str = "today";

/// What a plugin that reads so is passed of a map, and what is kept of that. What it does not read has no handle, so it
/// cannot point there either.
pub fn written(
    site: &Site,
    node: NodeId,
    reads: &Arc<Reads>,
    bound: &Bound,
    today: Option<Date>,
) -> Option<(JourneyRecord, Record)> {
    let document = site.nodes[node].document.as_ref()?;
    let journey = document.journey()?;
    let mut writer = Writer { site, node, reads, handles: Handles::default() };
    let mut journey = writer.journey(document, journey);
    let day = today.filter(|_| reads.frontmatter(TODAY)).map(|today| today.to_string());
    journey.attributes.extend(day.map(|day| (TODAY.to_owned(), day)));
    let text = postcard::to_allocvec(&journey).expect("memory takes whatever is written to it");
    let digest = Digest::of_parts([text.as_slice(), bound.digest().as_bytes()]);
    // A copy has no more room than it needs, and it stays for as long as the site.
    let handles = writer.handles.clone();
    let stamp = Stamp { digest, count: handles.0.len() as u32 };
    Some((journey, Record { reads: reads.clone(), handles: handles.into(), stamp }))
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
    handles: Handles,
}

impl<'s> Writer<'s> {
    fn handles(site: &'s Site, node: NodeId, reads: &'s Reads) -> Handles {
        let document = site.nodes[node].document.as_deref();
        let mut writer = Self { site, node, reads, handles: Handles::default() };
        let map = document.and_then(|document| Some((document, document.journey()?)));
        map.map(|(document, journey)| writer.journey(document, journey));
        writer.handles
    }

    fn journey(&mut self, document: &Document, journey: &Journey) -> JourneyRecord {
        let node = self.handles.give(Part::Journey, document.title_span);
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
        let node = self.handles.give(Part::Stage(at), stage.span);
        let steps = match stage.steps.is_empty() {
            true => vec![self.column(at, stage)],
            false => {
                stage.steps.iter().enumerate().map(|(number, step)| self.step(at, number, step)).collect()
            }
        };
        let entries =
            if stage.steps.is_empty() { Vec::new() } else { self.entries((at, None), &stage.entries) };
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
    fn column(&mut self, at: usize, stage: &Stage) -> StepRecord {
        StepRecord {
            node: self.handles.give(Part::Stage(at), stage.span),
            id: stage.id.clone(),
            title: stage.title.clone(),
            feeling: self.feeling(stage.feeling.as_ref()),
            entries: self.entries((at, None), &stage.entries),
            quotes: self.quotes(&stage.verbatims),
            attributes: self.timed(&stage.attributes, stage.duration.as_deref()),
        }
    }

    fn step(&mut self, at: usize, number: usize, step: &Step) -> StepRecord {
        StepRecord {
            node: self.handles.give(Part::Step(at, number), step.span),
            id: step.id.clone(),
            title: step.title.clone(),
            feeling: self.feeling(step.feeling.as_ref()),
            entries: self.entries((at, Some(number)), &step.entries),
            quotes: self.quotes(&step.verbatims),
            attributes: self.timed(&step.attributes, step.duration.as_deref()),
        }
    }

    fn entries(&mut self, (stage, step): (usize, Option<usize>), entries: &[Entry]) -> Vec<EntryRecord> {
        let reads = self.reads;
        let seen = entries.iter().enumerate().filter(|(_, entry)| reads.sees(&entry.lane));
        seen.map(|(at, entry)| self.entry(Part::Entry(stage, step, at), entry)).collect()
    }

    fn entry(&mut self, part: Part, entry: &Entry) -> EntryRecord {
        let lane = entry.lane.id();
        let mut attributes = kept(&entry.attributes, |key| self.reads.entry_attribute(lane, key));
        let targets: Vec<NodeId> = self.targets(entry).collect();
        attributes.extend(targets.iter().flat_map(|node| self.of_target(*node, lane)));
        EntryRecord {
            node: self.handles.give(part, entry.span),
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
        Some((feeling.normal, feeling.raw.clone()))
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
