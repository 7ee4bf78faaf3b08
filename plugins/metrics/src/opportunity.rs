//! Ulwick's opportunity score of each need.

use journeybook_plugin::prose::{short, small_sample};
use journeybook_plugin::{Attributed, Bound, Definition, Journey, Node, Part, Score, number};
use journeybook_statistics::{band, opportunity, top_two_of_ten};

use crate::asked::{Asked, asked};
use crate::segmented_needs;

/// What the scores are.
pub fn definitions() -> [Definition; 2] {
    let survey = Definition::new("opportunity", "Largest opportunity")
        .description("The need that matters most and is met least. Above 15 is an extreme opportunity, 12 to 15 a high one, 10 to 12 worth considering.")
        .formula("importance + max(importance − satisfaction, 0); both 10 × the share of answers of 4 and 5 on 1 to 5");
    let direct = Definition::new("opportunity-direct", "Largest opportunity, by direct ratings")
        .description("The same from one rating of importance and satisfaction each, 0 to 10. Not comparable with the score from answers.")
        .formula("importance + max(importance − satisfaction, 0); both as rated, 0 to 10");
    [survey, direct].map(|it| {
        it.scale(0.0, 20.0)
            .lower_is_better()
            .source("Anthony Ulwick, Harvard Business Review (January 2002) and What Customers Want (2005)")
            .with("family", "What customers need")
    })
}

/// One need: its place, its name, importance and satisfaction from 0 to 10, and the fewer answers of the two.
struct Need<'a> {
    node: Node,
    name: &'a str,
    importance: f64,
    satisfaction: f64,
    n: usize,
}

/// Scores needs by what was answered, of all and of each segment, and by what was written on the map.
pub fn scores(journey: &Journey, bound: &Bound) -> Vec<Score> {
    let (important, satisfied) = (asked(journey, bound, "importance"), asked(journey, bound, "satisfaction"));
    let partner = |one: &Asked| satisfied.iter().find(|other| other.figure.at == one.figure.at);
    let pairs: Vec<(&Asked, &Asked)> =
        important.iter().filter_map(|one| Some((one, partner(one)?))).filter(is_of_five).collect();
    let surveyed: Vec<Need> = pairs.iter().filter_map(|(one, other)| need(journey, one, other)).collect();
    let direct = rated(journey);
    let mut all = Vec::new();
    if !important.is_empty() {
        all.push(score("opportunity", &surveyed, important.len() - surveyed.len()));
    }
    all.extend(segmented_needs::score(journey, &pairs));
    if !direct.is_empty() {
        all.push(score("opportunity-direct", &direct, 0));
    }
    all
}

/// Whether both were asked from 1 to 5.
fn is_of_five((one, other): &(&Asked, &Asked)) -> bool {
    [one, other].iter().all(|it| it.scale().is_none_or(|scale| scale == (1, 5)))
}

fn need<'a>(journey: &Journey, importance: &Asked<'a>, satisfaction: &Asked) -> Option<Need<'a>> {
    Some(Need {
        node: importance.node.unwrap_or(journey.node),
        name: importance.name,
        importance: top_two_of_ten(&importance.answers)?,
        satisfaction: top_two_of_ten(&satisfaction.answers)?,
        n: importance.figure.n.min(satisfaction.figure.n) as usize,
    })
}

/// Needs with `{importance=9 satisfaction=3}`.
fn rated(journey: &Journey) -> Vec<Need<'_>> {
    let needs = journey.entries().filter(|entry| entry.lane == "need");
    let one = |entry: &'_ journeybook_plugin::Entry, key: &str| {
        number(entry.attribute(key)?).filter(|rating| (0.0..=10.0).contains(rating))
    };
    needs
        .filter_map(|entry| {
            let (importance, satisfaction) = (one(entry, "importance")?, one(entry, "satisfaction")?);
            Some(Need { node: entry.node, name: &entry.text, importance, satisfaction, n: 1 })
        })
        .collect()
}

fn score(id: &str, needs: &[Need], missing: usize) -> Score {
    let value = |need: &Need| opportunity(need.importance, need.satisfaction);
    let Some(largest) = needs.iter().rev().max_by(|a, b| value(a).total_cmp(&value(b))) else {
        let reason = "No need has answers from 1 to 5 to both questions, how important it is and how satisfied people are.";
        return Score::absent(id, reason).counting(0, missing);
    };
    let few = if id == "opportunity" { small_sample(largest.n, "answer") } else { String::new() };
    let text = format!(
        "{} scores {} ({}): importance {}, satisfaction {} of 10.{}{few}",
        largest.name,
        short(value(largest), 1),
        band(largest.importance, largest.satisfaction).words(),
        short(largest.importance, 1),
        short(largest.satisfaction, 1),
        others(needs.len(), missing)
    );
    let note = |need: &Need| {
        if need.node == 0 {
            need.name.to_owned()
        } else {
            band(need.importance, need.satisfaction).words().to_owned()
        }
    };
    let parts = needs.iter().map(|need| Part::new(need.node, value(need), &note(need)));
    Score::new(id, value(largest))
        .counting(needs.len(), missing)
        .explained(text)
        .with("variant", if id == "opportunity" { "top two boxes" } else { "direct" })
        .parts(parts)
}

fn others(scored: usize, missing: usize) -> String {
    let of = if scored > 1 { format!(" It is the largest of {scored}.") } else { String::new() };
    match missing {
        0 => of,
        1 => of + " One need lacks one of the two questions.",
        n => format!("{of} {n} needs lack one of the two questions."),
    }
}
