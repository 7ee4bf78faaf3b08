//! What the engine asks of a plugin, whatever runs it.
//!
//! The records mirror `plugins/wit`; a Wasm component is one implementation, a native closure in a test another.

use std::collections::BTreeMap;
use std::fmt;

use journeybook_model::{Date, Digest, FrameworkModel, Score, ScoreDefinition};
use serde::{Deserialize, Serialize};

use super::bound::Bound;
use super::exports::ExportedFile;
use super::imports::{ImportFormat, Imported, SourceFile};
use super::reads::Reads;
use super::rules::{Finding, RuleDefinition};
use super::schema::SettingFault;

/// A plugin that is loaded and configured.
///
/// Every answer depends on the arguments alone, so the engine keeps answers by the digest of the plugin and of what it
/// was asked, and does not ask again.
pub trait Plugin: Send + Sync {
    /// What it says it is.
    fn about(&self) -> &About;
    /// Identifies its code and settings together.
    fn digest(&self) -> Digest;
    /// Which questions it answers.
    fn offers(&self, capability: Capability) -> bool;
    /// Its stage frameworks.
    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure>;
    /// Where the steps of one map belong in a framework that it lists without stages.
    fn place(&self, framework: &str, _: &JourneyRecord) -> Result<Vec<Placement>, Failure> {
        Err(Failure::BadAnswer {
            message: format!("it lists `{framework}` without stages and computes none"),
        })
    }
    /// The scores it computes.
    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure>;
    /// The scores of one map, from what it says and from what data says of it.
    fn score(&self, journey: &JourneyRecord, bound: &Bound) -> Result<Vec<Score>, Failure>;

    /// What it asked to see of a map. Nothing else is passed to it.
    fn reads(&self) -> Reads {
        Reads::everything()
    }

    /// The rules it holds maps against.
    fn rules(&self) -> Result<Vec<RuleDefinition>, Failure> {
        Ok(Vec::new())
    }

    /// What its rules say of one map on this day.
    fn check(&self, _: &JourneyRecord, _: &Bound, _: Option<Date>) -> Result<Vec<Finding>, Failure> {
        Ok(Vec::new())
    }

    /// The formats it writes.
    fn export_formats(&self) -> Result<Vec<String>, Failure> {
        Ok(Vec::new())
    }

    /// One map in one of those formats.
    fn export(&self, _: &str, _: &JourneyRecord) -> Result<Vec<ExportedFile>, Failure> {
        Ok(Vec::new())
    }

    /// The foreign formats it reads.
    fn formats(&self) -> Result<Vec<ImportFormat>, Failure> {
        Ok(Vec::new())
    }

    /// Reads a file. Of the options, `format` is the format to read it as, `mapping` the text of a file that says what is
    /// what.
    fn import(&self, _: &SourceFile, _: &[(&str, &str)]) -> Result<Imported, Failure> {
        Err(Failure::BadAnswer { message: "it reads no files".to_owned() })
    }
}

/// A question a plugin may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Capability {
    /// Stage frameworks.
    Frameworks,
    /// Scores of a map.
    Scores,
    /// Judgements about a map.
    Rules,
    /// Files of other tools, as documents.
    Importer,
    /// Maps, as files of other tools.
    Exporter,
}

impl Capability {
    /// All of them.
    pub const ALL: [Capability; 5] = [
        Capability::Frameworks,
        Capability::Scores,
        Capability::Rules,
        Capability::Importer,
        Capability::Exporter,
    ];
}

/// What a plugin says it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its name, which `[plugins.NAME]` in the settings means.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// What it does.
    pub description: String,
}

/// Why a plugin gave no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It crashed.
    Trap {
        /// What is known about it.
        message: String,
    },
    /// It went over one of its limits.
    Limit {
        /// Which limit, in words ("instructions", "memory").
        limit: &'static str,
        /// The value it went over, in words ("64 MiB").
        value: String,
        /// The setting under `[plugins.NAME.limits]` that raises it; empty for a limit that is fixed.
        setting: &'static str,
    },
    /// It said why it could not answer.
    Refused {
        /// What it said.
        message: String,
        /// The node it pointed at.
        at: Option<u32>,
    },
    /// It answered with something that cannot be used.
    BadAnswer {
        /// What is wrong with it.
        message: String,
    },
    /// Its settings are not what its schema says.
    Settings {
        /// Each thing that is wrong.
        faults: Vec<SettingFault>,
    },
    /// It could not be loaded.
    Unusable {
        /// What is wrong and what to type.
        message: String,
        /// What to type.
        help: String,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Trap { message } => write!(f, "it crashed: {message}"),
            Failure::Limit { limit, value, .. } => {
                let of = if value.ends_with(char::is_alphabetic) { "of " } else { "" };
                write!(f, "it went over its limit of {value} {of}{limit}")
            }
            Failure::Settings { faults } => {
                let said: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
                write!(f, "its settings: {}", said.join("; "))
            }
            Failure::BadAnswer { message }
            | Failure::Refused { message, .. }
            | Failure::Unusable { message, .. } => f.write_str(message),
        }
    }
}

/// Where a plugin puts a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// The handle of the step, or of a stage for all of its steps.
    pub node: u32,
    /// The id of the framework's stage.
    pub stage: String,
}

/// A map as plugins see it. `node` numbers are handles: what a plugin says of a node, the engine finds in the source.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct JourneyRecord {
    /// The handle of the map.
    pub node: u32,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The framework it declares.
    pub framework: Option<String>,
    /// Frontmatter that may matter to a score (form, basis, status).
    pub attributes: BTreeMap<String, String>,
    /// Its stages.
    pub stages: Vec<StageRecord>,
}

/// A stage as plugins see it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StageRecord {
    /// Its handle.
    pub node: u32,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The framework's stage it stands for.
    pub place: Option<String>,
    /// Facts about the stage as a whole.
    pub entries: Vec<EntryRecord>,
    /// Its steps. A stage without steps is passed with one step that carries its entries.
    pub steps: Vec<StepRecord>,
    /// What closed its heading in braces.
    pub attributes: BTreeMap<String, String>,
}

/// A step as plugins see it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StepRecord {
    /// Its handle.
    pub node: u32,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its feeling: -1..1, and what was typed.
    pub feeling: Option<(f64, String)>,
    /// Its entries.
    pub entries: Vec<EntryRecord>,
    /// Quotations.
    pub quotes: Vec<String>,
    /// What closed its heading in braces.
    pub attributes: BTreeMap<String, String>,
}

/// An entry as plugins see it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EntryRecord {
    /// Its handle.
    pub node: u32,
    /// The lane's id.
    pub lane: String,
    /// Its plain text.
    pub text: String,
    /// What closed it in braces.
    pub attributes: BTreeMap<String, String>,
    /// What it refers to, such as `touchpoint/tram-poster`.
    pub refs: Vec<String>,
}
