//! The completeness score: how many of the cells that the map should have are filled.

use journeybook_plugin::{Attributed, Definition, Journey, Part, Score, Settings, Stage, Step};

use journeybook_plugin::prose::{count, percent};

/// The schema of the one setting there is.
pub const SCHEMA: &str = r#"{"type":"object","additionalProperties":false,"properties":{"expected-lanes":{"type":"array","minItems":1,"items":{"type":"string"},"description":"Lanes that every step should have an entry in. Without it: doing, thinking, feeling and touchpoint, and each of effort, channel, frontstage, backstage, support and system that the map uses."}}}"#;

/// What any map of what people do, think, feel and meet should say of every step.
const ALWAYS: [&str; 4] = ["doing", "thinking", "feeling", "touchpoint"];

/// Lanes that describe every step once a map uses them. A lane such as `pain` is not one of them: an empty cell there is
/// good news.
const ONCE_USED: [&str; 6] = ["effort", "channel", "frontstage", "backstage", "support", "system"];

/// The lanes that a site expects; none if it leaves that to the maps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes(Option<Vec<String>>);

impl Lanes {
    /// Reads the setting `expected-lanes`. The error is one sentence.
    pub fn from_settings(settings: &Settings) -> Result<Self, String> {
        let owned = |lanes: Vec<&str>| lanes.into_iter().map(String::from).collect::<Vec<_>>();
        match (settings.get("expected-lanes"), settings.texts("expected-lanes")) {
            (None, _) => Ok(Self(None)),
            (Some(_), Some(lanes)) if !lanes.is_empty() => Ok(Self(Some(owned(lanes)))),
            _ => {
                Err(String::from("`expected-lanes` has to list lane words, such as [\"doing\", \"feeling\"]"))
            }
        }
    }

    fn of<'a>(&'a self, journey: &Journey) -> Vec<&'a str> {
        match &self.0 {
            Some(lanes) => lanes.iter().map(String::as_str).collect(),
            None => {
                let used =
                    ONCE_USED.into_iter().filter(|lane| journey.steps().any(|step| is_filled(step, lane)));
                ALWAYS.into_iter().chain(used).collect()
            }
        }
    }
}

/// What the score is.
pub fn definition() -> Definition {
    Definition::new("completeness", "Completeness")
        .unit("%")
        .scale(0.0, 100.0)
        .description("The share of cells that are filled, of those that every step should have.")
        .source("Journeybook; the lanes after Nielsen Norman Group's parts of a journey map")
        .formula("filled cells ÷ (steps × expected lanes) × 100")
        .headline(90)
}

/// Scores one map.
pub fn score(journey: &Journey, lanes: &Lanes) -> Score {
    let lanes = lanes.of(journey);
    let cells = journey.steps().count() * lanes.len();
    if cells == 0 {
        return Score::absent("completeness", "The map has no steps.");
    }
    let filled: usize = journey.steps().map(|step| filled(step, &lanes)).sum();
    let value = filled as f64 / cells as f64 * 100.0;
    let text = format!(
        "{filled} of {} are filled, {}.{}",
        count(cells, "cell"),
        percent(value),
        emptiest(journey, &lanes)
    );
    let parts = journey.stages.iter().map(|stage| by_stage(stage, &lanes));
    Score::new("completeness", value)
        .counting(cells, 0)
        .explained(text)
        .with("lanes", lanes.join(", "))
        .parts(parts)
}

fn by_stage(stage: &Stage, lanes: &[&str]) -> Part {
    let cells = stage.steps.len() * lanes.len();
    let filled: usize = stage.steps.iter().map(|step| filled(step, lanes)).sum();
    let value = (cells > 0).then(|| filled as f64 / cells as f64 * 100.0);
    Part::new(stage.node, value, &format!("{filled} of {}", count(cells, "cell")))
}

/// ` The lane with most empty cells is thinking (5).`; empty where no cell is.
fn emptiest(journey: &Journey, lanes: &[&str]) -> String {
    let holes = |lane: &str| journey.steps().filter(|step| !is_filled(step, lane)).count();
    let counted = lanes.iter().map(|lane| (lane, holes(lane)));
    match counted.rev().max_by_key(|(_, holes)| *holes) {
        Some((lane, holes)) if holes > 0 => format!(" The lane with most empty cells is {lane} ({holes})."),
        _ => String::new(),
    }
}

fn filled(step: &Step, lanes: &[&str]) -> usize {
    lanes.iter().filter(|lane| is_filled(step, lane)).count()
}

fn is_filled(step: &Step, lane: &str) -> bool {
    let said = step.lane(lane).any(|entry| !entry.text.trim().is_empty() || !entry.refs.is_empty());
    said || (lane == "feeling" && step.feeling.is_some())
}
