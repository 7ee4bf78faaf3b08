//! Importance derived from the analysis, against how well each driver is rated.

use journeybook_plugin::prose::{listed, short};
use journeybook_plugin::{Attributed, Definition, Part, Score};
use journeybook_statistics::{Analysis, Driver, Interval, Quadrant, Rated, Square};

use crate::explained::{Analysed, Column, percent};

/// What the score is.
pub fn definition(at: usize) -> Definition {
    let title = if at == 0 {
        String::from("To concentrate on, derived")
    } else {
        format!("To concentrate on, analysis {}", at + 1)
    };
    Definition::new(&crate::numbered("derived-importance", at), &title)
        .unit("drivers")
        .scale(0.0, None)
        .lower_is_better()
        .description("How many drivers explain much of the outcome and are rated badly. Derived importance is not stable where drivers are entangled.")
        .source("John A. Martilla and John C. James, Journal of Marketing 41(1), 1977; importance derived by driver analysis")
        .formula("drivers with share ≥ the mean share and mean rating < the mean of all ratings; on a line counts as the higher quadrant")
        .with("family", "What drives it")
}

/// Scores drivers that are rated on one scale; left out where fewer than two are.
pub fn score(at: usize, analysed: &Analysed) -> Option<Score> {
    let square = square(analysed)?;
    let to_do = square.to_concentrate_on().len();
    let parts = square.items.iter().map(|item| part(analysed, item));
    let score = Score::new(&crate::numbered("derived-importance", at), to_do as f64)
        .counting(square.items.len(), analysed.columns.len() - square.items.len())
        .explained(text(analysed, &square))
        .with("crosshair", "the means of all drivers")
        .parts(parts);
    Some(square.items.iter().fold(score, |score, (item, place)| score.with(&item.of.name, place.words())))
}

fn square<'a>(analysed: &'a Analysed) -> Option<Square<&'a Column<'a>>> {
    let found = analysed.found.as_ref().ok()?;
    let all = analysed.columns.iter().zip(&found.drivers);
    let items: Vec<Rated<&Column>> =
        all.filter_map(|(column, driver)| rated(column, driver, found)).collect();
    let scale = |item: &Rated<&Column>| item.of.figure.and_then(|figure| figure.declared_scale());
    let is_one = items.windows(2).all(|pair| scale(&pair[0]) == scale(&pair[1]));
    Square::of(items, None).filter(|_| is_one)
}

fn rated<'a>(column: &'a Column<'a>, driver: &Driver, found: &Analysis) -> Option<Rated<&'a Column<'a>>> {
    let figure = column.figure.filter(|figure| figure.declared_scale().is_some())?;
    let between = figure.low.zip(figure.high).map(|(low, high)| Interval { low, high });
    Some(Rated { of: column, importance: percent(driver, found), performance: figure.value?, between })
}

fn text(analysed: &Analysed, square: &Square<&Column>) -> String {
    let names = |columns: Vec<&&Column>| -> Vec<String> {
        columns.into_iter().map(|column| column.name.clone()).collect()
    };
    let to_do = names(square.to_concentrate_on());
    let named = if to_do.is_empty() {
        String::from("No driver")
    } else {
        format!("Concentrate on {}:", listed(&to_do))
    };
    let over = names(square.straddling());
    let straddling = if over.is_empty() {
        String::new()
    } else {
        format!(" {} may lie on either side of the line of ratings.", listed(&over))
    };
    format!(
        "{named} explains more than its share of {} and is rated below the mean, of {} drivers. The lines are the means of all (share {}%, rating {}).{straddling}",
        analysed.outcome,
        square.items.len(),
        short(square.lines.importance, 2),
        short(square.lines.performance, 2)
    )
}

fn part(analysed: &Analysed, (item, place): &(Rated<&Column>, Quadrant)) -> Part {
    let note = format!(
        "{}: explains {}%, rated {}",
        place.words(),
        short(item.importance, 1),
        short(item.performance, 2)
    );
    match item.of.node {
        Some(node) => Part::new(node, item.importance, &note),
        None => Part::new(analysed.map, item.importance, &item.of.name),
    }
}
