//! The first-party plugins without WebAssembly: the engine's trait over the crates the components are built from.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use journeybook_drivers::Drivers;
use journeybook_engine::plugin::{
    About, Bound, Capability, EntryRecord, Failure, FigureRecord, Finding, JourneyRecord, Plugin, Reads,
    RuleDefinition, StageRecord, StepRecord, TableRecord,
};
use journeybook_frameworks::FieldFrameworks;
use journeybook_health::Health;
use journeybook_metrics::Metrics;
use journeybook_model::{Date, Digest, Edge, FrameworkModel, Score, ScoreDefinition, ScorePart, StageModel};
use journeybook_plugin as sdk;
use journeybook_plugin::bindings::frameworks::exports::journeybook::plugin::frameworks::Guest as _;
use journeybook_plugin::bindings::rules::exports::journeybook::plugin::rules::Guest as RulesGuest;
use journeybook_plugin::bindings::scores::exports::journeybook::plugin::scores::Guest as _;
use journeybook_priorities::Priorities;
use journeybook_rules::MapRules;
use journeybook_scores::MapScores;

/// The first-party plugins that bring frameworks and scores, in the order of their names, without settings.
pub fn plugins() -> Vec<Arc<dyn Plugin>> {
    vec![
        drivers("{}"),
        frameworks(),
        Scoring::<Health>::shared("{}", journeybook_health::READS),
        Scoring::<Metrics>::shared("{}", journeybook_metrics::READS),
        Scoring::<Priorities>::shared("{}", journeybook_priorities::READS),
        scores("{}"),
    ]
}

/// Those and the rules plugin, in the order of their names.
pub fn with_rules(settings: &str) -> Vec<Arc<dyn Plugin>> {
    let mut all = plugins();
    all.insert(all.len() - 1, rules(settings));
    all
}

/// The rules plugin with these settings, a JSON object.
pub fn rules(settings: &str) -> Arc<dyn Plugin> {
    Arc::new(Native::<MapRules>::new(settings))
}

/// The frameworks plugin.
pub fn frameworks() -> Arc<dyn Plugin> {
    Arc::new(Native::<FieldFrameworks>::new("{}"))
}

/// The drivers plugin with these settings, a JSON object.
pub fn drivers(settings: &str) -> Arc<dyn Plugin> {
    Scoring::<Drivers>::shared(settings, journeybook_drivers::READS)
}

/// The scores plugin with these settings, a JSON object.
pub fn scores(settings: &str) -> Arc<dyn Plugin> {
    Scoring::<MapScores>::shared(settings, journeybook_scores::READS)
}

/// A plugin that scores, and what it reads.
struct Scoring<P> {
    native: Native<P>,
    reads: &'static str,
}

impl<P: sdk::Scores + 'static> Scoring<P> {
    fn shared(settings: &str, reads: &'static str) -> Arc<dyn Plugin> {
        Arc::new(Self { native: Native::new(settings), reads })
    }
}

/// A plugin's native types behind the engine's trait.
struct Native<P> {
    about: About,
    settings: String,
    plugin: PhantomData<fn() -> P>,
}

impl<P: sdk::Plugin> Native<P> {
    fn new(settings: &str) -> Self {
        let sdk::Manifest { name, version, title, description, .. } = P::about();
        let about = About { name, version, title, description };
        Self { about, settings: settings.to_owned(), plugin: PhantomData }
    }

    /// Hands over the settings, which a guest keeps for its thread.
    fn configured(&self) -> Result<(), Failure> {
        sdk::Guest::<P>::configure(&self.settings)
            .map_err(|why| Failure::Refused { message: format!("its settings: {why}"), at: None })
    }

    fn own_digest(&self) -> Digest {
        Digest::of_parts([self.about.name.as_bytes(), self.settings.as_bytes()])
    }
}

impl Plugin for Native<FieldFrameworks> {
    fn about(&self) -> &About {
        &self.about
    }

    fn digest(&self) -> Digest {
        self.own_digest()
    }

    fn offers(&self, capability: Capability) -> bool {
        capability == Capability::Frameworks
    }

    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure> {
        self.configured()?;
        let models = sdk::Guest::<FieldFrameworks>::provide();
        Ok(models.into_iter().map(|model| framework(model, &self.about.name)).collect())
    }

    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure> {
        Ok(Vec::new())
    }

    fn score(&self, _: &JourneyRecord, _: &Bound) -> Result<Vec<Score>, Failure> {
        Ok(Vec::new())
    }
}

impl<P: sdk::Scores + 'static> Plugin for Scoring<P> {
    fn about(&self) -> &About {
        &self.native.about
    }

    fn digest(&self) -> Digest {
        self.native.own_digest()
    }

    fn offers(&self, capability: Capability) -> bool {
        capability == Capability::Scores
    }

    fn reads(&self) -> Reads {
        Reads::parse(self.reads).expect("the plugin declares words that there are")
    }

    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure> {
        Ok(Vec::new())
    }

    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure> {
        self.native.configured()?;
        Ok(sdk::Guest::<P>::definitions().into_iter().map(definition).collect())
    }

    fn score(&self, record: &JourneyRecord, bound: &Bound) -> Result<Vec<Score>, Failure> {
        self.native.configured()?;
        let answer = sdk::Guest::<P>::score_journey(journey(record), figures(bound), tables(bound));
        let refused = |refusal: sdk::Refusal| Failure::Refused { message: refusal.message, at: refusal.at };
        Ok(answer
            .map_err(refused)?
            .into_iter()
            .map(|answer| score(answer, &self.native.about.name))
            .collect())
    }
}

fn figures(bound: &Bound) -> Vec<sdk::Figure> {
    let figure = |figure: &FigureRecord| sdk::Figure {
        metric: figure.metric.clone(),
        at: figure.at.clone(),
        value: figure.value,
        n: figure.n,
        excluded: figure.excluded,
        low: figure.low,
        high: figure.high,
        attributes: attributes(&figure.attributes),
    };
    bound.figures.iter().map(figure).collect()
}

fn tables(bound: &Bound) -> Vec<sdk::Table> {
    let table = |table: &TableRecord| sdk::Table {
        columns: table.columns.clone(),
        rows: table.rows,
        cells: table.cells.clone(),
    };
    bound.tables.iter().map(table).collect()
}

impl Plugin for Native<MapRules> {
    fn about(&self) -> &About {
        &self.about
    }

    fn digest(&self) -> Digest {
        self.own_digest()
    }

    fn offers(&self, capability: Capability) -> bool {
        capability == Capability::Rules
    }

    fn reads(&self) -> Reads {
        Reads::parse(journeybook_rules::READS).expect("the plugin declares words that there are")
    }

    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure> {
        Ok(Vec::new())
    }

    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure> {
        Ok(Vec::new())
    }

    fn score(&self, _: &JourneyRecord, _: &Bound) -> Result<Vec<Score>, Failure> {
        Ok(Vec::new())
    }

    fn rules(&self) -> Result<Vec<RuleDefinition>, Failure> {
        self.configured()?;
        Ok(<sdk::Guest<MapRules> as RulesGuest>::definitions().into_iter().map(rule).collect())
    }

    fn check(
        &self,
        record: &JourneyRecord,
        bound: &Bound,
        today: Option<Date>,
    ) -> Result<Vec<Finding>, Failure> {
        self.configured()?;
        let today = today.map(|today| today.to_string()).unwrap_or_default();
        let bound = sdk::Bound { figures: figures(bound), tables: Vec::new() };
        let answer = sdk::Guest::<MapRules>::check(&journey(record), &bound, &today);
        let refused = |refusal: sdk::Refusal| Failure::Refused { message: refusal.message, at: refusal.at };
        Ok(answer.map_err(refused)?.into_iter().map(finding).collect())
    }
}

fn rule(rule: sdk::Rule) -> RuleDefinition {
    RuleDefinition {
        id: rule.id,
        title: rule.title,
        level: rule.level,
        rationale: rule.rationale,
        source: rule.source,
        attributes: rule.attributes.into_iter().map(|pair| (pair.key, pair.value)).collect(),
    }
}

fn finding(finding: sdk::Finding) -> Finding {
    Finding {
        rule: finding.rule,
        level: finding.level,
        node: finding.at,
        message: finding.message,
        help: finding.help,
        attributes: finding.attributes.into_iter().map(|pair| (pair.key, pair.value)).collect(),
    }
}

fn framework(model: sdk::FrameworkModel, plugin: &str) -> FrameworkModel {
    FrameworkModel {
        shape: sdk::Attributed::attribute(&model, "shape").unwrap_or_default().to_owned(),
        id: model.id,
        title: model.title,
        source: model.source,
        notes: model.notes,
        projectable: model.projectable,
        stages: model.stages.into_iter().map(stage_model).collect(),
        loops: model
            .loops
            .into_iter()
            .map(|edge| Edge { origin: edge.origin, target: edge.target })
            .collect(),
        plugin: plugin.to_owned(),
    }
}

fn stage_model(stage: sdk::StageModel) -> StageModel {
    StageModel {
        parallel: sdk::Attributed::attribute(&stage, "parallel") == Some("true"),
        id: stage.id,
        title: stage.title,
        low: stage.low,
        high: stage.high,
        definition: stage.definition,
        questions: stage.questions,
        touchpoints: stage.touchpoints,
        measures: stage.measures,
        aliases: stage.aliases,
    }
}

fn definition(definition: sdk::Definition) -> ScoreDefinition {
    ScoreDefinition {
        id: definition.id,
        title: definition.title,
        unit: definition.unit,
        low: definition.low,
        high: definition.high,
        higher_is_better: definition.higher_is_better,
        description: definition.description,
        source: definition.source,
        attributes: definition.attributes.into_iter().map(|pair| (pair.key, pair.value)).collect(),
    }
}

fn score(score: sdk::Score, plugin: &str) -> Score {
    let part = |part: sdk::Part| ScorePart { node: part.at, value: part.value, note: part.note };
    Score {
        plugin: plugin.to_owned(),
        id: score.id,
        value: score.value,
        n: score.n,
        excluded: score.excluded,
        low: score.low,
        high: score.high,
        explanation: score.explanation,
        parts: score.parts.into_iter().map(part).collect(),
        attributes: score.attributes.into_iter().map(|pair| (pair.key, pair.value)).collect(),
    }
}

fn journey(journey: &JourneyRecord) -> sdk::Journey {
    sdk::Journey {
        node: journey.node,
        id: journey.id.clone(),
        title: journey.title.clone(),
        framework: journey.framework.clone(),
        attributes: attributes(&journey.attributes),
        stages: journey.stages.iter().map(stage).collect(),
    }
}

fn stage(stage: &StageRecord) -> sdk::Stage {
    sdk::Stage {
        node: stage.node,
        id: stage.id.clone(),
        title: stage.title.clone(),
        place: stage.place.clone(),
        entries: stage.entries.iter().map(entry).collect(),
        steps: stage.steps.iter().map(step).collect(),
        attributes: attributes(&stage.attributes),
    }
}

fn step(step: &StepRecord) -> sdk::Step {
    sdk::Step {
        node: step.node,
        id: step.id.clone(),
        title: step.title.clone(),
        feeling: step.feeling.as_ref().map(|(value, raw)| sdk::Feeling { value: *value, raw: raw.clone() }),
        entries: step.entries.iter().map(entry).collect(),
        quotes: step.quotes.clone(),
        attributes: attributes(&step.attributes),
    }
}

fn entry(entry: &EntryRecord) -> sdk::Entry {
    sdk::Entry {
        node: entry.node,
        lane: entry.lane.clone(),
        text: entry.text.clone(),
        attributes: attributes(&entry.attributes),
        refs: entry.refs.clone(),
    }
}

fn attributes(pairs: &BTreeMap<String, String>) -> Vec<sdk::Attribute> {
    pairs.iter().map(|(key, value)| sdk::Attribute { key: key.clone(), value: value.clone() }).collect()
}
