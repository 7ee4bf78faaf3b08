//! Ulwick's opportunity score by segment: over everybody, needs of small groups vanish.

use journeybook_plugin::prose::{short, small_sample};
use journeybook_plugin::{Attributed, Definition, Journey, Part, Score};
use journeybook_statistics::{Answers, band, opportunity, top_two_of_ten};

use crate::asked::Asked;
use crate::segments::answers;

const ID: &str = "opportunity-by-segment";

/// What the score is.
pub fn definition() -> Definition {
    Definition::new(ID, "Largest opportunity of a segment")
        .scale(0.0, 20.0)
        .lower_is_better()
        .description("The need that matters most and is met least to one of the segments that the data tells apart. Each part is a need of a segment. Segments of fewer than five people are not shown.")
        .source("Anthony Ulwick, Harvard Business Review (January 2002) and What Customers Want (2005)")
        .formula("importance + max(importance − satisfaction, 0) of each segment; both 10 × the share of answers of 4 and 5 on 1 to 5")
        .with("family", "What customers need")
}

/// A need of one segment.
struct Need<'a> {
    name: &'a str,
    segment: &'a str,
    importance: f64,
    satisfaction: f64,
    n: usize,
}

impl Need<'_> {
    fn value(&self) -> f64 {
        opportunity(self.importance, self.satisfaction)
    }

    /// `Be on time, first visit (n 12)`
    fn named(&self) -> String {
        format!("{}, {} (n {})", self.name, self.segment, self.n)
    }
}

/// Scores needs, each a question on importance and one on satisfaction; left out where no data divides its rows.
pub fn score(journey: &Journey, pairs: &[(&Asked, &Asked)]) -> Option<Score> {
    let by = pairs.iter().find_map(|(one, _)| one.figure.attribute("segments"))?;
    let mut needs: Vec<Need> = pairs.iter().flat_map(|(one, other)| of_segments(one, other)).collect();
    needs.sort_by(|a, b| b.value().total_cmp(&a.value()));
    let Some(largest) = needs.first() else {
        let reason = format!("No value of {by} has five answers to both questions of a need.");
        return Some(Score::absent(ID, &reason).counting(0, pairs.len()));
    };
    let text = format!(
        "{} scores {} for {} ({}): importance {}, satisfaction {} of 10.{}",
        largest.name,
        short(largest.value(), 1),
        largest.segment,
        band(largest.importance, largest.satisfaction).words(),
        short(largest.importance, 1),
        short(largest.satisfaction, 1),
        small_sample(largest.n, "answer")
    );
    let parts = needs.iter().map(|need| Part::new(journey.node, need.value(), &need.named()));
    Some(Score::new(ID, largest.value()).counting(needs.len(), 0).explained(text).with("by", by).parts(parts))
}

fn of_segments<'a>(importance: &'a Asked, satisfaction: &'a Asked) -> Vec<Need<'a>> {
    let met = answers(&[satisfaction]);
    let need = |(segment, important): (&'a str, Answers)| {
        let (_, satisfied) = met.iter().find(|(known, _)| *known == segment)?;
        Some(Need {
            name: importance.name,
            segment,
            importance: top_two_of_ten(&important)?,
            satisfaction: top_two_of_ten(satisfied)?,
            n: important.n().min(satisfied.n()) as usize,
        })
    };
    answers(&[importance]).into_iter().filter_map(need).collect()
}
