//! What must hold for every table. Their facts are held against the field's in `tests/tests/projection.rs`.

use std::collections::{BTreeMap, BTreeSet};

use journeybook_plugin::{Attributed, FrameworkModel, Frameworks, Guest, StageModel};

use crate::FieldFrameworks;

fn all() -> Vec<FrameworkModel> {
    FieldFrameworks.provide()
}

#[test]
fn all_are_there_with_their_stages() {
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
        ("assimilation-5a", 5),
        ("aarrr", 5),
        ("stdc", 4),
        ("mckinsey-cdj", 4),
        ("5e", 5),
        ("job-map-8", 8),
        ("race", 4),
        ("bowtie-7", 7),
        ("saas-cs-5", 5),
        ("gartner-6", 6),
        ("patient-6", 6),
        ("employee-7", 7),
        ("citizen-6", 7),
        ("lemon-verhoef-3", 3),
        ("lavidge-steiner-6", 6),
        ("schwartz-5", 5),
        ("rogers-5", 5),
        ("flywheel-3", 3),
        ("mot-5", 5),
        ("nng-shop-5", 5),
        ("service-3", 3),
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

/// The stages that are passed one after the other, along the axis.
fn along_the_axis(framework: &FrameworkModel) -> Vec<&StageModel> {
    let mut stages: Vec<_> =
        framework.stages.iter().filter(|stage| stage.attribute("parallel").is_none()).collect();
    stages.sort_by(|a, b| a.low.total_cmp(&b.low));
    stages
}

#[test]
fn spans_lie_on_the_axis_and_share_no_point_of_it() {
    for framework in all() {
        let mut end = 0.0;
        for stage in along_the_axis(&framework) {
            let id = format!("{}.{}", framework.id, stage.id);
            assert!((end..stage.high).contains(&stage.low), "{id} begins at {}, after {end}", stage.low);
            end = stage.high;
        }
        assert!(end <= 13.0, "{} ends at {end}", framework.id);
    }
}

#[test]
fn one_framework_alone_has_a_hole_inside() {
    let has_hole = |framework: &FrameworkModel| {
        along_the_axis(framework).windows(2).any(|pair| (pair[0].high - pair[1].low).abs() > f64::EPSILON)
    };
    let holes: Vec<_> =
        all().iter().filter(|framework| has_hole(framework)).map(|it| it.id.clone()).collect();
    assert_eq!(holes, ["employee-7"]);
}

#[test]
fn two_list_their_stages_in_another_order_than_the_axis() {
    let is_turned = |framework: &FrameworkModel| {
        let listed = framework.stages.iter().filter(|stage| stage.attribute("parallel").is_none());
        !listed.map(|stage| stage.low).is_sorted()
    };
    let turned: Vec<_> =
        all().iter().filter(|framework| is_turned(framework)).map(|it| it.id.clone()).collect();
    assert_eq!(turned, ["aarrr", "5e"]);
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
        assert_eq!(framework.projectable, framework.id != "job-map-8", "{}", framework.id);
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
