//! What the lexicon knows, on words of the shipped languages and of made-up frameworks.

use super::*;

#[test]
fn the_shipped_dictionary_is_read() {
    let lexicon = Lexicon::new(&[], &[]);
    assert_eq!(lexicon.lane("😖 Pain-Points"), Some(StandardLane::Pain));
    assert_eq!(lexicon.lane("Opportunities"), Some(StandardLane::Opportunity));
    assert_eq!(lexicon.lane("Weather"), None);
    assert!(lexicon.is_container("2. Detailed Journey Stages".trim_start_matches("2. ")));
    assert!(lexicon.is_duration("Day 1-2, 4 hours"));
    assert!(lexicon.is_duration("09:00 to 09:05"));
    assert!(!lexicon.is_duration("Backstage"));
}

#[test]
fn every_lane_is_called_by_its_own_word_and_title() {
    let lexicon = Lexicon::new(&[], &[]);
    for lane in StandardLane::ALL {
        assert_eq!(lexicon.lane(lane.word()), Some(*lane), "{}", lane.word());
        assert_eq!(lexicon.lane(lane.title()), Some(*lane), "{}", lane.title());
    }
}

#[test]
fn a_phrase_of_two_words_comes_before_its_last() {
    let lexicon = Lexicon::of_language("ar", &[], &[]);
    let found = ["راضٍ جدًا", "غير راضٍ", "سعيد في البداية ثم غير راضية", "خيبة الأمل", "يشعر بالقلق"];
    let worth = [0.6, -0.6, -0.6, -0.7, -0.6].map(Some);
    assert_eq!(found.map(|text| lexicon.feeling(text)), worth);
}

#[test]
fn headings_that_call_themselves_journeys() {
    let lexicon = Lexicon::of_language("de", &[], &[]);
    let yes =
        ["Persona A’s journey", "User Journey 2 - Pays", "Journey: Pays", "Journey B: Pays", "Kundenreise 1"];
    assert_eq!(
        yes.into_iter().filter(|heading| !lexicon.names_a_journey(heading)).collect::<Vec<_>>(),
        [""; 0]
    );
    let no = ["The journey begins", "Journey stages", "Journeys", "A journey to Rome", "Awareness"];
    assert_eq!(
        no.into_iter().filter(|heading| lexicon.names_a_journey(heading)).collect::<Vec<_>>(),
        [""; 0]
    );
    assert!(
        lexicon.is_state("Future state") && lexicon.is_state("Soll-Zustand") && !lexicon.is_state("After")
    );
}

#[test]
fn a_sites_own_label_comes_first() {
    let lexicon = Lexicon::new(&[("Ärger".to_owned(), StandardLane::Pain)], &[]);
    assert_eq!(lexicon.lane("ärger"), Some(StandardLane::Pain));
}

fn of_one_framework(stages: &[(&str, &[&str])]) -> Lexicon {
    let stage = |(id, aliases): &(&str, &[&str])| journeybook_model::StageModel {
        id: (*id).to_owned(),
        title: (*id).to_owned(),
        low: 0.0,
        high: 1.0,
        definition: String::new(),
        questions: Vec::new(),
        touchpoints: Vec::new(),
        measures: Vec::new(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        parallel: false,
    };
    let model = FrameworkModel {
        id: "own".to_owned(),
        title: String::new(),
        source: String::new(),
        notes: String::new(),
        projectable: true,
        shape: String::new(),
        stages: stages.iter().map(stage).collect(),
        loops: Vec::new(),
        plugin: String::new(),
    };
    Lexicon::new(&[], &[model])
}

#[test]
fn a_stage_is_found_by_its_name_however_it_is_dressed_up() {
    let lexicon = of_one_framework(&[("awareness", &["Become aware", "First stage"]), ("use", &["Step in"])]);
    let yes = [
        "Awareness",
        "AWARENESS stage",
        "2. Awareness",
        "Phase: awareness!",
        "Ａｗａｒｅｎｅｓｓ",
        "become-aware",
    ];
    assert!(yes.iter().all(|name| lexicon.stage("own", name) == Some("awareness")));
    assert_eq!(lexicon.stage("own", "first stage"), Some("awareness"));
    assert_eq!(lexicon.stage("own", "Stage"), None);
    assert_eq!((lexicon.stage("own", "Awarness"), lexicon.stage("other", "Awareness")), (None, None));
}

#[test]
fn a_slip_of_the_pen_is_seen_in_long_words_alone() {
    let lexicon = of_one_framework(&[("awareness", &["Active evaluation"]), ("use", &[]), ("engage", &[])]);
    let near = |name| lexicon.stage_nearly("own", name);
    assert_eq!((near("Awarenes"), near("Awarness stage")), (Some("awareness"), Some("awareness")));
    assert_eq!(near("Active evalution"), Some("awareness"));
    assert_eq!((near("Usa"), near("Aware"), near("Active")), (None, None, None));
    assert_eq!(near("Awrns"), None);
    let either = of_one_framework(&[("retention", &[]), ("detention", &[])]);
    assert_eq!(either.stage_nearly("own", "letention"), None);
}
