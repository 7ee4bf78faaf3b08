//! A theme: its templates compiled once, its assets under addresses that change with their bytes.

mod assets;
mod examine;
mod fault;
mod versions;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Digest, Severity, Source};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

use super::address::marked;
use super::language::{self, Language};
use super::needs::Needs;
use super::{Files, words};
use crate::settings::Settings;
use crate::{File, Layer, codes};
use assets::Assets;
use versions::{Version, Versions};

pub use assets::address as asset_address;
pub use examine::examine;
pub use fault::Fault;

/// The templates every theme has.
pub const TEMPLATES: &[&str] = &[
    "home.html",
    "journey.html",
    "view.html",
    "summary.html",
    "grid.html",
    "compare.html",
    "a-z.html",
    "metric.html",
    "tag.html",
    "tags.html",
    "journeys.html",
    "persona.html",
    "framework.html",
    "touchpoint.html",
    "evidence.html",
    "document.html",
    "list.html",
    "opportunities.html",
    "overview.html",
    "unanswered.html",
    "urgent.html",
    "team.html",
    "404.html",
];

const NO_ASSET: &str = "the theme has no asset";

/// A theme, ready to render.
pub struct Theme {
    /// Its name.
    name: String,
    /// The templates.
    pub templates: Environment<'static>,
    /// What each template is made of.
    pub needs: Needs,
    /// What is published beside the pages, by address.
    pub assets: Files,
    /// The templates' texts by the names the template engine knows them by, for diagnostics.
    pub sources: BTreeMap<String, Arc<Source>>,
}

impl Theme {
    /// Compiles a theme. What is wrong with it is said; a template that does not compile is missing.
    pub fn new(settings: &Settings, layers: &[Layer], notes: &mut Vec<Diagnostic>) -> Theme {
        let mut assets = Assets::of(layers, settings.plain_names);
        if let Some(sheet) = settings.tokens.sheet() {
            assets.add(crate::look::SHEET, sheet.as_bytes().into(), Digest::of(sheet.as_bytes()));
        }
        let (versions, all) = Versions::of(layers);
        let language = Language::of(&settings.language);
        let needs = needs(&versions, &all, &settings.language);
        let mut theme = Theme {
            name: settings.theme.clone(),
            templates: environment(assets.addresses, versions, language),
            needs,
            assets: assets.files,
            sources: BTreeMap::new(),
        };
        all.iter().for_each(|version| theme.add(version, notes));
        theme.check_complete(notes);
        theme
    }

    fn add(&mut self, version: &Version<'_>, notes: &mut Vec<Diagnostic>) {
        let path = Arc::from(version.place.as_str());
        let source = match crate::parse::source(&version.file.called(path)) {
            Ok(source) => source,
            Err(note) => return notes.push(*note),
        };
        let text = source.text.to_string();
        self.sources.insert(version.name.clone(), Arc::new(source));
        if let Err(error) = self.templates.add_template_owned(version.name.clone(), text) {
            notes.push(self.diagnostic(&Fault::compiling(&error)));
        }
    }

    fn check_complete(&self, notes: &mut Vec<Diagnostic>) {
        for name in TEMPLATES.iter().filter(|name| !self.sources.contains_key(**name)) {
            let message = format!("the theme has no template `{name}`");
            let file = Arc::from(format!("themes/{}/templates/{name}", self.name));
            notes.push(
                Diagnostic::file(codes::THEME_INCOMPLETE, Severity::Error, &file, message)
                    .help("write it, or write `extends = \"default\"` into the theme's theme.toml"),
            );
        }
    }
}

/// The templates of all layers, each under the path a reader finds it at.
pub fn templates(layers: &[Layer]) -> Vec<(String, &File)> {
    Versions::of(layers).1.into_iter().map(|version| (version.place, version.file)).collect()
}

fn needs(versions: &Versions, all: &[Version<'_>], language: &str) -> Needs {
    let texts: Vec<_> = all.iter().filter_map(|version| Some((version, version.file.text()?))).collect();
    let templates = texts.iter().map(|(version, text)| (version.name.as_str(), version.file.digest, &**text));
    Needs::new(templates, |word, by| versions.meant(word, by).into_owned(), language)
}

/// Strict, escaping, and with the filters of the theme contract.
fn environment(
    addresses: BTreeMap<String, String>,
    versions: Versions,
    language: Language,
) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_path_join_callback(move |name, by| match versions.meant(name, by) {
        Cow::Borrowed(_) => Cow::Borrowed(name),
        Cow::Owned(meant) => Cow::Owned(meant),
    });
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
