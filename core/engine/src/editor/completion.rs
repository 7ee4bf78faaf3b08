//! What may be written at a place.

use std::sync::Arc;

use std::collections::BTreeMap;

use journeybook_model::{Document, Kind, Lane, Span, StandardLane};

use super::cursor::{self, Cursor, Writing};
use super::{Analysis, card};
use crate::attribute::{self, On, Values};
use crate::parse::COLONS;
use crate::parse::keys::{self, Shape};
use crate::resolve::{NodeId, relative};

/// One thing that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it is called in a list.
    pub label: String,
    /// What is written.
    pub insert: String,
    /// What it is written in the place of.
    pub span: Span,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words about it.
    pub detail: String,
    /// More about it, in Markdown.
    pub about: String,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A key of the frontmatter or of an attribute.
    Key,
    /// One of a few words.
    Word,
    /// A thing of the site.
    Thing,
    /// A lane.
    Lane,
    /// A stage of a framework.
    Stage,
    /// A file.
    File,
}

/// What is offered, before it is known what it replaces.
struct Offer {
    label: String,
    insert: String,
    kind: CompletionKind,
    detail: String,
    about: String,
}

impl Offer {
    fn new(kind: CompletionKind, label: impl Into<String>, detail: impl Into<String>) -> Self {
        let label = label.into();
        Self { insert: label.clone(), label, kind, detail: detail.into(), about: String::new() }
    }

    fn insert(self, insert: impl Into<String>) -> Self {
        Self { insert: insert.into(), ..self }
    }

    fn about(self, about: impl Into<String>) -> Self {
        Self { about: about.into(), ..self }
    }
}

impl Analysis {
    /// What may be written at a byte of a file, in the order it is best shown in.
    pub fn complete(&self, path: &str, offset: u32) -> Vec<Completion> {
        let Some(source) = self.sources.get(path) else { return Vec::new() };
        let cursor = cursor::at(&source.text, offset as usize);
        let document = self.document_at(path, offset).map(|(_, document)| document);
        let follows = source.text.get(cursor.span.end as usize..).unwrap_or_default();
        let offers = self.offers(&cursor, path, document, follows);
        let span = Span { end: cursor.span.end.max(cursor.span.start), ..cursor.span };
        offers
            .into_iter()
            .map(|Offer { label, insert, kind, detail, about }| Completion {
                label,
                insert,
                span,
                kind,
                detail,
                about,
            })
            .collect()
    }

    fn offers(&self, cursor: &Cursor, path: &str, document: Option<&Document>, follows: &str) -> Vec<Offer> {
        let Some(document) = document else { return Vec::new() };
        let is_map = document.kind == Kind::Journey;
        match &cursor.what {
            Writing::Key => frontmatter_keys(document, follows),
            Writing::Value(key) => self.values(document.kind, key),
            Writing::Wiki => self.anything(),
            Writing::Path => self.paths(path),
            Writing::Attribute => attributes(self.on(document, cursor), follows),
            Writing::AttributeValue(key) => self.attribute_values(document, key),
            Writing::Label if is_map => self.labels(follows),
            Writing::Entry(label) if is_map => self.named(label),
            Writing::Heading(level) if is_map && *level == stage_level(document) => self.stages(document),
            _ => Vec::new(),
        }
    }

    /// What a key of the frontmatter may hold.
    fn values(&self, kind: Kind, key: &str) -> Vec<Offer> {
        let Some(known) = keys::find(kind, key) else { return Vec::new() };
        let words =
            |words: &[&str]| words.iter().map(|word| Offer::new(CompletionKind::Word, *word, "")).collect();
        match known.shape {
            Shape::Word(list) => words(list),
            Shape::Flag => words(&["true", "false"]),
            Shape::KindWord => words(&Kind::ALL.map(Kind::word)),
            Shape::Id(Kind::Framework) => self.frameworks(),
            Shape::Id(kind) => self.things(kind),
            _ if key == "owner" => self.things(Kind::Team),
            _ => Vec::new(),
        }
    }

    fn things(&self, kind: Kind) -> Vec<Offer> {
        self.site.of_kind(kind).map(|node| self.thing(node)).collect()
    }

    fn thing(&self, node: NodeId) -> Offer {
        let known = &self.site.nodes[node];
        Offer::new(CompletionKind::Thing, &known.id, &known.title).about(self.card(node))
    }

    /// The frameworks of plugins, and those that have a file.
    fn frameworks(&self) -> Vec<Offer> {
        let of_plugins = self.site.frameworks.iter().map(|model| {
            let titles: Vec<_> = model.stages.iter().map(|stage| stage.title.as_str()).collect();
            Offer::new(CompletionKind::Thing, &model.id, &model.title).about(titles.join(" → "))
        });
        let known = |node: &NodeId| self.site.model(&self.site.nodes[*node].id).is_none();
        let of_files = self.site.of_kind(Kind::Framework).filter(known).map(|node| self.thing(node));
        of_plugins.chain(of_files).collect()
    }

    /// Everything with an id; where an id names several things, each with its kind before it.
    fn anything(&self) -> Vec<Offer> {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for node in &self.site.nodes {
            *count.entry(&node.id).or_default() += 1;
        }
        let offer = |(at, node): (NodeId, &Arc<crate::resolve::Node>)| {
            let label = if count[node.id.as_str()] > 1 { node.reference() } else { node.id.clone() };
            Offer { detail: format!("{} — {}", node.title, node.kind), ..self.thing(at) }
                .insert(&label)
                .called(label)
        };
        self.site.nodes.iter().enumerate().map(offer).collect()
    }

    fn paths(&self, from: &str) -> Vec<Offer> {
        let others = self.files.iter().filter(|file| &***file != from && file.contains('.'));
        let title = |file: &str| {
            self.site.at_path(file).map(|node| self.site.nodes[node].title.clone()).unwrap_or_default()
        };
        others.map(|file| Offer::new(CompletionKind::File, relative(from, file), title(file))).collect()
    }

    /// Whether the braces at a place close a heading or an entry.
    fn on(&self, document: &Document, cursor: &Cursor) -> On {
        let source = document.source.read();
        let line = source.slice(source.line_span(source.line(cursor.span.start)));
        if line.trim_start().starts_with('#') { On::Heading } else { On::Entry }
    }

    fn attribute_values(&self, document: &Document, key: &str) -> Vec<Offer> {
        let word = |word: &&str| Offer::new(CompletionKind::Word, *word, "");
        match attribute::find(key).map(|known| known.values) {
            Some(Values::Words(words)) => words.iter().map(word).collect(),
            Some(Values::Grade) => attribute::GRADES.iter().map(word).collect(),
            Some(Values::Teams) => self.things(Kind::Team),
            Some(Values::Stages) => self.model_stages(document, |stage| stage.id.clone()),
            _ => Vec::new(),
        }
    }

    /// The stages of the declared framework, for headings.
    fn stages(&self, document: &Document) -> Vec<Offer> {
        self.model_stages(document, |stage| stage.title.clone())
    }

    fn model_stages(
        &self,
        document: &Document,
        insert: impl Fn(&journeybook_model::StageModel) -> String,
    ) -> Vec<Offer> {
        let model = document.fields.text("framework").and_then(|id| self.site.model(&id));
        let stages = model.into_iter().flat_map(|model| &model.stages);
        stages
            .map(|stage| {
                Offer::new(CompletionKind::Stage, insert(stage), &stage.definition).about(card::stage(stage))
            })
            .collect()
    }

    /// The lanes: the site's own word first where its language has one, then the word that every site understands, then
    /// lanes that the site made up.
    fn labels(&self, follows: &str) -> Vec<Offer> {
        let mut labels: Vec<(String, &str, String)> = Vec::new();
        for lane in StandardLane::ALL {
            let (own, _, says) = self.lexicon.about(*lane);
            let site = self.site.settings.labels.iter().filter(|(_, known)| known == lane);
            let words = site.map(|(word, _)| word.as_str()).chain([own, lane.word()]);
            for word in words {
                if labels.iter().all(|(known, ..)| known != word) {
                    labels.push((word.to_owned(), says, self.lane_card(*lane)));
                }
            }
        }
        labels
            .extend(self.own_lanes().into_iter().map(|title| (title, "A lane of this site", String::new())));
        let colon = if follows.starts_with(COLONS) { "" } else { ": " };
        let offer = |(word, says, about): (String, &str, String)| {
            let insert = format!("{word}{colon}");
            Offer::new(CompletionKind::Lane, word, says).insert(insert).about(about)
        };
        labels.into_iter().map(offer).collect()
    }

    fn own_lanes(&self) -> Vec<String> {
        let documents = self.site.nodes.iter().filter_map(|node| node.document.as_deref()?.journey());
        let entries = documents.flat_map(|journey| journey.steps()).flat_map(|step| &step.entries);
        let custom = entries.filter_map(|entry| match &entry.lane {
            Lane::Custom(own) => Some((own.id.to_string(), own.title.to_string())),
            Lane::Standard(_) => None,
        });
        custom.collect::<BTreeMap<_, _>>().into_values().collect()
    }

    /// What the words of a lane may name.
    fn named(&self, label: &str) -> Vec<Offer> {
        let kind = self.lexicon.lane(label).and_then(crate::parse::named_kind);
        let things = kind.into_iter().flat_map(|kind| self.things(kind));
        things
            .map(|offer| Offer {
                label: offer.detail.clone(),
                insert: offer.detail,
                detail: offer.label,
                ..offer
            })
            .collect()
    }
}

impl Offer {
    fn called(self, label: String) -> Self {
        Self { label, ..self }
    }
}

fn frontmatter_keys(document: &Document, follows: &str) -> Vec<Offer> {
    let separator = if document.source.read().text.trim_start_matches('\u{feff}').starts_with("+++") {
        " = "
    } else {
        ": "
    };
    let is_there = follows.trim_start().starts_with([':', '=']);
    let offer = |key: &keys::Key| {
        let insert = if is_there { key.name.to_owned() } else { format!("{}{separator}", key.name) };
        Offer::new(CompletionKind::Key, key.name, key.says).insert(insert)
    };
    keys::of(document.kind).map(offer).collect()
}

fn attributes(on: On, follows: &str) -> Vec<Offer> {
    let known = attribute::ALL.iter().filter(|known| known.on == on);
    let offer = |known: &attribute::Known| {
        let mark = if known.values == Values::None || follows.starts_with('=') { "" } else { "=" };
        Offer::new(CompletionKind::Key, known.name, known.says).insert(format!("{}{mark}", known.name))
    };
    known.map(offer).collect()
}

/// The level of the stages' headings; 2 where there are none yet.
fn stage_level(document: &Document) -> u8 {
    let first = document.journey().and_then(|journey| journey.stages.first());
    let heading = first.map(|stage| document.source.read().slice(stage.span)).unwrap_or_default();
    let level = heading.bytes().take_while(|byte| *byte == b'#').count();
    if level == 0 { 2 } else { level as u8 }
}
