//! The proof that two texts are the same map: everything they say is laid out in one order and compared.

use std::collections::BTreeMap;
use std::fmt;

use journeybook_model::{
    Attributes, Body, Document, Entry, Feeling, Journey, Link, LinkForm, Passage, Rich, Section, Severity,
    Stage, StandardLane, Step,
};

use crate::parse::{Parsed, feeling, name_in, slug};

/// The first thing that would be said otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where in the map.
    pub place: String,
    /// What stands there.
    pub before: String,
    /// What would stand there.
    pub after: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  before: {}\n  after:  {}", self.place, self.before, self.after)
    }
}

/// A text that changes each time it is formatted.
pub fn restless() -> Difference {
    let [before, after] = ["one form", "another each time"].map(str::to_owned);
    Difference { place: "the whole map".to_owned(), before, after }
}

/// The first difference between two readings, apart from where things stand and what labels are called.
pub fn difference(old: &Parsed, new: &Parsed) -> Option<Difference> {
    let (before, after) = (said(old), said(new));
    let at = (0..before.len().max(after.len())).find(|at| before.get(*at) != after.get(*at))?;
    let nothing = || "nothing".to_owned();
    let place = before.get(at).or(after.get(at)).map(|fact| fact.place.clone()).unwrap_or_default();
    let value = |facts: &[Fact]| {
        facts.get(at).map_or_else(nothing, |fact| match fact.place == place {
            true => fact.value.clone(),
            false => format!("{}: {}", fact.place, fact.value),
        })
    };
    Some(Difference { before: value(&before), after: value(&after), place })
}

#[derive(Debug, PartialEq)]
struct Fact {
    place: String,
    value: String,
}

/// Everything a reading says, in order.
fn said(parsed: &Parsed) -> Vec<Fact> {
    let mut facts = Facts { links: &[], place: String::new(), all: Vec::new() };
    if let Some(document) = parsed.document() {
        facts.links = &document.links;
        facts.document(document);
    }
    facts.place = "what is wrong with it".to_owned();
    let severe = parsed.notes.iter().filter(|note| note.severity != Severity::Hint);
    let mut codes: Vec<_> = severe.map(|note| note.code.to_string()).collect();
    codes.sort();
    facts.say("", codes.join(", "));
    facts.all
}

struct Facts<'d> {
    links: &'d [Link],
    place: String,
    all: Vec<Fact>,
}

impl Facts<'_> {
    fn say(&mut self, what: &str, value: String) {
        let comma = if what.is_empty() { "" } else { ", " };
        self.all.push(Fact { place: format!("{}{comma}{what}", self.place), value });
    }

    fn document(&mut self, document: &Document) {
        "the document".clone_into(&mut self.place);
        let Document { kind, id, title, .. } = document;
        self.say("title", format!("{kind} {id} {title}"));
        let fields: Vec<_> =
            document.fields.0.iter().map(|field| format!("{}: {}", field.key, field.value)).collect();
        self.say("frontmatter", fields.join(", "));
        let mut links: Vec<_> = document.links.iter().map(link).collect();
        links.sort();
        self.say("links", links.join(", "));
        self.say("names", names(&document.links));
        if let Body::Journey(journey) = &document.body {
            self.journey(journey);
        }
    }

    fn journey(&mut self, journey: &Journey) {
        self.rich("overview", &journey.overview);
        for stage in &journey.stages {
            self.stage(stage);
        }
        for section in &journey.sections {
            self.section(section);
        }
    }

    fn stage(&mut self, stage: &Stage) {
        let place = format!("stage “{}”", stage.title);
        self.place.clone_from(&place);
        self.say("framework stage", format!("{:?}", stage.declared));
        self.heading(&stage.id, &stage.title, stage.duration.as_deref(), &stage.attributes);
        self.column(&stage.narrative, stage.feeling.as_ref(), &stage.entries, &stage.verbatims);
        for step in &stage.steps {
            self.place = format!("{place}, step “{}”", step.title);
            self.step(step);
        }
    }

    fn step(&mut self, step: &Step) {
        self.heading(&step.id, &step.title, step.duration.as_deref(), &step.attributes);
        self.column(&step.narrative, step.feeling.as_ref(), &step.entries, &step.verbatims);
    }

    fn heading(&mut self, id: &str, title: &str, duration: Option<&str>, braces: &Attributes) {
        self.say("heading", format!("{id} “{title}” {}{}", duration.unwrap_or_default(), attributes(braces)));
    }

    fn column(&mut self, narrative: &Rich, feeling: Option<&Feeling>, entries: &[Entry], verbatims: &[Rich]) {
        self.rich("prose", narrative);
        let felt = entries.iter().position(|entry| feeling.is_some() && entry.lane.is(StandardLane::Feeling));
        for (at, entry) in entries.iter().enumerate() {
            self.entry(at + 1, entry, felt == Some(at));
        }
        for verbatim in verbatims {
            self.rich("quotation", verbatim);
        }
        self.say("feeling", feeling.map(meant).unwrap_or_default());
    }

    /// Of the entry that says how a column feels, the number is compared as what it means: the score `4` of a diagram is
    /// the feeling `4/5` of a list.
    fn entry(&mut self, number: usize, entry: &Entry, is_felt: bool) {
        let refers: Vec<_> =
            entry.links.clone().filter_map(|at| self.links.get(at as usize)).map(link).collect();
        let name = format!("entry {number}");
        self.say(&name, format!("{:?}", entry.lane));
        match is_felt {
            true => self.rich(&name, &without_number(&entry.text)),
            false => self.rich(&name, &entry.text),
        }
        self.say(&format!("{name}, attributes"), attributes(&entry.attributes));
        self.say(&format!("{name}, links"), refers.join(", "));
    }

    fn section(&mut self, section: &Section) {
        self.place = format!("section “{}”", section.title);
        self.say("heading", format!("{} {}", section.id, section.level));
        self.rich("prose", &section.body);
        for item in section.items().iter() {
            self.rich("item", item);
        }
    }

    fn rich(&mut self, what: &str, rich: &Rich) {
        let html = rich.fill(|at, html| html.extend(self.links.get(at as usize).map(link)));
        self.say(what, rich.text().into_owned());
        self.say(&format!("{what} as HTML"), html);
    }
}

fn link(link: &Link) -> String {
    format!("{:?} {:?} {}", link.form, link.kind, link.to)
}

/// The spelling that stands first of each thing named in lanes: it is the title of what has no file.
fn names(links: &[Link]) -> String {
    let mut first = BTreeMap::new();
    for Link { kind, to, .. } in links.iter().filter(|link| link.form == LinkForm::Words) {
        let name = name_in(to);
        first.entry((*kind, slug(name))).or_insert(name);
    }
    first.into_values().collect::<Vec<_>>().join(", ")
}

fn meant(Feeling { value, normal, intensity, expected, .. }: &Feeling) -> String {
    format!("{value} ({normal}), intensity {intensity:?}, expected {expected:?}")
}

/// A feeling without the number it begins with.
fn without_number(feeling: &Rich) -> Rich {
    let rest = |text: &str| feeling::leading_number(text).1.trim_start().to_owned();
    match feeling.holes().is_empty() {
        true => {
            Passage { text: rest(&feeling.text()), html: rest(feeling.html()), ..Passage::default() }.end()
        }
        false => feeling.clone(),
    }
}

fn attributes(attributes: &Attributes) -> String {
    let id = attributes.id().into_iter().map(|id| format!(" #{id}"));
    id.chain(attributes.items().iter().map(|item| format!(" {}={:?}", item.key, item.value))).collect()
}
