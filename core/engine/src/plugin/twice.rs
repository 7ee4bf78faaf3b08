//! A plugin that is asked everything twice, to find out whether it keeps its word: the same question, the same answer.

use std::sync::Arc;

use journeybook_model::{Date, Digest, FrameworkModel, Score, ScoreDefinition};

use super::bound::Bound;
use super::contract::{About, Capability, Failure, JourneyRecord, Plugin};
use super::exports::ExportedFile;
use super::imports::{ImportFormat, Imported, SourceFile};
use super::reads::Reads;
use super::rules::{Finding, RuleDefinition};

/// The plugin, asked twice. Whoever runs it gives every call an instance of its own.
pub fn twice(plugin: Arc<dyn Plugin>) -> Arc<dyn Plugin> {
    Arc::new(Twice(plugin))
}

struct Twice(Arc<dyn Plugin>);

impl Twice {
    fn both<T: PartialEq>(&self, ask: impl Fn(&dyn Plugin) -> Result<T, Failure>) -> Result<T, Failure> {
        let (first, second) = (ask(self.0.as_ref()), ask(self.0.as_ref()));
        if first == second {
            return first;
        }
        Err(Failure::BadAnswer { message: "it answers the same question in two ways".to_owned() })
    }
}

impl Plugin for Twice {
    fn about(&self) -> &About {
        self.0.about()
    }

    fn digest(&self) -> Digest {
        self.0.digest()
    }

    fn offers(&self, capability: Capability) -> bool {
        self.0.offers(capability)
    }

    fn reads(&self) -> Reads {
        self.0.reads()
    }

    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure> {
        self.both(|plugin| plugin.frameworks())
    }

    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure> {
        self.both(|plugin| plugin.score_definitions())
    }

    fn score(&self, journey: &JourneyRecord, bound: &Bound) -> Result<Vec<Score>, Failure> {
        self.both(|plugin| plugin.score(journey, bound))
    }

    fn rules(&self) -> Result<Vec<RuleDefinition>, Failure> {
        self.both(|plugin| plugin.rules())
    }

    fn check(
        &self,
        journey: &JourneyRecord,
        bound: &Bound,
        today: Option<Date>,
    ) -> Result<Vec<Finding>, Failure> {
        self.both(|plugin| plugin.check(journey, bound, today))
    }

    fn export_formats(&self) -> Result<Vec<String>, Failure> {
        self.both(|plugin| plugin.export_formats())
    }

    fn export(&self, format: &str, journey: &JourneyRecord) -> Result<Vec<ExportedFile>, Failure> {
        self.both(|plugin| plugin.export(format, journey))
    }

    fn formats(&self) -> Result<Vec<ImportFormat>, Failure> {
        self.both(|plugin| plugin.formats())
    }

    fn import(&self, file: &SourceFile, options: &[(&str, &str)]) -> Result<Imported, Failure> {
        self.both(|plugin| plugin.import(file, options))
    }
}
