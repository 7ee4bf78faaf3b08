//! Rules that a journey map is held against, as a plugin: what the field knows of maps that mislead.

mod catalogue;
mod company;
mod dates;
mod evidence;
mod feelings;
mod figures;
mod frame;
mod map;
mod opportunities;
mod presets;
mod privacy;
mod report;
mod shape;
mod stages;
mod touchpoints;
mod upkeep;
mod words;

use journeybook_plugin::{
    Bound, Finding, Journey, Manifest, Plugin, Refusal, Rule as Definition, Rules, Settings,
};

pub use catalogue::{ALL, Judge, Level, Rule};
use map::Map;
pub use presets::{Choice, Preset};
use report::Report;

/// The plugin, with a site's settings.
#[derive(Debug, Default)]
pub struct MapRules {
    choice: Choice,
}

/// What the rules look at.
pub const READS: &str = "lanes quotes \
    opportunity.owner opportunity.team opportunity.metric opportunity.metrics opportunity.target \
    evidence.type evidence.method evidence.date evidence.n touchpoint.channel metric.date stage.axis stage.narrative \
    journey.persona journey.scenario journey.goal journey.expectations journey.objectives journey.basis \
    journey.form journey.status journey.scope journey.owner journey.team journey.reviewed journey.review-by \
    journey.validated journey.tags framework.loops \
    persona.goal persona.goals persona.needs persona.motivations persona.problems persona.challenges \
    persona.pains persona.frustrations persona.expectations";

/// Every group of rules looks at the map once.
const GROUPS: [fn(&Map<'_>, &mut Report); 11] = [
    frame::check,
    stages::check,
    company::check,
    touchpoints::check,
    feelings::check,
    opportunities::check,
    evidence::check,
    upkeep::check,
    shape::check,
    privacy::check,
    figures::check,
];

impl Plugin for MapRules {
    fn about() -> Manifest {
        Manifest::new("rules", env!("CARGO_PKG_VERSION"), "Rules for maps")
            .description("What a map lacks or blurs that would mislead whoever acts on it.")
            .settings_schema(presets::SCHEMA)
    }

    fn configure(settings: &Settings) -> Result<Self, String> {
        Ok(Self { choice: Choice::from_settings(settings)? })
    }
}

impl Rules for MapRules {
    fn definitions(&self) -> Vec<Definition> {
        ALL.iter().map(|rule| rule.definition(&self.choice)).collect()
    }

    fn check(&self, journey: &Journey, bound: &Bound, today: &str) -> Result<Vec<Finding>, Refusal> {
        let mut report = Report::new(self.choice.levels(journey));
        if report.wants_nothing() {
            return Ok(Vec::new());
        }
        let map = Map::of(journey, &bound.figures, today, self.choice.review_months);
        GROUPS.iter().for_each(|check| check(&map, &mut report));
        Ok(report.findings())
    }
}

journeybook_plugin::export!(rules: MapRules; reads: READS);

#[cfg(test)]
mod tests;
