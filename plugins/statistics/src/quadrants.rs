//! Importance and performance: the four quadrants.

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
}
