//! What a journey map says and the source did not.

use journeybook_plugin::Imported;

use crate::page::{Entry, Map};

/// Says what is missing from all maps of a file.
pub fn of(maps: &[Map], has_stages: bool, into: &mut Imported) {
    let has_field = |key: &str| maps.iter().any(|map| map.fields.iter().any(|(name, _)| name == key));
    let has_lane = |lane: &str| maps.iter().flat_map(entries).any(|entry| entry.lane == lane);
    let gaps = [
        (
            has_stages,
            "The table does not say which stages the steps belong to: all of a map's are in one stage named after it.",
        ),
        (
            has_field("persona"),
            "The table does not say whose journey it is: add `persona` to the frontmatter.",
        ),
        (
            has_lane("feeling"),
            "The table does not say how a step feels, so the map has no curve: add entries such as `- feeling: +1 relieved`.",
        ),
        (
            has_lane("evidence"),
            "The table does not say how any of it is known: add entries such as `- evidence: …`.",
        ),
    ];
    gaps.iter().filter(|(is_there, _)| !is_there).for_each(|(_, gap)| into.gap(gap));
}

fn entries(map: &Map) -> impl Iterator<Item = &Entry> {
    map.stages
        .iter()
        .flat_map(|stage| stage.entries.iter().chain(stage.steps.iter().flat_map(|step| &step.entries)))
}
