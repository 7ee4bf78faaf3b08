//! `cases.md`: each second-level heading is a case with a map, settings and the answer, as fenced blocks.

use std::ops::Range;

use thiserror::Error;

/// A file of cases.
#[derive(Debug)]
pub struct Cases {
    text: String,
    /// The cases, in order.
    pub all: Vec<Case>,
}

/// One case.
#[derive(Debug, PartialEq)]
pub struct Case {
    /// Its heading.
    pub title: String,
    /// The map, if it has one.
    pub map: Option<String>,
    /// Files beside it, such as `content/evidence/survey.md` and `data/survey.csv`.
    pub files: Vec<(String, String)>,
    /// The settings, TOML.
    pub settings: String,
    /// What it asks for.
    pub kind: Kind,
    /// The answer that is expected.
    pub expected: Vec<String>,
    /// Where that stands.
    place: Range<usize>,
}

/// What a case asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The scores of its map.
    Scores,
    /// The frameworks.
    Frameworks,
}

/// Why a file of cases cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Unread {
    /// A case without an answer.
    #[error(
        "the case “{0}” has no answer: add an empty ```scores or ```frameworks block, and run with `--update`"
    )]
    NoAnswer(String),
    /// A case about scores without a map.
    #[error(
        "the case “{0}” asks for scores of no map: add one, as a block after a line that ends with `map.md`:"
    )]
    NoMap(String),
    /// No case at all.
    #[error("it has no case: begin one with a heading, `## What it shows`")]
    Nothing,
}

/// A block between fences.
struct Block<'t> {
    /// The line before it, without empty ones.
    label: &'t str,
    info: &'t str,
    body: Range<usize>,
}

/// A piece of the file: a line of prose, or what stands between two fences.
enum Piece<'t> {
    Line(&'t str),
    Block { info: &'t str, body: Range<usize> },
}

/// What stands below one heading.
struct Section<'t> {
    title: &'t str,
    blocks: Vec<Block<'t>>,
}

impl Cases {
    /// Reads a file's text.
    pub fn read(text: &str) -> Result<Self, Unread> {
        // A section without blocks is for people.
        let sections = sections(text).into_iter().filter(|section| !section.blocks.is_empty());
        let all = sections.map(|section| case(text, &section)).collect::<Result<Vec<_>, _>>()?;
        if all.is_empty() { Err(Unread::Nothing) } else { Ok(Self { text: text.to_owned(), all }) }
    }

    /// The text with these answers in place of those expected, in the order of the cases.
    pub fn with(&self, answers: &[Vec<String>]) -> String {
        let mut text = self.text.clone();
        for (case, lines) in self.all.iter().zip(answers).rev() {
            let body: String = lines.iter().map(|line| format!("{line}\n")).collect();
            text.replace_range(case.place.clone(), &body);
        }
        text
    }
}

fn case(text: &str, section: &Section<'_>) -> Result<Case, Unread> {
    let Section { title, blocks } = section;
    let body = |block: &Block<'_>| text[block.body.clone()].to_owned();
    let answer = blocks.iter().find_map(|block| Some((kind(block.info)?, block.body.clone())));
    let (kind, place) = answer.ok_or_else(|| Unread::NoAnswer((*title).to_owned()))?;
    let map = blocks.iter().find(|block| block.label.ends_with("`map.md`:")).map(body);
    let files =
        blocks.iter().filter_map(|block| Some((beside(block.label)?.to_owned(), body(block)))).collect();
    if kind == Kind::Scores && map.is_none() {
        return Err(Unread::NoMap((*title).to_owned()));
    }
    let settings = blocks.iter().find(|block| block.info == "toml").map(body).unwrap_or_default();
    let expected = text[place.clone()].lines().map(str::to_owned).collect();
    Ok(Case { title: (*title).to_owned(), map, files, settings, kind, expected, place })
}

/// The path that a line names, where it is that of a file beside the map.
fn beside(label: &str) -> Option<&str> {
    let (_, path) = label.strip_suffix("`:")?.rsplit_once('`')?;
    ["content/", "data/"].iter().any(|folder| path.starts_with(folder)).then_some(path)
}

fn kind(info: &str) -> Option<Kind> {
    match info {
        "scores" => Some(Kind::Scores),
        "frameworks" => Some(Kind::Frameworks),
        _ => None,
    }
}

/// The second-level headings, each with the blocks below it.
fn sections(text: &str) -> Vec<Section<'_>> {
    let (mut sections, mut label): (Vec<Section<'_>>, &str) = (Vec::new(), "");
    for piece in pieces(text) {
        match piece {
            Piece::Line(line) => {
                if let Some(title) = line.strip_prefix("## ") {
                    sections.push(Section { title: title.trim(), blocks: Vec::new() });
                }
                if !line.trim().is_empty() {
                    label = line.trim();
                }
            }
            Piece::Block { info, body } => {
                sections.iter_mut().last().into_iter().for_each(|section| {
                    section.blocks.push(Block { label, info, body: body.clone() });
                });
            }
        }
    }
    sections
}

/// A block that is never closed is none.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    let mut open: Option<(usize, &str, usize)> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        let ticks = line.len() - line.trim_start_matches('`').len();
        match open {
            Some((fence, info, body)) if ticks >= fence && line.len() == ticks => {
                pieces.push(Piece::Block { info, body: body..start });
                open = None;
            }
            Some(_) => {}
            None if ticks >= 3 => open = Some((ticks, line[ticks..].trim(), at)),
            None => pieces.push(Piece::Line(line)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Cases\n\nProse.\n\n## One\n\n`map.md`:\n\n````markdown\n## A stage\n\n```x\n```\n````\n\n\
        ```toml\na = 1\n```\n\n```scores\nsteps: 1, of 1\n```\n\n## For people\n\nNothing.\n";

    #[test]
    fn a_map_may_hold_headings_and_fences() {
        let cases = Cases::read(TEXT).unwrap();
        let case = &cases.all[0];
        assert_eq!((cases.all.len(), case.title.as_str(), case.kind), (1, "One", Kind::Scores));
        assert_eq!(case.map.as_deref(), Some("## A stage\n\n```x\n```\n"));
        assert_eq!(
            (case.settings.as_str(), case.expected.as_slice()),
            ("a = 1\n", &["steps: 1, of 1".to_owned()][..])
        );
    }

    #[test]
    fn answers_are_written_in_their_places() {
        let cases = Cases::read(TEXT).unwrap();
        let new = cases.with(&[vec!["steps: 2, of 2".to_owned(), "  more".to_owned()]]);
        assert_eq!(new, TEXT.replace("steps: 1, of 1\n", "steps: 2, of 2\n  more\n"));
        assert_eq!(cases.with(&[cases.all[0].expected.clone()]), TEXT);
    }

    #[test]
    fn what_is_missing_is_said() {
        assert_eq!(Cases::read("# x\n").unwrap_err(), Unread::Nothing);
        let said = Cases::read("## A\n\n```toml\n```\n").unwrap_err();
        assert_eq!(said, Unread::NoAnswer("A".to_owned()));
        assert_eq!(Cases::read("## A\n\n```scores\n```\n").unwrap_err(), Unread::NoMap("A".to_owned()));
    }
}
