//! Frameworks whose plugin places the steps of a map itself: when it is asked, and what becomes of its answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use journeybook_engine::Engine;
use journeybook_engine::plugin::{About, Bound, Capability, Failure, JourneyRecord, Placement, Plugin};
use journeybook_model::{Digest, FrameworkModel, Score, ScoreDefinition};
use journeybook_tests::site::{Site, diagnostics, model, page};

type Place = fn(&JourneyRecord) -> Result<Vec<Placement>, Failure>;

/// The plugin `own` with the framework `moods`, which lists no stages.
struct Own {
    about: About,
    place: Place,
    asked: AtomicUsize,
}

fn own(place: Place) -> Arc<Own> {
    let about = About { name: "own".into(), ..About::default() };
    Arc::new(Own { about, place, asked: AtomicUsize::new(0) })
}

impl Plugin for Own {
    fn about(&self) -> &About {
        &self.about
    }

    fn digest(&self) -> Digest {
        Digest::of(b"own")
    }

    fn offers(&self, capability: Capability) -> bool {
        capability == Capability::Frameworks
    }

    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure> {
        Ok(vec![FrameworkModel {
            id: "moods".into(),
            title: "By mood".into(),
            source: String::new(),
            notes: String::new(),
            projectable: true,
            shape: String::new(),
            stages: Vec::new(),
            loops: Vec::new(),
            plugin: "own".into(),
        }])
    }

    fn place(&self, framework: &str, journey: &JourneyRecord) -> Result<Vec<Placement>, Failure> {
        assert_eq!(framework, "moods");
        self.asked.fetch_add(1, Ordering::Relaxed);
        (self.place)(journey)
    }

    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure> {
        Ok(Vec::new())
    }

    fn score(&self, _: &JourneyRecord, _: &Bound) -> Result<Vec<Score>, Failure> {
        Ok(Vec::new())
    }
}

const MAP: &str = "---\ntitle: A map\nframework: moods\n---\n## One\n### Look\n- doing: x\n- feeling: +1\n\
    ### Wait\n- doing: y\n- feeling: -1\n## Two\n### Pay\n- doing: z\n";

fn put(node: u32, stage: &str) -> Placement {
    Placement { node, stage: stage.into() }
}

/// Steps that feel good, and steps that feel bad.
fn by_mood(journey: &JourneyRecord) -> Result<Vec<Placement>, Failure> {
    let steps = journey.stages.iter().flat_map(|stage| &stage.steps);
    let placed = steps.filter_map(|step| {
        let (value, _) = step.feeling.as_ref()?;
        Some(put(step.node, if *value < 0.0 { "Low" } else { "High" }))
    });
    Ok(placed.collect())
}

fn site(map: &str, plugin: &Arc<Own>) -> Site {
    Site::map(map).plugins(vec![plugin.clone()])
}

#[test]
fn a_map_is_shown_as_its_plugin_places_it() {
    let output = site(MAP, &own(by_mood)).build();
    assert_eq!(diagnostics(&output, true), "");
    let view = &model(&output)["journeys"][0]["views"][0];
    let steps =
        |at: usize| (view["stages"][at]["id"].clone(), view["stages"][at]["steps"][0]["step"].clone());
    assert_eq!((steps(0), steps(1)), (("High".into(), "look".into()), ("Low".into(), "wait".into())));
    assert_eq!((&view["unplaced"][0]["step"], &view["fidelity"]), (&"pay".into(), &serde_json::Value::Null));
    let shown = page(&output, "journeys/map/through-moods.html");
    assert!(shown.contains("High") && shown.contains("Pay") && shown.contains("By mood"));
}

#[test]
fn a_stage_stands_for_the_steps_that_are_not_placed_themselves() {
    let whole = |journey: &JourneyRecord| {
        let stage = &journey.stages[0];
        Ok(vec![put(stage.node, "All"), put(stage.steps[1].node, "One")])
    };
    let data = model(&site(MAP, &own(whole)).build());
    let view = &data["journeys"][0]["views"][0];
    assert_eq!(view["stages"][0]["steps"][0]["step"], "look");
    assert_eq!(view["stages"][1]["steps"][0]["step"], "wait");
}

#[test]
fn it_is_asked_again_only_where_the_map_changed() {
    let plugin = own(by_mood);
    let mut engine = Engine::default();
    let asked = || plugin.asked.load(Ordering::Relaxed);
    let first = engine.build(&site(MAP, &plugin).input());
    assert_eq!((asked(), first.work.called), (1, 1));
    engine.build(&site(MAP, &plugin).with("content/other.md", "# Other\n").input());
    assert_eq!(asked(), 1);
    let changed = engine.build(&site(&MAP.replace("+1", "-2"), &plugin).input());
    assert_eq!(asked(), 2);
    assert_eq!(model(&changed)["journeys"][0]["views"][0]["stages"][0]["id"], "Low");
}

#[test]
fn a_map_of_another_framework_is_placed_where_the_site_asks_for_it() {
    let plugin = own(by_mood);
    let plain = MAP.replace("framework: moods\n", "");
    assert!(
        model(&site(&plain, &plugin).build())["journeys"][0]["views"].as_array().is_some_and(Vec::is_empty)
    );
    assert_eq!(plugin.asked.load(Ordering::Relaxed), 0);
    let asks = site(&plain, &plugin).with("journeybook.toml", "[frameworks]\nviews = [\"moods\"]\n").build();
    assert_eq!(model(&asks)["journeys"][0]["views"][0]["coverage"]["inside"], 2);
}

#[test]
fn an_answer_that_cannot_be_used_is_said_and_left_out_whole() {
    let wrong: [(Place, &str, &str); 5] = [
        (|_| Ok(vec![put(99, "High")]), "JB305", "it places 99, which is no step of the map"),
        (|_| Ok(vec![put(0, "High")]), "JB305", "it places 0, which is no step of the map"),
        (|_| Ok(vec![put(2, "High"), put(2, "Low")]), "JB305", "it places 2 twice"),
        (|_| Ok(vec![put(2, " ")]), "JB305", "it places 2 in a stage without a name"),
        (|_| Err(Failure::Refused { message: "no mood".into(), at: None }), "JB304", "no mood"),
    ];
    for (place, code, says) in wrong {
        let output = site(MAP, &own(place)).build();
        let said = &output.diagnostics[0];
        assert_eq!((output.diagnostics.len(), said.code.0), (1, code), "{}", said.message);
        assert!(said.message.contains(says), "{}", said.message);
        assert_eq!(model(&output)["journeys"][0]["views"][0]["coverage"]["inside"], 0);
    }
}
