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

/// A group of rows that may be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// How many of it count.
    pub n: u64,
    /// Their mean.
    pub mean: f64,
}

impl FigureRecord {
    /// The groups that rows are divided into, by their names.
    pub fn segments(&self) -> Vec<Group> {
        let told = self.attributes.iter().filter_map(|(key, n)| {
            let name = key.strip_prefix("segment.")?.strip_suffix(".n")?;
            Some((name, n.parse().ok()?))
        });
        let mean = |name: &str| self.attributes.get(&format!("segment.{name}.mean"))?.parse().ok();
        told.filter_map(|(name, n)| Some(Group { name: name.to_owned(), n, mean: mean(name)? })).collect()
    }

    /// Whether so few people are behind it that it is not published. What is counted is no answer of a person.
    pub fn is_of_few(&self) -> bool {
        self.metric != "count" && u64::from(self.n) < FEWEST
    }

    /// The figure as plugins are given it: what they say is published, so of few people they learn that there are few.
    #[must_use]
    pub fn shared(self) -> Self {
        if self.n == 0 || !self.is_of_few() {
            return self;
        }
        let is_answer =
            |key: &str| ["count.", "weight", "pair.", "segment"].iter().any(|start| key.starts_with(start));
        let mut attributes = self.attributes;
        attributes.retain(|key, _| key == "segment" || !is_answer(key));
        attributes.insert("few".to_owned(), "fewer than 5".to_owned());
        Self { value: None, low: None, high: None, n: 0, attributes, ..self }
    }
}
