//! What there is to say about settings, each at the key or value it is about.

use journeybook_model::{Diagnostic, Severity, Source, Span, StandardLane};
use serde_json::Value;

use super::places::Places;
use super::{KEYS, Setting, Shape};
use crate::codes;
use crate::look::{Sort, TOKENS, Token};
use crate::parse::nearest;
use crate::plugin::{LEVELS, SettingFault};

/// How far into a list of frameworks an id is looked for.
const MOST_IDS: usize = 256;

/// The text of the settings, and where things stand in it.
pub(super) struct Page<'s> {
    source: &'s Source,
    places: Places,
}

/// What to type where a file is not TOML.
fn mend(error: &toml::de::Error) -> &'static str {
    match error.message().contains("extend value") {
        true => {
            "a key is a text above and a table here: put the text into the table, as `[theme]` and `name = \"plain\"`"
        }
        false => "write `key = \"value\"`, one a line",
    }
}

impl<'s> Page<'s> {
    pub fn of(source: &'s Source) -> Self {
        Self { source, places: Places::of(&source.text) }
    }

    fn invalid(&self, at: Span, message: String) -> Diagnostic {
        Diagnostic::at(codes::SETTINGS_INVALID, Severity::Error, &self.source.path, at, message)
    }

    pub fn broken(&self, error: &toml::de::Error) -> Diagnostic {
        let start = error.span().map_or(0, |span| span.start) as u32;
        let line = self.source.line_span(self.source.line(start));
        self.invalid(line, format!("the settings are not TOML: {}", error.message())).help(mend(error))
    }

    pub fn wrong(&self, setting: &Setting, value: &toml::Value) -> Diagnostic {
        let key = setting.name;
        let (wanted, help) = match setting.shape {
            Shape::Text => ("a text in quotes", format!("write `{key} = \"…\"`")),
            Shape::Switch => ("`true` or `false`", format!("write `{key} = false`, without quotes")),
            Shape::Theme => ("a text in quotes or a table", format!("write `[{key}]`")),
            _ => ("a table", format!("write `[{key}]`")),
        };
        let found = value.type_str();
        let article = if found.starts_with(['a', 'i']) { "an" } else { "a" };
        let message = format!("`{key}` must be {wanted}, not {article} {found}");
        self.invalid(self.places.value(&[key]), message).help(help)
    }

    pub fn outside(&self, key: &str) -> Diagnostic {
        let help = match key {
            "output" => "write a folder inside the site, or build with `journeybook build --out FOLDER`",
            _ => "write a folder inside the site, or keep the settings in the folder above",
        };
        self.invalid(self.places.value(&[key]), format!("`{key}` leads out of the site")).help(help)
    }

    pub fn wrong_plugin(&self, name: &str) -> Diagnostic {
        let message = format!("the settings of the plugin `{name}` must be a table");
        self.invalid(self.places.value(&["plugins", name]), message)
            .help(format!("write `[plugins.{name}]` and its keys below"))
    }

    pub fn wrong_limits(&self, name: &str, settings: &Value) -> Vec<Diagnostic> {
        let limits = settings.get("limits").and_then(Value::as_object).into_iter().flatten();
        let wrong = limits.filter(|(_, value)| value.as_u64().is_none());
        let say = |(key, _): (&String, &Value)| {
            let message = format!("the limit `{key}` of the plugin `{name}` must be a whole number");
            self.invalid(self.places.value(&["plugins", name, "limits", key]), message)
                .help(format!("write `{key} = 64`, without quotes"))
        };
        wrong.map(say).collect()
    }

    pub fn wrong_levels(&self, name: &str, settings: &Value) -> Vec<Diagnostic> {
        let levels = settings.get("levels").and_then(Value::as_object).into_iter().flatten();
        let is_level = |value: &Value| value.as_str().is_some_and(|level| LEVELS.contains(&level));
        let say = |(rule, _): (&String, &Value)| {
            let message =
                format!("the level of the rule `{rule}` of the plugin `{name}` must be one of four words");
            self.invalid(self.places.value(&["plugins", name, "levels", rule]), message)
                .help(format!("write one of \"{}\"", LEVELS.join("\", \"")))
        };
        levels.filter(|(_, value)| !is_level(value)).map(say).collect()
    }

    pub fn plugin_fault(&self, name: &str, fault: &SettingFault) -> Diagnostic {
        let way: Vec<&str> =
            ["plugins", name].into_iter().chain(fault.way.iter().map(String::as_str)).collect();
        let at = if fault.on_key { self.places.key(&way) } else { self.places.value(&way) };
        let note = self.invalid(at, fault.message.clone()).plugin(name);
        match (&fault.meant, way.last()) {
            (Some(meant), Some(typed)) if fault.on_key => note.meant(self.source, at, typed, meant),
            _ => note.help(fault.help.clone()),
        }
    }

    pub fn no_plugin(&self, name: &str, known: &[&str]) -> Diagnostic {
        let message = format!("no plugin is called `{name}`, so `[plugins.{name}]` does nothing");
        let (path, at) = (&self.source.path, self.places.key(&["plugins", name]));
        let note = Diagnostic::at(codes::SETTINGS_UNKNOWN, Severity::Warning, path, at, message);
        match nearest(name, known.iter().copied()) {
            Some(near) => note.meant(self.source, at, name, near),
            None => note.help(format!(
                "the plugins are {}; one of your own would be `plugins/{name}.wasm`",
                known.join(", ")
            )),
        }
    }

    pub fn wrong_token(&self, token: &Token) -> Diagnostic {
        let wanted = match token.sort {
            Sort::Colour => "a colour of CSS that nothing shines through",
            Sort::Fonts => "names of fonts, with commas between them",
            Sort::Length => "a length in `px`, `rem` or `em`",
        };
        let message = format!("the token `{}` must be {wanted}", token.name);
        self.invalid(self.places.value(&["theme", "tokens", token.name]), message).help(format!(
            "write `{} = \"{}\"`",
            token.name,
            token.example()
        ))
    }

    pub fn unknown_token(&self, name: &str) -> Diagnostic {
        let names = TOKENS.iter().map(|token| token.name);
        let at = self.places.key(&["theme", "tokens", name]);
        self.does_nothing(at, name, "`[theme.tokens]`", names)
    }

    /// Something under `[theme]` that is no setting, or none of its kind.
    pub fn wrong_in_theme(&self, key: &str, value: &toml::Value) -> Diagnostic {
        let at = self.places.value(&["theme", key]);
        match key {
            "name" => self
                .invalid(
                    at,
                    format!("`name` under `[theme]` must be a text in quotes, not {}", value.type_str()),
                )
                .help("write `name = \"default\"`"),
            "tokens" => self
                .invalid(at, "`tokens` under `[theme]` must be a table".to_owned())
                .help("write `[theme.tokens]` and the tokens below"),
            _ => {
                let at = self.places.key(&["theme", key]);
                self.does_nothing(at, key, "`[theme]`", ["name", "tokens"].into_iter())
            }
        }
    }

    fn does_nothing(
        &self,
        at: Span,
        key: &str,
        under: &str,
        names: impl Iterator<Item = &'static str> + Clone,
    ) -> Diagnostic {
        let message = format!("`{key}` under {under} is not a setting and does nothing");
        let note = Diagnostic::at(codes::SETTINGS_UNKNOWN, Severity::Warning, &self.source.path, at, message);
        match nearest(key, names.clone()) {
            Some(known) => note.meant(self.source, at, key, known),
            None => note.help(format!("the settings are {}", names.collect::<Vec<_>>().join(", "))),
        }
    }

    pub fn no_lane(&self, lane: &str) -> Diagnostic {
        let words = StandardLane::ALL.iter().map(|lane| lane.word());
        let at = self.places.key(&["labels", lane]);
        let note = self.invalid(at, format!("`{lane}` under `[labels]` is not a lane"));
        match nearest(lane, words.clone()) {
            Some(word) => note.meant(self.source, at, lane, word),
            None => note.help(format!("the lanes are {}", words.collect::<Vec<_>>().join(", "))),
        }
    }

    pub fn wrong_frameworks(&self, key: &str) -> Diagnostic {
        let message = format!("`{key}` under `[frameworks]` must be a list of ids");
        self.invalid(self.places.value(&["frameworks", key]), message).help(format!(
            "write `{key} = [\"kotler-5a\"]`; `journeybook framework list` says which there are"
        ))
    }

    pub fn unknown_framework_key(&self, key: &str) -> Diagnostic {
        let names = super::frameworks::KEYS.map(|(name, _)| name);
        self.does_nothing(self.places.key(&["frameworks", key]), key, "`[frameworks]`", names.into_iter())
    }

    pub fn wrong_ranking(&self) -> Diagnostic {
        let message = "`rank-by` under `[opportunities]` must be the id of a score".to_owned();
        self.invalid(self.ranking(), message).help("write `rank-by = \"rice\"`")
    }

    pub fn unknown_opportunity_key(&self, key: &str) -> Diagnostic {
        let message = format!("`{key}` under `[opportunities]` is not a setting and does nothing");
        let (path, at) = (&self.source.path, self.places.key(&["opportunities", key]));
        Diagnostic::at(codes::SETTINGS_UNKNOWN, Severity::Warning, path, at, message)
            .help("the only setting is rank-by")
    }

    /// Where the score that opportunities are ranked by was written.
    pub fn ranking(&self) -> Span {
        self.places.value(&["opportunities", "rank-by"])
    }

    /// The place of an id in one of the lists of `[frameworks]`.
    fn framework(&self, key: &str, id: &str) -> Span {
        let numbers =
            (0..MOST_IDS).map(|number| self.places.value(&["frameworks", key, &number.to_string()]));
        let is_it = |span: &Span| self.source.slice(*span).trim_matches(['"', '\'']) == id;
        numbers.into_iter().find(is_it).unwrap_or_else(|| self.places.value(&["frameworks", key]))
    }

    pub fn unknown(&self, key: &str) -> Diagnostic {
        let message = format!("`{key}` is not a setting and does nothing");
        let names = KEYS.iter().map(|known| known.name);
        let at = self.places.key(&[key]);
        let path = &self.source.path;
        let note = Diagnostic::at(codes::SETTINGS_UNKNOWN, Severity::Warning, path, at, message);
        match nearest(key, names.clone()) {
            Some(known) => note.meant(self.source, at, key, known),
            None => note.help(format!("the settings are {}", names.collect::<Vec<_>>().join(", "))),
        }
    }
}

/// A setting that names a framework which nobody knows.
pub fn unknown_view<'k>(
    source: &Source,
    key: &str,
    id: &str,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    let page = Page::of(source);
    let at = page.framework(key, id);
    let message = format!("no plugin and no file knows the framework `{id}`");
    let note = Diagnostic::at(codes::UNKNOWN_VIEW, Severity::Error, &source.path, at, message);
    match nearest(id, known) {
        Some(near) => note.meant(source, at, id, near),
        None => note.help("`journeybook framework list` says which there are"),
    }
}

/// A setting by which maps would be shown through a framework on an axis of its own.
pub fn not_projectable(source: &Source, key: &str, id: &str) -> Diagnostic {
    let at = Page::of(source).framework(key, id);
    let message = crate::resolve::own_axis(id);
    Diagnostic::at(codes::NOT_PROJECTABLE, Severity::Warning, &source.path, at, message)
        .help(format!("take `{id}` out of `views`; under `pages` it may stand"))
}

/// A setting that names a file which is not there.
pub fn no_file(source: &Source, key: &str, path: &str) -> Diagnostic {
    let page = Page::of(source);
    let message = format!("there is no file `{path}` to be the site's {key}");
    page.invalid(page.places.value(&[key]), message)
        .help("write its path from the site's root, under the content folder or `data`")
}
