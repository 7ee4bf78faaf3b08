//! One question at one place: its answers, and what people call the place.

use journeybook_plugin::prose::{listed, short, small_sample};
use journeybook_plugin::{Bound, Figure, Journey, Node, Part};
use journeybook_statistics::Answers;

/// The answers to one question at one place of the map.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The figure they come from.
    pub figure: &'a Figure,
    /// How often each answer was given.
    pub answers: Answers,
    /// What people call the place.
    pub name: &'a str,
    /// The place, where the map has one.
    pub node: Option<Node>,
}

/// What was asked for a metric, the whole journey first.
pub fn asked<'a>(journey: &'a Journey, bound: &'a Bound, metric: &'a str) -> Vec<Asked<'a>> {
    let one = |figure: &'a Figure| Asked {
        answers: Answers::new(figure.counts()),
        name: journey.called(&figure.at),
        node: journey.place(&figure.at),
        figure,
    };
    let mut all: Vec<Asked> = bound.of(metric).map(one).collect();
    all.sort_by_key(|asked| !asked.figure.at.starts_with("journey/"));
    all
}

impl Asked<'_> {
    /// Both ends of the scale that the data declares.
    pub fn scale(&self) -> Option<(i64, i64)> {
        self.figure.declared_scale().map(|(low, high)| (low as i64, high as i64))
    }

    /// Whether the question is about the journey as a whole.
    pub fn is_whole(&self) -> bool {
        self.figure.at.starts_with("journey/")
    }

    /// Its part of a score. A place that the map does not show is named in the whole map's part.
    pub fn part(&self, journey: &Journey, value: Option<f64>, note: &str) -> Part {
        match self.node.filter(|node| *node != journey.node) {
            Some(node) => Part::new(node, value, note),
            None => Part::new(journey.node, value, self.name),
        }
    }
}

/// What a score's value is taken from: the question about the whole journey, else all questions together.
pub struct Pool<'a> {
    /// The questions.
    pub questions: Vec<&'a Asked<'a>>,
    /// Their answers together, counted and never averaged.
    pub answers: Answers,
    /// Rows that were left out.
    pub excluded: usize,
}

/// Pools questions; none where nobody was asked.
pub fn pool<'a>(asked: &'a [Asked<'a>]) -> Option<Pool<'a>> {
    let whole: Vec<&Asked> = asked.iter().filter(|one| one.is_whole()).collect();
    let questions = if whole.is_empty() { asked.iter().collect() } else { whole };
    let answers = questions.iter().fold(Answers::default(), |all, one| all.and(one.answers.clone()));
    let excluded = questions.iter().map(|one| one.figure.excluded as usize).sum();
    (!asked.is_empty()).then_some(Pool { questions, answers, excluded })
}

impl Pool<'_> {
    /// How many answers count.
    pub fn n(&self) -> usize {
        self.answers.n() as usize
    }

    /// Whether it is one question, so that its answers are independent of each other.
    pub fn is_one(&self) -> bool {
        self.questions.len() == 1
    }

    /// Why there is no score, where there are no answers.
    pub fn nothing(&self) -> Option<String> {
        let counted = self.questions.iter().any(|one| one.figure.n > 0);
        match (self.answers.is_empty(), counted) {
            (false, _) => None,
            (true, true) => Some(
                "The data says how many answered but not what: the scale has to be of whole numbers.".into(),
            ),
            (true, false) => Some(format!("Nobody gave an answer that counts.{}", self.left_out())),
        }
    }

    /// The scale that all questions share; the error says that they do not.
    pub fn scale(&self, usual: (i64, i64)) -> Result<(i64, i64), String> {
        let mut scales: Vec<(i64, i64)> =
            self.questions.iter().map(|one| one.scale().unwrap_or(usual)).collect();
        scales.sort_unstable();
        scales.dedup();
        match scales[..] {
            [one] => Ok(one),
            _ => {
                let named: Vec<String> =
                    scales.iter().map(|(low, high)| format!("{low} to {high}")).collect();
                Err(format!("The questions have different scales, {}; they are not pooled.", listed(&named)))
            }
        }
    }

    /// Sentences on what was left out, what was pooled, and few answers.
    pub fn notes(&self) -> String {
        let pooled = match self.questions.len() {
            1 => String::new(),
            n => format!(" The answers to {n} questions are counted together, so there is no interval."),
        };
        format!("{pooled}{}{}", self.left_out(), small_sample(self.n(), "answer"))
    }

    fn left_out(&self) -> String {
        match self.excluded {
            0 => String::new(),
            1 => String::from(" One row without a valid answer is left out."),
            n => format!(" {n} rows without a valid answer are left out."),
        }
    }
}

/// ` Lowest for Food (55.7%), highest for Security (87.4%).`; empty unless two differ.
pub fn extremes(named: &[(&str, f64)], unit: &str) -> String {
    let lowest = named.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let highest = named.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
    match (lowest, highest) {
        (Some(low), Some(high)) if low.1 < high.1 => {
            let shown = |value: f64| short(value, 1) + unit;
            format!(" Lowest for {} ({}), highest for {} ({}).", low.0, shown(low.1), high.0, shown(high.1))
        }
        _ => String::new(),
    }
}
