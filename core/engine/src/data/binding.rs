//! What an evidence file says of a table, typed. What is not as the table of keys says was said when the file was parsed
//! and is left out here.

use journeybook_model::Digest;
use serde_json::{Map, Value};

use crate::parse::nested::{all, entries};
use crate::parse::scale;

/// How the rows of a file are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Form {
    /// One respondent a row, one question a column.
    #[default]
    Columns,
    /// One answer a row.
    Answers,
    /// One respondent's answer to one outcome a row.
    Outcomes,
    /// The count of one stage a row.
    Funnel,
}

/// Which letter stands before the decimals; the other one divides thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimal {
    /// `3.5`
    Point,
    /// `3,5`
    Comma,
    /// Either, since a comma divides no cells.
    Either,
}

/// The column of a funnel that holds its numbers, and what they measure.
pub const COUNT: &str = "count";

/// One file and what stands in it.
#[derive(Clone, Debug, Default)]
pub struct Binding {
    pub file: Option<String>,
    pub form: Form,
    pub header: usize,
    pub skip_rows: usize,
    pub delimiter: Option<u8>,
    pub decimal: Option<Decimal>,
    pub key: Option<String>,
    pub weight: Option<String>,
    pub date: Option<String>,
    pub period: Option<String>,
    pub journey: Option<String>,
    pub segment: Option<(String, String)>,
    pub segments: Option<String>,
    pub columns: Vec<Column>,
    pub drivers: Vec<Drivers>,
    pub digest: Digest,
}

/// What one column measures.
#[derive(Clone, Debug, Default)]
pub struct Column {
    pub name: String,
    pub metric: Option<String>,
    pub at: Option<String>,
    pub scale: Option<(f64, f64)>,
    pub missing: Vec<String>,
    pub labels: Vec<(String, String)>,
    pub direction: Option<String>,
    pub unit: Option<String>,
    pub title: Option<String>,
    pub dysfunctional: Option<String>,
}

/// What is to be explained, and by what.
#[derive(Clone, Debug, Default)]
pub struct Drivers {
    pub outcome: String,
    pub columns: Vec<String>,
    pub weight: Option<String>,
}

/// The bindings of a `data:` value, each with its number in the list; paths that are only published are none.
pub fn read(value: &Value) -> Vec<(usize, Binding)> {
    let numbered = all(value).enumerate();
    numbered.filter_map(|(number, entry)| Some((number, binding(entry.as_object()?)))).collect()
}

fn binding(entry: &Map<String, Value>) -> Binding {
    let missing = texts(entry.get("missing"));
    let labels = pairs(entry.get("labels"));
    let columns = entry.get("columns").and_then(Value::as_object).into_iter().flatten();
    let columns =
        columns.filter_map(|(name, value)| Some(column(name, value.as_object()?, &missing, &labels)));
    let form = form(entry);
    Binding {
        file: text(entry, "file"),
        form,
        header: number(entry, "header").unwrap_or(1).clamp(1, 3),
        skip_rows: number(entry, "skip-rows").unwrap_or(0),
        delimiter: text(entry, "delimiter").and_then(|text| delimiter(&text)),
        decimal: text(entry, "decimal")
            .map(|word| if word == "comma" { Decimal::Comma } else { Decimal::Point }),
        key: text(entry, "key"),
        weight: text(entry, "weight"),
        date: text(entry, "date"),
        period: text(entry, "period"),
        journey: text(entry, "journey"),
        segment: pairs(entry.get("segment")).into_iter().next(),
        segments: text(entry, "segments"),
        columns: understood(form, columns.collect()),
        drivers: entry.get("drivers").map(|value| entries(value).map(drivers).collect()).unwrap_or_default(),
        digest: Digest::of(Value::Object(entry.clone()).to_string().as_bytes()),
    }
}

fn column(name: &str, table: &Map<String, Value>, missing: &[String], labels: &[(String, String)]) -> Column {
    let own = pairs(table.get("labels"));
    Column {
        name: name.to_owned(),
        metric: text(table, "metric"),
        at: text(table, "at"),
        scale: table.get("scale").and_then(scale).map(|scale| (scale.low, scale.high)),
        missing: texts(table.get("missing")).into_iter().chain(missing.iter().cloned()).collect(),
        labels: own.into_iter().chain(labels.iter().cloned()).collect(),
        direction: text(table, "direction"),
        unit: text(table, "unit"),
        title: text(table, "title"),
        dysfunctional: text(table, "dysfunctional"),
    }
}

/// Where rows name what they measure, columns that are not declared mean what their name says.
fn understood(form: Form, mut columns: Vec<Column>) -> Vec<Column> {
    if form == Form::Funnel && columns.is_empty() {
        columns.push(Column { name: COUNT.to_owned(), ..Column::default() });
    }
    if form != Form::Columns {
        columns.iter_mut().for_each(|column| {
            column.metric.get_or_insert_with(|| column.name.clone());
        });
    }
    columns
}

fn drivers(table: &Map<String, Value>) -> Drivers {
    Drivers {
        outcome: text(table, "outcome").unwrap_or_default(),
        columns: texts(table.get("columns")),
        weight: text(table, "weight"),
    }
}

fn form(entry: &Map<String, Value>) -> Form {
    match text(entry, "form").as_deref() {
        Some("answers") => Form::Answers,
        Some("outcomes") => Form::Outcomes,
        Some("funnel") => Form::Funnel,
        _ => Form::Columns,
    }
}

fn delimiter(text: &str) -> Option<u8> {
    match text {
        "tab" | "\\t" => Some(b'\t'),
        text => text.as_bytes().first().copied().filter(|_| text.len() == 1),
    }
}

fn number(table: &Map<String, Value>, key: &str) -> Option<usize> {
    table.get(key)?.as_u64().map(|number| number as usize)
}

fn text(table: &Map<String, Value>, key: &str) -> Option<String> {
    simple(table.get(key)?)
}

fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(simple).collect(),
        Some(value) => simple(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn pairs(value: Option<&Value>) -> Vec<(String, String)> {
    let pairs = value.and_then(Value::as_object).into_iter().flatten();
    pairs.filter_map(|(word, value)| Some((word.clone(), simple(value)?))).collect()
}

fn simple(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text != "\t" => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}
