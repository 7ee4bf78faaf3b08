//! The analysis of one table: how much the drivers explain together, and each of them.

use journeybook_plugin::prose::{count, fixed, listed, short, small_sample};
use journeybook_plugin::{Attributed, Bound, Definition, Figure, Journey, Node, Part, Score, Table};
use journeybook_statistics::{Analysis, Driver, MOST_DRIVERS, Method, Unfit, analyse};

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
        .formula("R² = r′ R⁻¹ r × 100; share of a driver: the mean of what it adds to R² over all orders of drivers ÷ R² × 100")
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
    rows: usize,
    weighted: bool,
    binary: bool,
    dropped: Option<(usize, usize)>,
}

impl<'a> Analysed<'a> {
    /// Analyses a table: the outcome first, then drivers, the weights last where there are any.
    pub fn new(journey: &'a Journey, bound: &'a Bound, table: &'a Table) -> Self {
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
            rows: table.rows as usize,
            weighted: weights.is_some(),
            binary: outcome.1.iter().all(|cell| *cell == 0.0 || *cell == 1.0),
            dropped: dropped(bound, &all, table.rows as usize),
        }
    }
}

fn column<'a>(journey: &'a Journey, bound: &'a Bound, name: &str) -> Column<'a> {
    let figure = bound.figures.iter().find(|figure| figure.attribute("column") == Some(name));
    let node = figure.and_then(|figure| journey.place(&figure.at)).filter(|node| *node != journey.node);
    let titled =
        journey.entries().find(|entry| entry.text.eq_ignore_ascii_case(name)).map(|entry| entry.node);
    let called = figure.filter(|_| node.is_some()).map_or(name, |figure| journey.called(&figure.at));
    Column { name: called.to_owned(), node: node.or(titled), figure }
}

/// How many rows the data has, where more than two fifths of them miss a cell.
fn dropped(bound: &Bound, columns: &[(&str, &[f64])], rows: usize) -> Option<(usize, usize)> {
    let is_used = |figure: &&Figure| columns.iter().any(|(name, _)| figure.attribute("column") == Some(name));
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
    let parts = ranked(analysed, found).into_iter().map(|(column, driver)| {
        let share = percent(driver, found);
        match column.node {
            Some(node) => Part::new(node, share, &note(driver)),
            None => Part::new(analysed.map, share, &column.name),
        }
    });
    let score = Score::new(&id, 100.0 * found.r2)
        .counting(found.n, 0)
        .explained(text(analysed, found))
        .parts(parts)
        .with("method", method(found))
        .with("r-squared", fixed(found.r2, 6))
        .with("adjusted-r-squared", fixed(found.adjusted, 6));
    let score = found.f.map_or_else(|| Score::clone(&score), |f| score.clone().with("f", fixed(f, 4)));
    let score =
        if analysed.weighted { score.with("effective-n", short(found.effective_n, 1)) } else { score };
    analysed.columns.iter().zip(&found.drivers).fold(score, |score, (column, driver)| {
        score.with(&column.name, format!("{}%; {}", fixed(percent(driver, found), 2), note(driver)))
    })
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

fn ranked<'a>(analysed: &'a Analysed, found: &'a Analysis) -> Vec<(&'a Column<'a>, &'a Driver)> {
    let mut all: Vec<_> = analysed.columns.iter().zip(&found.drivers).collect();
    all.sort_by(|a, b| b.1.share().total_cmp(&a.1.share()));
    all
}

fn text(analysed: &Analysed, found: &Analysis) -> String {
    let first: Vec<String> = ranked(analysed, found)
        .into_iter()
        .take(3)
        .map(|(column, driver)| format!("{} {}%", column.name, fixed(percent(driver, found), 1)))
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

fn warnings(analysed: &Analysed, found: &Analysis) -> String {
    let named = |is: fn(&Driver) -> bool| -> Vec<&str> {
        let all = analysed.columns.iter().zip(&found.drivers);
        all.filter(|(_, driver)| is(driver)).map(|(column, _)| column.name.as_str()).collect()
    };
    let said = |names: Vec<&str>, what: &str| {
        if names.is_empty() { String::new() } else { format!(" {what}: {}.", listed(&names)) }
    };
    let mut all = said(
        named(|it| it.vif >= 10.0),
        "So entangled with others that shares are hardly to be told apart (VIF of 10 or more)",
    );
    all += &said(named(|it| (5.0..10.0).contains(&it.vif)), "Entangled with others (VIF of 5 or more)");
    all += &said(
        named(Driver::is_suppressor),
        "Turns its direction once the others are held equal (suppressor)",
    );
    if analysed.binary {
        all += " The outcome is yes or no, so R² is a rough measure.";
    }
    if let Some((kept, of)) = analysed.dropped {
        all += &format!(" Only {kept} of {of} rows have an answer in every column.");
    }
    all
}

/// Why there is no analysis, by the names of the columns.
fn refused(unfit: &Unfit, analysed: &Analysed) -> String {
    let name = |at: &usize| match at {
        0 => analysed.outcome.as_str(),
        at => analysed.columns[at - 1].name.as_str(),
    };
    match unfit {
        Unfit::Drivers(0) => String::from("The analysis has an outcome and no driver."),
        Unfit::Drivers(n) => format!("The analysis has {n} drivers and may have {MOST_DRIVERS}."),
        Unfit::Rows(n, more_than) => {
            format!("The analysis has {n} complete rows and needs more than {more_than}.")
        }
        Unfit::Constant(at) => {
            format!(
                "Every row says the same in {}, which explains nothing.",
                listed(&at.iter().map(name).collect::<Vec<_>>())
            )
        }
        Unfit::Collinear(at) => {
            let names: Vec<&str> = at.iter().map(name).collect();
            format!(
                "{} say the same thing: one follows from the others, so take one of them out.",
                listed(&names)
            )
        }
        Unfit::Weights => String::from("The weights are negative, or all 0."),
    }
}
