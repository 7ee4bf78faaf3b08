//! Calendar dates, as authors write them: `2026-03-12`.

use std::fmt;
use std::str::FromStr;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Date {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// A date, or none where the calendar has no such day.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let real = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        real.then_some(Self { year, month, day })
    }

    /// How many whole months lie between this day and a later one.
    pub fn months_to(self, later: Self) -> u32 {
        let months = |date: Self| i32::from(date.year) * 12 + i32::from(date.month);
        let between = months(later) - months(self) - i32::from(later.day < self.day);
        u32::try_from(between).unwrap_or_default()
    }
}

fn days_in(year: i16, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.trim().splitn(3, '-');
        let mut next = || parts.next().ok_or(());
        let (year, month, day) = (next()?, next()?, next()?);
        let date =
            Date::new(year.parse().map_err(drop)?, month.parse().map_err(drop)?, day.parse().map_err(drop)?);
        date.ok_or(())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_over_on_its_day() {
        let months = |from: &str, to: &str| from.parse::<Date>().unwrap().months_to(to.parse().unwrap());
        assert_eq!(months("2026-08-22", "2026-11-22"), 3);
        assert_eq!(months("2026-08-23", "2026-11-22"), 2);
        assert_eq!(months("2025-12-31", "2026-01-01"), 0);
        assert_eq!(months("2026-11-22", "2026-08-22"), 0);
    }

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        assert_eq!("2028-02-29".parse(), Ok(Date { year: 2028, month: 2, day: 29 }));
        assert!("2026-02-29".parse::<Date>().is_err());
        assert!("2026-13-01".parse::<Date>().is_err());
        assert!("soon".parse::<Date>().is_err());
    }

    #[test]
    fn dates_print_as_they_sort() {
        let date: Date = "2026-3-9".parse().unwrap();
        assert_eq!(date.to_string(), "2026-03-09");
    }
}
