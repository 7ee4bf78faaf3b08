//! What a map says of itself in its text: `**Owner**: Product Team` before the first stage, read as frontmatter.

use std::ops::Range;

use journeybook_model::{Date, Diagnostic, Field, Fields, Kind, Link, LinkForm, Severity, Source, Span};
use pulldown_cmark::{Event, Tag};
use serde_json::Value;

use super::blocks::{Block, BlockKind};
use super::entries::Reader;
use super::events::{extent, text_from};
use super::label::{self, Label};
use super::slug::slug;
use crate::codes;
use crate::lexicon;

/// Labels and the keys they mean, as [`lexicon::key`] writes them.
const KEYS: [(&str, &str); 14] = [
    ("persona", "persona"),
    ("primary persona", "persona"),
    ("scenario", "scenario"),
    ("goal", "goal"),
    ("owner", "owner"),
    ("document owner", "owner"),
    ("map owner", "owner"),
    ("team", "team"),
    ("status", "status"),
    ("tag", "tags"),
    ("last updated", "reviewed"),
    ("last reviewed", "reviewed"),
    ("reviewed", "reviewed"),
    ("review by", "review-by"),
];

/// Words for a status, and the status they mean.
const STATUS: [(&str, &str); 5] = [
    ("live", "live"),
    ("active", "live"),
    ("review", "review"),
    ("draft", "draft"),
    ("archived", "archived"),
];

/// Longer values are only named in the hint.
const MAX_OFFERED: usize = 48;

/// One line that says something of the map.
struct Said {
    field: Field,
    /// The id it links to, or the name it begins with.
    name: String,
    linked: bool,
}

/// Adds to the frontmatter what it lacks and the blocks before the first stage say; gives the hint that offers to type it.
pub fn read(reader: &mut Reader<'_, '_>, blocks: &[Block], fields: &mut Fields) -> Option<Diagnostic> {
    let mut found: Vec<Said> = Vec::new();
    for (label, events) in blocks.iter().flat_map(|block| lines(reader, block)) {
        let said = said(reader, &label, &events);
        let new = said.filter(|said| fields.find(&said.field.key).is_none());
        found.extend(new.filter(|said| found.iter().all(|other| other.field.key != said.field.key)));
    }
    let hint = hint(reader.markdown.source, &found);
    for said in found {
        refer(reader, &said);
        fields.0.push(said.field);
    }
    hint
}

/// The labels of a paragraph or a list, each with the events of its line. Bare ones count in a list that has nothing
/// else, and not only lane words: those are entries.
fn lines(reader: &Reader<'_, '_>, block: &Block) -> Vec<(Label, Range<usize>)> {
    match &block.kind {
        BlockKind::Paragraph => {
            label::lines(reader.markdown, &reader.markdown.inside(&block.events), reader.lexicon)
        }
        BlockKind::List(items) => {
            let read = |events: &Range<usize>| label::read(reader.markdown, events, reader.lexicon);
            let labels: Vec<_> =
                items.iter().filter_map(|item| Some((read(&item.inline)?, item.inline.clone()))).collect();
            let is_facts =
                labels.len() == items.len() && labels.iter().any(|(label, _)| label.lane.is_none());
            labels.into_iter().filter(|(label, _)| is_facts || label.marked).collect()
        }
        _ => Vec::new(),
    }
}

fn said(reader: &Reader<'_, '_>, label: &Label, events: &Range<usize>) -> Option<Said> {
    let label_key = lexicon::key(&label.text);
    let (_, key) = KEYS.iter().find(|(word, _)| *word == label_key)?;
    let text = text_from(reader.markdown, events, label.value);
    let value = value(key, text.trim())?;
    let link = linked(reader, events);
    let span = extent(reader.markdown, events);
    let field = Field { key: (*key).to_owned(), value, span };
    Some(Said { field, linked: link.is_some(), name: link.unwrap_or_else(|| name(&text).to_owned()) })
}

/// The value of a key; none where the words are no value that the key may have.
fn value(key: &str, text: &str) -> Option<Value> {
    let status = || {
        STATUS
            .iter()
            .find(|(word, _)| text.eq_ignore_ascii_case(word))
            .map(|(_, status)| Value::from(*status))
    };
    match key {
        _ if text.is_empty() => None,
        "status" => status(),
        "reviewed" | "review-by" => text.parse::<Date>().ok().map(|_| text.into()),
        "tags" => {
            Some(text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(Value::from).collect())
        }
        _ => Some(text.into()),
    }
}

/// The file's name of the first link in a line.
fn linked(reader: &Reader<'_, '_>, events: &Range<usize>) -> Option<String> {
    let to = reader.markdown.events[events.clone()].iter().find_map(|(event, _)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url),
        _ => None,
    })?;
    let file = to.split('#').next()?.rsplit('/').next()?;
    Some(file.strip_suffix(".md").unwrap_or(file).to_owned())
}

/// "Maria Rodriguez - Application Developer (New Team Member)" is called "Maria Rodriguez".
fn name(text: &str) -> &str {
    let end = [" - ", " – ", " — ", "(", ","].iter().filter_map(|mark| text.find(mark)).min();
    text[..end.unwrap_or(text.len())].trim()
}

/// Names a persona or a team. A persona that no file tells of stays words.
fn refer(reader: &mut Reader<'_, '_>, said: &Said) {
    let kind = match said.field.key.as_str() {
        "persona" => Kind::Persona,
        "team" => Kind::Team,
        _ => return,
    };
    let (to, span) = (said.name.clone(), said.field.span);
    reader.renderer.refer(Link { to: to.into(), form: LinkForm::Words, kind: Some(kind), span });
}

fn hint(source: &Source, found: &[Said]) -> Option<Diagnostic> {
    let span: Span = found.first()?.field.span;
    let keys: Vec<_> = found.iter().map(|said| format!("`{}`", said.field.key)).collect();
    let message =
        format!("the text says what the frontmatter lacks, so it is read from here: {}", keys.join(", "));
    let lines: Vec<_> = found.iter().map(offer).collect();
    let help = format!("write it in the frontmatter: {}", lines.join(", "));
    Some(Diagnostic::at(codes::INFORMATION_IN_TEXT, Severity::Hint, &source.path, span, message).help(help))
}

/// The line of frontmatter to type.
fn offer(said: &Said) -> String {
    let Field { key, value, .. } = &said.field;
    match value {
        _ if key == "persona" && said.linked => format!("`persona: {}`", said.name),
        _ if key == "persona" => format!("`persona: {}` once there is a file of that name", slug(&said.name)),
        Value::String(text) if text.chars().count() > MAX_OFFERED => format!("`{key}: …`"),
        Value::String(text) => format!("`{key}: {}`", quoted(text)),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().filter_map(Value::as_str).collect();
            format!("`{key}: [{}]`", items.join(", "))
        }
        other => format!("`{key}: {other}`"),
    }
}

fn quoted(text: &str) -> String {
    let plain = text.starts_with(char::is_alphanumeric) && !text.contains(": ") && !text.contains(" #");
    if plain { text.to_owned() } else { format!("{text:?}") }
}
