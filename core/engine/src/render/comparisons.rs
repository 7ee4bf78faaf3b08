//! Which maps are shown side by side, and what they look like there.

use std::collections::HashSet;
use std::sync::OnceLock;

use journeybook_model::{Document, Entry, Kind};
use serde_json::{Value, json};

use super::address::stem;
use super::chart::effort;
use super::portal::{Place, Portal};
use crate::compare::{Column, Comparison, Fact, Step};
use crate::curve::Curve;
use crate::resolve::NodeId;

/// Two maps of one journey, the earlier one first; compared when somebody looks.
pub struct Versus {
    /// The map of what is, or is nearer to it.
    pub before: NodeId,
    /// The map of what is to be.
    pub after: NodeId,
    compared: OnceLock<Compared>,
}

/// Two maps compared.
pub struct Compared {
    /// What belongs together and what differs.
    pub comparison: Comparison,
    /// Both emotion curves over the columns of the comparison.
    pub curves: [Curve; 2],
}

impl Versus {
    /// The other map, if one of the two is meant.
    pub fn beside(&self, node: NodeId) -> Option<NodeId> {
        match () {
            () if node == self.before => Some(self.after),
            () if node == self.after => Some(self.before),
            () => None,
        }
    }
}

impl Portal {
    /// The maps that are shown side by side: each that is `of` another, with that other.
    pub fn comparisons(&self) -> &[Versus] {
        self.versus.get_or_init(|| {
            let pairs = self.pairs.get_or_init(|| self.pairs()).iter();
            pairs
                .map(|(before, after)| Versus { before: *before, after: *after, compared: OnceLock::new() })
                .collect()
        })
    }

    fn pairs(&self) -> Vec<(NodeId, NodeId)> {
        let declared = |node: NodeId| self.site.fields_to(node, "of").into_iter().map(move |of| (of, node));
        let pairs = self.journeys().into_iter().flat_map(declared);
        let maps = pairs.filter(|(of, node)| of != node && self.document(*of).is_some_and(is_map));
        let mut seen = HashSet::new();
        // Two maps that name each other are one comparison.
        let pairs = maps.map(|(of, node)| self.in_order(of, node));
        pairs.filter(|(before, after)| seen.insert((*before.min(after), *before.max(after)))).collect()
    }

    /// Two maps in their order: what is comes before what is planned, and that before what is ideal; of two of one
    /// basis, the one that the other is `of`.
    fn in_order(&self, of: NodeId, node: NodeId) -> (NodeId, NodeId) {
        let rank = |node: NodeId| {
            let basis = self.document(node).and_then(|document| document.fields.text("basis"));
            match basis.as_deref() {
                Some("planned") => 1,
                Some("ideal") => 2,
                _ => 0,
            }
        };
        if rank(node) < rank(of) { (node, of) } else { (of, node) }
    }

    /// The comparison of two maps.
    pub fn comparison_of(&self, before: NodeId, after: NodeId) -> Option<usize> {
        self.comparisons().iter().position(|versus| versus.before == before && versus.after == after)
    }

    /// A comparison's page: `journeys/A-vs-B.html`.
    pub fn comparison_url(&self, at: usize) -> String {
        let Versus { before, after, .. } = self.comparisons()[at];
        let stem = |node: NodeId| stem(&self.site.nodes[node].url);
        let name = stem(after).rsplit('/').next().unwrap_or_default();
        format!("{}-vs-{name}.html", stem(before))
    }

    /// What a comparison's page is called.
    pub fn comparison_title(&self, at: usize) -> String {
        let Versus { before, .. } = self.comparisons()[at];
        let [one, two] = self.comparison_names(at);
        let text = self.language().text("compare-title").replace("{journey}", &self.site.nodes[before].title);
        text.replace("{before}", &one).replace("{after}", &two)
    }

    /// What both maps are called beside each other: by their basis where that tells them apart, else by their titles.
    pub fn comparison_names(&self, at: usize) -> [String; 2] {
        let Versus { before, after, .. } = self.comparisons()[at];
        let basis = |node: NodeId| {
            let word = self.document(node).and_then(|document| document.fields.text("basis"));
            super::words::title(self.language(), &word.unwrap_or_else(|| "current".to_owned()))
        };
        let (one, two) = (basis(before), basis(after));
        let title = |node: NodeId| self.site.nodes[node].title.clone();
        if one == two { [title(before), title(after)] } else { [one, two] }
    }

    /// Two maps compared.
    pub fn compared(&self, at: usize) -> &Compared {
        let Versus { before, after, compared } = &self.comparisons()[at];
        compared.get_or_init(|| {
            let shared =
                self.site.fields_to(*before, "framework") == self.site.fields_to(*after, "framework");
            let (mine, theirs) = (self.steps_of(*before, shared), self.steps_of(*after, shared));
            let comparison = Comparison::new(&mine, &theirs);
            let columns = &comparison.columns;
            let curve = |steps: &[Step<'_>], own: &[Option<usize>]| {
                let felt: Vec<_> =
                    own.iter().map(|at| steps[(*at)?].feeling.map(|felt| felt / 2.0)).collect();
                Curve::passing(&felt, |column| own[column].is_none())
            };
            let befores: Vec<_> = columns.iter().map(|column| column.before).collect();
            let afters: Vec<_> = columns.iter().map(|column| column.after).collect();
            let curves = [curve(&mine, &befores), curve(&theirs, &afters)];
            Compared { comparison, curves }
        })
    }

    /// A map's steps as they are compared. Only maps that share a framework have its stages in common.
    fn steps_of(&self, node: NodeId, shared: bool) -> Vec<Step<'_>> {
        self.places(node).map(|place| self.step_of(place, shared)).collect()
    }

    fn step_of(&self, place: Place, shared: bool) -> Step<'_> {
        let shown = self.shown(place);
        let stage = self.column(place).stage;
        let places = &self.site.nodes[place.journey].places;
        let of_framework = places.get(stage).copied().flatten().filter(|_| shared);
        let own = || crate::parse::slug(&self.journey(place.journey).stages[stage].title);
        let was = shown.attributes.get("was").unwrap_or_default();
        Step {
            id: shown.id,
            title: shown.title,
            stage,
            place: of_framework.map_or_else(own, |stage| format!("={stage}")),
            was: was.split([' ', ',']).filter(|id| !id.is_empty()).collect(),
            is_new: shown.attributes.has("new"),
            feeling: self.score(place),
            effort: effort(shown.entries),
            facts: shown.entries.iter().map(|entry| self.fact_of(place.journey, entry)).collect(),
        }
    }

    fn fact_of<'p>(&self, journey: NodeId, entry: &'p Entry) -> Fact<'p> {
        let targets = &self.site.nodes[journey].targets;
        let nodes = entry.links.clone().filter_map(|link| targets.get(link as usize)?.node());
        // An owner in braces is no part of what the entry is about.
        let refers = nodes.filter(|node| self.site.nodes[*node].kind != Kind::Team).collect();
        Fact { entry, refers }
    }
}

fn is_map(document: &Document) -> bool {
    document.journey().is_some()
}

/// The comparisons as JSON: which steps are the same, how that is known, and how each is marked.
pub fn exported(portal: &Portal) -> Value {
    (0..portal.comparisons().len()).map(|at| exported_one(portal, at)).collect()
}

fn exported_one(portal: &Portal, at: usize) -> Value {
    let Versus { before, after, .. } = portal.comparisons()[at];
    let comparison = &portal.compared(at).comparison;
    let step = |journey: NodeId, column: Option<usize>| {
        column.map(|column| portal.shown(Place { journey, column }).id)
    };
    let column = |(at, column): (usize, &Column)| {
        let delta = &comparison.deltas[column.group];
        let lanes = delta.lanes.iter().filter(|lane| lane.differs()).map(|lane| lane.lane.id());
        json!({
            "before": step(before, column.before), "after": step(after, column.after),
            "status": comparison.status(at).word(), "by": comparison.groups[column.group].how.map(|how| how.word()),
            "feeling": delta.feeling, "effort": delta.effort, "lanes": lanes.collect::<Vec<_>>(),
        })
    };
    json!({
        "before": portal.site.nodes[before].id, "after": portal.site.nodes[after].id, "url": portal.comparison_url(at),
        "columns": comparison.columns.iter().enumerate().map(column).collect::<Vec<_>>(),
    })
}
