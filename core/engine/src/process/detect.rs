//! What in a site shows that an activity was done for a map.

use journeybook_model::{Date, Document, Entry, Kind, Role, Section, StandardLane};
use serde_json::Value;

use super::Activity;
use super::map::{Map, Proof};
use crate::resolve::{NodeId, Spot};

/// The keys under which a persona says what moves it.
const NEEDS: [&str; 5] = ["needs", "motivations", "expectations", "problems", "challenges"];

/// The lanes that say where customer and organisation meet.
const MEETING: [StandardLane; 2] = [StandardLane::Touchpoint, StandardLane::Channel];

/// Everything that shows it; empty where it is still to be done.
pub fn proofs(map: &Map<'_>, activity: Activity) -> Vec<Proof> {
    match activity {
        Activity::Objective => objective(map),
        Activity::Persona => nodes(personas(map)),
        Activity::Target => nodes(target(map)),
        Activity::Evidence => nodes(map.files(Kind::Evidence).into_iter()),
        Activity::Workshop => {
            map.document.fields.texts("participants").into_iter().map(Proof::Said).collect()
        }
        Activity::Stages => {
            (0..map.journey.stages.len()).map(|at| Proof::Place(Spot::Stage(at as u32))).collect()
        }
        Activity::Touchpoints => touchpoints(map),
        Activity::Actions => actions(map),
        Activity::Emotions => emotions(map),
        Activity::MomentsOfTruth => places(map.entries_in(&[StandardLane::MomentOfTruth])),
        Activity::Qualitative => {
            nodes(map.files(Kind::Evidence).into_iter().filter(|node| map.is_qualitative(*node)))
        }
        Activity::Quantitative => {
            nodes(map.files(Kind::Evidence).into_iter().filter(|node| map.is_quantitative(*node)))
        }
        Activity::Published => published(map),
        Activity::Prioritised => prioritised(map),
        Activity::Blueprint => blueprint(map),
        Activity::Future => nodes(futures(map).into_iter()),
        Activity::Revised => revised(map),
    }
}

fn nodes(nodes: impl Iterator<Item = NodeId>) -> Vec<Proof> {
    nodes.map(Proof::Node).collect()
}

/// The places of some entries, each once.
fn places(entries: Vec<(Spot, &Entry)>) -> Vec<Proof> {
    once(entries.into_iter().map(|(spot, _)| Proof::Place(spot)))
}

fn once(all: impl Iterator<Item = Proof>) -> Vec<Proof> {
    let mut seen = Vec::new();
    all.for_each(|proof| {
        if !seen.contains(&proof) {
            seen.push(proof);
        }
    });
    seen
}

/// All of some parts, or nothing where one of them is missing.
fn all<const N: usize>(parts: [Vec<Proof>; N]) -> Vec<Proof> {
    if parts.iter().any(Vec::is_empty) { Vec::new() } else { once(parts.into_iter().flatten()) }
}

/// What it is for, and a metric that says how far to go.
fn objective(map: &Map<'_>) -> Vec<Proof> {
    let fields = &map.document.fields;
    let aims = fields.texts("objectives").into_iter().chain(fields.text("goal")).map(Proof::Said).collect();
    let aimed = |node: &NodeId| {
        map.fields(*node).and_then(|fields| fields.get("target")).is_some_and(|target| !target.is_null())
    };
    all([aims, nodes(map.metrics().into_iter().filter(aimed))])
}

/// The personas of the map with a file that says what they need.
fn personas(map: &Map<'_>) -> impl Iterator<Item = NodeId> {
    let named = map.site.fields_to(map.node, "persona").into_iter();
    named.filter(|node| map.site.nodes[*node].document.as_deref().is_some_and(says_needs))
}

/// Under a key of its frontmatter, or as a list under a heading.
fn says_needs(persona: &Document) -> bool {
    let listed = persona.prose().is_some_and(|prose| prose.sections.iter().any(Section::is_list));
    listed || NEEDS.iter().any(|key| !persona.fields.texts(key).is_empty())
}

/// The only persona of the map, or the only one of several that is `primary`.
fn target(map: &Map<'_>) -> impl Iterator<Item = NodeId> {
    let named = map.site.fields_to(map.node, "persona");
    let is_primary = |node: &NodeId| {
        map.fields(*node).and_then(|fields| fields.get("primary")).and_then(Value::as_bool) == Some(true)
    };
    let primary: Vec<_> = named.iter().copied().filter(is_primary).collect();
    let chosen = match (named.as_slice(), primary.as_slice()) {
        ([only], _) | (_, [only]) => Some(*only),
        _ => None,
    };
    chosen.into_iter()
}

/// The touchpoints and channels of the map, where every stage has one.
fn touchpoints(map: &Map<'_>) -> Vec<Proof> {
    let of_stage = |stage: usize| -> Vec<Proof> {
        let entries = map.entries_of(stage).into_iter();
        let named = entries.filter(|(_, entry)| MEETING.iter().any(|lane| entry.lane.is(*lane)));
        named.map(|(_, entry)| led(map, entry)).collect()
    };
    let stages: Vec<_> = (0..map.journey.stages.len()).map(of_stage).collect();
    if stages.iter().any(Vec::is_empty) { Vec::new() } else { once(stages.into_iter().flatten()) }
}

/// The touchpoint or channel an entry leads to, else its words.
fn led(map: &Map<'_>, entry: &Entry) -> Proof {
    let is_met = |node: &NodeId| matches!(map.site.nodes[*node].kind, Kind::Touchpoint | Kind::Channel);
    let target = map.targets(entry).into_iter().find(is_met);
    target.map_or_else(|| Proof::Said(entry.text.text().into_owned()), Proof::Node)
}

/// The columns of the map, where each says what is done.
fn actions(map: &Map<'_>) -> Vec<Proof> {
    let columns = map.columns();
    let acts = |entries: &[Entry]| entries.iter().any(|entry| entry.lane.is(StandardLane::Doing));
    let complete = columns.iter().all(|column| acts(column.entries));
    columns.iter().filter(|_| complete).map(|column| Proof::Place(column.spot)).collect()
}

/// Where something moves somebody, where something hurts, and where a feeling is noted.
fn emotions(map: &Map<'_>) -> Vec<Proof> {
    let first = |lanes: &[StandardLane]| places(map.entries_in(lanes)).into_iter().take(1).collect();
    let columns = map.columns();
    let felt = columns.iter().find(|column| column.feeling.is_some());
    let feeling = felt.map(|column| Proof::Place(column.spot)).into_iter().collect();
    all([first(&[StandardLane::Need, StandardLane::Goal]), first(&[StandardLane::Pain]), feeling])
}

fn published(map: &Map<'_>) -> Vec<Proof> {
    let status = map.document.fields.text("status").filter(|status| status == "live");
    status.map(|status| Proof::Said(format!("status: {status}"))).into_iter().collect()
}

/// Opportunities with a rank, and with an owner or a metric.
fn prioritised(map: &Map<'_>) -> Vec<Proof> {
    let ranked = map.opportunities().filter(|known| known.priority.is_some());
    let answered = ranked.filter(|known| known.owner.is_some() || !map.metrics_of(known).is_empty());
    answered.map(|known| known.node.map_or_else(|| Proof::Said(known.title.clone()), Proof::Node)).collect()
}

/// What there is and what is needed, or lanes behind the scenes.
fn blueprint(map: &Map<'_>) -> Vec<Proof> {
    let resources = map.document.fields.get("resources").filter(|value| value.is_object());
    let said = resources.map(|_| Proof::Said("resources".to_owned()));
    let entries = (0..map.journey.stages.len()).flat_map(|stage| map.entries_of(stage));
    let behind = entries.filter(|(_, entry)| matches!(entry.lane.role(), Role::Backstage | Role::Support));
    said.into_iter().chain(places(behind.collect())).collect()
}

/// Planned and ideal maps of the same journey.
fn futures(map: &Map<'_>) -> Vec<NodeId> {
    let is_future = |node: &NodeId| {
        let basis = map.fields(*node).and_then(|fields| fields.text("basis"));
        matches!(basis.as_deref(), Some("planned" | "ideal"))
    };
    let mentions = map.site.nodes[map.node].mentions.iter().map(|mention| mention.from);
    let mut journeys: Vec<_> = mentions.filter(|node| map.site.nodes[*node].kind == Kind::Journey).collect();
    journeys.sort_unstable();
    journeys.dedup();
    journeys.retain(|node| is_future(node) && map.site.fields_to(*node, "of").contains(&map.node));
    journeys
}

/// It was reviewed, and the day of the next review is set and has not passed.
fn revised(map: &Map<'_>) -> Vec<Proof> {
    let day = |key: &str| map.document.fields.text(key).filter(|text| text.parse::<Date>().is_ok());
    let both = day("reviewed").zip(day("review-by")).filter(|_| !map.stale);
    both.into_iter()
        .flat_map(|(reviewed, by)| [format!("reviewed: {reviewed}"), format!("review-by: {by}")])
        .map(Proof::Said)
        .collect()
}
