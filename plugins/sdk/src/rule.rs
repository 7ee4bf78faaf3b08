//! Writing rules and what they find.

use crate::{Finding, Node, Rule};

impl Rule {
    /// A rule whose findings are warnings.
    pub fn new(id: &str, title: &str) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            level: "warning".into(),
            rationale: String::new(),
            source: String::new(),
            attributes: Vec::new(),
        }
    }

    /// Sets how much its findings matter: `error`, `warning` or `hint`.
    #[must_use]
    pub fn level(mut self, word: &str) -> Self {
        self.level = word.into();
        self
    }

    /// Says why it matters.
    #[must_use]
    pub fn rationale(mut self, text: &str) -> Self {
        self.rationale = text.into();
        self
    }

    /// Says where it comes from.
    #[must_use]
    pub fn source(mut self, text: &str) -> Self {
        self.source = text.into();
        self
    }
}

impl Finding {
    /// A finding of the level of its rule.
    pub fn new(rule: &str, at: Node, message: &str) -> Self {
        Self {
            rule: rule.into(),
            level: String::new(),
            at,
            message: message.into(),
            help: None,
            attributes: Vec::new(),
        }
    }

    /// Sets a level of its own.
    #[must_use]
    pub fn level(mut self, word: &str) -> Self {
        self.level = word.into();
        self
    }

    /// Says what to type.
    #[must_use]
    pub fn help(mut self, text: &str) -> Self {
        self.help = Some(text.into());
        self
    }
}
