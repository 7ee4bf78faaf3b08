//! Lanes and attributes that look like slips of the pen. They are kept as they were typed, as lanes and attributes of the
//! author's own; so somebody has to ask.

use journeybook_model::{
    Attribute, Attributes, Diagnostic, Entry, Journey, Lane, Severity, Source, StandardLane,
};
use rustc_hash::FxHashSet;

use super::schema::{alternatives, nearest};
use crate::attribute::{self, Known, On, Values};
use crate::codes;
use crate::lexicon::Lexicon;
use crate::spelling::is_slip;

/// What there is to ask about a map; about a lane, once.
pub fn of(journey: &Journey, source: &Source, lexicon: &Lexicon) -> Vec<Diagnostic> {
    let mut asked = FxHashSet::default();
    let mut notes = Vec::new();
    for (heading, entries) in columns(journey) {
        notes.extend(heading.items().iter().filter_map(|item| key(source, item, On::Heading)));
        for entry in entries {
            if let Lane::Custom(own) = &entry.lane
                && asked.insert(&own.id)
            {
                notes.extend(lane(source, entry, lexicon));
            }
            let braces = entry.attributes.items().iter();
            notes.extend(braces.filter_map(|item| match attribute::find(&item.key) {
                Some(known) => value(source, item, known, &entry.lane),
                None => key(source, item, On::Entry),
            }));
        }
    }
    notes
}

/// The braces and the entries of every stage and step.
fn columns(journey: &Journey) -> impl Iterator<Item = (&Attributes, &[Entry])> {
    journey.stages.iter().flat_map(|stage| {
        let steps = stage.steps.iter().map(|step| (&step.attributes, step.entries.as_slice()));
        std::iter::once((&stage.attributes, stage.entries.as_slice())).chain(steps)
    })
}

fn lane(source: &Source, entry: &Entry, lexicon: &Lexicon) -> Option<Diagnostic> {
    let label = &*entry.label;
    let meant = lexicon.lane_nearly(label)?;
    let message = format!("“{label}” is read as a lane of the map's own; is it “{meant}”?");
    let note = Diagnostic::at(codes::LANE_NEARLY, Severity::Hint, &source.path, entry.label_span, message)
        .help(format!("write `{meant}`, or leave it where the lane is meant"));
    Some(note.instead(source, entry.label_span, label, meant))
}

/// An attribute that is known by another key.
fn key(source: &Source, item: &Attribute, on: On) -> Option<Diagnostic> {
    if attribute::find(&item.key).is_some() {
        return None;
    }
    let mut known = attribute::ALL.iter().filter(|known| known.on == on).map(Known::key);
    let meant = known.find(|known| is_slip(&item.key, known))?;
    let message = format!("nothing here reads the attribute `{}`; is it `{meant}`?", item.key);
    let note = Diagnostic::at(codes::ATTRIBUTE_NEARLY, Severity::Hint, &source.path, item.span, message)
        .help(format!("write `{meant}`, or leave it where a plugin or a theme reads it"));
    Some(note.instead(source, item.span, &item.key, meant))
}

/// What is wrong with the value of an attribute in the lane that it means something in.
fn value(source: &Source, item: &Attribute, known: &Known, lane: &Lane) -> Option<Diagnostic> {
    let number = item.value.parse::<f64>().ok();
    let (is_meant, expected, example) = match known.values {
        // A plugin may count on a scale of its own: `{severity=7 occurrence=3}`, `{reach=2000}`.
        Values::Words(words) => {
            let near = nearest(&item.value, words.iter().copied()).unwrap_or(words[0]);
            (number.is_some() || words.contains(&&*item.value), alternatives(words), near)
        }
        Values::Grade => (number.is_some(), "a number".to_owned(), "3"),
        _ => return None,
    };
    let is_bound = match known.name {
        "severity" | "frequency" => lane.is(StandardLane::Pain),
        "impact" | "reach" | "effort" | "status" => lane.is(StandardLane::Opportunity),
        _ => false,
    };
    let message = format!("`{}` must be {expected}, not “{}”", item.key, item.value);
    (is_bound && !is_meant).then(|| {
        Diagnostic::at(codes::ATTRIBUTE_WRONG, Severity::Warning, &source.path, item.span, message)
            .help(format!("write such as `{}={example}`", item.key))
    })
}
