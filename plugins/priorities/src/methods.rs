//! The four methods: what each asks of an opportunity, and how it answers.

use journeybook_plugin::{Attributed, Definition, Entry, number};
use journeybook_statistics::{Wrong, ice, ice_mean, quarter, rice, value_per_effort, wsjf};

/// A method of ranking opportunities.
#[derive(Debug)]
pub struct Method {
    /// Its id.
    pub id: &'static str,
    title: &'static str,
    description: &'static str,
    source: &'static str,
    formula: &'static str,
    /// What an opportunity has to say.
    pub keys: &'static [&'static str],
    /// The keys without which an opportunity does not mean this method.
    pub telling: &'static [&'static str],
    /// The value of one, from its numbers in the order of the keys.
    pub value: fn(&[f64]) -> Result<f64, Wrong>,
    /// A few words on one, among all of its kind.
    pub note: fn(&[f64], &[Vec<f64>]) -> String,
}

/// All of them.
pub const ALL: [Method; 4] = [
    Method {
        id: "rice",
        title: "First by RICE",
        description: "Which opportunity helps most people most for its effort, as far as you are sure. Confidence should come from evidence, not from feeling.",
        source: "Sean McBride, Intercom",
        formula: "reach × impact × confidence ÷ effort; reach in people a period, impact 3, 2, 1, 0.5 or 0.25, confidence 0 to 1, effort in person-months, at least 0.5",
        keys: &["reach", "impact", "confidence", "effort"],
        telling: &["reach", "confidence"],
        value: |given| rice(given[0], given[1], given[2], given[3]),
        note: |_, _| String::new(),
    },
    Method {
        id: "ice",
        title: "First by ICE",
        description: "Which opportunity has most impact with most confidence and ease. The variant that multiplies; the mean of the three stands beside it and ranks differently.",
        source: "Sean Ellis; Itamar Gilad",
        formula: "impact × confidence × ease, each from 1 to 10",
        keys: &["impact", "confidence", "ease"],
        telling: &["ease"],
        value: |given| ice(given[0], given[1], given[2]),
        note: |given, _| {
            ice_mean(given[0], given[1], given[2]).map_or_else(
                |_| String::new(),
                |mean| format!("mean {}", journeybook_plugin::prose::short(mean, 1)),
            )
        },
    },
    Method {
        id: "value-effort",
        title: "First by value and effort",
        description: "Which opportunity gives most for its effort: quick wins first, then big bets. The lines lie at the middle of the scale.",
        source: "Value and effort matrix",
        formula: "value ÷ effort, both on one scale (1 to 5, or 1 to 10 where a number is above 5)",
        keys: &["value", "effort"],
        telling: &["value"],
        value: |given| value_per_effort(given[0], given[1]),
        note: |given, all| quarter(given[0], given[1], middle(all)).words().to_owned(),
    },
    Method {
        id: "wsjf",
        title: "First by WSJF",
        description: "Which opportunity costs most to put off for its size: weighted shortest job first. The numbers mean something within one batch only.",
        source: "Donald Reinertsen, The Principles of Product Development Flow (2009); SAFe",
        formula: "(business value + time criticality + risk reduction) ÷ job size, each 1, 2, 3, 5, 8, 13 or 20",
        keys: &["business-value", "time-criticality", "risk-reduction", "job-size"],
        telling: &["job-size"],
        value: |given| wsjf(given[0], given[1], given[2], given[3]),
        note: |_, _| String::new(),
    },
];

/// The middle of the scale that the numbers are on.
fn middle(all: &[Vec<f64>]) -> f64 {
    let beyond_five = all.iter().flatten().any(|number| *number > 5.0);
    if beyond_five { 5.5 } else { 3.0 }
}

impl Method {
    /// What the score is.
    pub fn definition(&self) -> Definition {
        Definition::new(self.id, self.title)
            .scale(0.0, None)
            .description(self.description)
            .source(self.source)
            .formula(self.formula)
            .with("family", "What to do first")
    }

    /// Whether an opportunity means this method.
    pub fn is_meant(&self, entry: &Entry) -> bool {
        self.telling.iter().all(|key| entry.said(key).and_then(number).is_some())
    }

    /// The numbers of an opportunity; the error names what is missing.
    pub fn read(&self, entry: &Entry) -> Result<Vec<f64>, &'static str> {
        self.keys.iter().map(|key| entry.said(key).and_then(number).ok_or(*key)).collect()
    }
}
