//! What was found in one map, of the rules that hold for it.

use journeybook_plugin::{Attributed, Finding, Node};

use crate::catalogue::{ALL, Level};
use crate::presets::Levels;

/// The findings so far.
#[derive(Debug)]
pub struct Report {
    levels: Levels,
    found: Vec<Finding>,
}

impl Report {
    /// None yet.
    pub fn new(levels: Levels) -> Self {
        Self { levels, found: Vec::new() }
    }

    /// Whether no rule holds for the map.
    pub fn wants_nothing(&self) -> bool {
        self.levels.iter().all(Option::is_none)
    }

    /// Adds a finding, if its rule holds.
    pub fn say(&mut self, rule: &str, at: Node, message: &str, help: &str) {
        self.add(Finding::new(rule, at, message).help(help));
    }

    /// The same about a key of the frontmatter, which the host underlines where it is there.
    pub fn say_of_key(&mut self, rule: &str, at: Node, key: &str, message: &str, help: &str) {
        self.add(Finding::new(rule, at, message).help(help).with("key", key));
    }

    /// The same with all that a finding may carry. One with a level of its own keeps it.
    pub fn add(&mut self, finding: Finding) {
        let level = ALL.iter().position(|rule| rule.id == finding.rule).and_then(|at| self.levels[at]);
        if let Some(level) = level {
            let word = if finding.level.is_empty() { level.word() } else { &finding.level };
            self.found.push(Finding { level: String::from(word), ..finding });
        }
    }

    /// The level that a rule has here.
    pub fn level(&self, rule: &str) -> Option<Level> {
        let at = ALL.iter().position(|known| known.id == rule)?;
        self.levels[at]
    }

    /// All of them.
    pub fn findings(self) -> Vec<Finding> {
        self.found
    }
}
