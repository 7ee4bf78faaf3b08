//! `[opportunities]`: how a site ranks what it could do.

use journeybook_model::{Diagnostic, Severity, Source};

use super::Settings;
use super::notes::Page;
use crate::codes;
use crate::parse::nearest;

/// The only key.
const RANK_BY: &str = "rank-by";

/// The keys of the table, each with what it is.
pub(crate) const KEYS: [(&str, &str); 1] = [(
    RANK_BY,
    "The id of a score that a plugin gives opportunities, such as `rice`, in place of impact × reach ÷ effort.",
)];

impl Settings {
    pub(super) fn set_opportunities(
        &mut self,
        table: toml::Table,
        page: &Page<'_>,
        notes: &mut Vec<Diagnostic>,
    ) {
        for (key, value) in table {
            match (key.as_str(), value) {
                (RANK_BY, toml::Value::String(id)) => self.rank_by = Some(id),
                (RANK_BY, _) => notes.push(page.wrong_ranking()),
                _ => notes.push(page.unknown_opportunity_key(&key)),
            }
        }
    }
}

/// A setting that names a score which no plugin gives.
pub fn unknown_ranking<'k>(
    source: &Source,
    id: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Diagnostic {
    let at = Page::of(source).ranking();
    let message =
        format!("no plugin gives the score `{id}`, so opportunities are ranked by impact × reach ÷ effort");
    let note = Diagnostic::at(codes::UNKNOWN_RANKING, Severity::Error, &source.path, at, message);
    match nearest(id, known) {
        Some(near) => note.meant(source, at, id, near),
        None => note.help(
            "write the id of a score with a value for each opportunity: rice, ice, value-effort or wsjf",
        ),
    }
}
