//! How a column feels, how it was expected to feel, and how hard it is; what of that cannot be read.

use journeybook_model::{Entry, Feeling, Scale, Severity, Span, StandardLane};

use super::feeling::{self, Problem};
use super::journey::Mapper;
use crate::codes;

/// The attribute that says how a step was expected to feel.
const EXPECTED: &str = "expected";

/// Which feeling is meant.
#[derive(Clone, Copy)]
enum Which {
    Felt,
    Expected,
}

impl Which {
    fn name(self) -> &'static str {
        match self {
            Which::Felt => "feeling",
            Which::Expected => "expected feeling",
        }
    }

    /// What comes of it where it has no value.
    fn without(self) -> &'static str {
        match self {
            Which::Felt => "so the curve has a gap here",
            Which::Expected => "so it is compared with nothing",
        }
    }
}

impl Mapper<'_, '_, '_> {
    /// The first feeling of a column.
    pub fn feeling(&mut self, entries: &[Entry]) -> Option<Feeling> {
        let entry = entries.iter().find(|entry| entry.lane.is(StandardLane::Feeling))?;
        let felt = self.felt(Which::Felt, &entry.text.text(), entry.span);
        let written = entry.attributes.find(EXPECTED);
        let expected = written.and_then(|item| self.felt(Which::Expected, &item.value, item.span));
        felt.map(|felt| Feeling { expected: expected.map(|expected| expected.normal), ..felt })
    }

    fn felt(&mut self, which: Which, raw: &str, span: Span) -> Option<Feeling> {
        let read = feeling::read(raw, self.scale, self.finder.lexicon);
        read.map_err(|problem| self.note_feeling(which, raw, span, &problem)).ok()
    }

    fn note_feeling(&mut self, which: Which, raw: &str, span: Span, problem: &Problem) {
        let Scale { low, high } = self.scale;
        let name = which.name();
        let (code, severity, message, help) = match problem {
            Problem::OffScale(_) => (
                codes::FEELING_OFF_SCALE,
                Severity::Error,
                format!("the {name} “{raw}” is off the map's scale of {low} to {high}"),
                format!(
                    "write a number from {low} to {high}, or declare `scale: [worst, best]` in the frontmatter"
                ),
            ),
            Problem::Unreadable => (
                codes::FEELING_UNREADABLE,
                Severity::Warning,
                format!(
                    "the {name} “{raw}” has no number and no word that tells its value, {}",
                    which.without()
                ),
                format!("put a number from {low} (worst) to {high} (best) before it"),
            ),
        };
        self.note(code, severity, span, message, &help);
    }

    /// Says which efforts are off their scale.
    pub fn check_effort(&mut self, entries: &[Entry]) {
        for entry in entries.iter().filter(|entry| entry.lane.is(StandardLane::Effort)) {
            let text = entry.text.text();
            let number = text.split(['/', ' ', ',']).next().and_then(|word| word.parse::<f64>().ok());
            if number.is_some_and(|number| !(1.0..=5.0).contains(&number)) {
                let message = format!("the effort “{text}” is off the scale of 1 (easy) to 5 (hard)");
                let help = "write a number from 1 to 5";
                self.note(codes::EFFORT_OFF_SCALE, Severity::Error, entry.span, message, help);
            }
        }
    }
}
