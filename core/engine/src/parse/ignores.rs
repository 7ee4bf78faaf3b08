//! Findings that an author wants to hear nothing of: `<!-- journeybook-ignore JM012: why -->` and `ignore:` in the
//! frontmatter.

use journeybook_model::{Document, Extent, Field, Ignore, Journey, Source, Span};
use memchr::memmem;
use serde_json::Value;

use super::frontmatter;

/// The word that opens the comment.
const WORD: &str = "journeybook-ignore";

/// The key of the frontmatter.
const KEY: &str = "ignore";

/// What a document asks to ignore, in order.
pub fn ignores(document: &Document, source: &Source) -> Vec<Ignore> {
    let field = document.fields.find(KEY);
    let mut all: Vec<Ignore> = field.into_iter().flat_map(|field| declared(source, field)).collect();
    if memmem::find(source.text.as_bytes(), WORD.as_bytes()).is_some() {
        let ends = Ends::of(document, source);
        all.extend(comments(source).into_iter().filter_map(|(span, text)| {
            let extent = ends.extent(span)?;
            let (rules, has_reason) = read(source, span, text);
            Some(Ignore { rules, has_reason, span, extent })
        }));
    }
    all
}

/// `ignore: {JM012: reason}`; a rule alone, or a list of them, has no reason.
fn declared(source: &Source, field: &Field) -> Vec<Ignore> {
    let ignore = |rule: &str, has_reason| {
        let span = source.word(field.span, rule).unwrap_or(field.span);
        Ignore { rules: vec![(rule.to_owned(), span)], has_reason, span, extent: Extent::Whole }
    };
    match &field.value {
        Value::Object(pairs) => pairs.iter().map(|(rule, why)| ignore(rule, is_said(why))).collect(),
        Value::Array(items) => {
            items.iter().filter_map(Value::as_str).map(|rule| ignore(rule, false)).collect()
        }
        Value::String(rule) => vec![ignore(rule, false)],
        _ => Vec::new(),
    }
}

fn is_said(why: &Value) -> bool {
    why.as_str().is_some_and(|text| !text.trim().is_empty())
}

/// The rules that a comment names before its colon, and whether a reason stands after it.
fn read(source: &Source, span: Span, text: &str) -> (Vec<(String, Span)>, bool) {
    let (names, reason) = text.split_once(':').unwrap_or((text, ""));
    let words = names.split([' ', ',', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    let rules = words.map(|word| (word.to_owned(), source.word(span, word).unwrap_or(span)));
    (rules.collect(), !reason.trim().is_empty())
}

/// The comments of the body that begin a line outside code, and what follows the word in them.
fn comments(source: &Source) -> Vec<(Span, &str)> {
    let mut at = frontmatter::extent(&source.text).map_or(0, |(span, _)| span.end as usize);
    let (mut found, mut fence) = (Vec::new(), None);
    while at < source.text.len() {
        let rest = &source.text[at..];
        let line = rest.split_inclusive('\n').next().unwrap_or(rest);
        let bare = line.trim_start();
        fence = match fence {
            None => ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark)),
            Some(mark) if bare.starts_with(mark) => None,
            open => open,
        };
        let start = at + line.len() - bare.len();
        match comment(&source.text[start..]).filter(|_| fence.is_none()) {
            Some((length, text)) => {
                found.push((Span::new(start, start + length), text));
                at = start + length;
            }
            None => at += line.len(),
        }
    }
    found
}

/// Whether a block of HTML is one such comment and nothing else.
pub(super) fn is_ignore(html: &str) -> bool {
    let html = html.trim();
    comment(html).is_some_and(|(length, _)| length == html.len())
}

/// The length of a comment that a text begins with, and what follows the word in it.
fn comment(text: &str) -> Option<(usize, &str)> {
    let end = text.strip_prefix("<!--")?.find("-->")?;
    let said = text[4..4 + end].trim().strip_prefix(WORD)?;
    (said.is_empty() || said.starts_with(char::is_whitespace)).then_some((4 + end + 3, said))
}

/// Where the parts of a document begin and end.
struct Ends<'d> {
    document: &'d Document,
    source: &'d Source,
    /// Stages, steps and sections of prose: where each begins, and what is said of how far.
    parts: Vec<(u32, Extent)>,
    /// Where the body's first words begin that are no comment.
    first: u32,
}

impl<'d> Ends<'d> {
    fn of(document: &'d Document, source: &'d Source) -> Self {
        let end = document.part.as_ref().map_or(source.text.len() as u32, |part| part.span.end);
        let mut parts = document.journey().map(|journey| parts(journey, end)).unwrap_or_default();
        parts.sort_by_key(|(start, _)| *start);
        let body = frontmatter::extent(&source.text).map_or(0, |(span, _)| span.end);
        Self { document, source, parts, first: first_words(&source.text, body) }
    }

    /// What a comment holds for: the whole document where it stands before everything else; the stage or step whose
    /// heading comes next; else the one it stands in. None in another map of the file.
    fn extent(&self, comment: Span) -> Option<Extent> {
        if comment.start < self.first {
            return Some(Extent::Whole);
        }
        let source = self.source;
        let next = first_words(&source.text, comment.end);
        let line = source.line_span(source.line(next));
        let next = self.parts.iter().find(|(start, _)| line.start <= *start && *start <= line.end);
        if let Some((_, extent)) = next.filter(|_| source.slice(line).trim_start().starts_with('#')) {
            return Some(*extent);
        }
        if self.document.part.as_ref().is_some_and(|part| !part.contains(comment)) {
            return None;
        }
        let within = self.parts.iter().rev().find(|(start, _)| *start < comment.start);
        Some(within.map_or(Extent::Whole, |(_, extent)| *extent))
    }
}

/// The first byte after `from` that is neither white space nor in a comment.
fn first_words(text: &str, from: u32) -> u32 {
    let mut at = from as usize;
    if let Some(after) = text[at..].strip_prefix("---").or_else(|| text[at..].strip_prefix("+++")) {
        at = text.len() - after.len();
    }
    loop {
        let rest = &text[at..];
        let bare = rest.trim_start();
        at += rest.len() - bare.len();
        match bare.strip_prefix("<!--").and_then(|inside| inside.find("-->")) {
            Some(end) => at += 4 + end + 3,
            None => return at as u32,
        }
    }
}

/// A step reaches to whatever begins next, a stage to the next stage or section; prose is about the whole map.
fn parts(journey: &Journey, end: u32) -> Vec<(u32, Extent)> {
    let sections = journey.sections.iter().map(|section| section.span.start);
    let mut stages: Vec<u32> = journey.stages.iter().map(|stage| stage.span.start).chain(sections).collect();
    let mut steps: Vec<u32> =
        journey.steps().map(|step| step.span.start).chain(stages.iter().copied()).collect();
    stages.sort_unstable();
    steps.sort_unstable();
    let upto = |start: u32, all: &[u32]| {
        let next = all[all.partition_point(|other| *other <= start)..].first().copied().unwrap_or(end);
        Extent::Part(Span { start, end: next })
    };
    let of_stages = journey.stages.iter().map(|stage| (stage.span.start, upto(stage.span.start, &stages)));
    let of_steps = journey.steps().map(|step| (step.span.start, upto(step.span.start, &steps)));
    let prose = journey.sections.iter().map(|section| (section.span.start, Extent::Whole));
    of_stages.chain(of_steps).chain(prose).collect()
}
