//! Reading figures and tables, and making them for a test.

use crate::{Attributed, Bound, Entry, Figure, Journey, Node, Table};

impl Figure {
    /// A figure without a value.
    pub fn new(metric: &str, at: &str) -> Self {
        Self {
            metric: metric.into(),
            at: at.into(),
            value: None,
            n: 0,
            excluded: 0,
            low: None,
            high: None,
            attributes: Vec::new(),
        }
    }

    /// Sets the value: a mean, or the sum of a count.
    #[must_use]
    pub fn of(mut self, value: f64) -> Self {
        self.value = Some(value);
        self
    }

    /// Says how many rows count and how many were left out.
    #[must_use]
    pub fn counting(mut self, n: u32, excluded: u32) -> Self {
        (self.n, self.excluded) = (n, excluded);
        self
    }

    /// Sets the scale that the data declares.
    #[must_use]
    pub fn scale(self, low: i64, high: i64) -> Self {
        self.with("scale-low", low.to_string()).with("scale-high", high.to_string())
    }

    /// Adds answers one by one, as the host counts them: how often each was given, and their mean.
    #[must_use]
    pub fn answered(mut self, answers: impl IntoIterator<Item = i64>) -> Self {
        let mut answers: Vec<i64> = answers.into_iter().collect();
        answers.sort_unstable();
        for same in answers.chunk_by(|a, b| a == b) {
            self = self.with(&format!("count.{}", same[0]), same.len().to_string());
        }
        self.n += answers.len() as u32;
        self.value = (!answers.is_empty()).then(|| answers.iter().sum::<i64>() as f64 / answers.len() as f64);
        self
    }

    /// How often each answer was given, from attributes such as `count.5`; in the order of the answers.
    pub fn counts(&self) -> Vec<(i64, f64)> {
        self.numbered("count.")
    }

    /// The sum of the weights of each answer, from attributes such as `weight.5`; empty where the data has no weights.
    pub fn weights(&self) -> Vec<(i64, f64)> {
        self.numbered("weight.")
    }

    /// How many gave each pair of answers to the two questions of a Kano survey, from attributes such as `pair.like.dislike`.
    pub fn pairs(&self) -> Vec<(&str, &str, f64)> {
        let words = |key: &'_ str| -> Option<(usize, usize)> {
            let rest = key.strip_prefix("pair.")?;
            Some(("pair.".len(), "pair.".len() + rest.find('.')?))
        };
        let pair = |attribute: &'_ crate::Attribute| {
            let (from, dot) = words(&attribute.key)?;
            Some((from, dot, number(&attribute.value)?))
        };
        let found = self.attributes.iter().filter_map(|attribute| Some((attribute, pair(attribute)?)));
        found
            .map(|(attribute, (from, dot, n))| (&attribute.key[from..dot], &attribute.key[dot + 1..], n))
            .collect()
    }

    /// The answers of each segment that the data tells apart and that has five people or more, by the segment's name; from
    /// attributes such as `segment.first visit.count.5`.
    pub fn segments(&self) -> Vec<(&str, Vec<(i64, f64)>)> {
        let mut all: Vec<(&str, Vec<(i64, f64)>)> = Vec::new();
        for attribute in &self.attributes {
            let Some((name, answer, n)) = segment(attribute) else { continue };
            match all.iter_mut().find(|(known, _)| *known == name) {
                Some((_, answers)) => answers.push((answer, n)),
                None => all.push((name, vec![(answer, n)])),
            }
        }
        all.iter_mut().for_each(|(_, answers)| answers.sort_by_key(|(answer, _)| *answer));
        all
    }

    /// Whether one to four people are behind it, so that the host says nothing of what they answered.
    pub fn is_of_few(&self) -> bool {
        self.attribute("few").is_some()
    }

    /// Both ends of the scale, where the data declares one.
    pub fn declared_scale(&self) -> Option<(f64, f64)> {
        Some((self.number("scale-low")?, self.number("scale-high")?))
    }

    /// The number that an attribute holds.
    pub fn number(&self, key: &str) -> Option<f64> {
        number(self.attribute(key)?)
    }

    fn numbered(&self, before: &str) -> Vec<(i64, f64)> {
        let one = |attribute: &crate::Attribute| {
            let answer = attribute.key.strip_prefix(before)?.parse().ok()?;
            Some((answer, number(&attribute.value)?))
        };
        let mut all: Vec<(i64, f64)> = self.attributes.iter().filter_map(one).collect();
        all.sort_by_key(|(answer, _)| *answer);
        all
    }
}

fn segment(attribute: &crate::Attribute) -> Option<(&str, i64, f64)> {
    let (name, answer) = attribute.key.strip_prefix("segment.")?.rsplit_once(".count.")?;
    Some((name, answer.parse().ok()?, number(&attribute.value)?))
}

impl Bound {
    /// The figures of one metric, in the order of the host.
    pub fn of<'a>(&'a self, metric: &'a str) -> impl Iterator<Item = &'a Figure> {
        self.figures.iter().filter(move |figure| figure.metric == metric)
    }

    /// Adds a figure.
    #[must_use]
    pub fn figure(mut self, figure: Figure) -> Self {
        self.figures.push(figure);
        self
    }

    /// Adds a table.
    #[must_use]
    pub fn table(mut self, table: Table) -> Self {
        self.tables.push(table);
        self
    }
}

impl Table {
    /// A table of columns that are equally long.
    pub fn new(columns: &[(&str, &[f64])]) -> Self {
        Self {
            columns: columns.iter().map(|(name, _)| (*name).into()).collect(),
            rows: columns.first().map_or(0, |(_, cells)| cells.len() as u32),
            cells: columns.iter().flat_map(|(_, cells)| cells.iter().copied()).collect(),
        }
    }

    /// The columns with their names.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &[f64])> {
        let rows = self.rows as usize;
        let cells = move |at: usize| self.cells.get(at * rows..(at + 1) * rows).unwrap_or_default();
        self.columns.iter().enumerate().map(move |(at, name)| (name.as_str(), cells(at)))
    }
}

impl Entry {
    /// What the entry says under a key, or what the file of a thing says that it refers to. The file counts before the line.
    pub fn said(&self, key: &str) -> Option<&str> {
        self.refs.iter().find_map(|target| self.told_by(target, key)).or_else(|| self.attribute(key))
    }

    /// What the files of the things that the entry refers to say under a key, in the order of the references.
    pub fn told<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.refs.iter().filter_map(move |target| self.told_by(target, key))
    }

    /// What the file of one thing says under a key.
    pub fn told_by(&self, target: &str, key: &str) -> Option<&str> {
        let is_it = |attribute: &&crate::Attribute| {
            attribute.key.strip_prefix(target).and_then(|rest| rest.strip_prefix('.')) == Some(key)
        };
        self.attributes.iter().find(is_it).map(|attribute| attribute.value.as_str())
    }
}

impl Journey {
    /// Every entry in document order: those of a stage before those of its steps.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.stages.iter().flat_map(|stage| stage.all_entries())
    }

    /// The node of a stage or step with this id, of the first entry that refers to this thing, or of the map itself, by
    /// `kind/id`. None where the map does not mention it.
    pub fn place(&self, at: &str) -> Option<Node> {
        let (kind, id) = at.split_once('/')?;
        match kind {
            "journey" => (self.id == id).then_some(self.node),
            "stage" => self.stages.iter().find(|stage| stage.id == id).map(|stage| stage.node),
            "step" => self.steps().find(|step| step.id == id).map(|step| step.node),
            _ => self
                .entries()
                .find(|entry| entry.refs.iter().any(|target| target == at))
                .map(|entry| entry.node),
        }
    }

    /// What people call the thing at `kind/id`: the title of a stage or step, the words of an entry, else the id.
    pub fn called<'a>(&'a self, at: &'a str) -> &'a str {
        let (kind, id) = at.split_once('/').unwrap_or(("", at));
        let found = match kind {
            "journey" => (self.id == id).then_some(self.title.as_str()),
            "stage" => self.stages.iter().find(|stage| stage.id == id).map(|stage| stage.title.as_str()),
            "step" => self.steps().find(|step| step.id == id).map(|step| step.title.as_str()),
            _ => {
                let mentions = |entry: &&Entry| entry.refs.iter().any(|target| target == at);
                self.entries().find(mentions).map(|entry| entry.text.as_str()).filter(|text| !text.is_empty())
            }
        };
        found.unwrap_or(id)
    }
}

/// The number in a text: `4`, `0.8`, `80%` (which is 0.8); none for anything else.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let (digits, scale) = text.strip_suffix('%').map_or((text, 1.0), |digits| (digits.trim_end(), 100.0));
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || b".-+eE".contains(&byte));
    let value: f64 = digits.parse().ok().filter(|_| plain)?;
    value.is_finite().then_some(value / scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Stage, Step};

    #[test]
    fn answers_are_counted_as_the_host_does() {
        let figure = Figure::new("csat", "journey/visit").scale(1, 5).answered([5, 1, 5]);
        assert_eq!(figure.counts(), [(1, 1.0), (5, 2.0)]);
        assert_eq!((figure.n, figure.declared_scale()), (3, Some((1.0, 5.0))));
        assert!(figure.weights().is_empty());
    }

    #[test]
    fn pairs_come_back_by_their_words() {
        let figure = Figure::new("kano", "need/x").with("pair.like.must-be", "3").with("pair.like", "4");
        assert_eq!(figure.pairs(), [("like", "must-be", 3.0)]);
    }

    #[test]
    fn segments_come_back_by_their_names() {
        let figure = Figure::new("csat", "journey/visit")
            .with("segment.first visit.count.5", "3")
            .with("segment.v. 2.count.4", "1")
            .with("segment.first visit.count.1", "2")
            .with("segment.first visit.n", "5");
        assert_eq!(figure.segments(), [("first visit", vec![(1, 2.0), (5, 3.0)]), ("v. 2", vec![(4, 1.0)])]);
        assert!(figure.with("few", "fewer than 5").is_of_few());
    }

    #[test]
    fn tables_come_apart_into_columns() {
        let table = Table::new(&[("y", &[1.0, 2.0]), ("x", &[3.0, 4.0])]);
        assert_eq!(table.columns().collect::<Vec<_>>(), [("y", [1.0, 2.0].as_slice()), ("x", &[3.0, 4.0])]);
    }

    #[test]
    fn places_are_found_by_what_they_are() {
        let entry = Entry::new("touchpoint", "Poster").refers_to("touchpoint/poster");
        let step = Step::new("sees", "Sees")
            .entry(entry.with("touchpoint/poster.owner", "us").with("owner", "them"));
        let journey = Journey::new("visit", "Visit").stage(Stage::new("find", "Find").step(step)).numbered();
        let places = ["journey/visit", "stage/find", "step/sees", "touchpoint/poster", "need/none"];
        assert_eq!(places.map(|at| journey.place(at)), [Some(0), Some(1), Some(2), Some(3), None]);
        assert_eq!(places.map(|at| journey.called(at)), ["Visit", "Find", "Sees", "Poster", "none"]);
        let entry = journey.entries().next().unwrap();
        assert_eq!((entry.said("owner"), entry.said("metric")), (Some("us"), None));
    }

    #[test]
    fn numbers_are_read_and_nothing_else() {
        assert_eq!(
            ["4", " 0.8 ", "80%", "-1.5e2"].map(number),
            [Some(4.0), Some(0.8), Some(0.8), Some(-150.0)]
        );
        assert_eq!(["", "high", "inf", "NaN", "4/5", "1e999"].map(number), [None; 6]);
    }
}
