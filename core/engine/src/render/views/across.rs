//! All journeys together: what the pages for owners of a portal are made from.

use journeybook_model::Kind;
use minijinja::Value;
use serde::Serialize;

use super::{document, of_nodes};
use crate::render::portal::Portal;
use crate::render::reads::Key;
use crate::render::rollup::unanswered::Unanswered;
use crate::render::rollup::{
    Rollups, channels, evidence, gaps, moments, pains, resources, sources, upkeep, urgent,
};
use crate::render::view::{subject, view};

view! {
    /// What can be said of all journeys together. A table holds its first rows as `rows` and says with `total` how many
    /// there are.
    AcrossView "Across" {}
    /// The pain points that several journeys name: title, severity (1 to 3 or none), journeys (how many), steps (a table
    /// of title, url, journey, stage, score).
    pains(v) => told(v.rollups().pains.get_or_init(|| pains::shared(v.portal())));
    /// The pain points that were put right: title, severity, by (title and url of what did it, or none), step.
    fixed(v) => told(v.rollups().fixed.get_or_init(|| pains::fixed(v.portal())));
    /// What is urgent: total, and desks, one for each who is to take it on (name or none, team: title and url, or none, and items,
    /// a table of title, lane, severity, from, step); what nobody has taken on first.
    urgent(v) => told(urgent::urgent(v.portal()));
    /// The lowest moments: step (title, url, journey, stage, score, word), pains (texts), opportunities (title, url).
    lowest(v) => told(v.rollups().lowest.get_or_init(|| moments::lowest(v.portal())));
    /// Where it felt worse than was expected: told (how many steps say what was expected), short (a table of step, expected on
    /// -2..2, and gap, up to 4: the widest first).
    gaps(v) => told(v.rollups().gaps.get_or_init(|| gaps::gaps(v.portal())));
    /// What is out of date: overdue (a table of journey, due, reviewed, owner) and undated (a table of journeys).
    upkeep(v) => told(v.rollups().upkeep.get_or_init(|| upkeep::upkeep(v.portal())));
    /// How much has evidence: steps, founded (steps with evidence), bare (journeys without), journeys (a table of journey,
    /// steps, founded, sources, strength: the score `evidence` of its plugin as a share, or none).
    evidence(v) => told(v.rollups().evidence.get_or_init(|| evidence::coverage(v.portal())));
    /// What the work on journeys has and needs: title, have and need (tables of journeys).
    resources(v) => told(v.rollups().resources.get_or_init(|| resources::resources(v.portal())));
    /// How people came to hear of us: word (search, referral or social), steps, journeys (how many).
    sources(v) => told(v.rollups().sources.get_or_init(|| sources::sources(v.portal())));
    /// For each framework the channels of its journeys: framework, journeys (how many), stages (title, steps, met: steps with
    /// a channel), channels (a table of channel, steps, and for each stage a cell with steps and mean), none (a cell for each
    /// stage).
    channels(v) => told(v.rollups().channels.get_or_init(|| channels::tables(v.portal())));
    /// The questions nobody answers: asked, answered, nowhere (how many), unplaced (journeys without a framework), frameworks
    /// (framework, journeys, stages: stage, number, journeys, write, questions), journeys and personas (questions). A
    /// question has asks, by, write, of, answered, and places, a table of link, file, line, assumed.
    unanswered(v) => told(v.rollups().unanswered.get_or_init(|| Unanswered::of(v.portal())));
    /// The teams, in the order of the site.
    teams(v) => of_nodes(&v.cx, v.portal().site.of_kind(Kind::Team));
}

impl AcrossView {
    fn portal(&self) -> &Portal {
        &self.cx.portal
    }

    fn rollups(&self) -> &Rollups {
        &self.cx.portal.rollups
    }
}

/// A roll-up as templates read it.
pub fn told(rollup: &impl Serialize) -> Value {
    document::json(&serde_json::to_value(rollup).unwrap_or_default())
}

subject!(AcrossView(_v) Key::Across, "all journeys".to_owned());
