//! A theme: its templates compiled once, its assets under addresses that change with their bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Place, Severity, Source, Span};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

use super::Files;
use super::address::marked;
use super::language::{self, Language};
use super::needs::Needs;
use super::words;
use crate::File;
use crate::codes;
use crate::settings::Settings;

/// The templates every theme has.
pub const TEMPLATES: &[&str] = &[
    "home.html",
    "journey.html",
    "view.html",
    "journeys.html",
    "persona.html",
    "framework.html",
    "touchpoint.html",
    "evidence.html",
    "document.html",
    "list.html",
    "opportunities.html",
    "404.html",
];

const NO_ASSET: &str = "the theme has no asset";

const TEMPLATE_FOLDER: &str = "templates/";
const ASSET_FOLDER: &str = "assets/";

/// A theme, ready to render.
pub struct Theme {
    /// Its name, which is its folder's under `themes/`.
    name: String,
    /// The templates.
    pub templates: Environment<'static>,
    /// What each template is made of.
    pub needs: Needs,
    /// What is published beside the pages, by address.
    pub assets: Files,
    /// The templates' texts, for diagnostics.
    pub sources: BTreeMap<String, Arc<Source>>,
}

impl Theme {
    /// Compiles a theme. What is wrong with it is said; a template that does not compile is missing.
    pub fn new(settings: &Settings, files: &[File], notes: &mut Vec<Diagnostic>) -> Theme {
        let (assets, addresses) = assets(files);
        let mut theme = Theme {
            name: settings.theme.clone(),
            templates: environment(addresses, Language::of(&settings.language)),
            needs: Needs::default(),
            assets,
            sources: BTreeMap::new(),
        };
        for file in files {
            if let Some(name) = file.path.strip_prefix(TEMPLATE_FOLDER) {
                theme.add(name, file, notes);
            }
        }
        let texts = theme.sources.iter().map(|(name, source)| (name.as_str(), source.digest, &*source.text));
        theme.needs = Needs::new(texts, &settings.language);
        theme.check_complete(notes);
        theme
    }

    fn add(&mut self, name: &str, file: &File, notes: &mut Vec<Diagnostic>) {
        let path = Arc::from(format!("themes/{}/{}", self.name, file.path));
        let source = match crate::parse::source(&File { path, ..file.clone() }) {
            Ok(source) => source,
            Err(note) => return notes.push(*note),
        };
        let text = source.text.to_string();
        self.sources.insert(name.to_owned(), Arc::new(source));
        if let Err(error) = self.templates.add_template_owned(name.to_owned(), text) {
            notes.push(self.diagnostic(&error, None));
        }
    }

    fn check_complete(&self, notes: &mut Vec<Diagnostic>) {
        for name in TEMPLATES.iter().filter(|name| !self.sources.contains_key(**name)) {
            let message = format!("the theme has no template `{name}`");
            let file = Arc::from(format!("themes/{}/{TEMPLATE_FOLDER}{name}", self.name));
            notes.push(
                Diagnostic::file(codes::THEME_INCOMPLETE, Severity::Error, &file, message)
                    .help("write it, or take the theme `default` in journeybook.toml"),
            );
        }
    }

    /// What a template's error means for the person who wrote the template.
    pub fn diagnostic(&self, error: &Error, page: Option<&str>) -> Diagnostic {
        let innermost = innermost(error);
        let name = innermost.name().or(error.name()).unwrap_or_default();
        let source = self.sources.get(name);
        let file: Arc<str> = source.map_or_else(|| Arc::from(name), |source| source.path.clone());
        let span = source.map(|source| place_of(source, innermost));
        let on = page.map(|page| format!(" (on {page})")).unwrap_or_default();
        let words = source.zip(span).map(|(source, span)| source.slice(span));
        let message = format!("{}{on}", words_of(innermost, words));
        let mut note = Diagnostic::file(codes::TEMPLATE_ERROR, Severity::Error, &file, message);
        note.place = Place { file, span };
        note.help(help_of(innermost))
    }
}

/// The error that the others only pass on.
fn innermost(error: &Error) -> &Error {
    let mut at = error;
    while let Some(inner) = std::error::Error::source(at).and_then(|source| source.downcast_ref::<Error>()) {
        at = inner;
    }
    at
}

fn place_of(source: &Source, error: &Error) -> Span {
    let line = source.line_span(error.line().unwrap_or(1) as u32);
    error.range().map_or(line, |range| Span::new(range.start, range.end))
}

fn words_of(error: &Error, words: Option<&str>) -> String {
    match (error.kind(), error.detail()) {
        (ErrorKind::UndefinedError, detail) => {
            match words.filter(|words| words.lines().count() == 1).or(detail) {
                Some(words) => format!("the template reads `{words}`, which is not there"),
                None => "the template reads something that is not there".to_owned(),
            }
        }
        (kind, Some(detail)) => format!("the template cannot be used: {kind}: {detail}"),
        (kind, None) => format!("the template cannot be used: {kind}"),
    }
}

fn help_of(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::UndefinedError => "see themes/default/CONTRACT.md for everything a template can read",
        _ if error.detail().is_some_and(|detail| detail.contains(NO_ASSET)) => {
            "put the file under the theme's `assets` folder, or correct the name"
        }
        _ if error.detail().is_some_and(|detail| detail.contains(language::NO_TEXT)) => {
            "see [portal] in core/engine/dictionaries/en.toml for every text, or write the text itself"
        }
        ErrorKind::TemplateNotFound => "the name is the path under the theme's `templates` folder",
        _ => "see the syntax of minijinja templates, which is that of Jinja2",
    }
}

/// The assets by address, and the address of each name. Style sheets and scripts carry their digest in their name, so
/// a reader's browser may keep them for ever; what they point at keeps its name.
fn assets(files: &[File]) -> (Files, BTreeMap<String, String>) {
    let mut assets = BTreeMap::new();
    let mut addresses = BTreeMap::new();
    for file in files {
        let Some(name) = file.path.strip_prefix(ASSET_FOLDER) else { continue };
        let address = format!("{ASSET_FOLDER}{}", fingerprinted(name, file.digest));
        assets.insert(Arc::from(address.as_str()), file.bytes.clone());
        addresses.insert(name.to_owned(), address);
    }
    (assets, addresses)
}

fn fingerprinted(name: &str, digest: Digest) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending @ ("css" | "js"))) => format!("{stem}.{}.{ending}", &digest.to_string()[..8]),
        _ => name.to_owned(),
    }
}

/// Strict, escaping, and with the filters of the theme contract.
fn environment(addresses: BTreeMap<String, String>, language: Language) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    env.set_syntax(syntax.expect("the default delimiters do not clash"));
    env.add_function("asset", move |name: &str| asset(&addresses, name));
    env.add_function("t", move |key: &str, count: Option<i64>, places: Kwargs| {
        language::t(language, key, count, &places)
    });
    env.add_filter("url", address);
    env.add_filter("signed", move |value: f64| language.signed(value));
    env.add_filter("percent", move |share: f64| language.percent(share));
    env.add_filter("date", move |text: &str| language.date(text));
    env.add_filter("number", move |value: f64| language.number(value));
    env.add_filter("fixed", |value: f64, digits: usize| format!("{value:.digits$}"));
    env.add_filter("sentence", |text: &str| words::sentence(text));
    env.add_filter("plural", |count: i64, one: &str, many: &str| words::plural(count, one, many));
    env
}

/// A marked address; safe, since escaping `/` helps nobody.
fn address(path: &str) -> Value {
    Value::from_safe_string(marked(&crate::parse::escape(path)))
}

fn asset(addresses: &BTreeMap<String, String>, name: &str) -> Result<Value, Error> {
    let known = addresses.get(name).map(|path| address(path));
    known.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("{NO_ASSET} `{name}`")))
}
