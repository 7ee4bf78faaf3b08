//! What an author implements: one trait a capability, over what every plugin has.

use crate::{
    Attribute, Definition, Figure, File, Finding, Format, FrameworkModel, Imported, Journey, Manifest,
    Placement, Refusal, Rule, Score, Settings, SourceFile, Table,
};

/// What every plugin has: a card, and a way to take its settings.
pub trait Plugin: Sized {
    /// The plugin's card.
    fn about() -> Manifest;

    /// Makes the plugin from the site's settings. The error is one sentence for the site's owner.
    ///
    /// Runs before each call, because an answer depends on settings and arguments alone. Ignore keys you do not know.
    fn configure(settings: &Settings) -> Result<Self, String>;
}

/// A plugin that brings stage frameworks.
pub trait Frameworks: Plugin {
    /// Lists the frameworks.
    fn provide(&self) -> Vec<FrameworkModel>;

    /// Places the steps of one map in a framework that [`provide`](Self::provide) lists without stages: each once, in a
    /// stage called by the name that people read. The error is one sentence for the author.
    fn place(&self, framework: &str, _of: &Journey) -> Result<Vec<Placement>, String> {
        Err(format!("`{framework}` lists its stages and computes none"))
    }
}

/// A plugin that scores maps.
pub trait Scores: Plugin {
    /// Lists the scores.
    fn definitions(&self) -> Vec<Definition>;

    /// Scores one map, at most once for each definition.
    fn score(&self, journey: &Journey, bound: &Bound) -> Result<Vec<Score>, Refusal>;
}

/// A plugin that holds maps against rules.
///
/// ```
/// use journeybook_plugin::{
///     Attributed, Bound, Finding, Journey, Manifest, Plugin, Refusal, Rule, Rules, Settings,
/// };
///
/// struct Owners;
///
/// impl Plugin for Owners {
///     fn about() -> Manifest {
///         Manifest::new("owners", "0.1.0", "Owners").description("Asks for an owner of every pain.")
///     }
///     fn configure(_: &Settings) -> Result<Self, String> {
///         Ok(Owners)
///     }
/// }
///
/// impl Rules for Owners {
///     fn definitions(&self) -> Vec<Rule> {
///         vec![Rule::new("pain-owner", "Every pain has an owner").level("warning")]
///     }
///     fn check(&self, journey: &Journey, _: &Bound, _: &str) -> Result<Vec<Finding>, Refusal> {
///         let pains = journey.steps().flat_map(|step| step.lane("pain"));
///         let without = pains.filter(|pain| pain.attribute("owner").is_none());
///         let found = |node| Finding::new("pain-owner", node, "the pain has no owner").help("write `{owner=…}`");
///         Ok(without.map(|pain| found(pain.node)).collect())
///     }
/// }
///
/// journeybook_plugin::export!(rules: Owners; reads: "pain.owner");
/// # fn main() {}
/// ```
pub trait Rules: Plugin {
    /// Lists the rules.
    fn definitions(&self) -> Vec<Rule>;

    /// Checks one map. `today` is the date as `YYYY-MM-DD`, empty where the build has none.
    fn check(&self, journey: &Journey, bound: &Bound, today: &str) -> Result<Vec<Finding>, Refusal>;
}

/// A plugin that writes foreign formats.
///
/// ```
/// use journeybook_plugin::{Exporter, File, Journey, Manifest, Plugin, Settings};
///
/// struct Titles;
///
/// impl Plugin for Titles {
///     fn about() -> Manifest {
///         Manifest::new("titles", "0.1.0", "Titles").description("Lists the steps of a map, one a line.")
///     }
///     fn configure(_: &Settings) -> Result<Self, String> {
///         Ok(Titles)
///     }
/// }
///
/// impl Exporter for Titles {
///     fn formats(&self) -> Vec<String> {
///         vec!["titles".into()]
///     }
///     fn write(&self, _: &str, journey: &Journey) -> Result<Vec<File>, String> {
///         let lines: String = journey.steps().map(|step| format!("{}\n", step.title)).collect();
///         Ok(vec![File::new(&format!("{}.txt", journey.id), "text/plain", lines)])
///     }
/// }
///
/// journeybook_plugin::export!(exporter: Titles; reads: "");
/// # fn main() {}
/// ```
pub trait Exporter: Plugin {
    /// Lists the names of the formats.
    fn formats(&self) -> Vec<String>;

    /// Writes one map in one of them. The error is one sentence for whoever runs the export.
    fn write(&self, format: &str, journey: &Journey) -> Result<Vec<File>, String>;
}

/// A plugin that reads foreign formats.
pub trait Importer: Plugin {
    /// Lists the formats.
    fn formats(&self) -> Vec<Format>;

    /// Reads one file. Of the options, `format` is the id of the format to read it as, and `mapping` the text of a file
    /// that says what is what.
    fn read(&self, file: &SourceFile, options: &[Attribute]) -> Result<Imported, String>;
}

/// What the site's data says about the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bound {
    /// Numbers the host computed.
    pub figures: Vec<Figure>,
    /// Columns for analyses that need rows.
    pub tables: Vec<Table>,
}
