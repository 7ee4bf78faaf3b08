//! Writing scores and their definitions.

use crate::{Attributed, Definition, Node, Part, Score};

impl Definition {
    /// A bare number without a scale, of which more is better.
    pub fn new(id: &str, title: &str) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            unit: String::new(),
            low: None,
            high: None,
            higher_is_better: true,
            description: String::new(),
            source: String::new(),
            attributes: Vec::new(),
        }
    }

    /// Sets what stands behind the number.
    #[must_use]
    pub fn unit(mut self, unit: &str) -> Self {
        self.unit = unit.into();
        self
    }

    /// Sets the ends of the scale; a score that is open at one end has `None` there.
    #[must_use]
    pub fn scale(mut self, low: impl Into<Option<f64>>, high: impl Into<Option<f64>>) -> Self {
        (self.low, self.high) = (low.into(), high.into());
        self
    }

    /// Says that less is better.
    #[must_use]
    pub fn lower_is_better(mut self) -> Self {
        self.higher_is_better = false;
        self
    }

    /// Says what the score tells.
    #[must_use]
    pub fn description(mut self, text: &str) -> Self {
        self.description = text.into();
        self
    }

    /// Says where the method comes from.
    #[must_use]
    pub fn source(mut self, text: &str) -> Self {
        self.source = text.into();
        self
    }

    /// Shows the formula beside the score.
    #[must_use]
    pub fn formula(self, text: &str) -> Self {
        self.with("formula", text)
    }

    /// Makes it one of the few that everybody should see. The smaller the number, the earlier it stands; the shipped ones
    /// take 10, 20 and so on to 90.
    ///
    /// ```
    /// use journeybook_plugin::Definition;
    /// let waiting = Definition::new("waiting", "Waiting time").headline(15);
    /// ```
    #[must_use]
    pub fn headline(self, rank: u32) -> Self {
        self.with("prominence", "headline").with("rank", rank.to_string())
    }
}

impl Score {
    /// A score with a value, which has to be finite.
    pub fn new(id: &str, value: f64) -> Self {
        Self {
            id: id.into(),
            value: Some(value),
            n: 0,
            excluded: 0,
            low: None,
            high: None,
            explanation: String::new(),
            parts: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// A score that is not known, with the reason in one sentence.
    pub fn absent(id: &str, reason: &str) -> Self {
        Self { value: None, ..Self::new(id, 0.0) }.explained(reason)
    }

    /// Says how many things count and how many were left out.
    #[must_use]
    pub fn counting(mut self, n: usize, excluded: usize) -> Self {
        let most = |count| u32::try_from(count).unwrap_or(u32::MAX);
        (self.n, self.excluded) = (most(n), most(excluded));
        self
    }

    /// Sets the one or two sentences.
    #[must_use]
    pub fn explained(mut self, sentences: impl Into<String>) -> Self {
        self.explanation = sentences.into();
        self
    }

    /// Sets the interval that the value is known to lie in.
    #[must_use]
    pub fn within(mut self, low: f64, high: f64) -> Self {
        (self.low, self.high) = (Some(low), Some(high));
        self
    }

    /// Adds the places it is made of.
    #[must_use]
    pub fn parts(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts.extend(parts);
        self
    }
}

impl Part {
    /// The share of one place.
    pub fn new(at: Node, value: impl Into<Option<f64>>, note: &str) -> Self {
        Self { at, value: value.into(), note: note.into() }
    }
}
