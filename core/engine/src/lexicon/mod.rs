//! The words the parser knows before it opens a file: what people call lanes, stages and feelings.

mod stage_names;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use journeybook_model::{Digest, FrameworkModel, StandardLane};
use rustc_hash::FxHashSet;

use crate::dictionary::{Dictionary, EMOJI_VALUES};
use crate::numbering;
pub use crate::spelling::key;
use crate::spelling::{fold, is_slip, is_unspaced, key_of_plain, plain, plain_within};
use crate::tongue;

/// What a word for a feeling is worth once it is turned round, as a share of what it is worth alone: people find "not good"
/// less bad than "bad" (the constant is that of VADER, Hutto and Gilbert 2014).
const NEGATED: f64 = -0.74;

/// Fewer labels of another language are somebody's own words.
const MIN_LABELS: usize = 3;
/// How much longer a plural is than its singular: "es", or the "ie" before its "s".
const PLURAL: usize = 2;

/// Everything the parser knows about words.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    labels: HashMap<String, StandardLane>,
    /// The site's language, then English, then the one a map is written in.
    languages: Vec<&'static Dictionary>,
    stages: HashMap<String, HashMap<String, String>>,
    /// How long a label is at most that means a lane, in bytes.
    longest: usize,
    /// Identifies all of it: a document read with other words is another document.
    pub digest: Digest,
}

impl Lexicon {
    /// The English words, the site's own labels, and the stages of every known framework.
    #[cfg(test)]
    pub fn new(labels: &[(String, StandardLane)], frameworks: &[FrameworkModel]) -> Self {
        Self::of_language("en", labels, frameworks)
    }

    /// The words of a language and of English, the site's own labels, and the stages of every known framework.
    pub fn of_language(
        language: &str,
        labels: &[(String, StandardLane)],
        frameworks: &[FrameworkModel],
    ) -> Self {
        let english = Dictionary::english();
        let own = Dictionary::of(language).filter(|own| own.tag != english.tag);
        let forms = labels.iter().flat_map(|(label, lane)| [(key(label), *lane), (plain(label), *lane)]);
        let languages: Vec<_> = own.into_iter().chain([english]).collect();
        let labels_of_site: HashMap<_, _> = forms.collect();
        let words = Self {
            longest: longest(&labels_of_site, &languages),
            labels: labels_of_site,
            languages,
            stages: HashMap::new(),
            digest: digest(own.map_or(english.tag, |own| own.tag), labels, frameworks),
        };
        let stages = frameworks.iter().map(|model| (model.id.clone(), words.stage_names(model))).collect();
        Self { stages, ..words }
    }

    /// The same with the language a text is written in, where that is none of those: three of its labels mean a lane, or
    /// number a stage, in that language and nothing in these.
    pub fn with_language_of(&self, text: &str) -> Option<Self> {
        let labels: FxHashSet<&str> = tongue::labels(text).collect();
        let told: Vec<u16> = labels.into_iter().filter_map(|label| self.meaning(label)).collect();
        if told.len() < MIN_LABELS {
            return None;
        }
        let others = Dictionary::all().enumerate();
        let others = others.filter(|(_, other)| self.languages.iter().all(|own| own.tag != other.tag));
        let known = |at: usize| told.iter().filter(|bits| (**bits >> at) & 1 == 1).count();
        let (most, language) =
            others.map(|(at, language)| (known(at), language)).max_by_key(|(known, _)| *known)?;
        let languages: Vec<_> = self.languages.iter().copied().chain([language]).collect();
        let longest = self.longest.max(language.longest());
        (most >= MIN_LABELS).then(|| Self { languages, longest, ..self.clone() })
    }

    /// The languages in which a label means something that it does not mean in these.
    fn meaning(&self, label: &str) -> Option<u16> {
        let plain = plain(label);
        let word = fold(label.split_whitespace().next().unwrap_or_default());
        let bits = Dictionary::meaning(&plain, &word);
        let is_ours = |own: &&Dictionary| {
            own.lane(&plain, &key_of_plain(&plain)).is_some() || own.stages.words.contains(&word)
        };
        (bits != 0 && !self.languages.iter().any(is_ours)).then_some(bits)
    }

    /// The standard lane a label means.
    pub fn lane(&self, label: &str) -> Option<StandardLane> {
        let plain = plain_within(label, self.longest + PLURAL)?;
        let singular = key_of_plain(&plain);
        let own = self.labels.get(&plain).or_else(|| self.labels.get(&*singular)).copied();
        own.or_else(|| self.languages.iter().find_map(|language| language.lane(&plain, &singular)))
    }

    /// The label that a label which means no lane is a slip of the pen away from.
    pub fn lane_nearly(&self, label: &str) -> Option<&str> {
        let plain = plain_within(label, self.longest + PLURAL)?;
        let singular = key_of_plain(&plain);
        let of_languages = self.languages.iter().flat_map(|language| language.labels.keys());
        let mut near: Vec<&str> = self.labels.keys().chain(of_languages).map(String::as_str).collect();
        near.retain(|known| is_slip(&plain, known) || is_slip(&singular, known));
        near.into_iter().min_by_key(|known| (strsim::osa_distance(&plain, known), *known))
    }

    /// What a lane is called in the site's language.
    pub fn lane_title(&self, lane: StandardLane) -> &str {
        let titles = self.languages.iter().filter_map(|language| language.lane_titles.get(lane.word()));
        titles.map(|(title, _)| title.as_str()).next().unwrap_or(lane.title())
    }

    /// What the site calls a lane in its own language: a word for a label, a title, a few words about it.
    pub fn about(&self, lane: StandardLane) -> (&str, &str, &str) {
        let language = self.languages.first().copied().unwrap_or_else(Dictionary::english);
        let label = match language.tag == Dictionary::english().tag {
            true => None,
            false => language.lanes.get(lane.word()).and_then(|labels| labels.first()),
        };
        let (title, says) = language
            .lane_titles
            .get(lane.word())
            .map_or((lane.title(), lane.description()), |(title, says)| (title, says));
        (label.map_or(lane.word(), String::as_str), title, says)
    }

    /// Whether a word numbers stages ("Stage 2").
    pub fn numbers_stages(&self, word: &str) -> bool {
        self.languages.iter().any(|language| language.stages.words.contains(&fold(word)))
    }

    /// Whether a word is one for stages, alone and in any number ("Stage", "Phases").
    pub fn is_stage_word(&self, word: &str) -> bool {
        self.numbers_stages(word) || self.numbers_stages(&key(word))
    }

    /// Whether a word numbers steps ("Step 4a").
    pub fn numbers_steps(&self, word: &str) -> bool {
        self.languages.iter().any(|language| language.stages.steps.contains(&fold(word)))
    }

    /// Takes the number of a stage off (true), or of a step (false), wherever the language puts it: "Phase zwei: Suche",
    /// "Второй этап. Поиск", "第1段階：気づき".
    pub fn numbered<'t>(&self, text: &'t str) -> Option<(bool, &'t str)> {
        self.languages.iter().find_map(|language| numbering::numbered(text, &language.stages))
    }

    /// Whether a heading only holds the stages below it ("Journey stages").
    pub fn is_container(&self, title: &str) -> bool {
        self.languages.iter().any(|language| language.stages.containers.contains(&language.key(title)))
    }

    /// Whether a heading is never a stage ("Sources").
    pub fn is_prose(&self, title: &str) -> bool {
        self.languages.iter().any(|language| language.stages.prose.contains(&language.key(title)))
    }

    /// Whether a heading calls what stands under it a journey: "Mia's journey", "User journey 2: Pays", not "The journey begins".
    pub fn names_a_journey(&self, heading: &str) -> bool {
        let heading = fold(heading);
        let mut words = self.languages.iter().flat_map(|language| &language.stages.journeys);
        words.any(|word| heading.match_indices(word.as_str()).any(|(at, _)| stands_alone(&heading, at, word)))
    }

    /// Whether a heading says which state of things it shows ("Future state").
    pub fn is_state(&self, title: &str) -> bool {
        self.languages.iter().any(|language| language.stages.states.contains(&language.key(title)))
    }

    /// Whether a title says that its file is a map ("Customer journey", "Parcours client").
    pub fn is_of_a_map(&self, title: &str) -> bool {
        let title = fold(title);
        self.languages.iter().any(|language| language.stages.titles.iter().any(|word| title.contains(word)))
    }

    /// Whether the head of a table's column says nothing but that a value stands below it ("Details").
    pub fn is_value(&self, head: &str) -> bool {
        self.languages.iter().any(|language| language.stages.values.contains(&language.key(head)))
    }

    /// Whether words in brackets say how long something takes ("Day 1, 2 hours").
    pub fn is_duration(&self, text: &str) -> bool {
        let is_clock = |word: &str| {
            word.split_once(':').is_some_and(|(hour, minute)| {
                [hour, minute].iter().all(|part| part.len() <= 2 && part.parse::<u8>().is_ok())
            })
        };
        let text = fold(text);
        text.split_whitespace().any(is_clock) || words(&text).any(|word| self.is_unit(word))
    }

    fn is_unit(&self, word: &str) -> bool {
        let mut units = self.languages.iter().flat_map(|language| &language.time.words);
        units.any(|unit| unit == word || word.strip_suffix('s') == Some(unit))
    }

    /// Whether a word announces an intensity.
    pub fn is_intensity(&self, word: &str) -> bool {
        self.languages.iter().any(|language| language.feeling.intensity.contains(&fold(word)))
    }

    /// What the last feeling word of a text is worth, -1..1.
    pub fn feeling(&self, text: &str) -> Option<f64> {
        let text = fold(text);
        self.languages.iter().find_map(|language| last_feeling(&text, language))
    }

    /// What an emoji is worth, -1..1.
    pub fn emoji(&self, letter: char) -> Option<f64> {
        EMOJI_VALUES.get(&letter).copied()
    }
}

fn longest(labels: &HashMap<String, StandardLane>, languages: &[&Dictionary]) -> usize {
    let of_languages = languages.iter().map(|language| language.longest());
    labels.keys().map(String::len).chain(of_languages).max().unwrap_or_default()
}

/// Whether a word in a folded heading is a whole word with nothing after it but a number or what a mark sets apart.
fn stands_alone(heading: &str, at: usize, word: &str) -> bool {
    let (before, after) = (&heading[..at], &heading[at + word.len()..]);
    let begins = !before.ends_with(char::is_alphanumeric) || word.contains(is_unspaced);
    let is_letter = |rest: &str| {
        let mut letters = rest.chars();
        letters.next().is_some_and(char::is_alphanumeric)
            && !letters.next().is_some_and(char::is_alphanumeric)
    };
    let rest = after.trim_start();
    let numbered = rest.starts_with(char::is_numeric) || (rest.len() < after.len() && is_letter(rest));
    begins && (rest.is_empty() || numbered || rest.starts_with([':', '：', '-', '–', '—', '(', '（', '#']))
}

/// What the last known word of a folded text is worth, or the phrase of two words that ends with it: غير راض, not راض.
/// Where a script has no spaces, the words are found inside the text, and of two that end at the same place the longer one
/// counts: 不满意, not 满意.
fn last_feeling(text: &str, language: &Dictionary) -> Option<f64> {
    let known = &language.feeling.words;
    if !text.contains(is_unspaced) {
        let words: Vec<_> = words(text).map(|word| language.bare(word)).collect();
        return last_of_words(&words, language);
    }
    let found = known
        .iter()
        .filter_map(|(word, value)| Some((text.rfind(word.as_str())? + word.len(), word.len(), value)));
    found.max_by_key(|(end, length, _)| (*end, *length)).map(|(.., value)| *value)
}

/// A word that is turned round ("not happy", "not very happy") has another worth; one that may be, from further away and
/// without another feeling between, has none: "not fast but happy", "not at all happy".
fn last_of_words(words: &[&str], language: &Dictionary) -> Option<f64> {
    let known = &language.feeling.words;
    let pair = |at: usize| (at > 0).then(|| known.get(&words[at - 1..=at].join(" "))).flatten();
    let (at, found) = (0..words.len()).rev().find_map(|at| match pair(at) {
        Some(value) => Some((None, *value)),
        None => Some((Some(at), *known.get(words[at])?)),
    })?;
    let Some(at) = at else { return Some(found) };
    let mut before = words[..at].iter().rev().take_while(|word| !known.contains_key(**word));
    let turns = |word: &&str| language.feeling.negations.iter().any(|known| known == word);
    match before.position(turns) {
        None => Some(found),
        Some(0 | 1) => Some(found * NEGATED),
        Some(_) => None,
    }
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty())
}

fn digest(language: &str, labels: &[(String, StandardLane)], frameworks: &[FrameworkModel]) -> Digest {
    let named = labels.iter().flat_map(|(label, lane)| [label.as_str(), lane.word()]);
    let stages = frameworks.iter().flat_map(|model| {
        let names = model.stages.iter().flat_map(|stage| {
            [&stage.id, &stage.title].into_iter().chain(&stage.aliases).map(String::as_str)
        });
        std::iter::once(model.id.as_str()).chain(names)
    });
    Digest::of_parts(
        [env!("CARGO_PKG_VERSION"), language].into_iter().chain(named).chain(stages).map(str::as_bytes),
    )
}
