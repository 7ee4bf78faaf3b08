//! What a metric's frontmatter says of its value: against its target, and over time.

use journeybook_model::{Document, Fields};
use minijinja::{Value, context};
use serde_json::Value as Json;

use crate::curve::number as short;
use crate::render::language::Language;
use crate::render::view::maybe;

/// A reading: when, and how much.
struct Reading {
    date: String,
    value: f64,
    n: Option<f64>,
}

/// What is known of a metric: `value`, `target`, `baseline` (each a number and, as `…_shown`, a text; none where nobody said
/// it), `unit`, `higher` (whether more is better), `reached` (the target, or none), `gap` (to the target, or none),
/// `readings` (date, value, shown, n, x and y in percent), `line` (the path through them in a box of 100 by 100, or none),
/// `target_y` (or none), `change` (from the first reading to the last, or none) and whether it is `better` (or none).
pub fn metric(document: &Document, language: Language) -> Value {
    let fields = &document.fields;
    let readings = readings(fields);
    let value = number(fields, "value").or(readings.last().map(|reading| reading.value));
    let (target, baseline) = (number(fields, "target"), number(fields, "baseline"));
    let unit = fields.text("unit").unwrap_or_default();
    let higher = fields.get("higher-is-better").and_then(Json::as_bool).unwrap_or(true);
    let shown = |value: Option<f64>| maybe(value.map(|value| with_unit(language, value, &unit)));
    let first = readings.first().map(|reading| reading.value).filter(|_| readings.len() > 1).or(baseline);
    let change = value.zip(first).map(|(to, from)| to - from);
    let chart = Chart::of(&readings, target);
    context! {
        value => maybe(value), value_shown => shown(value),
        target => maybe(target), target_shown => shown(target),
        baseline => maybe(baseline), baseline_shown => shown(baseline),
        unit => unit.clone(),
        higher => higher,
        reached => maybe(value.zip(target).map(|(value, target)| if higher { value >= target } else { value <= target })),
        gap => maybe(value.zip(target).map(|(value, target)| with_unit(language, (target - value).abs(), &unit))),
        change => maybe(change.map(|change| format!("{}{}", if change > 0.0 { "+" } else { "" }, with_unit(language, change, &unit)))),
        better => maybe(change.filter(|change| *change != 0.0).map(|change| (change > 0.0) == higher)),
        readings => readings.iter().enumerate().map(|(at, reading)| chart.point(at, reading, language, &unit)).collect::<Value>(),
        line => maybe((readings.len() > 1).then(|| chart.line(&readings))),
        target_y => maybe(target.map(|target| chart.y(target))),
    }
}

fn number(fields: &Fields, key: &str) -> Option<f64> {
    fields.get(key).and_then(amount)
}

/// `83.6`, `"83.6 %"` and `83,6` are all one amount.
fn amount(value: &Json) -> Option<f64> {
    match value {
        Json::Number(number) => number.as_f64(),
        Json::String(text) => text.split([' ', '%']).next()?.replace(',', ".").parse().ok(),
        _ => None,
    }
}

fn with_unit(language: Language, value: f64, unit: &str) -> String {
    let number = language.number((value * 100.0).round() / 100.0);
    match unit {
        "" => number,
        "%" => format!("{number}%"),
        unit => format!("{number} {unit}"),
    }
}

fn readings(fields: &Fields) -> Vec<Reading> {
    let Some(Json::Array(items)) = fields.get("readings") else { return Vec::new() };
    let text = |item: &Json, key: &str| item.get(key).and_then(Json::as_str).map(str::to_owned);
    let reading = |item: &Json| {
        Some(Reading {
            date: text(item, "date")?,
            value: item.get("value").and_then(amount)?,
            n: item.get("n").and_then(Json::as_f64),
        })
    };
    let mut readings: Vec<_> = items.iter().filter_map(reading).collect();
    readings.sort_by(|a, b| a.date.cmp(&b.date));
    readings
}

/// The box the readings are drawn in; the target is always inside.
struct Chart {
    low: f64,
    high: f64,
    count: usize,
}

impl Chart {
    fn of(readings: &[Reading], target: Option<f64>) -> Self {
        let all = || readings.iter().map(|reading| reading.value).chain(target);
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        Self { low, high, count: readings.len() }
    }

    fn x(&self, at: usize) -> f64 {
        if self.count > 1 { 4.0 + 92.0 * at as f64 / (self.count - 1) as f64 } else { 50.0 }
    }

    fn y(&self, value: f64) -> f64 {
        let span = self.high - self.low;
        if span > 0.0 { 88.0 - 76.0 * (value - self.low) / span } else { 50.0 }
    }

    fn line(&self, readings: &[Reading]) -> String {
        let points = readings.iter().enumerate().map(|(at, reading)| (self.x(at), self.y(reading.value)));
        points
            .enumerate()
            .map(|(at, (x, y))| format!("{}{} {}", if at == 0 { 'M' } else { 'L' }, short(x), short(y)))
            .collect()
    }

    fn point(&self, at: usize, reading: &Reading, language: Language, unit: &str) -> Value {
        context! {
            date => reading.date.clone(), value => reading.value, shown => with_unit(language, reading.value, unit),
            n => maybe(reading.n.map(|n| n as i64)), x => self.x(at), y => self.y(reading.value),
        }
    }
}
