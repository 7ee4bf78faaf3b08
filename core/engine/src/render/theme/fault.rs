//! What a template's error means for the person who wrote the template.

use std::error::Error as _;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Place, Severity, Source, Span};
use minijinja::{Error, ErrorKind};

use super::{NO_ASSET, Theme};
use crate::codes;
use crate::parse::nearest;
use crate::render::language;
use crate::render::pages::{self, Page};
use crate::render::reads::Miss;

/// An error of the template engine, with what was at hand when it happened.
pub struct Fault<'e> {
    error: &'e Error,
    page: Option<&'e str>,
    names: &'static [(&'static str, &'static str)],
    missed: Option<Miss>,
}

impl<'e> Fault<'e> {
    /// One of a template that does not compile.
    pub fn compiling(error: &'e Error) -> Self {
        Self { error, page: None, names: &[], missed: None }
    }

    /// One of a page, with the last field that was asked for in vain.
    pub fn rendering(error: &'e Error, page: &'e Page, missed: Option<Miss>) -> Self {
        Self { error, page: Some(&page.url), names: pages::names_of(page.template), missed }
    }

    /// What to type instead of words that stand for nothing.
    fn instead_of(&self, words: &str) -> String {
        let (before, last) = words.rsplit_once('.').unwrap_or(("", words));
        match &self.missed {
            Some(miss) if !before.is_empty() && miss.asked == last => fields(before, miss),
            _ if self.is_unknown(words) => self.names_at_hand(words.split('.').next().unwrap_or(words)),
            _ => "see themes/default/CONTRACT.md for everything a template can read".to_owned(),
        }
    }

    /// Whether the first of the words is a name that no page starts from.
    fn is_unknown(&self, words: &str) -> bool {
        let first = words.split('.').next().unwrap_or_default();
        is_name(first) && self.page.is_some() && self.names.iter().all(|(name, _)| *name != first)
    }

    fn names_at_hand(&self, asked: &str) -> String {
        let names: Vec<&str> = self.names.iter().map(|(name, _)| *name).collect();
        let near = nearest(asked, names.iter().copied());
        let meant = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        let names = names.join("`, `");
        format!("{meant}a page of this template starts from `{names}`; the rest a template sets itself")
    }
}

fn is_name(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

/// The fields that a view does have.
fn fields(before: &str, miss: &Miss) -> String {
    let names = miss.fields.iter().map(|(name, _)| *name);
    let near = nearest(&miss.asked, names.clone());
    let meant = near.map(|near| format!("did you mean `{before}.{near}`? ")).unwrap_or_default();
    let names: Vec<_> = names.collect();
    format!("{meant}`{before}` is a {} here ({}), which has {}", miss.view, miss.of, names.join(", "))
}

impl Theme {
    /// The finding about a template's error: its place, the words there, what led there, and what is at hand.
    pub fn diagnostic(&self, fault: &Fault<'_>) -> Diagnostic {
        let innermost = innermost(fault.error);
        let (source, place) = self.place(innermost, fault.error);
        let words = source.zip(place.span).map(|(source, span)| source.slice(span));
        let on = fault.page.map(|page| format!(" (on {page})")).unwrap_or_default();
        let message = format!("{}{on}", words_of(innermost, words));
        let file = place.file.clone();
        let mut note = Diagnostic::file(codes::TEMPLATE_ERROR, Severity::Error, &file, message);
        note.place = place;
        let note = note.help(help_of(innermost, words, fault));
        self.led_there(fault.error, note)
    }

    fn place(&self, error: &Error, outermost: &Error) -> (Option<&Arc<Source>>, Place) {
        let name = error.name().or(outermost.name()).unwrap_or_default();
        let source = self.sources.get(name);
        let file: Arc<str> = source.map_or_else(|| Arc::from(name), |source| source.path.clone());
        let span = source.map(|source| span_of(source, error));
        (source, Place { file, span })
    }

    /// The templates that included the one at fault, from the inside out.
    fn led_there(&self, error: &Error, note: Diagnostic) -> Diagnostic {
        let mut outer: Vec<&Error> = vec![error];
        while let Some(inner) = outer.last().and_then(|error| inner(error)) {
            outer.push(inner);
        }
        outer.pop();
        outer.into_iter().rev().filter(|error| error.name().is_some()).fold(note, |note, error| {
            let (_, place) = self.place(error, error);
            if place == note.place { note } else { note.related(place, "used from here") }
        })
    }
}

fn inner(error: &Error) -> Option<&Error> {
    error.source().and_then(|source| source.downcast_ref::<Error>())
}

/// The error that the others only pass on.
fn innermost(error: &Error) -> &Error {
    let mut at = error;
    while let Some(inner) = inner(at) {
        at = inner;
    }
    at
}

fn span_of(source: &Source, error: &Error) -> Span {
    let line = source.line_span(error.line().unwrap_or(1) as u32);
    error.range().map_or(line, |range| Span::new(range.start, range.end))
}

fn one_line(words: Option<&str>) -> Option<&str> {
    words.filter(|words| words.lines().count() == 1)
}

fn words_of(error: &Error, words: Option<&str>) -> String {
    match (error.kind(), error.detail()) {
        (ErrorKind::UndefinedError, detail) => match one_line(words).or(detail) {
            Some(words) => format!("the template reads `{words}`, which is not there"),
            None => "the template reads something that is not there".to_owned(),
        },
        (kind, Some(detail)) => format!("the template cannot be used: {kind}: {detail}"),
        (kind, None) => format!("the template cannot be used: {kind}"),
    }
}

fn help_of(error: &Error, words: Option<&str>, fault: &Fault<'_>) -> String {
    let says = |text: &str| error.detail().is_some_and(|detail| detail.contains(text));
    let help = match error.kind() {
        ErrorKind::UndefinedError => return fault.instead_of(one_line(words).unwrap_or_default()),
        _ if says(NO_ASSET) => "put the file under the theme's `assets` folder, or correct the name",
        _ if says(language::NO_TEXT) => {
            "see [portal] in core/engine/dictionaries/en.toml for every text, or write the text itself"
        }
        ErrorKind::TemplateNotFound => {
            "the name is the path under the theme's `templates` folder; `default/` before it means the one that the theme \
             `default` has below yours"
        }
        _ => "see the syntax of minijinja templates, which is that of Jinja2",
    };
    help.to_owned()
}
