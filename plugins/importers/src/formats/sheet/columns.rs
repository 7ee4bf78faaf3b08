//! What a column means, by its header.

use crate::mapping::Mapping;
use crate::vocabulary;

/// What a column means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// What tells the rows of one journey from those of another.
    JourneyId,
    /// The journey's title.
    Journey,
    /// The stage.
    Stage,
    /// The step's title.
    Step,
    /// The step's number.
    Order,
    /// All steps of a journey in one cell.
    Steps,
    /// Who makes the journey.
    Persona,
    /// What is told of the step, or of the journey where one row is one journey.
    Narrative,
    /// What somebody said.
    Quote,
    /// A key of the frontmatter, where a journey has one value of it; else a lane.
    Key(&'static str),
    /// A key of the frontmatter that the mapping names.
    Field(String),
    /// A lane.
    Lane(String),
    /// Left out, because the mapping says so.
    Ignored,
}

use Meaning::{Ignored, Journey, JourneyId, Key, Lane, Narrative, Order, Persona, Quote, Stage, Step, Steps};

/// Headers of columns that are no lanes, in lower case and without hyphens.
const HEADERS: &[(&[&str], Meaning)] = &[
    (&["journey id", "map id", "flow id"], JourneyId),
    (
        &[
            "journey",
            "journey name",
            "journey title",
            "journey map",
            "map",
            "map name",
            "map title",
            "flow",
            "flow name",
        ],
        Journey,
    ),
    (
        &[
            "stage",
            "phase",
            "episode",
            "journey stage",
            "journey phase",
            "stage name",
            "phase name",
            "customer stage",
            "lifecycle stage",
        ],
        Stage,
    ),
    (
        &[
            "step",
            "step name",
            "step title",
            "journey step",
            "substage",
            "sub stage",
            "substep",
            "moment",
            "title",
            "name",
        ],
        Step,
    ),
    (
        &["#", "no", "nr", "order", "step no", "step number", "step order", "sequence", "index", "step id"],
        Order,
    ),
    (&["persona", "actor", "persona name", "user type", "customer type", "who"], Persona),
    (&["narrative", "description", "story", "details"], Narrative),
    (&["quote", "verbatim", "customer quote", "user quote", "says", "say", "saying"], Quote),
    (&["owner", "map owner", "journey owner"], Key("owner")),
    (&["status", "map status", "journey status"], Key("status")),
    (&["scenario", "trigger"], Key("scenario")),
    (&["tag", "label"], Key("tags")),
    (&["reviewed", "last reviewed", "last updated", "updated"], Key("reviewed")),
    (&["summary"], Key("summary")),
];

/// Headers of lanes that the language itself does not know: words of spreadsheets and of other tools.
const LANES: &[(&str, &str)] = &[
    ("user does", "doing"),
    ("customer does", "doing"),
    ("user action taken", "doing"),
    ("system shows", "frontstage"),
    ("system does", "frontstage"),
    ("system response", "frontstage"),
    ("systems touched", "system"),
    ("touched system", "system"),
    ("user thought", "thinking"),
    ("customer thought", "thinking"),
    ("customer thinking", "thinking"),
    ("user feeling", "feeling"),
    ("customer feeling", "feeling"),
    ("customer emotion", "feeling"),
    ("emotional journey", "feeling"),
    ("emotion curve", "feeling"),
    ("graph", "feeling"),
    ("emotion score", "feeling"),
    ("feeling score", "feeling"),
    ("sentiment score", "feeling"),
    ("experience score", "feeling"),
    ("satisfaction score", "feeling"),
    ("score", "feeling"),
    ("rating", "feeling"),
    ("customer need", "need"),
    ("user need", "need"),
    ("customer pain", "pain"),
    ("customer pain point", "pain"),
    ("user pain point", "pain"),
    ("failure mode", "risk"),
    ("ideas opportunity", "opportunity"),
    ("opportunity idea", "opportunity"),
    ("process and channel", "channel"),
    ("channel used", "channel"),
    ("backstage process", "backstage"),
    ("back office", "backstage"),
];

/// What a header means; none where it is no word that is known.
pub fn meaning(header: &str) -> Option<Meaning> {
    let key = vocabulary::key(header);
    let key = if key.is_empty() { header.trim() } else { &key };
    let column = HEADERS
        .iter()
        .find(|(words, _)| words.iter().any(|word| vocabulary::is(word, key)))
        .map(|(_, meaning)| meaning.clone());
    let other =
        || LANES.iter().find(|(word, _)| vocabulary::is(word, key)).map(|(_, lane)| Lane((*lane).to_owned()));
    column.or_else(other).or_else(|| vocabulary::lane(header).map(|lane| Lane(lane.to_owned())))
}

/// What a mapping's word means: one of the words of a column, `frontmatter.KEY`, or a lane.
fn mapped(word: &str) -> Meaning {
    let own = [
        ("ignore", Ignored),
        ("journey-id", JourneyId),
        ("journey", Journey),
        ("stage", Stage),
        ("step", Step),
        ("order", Order),
        ("steps", Steps),
        ("persona", Persona),
        ("narrative", Narrative),
        ("quote", Quote),
    ];
    let known = own.into_iter().find(|(name, _)| *name == word).map(|(_, meaning)| meaning);
    let field = || word.strip_prefix("frontmatter.").map(|key| Meaning::Field(key.to_owned()));
    known.or_else(field).unwrap_or_else(|| Lane(word.to_owned()))
}

/// What each column of a table means. One whose header is not known is a lane of its own, and so is a second one of a
/// meaning that a row has once.
pub fn of_header(header: &[String], mapping: &Mapping) -> Vec<Meaning> {
    let mut found: Vec<Meaning> = Vec::new();
    for (at, name) in header.iter().enumerate() {
        let own = match mapping.column(name) {
            Some(word) => Some(mapped(word)),
            None => meaning(name),
        };
        let is_new = |meaning: &Meaning| is_shared(meaning) || !found.contains(meaning);
        found.push(own.filter(is_new).unwrap_or_else(|| Lane(lane_of(name, at))));
    }
    found
}

/// Whether several columns may mean it.
fn is_shared(meaning: &Meaning) -> bool {
    matches!(meaning, Lane(_) | Narrative | Quote | Ignored)
}

/// Whether columns of these meanings make a map: they name stages or steps, or two lanes.
pub fn make_a_map<'m>(meanings: impl Iterator<Item = &'m Meaning> + Clone) -> bool {
    let named = meanings.clone().any(|meaning| matches!(meaning, Stage | Step | Steps));
    named || meanings.filter(|meaning| matches!(meaning, Lane(_))).count() > 1
}

/// The lane of a header that is not known: its own words, with spaces for underscores.
fn lane_of(name: &str, at: usize) -> String {
    let words = name.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { format!("Column {}", at + 1) } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_however_they_are_written() {
        assert_eq!(meaning("journey_id"), Some(JourneyId));
        assert_eq!(meaning("Journey Phase"), Some(Stage));
        assert_eq!(meaning("Pain points"), Some(Lane("pain".into())));
        assert_eq!(meaning("user_does"), Some(Lane("doing".into())));
        assert_eq!(meaning("Weather"), None);
    }

    #[test]
    fn a_mapping_comes_first_and_no_column_is_dropped() {
        let text = "[columns]\n\"Stage\" = \"ignore\"\n\"Boss\" = \"frontmatter.owner\"\n";
        let mapping = Mapping::read(Some(text)).unwrap();
        let header = ["Stage", "Boss", "Parity_baseline", ""].map(String::from);
        let lanes = ["Parity baseline", "Column 4"].map(|lane| Lane(lane.to_owned()));
        let [parity, fourth] = lanes;
        assert_eq!(of_header(&header, &mapping), [Ignored, Meaning::Field("owner".into()), parity, fourth]);
    }
}
