//! Opportunities of all maps, counted once however often they are named, by rank; what is done comes last.

use std::collections::HashMap;

use journeybook_model::{Document, Entry, Kind, Rich, StandardLane};
use rayon::prelude::*;

use super::{NodeId, Site, Spot};
use crate::parse::slug;

/// One opportunity.
#[derive(Clone, Debug, Default)]
pub struct Opportunity {
    /// Its file's id, its pinned id, or the slug of its words.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its file.
    pub node: Option<NodeId>,
    /// 1 to 5.
    pub impact: Option<f64>,
    /// 1 to 5; where nobody said it, how many steps it would help.
    pub reach: Option<f64>,
    /// 1 to 5.
    pub effort: Option<f64>,
    /// Impact × reach ÷ effort, or the score that the site ranks by.
    pub priority: Option<f64>,
    /// How far it is.
    pub status: Option<String>,
    /// Who looks after it, as written.
    pub owner: Option<String>,
    /// Where it was named.
    pub origins: Vec<Origin>,
}

/// A place where an opportunity was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The map.
    pub journey: NodeId,
    /// The stage or step.
    pub spot: Spot,
    /// Which of its entries.
    pub entry: usize,
}

impl Opportunity {
    /// Whether nobody is asked for it any more.
    pub fn is_closed(&self) -> bool {
        self.status.as_deref().is_some_and(|status| CLOSED.contains(&status))
    }
}

/// The words for what is over, of `PROGRESS` in `parse/keys.rs`.
const CLOSED: [&str; 2] = ["done", "rejected"];

/// Collects the opportunities of a site.
pub fn collect(site: &Site) -> Vec<Opportunity> {
    let mut collected = Collected::default();
    for node in site.of_kind(Kind::Opportunity) {
        collected.document(site, node);
    }
    let maps: Vec<NodeId> = site.of_kind(Kind::Journey).collect();
    let named: Vec<Vec<Named<'_>>> = maps.into_par_iter().map(|map| named_in(site, map)).collect();
    named.into_iter().flatten().for_each(|named| collected.take(named));
    let mut all = collected.all;
    all.iter_mut().for_each(rank);
    by_priority(&mut all);
    all
}

/// Puts what is open before what is closed, of each the highest priority first and what has none last; of equal ones the
/// order stays.
pub fn by_priority(all: &mut [Opportunity]) {
    let priority = |known: &Opportunity| known.priority.unwrap_or(-1.0);
    all.sort_by(|a, b| a.is_closed().cmp(&b.is_closed()).then_with(|| priority(b).total_cmp(&priority(a))));
}

/// The opportunity an entry names.
pub fn id_of(site: &Site, journey: NodeId, entry: &Entry) -> String {
    let targets =
        entry.links.clone().filter_map(|link| site.nodes[journey].targets.get(link as usize)?.node());
    let node = targets.into_iter().find(|node| site.nodes[*node].kind == Kind::Opportunity);
    let pinned = || entry.attributes.id().map(str::to_owned);
    node.map(|node| site.nodes[node].id.clone()).or_else(pinned).unwrap_or_else(|| slug(&entry.text.text()))
}

/// Once all its places are known: a priority needs an impact and an effort.
fn rank(opportunity: &mut Opportunity) {
    opportunity.origins.shrink_to_fit();
    let steps = opportunity.origins.len() as f64;
    if opportunity.reach.is_none() && steps > 0.0 {
        opportunity.reach = Some(steps.min(5.0));
    }
    let factors =
        opportunity.impact.zip(opportunity.reach).zip(opportunity.effort.filter(|effort| *effort > 0.0));
    opportunity.priority = factors.map(|((impact, reach), effort)| impact * reach / effort);
}

/// An entry that names an opportunity.
struct Named<'s> {
    id: String,
    entry: &'s Entry,
    origin: Origin,
}

/// The opportunities that a map names, in its order.
fn named_in(site: &Site, journey: NodeId) -> Vec<Named<'_>> {
    let map = site.nodes[journey].document.as_ref().and_then(|document| document.journey());
    let columns = map.into_iter().flat_map(|map| map.stages.iter().enumerate()).flat_map(|(at, stage)| {
        let steps = stage.steps.iter().enumerate();
        let steps = steps.map(move |(step, known)| (Spot::Step(at as u32, step as u32), &known.entries));
        std::iter::once((Spot::Stage(at as u32), &stage.entries)).chain(steps)
    });
    let entries = columns.flat_map(|(spot, entries)| {
        entries.iter().enumerate().map(move |(at, entry)| (Origin { journey, spot, entry: at }, entry))
    });
    let named = entries.filter(|(_, entry)| entry.lane.is(StandardLane::Opportunity));
    named.map(|(origin, entry)| Named { id: id_of(site, journey, entry), entry, origin }).collect()
}

#[derive(Default)]
struct Collected {
    all: Vec<Opportunity>,
    by_id: HashMap<String, usize>,
}

impl Collected {
    fn document(&mut self, site: &Site, node: NodeId) {
        let Some(document) = &site.nodes[node].document else { return };
        let id = &site.nodes[node].id;
        self.by_id.insert(id.clone(), self.all.len());
        self.all.push(from_document(id, node, document));
    }

    fn take(&mut self, Named { id, entry, origin }: Named<'_>) {
        let at = *self.by_id.entry(id.clone()).or_insert(self.all.len());
        if at == self.all.len() {
            self.all.push(Opportunity { id, title: title(&entry.text), ..Opportunity::default() });
        }
        let known = &mut self.all[at];
        let number = |key| entry.attributes.get(key).and_then(|value| value.parse::<f64>().ok());
        let text = |key| entry.attributes.get(key).map(str::to_owned);
        known.impact = known.impact.or_else(|| number("impact"));
        known.reach = known.reach.or_else(|| number("reach"));
        known.effort = known.effort.or_else(|| number("effort"));
        known.status = known.status.take().or_else(|| text("status"));
        known.owner = known.owner.take().or_else(|| text("owner"));
        known.origins.push(origin);
    }
}

fn title(text: &Rich) -> String {
    text.text().lines().next().unwrap_or_default().to_owned()
}

fn from_document(id: &str, node: NodeId, document: &Document) -> Opportunity {
    let fields = &document.fields;
    Opportunity {
        id: id.to_owned(),
        title: document.title.clone(),
        node: Some(node),
        impact: fields.number("impact"),
        reach: fields.number("reach"),
        effort: fields.number("effort"),
        status: fields.text("status"),
        owner: fields.text("owner").or_else(|| fields.text("team")),
        ..Opportunity::default()
    }
}
