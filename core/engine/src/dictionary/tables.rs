//! The tables of a language's file.

use std::collections::HashMap;

use serde::Deserialize;

/// How a language writes numbers and dates.
#[derive(Debug, Deserialize)]
pub struct Format {
    /// What stands before the fraction.
    pub decimal: String,
    /// What stands before a number above zero that shows its sign.
    #[serde(default = "plus")]
    pub plus: String,
    /// What stands before a number below zero.
    #[serde(default = "minus")]
    pub minus: String,
    /// A percentage: `{n}%`.
    pub percent: String,
    /// A day: `{d}`, `{month}`, `{y}`.
    pub date: String,
    /// The months, as they stand in a date.
    pub months: Vec<String>,
    /// Which forms counted words have.
    pub plural: Plural,
}

/// Which forms counted words have.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Plural {
    /// One form.
    None,
    /// One for 1, one for all others.
    One,
    /// One for 0 and 1, one for all others.
    BelowTwo,
    /// One for 1, 21, 31 …; one for 2, 3, 4, 22 …; one for all others.
    Slavic,
    /// The six of CLDR: for 0; 1; 2; 3 to 10, 103 …; 11 to 99, 111 …; all others.
    Arabic,
}

fn plus() -> String {
    "+".to_owned()
}

fn minus() -> String {
    "−".to_owned()
}

/// Words in headings.
#[derive(Debug, Deserialize)]
pub struct StageWords {
    /// "Stage 2".
    pub words: Vec<String>,
    /// "Step 4a".
    pub steps: Vec<String>,
    /// "Stage two".
    pub numbers: Vec<String>,
    /// "Second stage".
    pub ordinals: Vec<String>,
    /// A heading that only holds the stages below it.
    pub containers: Vec<String>,
    /// What a title holds that says the file is a map.
    pub titles: Vec<String>,
    /// The head of a column that says nothing but that a value stands below it.
    pub values: Vec<String>,
    /// A heading that is never a stage.
    pub prose: Vec<String>,
    /// What a heading calls a whole journey.
    pub journeys: Vec<String>,
    /// A heading that says which state of things a journey shows.
    pub states: Vec<String>,
}

/// Words of time.
#[derive(Debug, Deserialize)]
pub struct TimeWords {
    /// "Day", "hour".
    pub words: Vec<String>,
}

/// Words for feelings.
#[derive(Debug, Deserialize)]
pub struct FeelingWords {
    /// "Intensity".
    pub intensity: Vec<String>,
    /// Words that turn the next one round: "not". A script without spaces has such pairs among its words.
    #[serde(default)]
    pub negations: Vec<String>,
    /// What each is worth, -1..1.
    pub words: HashMap<String, f64>,
}

/// What a portal says in one place: a text, or the forms of a counted one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// A text.
    One(String),
    /// Its forms, as the language counts.
    Counted(Vec<String>),
}
