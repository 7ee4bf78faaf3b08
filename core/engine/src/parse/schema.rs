//! The frontmatter keys of every kind, what their values must be, and what they refer to.

use journeybook_model::{Date, Diagnostic, Document, Field, Fields, Kind, Link, LinkForm, Severity, Source};
use serde_json::Value;

use crate::codes;

/// What the value of a key must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Any text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// A number.
    Number,
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
    /// A path to a file of the site.
    Path,
    /// Anything.
    Any,
}

use Shape::{Any, Flag, Id, Number, Path, Scale, Text, Texts, Word};

const BASIS: &[&str] = &["current", "planned", "ideal", "actual"];
const FORM: &[&str] = &["customer", "user", "buyer", "employee", "experience", "blueprint"];
const STATUS: &[&str] = &["draft", "review", "live", "archived"];
const PROGRESS: &[&str] = &["idea", "planned", "in-progress", "done", "rejected"];
const LEVEL: &[&str] = &["high", "medium", "low"];
const CONTACT: &[&str] = &["direct", "indirect"];

const COMMON: &[(&str, Shape)] = &[
    ("title", Text),
    ("id", Text),
    ("kind", Text),
    ("summary", Text),
    ("description", Text),
    ("aliases", Texts),
    ("tags", Texts),
    ("owner", Text),
    ("team", Id(Kind::Team)),
    ("status", Text),
    ("reviewed", Shape::Date),
    ("review-by", Shape::Date),
    ("weight", Number),
];

const JOURNEY: &[(&str, Shape)] = &[
    ("persona", Id(Kind::Persona)),
    ("scenario", Text),
    ("goal", Text),
    ("expectations", Texts),
    ("framework", Id(Kind::Framework)),
    ("form", Word(FORM)),
    ("basis", Word(BASIS)),
    ("of", Id(Kind::Journey)),
    ("parent", Id(Kind::Journey)),
    ("status", Word(STATUS)),
    ("objectives", Texts),
    ("resources", Any),
    ("scale", Scale),
    ("maps", Word(&["one", "several"])),
    ("process", Any),
    ("metrics", Any),
];

const PERSONA: &[(&str, Shape)] = &[
    ("name", Text),
    ("role", Text),
    ("quote", Text),
    ("facts", Any),
    ("primary", Flag),
    ("colour", Text),
    ("age", Text),
    ("lives", Text),
    ("comes-with", Text),
    ("visits", Text),
    ("books", Text),
    ("spend", Text),
    ("tools", Texts),
    ("channels", Texts),
    ("content-format", Texts),
    ("brands", Texts),
    ("search-terms", Texts),
    ("problems", Texts),
    ("motivations", Texts),
    ("challenges", Texts),
    ("needs", Texts),
    ("expectations", Texts),
    ("evidence", Id(Kind::Evidence)),
];

const TOUCHPOINT: &[(&str, Shape)] =
    &[("channel", Id(Kind::Channel)), ("contact", Word(CONTACT)), ("icon", Text)];

const OPPORTUNITY: &[(&str, Shape)] = &[
    ("impact", Number),
    ("reach", Number),
    ("effort", Number),
    ("confidence", Any),
    ("status", Word(PROGRESS)),
    ("solution", Id(Kind::Solution)),
    ("solutions", Id(Kind::Solution)),
    ("metric", Id(Kind::Metric)),
    ("metrics", Id(Kind::Metric)),
    ("evidence", Id(Kind::Evidence)),
];

const SOLUTION: &[(&str, Shape)] = &[
    ("status", Word(PROGRESS)),
    ("opportunity", Id(Kind::Opportunity)),
    ("opportunities", Id(Kind::Opportunity)),
    ("metric", Id(Kind::Metric)),
    ("metrics", Id(Kind::Metric)),
    ("due", Shape::Date),
    ("cost", Text),
];

const EVIDENCE: &[(&str, Shape)] = &[
    ("type", Word(&["qualitative", "quantitative", "mixed"])),
    ("method", Text),
    ("date", Text),
    ("n", Number),
    ("confidence", Word(LEVEL)),
    ("data", Path),
    ("source", Text),
];

const METRIC: &[(&str, Shape)] = &[
    ("unit", Text),
    ("value", Any),
    ("target", Any),
    ("baseline", Any),
    ("readings", Any),
    ("source", Text),
    ("date", Text),
    ("n", Number),
    ("higher-is-better", Flag),
    ("direction", Text),
    ("evidence", Id(Kind::Evidence)),
];

const TEAM: &[(&str, Shape)] = &[("lead", Text), ("people", Any), ("contact", Text)];

const PAGE: &[(&str, Shape)] = &[("nav", Flag)];

fn own(kind: Kind) -> &'static [(&'static str, Shape)] {
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
        Kind::Channel | Kind::Framework => &[],
    }
}

/// The shape of a key of a kind; none for a key that is not known.
pub fn shape(kind: Kind, key: &str) -> Option<Shape> {
    let find = |keys: &[(&str, Shape)]| keys.iter().find(|(name, _)| *name == key).map(|(_, shape)| *shape);
    find(own(kind)).or_else(|| find(COMMON))
}

/// Every key of a kind.
pub fn keys(kind: Kind) -> impl Iterator<Item = &'static str> {
    own(kind).iter().chain(COMMON).map(|(key, _)| *key)
}

/// The fields of a document whose keys its kind does not know.
pub fn unknown_fields(document: &Document) -> impl Iterator<Item = &Field> {
    document.fields.0.iter().filter(|field| shape(document.kind, &field.key).is_none())
}

/// Says which keys are unknown and which values are of the wrong shape, and gives the references the keys make.
pub fn check(source: &Source, kind: Kind, fields: &Fields, notes: &mut Vec<Diagnostic>) -> Vec<Link> {
    let mut links = Vec::new();
    for field in &fields.0 {
        match shape(kind, &field.key) {
            None => notes.push(unknown(source, kind, field)),
            Some(shape) if !fits(shape, &field.value) => notes.push(wrong(source, field, shape)),
            Some(Id(target)) => links.extend(references(field, target)),
            Some(Path) => links.extend(path(field)),
            Some(_) => {}
        }
    }
    links
}

fn unknown(source: &Source, kind: Kind, field: &Field) -> Diagnostic {
    let key = &field.key;
    let message = format!("`{key}` is not a key of a {kind}; it is kept, and themes find it under `extra`");
    let note = Diagnostic::at(codes::UNKNOWN_KEY, Severity::Hint, &source.path, field.span, message);
    match nearest(key, keys(kind)) {
        Some(known) => note.help(format!("did you mean `{known}`?")),
        None => note,
    }
}

fn wrong(source: &Source, field: &Field, shape: Shape) -> Diagnostic {
    let message = format!("`{}` must be {}", field.key, expected(shape));
    let help = match shape {
        Word(words) => format!("write `{}: {}`, or another of them", field.key, words[0]),
        Shape::Date => "write a day of the calendar as year-month-day, such as `2026-03-12`".to_owned(),
        Scale => "write the worst and the best value, such as `scale: [1, 5]`".to_owned(),
        Number => format!("write a number, such as `{}: 3`", field.key),
        Flag => format!("write `{}: true` or `{}: false`", field.key, field.key),
        _ => format!("write `{}: some words`, in quotes if they hold `: ` or `#`", field.key),
    };
    Diagnostic::at(codes::WRONG_VALUE, Severity::Error, &source.path, field.span, message).help(help)
}

fn expected(shape: Shape) -> String {
    let name = match shape {
        Word(words) => return alternatives(words),
        Text | Path => "a text",
        Texts | Id(_) => "a text or a list of texts",
        Number => "a number",
        Flag => "true or false",
        Shape::Date => "a date",
        Scale => "two different numbers, the smaller first",
        Any => "a value",
    };
    name.to_owned()
}

/// "`a`, `b` or `c`".
fn alternatives(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

fn fits(shape: Shape, value: &Value) -> bool {
    let simple = |value: &Value| !value.is_array() && !value.is_object();
    match (shape, value) {
        (_, Value::Null) | (Any, _) => true,
        (Text | Path, value) => simple(value),
        (Texts | Id(_), Value::Array(items)) => items.iter().all(simple),
        (Texts | Id(_), value) => simple(value),
        (Number, value) => value.is_number(),
        (Flag, value) => value.is_boolean(),
        (Shape::Date, value) => value.as_str().is_some_and(|text| text.parse::<Date>().is_ok()),
        (Word(words), value) => value.as_str().is_some_and(|text| words.contains(&text)),
        (Scale, value) => scale(value).is_some(),
    }
}

/// The two ends of a declared scale.
pub fn scale(value: &Value) -> Option<journeybook_model::Scale> {
    let [low, high] = value.as_array()?.as_slice() else { return None };
    let (low, high) = (low.as_f64()?, high.as_f64()?);
    (low < high).then_some(journeybook_model::Scale { low, high })
}

fn references(field: &Field, kind: Kind) -> impl Iterator<Item = Link> + '_ {
    let texts = match &field.value {
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        value => value.as_str().into_iter().collect::<Vec<_>>(),
    };
    let form = LinkForm::Id;
    texts.into_iter().map(move |to| Link {
        to: bare(to).to_owned(),
        form,
        kind: Some(kind),
        span: field.span,
    })
}

fn path(field: &Field) -> Option<Link> {
    let to = field.value.as_str()?.to_owned();
    Some(Link { to, form: LinkForm::Markdown, kind: None, span: field.span })
}

/// An id may be written as `[[id]]`.
fn bare(id: &str) -> &str {
    id.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).unwrap_or(id.trim())
}

/// The word nearest to what was typed, when it is near enough to be meant.
pub fn nearest<'k>(typed: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let typed = typed.to_lowercase();
    let near = known.map(|word| (strsim::jaro_winkler(&typed, &word.to_lowercase()), word));
    near.filter(|(likeness, _)| *likeness > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, word)| word)
}
