//! Numbers and counts as a reader wants them in a sentence.
//!
//! Formatting goes through whole numbers: the standard library's floating point formatting would be a quarter of a small
//! component.

/// One decimal with its sign, as on the curve: `+1.8`, `−1.2`, `0.0`.
pub fn signed(value: f64) -> String {
    match fixed(value.abs(), 1) {
        zero if zero == "0.0" => zero,
        digits if value < 0.0 => format!("\u{2212}{digits}"),
        digits => format!("+{digits}"),
    }
}

/// One decimal without a sign.
pub fn plain(value: f64) -> String {
    fixed(value, 1)
}

/// A whole number of percent.
pub fn percent(value: f64) -> String {
    fixed(value, 0) + "%"
}

/// Exactly `decimals` decimals, rounded half away from zero, as a machine reads them.
pub fn fixed(value: f64, decimals: u32) -> String {
    let unit = 10u64.pow(decimals);
    let rounded = (value.abs() * unit as f64 + 0.5) as u64;
    let sign = if value < 0.0 && rounded > 0 { "-" } else { "" };
    let whole = rounded / unit;
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{:0width$}", rounded % unit, width = decimals as usize)
}

/// Up to `decimals` decimals, without zeros at the end.
pub fn short(value: f64, decimals: u32) -> String {
    let digits = fixed(value, decimals);
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.').to_owned() } else { digits }
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// ` Small sample: only 9 answers.`; empty from 30 on.
pub fn small_sample(n: usize, singular: &str) -> String {
    if n < 30 { format!(" Small sample: only {}.", count(n, singular)) } else { String::new() }
}

/// `1 step`, `7 steps`.
pub fn count(n: usize, singular: &str) -> String {
    format!("{n} {singular}{}", if n == 1 { "" } else { "s" })
}

/// A sentence on what was left out; empty where nothing was.
pub fn left_out(n: usize, singular: &str, lack: &str) -> String {
    match n {
        0 => String::new(),
        1 => format!(" One {singular} {lack} is left out."),
        _ => format!(" {n} {singular}s {lack} are left out."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_zero() {
        let shown: Vec<String> = [1.84, -1.16, 0.04, -0.04, 0.0, -0.0].into_iter().map(signed).collect();
        assert_eq!(shown, ["+1.8", "−1.2", "0.0", "0.0", "0.0", "0.0"]);
    }

    #[test]
    fn lists_and_small_samples() {
        assert_eq!(
            [vec!["a"], vec!["a", "b"], vec!["a", "b", "c"]].map(|items| listed(&items)),
            ["a", "a and b", "a, b and c"]
        );
        assert_eq!(
            (short(4.50, 2), short(100.0, 1), short(0.04, 1)),
            ("4.5".into(), "100".into(), "0".into())
        );
        assert_eq!(
            (small_sample(1, "answer"), small_sample(30, "answer")),
            (" Small sample: only 1 answer.".into(), String::new())
        );
    }

    #[test]
    fn decimals_are_kept() {
        assert_eq!(
            (fixed(-1.0416667, 6), fixed(2.0, 2), fixed(0.995, 0)),
            ("-1.041667".into(), "2.00".into(), "1".into())
        );
        assert_eq!(percent(96.739), "97%");
    }
}
