//! Prints what a build has to say.

mod github;
mod human;
mod json;
mod short;

use std::path::Path;

use journeybook_kit::report::{Problem, counts, plural};
use journeybook_kit::site::shown;

use crate::args::Format;
use crate::session::Built;

/// A build as text, with paths that a person in the current folder could type.
pub struct Report<'a> {
    built: &'a Built,
    prefix: String,
}

impl<'a> Report<'a> {
    /// The report of a build of the site at `root`.
    pub fn new(built: &'a Built, root: &Path) -> Self {
        let folder = shown(root);
        let prefix = if folder == "." { String::new() } else { format!("{folder}/") };
        Self { built, prefix }
    }

    /// What is wrong, in a format; ends with a line break unless it is empty.
    pub fn render(&self, format: Format, color: bool) -> String {
        match format {
            Format::Human => human::render(self, color),
            Format::Short => short::render(self),
            Format::Json => json::render(self),
            Format::Github => github::render(self),
        }
    }

    /// "2 errors, 1 warning in 22 files".
    pub fn summary(&self) -> String {
        format!("{} in {}", counts(&self.built.output.diagnostics), plural(self.built.files, "file"))
    }

    fn problems(&self) -> Vec<Problem> {
        Problem::all(&self.built.output.diagnostics, &self.built.output.sources)
    }

    /// An absolute name is already one that can be typed.
    fn path(&self, file: &str) -> String {
        format!("{}{file}", self.prefix)
    }
}

/// A text as one line without anything a terminal would obey: messages quote what authors wrote.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split(char::is_control).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
