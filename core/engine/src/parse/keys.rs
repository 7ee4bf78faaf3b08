//! The one table of what frontmatter may hold: every key of every kind, what its value must be, and what it is.

use journeybook_model::Kind;

use super::binding_keys::BINDING;
use crate::process;

/// What the value of a key must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Any text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// A number.
    Number,
    /// A number from 0 to 1.
    Share,
    /// `true` or `false`.
    Flag,
    /// `2026-03-12`.
    Date,
    /// One of some words.
    Word(&'static [&'static str]),
    /// Two numbers, worst and best.
    Scale,
    /// The id of a thing, or a list of ids.
    Id(Kind),
    /// The word of a kind.
    KindWord,
    /// A path, a mapping with keys of its own, or a list of either.
    Entries(&'static [Key]),
    /// Names of the author's, each with a mapping with keys of its own.
    Named(&'static [Key]),
    /// Anything.
    Any,
}

use Shape::{Any, Entries, Flag, Id, KindWord, Number, Scale, Share, Text, Texts, Word};

/// A key of the frontmatter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What its value must be.
    pub shape: Shape,
    /// What it is, in a sentence.
    pub says: &'static str,
}

pub(super) const fn key(name: &'static str, shape: Shape, says: &'static str) -> Key {
    Key { name, shape, says }
}

const BASIS: &[&str] = &["current", "planned", "ideal", "actual"];
const FORM: &[&str] = &["customer", "user", "buyer", "employee", "experience", "blueprint"];
const STATUS: &[&str] = &["draft", "review", "live", "archived"];
/// How far something is that is done about a map.
pub const PROGRESS: &[&str] = &["idea", "planned", "in-progress", "done", "rejected"];
const SCOPE: &[&str] = &["end-to-end", "phase", "interaction"];
const MAPS: &[&str] = &["one", "several"];
const LEVEL: &[&str] = &["high", "medium", "low"];
const CONTACT: &[&str] = &["direct", "indirect"];

const COMMON: &[Key] = &[
    key("title", Text, "The name that people read."),
    key("id", Text, "The id, where it is not to be the file's name."),
    key("kind", KindWord, "What the file is, where the folder does not say so."),
    key("summary", Text, "A sentence for cards and search engines."),
    key("description", Text, "The same as `summary`, where there is none."),
    key("aliases", Texts, "Addresses the page once had."),
    key("tags", Texts, "Words to find it by."),
    key("owner", Text, "Who looks after it."),
    key("team", Id(Kind::Team), "Which team looks after it."),
    key("status", Text, "How far it is."),
    key("reviewed", Shape::Date, "When somebody last went through it."),
    key("review-by", Shape::Date, "When somebody should go through it; past that day a map counts as stale."),
    key("ignore", Any, "Findings of rules that are meant to be so: the rule, and the reason, `{JM008: …}`."),
    key(
        "weight",
        Number,
        "Its place in lists: the smaller, the earlier; those without one come after, by path.",
    ),
];

const JOURNEY: &[Key] = &[
    key("persona", Id(Kind::Persona), "Who makes the journey; the first is the one it is about."),
    key("scenario", Text, "The situation the journey begins in."),
    key("goal", Text, "What they want."),
    key("expectations", Texts, "What they expect."),
    key("framework", Id(Kind::Framework), "The stage framework whose stages the map goes through."),
    key(
        "views",
        Id(Kind::Framework),
        "The frameworks the map is shown through besides its own; in place of the site’s.",
    ),
    key("form", Word(FORM), "What sort of map it is."),
    key(
        "basis",
        Word(BASIS),
        "Whether the journey is shown as it is, as planned, as it should be, or as it was observed.",
    ),
    key("scope", Word(SCOPE), "How far the map reaches."),
    key("validated", Shape::Date, "When customers last looked through it."),
    key("of", Id(Kind::Journey), "The journey that this one is another basis of."),
    key("parent", Id(Kind::Journey), "The larger journey that this one is a part of."),
    key("status", Word(STATUS), "How far the map is."),
    key("objectives", Texts, "What the map is for."),
    key("resources", Any, "What the work on it has and needs: `have:` and `need:`, each a list."),
    key("scale", Scale, "The worst and the best feeling, such as `[1, 5]`."),
    key("maps", Word(MAPS), "Whether the file holds one map or several, where that is not plain."),
    key("process", Word(process::IDS), "The way of mapping it follows; the page shows what of it is done."),
    key("participants", Texts, "Who took part in drawing it."),
    key("metrics", Any, "What it is measured by; kept for themes."),
];

const PERSONA: &[Key] = &[
    key("name", Text, "Their name, where the title is not it."),
    key("role", Text, "What they are to you."),
    key("quote", Text, "What they would say."),
    key("facts", Any, "Names and values, shown as a list of facts."),
    key("primary", Flag, "Whether you care for them first."),
    key("colour", Text, "Their colour in the portal."),
    key("age", Text, "How old they are."),
    key("lives", Text, "Where they live."),
    key("comes-with", Text, "Whom they come with."),
    key("visits", Text, "How often they come."),
    key("books", Text, "How they book."),
    key("spend", Text, "What they spend."),
    key("tools", Texts, "What they use."),
    key("channels", Texts, "How they like to be reached."),
    key("content-format", Texts, "What they like to read, hear or watch."),
    key("brands", Texts, "Brands they like."),
    key("search-terms", Texts, "What they type into a search box."),
    key("problems", Texts, "What troubles them."),
    key("motivations", Texts, "What moves them."),
    key("challenges", Texts, "What is hard for them."),
    key("needs", Texts, "What they need."),
    key("expectations", Texts, "What they expect."),
    key("evidence", Id(Kind::Evidence), "How you know them."),
];

const ALSO_CALLED: Key = key("also-called", Texts, "What maps call it besides its title.");

const TOUCHPOINT: &[Key] = &[
    key("channel", Id(Kind::Channel), "By which means it works."),
    ALSO_CALLED,
    key("contact", Word(CONTACT), "Whether you meet them there yourselves."),
    key("icon", Text, "Its picture; kept for themes."),
];

const CHANNEL: &[Key] = &[ALSO_CALLED];

const OPPORTUNITY: &[Key] = &[
    key("impact", Number, "What it would change, 1 to 5."),
    key("reach", Number, "How many it would help, 1 to 5."),
    key("effort", Number, "What it would take, 1 to 5."),
    key("confidence", Any, "How sure you are."),
    key("status", Word(PROGRESS), "How far it is."),
    key("solution", Id(Kind::Solution), "What is done about it."),
    key("solutions", Id(Kind::Solution), "What is done about it."),
    key("metric", Id(Kind::Metric), "How you will know."),
    key("metrics", Id(Kind::Metric), "How you will know."),
    key("evidence", Id(Kind::Evidence), "How you know now."),
];

const SOLUTION: &[Key] = &[
    key("status", Word(PROGRESS), "How far it is."),
    key("opportunity", Id(Kind::Opportunity), "What it answers."),
    key("opportunities", Id(Kind::Opportunity), "What it answers."),
    key("metric", Id(Kind::Metric), "How you will know."),
    key("metrics", Id(Kind::Metric), "How you will know."),
    key("due", Shape::Date, "When it is due."),
    key("cost", Text, "What it costs."),
];

const EVIDENCE: &[Key] = &[
    key("type", Word(&["qualitative", "quantitative", "mixed"]), "What sort of research it is."),
    key("method", Text, "How it was found out: interviews, survey, analytics."),
    key("date", Text, "When it was found out."),
    key("n", Number, "How many people or cases."),
    key("confidence", Word(LEVEL), "How far to trust it."),
    key(
        "strength",
        Share,
        "How sure it makes one while it is new, in place of what its method is usually worth.",
    ),
    key("source-id", Text, "What several files were taken from: those of one source count once."),
    key(
        "data",
        Entries(BINDING),
        "A file that is published with it, relative to this one; or what the columns of a table measure.",
    ),
    key("source", Text, "Where it comes from."),
];

const METRIC: &[Key] = &[
    key("unit", Text, "What it counts in, such as `%` or `minutes`."),
    key("value", Any, "What it is."),
    key("target", Any, "What it should be."),
    key("baseline", Any, "What it was."),
    key("readings", Any, "What it has been."),
    key("source", Text, "Where it was read."),
    key("date", Text, "When it was read."),
    key("n", Number, "How many cases."),
    key("higher-is-better", Flag, "Which way is up."),
    key("direction", Text, "Which way it should go; kept for themes."),
    key("evidence", Id(Kind::Evidence), "Where it was read."),
];

const TEAM: &[Key] = &[
    key("lead", Text, "Who leads it."),
    key("people", Any, "Who is in it."),
    key("contact", Text, "How to reach it."),
];

const FRAMEWORK: &[Key] = &[
    key("source", Text, "Where the framework comes from."),
    key("notes", Text, "What to know before using it; else what stands before its first stage."),
    key("projectable", Flag, "Whether maps of other frameworks may be shown in it."),
    key("shape", Text, "How its stages follow each other, such as `line` or `loop`."),
    key("loops", Texts, "Ways back, such as `after to before`."),
];

const PAGE: &[Key] = &[
    key("nav", Flag, "Whether it stands in the portal's navigation, after the lists."),
    key("chapter", Text, "The folder whose pages it stands among, where that is not its own."),
];

fn own(kind: Kind) -> &'static [Key] {
    match kind {
        Kind::Journey => JOURNEY,
        Kind::Persona => PERSONA,
        Kind::Touchpoint => TOUCHPOINT,
        Kind::Opportunity => OPPORTUNITY,
        Kind::Solution => SOLUTION,
        Kind::Evidence => EVIDENCE,
        Kind::Metric => METRIC,
        Kind::Team => TEAM,
        Kind::Page => PAGE,
        Kind::Framework => FRAMEWORK,
        Kind::Channel => CHANNEL,
    }
}

/// Every key of a kind: its own, then those of every kind that it does not say more of.
pub fn of(kind: Kind) -> impl Iterator<Item = &'static Key> {
    let own = own(kind);
    own.iter().chain(COMMON.iter().filter(|common| own.iter().all(|key| key.name != common.name)))
}

/// A key of a kind.
pub fn find(kind: Kind, name: &str) -> Option<&'static Key> {
    of(kind).find(|key| key.name == name)
}
