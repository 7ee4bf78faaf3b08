//! The mapping file: which part of a JSON file is what.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::path::{Path, Template};

/// A mapping.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Where the journeys are.
    pub journeys: Path,
    /// Where the things are that others name by their `id`.
    #[serde(default)]
    pub tables: BTreeMap<String, Path>,
    /// The frontmatter; `title` and `id` among it.
    pub journey: BTreeMap<String, Template>,
    /// What stands before the first stage.
    pub overview: Option<Template>,
    /// The steps.
    pub step: StepRule,
    /// The entries of each step.
    #[serde(default, rename = "entry")]
    pub entries: Vec<EntryRule>,
    /// What stands below the map.
    #[serde(default, rename = "section")]
    pub sections: Vec<SectionRule>,
    /// What a source becomes; its `source` tells one from another.
    #[serde(default)]
    pub evidence: BTreeMap<String, Template>,
    /// Other words for some values, by the lane, the attribute or the key that holds them.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
}

/// How a step is read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRule {
    /// Where a journey's steps are.
    pub each: Path,
    /// The title.
    pub title: Template,
    /// The id, by which entries of the journey name their step.
    pub id: Option<Template>,
    /// The stage; neighbours of one stage stand together. Without it every step is a stage.
    pub stage: Option<Template>,
    /// The narrative.
    pub text: Option<Template>,
}

/// How an entry is read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRule {
    /// The lane.
    pub lane: String,
    /// A list of the journey whose items name their step; without it the paths begin at the step.
    pub from: Option<Path>,
    /// The id of the step an item belongs to.
    pub step: Option<Template>,
    /// What the entry says.
    pub text: Option<Template>,
    /// Where its words lead.
    pub link: Option<Template>,
    /// A source, which becomes a piece of evidence.
    pub source: Option<Path>,
    /// What closes the entry in braces.
    #[serde(default)]
    pub attributes: BTreeMap<String, Template>,
}

/// How a list below the map is read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRule {
    /// The heading.
    pub title: String,
    /// Its items.
    pub each: Path,
    /// What an item says.
    pub text: Option<Template>,
    /// Whether the items are sources, each a piece of evidence.
    #[serde(default)]
    pub sources: bool,
}

impl Rules {
    /// Reads a mapping. The error says at which of its lines it is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rules: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line(text, span.start));
            format!("line {line} of the mapping: {}", error.message().trim().replace('\n', " "))
        })?;
        rules.check(text)?;
        Ok(rules)
    }

    fn check(&self, text: &str) -> Result<(), String> {
        if !self.journey.contains_key("title") {
            return Err("the mapping says no title; write `title = \"{name}\"` below `[journey]`".into());
        }
        let unknown = self.paths().find_map(|path| {
            let table = path.tables().find(|table| !self.tables.contains_key(*table))?;
            Some((path, table))
        });
        match unknown {
            Some((path, table)) => Err(format!(
                "line {} of the mapping: `{}` looks into the table `{table}`, which there is none of; write `{table} = \"path/to/its/rows/*\"` below `[tables]`",
                line(text, path.start),
                path.written,
            )),
            None => self.check_entries(),
        }
    }

    fn check_entries(&self) -> Result<(), String> {
        let wrong = self.entries.iter().find_map(|entry| {
            let lane = &entry.lane;
            match (
                entry.text.is_some() == entry.source.is_some(),
                entry.from.is_some() == entry.step.is_some(),
            ) {
                (true, _) => {
                    Some(format!("the entry `{lane}` of the mapping needs either `text` or `source`"))
                }
                (_, false) => {
                    Some(format!("the entry `{lane}` of the mapping needs `from` and `step`, or neither"))
                }
                _ => None,
            }
        });
        wrong.map_or(Ok(()), Err)
    }

    /// Every path, in no order that matters.
    fn paths(&self) -> impl Iterator<Item = &Path> {
        let step = &self.step;
        let entries = self.entries.iter().flat_map(|entry| {
            let templates =
                entry.attributes.values().chain(&entry.text).chain(&entry.link).chain(&entry.step);
            templates.flat_map(Template::paths).chain(&entry.from).chain(&entry.source)
        });
        let sections = self
            .sections
            .iter()
            .flat_map(|section| section.text.iter().flat_map(Template::paths).chain([&section.each]));
        let templates = self.journey.values().chain(self.evidence.values()).chain(&self.overview);
        let templates = templates.chain([&step.title]).chain(&step.id).chain(&step.stage).chain(&step.text);
        let paths = templates.flat_map(Template::paths).chain([&self.journeys, &step.each]);
        paths.chain(self.tables.values()).chain(entries).chain(sections)
    }

    /// The paths that led nowhere, with their line in the mapping.
    pub fn idle<'r>(&'r self, text: &str) -> Vec<(u32, &'r str)> {
        let idle = self.paths().filter(|path| path.hits.get() == 0);
        let mut idle: Vec<_> = idle.map(|path| (line(text, path.start), path.written.as_str())).collect();
        idle.sort_unstable();
        idle
    }
}

fn line(text: &str, byte: usize) -> u32 {
    let breaks = text.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks + 1).unwrap_or(u32::MAX)
}
