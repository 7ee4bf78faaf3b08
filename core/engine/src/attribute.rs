//! The attributes that mean something, and what may stand in them.

use crate::parse::keys::PROGRESS;
use crate::project::PHASES;

/// An attribute.
#[derive(Debug)]
pub struct Known {
    /// Its key, with the dot of a flag.
    pub name: &'static str,
    /// Where it means something.
    pub on: On,
    /// What it does, in a sentence.
    pub says: &'static str,
    /// What may stand in it.
    pub values: Values,
}

impl Known {
    /// Its key, without the dot of a flag.
    pub fn key(&self) -> &'static str {
        self.name.trim_start_matches('.')
    }
}

/// Where an attribute means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// A heading.
    Heading,
    /// An entry.
    Entry,
}

/// What may stand in an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// One of some words.
    Words(&'static [&'static str]),
    /// A number from 1 to 5.
    Grade,
    /// The id of a stage of the map's framework.
    Stages,
    /// The id of a team.
    Teams,
    /// Any words.
    Free,
    /// Nothing: it is a flag.
    None,
}

const SOURCE: &str = "How they came to hear of you; on a touchpoint or channel, or a heading.";

/// How people came to hear of an organisation: they looked for it, somebody told them, or it came past them.
pub const SOURCES: [&str; 3] = ["search", "referral", "social"];

/// How often a pain is met, the rarest first.
pub const FREQUENCIES: [&str; 4] = ["rarely", "sometimes", "often", "always"];

/// The grades there are.
pub const GRADES: [&str; 5] = ["1", "2", "3", "4", "5"];

/// All of them.
pub const ALL: &[Known] = &[
    known("stage", On::Heading, "Its place in the framework.", Values::Stages),
    known("phase", On::Heading, "Its phase on the axis of all frameworks.", Values::Words(&PHASES)),
    known("duration", On::Heading, "How long it takes, such as `\"15 min\"`.", Values::Free),
    known("path", On::Heading, "The path of a step that not everybody takes.", Values::Free),
    known("source", On::Heading, SOURCE, Values::Words(&SOURCES)),
    known(
        "was",
        On::Heading,
        "The ids of the steps of the compared map that it was made from.",
        Values::Free,
    ),
    known(".new", On::Heading, "No step of the compared map is this one.", Values::None),
    known(".prose", On::Heading, "This heading is no stage.", Values::None),
    known("severity", On::Entry, "How bad a pain is.", Values::Words(&["low", "medium", "high"])),
    known("frequency", On::Entry, "How often a pain is met.", Values::Words(&FREQUENCIES)),
    known("fixed", On::Entry, "A pain that is put right: the commit, a link or a day.", Values::Free),
    known("priority", On::Entry, "Whether it is urgent.", Values::Words(&["high", "medium", "low"])),
    known("expected", On::Entry, "How they had expected to feel, on the map's scale.", Values::Free),
    known("impact", On::Entry, "What an opportunity would change, 1 to 5.", Values::Grade),
    known("reach", On::Entry, "How many an opportunity would help, 1 to 5.", Values::Grade),
    known("effort", On::Entry, "What an opportunity would take, 1 to 5.", Values::Grade),
    known("status", On::Entry, "How far an opportunity is.", Values::Words(PROGRESS)),
    known("source", On::Entry, SOURCE, Values::Words(&SOURCES)),
    known("team", On::Entry, "The team that it concerns.", Values::Teams),
    known("owner", On::Entry, "Who looks after it: a team, or a person.", Values::Teams),
];

const fn known(name: &'static str, on: On, says: &'static str, values: Values) -> Known {
    Known { name, on, says, values }
}

/// The attribute of a key, or of the name of a flag with its dot.
pub fn find(name: &str) -> Option<&'static Known> {
    ALL.iter().find(|known| known.name == name)
}
