//! Importance and performance, as customers state both.

use journeybook_plugin::prose::{listed, short};
use journeybook_plugin::{Attributed, Bound, Definition, Figure, Journey, Node, Part, Score, Settings};
use journeybook_statistics::{Crosshair, Interval, Quadrant, Rated, Square};

use crate::periods::latest;

const ID: &str = "importance-performance";

/// Where the lines between the quadrants lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// At the means of all items.
    #[default]
    Means,
    /// At the middle of the scale.
    Middle,
}

impl Lines {
    /// Reads the setting `crosshair`. The error is one sentence.
    pub fn from_settings(settings: &Settings) -> Result<Self, String> {
        match (settings.get("crosshair"), settings.text("crosshair")) {
            (None, _) | (_, Some("means")) => Ok(Self::Means),
            (_, Some("middle")) => Ok(Self::Middle),
            _ => Err(String::from("`crosshair` has to be \"means\" or \"middle\"")),
        }
    }

    fn words(self) -> &'static str {
        if self == Lines::Means { "the means of all items" } else { "the middle of the scale" }
    }
}

/// What the score is.
pub fn definition() -> Definition {
    Definition::new(ID, "To concentrate on")
        .unit("items")
        .scale(0.0, None)
        .lower_is_better()
        .description("How many items are important and done badly. Each part is an item's gap: importance minus performance.")
        .source("John A. Martilla and John C. James, Journal of Marketing 41(1), 1977")
        .formula("items with importance ≥ its line and performance < its line; on a line counts as the higher quadrant")
        .with("family", "What customers need")
}

/// A place at which both were asked.
struct Asked<'a> {
    node: Node,
    name: &'a str,
    importance: &'a Figure,
    performance: &'a Figure,
}

/// Scores the places at which both were asked; left out where importance was not asked at all.
pub fn score(journey: &Journey, bound: &Bound, lines: Lines) -> Option<Score> {
    let figures = of(bound, "importance");
    let items: Vec<Rated<Asked>> =
        figures.iter().filter_map(|figure| rated(journey, bound, figure)).collect();
    let (asked, known) = (figures.len(), items.len());
    (asked > 0).then(|| match square(items, lines) {
        Ok(square) => scored(journey, &square, lines).counting(known, asked - known),
        Err(reason) => Score::absent(ID, reason).counting(known, asked - known),
    })
}

/// The figures of the latest period.
fn of<'a>(bound: &'a Bound, metric: &'a str) -> Vec<&'a Figure> {
    latest(&bound.of(metric).collect::<Vec<_>>())
}

fn rated<'a>(journey: &'a Journey, bound: &'a Bound, importance: &'a Figure) -> Option<Rated<Asked<'a>>> {
    let same = |figure: &&Figure| figure.at == importance.at;
    let performance =
        ["satisfaction", "csat"].into_iter().find_map(|metric| of(bound, metric).into_iter().find(same))?;
    let node = journey.place(&importance.at).unwrap_or(journey.node);
    let of = Asked { node, name: journey.called(&importance.at), importance, performance };
    let between = performance.low.zip(performance.high).map(|(low, high)| Interval { low, high });
    Some(Rated { of, importance: importance.value?, performance: performance.value?, between })
}

fn square(items: Vec<Rated<Asked>>, lines: Lines) -> Result<Square<Asked>, &'static str> {
    let middle = match lines {
        Lines::Means => None,
        Lines::Middle => Some(
            middle(&items)
                .ok_or("The middle of the scale is not known: the data declares no scale, or several.")?,
        ),
    };
    Square::of(items, middle)
        .ok_or("Quadrants need two items with importance and satisfaction both; there are fewer.")
}

/// The middle of the scales, where all items share them.
fn middle(items: &[Rated<Asked>]) -> Option<Crosshair> {
    let of = |pick: fn(&Asked) -> Option<(f64, f64)>| {
        let first = pick(&items.first()?.of)?;
        items.iter().all(|it| pick(&it.of) == Some(first)).then(|| f64::midpoint(first.0, first.1))
    };
    Some(Crosshair {
        importance: of(|it| it.importance.declared_scale())?,
        performance: of(|it| it.performance.declared_scale())?,
    })
}

fn scored(journey: &Journey, square: &Square<Asked>, lines: Lines) -> Score {
    let part = |(item, place): &(Rated<Asked>, Quadrant)| {
        let note = if item.of.node == journey.node { item.of.name } else { place.words() };
        Part::new(item.of.node, item.importance - item.performance, note)
    };
    Score::new(ID, square.to_concentrate_on().len() as f64)
        .explained(text(square, lines))
        .with("crosshair", lines.words())
        .parts(square.items.iter().map(part))
}

fn text(square: &Square<Asked>, lines: Lines) -> String {
    let names =
        |items: Vec<&Asked>| -> Vec<String> { items.into_iter().map(|it| it.name.to_owned()).collect() };
    let to_do = names(square.to_concentrate_on());
    let named = if to_do.is_empty() {
        String::from("No item is")
    } else {
        format!("Concentrate on {}:", listed(&to_do))
    };
    let over = names(square.straddling());
    let straddling = if over.is_empty() {
        String::new()
    } else {
        format!(" {} may lie on either side of the line of performance.", listed(&over))
    };
    format!(
        "{named} important and done badly, of {} items. The lines are {} (importance {}, performance {}).{straddling}",
        square.items.len(),
        lines.words(),
        short(square.lines.importance, 2),
        short(square.lines.performance, 2)
    )
}
