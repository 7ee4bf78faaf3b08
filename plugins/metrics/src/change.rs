//! How a measure changed from one period to the next.

use journeybook_plugin::prose::{count, fixed};
use journeybook_plugin::{Attributed, Bound, Definition, Journey, Part, Score};
use journeybook_statistics::Difference;

use crate::asked::{Asked, asked, asked_before};
use crate::measure::{Measure, Reader};
use crate::pool::{Pool, pool};
use crate::promoters::signed;

/// The metrics whose change is scored: id, metric, what it is called, and how it is read.
const ALL: [(&str, &str, &str, Measure); 3] = [
    ("nps-change", "nps", "Change of the Net Promoter Score", Measure::Promoters),
    ("csat-change", "csat", "Change of satisfaction", Measure::Boxes),
    ("ease-change", "ease", "Change of ease", Measure::Boxes),
];

/// What the scores are.
pub fn definitions() -> [Definition; 3] {
    ALL.map(|(id, _, title, measure)| {
        let (source, formula) = match measure {
            Measure::Promoters => (
                "Variance of each score as in CRAN's NPS; below 30 answers adjusted after Brendan Rocks (2016)",
                "score of the latest period − score of the one before; interval: difference ± 1.95996 × √(variance ÷ n of the one + variance ÷ n of the other)",
            ),
            Measure::Boxes => (
                "Robert Newcombe, Statistics in Medicine 17 (1998), method 10",
                "share of the latest period − share of the one before, in points; interval put together from Wilson's of each share",
            ),
        };
        Definition::new(id, title)
            .unit("points")
            .scale(-200.0, 200.0)
            .description("How far the latest period lies from the one before, where the data has both for one question at one place. The people asked are taken to be different ones.")
            .source(source)
            .formula(formula)
            .with("family", "What customers answered")
    })
}

/// Scores what was asked in two periods.
pub fn scores(journey: &Journey, bound: &Bound, top_of_ten: Option<i64>) -> Vec<Score> {
    let one = |(id, metric, _, measure): &(&str, &'static str, &str, Measure)| {
        let now = asked(journey, bound, metric);
        let before = asked_before(journey, bound, metric);
        let both = Both::of(&now, &before)?;
        Some(match both.read(*measure, top_of_ten) {
            Ok(reader) => both.score(id, journey, &reader)?,
            Err(reason) => Score::absent(id, &reason).counting(both.now.n(), both.now.excluded),
        })
    };
    ALL.iter().filter_map(one).collect()
}

/// The same questions in two periods.
struct Both<'a> {
    now: Pool<'a>,
    before: Pool<'a>,
    places: Vec<(&'a Asked<'a>, &'a Asked<'a>)>,
}

impl<'a> Both<'a> {
    /// Of the questions that a score is taken from, those that were asked before as well.
    fn of(now: &'a [Asked<'a>], before: &'a [Asked<'a>]) -> Option<Self> {
        let earlier = |one: &Asked| before.iter().find(|other| other.figure.at == one.figure.at);
        let places: Vec<_> = now.iter().filter_map(|one| Some((one, earlier(one)?))).collect();
        let is_asked = |one: &&Asked| places.iter().any(|(now, _)| now.figure.at == one.figure.at);
        let now: Vec<_> = pool(now)?.questions.into_iter().filter(is_asked).collect();
        let before = now.iter().filter_map(|one| earlier(one)).collect();
        (!now.is_empty()).then(|| Self { now: Pool::of(now), before: Pool::of(before), places })
    }

    /// How both are read; the error says why one of them cannot be, or that they were asked differently.
    fn read(&self, measure: Measure, top_of_ten: Option<i64>) -> Result<Reader, String> {
        let now = measure.reader(&self.now, top_of_ten)?;
        let before = measure.reader(&self.before, top_of_ten)?;
        if now.is_like(&before) {
            Ok(now)
        } else {
            Err("The question was asked on another scale before; the two are not held against each other."
                .into())
        }
    }

    fn score(&self, id: &str, journey: &Journey, reader: &Reader) -> Option<Score> {
        let found = reader.difference(&self.now.answers, &self.before.answers)?;
        let score = Score::new(id, found.value)
            .counting(self.now.n() + self.before.n(), self.now.excluded + self.before.excluded)
            .explained(self.text(reader, &found)?)
            .with("difference", fixed(found.value, 4))
            .parts(
                self.places
                    .iter()
                    .filter(|(now, _)| !now.is_whole())
                    .map(|pair| part(journey, reader, *pair)),
            );
        let Difference { interval, .. } = found;
        let exact = format!("{} to {}", fixed(interval.low, 4), fixed(interval.high, 4));
        Some(if self.now.is_one() {
            score.with("interval", exact).within(interval.low, interval.high)
        } else {
            score
        })
    }

    fn text(&self, reader: &Reader, found: &Difference) -> Option<String> {
        let said = |pool: &Pool| {
            let (value, _) = reader.value(&pool.answers)?;
            let period =
                if pool.period().is_empty() { String::new() } else { format!("{}, ", pool.period()) };
            Some(format!("{} ({period}{})", reader.shown(value), count(pool.n(), "answer")))
        };
        let (before, now) = (said(&self.before)?, said(&self.now)?);
        let chance = match (self.now.is_one(), found.is_clear()) {
            (false, _) => "The answers to several questions are counted together, so there is no interval.",
            (true, true) => "Chance alone would rarely bring that about.",
            (true, false) => "Chance alone may bring that about.",
        };
        Some(format!("From {before} to {now}: {} points. {chance}", signed(found.value)))
    }
}

fn part(journey: &Journey, reader: &Reader, (now, before): (&Asked, &Asked)) -> Part {
    match reader.difference(&now.answers, &before.answers) {
        Some(found) => {
            let ends = found.interval;
            let note = format!(
                "n {} and {}, {} to {}",
                before.figure.n,
                now.figure.n,
                signed(ends.low),
                signed(ends.high)
            );
            now.part(journey, Some(found.value), &note)
        }
        None => now.part(journey, None, "no answers in one of the periods"),
    }
}
