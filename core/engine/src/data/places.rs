//! Where a figure belongs: what the author wrote as `at:`, found among the maps.

use journeybook_model::{Journey, Kind, StandardLane};

use super::fault::Fault;
use crate::codes;
use crate::parse::slug;
use crate::resolve::{NodeId, Site, by_words};

/// What a figure is shown beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Beside {
    /// A map, a touchpoint or an opportunity that has a page.
    Node(NodeId),
    /// A stage of a map.
    Stage(NodeId, usize),
    /// A step of a stage of a map.
    Step(NodeId, usize, usize),
    /// A map that names a need or an opportunity without a page.
    Named(NodeId),
}

impl Beside {
    /// What has the page.
    pub fn node(self) -> NodeId {
        match self {
            Beside::Node(node) | Beside::Stage(node, _) | Beside::Step(node, ..) | Beside::Named(node) => {
                node
            }
        }
    }
}

/// A place with the maps it is on.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// What it is shown beside.
    pub spots: Vec<Beside>,
    /// The maps, each with the place as plugins are told it.
    pub maps: Vec<(NodeId, String)>,
}

/// What kinds of places there are.
const KINDS: [&str; 6] = ["journey", "stage", "step", "touchpoint", "need", "opportunity"];

/// Where evidence may say something about: its maps, and everything that maps mention.
pub struct Places<'s> {
    pub site: &'s Site,
    /// The maps whose stages and steps are meant.
    pub scope: Vec<NodeId>,
}

impl<'s> Places<'s> {
    /// The places of a piece of evidence: the map it names, else the maps that name it.
    pub fn of(site: &'s Site, evidence: NodeId, journey: Option<&str>) -> Self {
        let named = journey.map(|id| site.find(Kind::Journey, id).into_iter().collect());
        let scope = named.unwrap_or_else(|| {
            let mut maps: Vec<_> = site.nodes[evidence].mentions.iter().map(|mention| mention.from).collect();
            maps.retain(|node| site.nodes[*node].kind == Kind::Journey);
            maps.sort_unstable();
            maps.dedup();
            maps
        });
        Self { site, scope }
    }

    /// The place of an `at:`.
    pub fn find(&self, at: &str) -> Result<Place, Fault> {
        let (kind, id) = at.split_once('/').unwrap_or((at, ""));
        match kind {
            "journey" if id.is_empty() => self.whole_maps(at),
            "journey" => self.journey(at, id),
            "stage" => self.part(at, id, |map| parts(map, false)),
            "step" => self.part(at, id, |map| parts(map, true)),
            "touchpoint" => self.touchpoint(at, id),
            "need" => self.need(at, id),
            "opportunity" => self.opportunity(at, id),
            _ => Err(Fault::unknown(
                codes::DATA_PLACE,
                kind,
                format!("`{at}` is no place of a map"),
                KINDS.into_iter(),
                "write `journey`, or a kind and an id, such as `touchpoint/checkout`; the kinds are",
            )),
        }
    }

    fn whole_maps(&self, at: &str) -> Result<Place, Fault> {
        self.in_scope(at)?;
        let id = |map: &NodeId| (*map, format!("journey/{}", self.site.nodes[*map].id));
        Ok(Place {
            spots: self.scope.iter().copied().map(Beside::Node).collect(),
            maps: self.scope.iter().map(id).collect(),
        })
    }

    fn journey(&self, at: &str, id: &str) -> Result<Place, Fault> {
        match self.site.find(Kind::Journey, id) {
            Some(map) => Ok(Place { spots: vec![Beside::Node(map)], maps: vec![(map, at.to_owned())] }),
            None => Err(self.none(at, id, self.ids(Kind::Journey))),
        }
    }

    fn part(
        &self,
        at: &str,
        id: &str,
        parts: impl Fn(&Journey) -> Vec<(&str, usize, Option<usize>)>,
    ) -> Result<Place, Fault> {
        self.in_scope(at)?;
        let (mut place, mut known) = (Place::default(), Vec::new());
        for map in &self.scope {
            for (part, stage, step) in self.map(*map).map(&parts).unwrap_or_default() {
                if part == id {
                    place.spots.push(
                        step.map_or(Beside::Stage(*map, stage), |step| Beside::Step(*map, stage, step)),
                    );
                    place.maps.push((*map, at.to_owned()));
                }
                known.push(part.to_owned());
            }
        }
        if place.maps.is_empty() { Err(self.none(at, id, known)) } else { Ok(place) }
    }

    fn touchpoint(&self, at: &str, id: &str) -> Result<Place, Fault> {
        match by_words(self.site, Kind::Touchpoint, id) {
            Some(node) => {
                let at = self.site.nodes[node].reference();
                Ok(Place { spots: vec![Beside::Node(node)], maps: self.mentioning(node, &at) })
            }
            None => Err(self.none(at, id, self.ids(Kind::Touchpoint))),
        }
    }

    fn need(&self, at: &str, id: &str) -> Result<Place, Fault> {
        let (mut maps, mut known) = (Vec::new(), Vec::new());
        for map in self.site.of_kind(Kind::Journey) {
            let needs = self.map(map).map(needs).unwrap_or_default();
            maps.extend(needs.iter().any(|need| need == id).then(|| (map, at.to_owned())));
            known.extend(needs);
        }
        let spots = maps.iter().map(|(map, _)| Beside::Named(*map)).collect();
        if maps.is_empty() { Err(self.none(at, id, known)) } else { Ok(Place { spots, maps }) }
    }

    fn opportunity(&self, at: &str, id: &str) -> Result<Place, Fault> {
        let Some(known) = self.site.opportunities.iter().find(|known| known.id == id) else {
            let ids = self.site.opportunities.iter().map(|known| known.id.clone()).collect();
            return Err(self.none(at, id, ids));
        };
        let mut maps: Vec<NodeId> = known.origins.iter().map(|origin| origin.journey).collect();
        maps.extend(known.node.into_iter().flat_map(|node| self.mentioning(node, at)).map(|(map, _)| map));
        maps.sort_unstable();
        maps.dedup();
        let spots = match known.node {
            Some(node) => vec![Beside::Node(node)],
            None => maps.iter().copied().map(Beside::Named).collect(),
        };
        Ok(Place { spots, maps: maps.into_iter().map(|map| (map, at.to_owned())).collect() })
    }

    fn mentioning(&self, node: NodeId, at: &str) -> Vec<(NodeId, String)> {
        let mut maps: Vec<_> = self.site.nodes[node].mentions.iter().map(|mention| mention.from).collect();
        maps.retain(|map| self.site.nodes[*map].kind == Kind::Journey);
        maps.sort_unstable();
        maps.dedup();
        maps.into_iter().map(|map| (map, at.to_owned())).collect()
    }

    fn map(&self, node: NodeId) -> Option<&'s Journey> {
        self.site.nodes[node].document.as_ref()?.journey()
    }

    fn ids(&self, kind: Kind) -> Vec<String> {
        self.site.of_kind(kind).map(|node| self.site.nodes[node].id.clone()).collect()
    }

    fn in_scope(&self, at: &str) -> Result<(), Fault> {
        let message = format!("`at: {at}` means a map that names this evidence, and none does");
        let help = "write `journey: ID` beside `file:`, or `- evidence:` with this evidence on the map";
        if self.scope.is_empty() { Err(Fault::error(codes::DATA_PLACE, at, message, help)) } else { Ok(()) }
    }

    fn none(&self, at: &str, id: &str, mut known: Vec<String>) -> Fault {
        known.sort_unstable();
        known.dedup();
        let message = format!("no map has `{at}`");
        let known: Vec<_> = known.iter().map(String::as_str).collect();
        Fault::unknown(codes::DATA_PLACE, id, message, known.into_iter(), "write one of")
    }
}

/// The stages of a map, or its steps, with where they stand.
fn parts(map: &Journey, steps: bool) -> Vec<(&str, usize, Option<usize>)> {
    let stages = map.stages.iter().enumerate();
    let inside = |(at, stage): (usize, &'_ journeybook_model::Stage)| (at, stage.steps.len());
    if !steps {
        return stages.map(|(at, stage)| (stage.id.as_str(), at, None)).collect();
    }
    let places = stages.map(inside).flat_map(|(at, count)| (0..count).map(move |step| (at, step)));
    places.map(|(at, step)| (map.stages[at].steps[step].id.as_str(), at, Some(step))).collect()
}

/// The ids of the needs that a map names: pinned, else the slug of their words.
fn needs(map: &Journey) -> Vec<String> {
    let stages = map.stages.iter();
    let entries = stages
        .flat_map(|stage| stage.entries.iter().chain(stage.steps.iter().flat_map(|step| &step.entries)));
    let needs = entries.filter(|entry| entry.lane.is(StandardLane::Need));
    needs.map(|need| need.attributes.id().map_or_else(|| slug(&need.text.text()), str::to_owned)).collect()
}
