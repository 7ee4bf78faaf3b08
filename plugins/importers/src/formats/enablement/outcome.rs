//! `outcome`: the goal, the factor it hangs on and the figure that shows it.

use super::Book;
use super::index::{Index, Place};
use crate::names::id;
use crate::page::{Entry, Field, Map, Section};
use crate::tree::Node;

/// Writes the figure as a metric, and leads to it from the step that it hangs on.
pub fn write<'n>(node: &'n Node, index: &mut Index<'n>, book: &mut Book) {
    let (goal, factor, figure) = (node.get("kgi"), node.get("primary_csf"), node.get("primary_kpi"));
    check(factor, "kgi_id", goal, "KGI", book);
    check(figure, "csf_id", factor, "CSF", book);
    let goal = goal.and_then(|goal| goal.str("name"));
    let title = figure.and_then(|figure| figure.str("name")).or(goal).unwrap_or("Outcome");
    let path = book.names.path("metrics", title, "metric");
    let mut map = Map { path: path.clone(), ..Map::default() }.field("title", Field::Text(title.into()));
    for key in ["unit", "target"] {
        if let Some(value) = figure.and_then(|figure| figure.str(key)) {
            map = map.field(key, figures(value));
        }
    }
    map.overview = figure.and_then(|figure| figure.str("definition")).unwrap_or_default().into();
    let place = factor.and_then(|factor| place(factor, index, book));
    map.sections.extend(goal.map(|goal| part("Goal (KGI)", goal, None)));
    let rationale = factor.and_then(|factor| factor.str("rationale"));
    if rationale.is_some() || place.is_some() {
        map.sections.push(part("Success factor (CSF)", rationale.unwrap_or_default(), place.as_ref()));
    }
    if let Some(place) = place {
        lead(&place, title, &path, goal, book);
    }
    if let Some(figure) = figure.and_then(|figure| figure.peek_at("id")) {
        index.metrics.insert(figure, id(&path).to_owned());
    }
    book.maps.push(map);
}

fn part(title: &str, text: &str, place: Option<&Place>) -> Section {
    let entries: Vec<Entry> = place.into_iter().map(|place| place.entry("task")).collect();
    Section { title: title.into(), text: text.into(), entries, ..Section::default() }
}

/// A number stays a number.
fn figures(value: &str) -> Field {
    match value.parse::<f64>() {
        Ok(number) if number.is_finite() => Field::Raw(value.into()),
        _ => Field::Text(value.into()),
    }
}

fn place(factor: &Node, index: &Index<'_>, book: &mut Book) -> Option<Place> {
    factor.get("source_id")?;
    let place = index.place(factor, "source_id").cloned();
    if place.is_none() {
        book.dangles(factor, "source_id", "task");
    }
    place
}

fn check(part: Option<&Node>, key: &str, whole: Option<&Node>, what: &str, book: &mut Book) {
    let Some(part) = part.filter(|part| part.get(key).is_some()) else { return };
    if part.peek_at(key) != whole.and_then(|whole| whole.peek_at("id")) {
        book.dangles(part, key, what);
    }
}

/// The step says which figure it moves, the blueprint which goal it serves.
fn lead(place: &Place, title: &str, metric: &str, goal: Option<&str>, book: &mut Book) {
    let Some(map) = book.maps.iter_mut().find(|map| map.path == place.path) else { return };
    let here =
        |attributes: &[(String, String)]| attributes.iter().any(|(key, id)| key == "id" && *id == place.step);
    let mut steps = map.stages.iter_mut().flat_map(|stage| &mut stage.steps);
    if let Some(step) = steps.find(|step| here(&step.attributes)) {
        step.entries.push(Entry::link("metric", title, &format!("../{metric}")));
    }
    if let Some(goal) = goal {
        map.fields.push(("objectives".into(), Field::List(vec![goal.into()])));
    }
}
