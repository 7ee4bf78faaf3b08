//! Plugins in C, JavaScript and Python, built from the starters of `plugin new` and run by the host: they answer what the
//! Rust one answers, and what goes wrong in them has a message and a line.

use std::path::Path;
use std::sync::Arc;

use journeybook_engine::plugin::{Bound, JourneyRecord, Plugin};
use journeybook_model::Score;
use journeybook_tests::starters::{Starter, tools};
use journeybook_tests::{records, tool, tree};
use journeybook_wasm::{Child, Host};

/// The title of a map on which the plugins of these tests fail.
const FAILS: &str = "a map to fail on";

/// What is added to a starter, so that it fails on that map.
struct Fault {
    language: &'static str,
    file: &'static str,
    /// What the added line stands before.
    before: &'static str,
    line: &'static str,
    /// What the failure says beside the line.
    says: &'static str,
}

const C: Fault = Fault {
    language: "c",
    file: "src/plugin.c",
    before: "    size_t all = count(journey);\n",
    line: "    CHECK(!is(journey->title, \"a map to fail on\"), \"no such map\");\n",
    says: "no such map",
};
const JS: Fault = Fault {
    language: "js",
    file: "plugin.js",
    before: "    const steps = ",
    line: "    if (journey.title === \"a map to fail on\") journey.nothing.here();\n",
    says: "TypeError: ",
};
const PYTHON: Fault = Fault {
    language: "python",
    file: "plugin.py",
    before: "    steps = ",
    line: "    assert journey.title != \"a map to fail on\", \"no such map\"\n",
    says: "AssertionError: no such map",
};

/// Runs a test with the tools of all languages, or says that it is left out.
fn with_tools(test: impl FnOnce(&Path)) {
    match tools() {
        Some(tools) => test(&tools),
        None => {
            tree::say("left out: plugins in other languages; `cargo xtask setup` installs what builds them")
        }
    }
}

/// Builds a plugin and loads it as the tool does, under the limits that its recipe names.
fn loaded(starter: &Starter, tools: &Path) -> Arc<dyn Plugin> {
    let host = Host::new().expect("this machine runs Wasm");
    let host = host.with_child(Child::new(tool::program(), &["compile-plugin"]));
    host.load("our.wasm", &starter.build(tools), "{}", starter.limits())
        .unwrap_or_else(|failure| panic!("{starter:?}: {failure}"))
}

/// An answer, as far as it can be told from the plugin's name.
type Said = (Option<f64>, u32, String, Vec<(u32, Option<f64>)>);

fn said(score: &Score) -> Said {
    let parts = score.parts.iter().map(|part| (part.node, part.value)).collect();
    (score.value, score.n, score.explanation.clone(), parts)
}

/// What the starter in Rust says.
fn expected(journey: &JourneyRecord) -> Said {
    let steps: Vec<_> = journey.stages.iter().flat_map(|stage| &stage.steps).collect();
    let (all, title) = (steps.len(), &journey.title);
    if all == 0 {
        return (None, 0, format!("{title} has no steps."), Vec::new());
    }
    let painful = steps.iter().filter(|step| step.entries.iter().any(|entry| entry.lane == "pain"));
    let parts: Vec<_> = painful.map(|step| (step.node, Some(1.0))).collect();
    let sentence = format!("{} of {all} steps of {title} have a pain point.", parts.len());
    (Some(100.0 * parts.len() as f64 / all as f64), all as u32, sentence, parts)
}

fn scores(fault: &Fault) {
    with_tools(|tools| {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let starter = Starter::lay_out(fault.language, "scores", folder.path());
        let starter = starter.with(fault.file, fault.before, &format!("{}{}", fault.line, fault.before));
        let plugin = loaded(&starter, tools);
        assert_eq!((&*plugin.about().name, &*plugin.about().version), ("our-plugin", "0.1.0"));
        let definitions = plugin.score_definitions().expect("it has one");
        assert_eq!(
            (definitions.len(), &*definitions[0].id, definitions[0].high),
            (1, "pain-share", Some(100.0))
        );
        answers(plugin.as_ref());
        let failure =
            plugin.score(&records::long(FAILS, 1, 1), &Bound::default()).expect_err("it fails").to_string();
        let place = format!("{}:{}", fault.file, starter.line(fault.file, fault.line.trim()));
        assert!(failure.contains(&place) && failure.contains(fault.says), "{failure}");
    });
}

/// Every answer is the one in Rust, the second time, too: nothing of a call is left.
fn answers(plugin: &dyn Plugin) {
    let empty = JourneyRecord { title: "Nothing".into(), ..JourneyRecord::default() };
    for journey in [empty, records::long("Überfahrt 🚋", 1, 3), records::long("رحلة", 10, 4)] {
        for _ in 0..2 {
            let scores =
                plugin.score(&journey, &Bound::default()).unwrap_or_else(|failure| panic!("{failure}"));
            assert_eq!(scores.iter().map(said).collect::<Vec<_>>(), [expected(&journey)]);
        }
    }
}

fn frameworks(language: &str) {
    with_tools(|tools| {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let plugin = loaded(&Starter::lay_out(language, "frameworks", folder.path()), tools);
        let models = plugin.frameworks().expect("it has one");
        let stages = models[0].stages.iter().map(|stage| (&*stage.id, stage.low, stage.high));
        assert_eq!((models.len(), &*models[0].id, &*models[0].title), (1, "our-plugin", "Our plugin"));
        assert_eq!(
            stages.collect::<Vec<_>>(),
            [("before", 0.0, 4.0), ("during", 4.0, 9.0), ("after", 9.0, 13.0)]
        );
        assert_eq!((&*models[0].loops[0].origin, &*models[0].loops[0].target), ("after", "before"));
    });
}

#[test]
fn scores_in_c() {
    scores(&C);
}

#[test]
fn scores_in_javascript() {
    scores(&JS);
}

#[test]
fn scores_in_python() {
    scores(&PYTHON);
}

#[test]
fn frameworks_in_c() {
    frameworks("c");
}

#[test]
fn frameworks_in_javascript() {
    frameworks("js");
}

#[test]
fn frameworks_in_python() {
    frameworks("python");
}
