//! What plugins know: stage frameworks and scores.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A model of stages that a map can declare.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameworkModel {
    /// What `framework:` names.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// What to know before using it.
    pub notes: String,
    /// Whether a map can be viewed through it on the canonical axis.
    pub projectable: bool,
    /// How its stages follow each other, in a few words.
    pub shape: String,
    /// Its stages, in order; none where its plugin places the steps of a map itself.
    pub stages: Vec<StageModel>,
    /// Ways back.
    pub loops: Vec<Edge>,
    /// The plugin that brought it.
    pub plugin: String,
}

/// One stage of a framework.
#[derive(Clone, Debug, PartialEq)]
pub struct StageModel {
    /// Its id inside the framework.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Where it begins on the canonical axis.
    pub low: f64,
    /// Where it ends; not included.
    pub high: f64,
    /// What happens in it.
    pub definition: String,
    /// What the customer asks.
    pub questions: Vec<String>,
    /// Where it usually happens.
    pub touchpoints: Vec<String>,
    /// What is usually counted.
    pub measures: Vec<String>,
    /// Other names for it.
    pub aliases: Vec<String>,
    /// Whether it runs beside the others, so that no step of another framework's map is shown in it.
    pub parallel: bool,
}

impl FrameworkModel {
    /// Whether its plugin places the steps of each map.
    pub fn is_computed(&self) -> bool {
        self.stages.is_empty() && !self.plugin.is_empty()
    }

    /// The index of a stage.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == id)
    }
}

/// A way from one stage back to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// From this stage.
    pub origin: String,
    /// To this stage.
    pub target: String,
}

/// What a score is, whatever the map.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreDefinition {
    /// Its id inside the plugin.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it counts in.
    pub unit: String,
    /// The worst or least possible value.
    pub low: Option<f64>,
    /// The best or greatest possible value.
    pub high: Option<f64>,
    /// Whether more is better.
    pub higher_is_better: bool,
    /// What it says, for a reader.
    pub description: String,
    /// Who published it.
    pub source: String,
    /// Whatever else the plugin says of it.
    pub attributes: BTreeMap<String, String>,
}

/// A score of one map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The plugin that computed it.
    pub plugin: String,
    /// Which score.
    pub id: String,
    /// The value; none where there is nothing to compute it from, never zero instead.
    pub value: Option<f64>,
    /// How many items it rests on.
    pub n: u32,
    /// How many items were left out.
    pub excluded: u32,
    /// The lower end of its interval.
    pub low: Option<f64>,
    /// The upper end of its interval.
    pub high: Option<f64>,
    /// What it says about this map, with the numbers.
    pub explanation: String,
    /// The same by stage or step.
    pub parts: Vec<ScorePart>,
    /// Further numbers, each with its name, in the plugin's order.
    pub attributes: Vec<(String, String)>,
}

/// A score's share of one stage or step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScorePart {
    /// The handle of the stage or step, as passed to the plugin.
    pub node: u32,
    /// The value there.
    pub value: Option<f64>,
    /// A few words on it.
    pub note: String,
}
