//! What is flagged as urgent, and who is to take it on.

use journeybook_model::{Entry, Kind, Lane, StandardLane};
use serde::Serialize;

use super::link::{self, Link, StepLink};
use super::{ROWS, Top, entries, is_fixed, lived, severity};
use crate::render::portal::{Place, Portal};
use crate::resolve::{NodeId, by_words};

/// Something urgent.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// In the words of the map.
    pub title: String,
    /// The lane it stands in.
    pub lane: String,
    /// 1 to 3, or none.
    pub severity: Option<u8>,
    /// Who hands it over, or none.
    pub from: Option<String>,
    /// Where.
    pub step: StepLink,
}

/// What is urgent for somebody.
#[derive(Clone, Debug, Serialize)]
pub struct Desk {
    /// Who; none where nobody is named.
    pub name: Option<String>,
    /// Their page, where it is a team.
    pub team: Option<Link>,
    /// What.
    pub items: Top<Item>,
    #[serde(skip)]
    node: Option<NodeId>,
}

/// Everything urgent: what nobody has taken on first, then by who is to, in the order of the maps.
#[derive(Debug, Serialize)]
pub struct Urgent {
    /// How much there is.
    pub total: usize,
    /// Who is to take it on.
    pub desks: Vec<Desk>,
}

/// What is urgent in the lived journeys.
pub fn urgent(portal: &Portal) -> &Urgent {
    portal.rollups.urgent.get_or_init(|| Urgent::of(portal))
}

/// What is urgent for a team.
pub fn of_team(portal: &Portal, team: NodeId) -> Top<Item> {
    let desk = urgent(portal).desks.iter().find(|desk| desk.node == Some(team));
    desk.map_or_else(|| Top::of([], ROWS), |desk| desk.items.clone())
}

impl Urgent {
    fn of(portal: &Portal) -> Self {
        let mut all = Self { total: 0, desks: Vec::new() };
        for journey in lived(portal) {
            let flagged = entries(portal, journey).filter(|(_, entry)| is_urgent(entry));
            flagged.for_each(|(place, entry)| all.put(portal, place, entry));
        }
        all.desks.sort_by_key(|desk| desk.name.is_some());
        all
    }

    fn put(&mut self, portal: &Portal, place: Place, entry: &Entry) {
        let (name, node) = whose(portal, place, entry);
        let at = self.desks.iter().position(|desk| desk.name == name).unwrap_or(self.desks.len());
        if at == self.desks.len() {
            let team = node.map(|node| link::node(portal, node));
            self.desks.push(Desk { name, team, items: Top::of([], ROWS), node });
        }
        self.total += 1;
        self.desks[at].items.push(ROWS, || item(portal, place, entry));
    }
}

/// `{priority=high}` after anything, or `- priority: high` for a whole step.
pub fn is_urgent(entry: &Entry) -> bool {
    let is_high = |word: &str| ["high", "urgent"].iter().any(|high| word.trim().eq_ignore_ascii_case(high));
    let says = entry.attributes.get("priority").is_some_and(is_high);
    let is_open = !is_fixed(entry);
    is_open && (says || (entry.lane.is(StandardLane::Priority) && is_high(&entry.text.text())))
}

/// Who is to take it on: whom it is handed to, whose it is, else the team of the map.
fn whose(portal: &Portal, place: Place, entry: &Entry) -> (Option<String>, Option<NodeId>) {
    let words = ["to", "team", "owner"].iter().find_map(|key| entry.attributes.get(key));
    let team = match words {
        Some(words) => by_words(&portal.site, Kind::Team, words),
        None => portal.site.fields_to(place.journey, "team").first().copied(),
    };
    let name = team.map(|team| portal.site.nodes[team].title.clone());
    (name.or_else(|| words.map(str::to_owned)), team)
}

fn item(portal: &Portal, place: Place, entry: &Entry) -> Item {
    let step = link::step(portal, place);
    let of_step = entry.lane.is(StandardLane::Priority);
    Item {
        title: if of_step { step.title.clone() } else { super::pains::first_line(entry) },
        lane: lane(portal, &entry.lane),
        severity: severity(entry),
        from: entry.attributes.get("from").map(|words| super::team::called(portal, words)),
        step,
    }
}

/// What a lane is called in the language of the site.
fn lane(portal: &Portal, lane: &Lane) -> String {
    let known = match lane {
        Lane::Standard(lane) => portal.language().lane(lane.word()).map(|(title, _)| title),
        Lane::Custom(_) => None,
    };
    known.map_or_else(|| lane.title().to_owned(), str::to_owned)
}
