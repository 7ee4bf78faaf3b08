//! Dates as far as ages need them.

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: i32,
    month: i32,
    day: i32,
}

impl Day {
    /// Reads `2026-10-18`, `2026-10` (its first day) or `2026`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let mut next = |usual: Option<i32>| match parts.next() {
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok(),
            Some(_) => None,
            None => usual,
        };
        let (year, month, day) = (next(None)?, next(Some(1))?, next(Some(1))?);
        let is_day = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        is_day.then_some(Self { year, month, day })
    }

    /// Months from an earlier day to this one; negative for a later one.
    pub fn months_since(self, earlier: Self) -> f64 {
        let whole = (self.year - earlier.year) * 12 + self.month - earlier.month;
        // A month has 30.4375 days on average.
        f64::from(whole) + f64::from(self.day - earlier.day) / 30.4375
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_between_days() {
        let since = |later: &str, earlier: &str| {
            Day::parse(later).unwrap().months_since(Day::parse(earlier).unwrap())
        };
        assert_eq!((since("2026-11-22", "2026-05-22"), since("2026-11", "2025")), (6.0, 22.0));
        assert!(since("2026-01-01", "2026-02-01") < 0.0);
        assert_eq!(["autumn", "2026-13-01", "2026-1-1x", ""].map(Day::parse), [None; 4]);
    }
}
