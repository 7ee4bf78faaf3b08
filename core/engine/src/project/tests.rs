//! The rules of projection on frameworks made for it. The frameworks of the field are held against their table in
//! `tests/tests/projection.rs`.

use journeybook_model::{Attribute, Attributes, FrameworkModel, Journey, Span, Stage, StageModel, Step};

use super::*;

fn stage(id: &str, low: f64, high: f64) -> StageModel {
    StageModel {
        id: id.into(),
        title: id.into(),
        low,
        high,
        definition: String::new(),
        questions: Vec::new(),
        touchpoints: Vec::new(),
        measures: Vec::new(),
        aliases: Vec::new(),
        parallel: false,
    }
}

fn framework(stages: &[(&str, f64, f64)]) -> FrameworkModel {
    FrameworkModel {
        id: "test".into(),
        title: "Test".into(),
        source: String::new(),
        notes: String::new(),
        projectable: true,
        shape: String::new(),
        stages: stages.iter().map(|(id, low, high)| stage(id, *low, *high)).collect(),
        loops: Vec::new(),
        plugin: "test".into(),
    }
}

fn phase(word: &str) -> Attributes {
    let item = Attribute { key: "phase".into(), value: word.into(), span: Span::default() };
    Attributes::new(None, [item])
}

/// A map whose stages have this many steps.
fn journey(steps: &[usize]) -> Journey {
    let stage = |steps: &usize| Stage { steps: vec![Step::default(); *steps], ..Stage::default() };
    Journey { stages: steps.iter().map(stage).collect(), ..Journey::default() }
}

fn anchors(journey: &Journey, places: &[Option<usize>], source: &FrameworkModel) -> Vec<Option<f64>> {
    super::anchor::anchors(journey, places, Some(source))
}

#[test]
fn steps_share_the_stretch_of_their_stage_evenly() {
    let source = framework(&[("a", 1.0, 3.0), ("b", 3.0, 6.0)]);
    let found = anchors(&journey(&[2, 3]), &[Some(0), Some(1)], &source);
    assert_eq!(found, [1.5, 2.5, 3.5, 4.5, 5.5].map(Some));
}

#[test]
fn two_headings_of_one_stage_share_its_stretch() {
    let source = framework(&[("a", 0.0, 4.0)]);
    let found = anchors(&journey(&[1, 3]), &[Some(0), Some(0)], &source);
    assert_eq!(found, [0.5, 1.5, 2.5, 3.5].map(Some));
}

#[test]
fn a_stage_without_steps_is_one_column_in_its_middle() {
    let source = framework(&[("a", 2.0, 5.0)]);
    assert_eq!(anchors(&journey(&[0]), &[Some(0)], &source), [Some(3.5)]);
}

#[test]
fn a_phase_that_a_step_says_counts_before_its_stage() {
    let source = framework(&[("a", 1.0, 3.0)]);
    let mut map = journey(&[2]);
    map.stages[0].steps[0].attributes = phase("support");
    assert_eq!(anchors(&map, &[Some(0)], &source), [Some(9.5), Some(2.5)]);
    map.stages[0].steps[0].attributes = phase("nowhere");
    assert_eq!(anchors(&map, &[Some(0)], &source), [Some(1.5), Some(2.5)]);
}

#[test]
fn a_heading_may_say_its_phase_where_there_is_no_framework() {
    let mut map = journey(&[2, 1]);
    map.stages[0].attributes = phase("use");
    assert_eq!(super::anchor::anchors(&map, &[], None), [Some(8.25), Some(8.75), None]);
}

#[test]
fn the_end_of_a_stage_belongs_to_the_next() {
    let target = framework(&[("a", 1.0, 3.0), ("b", 3.0, 5.0)]);
    assert_eq!(land(3.0, &target.stages), Some(Landing::Inside(1)));
    assert_eq!(land(5.0, &target.stages), Some(Landing::Outside { nearest: 1, distance: 0.0 }));
}

#[test]
fn a_point_in_a_gap_is_outside_by_its_distance_to_the_nearest_edge() {
    let target = framework(&[("a", 1.0, 3.0), ("b", 6.0, 8.0)]);
    assert_eq!(land(0.25, &target.stages), Some(Landing::Outside { nearest: 0, distance: 0.75 }));
    assert_eq!(land(5.0, &target.stages), Some(Landing::Outside { nearest: 1, distance: 1.0 }));
    assert_eq!(land(1.0, &[]), None);
}

#[test]
fn a_stage_beside_the_others_is_no_target() {
    let mut target = framework(&[("always", 0.0, 13.0), ("a", 1.0, 3.0)]);
    target.stages[0].parallel = true;
    assert_eq!(land(2.0, &target.stages), Some(Landing::Inside(1)));
    assert_eq!(land(4.0, &target.stages), Some(Landing::Outside { nearest: 1, distance: 1.0 }));
    assert_eq!(round_trip(&target, &target), Fidelity { recovered: 1, stages: 1, outside: 0 });
}

#[test]
fn a_view_says_what_it_covers_merges_and_leaves_out() {
    let source = framework(&[("a", 1.0, 3.0), ("b", 3.0, 5.0), ("c", 5.0, 7.0)]);
    let target = framework(&[("all", 1.0, 5.0)]);
    let map = journey(&[2, 1, 1, 1]);
    let view = Projection::new(&map, &[Some(0), Some(1), Some(2), None], Some(&source), &target);
    assert_eq!((view.covered(), view.inside(0).collect::<Vec<_>>()), (3, vec![0, 1, 2]));
    assert_eq!((view.outside().collect::<Vec<_>>(), view.unplaced().collect::<Vec<_>>()), (vec![3], vec![4]));
    assert_eq!(view.merged, [Merged { into: 0, from: vec![0, 1] }]);
    assert_eq!(view.fidelity, Some(Fidelity { recovered: 1, stages: 3, outside: 1 }));
}

#[test]
fn stages_that_a_plugin_names_stand_in_the_order_of_the_map() {
    let map = journey(&[2, 2]);
    let view = Projection::placed(&map, "own", &[Some("late"), Some("early"), None, Some("late")]);
    assert_eq!(view.stages, ["late", "early"]);
    assert_eq!((view.inside(0).collect::<Vec<_>>(), view.unplaced().count()), (vec![0, 3], 1));
    assert_eq!(view.merged, [Merged { into: 0, from: vec![0, 1] }]);
}

#[test]
fn the_larger_share_of_a_phase_stands_first() {
    let target = framework(&[("a", 0.0, 2.25), ("b", 2.25, 4.0)]);
    let over = |phase| stages_over(phase, &target.stages).iter().map(|stage| &*stage.id).collect::<Vec<_>>();
    assert_eq!((over("discover"), over("trigger"), over("leave")), (vec!["b", "a"], vec!["a"], vec![]));
    assert!(PHASES.iter().all(|phase| is_phase(phase)) && !is_phase("unknown"));
}
