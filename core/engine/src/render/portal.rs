//! Everything pages are made from.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use journeybook_model::{Date, Diagnostic, Digest, Document, Entry, Journey, Kind, Score, ScoreDefinition};

use super::chapters::Chapters;
use super::chart::{Chart, Column, Shown, shown};
use super::comparisons::Versus;
use super::glossary::Glossary;
use super::language::Language;
use super::press::Pages;
use super::reads::Table;
use super::rollup::Rollups;
use super::shared::{Ranks, Shared};
use super::shelves::Shelves;
use super::tags::Tag;
use crate::data::{Beside, Collected, Measured};
use crate::plugin::{Facts, Part};
use crate::process::{Assessment, assess};
use crate::project::Projection;
use crate::resolve::{NodeId, Site, Spot, opportunity_id};

/// The site, what plugins know about it, and the layout of its maps.
pub struct Portal {
    /// What the authors wrote.
    pub site: Site,
    /// What data says.
    pub data: Collected,
    /// What plugins know.
    pub facts: Facts,
    /// Everything there is to say so far.
    pub diagnostics: Vec<Diagnostic>,
    /// The day of the build.
    pub today: Option<Date>,
    /// How many Markdown files the site has.
    pub file_count: usize,
    /// What can be said of all journeys together.
    pub rollups: Rollups,
    /// What pages have read so far.
    pub table: Table,
    charts: Vec<OnceLock<Chart>>,
    projections: Vec<OnceLock<Vec<Projection>>>,
    assessments: Vec<OnceLock<Option<Assessment>>>,
    uses: Vec<OnceLock<Vec<Place>>>,
    ranks: Arc<OnceLock<Ranks>>,
    /// For each file, what is said of it.
    said: HashMap<Arc<str>, Vec<usize>>,
    wholes: Vec<OnceLock<Digest>>,
    /// Maps that are shown side by side.
    pub(super) versus: OnceLock<Vec<Versus>>,
    /// The list of everything.
    pub(super) glossary: OnceLock<Glossary>,
    /// The tags.
    pub(super) tags: Arc<OnceLock<Vec<Tag>>>,
    /// The lists.
    pub(super) shelves: OnceLock<Shelves>,
    /// The chapters of plain pages.
    pub(super) chapters: OnceLock<Chapters>,
    /// What the scores mean: it is shown beside every one of them.
    definitions: Digest,
    /// Which definitions have an id.
    defined: HashMap<String, Vec<usize>>,
}

/// A column of a map of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The map.
    pub journey: NodeId,
    /// The column.
    pub column: usize,
}

impl Portal {
    /// A portal whose maps are laid out when they are first looked at.
    pub fn new(
        site: Site,
        data: Collected,
        facts: Facts,
        diagnostics: Vec<Diagnostic>,
        today: Option<Date>,
        file_count: usize,
    ) -> Self {
        let charts = site.nodes.iter().map(|_| OnceLock::new()).collect();
        let projections = site.nodes.iter().map(|_| OnceLock::new()).collect();
        let assessments = site.nodes.iter().map(|_| OnceLock::new()).collect();
        let wholes = site.nodes.iter().map(|_| OnceLock::new()).collect();
        let definitions = Digest::of(format!("{:?}", facts.definitions).as_bytes());
        let uses = site.nodes.iter().map(|_| OnceLock::new()).collect();
        let mut said: HashMap<Arc<str>, Vec<usize>> = HashMap::new();
        for (at, note) in diagnostics.iter().enumerate() {
            said.entry(note.place.file.clone()).or_default().push(at);
        }
        let mut defined: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (_, known)) in facts.definitions.iter().enumerate() {
            defined.entry(known.id.clone()).or_default().push(at);
        }
        Self {
            site,
            data,
            facts,
            diagnostics,
            today,
            file_count,
            rollups: Rollups::default(),
            table: Table::new(Arc::default()),
            charts,
            projections,
            assessments,
            uses,
            ranks: Arc::default(),
            said,
            wholes,
            versus: OnceLock::new(),
            glossary: OnceLock::new(),
            tags: Arc::default(),
            shelves: OnceLock::new(),
            chapters: OnceLock::new(),
            definitions,
            defined,
        }
    }

    /// The same, looked at beside what earlier pages rest on, and with what it shares with the last portal.
    pub fn after(self, pages: &Pages, shared: &mut Shared) -> Self {
        shared.keep(self.site.shape(), &self.site.opportunities);
        let (tags, ranks) = (shared.tags.clone(), shared.ranks.clone());
        Self { table: Table::new(pages.facts.clone()), tags, ranks, ..self }
    }

    /// The language of the site.
    pub fn language(&self) -> Language {
        Language::of(&self.site.settings.language)
    }

    /// The document of a node.
    pub fn document(&self, node: NodeId) -> Option<&Document> {
        self.site.nodes[node].document.as_deref()
    }

    /// The map of a node.
    pub fn journey(&self, node: NodeId) -> &Journey {
        let journey = self.document(node).and_then(Document::journey);
        journey.expect("only nodes of journeys are asked for their map")
    }

    /// All maps.
    pub fn journeys(&self) -> Vec<NodeId> {
        let all = self.site.of_kind(Kind::Journey);
        all.filter(|node| self.document(*node).is_some_and(|document| document.journey().is_some())).collect()
    }

    /// The layout of a map.
    pub fn chart(&self, node: NodeId) -> &Chart {
        self.charts[node].get_or_init(|| Chart::new(self.journey(node), &self.site.nodes[node].places))
    }

    /// A map through every framework it is shown through, in the order in which it asks for them.
    pub fn projections(&self, node: NodeId) -> &[Projection] {
        self.projections[node].get_or_init(|| {
            let views = self.site.nodes[node].views.iter();
            views.filter_map(|view| self.project(node, *view)).collect()
        })
    }

    /// How far a map has come; none for what is no map.
    pub fn assessment(&self, node: NodeId) -> Option<&Assessment> {
        let assessed = || assess(&self.site, &self.data, node, self.is_stale(node));
        self.assessments[node].get_or_init(assessed).as_ref()
    }

    /// The frameworks that a map is shown through, in the order of its projections.
    pub fn views(&self, node: NodeId) -> impl Iterator<Item = &str> {
        let is_map = self.document(node).is_some_and(|document| document.journey().is_some());
        let views = self.site.nodes[node].views.iter().filter(move |_| is_map);
        let models = views.filter_map(|view| self.site.model(&self.site.nodes[*view].id));
        models.map(|model| model.id.as_str())
    }

    fn view(&self, node: NodeId, at: usize) -> &str {
        self.views(node).nth(at).expect("a page shows one of the map's views")
    }

    fn project(&self, node: NodeId, view: NodeId) -> Option<Projection> {
        let (site, journey) = (&self.site, self.document(node)?.journey()?);
        let target = site.model(&site.nodes[view].id)?;
        if target.is_computed() {
            return Some(Projection::placed(journey, &target.id, &self.said(node, &target.id)));
        }
        let source = self.document(node)?.fields.text("framework").and_then(|id| site.model(&id));
        Some(Projection::new(journey, &site.nodes[node].places, source, target))
    }

    /// For each column, the stage that a plugin said it belongs to: it may have said so of the step or of the whole stage.
    fn said(&self, node: NodeId, framework: &str) -> Vec<Option<&str>> {
        let said = self.facts.placements.get(&(node, framework.to_owned()));
        let said = said.map(Vec::as_slice).unwrap_or_default();
        let of = |part: Part| said.iter().find(|(known, _)| *known == part).map(|(_, stage)| stage.as_str());
        let columns = self.chart(node).columns.iter();
        let own = |column: &Column| column.step.and_then(|step| of(Part::Step(column.stage, step)));
        columns.map(|column| own(column).or_else(|| of(Part::Stage(column.stage)))).collect()
    }

    /// The page of a map through a framework.
    pub fn view_url(&self, node: NodeId, view: usize) -> String {
        let url = &self.site.nodes[node].url;
        let stem = url.strip_suffix(".html").unwrap_or(url);
        format!("{stem}/through-{}.html", self.view(node, view))
    }

    /// What that page is called.
    pub fn view_title(&self, node: NodeId, view: usize) -> String {
        let id = self.view(node, view);
        let framework = self.site.model(id).map_or(id, |model| model.title.as_str());
        format!("{} – {framework}", self.site.nodes[node].title)
    }

    /// The digest of everything a node itself says and of where its links lead. What stands in other nodes is read, and
    /// recorded, through their own views.
    pub fn whole(&self, node: NodeId) -> Digest {
        *self.wholes[node].get_or_init(|| self.digest(node))
    }

    fn digest(&self, node: NodeId) -> Digest {
        let known = &self.site.nodes[node];
        let source = known.document.as_ref().map_or(Digest::default(), |document| document.source.digest);
        let scores = self.facts.scores.get(&node);
        let model = (known.kind == Kind::Framework).then(|| self.site.model(&known.id));
        let views = (known.kind == Kind::Journey).then(|| self.projections(node));
        let rest = format!("{} {:?} {scores:?} {model:?} {views:?}", known.url, known.places);
        let rest = rest + &self.told_by_data(node);
        let mut targets = String::with_capacity(known.targets.len() * 32);
        for target in &known.targets {
            // No path holds the byte that stands behind each.
            targets.extend([self.path(target).unwrap_or_default(), Cow::Borrowed("\0")]);
        }
        let own = [source.as_bytes(), rest.as_bytes(), targets.as_bytes()];
        Digest::of_parts(own.into_iter().chain([self.definitions.as_bytes()]))
    }

    /// What data says of a map, or a piece of evidence of its data.
    fn told_by_data(&self, node: NodeId) -> String {
        let bound = self.data.bound.get(&node).map(|bound| bound.digest());
        let figures = self.measured_by(node).map(|(_, measured)| {
            let beside = measured
                .spots
                .iter()
                .map(|spot| format!("{} {spot:?}", self.site.nodes[spot.node()].reference()));
            format!("{} {:?} {:?}", measured.file, measured.figure, beside.collect::<Vec<_>>())
        });
        let figures: Vec<_> = figures.collect();
        let analysed: Vec<_> = self.data.analysed.iter().filter(|known| known.evidence == node).collect();
        match (bound, figures.as_slice(), analysed.as_slice()) {
            (None, [], []) => String::new(),
            told => format!("{told:?}"),
        }
    }

    /// The figures that a piece of evidence binds, each with its index among all figures.
    pub fn measured_by(&self, evidence: NodeId) -> impl Iterator<Item = (usize, &Measured)> {
        let all = self.data.measured.iter().enumerate();
        all.filter(move |(_, measured)| measured.evidence == evidence)
    }

    /// The figures at a thing with a page.
    pub fn measured_at(&self, node: NodeId) -> impl Iterator<Item = usize> {
        let all = self.data.measured.iter().enumerate();
        all.filter(move |(_, measured)| measured.spots.contains(&Beside::Node(node))).map(|(at, _)| at)
    }

    /// What a column shows.
    pub fn shown(&self, place: Place) -> Shown<'_> {
        shown(self.journey(place.journey), self.column(place))
    }

    /// Which stage and step a column is.
    pub fn column(&self, place: Place) -> Column {
        self.chart(place.journey).columns[place.column]
    }

    /// The column of a spot; a stage stands for its first column.
    pub fn place(&self, journey: NodeId, spot: Spot) -> Option<Place> {
        let chart = self.chart(journey);
        let column = match spot {
            Spot::Whole => return None,
            Spot::Stage(stage) => *chart.first.get(stage as usize)?,
            Spot::Step(stage, step) => chart.first.get(stage as usize)? + step as usize,
        };
        Some(Place { journey, column })
    }

    /// The feeling of a column on -2..2.
    pub fn score(&self, place: Place) -> Option<f64> {
        self.shown(place).feeling.map(|feeling| feeling.normal * 2.0)
    }

    /// Every column of a map.
    pub fn places(&self, journey: NodeId) -> impl Iterator<Item = Place> + '_ {
        (0..self.chart(journey).columns.len()).map(move |column| Place { journey, column })
    }

    /// What is said of a document, each with its index among all that is said.
    pub fn findings(&self, node: NodeId) -> impl Iterator<Item = (usize, &Diagnostic)> {
        let path = self.document(node).map(|document| &document.source.path);
        let own = path.and_then(|path| self.said.get(path)).into_iter().flatten();
        own.map(|at| (*at, &self.diagnostics[*at])).filter(move |(_, note)| !self.is_of_another(node, note))
    }

    /// Whether what is said of a file is said of another of its maps.
    fn is_of_another(&self, node: NodeId, note: &Diagnostic) -> bool {
        let others = self.site.parts_of(&note.place.file).iter().filter(|other| **other != node);
        let mut parts = others.filter_map(|other| self.document(*other)?.part.as_ref());
        note.place.span.is_some_and(|span| parts.any(|part| part.contains(span)))
    }

    /// The line and column of a finding, from 1; 0 for a file as a whole.
    pub fn position(&self, note: &Diagnostic) -> (u32, u32) {
        let document = self.site.at_path(&note.place.file).and_then(|node| self.document(node));
        let position =
            note.place.span.zip(document).map(|(span, document)| document.source.position(span.start));
        position.map_or((0, 0), |position| (position.line, position.column))
    }

    /// What a score means.
    pub fn definition(&self, score: &Score) -> Option<&ScoreDefinition> {
        let mut all = self.defined.get(&score.id)?.iter().map(|at| &self.facts.definitions[*at]);
        all.find(|(plugin, _)| *plugin == score.plugin).map(|(_, known)| known)
    }

    /// One of the scores of a map.
    pub fn fact(&self, journey: NodeId, id: &str) -> Option<&Score> {
        self.facts.scores.get(&journey)?.iter().find(|score| score.id == id)
    }

    /// The plain mean of the feelings of some stages, on -2..2.
    pub fn mean_of_stages(&self, journey: NodeId, stages: &[usize]) -> Option<f64> {
        let columns = stages.iter().flat_map(|stage| self.chart(journey).of_stage(*stage));
        mean(columns.filter_map(|column| self.score(Place { journey, column })))
    }

    /// The opportunity an entry names.
    pub fn opportunity(&self, journey: NodeId, entry: &Entry) -> Option<usize> {
        self.opportunity_of(&opportunity_id(&self.site, journey, entry))
    }

    fn ranks(&self) -> &Ranks {
        self.ranks.get_or_init(|| Ranks::of(&self.site.opportunities))
    }

    /// The opportunity of an id.
    pub fn opportunity_of(&self, id: &str) -> Option<usize> {
        self.ranks().ids.get(id).copied()
    }

    /// The opportunities a map names, by rank.
    pub fn opportunities_in(&self, journey: NodeId) -> &[usize] {
        self.ranks().named.get(&journey).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a map tells what is, or was observed: a planned or ideal one has been lived by nobody.
    pub fn is_lived(&self, node: NodeId) -> bool {
        let basis = self.document(node).and_then(|document| document.fields.text("basis"));
        !matches!(basis.as_deref(), Some("planned" | "ideal"))
    }

    /// Whether a document's `review-by` has passed.
    pub fn is_stale(&self, node: NodeId) -> bool {
        let text = self.document(node).and_then(|document| document.fields.text("review-by"));
        let due = text.and_then(|text| text.parse::<Date>().ok());
        due.zip(self.today).is_some_and(|(due, today)| due < today)
    }

    /// The columns that refer to a thing, each once, in order.
    pub fn used_at(&self, node: NodeId) -> &[Place] {
        self.uses[node].get_or_init(|| self.uses(node))
    }

    fn uses(&self, node: NodeId) -> Vec<Place> {
        let is_map = |node: NodeId| self.document(node).is_some_and(|document| document.journey().is_some());
        let mentions = self.site.nodes[node].mentions.iter().filter(|mention| is_map(mention.from));
        let mut seen = HashSet::new();
        mentions
            .filter_map(|mention| self.place(mention.from, mention.spot))
            .filter(|place| seen.insert(*place))
            .collect()
    }

    /// The columns of one map that refer to a thing.
    pub fn used_in(&self, journey: NodeId, node: NodeId) -> Vec<usize> {
        let places = self.used_at(node);
        let from = places.partition_point(|place| place.journey < journey);
        places[from..].iter().take_while(|place| place.journey == journey).map(|place| place.column).collect()
    }
}

/// The mean of some numbers.
pub fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}
