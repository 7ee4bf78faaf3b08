//! The evidence behind a step, and how sure it makes us.

use std::collections::BTreeMap;

use journeybook_plugin::{Entry, Step, number};
use journeybook_statistics::{HALF_LIFE, Item, confidence, strength};

use crate::day::Day;

/// What a method that nobody names is worth.
const UNNAMED: f64 = 0.1;

/// How well a claim is founded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// By nothing.
    Assumption,
    /// By what people inside think.
    Reasoned,
    /// By customers, or in two ways that do not depend on each other.
    Validated,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    strength: f64,
    /// In months; none where neither it nor the map has a date.
    age: Option<f64>,
    method: String,
    kind: Option<Kind>,
    /// Whether its age is that of the map's last review, for want of a date.
    pub undated: bool,
    /// Whether its date is still to come.
    pub future: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Qualitative,
    Quantitative,
    Mixed,
}

/// A step with the evidence behind it, one piece a source.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    /// The step.
    pub step: &'a Step,
    /// The pieces by the name of their source; of two exports of one source the stronger.
    pub pieces: BTreeMap<String, Piece>,
}

/// The evidence behind a step.
pub fn claim<'a>(step: &'a Step, today: Option<Day>, reviewed: Option<Day>) -> Claim<'a> {
    let mut pieces: BTreeMap<String, Piece> = BTreeMap::new();
    for (source, piece) in step.entries.iter().flat_map(|entry| read(entry, today, reviewed)) {
        let known = pieces.entry(source).or_insert_with(|| piece.clone());
        if piece.worth() > known.worth() {
            *known = piece;
        }
    }
    Claim { step, pieces }
}

/// What an entry refers to, or what an entry of the evidence lane says without a file.
fn read(entry: &Entry, today: Option<Day>, reviewed: Option<Day>) -> Vec<(String, Piece)> {
    let files: Vec<&String> = entry.refs.iter().filter(|target| target.starts_with("evidence/")).collect();
    if files.is_empty() && entry.lane == "evidence" && !entry.text.trim().is_empty() {
        let said = |key: &str| journeybook_plugin::Attributed::attribute(entry, key).map(str::to_owned);
        return vec![(
            said("source-id").unwrap_or_else(|| entry.text.clone()),
            piece(said, &entry.text, today, reviewed),
        )];
    }
    let one = |target: &String| {
        let said = |key: &str| entry.told_by(target, key).map(str::to_owned);
        (said("source-id").unwrap_or_else(|| target.clone()), piece(said, "", today, reviewed))
    };
    files.into_iter().map(one).collect()
}

fn piece(
    said: impl Fn(&str) -> Option<String>,
    words: &str,
    today: Option<Day>,
    reviewed: Option<Day>,
) -> Piece {
    let method = said("method").unwrap_or_else(|| words.to_owned());
    let n = said("n").as_deref().and_then(number);
    let own = said("strength").as_deref().and_then(number).filter(|share| (0.0..=1.0).contains(share));
    let date = said("date").as_deref().and_then(Day::parse);
    let age = today.zip(date.or(reviewed)).map(|(today, then)| today.months_since(then));
    Piece {
        strength: own.or_else(|| strength(&method, n)).unwrap_or(UNNAMED),
        kind: kind(said("type").as_deref().unwrap_or_default(), &method),
        undated: date.is_none(),
        future: age.is_some_and(|age| age < 0.0),
        age: age.filter(|age| *age >= 0.0),
        method,
    }
}

fn kind(word: &str, method: &str) -> Option<Kind> {
    let method = method.to_lowercase();
    let is = |words: &[&str]| words.iter().any(|known| method.contains(known));
    match word {
        "qualitative" => Some(Kind::Qualitative),
        "quantitative" => Some(Kind::Quantitative),
        "mixed" => Some(Kind::Mixed),
        _ if is(&["survey", "analytics", "log", "ticket", "funnel", "a/b", "data"]) => {
            Some(Kind::Quantitative)
        }
        _ if is(&["interview", "observation", "diar", "usability", "field", "talk", "chat"]) => {
            Some(Kind::Qualitative)
        }
        _ => None,
    }
}

impl Piece {
    fn worth(&self) -> f64 {
        self.age.map_or(0.0, |age| Item { strength: self.strength, age }.worth())
    }

    fn is_internal(&self) -> bool {
        let method = self.method.to_lowercase();
        self.strength <= UNNAMED
            || ["workshop", "stakeholder", "opinion", "expert"].iter().any(|word| method.contains(word))
    }

    fn is(&self, kind: Kind) -> bool {
        self.kind == Some(kind) || self.kind == Some(Kind::Mixed)
    }
}

impl Claim<'_> {
    /// How sure the evidence makes us, 0 to 1; none where no piece has an age.
    pub fn confidence(&self) -> Option<f64> {
        let items: Vec<Item> = self
            .pieces
            .values()
            .filter_map(|piece| Some(Item { strength: piece.strength, age: piece.age? }))
            .collect();
        (self.pieces.is_empty() || !items.is_empty()).then(|| confidence(&items))
    }

    /// How well it is founded.
    pub fn tier(&self) -> Tier {
        let customers = self.pieces.values().any(|piece| !piece.is_internal());
        match self.pieces.len() {
            0 => Tier::Assumption,
            _ if customers || self.independent_kinds() >= 2 => Tier::Validated,
            _ => Tier::Reasoned,
        }
    }

    /// Whether words and numbers, neither older than two half-lives, say it together.
    pub fn is_triangulated(&self) -> bool {
        let young = |kind: Kind| {
            self.pieces
                .values()
                .any(|piece| piece.is(kind) && piece.age.is_some_and(|age| age < 2.0 * HALF_LIFE))
        };
        young(Kind::Qualitative) && young(Kind::Quantitative)
    }

    /// Whether anything of words is behind it.
    pub fn is_qualitative(&self) -> bool {
        self.pieces.values().any(|piece| piece.is(Kind::Qualitative))
    }

    /// Whether anything of numbers is behind it.
    pub fn is_quantitative(&self) -> bool {
        self.pieces.values().any(|piece| piece.is(Kind::Quantitative))
    }

    /// Whether its newest piece is older than a year; not where nothing is dated.
    pub fn is_stale(&self) -> bool {
        let newest = self.pieces.values().filter_map(|piece| piece.age).min_by(f64::total_cmp);
        newest.is_some_and(|age| age > 12.0)
    }

    fn independent_kinds(&self) -> usize {
        [self.is_qualitative(), self.is_quantitative()].into_iter().filter(|is| *is).count()
    }
}
