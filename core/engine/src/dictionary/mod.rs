//! The shipped languages: for each one a file with the words people write and the words a portal shows. Data, not code.

mod tables;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::{LazyLock, OnceLock};

use journeybook_model::StandardLane;
use rustc_hash::FxHasher;
use serde::Deserialize;

pub use self::tables::{FeelingWords, Format, Plural, StageWords, Text, TimeWords};
use crate::spelling::{fold, indefinite, key, plain, without_article};

/// The files, English first; the others are read where a site chooses them or a map is written in them.
const FILES: &[(&str, &str)] = &[
    ("en", include_str!("../../dictionaries/en.toml")),
    ("de", include_str!("../../dictionaries/de.toml")),
    ("fr", include_str!("../../dictionaries/fr.toml")),
    ("es", include_str!("../../dictionaries/es.toml")),
    ("pt", include_str!("../../dictionaries/pt.toml")),
    ("ja", include_str!("../../dictionaries/ja.toml")),
    ("ru", include_str!("../../dictionaries/ru.toml")),
    ("zh", include_str!("../../dictionaries/zh.toml")),
    ("ar", include_str!("../../dictionaries/ar.toml")),
];
const EMOJI: &str = include_str!("../../dictionaries/emoji.toml");

/// Those that somebody asked for.
static READ: [OnceLock<Dictionary>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

/// What an article before a word takes at most, in bytes.
const ARTICLE: usize = 8;

/// In which languages other than English a plain label means a lane, one bit for each.
static LABELS: LazyLock<Words<u16>> = LazyLock::new(|| others(|own| own.labels.keys().cloned().collect()));

/// In which languages other than English a folded word numbers stages.
static STAGES: LazyLock<Words<u16>> = LazyLock::new(|| others(|own| own.stages.words.clone()));

fn others(words: impl Fn(&Dictionary) -> Vec<String>) -> Words<u16> {
    let mut known = Words::default();
    for (at, own) in Dictionary::all().enumerate().skip(1) {
        words(own).into_iter().for_each(|word| *known.entry(word).or_default() |= 1 << at);
    }
    known
}

/// What an emoji is worth, -1..1; the same in every language.
pub static EMOJI_VALUES: LazyLock<HashMap<char, f64>> = LazyLock::new(|| {
    let values: HashMap<String, f64> = toml::from_str(EMOJI).expect("the shipped emoji are read by a test");
    values.into_iter().filter_map(|(text, value)| Some((text.chars().next()?, value))).collect()
});

/// Words that are looked up often and never written by an author.
pub type Words<T> = HashMap<String, T, BuildHasherDefault<FxHasher>>;

/// One language.
#[derive(Debug, Deserialize)]
pub struct Dictionary {
    /// Its primary tag.
    #[serde(skip)]
    pub tag: &'static str,
    /// How it writes numbers and dates.
    pub format: Format,
    /// What people call lanes, by the lane's word.
    pub lanes: HashMap<String, Vec<String>>,
    /// The same, by the label as it is looked up.
    #[serde(skip)]
    pub labels: Words<StandardLane>,
    /// Words in headings.
    pub stages: StageWords,
    /// Words of time.
    pub time: TimeWords,
    /// Words for feelings.
    pub feeling: FeelingWords,
    /// What a portal says.
    pub portal: HashMap<String, Text>,
    /// The title of each lane, and a few words about it.
    #[serde(rename = "lane-titles")]
    pub lane_titles: HashMap<String, (String, String)>,
    #[serde(skip)]
    longest: usize,
}

impl Dictionary {
    /// English.
    pub fn english() -> &'static Dictionary {
        Self::at(0)
    }

    /// All shipped languages.
    pub fn all() -> impl Iterator<Item = &'static Dictionary> {
        (0..FILES.len()).map(Self::at)
    }

    fn at(place: usize) -> &'static Dictionary {
        let (tag, text) = FILES[place];
        READ[place].get_or_init(|| Self::read(tag, text))
    }

    /// The shipped language of a BCP 47 tag.
    pub fn of(tag: &str) -> Option<&'static Dictionary> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        FILES.iter().position(|(tag, _)| *tag == primary).map(Self::at)
    }

    /// A label as this language looks it up: English takes its plural off, Arabic its articles.
    pub fn key(&self, label: &str) -> String {
        looked_up(label, self.tag)
    }

    /// A folded word as this language looks it up among its words for feelings.
    pub fn bare<'w>(&self, word: &'w str) -> &'w str {
        if self.tag == "ar" { without_article(word) } else { word }
    }

    /// The lane of a label, given plain and in the English singular.
    pub fn lane(&self, plain: &str, singular: &str) -> Option<StandardLane> {
        match self.tag {
            "en" => self.labels.get(singular),
            "ar" => self.labels.get(&indefinite(plain)),
            _ => self.labels.get(plain),
        }
        .copied()
    }

    /// The languages other than English in which a plain label means a lane or a folded word numbers stages, each the bit
    /// of its place among all.
    pub fn meaning(plain: &str, word: &str) -> u16 {
        let bits = |known: &Words<u16>, word: &str| known.get(word).copied().unwrap_or_default();
        let bare = if is_arabic(plain) { bits(&LABELS, &indefinite(plain)) } else { 0 };
        bits(&LABELS, plain) | bare | bits(&STAGES, word)
    }

    /// How long its longest label is, in bytes.
    pub fn longest(&self) -> usize {
        self.longest
    }

    fn read(tag: &'static str, text: &str) -> Self {
        let mut dictionary: Self = toml::from_str(text).expect("the shipped dictionaries are read by a test");
        dictionary.tag = tag;
        dictionary.prepare();
        dictionary
    }

    fn prepare(&mut self) {
        let tag = self.tag;
        let lanes = self.lanes.iter().flat_map(|(word, labels)| {
            let lane = StandardLane::from_word(word).expect("the shipped dictionaries are read by a test");
            labels.iter().chain([word]).map(move |label| (label, lane))
        });
        self.labels = lanes.map(|(label, lane)| (self.key(label), lane)).collect();
        let articles = |label: &String| if tag == "ar" { label.split(' ').count() * ARTICLE } else { 0 };
        self.longest =
            self.labels.keys().map(|label| label.len() + articles(label)).max().unwrap_or_default();
        let feelings = self.feeling.words.iter();
        self.feeling.words = feelings.map(|(word, value)| (self.phrase(word), *value)).collect();
        let titles = &mut self.stages;
        for words in [&mut titles.containers, &mut titles.prose, &mut titles.values, &mut titles.states] {
            words.iter_mut().for_each(|word| *word = looked_up(word, tag));
        }
        let stages = &mut self.stages;
        let folded = [
            &mut stages.words,
            &mut stages.steps,
            &mut stages.numbers,
            &mut stages.ordinals,
            &mut stages.titles,
            &mut stages.journeys,
        ];
        for words in folded.into_iter().chain([
            &mut self.time.words,
            &mut self.feeling.intensity,
            &mut self.feeling.negations,
        ]) {
            words.iter_mut().for_each(|word| *word = fold(word));
        }
    }

    /// A word for a feeling, or two, as they are looked up.
    fn phrase(&self, words: &str) -> String {
        fold(words).split(' ').map(|word| self.bare(word)).collect::<Vec<_>>().join(" ")
    }
}

fn is_arabic(label: &str) -> bool {
    label.chars().next().is_some_and(|letter| ('\u{600}'..='\u{6ff}').contains(&letter))
}

fn looked_up(label: &str, tag: &str) -> String {
    match tag {
        "en" => key(label),
        "ar" => indefinite(label),
        _ => plain(label),
    }
}
