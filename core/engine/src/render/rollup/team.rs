//! What a team owns, and what hurts in its steps.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use journeybook_model::{Entry, Kind, StandardLane};
use serde::Serialize;

use super::link::{self, StepLink};
use super::{ROWS, Top, entries, hurts, lived, severity, weight};
use crate::render::portal::{Place, Portal};
use crate::resolve::{NodeId, by_words};

/// A pain in a step of a team's.
#[derive(Debug, Serialize)]
pub struct Pain {
    /// In the words of the map.
    pub title: String,
    /// 1 to 3, or none.
    pub severity: Option<u8>,
    /// Where.
    pub step: StepLink,
}

/// A hand-over that a team takes part in.
#[derive(Clone, Debug, Serialize)]
pub struct Handover {
    /// What is handed over.
    pub title: String,
    /// From whom, or none.
    pub from: Option<String>,
    /// To whom, or none.
    pub to: Option<String>,
    /// Where.
    pub step: StepLink,
}

/// Everything teams have to do with, by team: found in one walk over the site.
#[derive(Default)]
pub struct Teams {
    owned: HashMap<NodeId, Vec<NodeId>>,
    opportunities: HashMap<NodeId, Vec<usize>>,
    handovers: HashMap<NodeId, Top<Handover>>,
}

fn teams(portal: &Portal) -> &Teams {
    portal.rollups.teams.get_or_init(|| Teams::of(portal))
}

impl Teams {
    fn of(portal: &Portal) -> Self {
        let mut teams = Self::default();
        for node in 0..portal.site.nodes.len() {
            for team in owners(portal, node) {
                teams.owned.entry(team).or_default().push(node);
            }
        }
        for (at, known) in portal.site.opportunities.iter().enumerate() {
            if let Some(team) = meant(portal, known.owner.as_deref()) {
                teams.opportunities.entry(team).or_default().push(at);
            }
        }
        for journey in lived(portal) {
            let all = entries(portal, journey);
            let handed = all.filter(|(_, entry)| entry.lane.is(StandardLane::Handoff));
            handed.for_each(|(place, entry)| teams.handed_over(portal, place, entry));
        }
        teams
    }

    fn handed_over(&mut self, portal: &Portal, place: Place, entry: &Entry) {
        let [from, to] = ["from", "to"].map(|key| entry.attributes.get(key));
        let ends: BTreeSet<_> = [from, to].into_iter().filter_map(|words| meant(portal, words)).collect();
        for team in ends {
            let known = self.handovers.entry(team).or_insert_with(|| Top::of([], ROWS));
            known.push(ROWS, || Handover {
                title: entry.text.text().into_owned(),
                from: from.map(|words| called(portal, words)),
                to: to.map(|words| called(portal, words)),
                step: link::step(portal, place),
            });
        }
    }
}

/// The teams that a thing names under `team:` or `owner:`.
fn owners(portal: &Portal, node: NodeId) -> BTreeSet<NodeId> {
    let named = portal.document(node).and_then(|document| document.fields.text("owner"));
    let teams = portal.site.fields_to(node, "team").into_iter();
    teams.chain(meant(portal, named.as_deref())).collect()
}

/// The team that words mean.
fn meant(portal: &Portal, words: Option<&str>) -> Option<NodeId> {
    by_words(&portal.site, Kind::Team, words?)
}

/// What a team owns of one kind, in the order of the site.
pub fn owned(portal: &Portal, team: NodeId, kind: Kind) -> impl Iterator<Item = NodeId> {
    let all = teams(portal).owned.get(&team).map(Vec::as_slice).unwrap_or_default();
    all.iter().copied().filter(move |node| portal.site.nodes[*node].kind == kind)
}

/// The opportunities that name a team as their owner, by rank.
pub fn opportunities(portal: &Portal, team: NodeId) -> &[usize] {
    teams(portal).opportunities.get(&team).map(Vec::as_slice).unwrap_or_default()
}

/// The hand-overs from and to a team.
pub fn handovers(portal: &Portal, team: NodeId) -> Top<Handover> {
    teams(portal).handovers.get(&team).cloned().unwrap_or_else(|| Top::of([], ROWS))
}

/// What hurts in the steps of a team, the worst first.
pub fn pains(portal: &Portal, team: NodeId) -> Top<Pain> {
    let mut all: Vec<(&Entry, Place)> =
        steps(portal, team).flat_map(|place| of_step(portal, place)).collect();
    all.sort_by_key(|(entry, _)| Reverse(weight(entry)));
    Top::of(all, ROWS).map(|(entry, place)| Pain {
        title: entry.text.text().into_owned(),
        severity: severity(entry),
        step: link::step(portal, place),
    })
}

fn of_step(portal: &Portal, place: Place) -> impl Iterator<Item = (&Entry, Place)> {
    let entries = portal.shown(place).entries.iter();
    entries.filter(|entry| hurts(entry)).map(move |entry| (entry, place))
}

/// The steps of a team: those of the lived maps it owns, and those at the touchpoints it owns; each once.
pub fn steps(portal: &Portal, team: NodeId) -> impl Iterator<Item = Place> {
    let maps = owned(portal, team, Kind::Journey).flat_map(|journey| portal.places(journey));
    let touchpoints =
        owned(portal, team, Kind::Touchpoint).flat_map(|node| portal.used_at(node).iter().copied());
    let all = maps.chain(touchpoints).filter(|place| portal.is_lived(place.journey));
    all.map(|place| (place.journey, place.column))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|(journey, column)| Place { journey, column })
}

/// The name of the team that words mean, else the words.
pub fn called(portal: &Portal, words: &str) -> String {
    meant(portal, Some(words)).map_or_else(|| words.to_owned(), |team| portal.site.nodes[team].title.clone())
}
