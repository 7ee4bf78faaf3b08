//! What of a figure may be published: a count below five could be recognised by somebody.

use crate::plugin::FigureRecord;

/// The fewest people that a published number is about.
pub const FEWEST: u64 = 5;

/// How often each value was given, as it may be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells(pub Vec<(i64, Option<u64>)>);

impl Cells {
    /// The distribution of a figure; none where it has none. A single hidden count could be computed from the others, so
    /// the smallest of those is hidden with it.
    pub fn of(figure: &FigureRecord) -> Option<Self> {
        let counts = figure.attributes.iter().filter_map(|(key, count)| {
            Some((key.strip_prefix("count.")?.parse().ok()?, count.parse().ok()?))
        });
        let mut cells: Vec<(i64, u64)> = counts.collect();
        cells.sort_unstable();
        let hidden = |count: u64| (1..FEWEST).contains(&count);
        let few: Vec<_> = cells.iter().filter(|(_, count)| hidden(*count)).collect();
        let beside = cells.iter().filter(|(_, count)| *count >= FEWEST).min_by_key(|(_, count)| *count);
        let beside = beside.map(|(value, _)| *value).filter(|_| few.len() == 1);
        let shown = |(value, count): (i64, u64)| {
            (value, Some(count).filter(|count| !hidden(*count) && beside != Some(value)))
        };
        (!cells.is_empty()).then(|| Self(cells.into_iter().map(shown).collect()))
    }
}

impl FigureRecord {
    /// Whether so few people are behind it that it is not published. What is counted is no answer of a person.
    pub fn is_of_few(&self) -> bool {
        self.metric != "count" && u64::from(self.n) < FEWEST
    }
}
