//! What a board of opportunities says of all of them, however many pages it has.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::{Value, context};

use super::OpportunityView;
use crate::render::view::{Cx, maybe};
use crate::render::words;

/// How many opportunities of a cell are drawn; the others are counted.
const DRAWN: usize = 7;
/// Impact and effort go from 1 to this.
const MOST: f64 = 5.0;

/// What is said of opportunities by their places in the ranking.
pub fn board(cx: &Arc<Cx>, ranks: &[usize]) -> Value {
    let all = &cx.portal.site.opportunities;
    let open: Vec<usize> = ranks.iter().copied().filter(|at| !all[*at].is_closed()).collect();
    let sized = ranks.iter().filter(|at| all[**at].impact.is_some() && all[**at].effort.is_some()).count();
    context! {
        open => open.len(),
        unsized => ranks.len() - sized,
        statuses => statuses(cx, ranks),
        cells => cells(cx, &open),
    }
}

/// How many have each status, in the order in which they are met; those that have none come last.
fn statuses(cx: &Arc<Cx>, ranks: &[usize]) -> Value {
    let mut counts: Vec<(Option<&str>, usize)> = Vec::new();
    for at in ranks {
        let status = cx.portal.site.opportunities[*at].status.as_deref();
        match counts.iter_mut().find(|(known, _)| *known == status) {
            Some((_, count)) => *count += 1,
            None => counts.push((status, 1)),
        }
    }
    counts.sort_by_key(|(status, _)| status.is_none());
    let title = |word: &str| words::status(cx.portal.language(), word);
    let shown = counts.into_iter().map(|(word, count)| {
        context! { word => maybe(word), title => maybe(word.map(title)), count => count }
    });
    shown.collect()
}

/// Those of one impact and one effort stand together, by rank.
fn cells(cx: &Arc<Cx>, open: &[usize]) -> Value {
    let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    let whole = |value: f64| value.round().clamp(1.0, MOST) as i64;
    for at in open {
        let known = &cx.portal.site.opportunities[*at];
        if let Some((impact, effort)) = known.impact.zip(known.effort) {
            cells.entry((whole(impact), whole(effort))).or_default().push(*at);
        }
    }
    let shown = cells.into_iter().map(|((impact, effort), all)| {
        let drawn = all.iter().take(DRAWN).map(|at| OpportunityView::value(cx, *at));
        context! {
            impact => impact,
            effort => effort,
            opportunities => drawn.collect::<Value>(),
            more => all.len().saturating_sub(DRAWN),
        }
    });
    shown.collect()
}
