//! How a step feels: what was typed and what can be compared.

/// The declared ends of a map's emotion scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The worst value.
    pub low: f64,
    /// The best value.
    pub high: f64,
}

impl Default for Scale {
    fn default() -> Self {
        Self { low: -2.0, high: 2.0 }
    }
}

impl Scale {
    /// Whether a number lies on the scale.
    pub fn holds(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// A number of the scale as -1..1.
    pub fn normal(self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low) * 2.0 - 1.0
    }

    /// A normalised value back on the scale.
    pub fn value(self, normal: f64) -> f64 {
        self.low + (normal + 1.0) / 2.0 * (self.high - self.low)
    }
}

/// One feeling.
#[derive(Clone, Debug, PartialEq)]
pub struct Feeling {
    /// What was typed.
    pub raw: Box<str>,
    /// The number on the map's scale.
    pub value: f64,
    /// The number as -1..1, which is what is compared.
    pub normal: f64,
    /// The word beside the number.
    pub word: Option<Box<str>>,
    /// How strong it is said to be, 0..1, where an intensity was written beside a word.
    pub intensity: Option<f64>,
    /// How they had expected to feel, as -1..1, where that is written.
    pub expected: Option<f64>,
}

impl Feeling {
    /// How far it lies below what was expected, from -2 to 2: below zero where it went better.
    pub fn gap(&self) -> Option<f64> {
        self.expected.map(|expected| expected - self.normal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_map_onto_minus_one_to_one_and_back() {
        let stars = Scale { low: 1.0, high: 5.0 };
        assert_eq!(stars.normal(1.0), -1.0);
        assert_eq!(stars.normal(3.0), 0.0);
        assert_eq!(stars.value(stars.normal(4.0)), 4.0);
        assert!(!stars.holds(0.0));
    }
}
