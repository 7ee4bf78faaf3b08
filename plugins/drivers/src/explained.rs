//! The analysis of one table: how much the drivers explain together, and each of them.

use journeybook_plugin::prose::{count, fixed, listed, short, small_sample};
use journeybook_plugin::{Attributed, Bound, Definition, Figure, Journey, Node, Part, Score, Table};
use journeybook_statistics::{
    Analysis, Bootstrap, Driver, Interval, Method, SEED, Unfit, analyse, bootstrap, draws,
};

use crate::warnings::{refused, warnings};

/// The name of the column that holds weights.
const WEIGHT: &str = "(weight)";

/// What is to be borne in mind whatever comes out.
const CAVEAT: &str = "Importance is not causation. Shares say how much of the differences in the outcome goes with a driver, \
    not what would happen if it were better. Thomas, Zumbo, Kwan and Schweitzer (2014) hold the derivation of relative weights \
    to be flawed and advise against them; market research goes on using them.";

/// What the score is.
pub fn definition(at: usize) -> Definition {
    let title =
        if at == 0 { String::from("What drives it") } else { format!("What drives it, analysis {}", at + 1) };
    let definition = Definition::new(&crate::numbered("drivers", at), &title)
        .unit("%")
        .scale(0.0, 100.0)
        .description(&format!("How much of an outcome's differences all drivers explain together; each part is a driver's share of that. {CAVEAT}"))
        .source("Lindeman, Merenda and Gold (1980), Budescu (1993), Grömping (2006); above 12 drivers relative weights, Johnson (2000)")
        .formula("R² = r′ R⁻¹ r × 100; share of a driver: the mean of what it adds to R² over all orders of drivers ÷ R² × 100; intervals, where the site asks for them: percentiles of the same over drawn rows")
        .with("family", "What drives it");
    if at == 0 { definition.headline(60) } else { definition }
}

/// A driver's column: its name, and where on the map it belongs.
pub struct Column<'a> {
    /// What people call it.
    pub name: String,
    /// The place, where the map has one.
    pub node: Option<Node>,
    /// The figure of the same column.
    pub figure: Option<&'a Figure>,
}

/// One table with what came out of it.
pub struct Analysed<'a> {
    /// The map's node.
    pub map: Node,
    /// The outcome's name.
    pub outcome: String,
    /// The drivers, in the order of their columns.
    pub columns: Vec<Column<'a>>,
    /// The analysis, or why there is none.
    pub found: Result<Analysis, Unfit>,
    /// Intervals, where the site asks for them and the table allows.
    pub sure: Option<Bootstrap>,
    /// How many draws the site asks for.
    pub asked: usize,
    /// Whether the outcome is 0 or 1.
    pub binary: bool,
    /// How many rows of how many are complete, where that is few.
    pub dropped: Option<(usize, usize)>,
    rows: usize,
    weighted: bool,
}

/// How many draws a site asks for, and how many products of two numbers they may take.
#[derive(Clone, Copy, Debug, Default)]
pub struct Draws {
    /// None where it is 0.
    pub asked: usize,
    /// At most.
    pub products: usize,
}

impl<'a> Analysed<'a> {
    /// Analyses a table: the outcome first, then drivers, the weights last where there are any.
    pub fn new(journey: &'a Journey, bound: &'a Bound, table: &'a Table, wanted: Draws) -> Self {
        let all: Vec<(&str, &[f64])> = table.columns().collect();
        let weights = all.last().filter(|(name, _)| *name == WEIGHT).map(|(_, cells)| *cells);
        let (outcome, rest) =
            all.split_first().map_or((("", [].as_slice()), [].as_slice()), |(first, rest)| (*first, rest));
        let drivers = &rest[..rest.len() - usize::from(weights.is_some() && !rest.is_empty())];
        let cells: Vec<&[f64]> = drivers.iter().map(|(_, cells)| *cells).collect();
        Self {
            map: journey.node,
            outcome: column(journey, bound, outcome.0).name,
            columns: drivers.iter().map(|(name, _)| column(journey, bound, name)).collect(),
            found: analyse(outcome.1, &cells, weights),
            sure: draws(wanted.asked, wanted.products, table.rows as usize, cells.len())
                .and_then(|draws| bootstrap(outcome.1, &cells, weights, draws).ok()?),
            asked: wanted.asked,
            rows: table.rows as usize,
            weighted: weights.is_some(),
            binary: outcome.1.iter().all(|cell| *cell == 0.0 || *cell == 1.0),
            dropped: dropped(bound, &all, table.rows as usize),
        }
    }
}

/// Whether a figure is of a table's column, which goes by its title where it has one.
fn is_of(figure: &Figure, name: &str) -> bool {
    ["title", "column"].iter().any(|key| figure.attribute(key) == Some(name))
}

fn column<'a>(journey: &'a Journey, bound: &'a Bound, name: &str) -> Column<'a> {
    let figure = bound.figures.iter().find(|figure| is_of(figure, name));
    let node = figure.and_then(|figure| journey.place(&figure.at)).filter(|node| *node != journey.node);
    let titled =
        journey.entries().find(|entry| entry.text.eq_ignore_ascii_case(name)).map(|entry| entry.node);
    let called = figure.filter(|_| node.is_some()).map_or(name, |figure| journey.called(&figure.at));
    Column { name: called.to_owned(), node: node.or(titled), figure }
}

/// How many rows the data has, where more than two fifths of them miss a cell.
fn dropped(bound: &Bound, columns: &[(&str, &[f64])], rows: usize) -> Option<(usize, usize)> {
    let is_used = |figure: &&Figure| columns.iter().any(|(name, _)| is_of(figure, name));
    let all =
        bound.figures.iter().filter(is_used).map(|figure| (figure.n + figure.excluded) as usize).max()?;
    ((rows as f64) < all as f64 * 0.6).then_some((rows, all))
}

/// Scores one table.
pub fn score(at: usize, analysed: &Analysed) -> Score {
    let id = crate::numbered("drivers", at);
    let found = match &analysed.found {
        Ok(found) => found,
        Err(unfit) => return Score::absent(&id, &refused(unfit, analysed)).counting(analysed.rows, 0),
    };
    let score = Score::new(&id, 100.0 * found.r2)
        .counting(found.n, 0)
        .explained(text(analysed, found))
        .parts(ranked(analysed, found).iter().map(|ranked| ranked.part(analysed, found)));
    details(score, analysed, found)
}

/// The numbers beside the number.
fn details(score: Score, analysed: &Analysed, found: &Analysis) -> Score {
    let said = [
        ("method", Some(method(found).to_owned())),
        ("r-squared", Some(fixed(found.r2, 6))),
        ("adjusted-r-squared", Some(fixed(found.adjusted, 6))),
        ("f", found.f.map(|f| fixed(f, 4))),
        ("effective-n", analysed.weighted.then(|| short(found.effective_n, 1))),
        ("intervals", analysed.sure.as_ref().map(drawn)),
    ];
    let score = said.into_iter().fold(score, |score, (key, value)| match value {
        Some(value) => score.with(key, value),
        None => score,
    });
    let score = match &analysed.sure {
        Some(sure) => score.within(100.0 * sure.r2.low, 100.0 * sure.r2.high),
        None => score,
    };
    let all = Ranked::all(analysed, found);
    all.iter().fold(score, |score, it| {
        let share = fixed(percent(it.driver, found), 2) + "%" + &it.interval();
        score.with(&it.column.name, format!("{share}; {}", note(it.driver)))
    })
}

/// `1000 draws of rows, seed 1, from the 2.5th to the 97.5th percentile`
fn drawn(sure: &Bootstrap) -> String {
    format!("{} draws of rows, seed {SEED}, from the 2.5th to the 97.5th percentile", sure.draws)
}

fn method(found: &Analysis) -> &'static str {
    match found.method {
        Method::Shapley => "LMG (Shapley values)",
        Method::RelativeWeights => "relative weights (more than 12 drivers)",
    }
}

/// A driver's share of R², in percent.
pub fn percent(driver: &Driver, found: &Analysis) -> f64 {
    if found.r2 > 0.0 { 100.0 * driver.share() / found.r2 } else { 0.0 }
}

/// `r 0.57, beta 0.23, VIF 2.4`
fn note(driver: &Driver) -> String {
    let [r, rho, beta, slope, vif] =
        [driver.r, driver.rho, driver.beta, driver.slope, driver.vif].map(|number| fixed(number, 3));
    let weight = fixed(driver.relative_weight, 4);
    format!("r {r}, rank r {rho}, beta {beta}, slope {slope}, relative weight {weight}, VIF {vif}")
        .replace('-', "−")
}

/// A driver with its column and the interval of its share.
struct Ranked<'a> {
    column: &'a Column<'a>,
    driver: &'a Driver,
    sure: Option<Interval>,
}

impl<'a> Ranked<'a> {
    /// In the order of the columns.
    fn all(analysed: &'a Analysed, found: &'a Analysis) -> Vec<Self> {
        let sure = |at: usize| analysed.sure.as_ref().map(|sure| sure.shares[at]);
        let all = analysed.columns.iter().zip(&found.drivers).enumerate();
        all.map(|(at, (column, driver))| Self { column, driver, sure: sure(at) }).collect()
    }

    /// ` (12.1% to 19.3%)`; empty where it is not known.
    fn interval(&self) -> String {
        self.sure.map_or_else(String::new, |it| {
            format!(" ({}% to {}%)", fixed(100.0 * it.low, 1), fixed(100.0 * it.high, 1))
        })
    }

    fn part(&self, analysed: &Analysed, found: &Analysis) -> Part {
        let share = percent(self.driver, found);
        match self.column.node {
            Some(node) => Part::new(node, share, &note(self.driver)),
            None => Part::new(analysed.map, share, &self.column.name),
        }
    }
}

/// The largest share first.
fn ranked<'a>(analysed: &'a Analysed, found: &'a Analysis) -> Vec<Ranked<'a>> {
    let mut all = Ranked::all(analysed, found);
    all.sort_by(|a, b| b.driver.share().total_cmp(&a.driver.share()));
    all
}

fn text(analysed: &Analysed, found: &Analysis) -> String {
    let first: Vec<String> = ranked(analysed, found)
        .into_iter()
        .take(3)
        .map(|it| format!("{} {}%{}", it.column.name, fixed(percent(it.driver, found), 1), it.interval()))
        .collect();
    format!(
        "{} explain {}% of the differences in {}, over {} answers; of that, {}.{}{}",
        count(found.drivers.len(), "driver").replacen("1 driver", "One driver", 1),
        short(100.0 * found.r2, 1),
        analysed.outcome,
        found.n,
        listed(&first),
        warnings(analysed, found),
        small_sample(found.n, "row")
    )
    .replacen("One driver explain ", "One driver explains ", 1)
}
