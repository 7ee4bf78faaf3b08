//! Which parts of a map a plugin asked to see. Nothing else is passed to it.

use std::collections::BTreeSet;

use journeybook_model::{Lane, StandardLane};

/// The frontmatter that a plugin sees which declares nothing.
const FRONTMATTER: [&str; 3] = ["form", "basis", "status"];

/// What a plugin sees of a map, beside what every plugin sees: ids, titles, the framework, and how stages and steps
/// follow each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reads {
    /// None for everything.
    words: Option<BTreeSet<Word>>,
    /// The standard lanes among them, a bit for each: every entry of every map asks.
    standard: u64,
}

/// One word of a declaration.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Word {
    /// `lanes`: the entries of every lane, a site's own included.
    Lanes,
    /// `quotes`: what people said.
    Quotes,
    /// `pain`: the entries of one lane, their text and what they refer to. `feeling` stands for the feelings too.
    Lane(String),
    /// `pain.severity`, `step.duration`, `journey.status`, `persona.needs`: one attribute; with `*` all of them.
    Attribute(String, String),
}

impl Default for Reads {
    fn default() -> Self {
        Self::everything()
    }
}

impl Reads {
    /// What a plugin sees that declares nothing.
    pub fn everything() -> Self {
        Self::of(None)
    }

    fn of(words: Option<BTreeSet<Word>>) -> Self {
        let mut reads = Self { words, standard: 0 };
        let seen = StandardLane::ALL.iter().filter(|lane| reads.lane(lane.word()));
        reads.standard = seen.fold(0, |bits, lane| bits | bit(*lane));
        reads
    }

    /// Reads a declaration: words with spaces between. The error holds the words that mean nothing.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let unknown: Vec<String> = words
            .iter()
            .filter(|word| **word != "*" && Word::parse(word).is_none())
            .map(|word| (*word).into())
            .collect();
        match unknown.is_empty() {
            false => Err(unknown),
            true if words.contains(&"*") => Ok(Self::everything()),
            true => Ok(Self::of(Some(words.into_iter().filter_map(Word::parse).collect()))),
        }
    }

    /// The words, in order; none for a plugin that sees everything.
    pub fn words(&self) -> Option<Vec<String>> {
        Some(self.words.as_ref()?.iter().map(Word::text).collect())
    }

    pub(super) fn quotes(&self) -> bool {
        self.has(|word| *word == Word::Quotes)
    }

    /// Whether the entries of a lane are passed.
    pub(super) fn sees(&self, lane: &Lane) -> bool {
        match lane {
            Lane::Standard(lane) => self.standard & bit(*lane) != 0,
            Lane::Custom(own) => self.lane(&own.id),
        }
    }

    /// The same by the lane's word. To read an attribute of a lane is to read the lane.
    pub(super) fn lane(&self, lane: &str) -> bool {
        self.has(|word| match word {
            Word::Lanes => true,
            Word::Lane(known) => known == lane,
            Word::Attribute(of, _) => of == lane || of == "lanes",
            Word::Quotes => false,
        })
    }

    /// Whether an attribute of a lane's entries is passed.
    pub(super) fn entry_attribute(&self, lane: &str, key: &str) -> bool {
        self.attribute(lane, key) || self.attribute("lanes", key)
    }

    /// Whether an attribute of every `step` or every `stage` is passed.
    pub(super) fn attribute(&self, of: &str, key: &str) -> bool {
        self.has(|word| matches!(word, Word::Attribute(known, name) if known == of && [key, "*"].contains(&name.as_str())))
    }

    /// The keys that are named of something, such as `severity` of `pain`; a `*` names none.
    pub(super) fn keys_of<'r>(&'r self, of: &'r str) -> impl Iterator<Item = &'r str> {
        self.words.iter().flatten().filter_map(move |word| match word {
            Word::Attribute(known, key) if known == of && key != "*" => Some(key.as_str()),
            _ => None,
        })
    }

    /// Whether a key of the frontmatter is passed.
    pub(super) fn frontmatter(&self, key: &str) -> bool {
        match &self.words {
            None => FRONTMATTER.contains(&key),
            Some(_) => self.attribute("journey", key),
        }
    }

    fn has(&self, fits: impl Fn(&Word) -> bool) -> bool {
        self.words.as_ref().is_none_or(|words| words.iter().any(fits))
    }
}

/// There are fewer lanes than bits.
fn bit(lane: StandardLane) -> u64 {
    1 << lane as u64
}

impl Word {
    fn parse(text: &str) -> Option<Self> {
        match text.split_once('.') {
            Some((of, key)) => Some(Self::Attribute(owner(of)?, named(key)?)),
            None if text == "lanes" => Some(Self::Lanes),
            None if text == "quotes" => Some(Self::Quotes),
            None => lane(text).map(Self::Lane),
        }
    }

    fn text(&self) -> String {
        match self {
            Word::Lanes => "lanes".to_owned(),
            Word::Quotes => "quotes".to_owned(),
            Word::Lane(lane) => lane.clone(),
            Word::Attribute(of, key) => format!("{of}.{key}"),
        }
    }
}

fn owner(text: &str) -> Option<String> {
    if ["step", "stage", "journey", "lanes", "persona", "framework"].contains(&text) {
        Some(text.to_owned())
    } else {
        lane(text)
    }
}

/// A lane that every site knows by this word, or one of a site's own as `lane:NAME`.
fn lane(text: &str) -> Option<String> {
    match text.strip_prefix("lane:") {
        Some(own) => named(own).filter(|own| own != "*"),
        None => {
            StandardLane::ALL.iter().map(|lane| lane.word()).find(|word| *word == text).map(str::to_owned)
        }
    }
}

fn named(text: &str) -> Option<String> {
    let is_name = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    (text == "*" || (!text.is_empty() && is_name(text))).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str) -> Reads {
        Reads::parse(text).unwrap()
    }

    #[test]
    fn what_is_declared_is_seen_and_nothing_else() {
        let reads = reads("feeling pain.severity\n step.duration journey.owner");
        assert!(reads.lane("feeling") && reads.lane("pain") && !reads.lane("doing"));
        assert!(reads.entry_attribute("pain", "severity") && !reads.entry_attribute("pain", "owner"));
        assert!(reads.attribute("step", "duration") && !reads.attribute("stage", "duration"));
        assert!(reads.frontmatter("owner") && !reads.frontmatter("status") && !reads.quotes());
    }

    #[test]
    fn lanes_are_all_lanes_and_a_star_is_everything() {
        let lanes = reads("lanes step.*");
        assert!(lanes.lane("complaints") && !lanes.quotes() && lanes.attribute("step", "any"));
        assert_eq!(reads("pain *"), Reads::everything());
        assert!(reads("lane:complaints").lane("complaints"));
    }

    #[test]
    fn an_entry_is_seen_where_its_lane_is_read() {
        let reads = reads("pain.severity lane:complaints");
        let own = |id: &str| Lane::custom(id, id);
        for lane in StandardLane::ALL {
            assert_eq!(reads.sees(&Lane::Standard(*lane)), *lane == StandardLane::Pain, "{}", lane.word());
            assert!(Reads::everything().sees(&Lane::Standard(*lane)));
        }
        assert!(reads.sees(&own("complaints")) && !reads.sees(&own("praise")));
    }

    #[test]
    fn an_empty_declaration_is_the_bare_outline() {
        let none = reads("  ");
        assert!(!none.lane("pain") && !none.quotes() && !none.frontmatter("form"));
    }

    #[test]
    fn words_that_mean_nothing_are_named() {
        assert_eq!(
            Reads::parse("pain pian step. Quotes"),
            Err(vec!["pian".into(), "step.".into(), "Quotes".into()])
        );
    }

    #[test]
    fn the_words_read_back_as_what_they_were() {
        let reads = reads("quotes pain.severity feeling");
        assert_eq!(Reads::parse(&reads.words().unwrap().join(" ")), Ok(reads));
        assert_eq!(Reads::everything().words(), None);
    }
}
