//! The kinds of document a site holds.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a document is. Its frontmatter's `kind:` says so, else its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A journey map.
    Journey,
    /// Who makes the journey.
    Persona,
    /// Where customer and organisation meet.
    Touchpoint,
    /// By which means they meet.
    Channel,
    /// What could be better.
    Opportunity,
    /// What is done about it.
    Solution,
    /// Research behind a map.
    Evidence,
    /// A figure that is kept.
    Metric,
    /// Who owns something.
    Team,
    /// A model of stages.
    Framework,
    /// Any other page.
    Page,
}

impl Kind {
    /// All kinds, in the order of the site model.
    pub const ALL: [Kind; 11] = [
        Kind::Journey,
        Kind::Persona,
        Kind::Touchpoint,
        Kind::Channel,
        Kind::Opportunity,
        Kind::Solution,
        Kind::Evidence,
        Kind::Metric,
        Kind::Team,
        Kind::Framework,
        Kind::Page,
    ];

    /// The word an author writes after `kind:` and before the `/` of a reference.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Journey => "journey",
            Kind::Persona => "persona",
            Kind::Touchpoint => "touchpoint",
            Kind::Channel => "channel",
            Kind::Opportunity => "opportunity",
            Kind::Solution => "solution",
            Kind::Evidence => "evidence",
            Kind::Metric => "metric",
            Kind::Team => "team",
            Kind::Framework => "framework",
            Kind::Page => "page",
        }
    }

    /// The folder of `content/` whose files are of this kind, and of the portal that shows them.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Journey => "journeys",
            Kind::Persona => "personas",
            Kind::Touchpoint => "touchpoints",
            Kind::Channel => "channels",
            Kind::Opportunity => "opportunities",
            Kind::Solution => "solutions",
            Kind::Evidence => "evidence",
            Kind::Metric => "metrics",
            Kind::Team => "teams",
            Kind::Framework => "frameworks",
            Kind::Page => "pages",
        }
    }

    /// The heading of the kind's list.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Journey => "Journeys",
            Kind::Persona => "Personas",
            Kind::Touchpoint => "Touchpoints",
            Kind::Channel => "Channels",
            Kind::Opportunity => "Opportunities",
            Kind::Solution => "Solutions",
            Kind::Evidence => "Evidence",
            Kind::Metric => "Metrics",
            Kind::Team => "Teams",
            Kind::Framework => "Frameworks",
            Kind::Page => "Pages",
        }
    }

    /// The kind of a word, singular or plural.
    pub fn from_word(word: &str) -> Option<Kind> {
        let word = word.trim().to_lowercase();
        Self::ALL.into_iter().find(|kind| kind.word() == word || kind.folder() == word)
    }

    /// Whether a word used once makes one of these, without a file of its own.
    pub fn needs_no_file(self) -> bool {
        matches!(self, Kind::Touchpoint | Kind::Channel | Kind::Team)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Kind::from_word(&word).ok_or_else(|| D::Error::custom("no kind has this word"))
    }
}
