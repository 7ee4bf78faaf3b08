//! Files whose rows say themselves what they measure and where: one answer, one outcome or one count a row.

use std::collections::{BTreeMap, HashMap};

use csv::ByteRecord;

use super::binding::{Binding, COUNT, Decimal, Form};
use super::fault::Fault;
use super::reading::{Rows, column_of};
use super::series::{Row, Series};
use super::sheet::Sheet;
use crate::codes;
use crate::parse::slug;

/// The columns of a file of such rows.
pub struct Long {
    form: Form,
    place: usize,
    /// The column that says which question is answered; without one every declared column holds answers.
    question: Option<usize>,
    /// The answers' columns, each with the declared column it belongs to; one where rows name the question.
    values: Vec<(usize, usize)>,
    unit: Option<usize>,
    period: Option<(usize, Option<String>)>,
    /// The series made so far, by place, question and unit.
    known: HashMap<Vec<u8>, usize>,
    all: Vec<Series>,
    questions: HashMap<Vec<u8>, usize>,
    /// Questions that the binding does not declare: how often, and the first line.
    undeclared: BTreeMap<String, (u64, u64)>,
    /// The periods that were met.
    periods: BTreeMap<String, u64>,
    binding: Binding,
    decimal: Decimal,
    looked_up: Vec<u8>,
}

impl Long {
    /// The columns of a binding's form; none where the file lacks one, which is a fault.
    pub fn of(
        binding: &Binding,
        sheet: &Sheet<'_>,
        decimal: Decimal,
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        let (place, question) = match binding.form {
            Form::Answers => ("touchpoint", Some("metric")),
            Form::Outcomes => ("outcome", None),
            _ => ("stage", None),
        };
        let mut needed = |name: &str| column_of(sheet, name, faults);
        let at = needed(place);
        let asked = question.map(&mut needed);
        let values: Option<Vec<_>> = match question {
            Some(_) => needed("value").map(|value| vec![(value, 0)]),
            None => binding
                .columns
                .iter()
                .enumerate()
                .map(|(of, column)| Some((needed(&column.name)?, of)))
                .collect(),
        };
        let funnel = |name: &str| sheet.find(name).filter(|_| binding.form == Form::Funnel);
        let names =
            binding.columns.iter().enumerate().map(|(at, column)| (column.name.clone().into_bytes(), at));
        Some(Self {
            form: binding.form,
            place: at?,
            question: match asked {
                Some(found) => Some(found?),
                None => None,
            },
            values: values?,
            unit: funnel("unit"),
            period: funnel("period").map(|at| (at, binding.period.clone())),
            known: HashMap::new(),
            all: Vec::new(),
            questions: names.collect(),
            undeclared: BTreeMap::new(),
            periods: BTreeMap::new(),
            binding: binding.clone(),
            decimal,
            looked_up: Vec::new(),
        })
    }

    /// Whether a row is of the period that is asked for; one that is not asked for counts as well.
    fn is_of_period(&mut self, record: &ByteRecord) -> bool {
        let Some((at, wanted)) = &self.period else { return true };
        let period = String::from_utf8_lossy(record.get(*at).unwrap_or_default()).trim().to_owned();
        let counts = wanted.as_ref().is_none_or(|wanted| *wanted == period);
        if counts && !self.periods.contains_key(&period) {
            self.periods.insert(period, 0);
        }
        counts
    }

    /// The declared column that a row answers.
    fn asked(&mut self, record: &ByteRecord, value: usize, row: Row) -> Option<usize> {
        let Some(question) = self.question else { return Some(value) };
        let name = record.get(question).unwrap_or_default().trim_ascii();
        let known = self.questions.get(name).copied();
        if known.is_none() {
            let name = String::from_utf8_lossy(name).into_owned();
            self.undeclared.entry(name).or_insert((0, row.line)).0 += 1;
        }
        known
    }

    fn series(&mut self, record: &ByteRecord, column: usize) -> &mut Series {
        let cell = |at: usize| record.get(at).unwrap_or_default().trim_ascii();
        let (place, unit) = (cell(self.place), self.unit.map(cell));
        self.looked_up.clear();
        self.looked_up.extend_from_slice(place);
        self.looked_up.push(0);
        self.looked_up.extend_from_slice(&column.to_le_bytes());
        self.looked_up.extend_from_slice(unit.unwrap_or_default());
        let at = match self.known.get(&self.looked_up) {
            Some(at) => *at,
            None => {
                let at = at(self.form, &self.binding, column, &String::from_utf8_lossy(place));
                let mut series = Series::of(&self.binding, column, self.decimal, at);
                series.unit = unit
                    .map(|unit| String::from_utf8_lossy(unit).into_owned())
                    .filter(|unit| !unit.is_empty());
                self.all.push(series);
                self.known.insert(self.looked_up.clone(), self.all.len() - 1);
                self.all.len() - 1
            }
        };
        &mut self.all[at]
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults: Vec<_> =
            self.undeclared.iter().map(|(name, found)| undeclared(&self.binding, name, *found)).collect();
        faults.extend(several_periods(&self.periods));
        faults.extend(several_units(&self.all));
        faults
    }
}

impl Rows for Long {
    fn take(&mut self, record: &ByteRecord, row: Row) {
        if !self.is_of_period(record) {
            return;
        }
        for at in 0..self.values.len() {
            let (value, declared) = self.values[at];
            if let Some(column) = self.asked(record, declared, row) {
                self.series(record, column).take(record.get(value).unwrap_or_default(), row);
            }
        }
    }

    fn end(self: Box<Self>) -> (Vec<Series>, Vec<Fault>) {
        let faults = self.faults();
        (self.all, faults)
    }
}

/// The place that a row names; the column's own where it names none.
fn at(form: Form, binding: &Binding, column: usize, place: &str) -> Option<String> {
    let kind = match form {
        Form::Answers => "touchpoint",
        Form::Funnel => "stage",
        _ => binding.columns[column].at.as_deref().filter(|at| *at == "opportunity").unwrap_or("need"),
    };
    match place {
        "" => binding.columns[column].at.clone(),
        place if place.contains('/') || place == "journey" => Some(place.to_owned()),
        place => Some(format!("{kind}/{}", slug(place))),
    }
}

fn undeclared(binding: &Binding, name: &str, (count, line): (u64, u64)) -> Fault {
    let message = format!(
        "the file holds answers to `{name}` ({count}, first on line {line}), which is not under `columns`"
    );
    let help = format!("write under `columns:` `{name}: {{scale: [1, 5]}}` with the scale of the question");
    let word = if binding.columns.is_empty() { "form" } else { "columns" };
    Fault::error(codes::DATA_COLUMN, word, message, help)
}

/// Counts of different periods are not to be held against each other.
fn several_periods(periods: &BTreeMap<String, u64>) -> Option<Fault> {
    let names: Vec<_> = periods.keys().map(|name| format!("`{name}`")).collect();
    let message = format!("the funnel holds several periods: {}", names.join(", "));
    let help = format!("write `period: {}` to take one of them", periods.keys().next_back()?);
    (names.len() > 1).then(|| Fault::error(codes::DATA_PERIOD, "file", message, help))
}

fn several_units(all: &[Series]) -> Option<Fault> {
    let mut units: Vec<_> = all.iter().map(|series| series.unit.as_deref().unwrap_or(COUNT)).collect();
    units.sort_unstable();
    units.dedup();
    let message = format!("the funnel counts in several units: {}", units.join(", "));
    let help = "keep the rows of one unit, such as visits, in the file";
    (units.len() > 1).then(|| Fault::error(codes::DATA_PERIOD, "file", message, help))
}
