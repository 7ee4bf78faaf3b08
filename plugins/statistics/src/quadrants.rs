//! Importance and performance: the four quadrants.

use crate::share::Interval;

/// What to do about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quadrant {
    /// Important, and done badly.
    Concentrate,
    /// Important, and done well.
    KeepUp,
    /// Neither.
    LowPriority,
    /// Done well, and not important.
    Overkill,
}

/// Where the lines between the quadrants lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crosshair {
    /// The line of importance.
    pub importance: f64,
    /// The line of performance.
    pub performance: f64,
}

impl Crosshair {
    /// The grand means of items, as (importance, performance); none of fewer than two.
    pub fn means(items: &[(f64, f64)]) -> Option<Self> {
        let n = items.len() as f64;
        let mean = |pick: fn(&(f64, f64)) -> f64| items.iter().map(pick).sum::<f64>() / n;
        (items.len() >= 2).then(|| Self { importance: mean(|item| item.0), performance: mean(|item| item.1) })
    }
}

/// The quadrant of an item. On a line, the higher one.
pub fn quadrant(importance: f64, performance: f64, lines: &Crosshair) -> Quadrant {
    match (importance >= lines.importance, performance >= lines.performance) {
        (true, false) => Quadrant::Concentrate,
        (true, true) => Quadrant::KeepUp,
        (false, false) => Quadrant::LowPriority,
        (false, true) => Quadrant::Overkill,
    }
}

/// One item of the square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rated<T> {
    /// What it is.
    pub of: T,
    /// How important it is.
    pub importance: f64,
    /// How well it is done.
    pub performance: f64,
    /// Between which values that is known to lie.
    pub between: Option<Interval>,
}

/// Items in their quadrants.
#[derive(Clone, Debug, PartialEq)]
pub struct Square<T> {
    /// Where the lines lie.
    pub lines: Crosshair,
    /// Each item with its quadrant.
    pub items: Vec<(Rated<T>, Quadrant)>,
}

impl<T> Square<T> {
    /// Items between lines; without lines of their own, at the means of all. None of fewer than two items.
    pub fn of(items: Vec<Rated<T>>, lines: Option<Crosshair>) -> Option<Self> {
        let points: Vec<(f64, f64)> = items.iter().map(|item| (item.importance, item.performance)).collect();
        let means = Crosshair::means(&points)?;
        let lines = lines.unwrap_or(means);
        let placed = |item: Rated<T>| {
            let quadrant = quadrant(item.importance, item.performance, &lines);
            (item, quadrant)
        };
        Some(Self { lines, items: items.into_iter().map(placed).collect() })
    }

    /// What is important and done badly.
    pub fn to_concentrate_on(&self) -> Vec<&T> {
        let there = self.items.iter().filter(|(_, quadrant)| *quadrant == Quadrant::Concentrate);
        there.map(|(item, _)| &item.of).collect()
    }

    /// What may lie on either side of the line of performance.
    pub fn straddling(&self) -> Vec<&T> {
        let line = self.lines.performance;
        let over = |item: &Rated<T>| item.between.is_some_and(|ends| ends.low < line && line <= ends.high);
        self.items.iter().filter(|(item, _)| over(item)).map(|(item, _)| &item.of).collect()
    }
}

impl Quadrant {
    /// The quadrant in words.
    pub fn words(self) -> &'static str {
        match self {
            Quadrant::Concentrate => "concentrate here",
            Quadrant::KeepUp => "keep up the good work",
            Quadrant::LowPriority => "low priority",
            Quadrant::Overkill => "possible overkill",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_airport() {
        let lines = Crosshair { importance: 100.0 / 12.0, performance: 4.1264 };
        let found = [
            (15.53, 3.615),
            (12.57, 3.641),
            (11.75, 4.088),
            (10.07, 4.115),
            (9.47, 4.080),
            (12.58, 4.147),
            (5.86, 4.1312),
        ]
        .map(|(importance, performance)| quadrant(importance, performance, &lines));
        assert_eq!(found[..5], [Quadrant::Concentrate; 5]);
        assert_eq!(found[5..], [Quadrant::KeepUp, Quadrant::Overkill]);
    }

    #[test]
    fn on_the_line_is_the_higher_quadrant_and_one_item_has_none() {
        let lines = Crosshair::means(&[(1.0, 4.0), (3.0, 2.0)]).unwrap();
        assert_eq!(lines, Crosshair { importance: 2.0, performance: 3.0 });
        assert_eq!(quadrant(2.0, 3.0, &lines), Quadrant::KeepUp);
        assert_eq!(
            (quadrant(1.0, 2.0, &lines), Crosshair::means(&[(1.0, 1.0)])),
            (Quadrant::LowPriority, None)
        );
    }

    #[test]
    fn what_may_lie_on_either_side_is_said() {
        let item = |of, importance, performance, half: f64| Rated {
            of,
            importance,
            performance,
            between: Some(Interval::around(performance, half)),
        };
        let items =
            vec![item("food", 9.0, 3.0, 0.1), item("store", 8.0, 4.0, 0.6), item("art", 1.0, 4.5, 0.1)];
        let square = Square::of(items.clone(), None).unwrap();
        assert_eq!(square.to_concentrate_on(), [&"food"]);
        assert_eq!(square.straddling(), [&"store"]);
        let high = Square::of(items.clone(), Some(Crosshair { importance: 5.0, performance: 5.0 })).unwrap();
        assert_eq!(high.to_concentrate_on(), [&"food", &"store"]);
        assert_eq!(Square::of(items[..1].to_vec(), None), None);
    }
}
