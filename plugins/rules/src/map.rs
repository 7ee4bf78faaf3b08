//! A map with what many rules ask of it.

use journeybook_plugin::{Attributed, Entry, Figure, Journey, Node, Stage, Step};

use crate::words::words;

/// A map, the figures bound to it, and the day.
#[derive(Debug)]
pub struct Map<'a> {
    /// The map as the host gives it.
    pub journey: &'a Journey,
    /// Its steps, in order.
    pub steps: Vec<&'a Step>,
    /// What was counted.
    pub figures: &'a [Figure],
    /// The day as `YYYY-MM-DD`; empty where there is none.
    pub today: &'a str,
    /// After how many months it wants to be reviewed.
    pub review_months: u32,
}

impl<'a> Map<'a> {
    /// Looks at a map.
    pub fn of(journey: &'a Journey, figures: &'a [Figure], today: &'a str, review_months: u32) -> Self {
        Self { journey, steps: journey.steps().collect(), figures, today, review_months }
    }

    /// Its handle.
    pub fn node(&self) -> Node {
        self.journey.node
    }

    /// What the frontmatter says under a key.
    pub fn key(&self, key: &str) -> Option<&'a str> {
        self.journey.attribute(key).filter(|value| !value.trim().is_empty())
    }

    /// Whether it shows what is there, and not what is to come.
    pub fn is_of_today(&self) -> bool {
        !matches!(self.key("basis"), Some("planned" | "ideal"))
    }

    /// Whether it says that it is a hypothesis: a draft, or a tag.
    pub fn is_hypothesis(&self) -> bool {
        let tags = self.key("tags").unwrap_or_default();
        self.key("status") == Some("draft")
            || words(tags).any(|word| word.starts_with("assum") || word.starts_with("hypothes"))
    }

    /// Whether the map is of customers, and not of an organisation's own people.
    pub fn is_of_customers(&self) -> bool {
        !matches!(self.key("form"), Some("employee" | "blueprint"))
    }

    /// The stages.
    pub fn stages(&self) -> &'a [Stage] {
        &self.journey.stages
    }

    /// Every entry of every stage and step.
    pub fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.journey.stages.iter().flat_map(Stage::all_entries)
    }

    /// Every entry of a lane.
    pub fn lane(&self, lane: &'static str) -> impl Iterator<Item = &'a Entry> {
        self.entries().filter(move |entry| entry.lane == lane)
    }

    /// How many steps are as asked.
    pub fn count(&self, is_so: impl Fn(&Step) -> bool) -> usize {
        self.steps.iter().filter(|step| is_so(step)).count()
    }

    /// Every text that somebody wrote or said.
    pub fn texts(&self) -> impl Iterator<Item = (Node, &'a str)> {
        let entries = self.entries().map(|entry| (entry.node, entry.text.as_str()));
        let steps = self.journey.steps();
        let quotes = steps.flat_map(|step| step.quotes.iter().map(move |quote| (step.node, quote.as_str())));
        entries.chain(quotes)
    }
}

/// Whether an entry names a source.
pub fn is_sourced(entry: &Entry) -> bool {
    let named = !entry.text.trim().is_empty() || !entry.refs.is_empty();
    (entry.lane == "evidence" && named) || entry.refs.iter().any(|target| target.starts_with("evidence/"))
}

/// Whether the host made the step up for a stage that has none.
pub fn is_made_up(stage: &Stage, step: &Step) -> bool {
    stage.steps.len() == 1 && step.id == stage.id
}

/// Whether nothing is said of a step but its title.
pub fn is_bare(step: &Step) -> bool {
    step.entries.is_empty() && step.quotes.is_empty() && step.feeling.is_none()
}
