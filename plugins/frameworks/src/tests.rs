//! What must hold for every table, and the facts of the eleven.

use std::collections::{BTreeMap, BTreeSet};

use journeybook_plugin::{Attributed, FrameworkModel, Frameworks, Guest, StageModel};

use crate::FieldFrameworks;

fn all() -> Vec<FrameworkModel> {
    FieldFrameworks.provide()
}

#[test]
fn the_eleven_are_there_with_their_stages() {
    let found: Vec<(String, usize)> = all().into_iter().map(|it| (it.id, it.stages.len())).collect();
    let expected = [
        ("classic-5", 5),
        ("kotler-5a", 5),
        ("funnel-3", 3),
        ("aida", 4),
        ("inquiry-4", 4),
        ("prof-services-4", 4),
        ("buyers-cycle-4", 4),
        ("edp-5", 5),
        ("end-to-end-7", 7),
        ("forrester-6", 6),
        ("search-7", 7),
    ];
    assert_eq!(found, expected.map(|(id, stages)| (String::from(id), stages)));
}

#[test]
fn ids_are_unique_and_fit_an_address() {
    let mut seen = BTreeSet::new();
    for framework in all() {
        let stages = framework.stages.iter().map(|stage| format!("{}.{}", framework.id, stage.id));
        for id in stages.chain([framework.id.clone()]) {
            assert!(
                id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b)),
                "{id}"
            );
            assert!(seen.insert(id.clone()), "{id} stands twice");
        }
    }
}

#[test]
fn spans_lie_on_the_axis_one_after_the_other() {
    for framework in all() {
        let mut end = 0.0;
        for StageModel { id, low, high, .. } in &framework.stages {
            assert!((end..*high).contains(low), "{}.{id} begins at {low}, after {end}", framework.id);
            end = *high;
        }
        assert!(end <= 13.0, "{} ends at {end}", framework.id);
    }
}

#[test]
fn spans_leave_no_hole_inside_a_framework() {
    for framework in all() {
        for pair in framework.stages.windows(2) {
            assert_eq!(pair[0].high, pair[1].low, "{}: {} to {}", framework.id, pair[0].id, pair[1].id);
        }
    }
}

#[test]
fn every_name_resolves_to_one_stage() {
    for framework in all() {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for stage in &framework.stages {
            for name in [&stage.id, &stage.title].into_iter().chain(&stage.aliases) {
                let owner = *owners.entry(folded(name)).or_insert(&stage.id);
                assert_eq!(owner, stage.id, "`{name}` of {} is ambiguous", framework.id);
            }
        }
    }
}

#[test]
fn loops_join_stages_of_their_framework() {
    for framework in all() {
        let known = |id: &str| framework.stages.iter().any(|stage| stage.id == id);
        assert!(
            framework.loops.iter().all(|edge| known(&edge.origin) && known(&edge.target)),
            "{}",
            framework.id
        );
    }
}

#[test]
fn every_stage_says_what_it_is() {
    for framework in all() {
        assert!(!framework.source.is_empty() && framework.attribute("shape").is_some(), "{}", framework.id);
        assert!(framework.projectable, "{} lies on the common axis", framework.id);
        for stage in &framework.stages {
            let lists = [&stage.questions, &stage.touchpoints, &stage.measures];
            assert!(stage.definition.ends_with('.'), "{}.{}", framework.id, stage.id);
            assert!(lists.iter().all(|list| !list.is_empty()), "{}.{}", framework.id, stage.id);
        }
    }
}

#[test]
fn no_framework_computes_its_stages() {
    let journey = journeybook_plugin::Journey::new("any", "Any");
    let refused = Guest::<FieldFrameworks>::place("aida", &journey).unwrap_err();
    assert_eq!(refused, "`aida` lists its stages and computes none");
}

/// The folding that headings go through: case and everything that is no letter or digit.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
