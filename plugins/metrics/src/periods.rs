//! Figures of several periods at one place: which speak of now, and which of the time before.

use std::cmp::Ordering;

use journeybook_plugin::{Attributed, Figure};

/// The figures that no later one at the same place takes the place of.
pub fn latest<'a>(figures: &[&'a Figure]) -> Vec<&'a Figure> {
    parted(figures).0
}

/// The figures of the period before the latest.
pub fn former<'a>(figures: &[&'a Figure]) -> Vec<&'a Figure> {
    latest(&parted(figures).1)
}

/// Those without a later one, and the others. Of figures whose order only the data's author knows, the one that is declared
/// later is the later.
fn parted<'a>(figures: &[&'a Figure]) -> (Vec<&'a Figure>, Vec<&'a Figure>) {
    let is_later = |(at, one): (usize, &Figure), (from, other): (usize, &Figure)| {
        let same = one.at == other.at && one.attribute("segment") == other.attribute("segment");
        same && order(period(one), period(other), at.cmp(&from)) == Some(Ordering::Greater)
    };
    let all = || figures.iter().copied().enumerate();
    let (last, rest): (Vec<_>, Vec<_>) =
        all().partition(|(at, one)| !all().any(|other| is_later(other, (*at, one))));
    let only = |of: Vec<(usize, &'a Figure)>| of.into_iter().map(|(_, figure)| figure).collect();
    (only(last), only(rest))
}

/// The period of a figure; empty where the data has none.
pub fn period(figure: &Figure) -> &str {
    figure.attribute("period").unwrap_or_default()
}

/// How two periods follow each other: by their days where both are written as dates, else as they are declared. None where they
/// are the same, overlap or cannot be held against each other.
fn order(one: &str, other: &str, declared: Ordering) -> Option<Ordering> {
    match (dated(one), dated(other)) {
        _ if one == other || one.is_empty() || other.is_empty() => None,
        (Some((from, to)), Some((start, end))) => match () {
            () if to < start && !start.starts_with(to) => Some(Ordering::Less),
            () if end < from && !from.starts_with(end) => Some(Ordering::Greater),
            () => None,
        },
        (None, None) => Some(declared),
        _ => None,
    }
}

/// The first and the last day, month or year of `2026-03-01/2026-03-04` or `2025`.
fn dated(period: &str) -> Option<(&str, &str)> {
    let is_date = |text: &str| text.len() >= 4 && text.bytes().take(4).all(|byte| byte.is_ascii_digit());
    let (from, to) = period.split_once('/').unwrap_or((period, period));
    (is_date(from) && is_date(to)).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(periods: &[&str]) -> (Vec<String>, Vec<String>) {
        let figures: Vec<Figure> =
            periods.iter().map(|period| Figure::new("nps", "journey/j").with("period", *period)).collect();
        let all: Vec<&Figure> = figures.iter().collect();
        let named = |of: Vec<&Figure>| of.into_iter().map(|it| period(it).to_owned()).collect();
        (named(latest(&all)), named(former(&all)))
    }

    fn are(periods: &[&str], now: &[&str], before: &[&str]) {
        let owned = |of: &[&str]| of.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        assert_eq!(of(periods), (owned(now), owned(before)), "{periods:?}");
    }

    #[test]
    fn days_are_ordered_and_words_follow_the_author() {
        are(&["2026", "2025", "2024"], &["2026"], &["2025"]);
        are(&["Spring", "Autumn"], &["Autumn"], &["Spring"]);
        are(
            &["2026-03-01/2026-03-04", "2025-11-01/2026-02-28"],
            &["2026-03-01/2026-03-04"],
            &["2025-11-01/2026-02-28"],
        );
    }

    #[test]
    fn what_overlaps_or_has_no_period_is_one() {
        are(&["2026", "2026"], &["2026", "2026"], &[]);
        are(&["2026", "2026-03"], &["2026", "2026-03"], &[]);
        are(
            &["2026-01-01/2026-03-01", "2026-02-01/2026-04-01"],
            &["2026-01-01/2026-03-01", "2026-02-01/2026-04-01"],
            &[],
        );
        are(&["", "2026"], &["", "2026"], &[]);
        are(&["Spring", "2026"], &["Spring", "2026"], &[]);
    }

    #[test]
    fn other_places_and_other_segments_have_times_of_their_own() {
        let one = Figure::new("nps", "journey/j").with("period", "2026");
        let other = Figure::new("nps", "step/s").with("period", "2025");
        let part = Figure::new("nps", "journey/j").with("period", "2024").with("segment", "first");
        assert_eq!(latest(&[&one, &other, &part]).len(), 3);
    }
}
