//! Reading how long a step takes.

/// Units and their length in minutes.
const UNITS: [(&[&str], f64); 5] = [
    (&["s", "sec", "secs", "second", "seconds"], 1.0 / 60.0),
    (&["m", "min", "mins", "minute", "minutes"], 1.0),
    (&["h", "hr", "hrs", "hour", "hours"], 60.0),
    (&["d", "day", "days"], 1440.0),
    (&["w", "week", "weeks"], 10080.0),
];

/// The minutes in `15 min`, `1h 30m` or `2 days`; a bare number counts as minutes. Nothing for anything else.
pub fn minutes(text: &str) -> Option<f64> {
    let mut rest = text.trim();
    let mut sum = 0.0;
    while !rest.is_empty() {
        let digits = split(&mut rest, |c| c.is_ascii_digit() || c == '.')?;
        let unit = split(&mut rest, char::is_alphabetic).unwrap_or("min");
        sum += number(digits)? * length(unit)?;
    }
    (sum > 0.0).then_some(sum)
}

/// Reads `4` or `4.25`, up to nine digits: the standard library's reader is a fifth of the component.
pub fn number(digits: &str) -> Option<f64> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let joined = format!("{whole}{fraction}");
    let fits = !whole.is_empty() && !fraction.is_empty() && joined.len() <= 9;
    let is_number = fits && joined.bytes().all(|b| b.is_ascii_digit());
    let value = f64::from(joined.parse::<u32>().ok().filter(|_| is_number)?);
    Some(value / f64::from(10u32.pow(fraction.len() as u32)))
}

/// Takes the leading characters that fit, and the spaces after them; nothing if there are none.
fn split<'a>(rest: &mut &'a str, fits: fn(char) -> bool) -> Option<&'a str> {
    let (taken, after) = leading(rest, fits);
    *rest = after.trim_start();
    (!taken.is_empty()).then_some(taken)
}

/// The leading characters that fit, and what follows them.
pub fn leading(text: &str, fits: fn(char) -> bool) -> (&str, &str) {
    let rest = text.trim_start_matches(fits);
    (text.strip_suffix(rest).unwrap_or_default(), rest)
}

fn length(unit: &str) -> Option<f64> {
    let known = UNITS.iter().find(|(names, _)| names.iter().any(|name| name.eq_ignore_ascii_case(unit)));
    known.map(|(_, minutes)| *minutes)
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn durations_people_write() {
        let read = [
            ("15 min", 15.0),
            ("1h 30m", 90.0),
            ("1.5 hours", 90.0),
            ("2 Days", 2880.0),
            ("20", 20.0),
            ("30s", 0.5),
        ];
        for (text, expected) in read {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_duration() {
        for text in ["", "soon", "2 clicks", "0", "min", "-5 min", "about 5 min", "1.2.3", "5-10 min"] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }
}
