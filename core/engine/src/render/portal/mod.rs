//! Everything pages are made from.

mod outline;
mod said;
mod through;
mod told;
mod uses;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use journeybook_model::{Date, Diagnostic, Digest, Document, Entry, Journey, Kind, Score, ScoreDefinition};
use rustc_hash::FxHashMap;

use crate::data::Collected;
use crate::plugin::Facts;
use crate::process::{Activity, Assessment, Map, Proof, assess, proofs};
use crate::project::Projection;
use crate::render::chapters::Chapters;
use crate::render::chart::{self, Chart, Column, Shown, shown};
use crate::render::comparisons::Versus;
use crate::render::glossary::Glossary;
use crate::render::laid::Layouts;
use crate::render::language::Language;
use crate::render::lazily::Lazily;
use crate::render::made::Pages;
use crate::render::rollup::Rollups;
use crate::render::shared::{Ranks, Shared};
use crate::render::shelves::Shelves;
use crate::render::table::Table;
use crate::render::tags::Tag;
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
    charts: Lazily<Arc<Chart>>,
    layouts: Arc<Layouts>,
    projections: Lazily<Vec<Projection>>,
    assessments: Lazily<Option<Assessment>>,
    uses: Lazily<Vec<Place>>,
    ranks: Arc<OnceLock<Ranks>>,
    /// For each file, what is said of it.
    said: HashMap<Arc<str>, Vec<usize>>,
    wholes: Lazily<Digest>,
    journeys: Arc<OnceLock<Vec<NodeId>>>,
    /// The maps that are compared, in pairs.
    pub(in crate::render) pairs: Arc<OnceLock<Vec<(NodeId, NodeId)>>>,
    /// Maps that are shown side by side.
    pub(in crate::render) versus: OnceLock<Vec<Versus>>,
    /// The list of everything.
    pub(in crate::render) glossary: OnceLock<Glossary>,
    /// The tags.
    pub(in crate::render) tags: Arc<OnceLock<Vec<Tag>>>,
    /// The lists.
    pub(in crate::render) shelves: OnceLock<Shelves>,
    /// The chapters of plain pages.
    pub(in crate::render) chapters: OnceLock<Chapters>,
    /// What the scores mean, which is shown beside every one of them, and the words that documents were read with.
    told_with: Digest,
    /// Which definitions have an id.
    defined: FxHashMap<String, Vec<usize>>,
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
        let count = site.nodes.len();
        let told_with = Digest::of(format!("{:?}", facts.definitions).as_bytes());
        let mut said: HashMap<Arc<str>, Vec<usize>> = HashMap::new();
        for (at, note) in diagnostics.iter().enumerate() {
            said.entry(note.place.file.clone()).or_default().push(at);
        }
        let mut defined: FxHashMap<String, Vec<usize>> = FxHashMap::default();
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
            table: Table::new(count, Arc::default()),
            charts: Lazily::of(count),
            layouts: Arc::new(Layouts::of(count)),
            projections: Lazily::of(count),
            assessments: Lazily::of(count),
            uses: Lazily::of(count),
            ranks: Arc::default(),
            said,
            wholes: Lazily::of(count),
            journeys: Arc::default(),
            pairs: Arc::default(),
            versus: OnceLock::new(),
            glossary: OnceLock::new(),
            tags: Arc::default(),
            shelves: OnceLock::new(),
            chapters: OnceLock::new(),
            told_with,
            defined,
        }
    }

    /// The same, looked at beside what earlier pages rest on, and with what it shares with the last portal. `words`
    /// identifies what documents were read with.
    pub fn after(self, pages: &Pages, shared: &mut Shared, words: Digest) -> Self {
        shared.keep(self.site.shape(), &self.site.opportunities, self.site.nodes.len());
        let layouts = shared.layouts.clone().unwrap_or(self.layouts);
        let (tags, ranks) = (shared.tags.clone(), shared.ranks.clone());
        let (journeys, pairs) = (shared.journeys.clone(), shared.pairs.clone());
        let told_with = Digest::of_parts([self.told_with.as_bytes(), words.as_bytes()]);
        let table = Table::new(self.site.nodes.len(), pages.facts.clone());
        Self { table, layouts, tags, ranks, journeys, pairs, told_with, ..self }
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
        let is_map =
            |node: &NodeId| self.document(*node).is_some_and(|document| document.journey().is_some());
        self.journeys.get_or_init(|| self.site.of_kind(Kind::Journey).filter(is_map).collect()).clone()
    }

    /// The layout of a map.
    pub fn chart(&self, node: NodeId) -> &Chart {
        let known = &self.site.nodes[node];
        let lay = || Chart::new(self.journey(node), &known.places);
        self.charts.get(node, || self.layouts.get(node, known, lay))
    }

    /// How far a map has come; none for what is no map.
    pub fn assessment(&self, node: NodeId) -> Option<&Assessment> {
        self.assessments.get(node, || Some(assess(&self.map(node)?))).as_ref()
    }

    /// What shows that an activity was done for a map.
    pub fn proofs(&self, node: NodeId, activity: Activity) -> Vec<Proof> {
        self.map(node).map(|map| proofs(&map, activity)).unwrap_or_default()
    }

    fn map(&self, node: NodeId) -> Option<Map<'_>> {
        Map::new(&self.site, &self.data, node, self.opportunities_in(node), self.is_stale(node))
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
        let feeling = chart::feeling(self.journey(place.journey), self.column(place));
        feeling.map(|feeling| feeling.normal * 2.0)
    }

    /// Every column of a map.
    pub fn places(&self, journey: NodeId) -> impl Iterator<Item = Place> + '_ {
        (0..self.chart(journey).columns.len()).map(move |column| Place { journey, column })
    }

    /// What a score means.
    pub fn definition(&self, score: &Score) -> Option<&ScoreDefinition> {
        let mut all = self.defined.get(&score.id)?.iter().map(|at| &self.facts.definitions[*at]);
        all.find(|(plugin, _)| *plugin == score.plugin).map(|(_, known)| known)
    }

    /// One of the scores of a map.
    pub fn fact(&self, journey: NodeId, id: &str) -> Option<&Score> {
        self.facts.scores(journey)?.iter().map(|score| &**score).find(|score| score.id == id)
    }

    /// The plain mean of all feelings of a map, on -2..2.
    pub fn mean_of(&self, journey: NodeId) -> Option<f64> {
        mean(self.places(journey).filter_map(|place| self.score(place)))
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
        self.ranks().find(&self.site.opportunities, id)
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
}

/// The mean of some numbers.
pub fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}
