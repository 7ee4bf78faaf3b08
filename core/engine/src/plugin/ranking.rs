//! Opportunities in the order of a score that a plugin gives each of them: `[opportunities] rank-by = "rice"`.

use std::collections::HashMap;
use std::sync::Arc;

use journeybook_model::{Diagnostic, ScoreDefinition};

use super::Facts;
use super::handles::Part;
use crate::resolve::{NodeId, Origin, Site, Spot};
use crate::settings::unknown_ranking;

/// An entry of a map.
type Place = (NodeId, Spot, usize);

/// Ranks the opportunities of a site by the score its settings name, in place of impact × reach ÷ effort.
pub fn rank(site: &mut Site, facts: &Facts) -> Option<Diagnostic> {
    let id = site.settings.rank_by.clone()?;
    if definition(facts, &id).is_none() {
        let known = facts.definitions.iter().map(|(_, known)| known.id.as_str());
        return site.settings.source.as_deref().map(|source| unknown_ranking(source, &id, known));
    }
    let values = values(site, facts, &id);
    let opportunities = Arc::make_mut(&mut site.opportunities);
    for opportunity in opportunities.iter_mut() {
        let at = |origin: &Origin| values.get(&(origin.journey, origin.spot, origin.entry)).copied();
        opportunity.priority = opportunity.origins.iter().find_map(at);
    }
    crate::resolve::by_priority(opportunities);
    None
}

/// What the score of an id means, and the plugin that gives it.
pub fn definition<'f>(facts: &'f Facts, id: &str) -> Option<&'f (String, ScoreDefinition)> {
    facts.definitions.iter().find(|(_, known)| known.id == id)
}

/// The value of a score at every entry that it tells of.
fn values(site: &Site, facts: &Facts, id: &str) -> HashMap<Place, f64> {
    let mut values = HashMap::new();
    for (journey, scores) in facts.all_scores() {
        for score in scores.iter().filter(|score| score.id == id) {
            for part in &score.parts {
                let place = facts.part(site, journey, &score.plugin, part.node).and_then(entry);
                if let Some(((spot, entry), value)) = place.zip(part.value) {
                    values.insert((journey, spot, entry), value);
                }
            }
        }
    }
    values
}

fn entry(part: Part) -> Option<(Spot, usize)> {
    match part {
        Part::Entry(stage, None, at) => Some((Spot::Stage(stage as u32), at)),
        Part::Entry(stage, Some(step), at) => Some((Spot::Step(stage as u32, step as u32), at)),
        _ => None,
    }
}
