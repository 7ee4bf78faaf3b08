//! Importance derived from the analysis, against how well each driver is rated.

use journeybook_plugin::prose::{listed, short};
use journeybook_plugin::{Attributed, Definition, Part, Score};
use journeybook_statistics::{Crosshair, Quadrant, quadrant};

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

/// Scores drivers that are rated; left out where fewer than two are.
pub fn score(at: usize, analysed: &Analysed) -> Option<Score> {
    let found = analysed.found.as_ref().ok()?;
    let all = analysed.columns.iter().zip(&found.drivers);
    let items: Vec<(&Column, (f64, f64))> = all
        .filter_map(|(column, driver)| Some((column, (percent(driver, found), column.figure?.value?))))
        .collect();
    let scales: Vec<_> = items.iter().filter_map(|(column, _)| column.figure?.declared_scale()).collect();
    if scales.windows(2).any(|pair| pair[0] != pair[1]) {
        return None;
    }
    let points: Vec<(f64, f64)> = items.iter().map(|(_, point)| *point).collect();
    let cross = Crosshair::means(&points)?;
    let placed: Vec<(&Column, (f64, f64), Quadrant)> =
        items.iter().map(|(column, point)| (*column, *point, quadrant(point.0, point.1, &cross))).collect();
    let to_do: Vec<&str> =
        placed.iter().filter(|it| it.2 == Quadrant::Concentrate).map(|it| it.0.name.as_str()).collect();
    let named = if to_do.is_empty() {
        String::from("No driver")
    } else {
        format!("Concentrate on {}:", listed(&to_do))
    };
    let text = format!(
        "{named} explains more than its share of {} and is rated below the mean, of {} drivers. The lines are the means of all (share {}%, rating {}).",
        analysed.outcome,
        placed.len(),
        short(cross.importance, 2),
        short(cross.performance, 2)
    );
    let parts = placed.iter().map(|(column, (importance, performance), place)| {
        let note = format!(
            "{}: explains {}%, rated {}",
            place.words(),
            short(*importance, 1),
            short(*performance, 2)
        );
        let note = if column.node.is_some() { note } else { column.name.clone() };
        Part::new(column.node.unwrap_or(analysed.map), *importance, &note)
    });
    let id = crate::numbered("derived-importance", at);
    let score =
        Score::new(&id, to_do.len() as f64).counting(placed.len(), analysed.columns.len() - placed.len());
    let score = score.explained(text).with("crosshair", "the means of all drivers").parts(parts);
    Some(placed.iter().fold(score, |score, (column, _, place)| score.with(&column.name, place.words())))
}
