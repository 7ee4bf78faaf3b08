//! Several questions as one: their answers counted together and never averaged.

use journeybook_plugin::prose::{listed, small_sample};
use journeybook_statistics::Answers;

use crate::asked::Asked;
use crate::periods::period;

/// What a score's value is taken from: the question about the whole journey, else all questions together.
pub struct Pool<'a> {
    /// The questions.
    pub questions: Vec<&'a Asked<'a>>,
    /// Their answers together.
    pub answers: Answers,
    /// Rows that were left out.
    pub excluded: usize,
}

/// Pools questions; none where nobody was asked.
pub fn pool<'a>(asked: &'a [Asked<'a>]) -> Option<Pool<'a>> {
    let whole: Vec<&Asked> = asked.iter().filter(|one| one.is_whole()).collect();
    let questions = if whole.is_empty() { asked.iter().collect() } else { whole };
    (!asked.is_empty()).then(|| Pool::of(questions))
}

impl<'a> Pool<'a> {
    /// These questions together.
    pub fn of(questions: Vec<&'a Asked<'a>>) -> Self {
        let answers = questions.iter().fold(Answers::default(), |all, one| all.and(one.answers.clone()));
        let excluded = questions.iter().map(|one| one.figure.excluded as usize).sum();
        Self { questions, answers, excluded }
    }

    /// How many answers count.
    pub fn n(&self) -> usize {
        self.answers.n() as usize
    }

    /// Whether it is one question, so that its answers are independent of each other.
    pub fn is_one(&self) -> bool {
        self.questions.len() == 1
    }

    /// The period of all questions; empty where they have none or several.
    pub fn period(&self) -> &str {
        let first = self.questions.first().map_or("", |one| period(one.figure));
        if self.questions.iter().all(|one| period(one.figure) == first) { first } else { "" }
    }

    /// Why there is no score, where there are no answers.
    pub fn nothing(&self) -> Option<String> {
        let any = |is: fn(&Asked) -> bool| self.questions.iter().any(|one| is(one));
        match () {
            () if !self.answers.is_empty() => None,
            () if any(|one| one.figure.n > 0) => Some(
                "The data says how many answered but not what: the scale has to be of whole numbers.".into(),
            ),
            () if any(|one| one.figure.is_of_few()) => {
                Some("Fewer than five people answered, so what they said is not shown.".into())
            }
            () => Some(format!("Nobody gave an answer that counts.{}", self.left_out())),
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
