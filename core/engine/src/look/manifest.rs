//! `theme.toml`: what a theme says of itself.

use std::sync::Arc;

use journeybook_model::{Diagnostic, Place, Severity, Source, Span};

use crate::parse::{nearest, source};
use crate::settings::Places;
use crate::{File, Layer, codes};

/// The name of the file.
pub const FILE: &str = "theme.toml";

/// Every key there is.
const KEYS: [&str; 5] = ["name", "title", "version", "extends", "contrast"];

/// What a theme says of itself. Without the file, a theme extends the default one.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// The theme it extends; none stands on its own.
    pub extends: Option<String>,
    /// What stands on what: `ink on paper`, by the names of variables.
    pub pairs: Vec<String>,
    /// The file, with where it says what it extends.
    place: Option<Place>,
    source: Option<Arc<Source>>,
}

impl Manifest {
    /// What a theme says that has no such file.
    pub fn extending(base: &str) -> Manifest {
        Self { extends: Some(base.to_owned()), ..Self::default() }
    }

    /// Reads the file of the theme `name`. What is wrong with it is said, and counts as not written.
    pub fn read(name: &str, file: &File, notes: &mut Vec<Diagnostic>) -> Manifest {
        let path = Arc::from(format!("themes/{name}/{FILE}"));
        match source(&file.called(path)) {
            Ok(source) => Self::of(Arc::new(source), notes),
            Err(note) => {
                notes.push(*note);
                Self::default()
            }
        }
    }

    fn of(source: Arc<Source>, notes: &mut Vec<Diagnostic>) -> Manifest {
        let places = Places::of(&source.text);
        let mut manifest = Self {
            place: Some(Place { file: source.path.clone(), span: Some(places.value(&["extends"])) }),
            ..Self::default()
        };
        match source.text.parse::<toml::Table>() {
            Ok(table) => {
                table.iter().for_each(|(key, value)| manifest.set(key, value, &places, &source, notes))
            }
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start) as u32;
                let line = source.line_span(source.line(start));
                notes.push(wrong(&source, line, format!("`{FILE}` is not TOML: {}", error.message())));
            }
        }
        Self { source: Some(source), ..manifest }
    }

    fn set(
        &mut self,
        key: &str,
        value: &toml::Value,
        places: &Places,
        source: &Source,
        notes: &mut Vec<Diagnostic>,
    ) {
        let at = places.value(&[key]);
        match (key, value) {
            ("extends", toml::Value::String(name)) => self.extends = Some(name.clone()),
            ("extends", _) => {
                notes.push(wrong(source, at, "`extends` must be a text: `extends = \"default\"`".into()))
            }
            ("contrast", toml::Value::Array(pairs)) => {
                self.pairs.extend(pairs.iter().filter_map(|pair| pair.as_str().map(str::to_owned)));
            }
            ("contrast", _) => {
                notes.push(wrong(
                    source,
                    at,
                    "`contrast` must be a list: `contrast = [\"ink on paper\"]`".into(),
                ));
            }
            (key, _) if KEYS.contains(&key) => {}
            _ => notes.push(unknown(source, places.key(&[key]), key)),
        }
    }

    /// What to say of a theme that extends one which extends it.
    pub fn circle(&self, way: &[String]) -> Option<Diagnostic> {
        let place = self.place.as_ref()?;
        let message = format!("themes extend one another in a circle: {}", way.join(" → "));
        let note = Diagnostic::at(codes::THEME_CIRCLE, Severity::Error, &place.file, place.span?, message);
        Some(note.help("write `extends = \"default\"` into one of them, or take the line out"))
    }

    /// What to say of a theme that extends one which is not there.
    pub fn unknown(&self, known: &[String]) -> Option<Diagnostic> {
        let (place, name) = (self.place.as_ref()?, self.extends.as_deref()?);
        let message = format!("there is no theme `{name}` to extend, so the default theme is extended");
        let note = Diagnostic::at(codes::THEME_UNKNOWN, Severity::Error, &place.file, place.span?, message);
        Some(match (nearest(name, known.iter().map(String::as_str)), &self.source) {
            (Some(near), Some(source)) => note.meant(source, place.span?, name, near),
            _ => note.help(format!(
                "write one of `{}`, or put its files into `themes/{name}/`",
                known.join("`, `")
            )),
        })
    }
}

/// The files of this name that a site has, as texts to point into.
pub fn manifests(layers: &[Layer]) -> impl Iterator<Item = (Arc<str>, Arc<Source>)> {
    let own = layers.iter().filter(|layer| layer.is_own);
    let files = own.flat_map(|layer| layer.files.iter().map(move |file| (layer, file)));
    files.filter(|(_, file)| &*file.path == FILE).filter_map(|(layer, file)| {
        let path: Arc<str> = format!("themes/{}/{FILE}", layer.theme).into();
        let source = source(&file.called(path.clone())).ok()?;
        Some((path, Arc::new(source)))
    })
}

fn wrong(source: &Source, at: Span, message: String) -> Diagnostic {
    Diagnostic::at(codes::THEME_FILE, Severity::Error, &source.path, at, message)
        .help("a theme.toml holds `title`, `extends` and `contrast`, and may hold nothing at all")
}

fn unknown(source: &Source, at: Span, key: &str) -> Diagnostic {
    let message = format!("`{key}` in a {FILE} does nothing");
    let note = Diagnostic::at(codes::THEME_FILE, Severity::Warning, &source.path, at, message);
    match nearest(key, KEYS.into_iter()) {
        Some(known) => note.meant(source, at, key, known),
        None => note.help(format!("the keys are {}", KEYS.join(", "))),
    }
}
