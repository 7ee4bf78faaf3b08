//! Days as text, and how many months lie between two.

/// A day by its year, month and day; the first of what is left out, so `2026` is its first of January.
pub fn parts(text: &str) -> Option<(u32, u32, u32)> {
    let mut numbers = text.trim().split('-').map(|part| part.trim().parse::<u32>().ok());
    let year = numbers.next()?.filter(|year| (1900..=2999).contains(year))?;
    let month = numbers.next().flatten().filter(|month| (1..=12).contains(month)).unwrap_or(1);
    let day = numbers.next().flatten().filter(|day| (1..=31).contains(day)).unwrap_or(1);
    Some((year, month, day))
}

/// Whole months from one day to another; none where one of them is no day, 0 where the second comes first.
pub fn months(from: &str, to: &str) -> Option<u32> {
    let ((year, month, day), (to_year, to_month, to_day)) = (parts(from)?, parts(to)?);
    let whole = (to_year * 12 + to_month).saturating_sub(year * 12 + month);
    Some(whole.saturating_sub(u32::from(to_day < day)))
}
