//! The words the parser knows before it opens a file: what people call lanes, stages and feelings.

use std::collections::{HashMap, HashSet};

use journeybook_model::{Digest, FrameworkModel, StandardLane};
use unicode_normalization::UnicodeNormalization as _;

use crate::dictionary::{Dictionary, EMOJI_VALUES};
use crate::numbering;
pub use crate::spelling::key;
use crate::spelling::{fold, is_unspaced, key_of_plain, plain, plain_within};
use crate::tongue;

/// Fewer labels of another language are somebody's own words.
const MIN_LABELS: usize = 3;
/// In a shorter word a slip makes another word.
const LONG_WORD: usize = 6;
/// How much longer a plural is than its singular: "es", or the "ie" before its "s".
const PLURAL: usize = 2;
/// More of them are another name.
const MOST_SLIPS: usize = 2;

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
        let labels: HashSet<&str> = tongue::labels(text).collect();
        let means = |language: &Dictionary, label: &Spelt| {
            language.lane(&label.plain, &label.singular).is_some()
                || language.stages.words.contains(&label.first)
        };
        let mut unknown: Vec<Spelt> = labels.into_iter().map(Spelt::new).collect();
        unknown.retain(|label| !self.languages.iter().any(|own| means(own, label)));
        if unknown.len() < MIN_LABELS {
            return None;
        }
        let others =
            Dictionary::all().iter().filter(|other| self.languages.iter().all(|own| own.tag != other.tag));
        let known = |language: &Dictionary| unknown.iter().filter(|label| means(language, label)).count();
        let (most, language) =
            others.map(|language| (known(language), language)).max_by_key(|(known, _)| *known)?;
        let languages: Vec<_> = self.languages.iter().copied().chain([language]).collect();
        let longest = self.longest.max(language.longest());
        (most >= MIN_LABELS).then(|| Self { languages, longest, ..self.clone() })
    }

    /// The standard lane a label means.
    pub fn lane(&self, label: &str) -> Option<StandardLane> {
        let plain = plain_within(label, self.longest + PLURAL)?;
        let singular = key_of_plain(&plain);
        let own = self.labels.get(&plain).or_else(|| self.labels.get(&singular)).copied();
        own.or_else(|| self.languages.iter().find_map(|language| language.lane(&plain, &singular)))
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

    /// Whether a name is a stage of any framework.
    pub fn is_stage(&self, name: &str) -> bool {
        self.stages.values().any(|names| self.of_name(names, name).is_some())
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
        self.languages.iter().find_map(|language| last_feeling(&text, &language.feeling.words))
    }

    /// What an emoji is worth, -1..1.
    pub fn emoji(&self, letter: char) -> Option<f64> {
        EMOJI_VALUES.get(&letter).copied()
    }

    /// The stage of a framework that a name means, by id, title or alias.
    pub fn stage<'l>(&'l self, framework: &str, name: &str) -> Option<&'l str> {
        self.of_name(self.stages.get(framework)?, name)
    }

    /// The stage of a framework that a name was meant to be, two slips of the pen away; none where it may be either of two.
    pub fn stage_nearly<'l>(&'l self, framework: &str, name: &str) -> Option<&'l str> {
        let typed = self.bare(&key(&composed(name)));
        let slips = |(known, id): (&String, &'l String)| Some((slips(&typed, known)?, id.as_str()));
        let mut near: Vec<_> = self.stages.get(framework)?.iter().filter_map(slips).collect();
        near.sort_unstable();
        let (fewest, id) = *near.first()?;
        near.iter().all(|(slips, other)| *slips > fewest || *other == id).then_some(id)
    }

    fn of_name<'l>(&self, names: &'l HashMap<String, String>, name: &str) -> Option<&'l str> {
        let key = key(&composed(name));
        names.get(&key).or_else(|| names.get(&self.bare(&key))).map(String::as_str)
    }

    /// A key without the numbers before it and the words for stages and steps in it, where anything is left without them.
    fn bare(&self, key: &str) -> String {
        let is_number = |word: &&str| word.chars().all(char::is_numeric);
        let words = key.split(' ').skip_while(is_number);
        let own: Vec<_> =
            words.filter(|word| !self.is_stage_word(word) && !self.numbers_steps(word)).collect();
        if own.is_empty() { key.to_owned() } else { own.join(" ") }
    }

    /// Ids and titles first: an alias never takes the name of another stage, nor a name without its “stage” a whole one.
    fn stage_names(&self, model: &FrameworkModel) -> HashMap<String, String> {
        let own = model.stages.iter().flat_map(|stage| [(&stage.id, stage), (&stage.title, stage)]);
        let aliases =
            model.stages.iter().flat_map(|stage| stage.aliases.iter().map(move |alias| (alias, stage)));
        let all: Vec<_> = own.chain(aliases).map(|(name, stage)| (key(&composed(name)), &stage.id)).collect();
        let bare: Vec<_> = all.iter().map(|(key, id)| (self.bare(key), *id)).collect();
        let mut names = HashMap::new();
        for (key, id) in all.into_iter().chain(bare) {
            names.entry(key).or_insert_with(|| id.clone());
        }
        names
    }
}

/// A label in the ways in which languages look it up.
struct Spelt {
    plain: String,
    singular: String,
    /// Its first word.
    first: String,
}

impl Spelt {
    fn new(label: &str) -> Self {
        let plain = plain(label);
        let singular = key_of_plain(&plain);
        Self { plain, singular, first: fold(label.split_whitespace().next().unwrap_or_default()) }
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

/// What the last known word of a folded text is worth. Where a script has no spaces, the words are found inside the text,
/// and of two that end at the same place the longer one counts: 不满意, not 满意.
fn last_feeling(text: &str, known: &HashMap<String, f64>) -> Option<f64> {
    if !text.contains(is_unspaced) {
        return words(text).filter_map(|word| known.get(word).copied()).last();
    }
    let found = known
        .iter()
        .filter_map(|(word, value)| Some((text.rfind(word.as_str())? + word.len(), word.len(), value)));
    found.max_by_key(|(end, length, _)| (*end, *length)).map(|(.., value)| *value)
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty())
}

/// A name in the letters that all ways to write it share.
fn composed(name: &str) -> String {
    name.nfkc().collect()
}

/// How many slips of the pen lie between two names: at most two, and only in words that are long enough to be sure.
fn slips(typed: &str, known: &str) -> Option<usize> {
    let (typed, known): (Vec<_>, Vec<_>) = (typed.split(' ').collect(), known.split(' ').collect());
    if typed.len() != known.len() {
        return None;
    }
    let pairs = typed.into_iter().zip(known).filter(|(typed, known)| typed != known);
    let slips = pairs.map(|(typed, known)| {
        let is_long = [typed, known].iter().all(|word| word.chars().count() >= LONG_WORD);
        is_long.then(|| strsim::levenshtein(typed, known))
    });
    slips.sum::<Option<usize>>().filter(|slips| *slips <= MOST_SLIPS)
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
    fn headings_that_call_themselves_journeys() {
        let lexicon = Lexicon::of_language("de", &[], &[]);
        let yes = [
            "Persona A’s journey",
            "User Journey 2 - Pays",
            "Journey: Pays",
            "Journey B: Pays",
            "Kundenreise 1",
        ];
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
            lexicon.is_state("Future state")
                && lexicon.is_state("Soll-Zustand")
                && !lexicon.is_state("After")
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
        let lexicon =
            of_one_framework(&[("awareness", &["Become aware", "First stage"]), ("use", &["Step in"])]);
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
        let lexicon =
            of_one_framework(&[("awareness", &["Active evaluation"]), ("use", &[]), ("engage", &[])]);
        let near = |name| lexicon.stage_nearly("own", name);
        assert_eq!((near("Awarenes"), near("Awarness stage")), (Some("awareness"), Some("awareness")));
        assert_eq!(near("Active evalution"), Some("awareness"));
        assert_eq!((near("Usa"), near("Aware"), near("Active")), (None, None, None));
        assert_eq!(near("Awrns"), None);
        let either = of_one_framework(&[("retention", &[]), ("detention", &[])]);
        assert_eq!(either.stage_nearly("own", "letention"), None);
    }
}
