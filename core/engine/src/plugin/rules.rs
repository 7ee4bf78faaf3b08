//! What a plugin with rules says of a map.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The words for the level of a finding. A site may also set `off`.
pub const LEVELS: [&str; 4] = ["error", "warning", "hint", "off"];

/// A rule, whatever the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleDefinition {
    /// Its id, unique within the plugin.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// `error`, `warning` or `hint`; any other word counts as `warning`.
    pub level: String,
    /// Why it matters.
    pub rationale: String,
    /// Where it comes from.
    pub source: String,
    /// What else it says: under `host`, the judgement over the whole site that it leaves to the host.
    pub attributes: BTreeMap<String, String>,
}

/// One thing that a rule found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The id of the rule.
    pub rule: String,
    /// How much it matters; empty where that is the rule's to say.
    pub level: String,
    /// The node it is about.
    pub node: u32,
    /// One sentence.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
    /// What else it says: `key`, the key of the frontmatter that is meant; `typed` and `write`, the words at the place and
    /// what to write for them.
    pub attributes: BTreeMap<String, String>,
}
