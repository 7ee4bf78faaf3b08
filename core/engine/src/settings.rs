//! `journeybook.toml`: everything has a default, an empty file is a valid site.

mod frameworks;
mod keys;
mod notes;
mod opportunities;
mod places;

use std::sync::Arc;

use journeybook_model::{Diagnostic, Source, StandardLane};
use serde_json::Value;

use crate::File;
use crate::look::{Token, Tokens};
use crate::parse::source;
use crate::plugin::SettingFault;
use notes::Page;

pub use frameworks::Frameworks;
pub(crate) use frameworks::KEYS as FRAMEWORK_KEYS;
pub(crate) use keys::{KEYS, Setting, Shape};
pub use notes::{no_file, not_projectable, unknown_view};
pub(crate) use opportunities::KEYS as OPPORTUNITY_KEYS;
pub use opportunities::unknown_ranking;
pub(crate) use places::Places;

/// The name of the settings file at the root of a site.
pub const FILE: &str = "journeybook.toml";

/// Keys below a plugin's name that are the host's and never reach the plugin.
const HOST_KEYS: [&str; 2] = ["limits", "levels"];

/// What a site says about itself.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The portal's title.
    pub title: String,
    /// A sentence about it.
    pub description: Option<String>,
    /// The language of its texts, as a BCP 47 tag.
    pub language: String,
    /// Where it is published: the page for what is not found needs it, since it may be shown at any address.
    pub base_url: Option<String>,
    /// Where a reader can propose a change: the file's path is put after it.
    pub edit_url: Option<String>,
    /// A picture that stands for the site, as a path from its root.
    pub logo: Option<String>,
    /// A style sheet that is read after the theme's, as a path from the site's root.
    pub stylesheet: Option<String>,
    /// The folder of the Markdown files.
    pub content: String,
    /// The folder the portal is written to.
    pub output: String,
    /// The theme's name.
    pub theme: String,
    /// The design tokens that the site sets.
    pub tokens: Tokens,
    /// The site's own words for lanes.
    pub labels: Vec<(String, StandardLane)>,
    /// The table of each plugin.
    pub plugins: Vec<(String, Value)>,
    /// Which frameworks the site shows.
    pub frameworks: Frameworks,
    /// The score that opportunities are ranked by, in place of impact × reach ÷ effort.
    pub rank_by: Option<String>,
    /// Whether the portal holds its data as JSON beside its pages.
    pub json: bool,
    /// Whether style sheets and scripts are published under their own names, which browsers do not keep. A build says so
    /// of itself, no file.
    pub plain_names: bool,
    /// The file the settings came from.
    pub source: Option<Arc<Source>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Journeys".to_owned(),
            description: None,
            language: "en".to_owned(),
            base_url: None,
            edit_url: None,
            logo: None,
            stylesheet: None,
            content: "content".to_owned(),
            output: "site".to_owned(),
            theme: "default".to_owned(),
            tokens: Tokens::default(),
            labels: Vec::new(),
            plugins: Vec::new(),
            frameworks: Frameworks::default(),
            rank_by: None,
            json: true,
            plain_names: false,
            source: None,
        }
    }
}

impl Settings {
    /// Everything they say but the values of design tokens, as a text to compare.
    pub(crate) fn without_style(&self) -> String {
        let has_tokens = self.tokens.sheet().is_some();
        let rest = Self { tokens: Tokens::default(), source: None, ..self.clone() };
        format!("{rest:?} {has_tokens}")
    }

    /// Everything they say but what nothing else than pages shows: the title, the description, the values of design tokens.
    pub(crate) fn without_words(&self) -> String {
        Self { title: String::new(), description: None, ..self.clone() }.without_style()
    }

    /// Reads the settings. What is wrong with them is said, and the default stands in its place.
    pub fn read(file: Option<&File>, notes: &mut Vec<Diagnostic>) -> Settings {
        let Some(file) = file else { return Settings::default() };
        let source = match source(file) {
            Ok(source) => Arc::new(source),
            Err(note) => {
                notes.push(*note);
                return Settings::default();
            }
        };
        let mut settings = Settings { source: Some(source.clone()), ..Settings::default() };
        let page = Page::of(&source);
        match source.text.parse::<toml::Table>() {
            Ok(table) => table.into_iter().for_each(|(key, value)| settings.set(&key, value, &page, notes)),
            Err(error) => notes.push(page.broken(&error)),
        }
        settings
    }

    /// The settings of one plugin, without the limits and levels the host keeps to itself.
    pub fn plugin(&self, name: &str) -> Value {
        let table = self.plugins.iter().find(|(plugin, _)| plugin == name).map(|(_, table)| table);
        let mut table = table.cloned().unwrap_or_else(|| Value::Object(Default::default()));
        if let Some(table) = table.as_object_mut() {
            HOST_KEYS.iter().for_each(|key| drop(table.shift_remove(*key)));
        }
        table
    }

    /// What a plugin's own schema says against its settings, at the place of the setting.
    pub fn plugin_fault(&self, name: &str, fault: &SettingFault) -> Option<Diagnostic> {
        Some(Page::of(self.source.as_ref()?).plugin_fault(name, fault))
    }

    /// What is said of settings for plugins that nobody has; `known` are the names of all there are.
    pub fn unknown_plugins(&self, known: &[&str]) -> Vec<Diagnostic> {
        let Some(page) = self.source.as_deref().map(Page::of) else { return Vec::new() };
        let unknown = self.plugins.iter().filter(|(name, _)| !known.contains(&name.as_str()));
        unknown.map(|(name, _)| page.no_plugin(name, known)).collect()
    }

    /// The level that the site sets for a rule: `[plugins.NAME.levels]`.
    pub fn plugin_level(&self, name: &str, rule: &str) -> Option<&str> {
        let table = &self.plugins.iter().find(|(plugin, _)| plugin == name)?.1;
        table.get("levels")?.get(rule)?.as_str()
    }

    /// The limits a plugin was given: `[plugins.NAME.limits]`.
    pub fn plugin_limits(&self, name: &str) -> Option<&Value> {
        self.plugins.iter().find(|(plugin, _)| plugin == name)?.1.get("limits")
    }

    fn set(&mut self, key: &str, value: toml::Value, page: &Page<'_>, notes: &mut Vec<Diagnostic>) {
        match (key, value) {
            ("title", toml::Value::String(text)) => self.title = text,
            ("description", toml::Value::String(text)) => self.description = Some(text),
            ("language", toml::Value::String(text)) => self.language = text,
            ("base-url", toml::Value::String(text)) => self.base_url = Some(text),
            ("edit-url", toml::Value::String(text)) => self.edit_url = Some(text),
            ("logo", toml::Value::String(text)) => self.logo = Some(folder(&text)),
            ("stylesheet", toml::Value::String(text)) => self.stylesheet = Some(folder(&text)),
            ("content" | "output", toml::Value::String(text)) if leads_out(&text) => {
                notes.push(page.outside(key));
            }
            ("content", toml::Value::String(text)) => self.content = folder(&text),
            ("output", toml::Value::String(text)) => self.output = folder(&text),
            ("json", toml::Value::Boolean(wanted)) => self.json = wanted,
            ("theme", toml::Value::String(text)) => self.theme = text,
            ("theme", toml::Value::Table(table)) => self.set_theme(table, page, notes),
            ("labels", toml::Value::Table(table)) => self.set_labels(table, page, notes),
            ("frameworks", toml::Value::Table(table)) => self.frameworks.read(table, page, notes),
            ("opportunities", toml::Value::Table(table)) => self.set_opportunities(table, page, notes),
            ("plugins", toml::Value::Table(table)) => self.set_plugins(table, page, notes),
            (key, value) => notes.push(match known(key) {
                Some(known) => page.wrong(known, &value),
                None => page.unknown(key),
            }),
        }
    }

    fn set_theme(&mut self, table: toml::Table, page: &Page<'_>, notes: &mut Vec<Diagnostic>) {
        for (key, value) in table {
            match (key.as_str(), value) {
                ("name", toml::Value::String(name)) => self.theme = name,
                ("tokens", toml::Value::Table(tokens)) => {
                    tokens.iter().for_each(|(name, value)| self.set_token(name, value, page, notes));
                }
                (key, value) => notes.push(page.wrong_in_theme(key, &value)),
            }
        }
    }

    fn set_token(&mut self, name: &str, value: &toml::Value, page: &Page<'_>, notes: &mut Vec<Diagnostic>) {
        let Some(token) = Token::named(name) else { return notes.push(page.unknown_token(name)) };
        match value.as_str().and_then(|typed| token.value(typed)) {
            Some(value) => self.tokens.set(token, value),
            None => notes.push(page.wrong_token(token)),
        }
    }

    fn set_labels(&mut self, table: toml::Table, page: &Page<'_>, notes: &mut Vec<Diagnostic>) {
        for (lane, labels) in table {
            let Some(standard) = StandardLane::from_word(&lane) else {
                notes.push(page.no_lane(&lane));
                continue;
            };
            let labels = labels.as_array().cloned().unwrap_or_else(|| vec![labels]);
            self.labels
                .extend(labels.iter().filter_map(|label| Some((label.as_str()?.to_owned(), standard))));
        }
    }

    fn set_plugins(&mut self, table: toml::Table, page: &Page<'_>, notes: &mut Vec<Diagnostic>) {
        for (name, settings) in table {
            match serde_json::to_value(settings) {
                Ok(settings @ Value::Object(_)) => {
                    notes.extend(page.wrong_limits(&name, &settings));
                    notes.extend(page.wrong_levels(&name, &settings));
                    self.plugins.push((name, settings));
                }
                _ => notes.push(page.wrong_plugin(&name)),
            }
        }
    }
}

fn known(key: &str) -> Option<&'static Setting> {
    KEYS.iter().find(|known| known.name == key)
}

/// Whether a path leads out of the site.
fn leads_out(path: &str) -> bool {
    path.starts_with(['/', '\\']) || path.split(['/', '\\']).any(|part| part == "..")
}

fn folder(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.trim_start_matches("./").trim_matches('/').trim_matches('.').to_owned()
}
