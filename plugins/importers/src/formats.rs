//! The formats, and how a file's own is found.

pub mod agentic;
pub mod apexyard;
pub mod cjml;
mod csv;
pub mod enablement;
pub mod mapped;
mod sheet;
mod xlsx;

use journeybook_plugin::{Format, Imported, SourceFile};

/// Reads one format.
pub trait Reader: Sync {
    /// The format's card.
    fn format(&self) -> Format;

    /// Whether a file of its ending looks like one of its own. The first reader that says so reads it.
    fn knows(&self, file: &SourceFile) -> bool;

    /// Reads a file, with the text of the mapping if one was given.
    fn read(&self, file: &SourceFile, mapping: Option<&str>) -> Result<Imported, String>;
}

/// Every reader, the pickiest first.
pub const ALL: &[&dyn Reader] = &[
    &enablement::Enablement,
    &apexyard::Apexyard,
    &agentic::Agentic,
    &cjml::Cjml,
    &mapped::Mapped,
    &xlsx::Xlsx,
    &csv::Csv,
];

/// Reads a file as the format that is asked for, else as the first that knows it.
pub fn read(file: &SourceFile, format: Option<&str>, mapping: Option<&str>) -> Result<Imported, String> {
    let reader = match format {
        Some(id) => ALL.iter().find(|reader| reader.format().id == id),
        None => ALL.iter().find(|reader| has_ending(&reader.format(), file) && reader.knows(file)),
    };
    let reader = reader.ok_or_else(|| unknown(file, format))?;
    reader.read(file, mapping)
}

fn has_ending(format: &Format, file: &SourceFile) -> bool {
    format.extensions.contains(&file.extension())
}

fn unknown(file: &SourceFile, format: Option<&str>) -> String {
    let ids: Vec<String> = ALL.iter().map(|reader| reader.format().id).collect();
    let known = ids.join(", ");
    match format {
        Some(id) => format!("there is no format `{id}`; write one of {known}"),
        None => format!("`{}` is in no format that is known by its looks; name one of {known}", file.name),
    }
}

/// Says which lines were read though they are no YAML.
fn say_mended(lines: &[u32], out: &mut Imported) {
    for line in lines {
        out.lost(*line, "text goes on behind the closing quotation mark, which YAML forbids; the item is read as one text");
    }
}

/// How many comments are shown one by one.
const COMMENTS: usize = 10;

/// Says which comments a file had; a map has no place for them.
fn say_comments(comments: &[(u32, String)], out: &mut Imported) {
    for (line, text) in comments.iter().take(COMMENTS) {
        out.lost(*line, format!("the comment “{text}” is left out"));
    }
    if let Some((line, _)) = comments.get(COMMENTS) {
        out.lost(*line, format!("{} more comments from here on are left out", comments.len() - COMMENTS));
    }
}
