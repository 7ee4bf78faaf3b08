//! Importance and performance, as customers state both.

use journeybook_plugin::prose::{listed, short};
use journeybook_plugin::{Attributed, Bound, Definition, Figure, Journey, Node, Part, Score, Settings};
use journeybook_statistics::{Crosshair, Quadrant, quadrant};

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
    Definition::new("importance-performance", "To concentrate on")
        .unit("items")
        .scale(0.0, None)
        .lower_is_better()
        .description("How many items are important and done badly. Each part is an item's gap: importance minus performance.")
        .source("John A. Martilla and John C. James, Journal of Marketing 41(1), 1977")
        .formula("items with importance ≥ its line and performance < its line; on a line counts as the higher quadrant")
        .with("family", "What customers need")
}

struct Item<'a> {
    node: Node,
    name: &'a str,
    importance: &'a Figure,
    performance: &'a Figure,
}

impl Item<'_> {
    fn point(&self) -> Option<(f64, f64)> {
        Some((self.importance.value?, self.performance.value?))
    }
}

/// Scores the places at which both were asked; left out where importance was not asked at all.
pub fn score(journey: &Journey, bound: &Bound, lines: Lines) -> Option<Score> {
    let asked = bound.of("importance").count();
    let items: Vec<Item> = bound.of("importance").filter_map(|figure| item(journey, bound, figure)).collect();
    let points: Vec<(f64, f64)> = items.iter().filter_map(Item::point).collect();
    let absent = |reason: &str| {
        Some(Score::absent("importance-performance", reason).counting(points.len(), asked - points.len()))
    };
    if asked == 0 {
        return None;
    }
    if points.len() < 2 {
        return absent("Quadrants need two items with importance and satisfaction both; there are fewer.");
    }
    let Some(cross) = crosshair(&items, &points, lines) else {
        return absent("The middle of the scale is not known: the data declares no scale, or several.");
    };
    let placed: Vec<(&Item, (f64, f64), Quadrant)> = items
        .iter()
        .filter_map(|it| it.point().map(|point| (it, point, quadrant(point.0, point.1, &cross))))
        .collect();
    let to_do: Vec<&str> = placed
        .iter()
        .filter(|(_, _, place)| *place == Quadrant::Concentrate)
        .map(|(it, _, _)| it.name)
        .collect();
    let named = if to_do.is_empty() {
        String::from("No item is")
    } else {
        format!("Concentrate on {}:", listed(&to_do))
    };
    let text = format!(
        "{named} important and done badly, of {} items. The lines are {} (importance {}, performance {}).{}",
        placed.len(),
        lines.words(),
        short(cross.importance, 2),
        short(cross.performance, 2),
        straddling(&placed, &cross)
    );
    let parts = placed.iter().map(|(it, (importance, performance), place)| {
        let note = if it.node == journey.node { it.name } else { place.words() };
        Part::new(it.node, importance - performance, note)
    });
    Some(
        Score::new("importance-performance", to_do.len() as f64)
            .counting(placed.len(), asked - placed.len())
            .explained(text)
            .with("crosshair", lines.words())
            .parts(parts),
    )
}

fn item<'a>(journey: &'a Journey, bound: &'a Bound, importance: &'a Figure) -> Option<Item<'a>> {
    let same = |figure: &&Figure| figure.at == importance.at;
    let performance = ["satisfaction", "csat"].into_iter().find_map(|metric| bound.of(metric).find(same))?;
    let node = journey.place(&importance.at).unwrap_or(journey.node);
    Some(Item { node, name: journey.called(&importance.at), importance, performance })
}

fn crosshair(items: &[Item], points: &[(f64, f64)], lines: Lines) -> Option<Crosshair> {
    if lines == Lines::Means {
        return Crosshair::means(points);
    }
    let middle = |pick: fn(&Item) -> Option<(f64, f64)>| {
        let first = pick(items.first()?)?;
        items.iter().all(|it| pick(it) == Some(first)).then(|| f64::midpoint(first.0, first.1))
    };
    Some(Crosshair {
        importance: middle(|it| it.importance.declared_scale())?,
        performance: middle(|it| it.performance.declared_scale())?,
    })
}

/// Items whose interval reaches over the line of performance may lie on either side of it.
fn straddling(placed: &[(&Item, (f64, f64), Quadrant)], cross: &Crosshair) -> String {
    let over = |it: &Item| {
        let ends = it.performance.low.zip(it.performance.high);
        ends.is_some_and(|(low, high)| low < cross.performance && cross.performance <= high)
    };
    let names: Vec<&str> = placed.iter().filter(|(it, _, _)| over(it)).map(|(it, _, _)| it.name).collect();
    match names.len() {
        0 => String::new(),
        _ => format!(" {} may lie on either side of the line of performance.", listed(&names)),
    }
}
