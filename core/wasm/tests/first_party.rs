//! The components of `plugins/dist`, which come in by the same door as everyone's.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use journeybook_engine::plugin::{Bound, Capability, JourneyRecord, Plugin, StageRecord, StepRecord};
use journeybook_wasm::{Host, Limits};

fn load(name: &str) -> Arc<dyn Plugin> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/dist").join(name);
    let bytes = fs::read(&path).expect("`cargo xtask plugins` built it");
    let host = Host::new().expect("this machine runs Wasm");
    host.load(name, &bytes, "{}", Limits::default()).expect("it loads")
}

fn journey() -> JourneyRecord {
    let step = |node: u32| StepRecord {
        node,
        id: format!("step-{node}"),
        feeling: Some((f64::from(node % 5) / 2.0 - 1.0, "3/5".into())),
        ..StepRecord::default()
    };
    let stage = StageRecord {
        node: 1,
        id: "visit".into(),
        steps: (2..9).map(step).collect(),
        ..StageRecord::default()
    };
    JourneyRecord { id: "visit".into(), stages: vec![stage], ..JourneyRecord::default() }
}

#[test]
fn frameworks_come_with_stages() {
    let plugin = load("journeybook-frameworks.wasm");
    assert!(plugin.offers(Capability::Frameworks) && !plugin.offers(Capability::Scores));
    let models = plugin.frameworks().expect("it answers");
    assert!(models.iter().any(|model| !model.stages.is_empty()));
    assert!(models.iter().all(|model| model.plugin == plugin.about().name));
}

#[test]
fn scores_are_computed_and_defined() {
    let plugin = load("journeybook-scores.wasm");
    assert!(plugin.offers(Capability::Scores) && !plugin.offers(Capability::Frameworks));
    let definitions = plugin.score_definitions().expect("it answers");
    let scores = plugin.score(&journey(), &Bound::default()).expect("it answers");
    assert!(scores.iter().any(|score| score.value.is_some()));
    for score in &scores {
        assert!(definitions.iter().any(|definition| definition.id == score.id), "{}", score.id);
    }
}

#[test]
fn an_empty_map_is_no_trap() {
    load("journeybook-scores.wasm").score(&JourneyRecord::default(), &Bound::default()).expect("it answers");
}
