//! The first-party plugins as components: they agree with themselves run natively, and harm nobody when they fail.

mod guest;

use std::path::PathBuf;
use std::sync::Arc;

use journeybook_engine::plugin::Plugin;
use journeybook_engine::{Engine, Output, codes};
use journeybook_tests::site::{self, Site, diagnostics, model};
use journeybook_tests::{native, tree};
use journeybook_wasm::{Host, Limits};

/// The components: those of the repository, or freshly built ones in the folder `JOURNEYBOOK_PLUGINS` names.
fn component(name: &str) -> Arc<dyn Plugin> {
    load(name, &bytes(name), "{}", Limits::default())
}

fn bytes(name: &str) -> Vec<u8> {
    let folder = std::env::var_os("JOURNEYBOOK_PLUGINS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| tree::repository().join("plugins/dist"));
    tree::bytes(&folder.join(format!("journeybook-{name}.wasm")))
}

fn load(name: &str, bytes: &[u8], settings: &str, limits: Limits) -> Arc<dyn Plugin> {
    let host = Host::new().expect("this machine runs Wasm");
    host.load(&format!("{name}.wasm"), bytes, settings, limits)
        .unwrap_or_else(|failure| panic!("{name}: {failure}"))
}

fn components() -> Vec<Arc<dyn Plugin>> {
    ["drivers", "frameworks", "health", "metrics", "priorities", "rules", "scores"].map(component).into()
}

#[test]
fn components_say_the_same_of_themselves() {
    for (native, component) in native::with_rules("{}").iter().zip(components()) {
        assert_eq!(native.about(), component.about());
        let both = |plugin: &dyn Plugin| {
            format!("{:?}\n{:?}", plugin.frameworks().ok(), plugin.score_definitions().ok())
        };
        let offered = |plugin: &dyn Plugin| {
            use journeybook_engine::plugin::Capability::{Frameworks, Rules, Scores};
            [Frameworks, Rules, Scores].map(|capability| plugin.offers(capability))
        };
        assert_eq!(offered(native.as_ref()), offered(component.as_ref()));
        if offered(native.as_ref())[0] {
            assert_eq!(format!("{:?}", native.frameworks()), format!("{:?}", component.frameworks()));
        } else if offered(native.as_ref())[1] {
            assert_eq!(format!("{:?}", native.rules()), format!("{:?}", component.rules()));
        } else {
            assert_eq!(
                format!("{:?}", native.score_definitions()),
                format!("{:?}", component.score_definitions())
            );
        }
        assert!(!both(native.as_ref()).is_empty());
    }
}

/// Two scorers beside the frameworks; another limit makes another plugin of the same component.
fn two_scorers() -> Vec<Arc<dyn Plugin>> {
    let bytes = tree::bytes(&tree::repository().join("plugins/dist/journeybook-scores.wasm"));
    let other = load("scores", &bytes, "{}", Limits { rows: 40_000, ..Limits::default() });
    vec![component("frameworks"), component("scores"), other]
}

#[test]
fn an_unchanged_map_costs_no_call_and_a_changed_one_exactly_one_a_plugin() {
    let map = "# Visit\n\n## Come\n\n### Ring\n- doing: rings\n- pain: waits\n\n> A long wait.\n";
    let paths = ["content/journeys/one.md", "content/journeys/two.md", "content/journeys/three.md"];
    let site = paths.iter().fold(Site::default().plugins(two_scorers()), |site, path| site.with(path, map));
    let mut engine = Engine::default();
    let mut calls = |site: &Site| engine.build(&site.input()).work.called;
    assert_eq!(calls(&site), 3 * 2, "each of three maps is asked about once by each of two scorers");
    assert_eq!(calls(&site), 0, "nothing changed");
    let edited = site.with(paths[1], &map.replace("waits", "waits long"));
    assert_eq!(calls(&edited), 2, "one map changed");
    let quoted = edited.with(paths[0], &map.replace("A long wait", "A very long wait"));
    assert_eq!(calls(&quoted), 0, "the scores do not read what people said");
    assert_eq!(calls(&quoted.without(paths[2])), 0, "a map is gone");
}

#[test]
fn the_sample_portal_is_the_same_to_the_last_bit() {
    let native = Site::sample().plugins(native::with_rules("{}")).build();
    let wasm = Site::sample().plugins(components()).build();
    assert_eq!(diagnostics(&native, true), diagnostics(&wasm, true));
    assert_eq!(native.files.keys().collect::<Vec<_>>(), wasm.files.keys().collect::<Vec<_>>());
    let scored = model(&wasm)["journeys"]
        .as_array()
        .expect("it is a list")
        .iter()
        .all(|map| map["scores"][0].is_object());
    assert!(scored, "every map has scores");
    for (path, bytes) in &native.files {
        assert!(wasm.files[path] == *bytes, "{path} differs between native and Wasm");
    }
}

#[test]
fn rules_find_the_same_to_the_last_bit() {
    let settings = r#"{"preset": "published"}"#;
    let component = load("rules", &bytes("rules"), settings, Limits::default());
    let sites = [Some(Site::sample()), site::real_maps().map(|folder| Site::folder(&folder))];
    for site in sites.into_iter().flatten() {
        let native = site.clone().plugins(vec![native::frameworks(), native::rules(settings)]).build();
        let wasm = site.plugins(vec![native::frameworks(), component.clone()]).build();
        let found = |output: &Output| format!("{:#?}", output.diagnostics);
        let of_rules = native.diagnostics.iter().filter(|said| said.plugin.is_some()).count();
        assert!(of_rules > 10, "only {of_rules} findings");
        assert!(found(&native) == found(&wasm), "native and Wasm find different things");
    }
}

const MAP: &str = "---\ntitle: A map\n---\n## One\n### Step\n- doing: x\n- feeling: +1\n";

/// The sample's scores beside a plugin that fails.
fn beside_scores(failing: Arc<dyn Plugin>) -> journeybook_engine::Output {
    Site::map(MAP).plugins(vec![failing, component("scores")]).build()
}

#[track_caller]
fn assert_contained(output: &journeybook_engine::Output, code: journeybook_model::Code, words: &str) {
    let said = &output.diagnostics[0];
    assert_eq!((output.diagnostics.len(), said.code), (1, code), "{}", diagnostics(output, true));
    assert!(said.message.contains("`test`") && said.message.contains(words), "{}", said.message);
    assert_eq!((said.plugin.as_deref(), &*said.place.file), (Some("test"), "content/journeys/map.md"));
    assert!(said.help.is_some());
    assert!(model(output)["journeys"][0]["scores"][0]["plugin"] == "scores", "the next plugin still runs");
    assert!(output.files.contains_key("journeys/map.html"));
}

#[test]
fn a_plugin_that_never_ends_is_ended_and_named() {
    let limits = Limits { fuel: 5_000_000, ..Limits::default() };
    let endless = load("test", &guest::scoring("(loop br 0) unreachable"), "{}", limits);
    assert_contained(&beside_scores(endless), codes::PLUGIN_LIMIT, "instructions");
}

#[test]
fn a_plugin_that_crashes_is_named() {
    let crashing = load("test", &guest::scoring("unreachable"), "{}", Limits::default());
    assert_contained(&beside_scores(crashing), codes::PLUGIN_CRASHED, "crashed");
}

#[test]
fn a_plugin_that_answers_nonsense_is_named() {
    // `ok` and a list whose items would lie outside of the memory.
    let wild = load("test", &guest::scoring("i32.const 1248"), "{}", Limits::default());
    assert_contained(&beside_scores(wild), codes::PLUGIN_CRASHED, "bounds");
}

#[test]
fn every_failing_plugin_is_named_and_the_order_of_plugins_is_kept() {
    let crashing = || load("test", &guest::scoring("unreachable"), "{}", Limits::default());
    let output = Site::map(MAP).plugins(vec![component("scores"), crashing()]).build();
    assert_contained(&output, codes::PLUGIN_CRASHED, "crashed");
}
