//! That the shipped files say the same things, each in its language.

use std::collections::BTreeSet;

use super::*;

#[test]
fn every_language_says_the_same_things() {
    let keys = |dictionary: &'static Dictionary| {
        dictionary.portal.keys().map(String::as_str).collect::<BTreeSet<_>>()
    };
    for dictionary in Dictionary::all() {
        let (own, english) = (keys(dictionary), keys(Dictionary::english()));
        let difference: Vec<_> = own.symmetric_difference(&english).collect();
        assert!(difference.is_empty(), "{}: {difference:?}", dictionary.tag);
        assert_eq!(dictionary.format.months.len(), 12, "{}", dictionary.tag);
    }
}

#[test]
fn every_language_names_every_lane() {
    for dictionary in Dictionary::all() {
        assert_eq!(dictionary.lane_titles.len(), StandardLane::ALL.len(), "{}", dictionary.tag);
        for lane in StandardLane::ALL {
            assert!(dictionary.lanes.contains_key(lane.word()), "{}: {}", dictionary.tag, lane.word());
            let title = &dictionary.lane_titles[lane.word()].0;
            let known = dictionary.labels.get(&dictionary.key(title));
            assert_eq!(known, Some(lane), "{}: {title}", dictionary.tag);
        }
    }
}

#[test]
fn no_label_means_two_lanes() {
    for dictionary in Dictionary::all() {
        for (word, labels) in &dictionary.lanes {
            for label in labels {
                let known = dictionary.labels[&dictionary.key(label)].word();
                assert_eq!(known, word, "{}: {label}", dictionary.tag);
            }
        }
    }
}

#[test]
fn texts_keep_their_places_and_forms() {
    for dictionary in Dictionary::all() {
        let forms = [1, 2, 2, 3, 6][dictionary.format.plural as usize];
        for (key, text) in &dictionary.portal {
            let english = &Dictionary::english().portal[key];
            match (text, english) {
                (Text::One(own), Text::One(other)) => {
                    assert_eq!(places(own), places(other), "{}: {key}", dictionary.tag)
                }
                (Text::Counted(own), Text::Counted(_)) => {
                    assert_eq!(own.len(), forms, "{}: {key}", dictionary.tag)
                }
                _ => panic!("{}: {key} is counted in one language and not in the other", dictionary.tag),
            }
        }
    }
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn the_english_lanes_are_those_of_the_model() {
    for lane in StandardLane::ALL {
        let (title, description) = &Dictionary::english().lane_titles[lane.word()];
        assert_eq!((title.as_str(), description.as_str()), (lane.title(), lane.description()));
    }
}

#[test]
fn feelings_lie_on_their_scale_and_emoji_are_single() {
    let words = Dictionary::all().flat_map(|dictionary| dictionary.feeling.words.values());
    assert!(words.chain(EMOJI_VALUES.values()).all(|value| (-1.0..=1.0).contains(value)));
}
