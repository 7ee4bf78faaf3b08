//! The shipped sets of questions, read from their data file.

use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use crate::project::phase;

/// The data file.
const FILE: &str = include_str!("../../questions.toml");

/// Every set, in the order of the file.
pub static SETS: LazyLock<Vec<Set>> = LazyLock::new(|| {
    let file: File = toml::from_str(FILE).expect("the shipped questions are read by a test");
    file.sets
});

#[derive(Deserialize)]
struct File {
    sets: Vec<Set>,
}

/// Questions that belong together.
#[derive(Debug, Deserialize)]
pub struct Set {
    /// Its name.
    pub title: String,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Debug, Deserialize)]
pub struct Question {
    /// The question.
    pub asks: String,
    /// Where it is asked.
    #[serde(default)]
    pub at: At,
    /// The stretch of the axis in which it is asked; everywhere where there is none.
    #[serde(default, deserialize_with = "stretch")]
    pub phases: Option<(f64, f64)>,
    /// What answers it: lanes, or keys of the frontmatter.
    pub keys: Vec<String>,
    /// What to type.
    pub write: String,
}

/// Where a question is asked.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum At {
    /// Of every map, in the stages of its framework.
    #[default]
    Stage,
    /// Of every map as a whole.
    Map,
    /// Of every persona.
    Persona,
}

/// From the beginning of the first phase to the end of the last.
fn stretch<'d, D: Deserializer<'d>>(from: D) -> Result<Option<(f64, f64)>, D::Error> {
    let (first, last) = <(String, String)>::deserialize(from)?;
    let known = |word: &str| phase(word).ok_or_else(|| D::Error::custom(format!("`{word}` is no phase")));
    Ok(Some((known(&first)?.0, known(&last)?.1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use journeybook_model::{Kind, StandardLane};

    /// The lanes that people make up for it: the core has none for those they could go to instead.
    const CUSTOM: [&str; 4] = ["competitors", "competitor", "competition", "alternatives"];

    fn is_known(at: At, key: &str) -> bool {
        match at {
            At::Stage => {
                StandardLane::from_word(key).is_some()
                    || CUSTOM.contains(&key)
                    || ["@source", "@duration"].contains(&key)
            }
            At::Map => crate::parse::keys::find(Kind::Journey, key).is_some(),
            At::Persona => key == "@list" || crate::parse::keys::find(Kind::Persona, key).is_some(),
        }
    }

    #[test]
    fn every_question_can_be_answered() {
        let questions = || SETS.iter().flat_map(|set| &set.questions);
        assert!(SETS.len() >= 5 && questions().count() >= 12);
        for question in questions() {
            assert!(!question.keys.is_empty() && !question.write.is_empty(), "{}", question.asks);
            for key in &question.keys {
                assert!(is_known(question.at, key), "`{key}` of `{}`", question.asks);
            }
        }
    }

    #[test]
    fn phases_are_taken_whole() {
        let discovery = SETS.iter().find(|set| set.title == "Discovery").unwrap();
        assert_eq!(discovery.questions[0].phases, Some((1.0, 3.0)));
    }
}
