//! The words of a language: what people call lanes, stages and feelings. Data, not code.

use std::collections::HashMap;

use journeybook_model::{Digest, FrameworkModel, StandardLane};
use serde::Deserialize;

const ENGLISH: &str = include_str!("../dictionaries/en.toml");

/// Everything the parser knows about words before it opens a file.
#[derive(Debug, Default)]
pub struct Lexicon {
    lanes: HashMap<String, StandardLane>,
    stage_words: Vec<String>,
    step_words: Vec<String>,
    containers: Vec<String>,
    prose: Vec<String>,
    time: Vec<String>,
    intensity: Vec<String>,
    feelings: HashMap<String, f64>,
    emoji: HashMap<char, f64>,
    stages: HashMap<String, HashMap<String, String>>,
    /// Identifies all of it: a document read with other words is another document.
    pub digest: Digest,
}

#[derive(Deserialize)]
struct Dictionary {
    lanes: HashMap<String, Vec<String>>,
    stages: StageWords,
    time: TimeWords,
    feeling: FeelingWords,
}

#[derive(Deserialize)]
struct StageWords {
    words: Vec<String>,
    steps: Vec<String>,
    containers: Vec<String>,
    prose: Vec<String>,
}

#[derive(Deserialize)]
struct TimeWords {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct FeelingWords {
    intensity: Vec<String>,
    words: HashMap<String, f64>,
    emoji: HashMap<String, f64>,
}

impl Lexicon {
    /// The shipped English words, the site's own labels, and the stages of every known framework.
    pub fn new(labels: &[(String, StandardLane)], frameworks: &[FrameworkModel]) -> Self {
        let dictionary: Dictionary = toml::from_str(ENGLISH).expect("the shipped dictionary is read by a test");
        let mut lexicon = Self::of(dictionary);
        lexicon.lanes.extend(labels.iter().map(|(label, lane)| (key(label), *lane)));
        lexicon.stages = frameworks.iter().map(|model| (model.id.clone(), stage_names(model))).collect();
        lexicon.digest = digest(labels, frameworks);
        lexicon
    }

    fn of(dictionary: Dictionary) -> Self {
        let lanes = dictionary.lanes.into_iter().flat_map(|(word, labels)| {
            let lane = StandardLane::from_word(&word).expect("the shipped dictionary is read by a test");
            labels.into_iter().chain([word]).map(move |label| (key(&label), lane))
        });
        let first = |(text, value): (String, f64)| text.chars().next().map(|letter| (letter, value));
        Self {
            lanes: lanes.collect(),
            stage_words: dictionary.stages.words,
            step_words: dictionary.stages.steps,
            containers: dictionary.stages.containers,
            prose: dictionary.stages.prose,
            time: dictionary.time.words,
            intensity: dictionary.feeling.intensity,
            feelings: dictionary.feeling.words,
            emoji: dictionary.feeling.emoji.into_iter().filter_map(first).collect(),
            ..Self::default()
        }
    }

    /// The standard lane a label means.
    pub fn lane(&self, label: &str) -> Option<StandardLane> {
        let key = key(label);
        self.lanes.get(&key).copied()
    }

    /// Whether a word numbers stages ("Stage 2").
    pub fn numbers_stages(&self, word: &str) -> bool {
        self.stage_words.contains(&word.to_lowercase())
    }

    /// Whether a word numbers steps ("Step 4a").
    pub fn numbers_steps(&self, word: &str) -> bool {
        self.step_words.contains(&word.to_lowercase())
    }

    /// Whether a heading only holds the stages below it ("Journey stages").
    pub fn is_container(&self, title: &str) -> bool {
        self.containers.contains(&key(title))
    }

    /// Whether a heading is never a stage ("Sources").
    pub fn is_prose(&self, title: &str) -> bool {
        self.prose.contains(&key(title))
    }

    /// Whether words in brackets say how long something takes ("Day 1, 2 hours").
    pub fn is_duration(&self, text: &str) -> bool {
        let is_clock = |word: &str| word.split_once(':').is_some_and(|(hour, minute)| {
            [hour, minute].iter().all(|part| part.len() <= 2 && part.parse::<u8>().is_ok())
        });
        let is_unit = |word: String| self.time.iter().any(|time| *time == word || format!("{time}s") == word);
        text.split_whitespace().any(is_clock) || words(text).any(is_unit)
    }

    /// Whether a word announces an intensity.
    pub fn is_intensity(&self, word: &str) -> bool {
        self.intensity.contains(&word.to_lowercase())
    }

    /// What the last feeling word of a text is worth, -1..1.
    pub fn feeling(&self, text: &str) -> Option<f64> {
        words(text).filter_map(|word| self.feelings.get(&word).copied()).last()
    }

    /// What an emoji is worth, -1..1.
    pub fn emoji(&self, letter: char) -> Option<f64> {
        self.emoji.get(&letter).copied()
    }

    /// The stage of a framework that a name means, by id, title or alias.
    pub fn stage<'l>(&'l self, framework: &str, name: &str) -> Option<&'l str> {
        self.stages.get(framework)?.get(&key(name)).map(String::as_str)
    }

}

/// A label as it is looked up: lower case, singular, without emoji, punctuation and doubled spaces.
pub fn key(label: &str) -> String {
    let letters: String =
        label.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    let mut words: Vec<String> = letters.split_whitespace().map(str::to_lowercase).collect();
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words.join(" ")
}

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 1 => format!("{stem}y"),
        _ => match word.strip_suffix('s') {
            Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'i', 'u']) => stem.to_owned(),
            _ => word.to_owned(),
        },
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Ids and titles first: an alias never takes the name of another stage.
fn stage_names(model: &FrameworkModel) -> HashMap<String, String> {
    let mut names = HashMap::new();
    let own = model.stages.iter().flat_map(|stage| [(&stage.id, stage), (&stage.title, stage)]);
    let aliases = model.stages.iter().flat_map(|stage| stage.aliases.iter().map(move |alias| (alias, stage)));
    for (name, stage) in own.chain(aliases) {
        names.entry(key(name)).or_insert_with(|| stage.id.clone());
    }
    names
}

fn digest(labels: &[(String, StandardLane)], frameworks: &[FrameworkModel]) -> Digest {
    let named = labels.iter().flat_map(|(label, lane)| [label.as_str(), lane.word()]);
    let stages = frameworks.iter().flat_map(|model| {
        let names = model.stages.iter().flat_map(|stage| {
            [&stage.id, &stage.title].into_iter().chain(&stage.aliases).map(String::as_str)
        });
        std::iter::once(model.id.as_str()).chain(names)
    });
    Digest::of_parts([ENGLISH].into_iter().chain(named).chain(stages).map(str::as_bytes))
}

#[cfg(test)]
mod tests {
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
    fn a_sites_own_label_comes_first() {
        let lexicon = Lexicon::new(&[("Ärger".to_owned(), StandardLane::Pain)], &[]);
        assert_eq!(lexicon.lane("ärger"), Some(StandardLane::Pain));
    }
}
