//! Plugins that answer: what arrives, that nothing survives a call, and that a call is the same every time.

mod guests;

use std::sync::{Arc, Mutex};

use guests::{ANSWER, Guest, ScoreBytes, words};
use journeybook_engine::plugin::{
    Bound, Capability, Failure, Finding, JourneyRecord, Placement, Plugin, Reads, StageRecord, StepRecord,
};
use journeybook_engine::{Engine, File, Input};
use journeybook_wasm::{Host, Limits, Usage};

fn host() -> Host {
    Host::new().expect("this machine runs Wasm")
}

fn load(guest: &Guest) -> Arc<dyn Plugin> {
    host().load("guest.wasm", &guest.build(), "{}", Limits::default()).expect("it loads")
}

fn journey() -> JourneyRecord {
    let step =
        |node, value| StepRecord { node, feeling: Some((value, "4/5".into())), ..StepRecord::default() };
    let steps = vec![step(3, 0.5), step(4, -0.5)];
    let stage = StageRecord { node: 2, title: "Arrive".into(), steps, ..StageRecord::default() };
    JourneyRecord { node: 1, id: "visit".into(), stages: vec![stage], ..JourneyRecord::default() }
}

#[test]
fn a_plugin_says_what_it_is_and_what_it_offers() {
    let plugin = load(&Guest::answering(&[]));
    assert_eq!((plugin.about().name.as_str(), plugin.about().version.as_str()), ("test", "0.0.1"));
    assert!(plugin.offers(Capability::Scores));
    assert!(!plugin.offers(Capability::Frameworks));
    assert!(plugin.frameworks().is_err());
    assert_eq!(plugin.score_definitions(), Ok(Vec::new()));
}

#[test]
fn a_score_arrives_with_the_plugins_name() {
    let scores = load(&Guest::answering(&[ScoreBytes::default()]))
        .score(&journey(), &Bound::default())
        .expect("it answers");
    assert_eq!(scores.len(), 1);
    assert_eq!((scores[0].plugin.as_str(), scores[0].id.as_str()), ("test", "test"));
    assert_eq!((scores[0].value, scores[0].n, scores[0].low), (Some(1.5), 1, None));
}

#[test]
fn the_map_reaches_the_plugin() {
    // Parameters 1 and 2 are the id; the answer's id is where the map's id was put.
    let body = format!(
        "(i32.store (i32.const 2048) (local.get 1)) (i32.store (i32.const 2052) (local.get 2)) i32.const {ANSWER}"
    );
    let guest =
        Guest::scoring(&body).data(2048, &ScoreBytes::default().bytes()).data(ANSWER, &words(&[0, 2048, 1]));
    assert_eq!(load(&guest).score(&journey(), &Bound::default()).expect("it answers")[0].id, "visit");
}

#[test]
fn a_refusal_keeps_its_words_and_its_node() {
    let refusal = words(&[1, 16, 4, 16, 4, 1, 7]);
    let guest = Guest::scoring(&format!("i32.const {ANSWER}")).data(ANSWER, &refusal);
    let failure = load(&guest).score(&journey(), &Bound::default()).unwrap_err();
    assert_eq!(failure, Failure::Refused { message: "test".into(), at: Some(7) });
}

#[test]
fn refused_settings_are_found_while_loading() {
    let guest = Guest::answering(&[]).configure("i32.const 1300").data(1300, &words(&[1, 16, 4]));
    let failure = host().load("guest.wasm", &guest.build(), "{}", Limits::default()).err();
    assert_eq!(failure, Some(Failure::Refused { message: "its settings: test".into(), at: None }));
}

#[test]
fn settings_are_held_against_the_schema_before_they_are_handed_over() {
    // `configure` traps: it must not be reached with settings that the schema refuses.
    let guest = Guest::answering(&[]).configure("unreachable").schema(r#"{"required":["mood"]}"#);
    let failure = |settings| host().load("guest.wasm", &guest.build(), settings, Limits::default()).err();
    let Some(Failure::Settings { faults }) = failure("{}") else { panic!("the schema refuses them") };
    assert_eq!(faults[0].message, "the setting `mood` is missing");
    assert!(matches!(failure(r#"{"mood": 1}"#), Some(Failure::Trap { .. })));
}

#[test]
fn what_a_plugin_reads_is_known_without_running_it() {
    assert_eq!(load(&Guest::answering(&[])).reads(), Reads::everything());
    let declared = load(&Guest::answering(&[]).reads("pain.severity quotes\\n")).reads();
    assert_eq!(declared.words(), Some(vec!["quotes".into(), "pain.severity".into()]));
    assert_eq!(load(&Guest::answering(&[]).reads("")).reads().words(), Some(Vec::new()));
}

#[test]
fn findings_arrive_with_rule_place_and_help() {
    let plugin = load(&Guest::finding(&[[16, 4, 16, 0, 3, 24, 5, 1, 16, 4, 0, 0]]));
    assert!(plugin.offers(Capability::Rules) && !plugin.offers(Capability::Scores));
    assert_eq!(plugin.rules().expect("it answers")[0].id, "test");
    let found = plugin.check(&journey(), &Bound::default(), "2026-11-22".parse().ok()).expect("it answers");
    let wanted = Finding {
        rule: "test".into(),
        level: String::new(),
        node: 3,
        message: "0.0.1".into(),
        help: Some("test".into()),
        attributes: Default::default(),
    };
    assert_eq!(found, [wanted]);
}

#[test]
fn placements_arrive_with_step_and_stage() {
    let plugin = load(&Guest::placing(&[[3, 16, 4]]));
    assert!(plugin.offers(Capability::Frameworks) && !plugin.offers(Capability::Scores));
    let models = plugin.frameworks().expect("it answers");
    assert!(models[0].is_computed() && models[0].id == "test");
    let placed = Placement { node: 3, stage: "test".into() };
    assert_eq!(plugin.place("test", &journey()), Ok(vec![placed]));
}

#[test]
fn a_map_is_shown_where_a_component_places_its_steps() {
    // Of the map, node 2 is the first step and node 4 the second: each entry has a node of its own.
    let plugins = vec![load(&Guest::placing(&[[2, 16, 4], [4, 24, 5]]))];
    let map = "---\nframework: test\n---\n# Visit\n## One\n### Ask\n- doing: x\n### Go\n- doing: y\n";
    let content = vec![File::new("content/journeys/visit.md", map.as_bytes())].into();
    let output = Engine::default().build(&Input { content, plugins, ..Input::default() });
    let data = String::from_utf8_lossy(&output.files["api/journeys/visit.json"]).into_owned();
    let views = data.split_once("\"views\"").expect("the map has views").1;
    let order: Vec<_> =
        ["\"test\"", "\"ask\"", "\"0.0.1\"", "\"go\""].iter().map(|word| views.find(word)).collect();
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?} {views}");
    assert!(output.diagnostics.iter().all(|said| said.plugin.is_none()), "{:?}", output.diagnostics);
}

#[test]
fn an_export_arrives_with_its_bytes() {
    let plugin = load(&Guest::exporting((16, 4), (24, 5)));
    assert!(plugin.offers(Capability::Exporter));
    assert_eq!(plugin.export_formats(), Ok(vec!["test".into()]));
    let files = plugin.export("test", &journey()).expect("it answers");
    assert_eq!((files[0].path.as_str(), files[0].bytes.as_slice()), ("test", b"0.0.1".as_slice()));
}

#[test]
fn every_call_is_configured_first() {
    // Traps unless `configure` was given eleven bytes in this very instance.
    let guest = Guest::scoring(&format!(
        "(if (i32.ne (global.get $given) (i32.const 11)) (then unreachable)) i32.const {ANSWER}"
    ))
    .configure("(global.set $given (local.get 1)) i32.const 1200")
    .items("(global $given (mut i32) (i32.const 0))");
    let plugin =
        host().load("guest.wasm", &guest.build(), r#"{"a": true}"#, Limits::default()).expect("it loads");
    assert_eq!(plugin.score(&journey(), &Bound::default()), Ok(Vec::new()));
}

#[test]
fn nothing_survives_a_call() {
    // Traps when its global is not as it was compiled.
    let guest = Guest::scoring(&format!(
        "(if (global.get $used) (then unreachable)) (global.set $used (i32.const 1)) i32.const {ANSWER}"
    ))
    .items("(global $used (mut i32) (i32.const 0))");
    let plugin = load(&guest);
    for _ in 0..3 {
        assert_eq!(plugin.score(&journey(), &Bound::default()), Ok(Vec::new()));
    }
}

#[test]
fn the_same_call_takes_the_same_fuel_and_gives_the_same_answer() {
    let heard: Arc<Mutex<Vec<Usage>>> = Arc::default();
    let sink = Arc::clone(&heard);
    let host = host().with_usage(Arc::new(move |usage| {
        sink.lock().expect("no test panics in here").push(usage.clone());
    }));
    let bytes = Guest::answering(&[ScoreBytes::default()]).build();
    let plugin = host.load("guest.wasm", &bytes, "{}", Limits::default()).expect("it loads");
    let answers: Vec<_> = (0..3).map(|_| plugin.score(&journey(), &Bound::default())).collect();
    let usages = heard.lock().expect("no test panics in here").clone();
    assert!(answers.iter().all(|answer| answer == &answers[0]));
    assert_eq!((usages[0].plugin.as_str(), usages[0].question), ("guest.wasm", "about.describe"));
    assert_eq!((usages[1].plugin.as_str(), usages[1].question), ("test", "scores.score-journey"));
    assert!(usages[1].fuel > 0 && usages[1].memory == 4 * 65536);
    assert!(usages[1..].iter().all(|usage| usage == &usages[1]), "{usages:?}");
}

#[test]
fn many_threads_may_ask_at_once() {
    let plugin = load(&Guest::answering(&[ScoreBytes::default()]));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert!((0..20).all(|_| plugin.score(&journey(), &Bound::default()).is_ok())));
        }
    });
}

#[test]
fn the_digest_knows_code_settings_and_limits() {
    let (one, other) = (Guest::answering(&[]).build(), Guest::answering(&[ScoreBytes::default()]).build());
    let digest = |bytes: &[u8], settings, limits| {
        host().load("guest.wasm", bytes, settings, limits).expect("it loads").digest()
    };
    let roomy = Limits { rows: 60_000, ..Limits::default() };
    let base = digest(&one, "{}", Limits::default());
    assert_eq!(base, digest(&one, "{}", Limits::default()));
    assert_ne!(base, digest(&other, "{}", Limits::default()));
    assert_ne!(base, digest(&one, "{ }", Limits::default()));
    assert_ne!(base, digest(&one, "{}", roomy));
}
