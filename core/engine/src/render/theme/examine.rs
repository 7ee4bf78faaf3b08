//! What is wrong with a theme and no build would show: fields that no page reads yet, templates that nothing uses.

use journeybook_model::{Diagnostic, Severity, Source, Span};

use super::{TEMPLATES, Theme};
use crate::parse::nearest;
use crate::render::pages;
use crate::render::views;
use crate::settings::Settings;
use crate::{Layer, codes, look};

/// Looks through a theme without rendering anything.
pub fn examine(settings: &Settings, layers: &[Layer]) -> Vec<Diagnostic> {
    let theme = Theme::new(settings, layers, &mut Vec::new());
    let mut notes = unknown_fields(&theme);
    notes.extend(unused(&theme, layers));
    notes.extend(unmeasured(settings, layers));
    notes.sort_by(|one, two| one.order().cmp(&two.order()));
    notes
}

/// Fields of what a page starts from that its view does not have, wherever in the template they are read.
fn unknown_fields(theme: &Theme) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    for (name, template) in theme.templates.templates() {
        let starts = pages::names_of(name);
        let mut read: Vec<String> = template.undeclared_variables(true).into_iter().collect();
        read.sort_unstable();
        for words in read {
            let mut parts = words.split('.');
            let (Some(of), Some(field)) = (parts.next(), parts.next()) else { continue };
            let Some(view) =
                starts.iter().find(|(start, _)| *start == of).and_then(|(_, view)| view_of(view))
            else {
                continue;
            };
            if view.1.iter().all(|(known, _)| *known != field) {
                notes.extend(theme.sources.get(name).map(|source| unknown(source, of, field, view)));
            }
        }
    }
    notes
}

fn view_of(title: &str) -> Option<views::Listing> {
    views::contract().into_iter().find(|(known, _)| *known == title)
}

fn unknown(source: &Source, of: &str, field: &str, (view, fields): views::Listing) -> Diagnostic {
    let words = format!("{of}.{field}");
    let start = source.text.find(&words);
    let message = format!("the template reads `{words}`, which is not there");
    let mut note = Diagnostic::file(codes::TEMPLATE_ERROR, Severity::Error, &source.path, message);
    note.place.span = start.map(|start| Span::new(start, start + words.len()));
    let names = || fields.iter().map(|(name, _)| *name);
    let near = nearest(field, names());
    let meant = near.map(|near| format!("did you mean `{of}.{near}`? ")).unwrap_or_default();
    note.help(format!("{meant}`{of}` is a {view}, which has {}", names().collect::<Vec<_>>().join(", ")))
}

/// Pairs of colours that a theme names and nobody can measure.
fn unmeasured(settings: &Settings, layers: &[Layer]) -> impl Iterator<Item = Diagnostic> {
    let path = format!("themes/{}/{}", settings.theme, look::MANIFEST).into();
    look::unmeasured(settings, layers).into_iter().map(move |pair| {
        let message = format!("the contrast of `{pair}` cannot be measured");
        Diagnostic::file(codes::THEME_FILE, Severity::Warning, &path, message)
            .help("write names of variables that stand under `:root`, without their dashes: `ink on paper`")
    })
}

/// Templates of the site that make no page and that no template names.
fn unused<'t>(theme: &'t Theme, layers: &'t [Layer]) -> impl Iterator<Item = Diagnostic> + 't {
    let own = layers.iter().filter(|layer| layer.is_own);
    let files = own.flat_map(|layer| layer.files.iter().map(move |file| (layer, file)));
    files.filter_map(move |(layer, file)| {
        let name = file.path.strip_prefix("templates/")?;
        if TEMPLATES.contains(&name) || is_named(theme, name) {
            return None;
        }
        let path = format!("themes/{}/{}", layer.theme, file.path).into();
        let message = format!("no page and no template uses `{name}`");
        let note = Diagnostic::file(codes::TEMPLATE_UNUSED, Severity::Warning, &path, message);
        let known = theme.sources.keys().map(String::as_str).filter(|known| *known != name);
        Some(note.help(match nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "correct its path, or remove it".to_owned(),
        }))
    })
}

/// Whether any template holds the name in quotes.
fn is_named(theme: &Theme, name: &str) -> bool {
    let quoted = ['"', '\''].map(|quote| format!("{quote}{name}{quote}"));
    let below = ['"', '\''].map(|quote| format!("/{name}{quote}"));
    let holds =
        |source: &Source| quoted.iter().chain(&below).any(|words| source.text.contains(words.as_str()));
    theme.sources.values().any(|source| holds(source))
}
