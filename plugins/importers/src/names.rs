//! File names, each given once.

use std::collections::BTreeSet;

use crate::text;

/// The names that are taken.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// `folder/words.md`, with a number where that is taken; `fallback` stands for words without a letter.
    pub fn path(&mut self, folder: &str, words: &str, fallback: &str) -> String {
        let slug = Some(short(text::slug(words))).filter(|slug| !slug.is_empty());
        let slug = slug.unwrap_or_else(|| fallback.to_owned());
        let numbered = (2..).map(|number| format!("{folder}/{slug}-{number}.md"));
        let mut free = std::iter::once(format!("{folder}/{slug}.md")).chain(numbered);
        let path = free.find(|path| !self.0.contains(path)).unwrap_or_default();
        self.0.insert(path.clone());
        path
    }
}

/// How many bytes a file name may have: enough to be read, and no file system minds.
const LONGEST: usize = 80;

/// A slug that ends where a word does, if it must be cut.
fn short(slug: String) -> String {
    if slug.len() <= LONGEST {
        return slug;
    }
    let cut = slug.floor_char_boundary(LONGEST);
    let word = slug[..cut].rfind('-').filter(|end| *end > LONGEST / 2).unwrap_or(cut);
    slug[..word].to_owned()
}

/// The id of the document at a path: the name of its file.
pub fn id(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_once() {
        let mut names = Names::default();
        let mut given = |words| names.path("journeys", words, "journey");
        assert_eq!(
            [given("Buy a seat"), given("buy a seat!"), given("?")],
            ["journeys/buy-a-seat.md", "journeys/buy-a-seat-2.md", "journeys/journey.md"]
        );
        let long = Names::default().path("evidence", &"word ".repeat(30), "source");
        assert_eq!(long, format!("evidence/{}word.md", "word-".repeat(15)));
        assert_eq!(id("journeys/buy-a-seat-2.md"), "buy-a-seat-2");
    }
}
