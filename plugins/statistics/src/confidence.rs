//! How sure research makes us, and how that fades.

/// After how many months a piece of evidence is worth half.
pub const HALF_LIFE: f64 = 12.0;

/// One piece of evidence for a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// How much it is worth when new, 0 to 1.
    pub strength: f64,
    /// How old it is, in months.
    pub age: f64,
}

impl Item {
    /// What it is worth now.
    pub fn worth(&self) -> f64 {
        self.strength * libm::exp2(-self.age / HALF_LIFE)
    }
}

/// How sure independent pieces make us together: 1 − Π(1 − worth). Nothing makes us sure of nothing: 0.
pub fn confidence(items: &[Item]) -> f64 {
    1.0 - items.iter().map(|item| 1.0 - item.worth()).product::<f64>()
}

/// What a method is worth when new, by the words of evidence's `method` and how many took part; none for a word not known.
pub fn strength(method: &str, n: Option<f64>) -> Option<f64> {
    let word = method.trim().to_lowercase();
    let says = |words: &[&str]| words.iter().any(|known| word.contains(known));
    let many = |most: f64| n.is_some_and(|n| n >= most);
    match () {
        () if says(&["a/b", "ab test", "ab-test", "experiment", "longitudinal", "diar"]) => Some(0.8),
        () if says(&["survey", "questionnaire", "poll"]) => Some(if many(30.0) { 0.6 } else { 0.3 }),
        () if says(&["analytics", "ticket", "log", "funnel", "complaint", "data"]) => Some(0.5),
        () if says(&["interview", "observation", "shadowing", "usability", "field", "talk", "chat"]) => {
            Some(if many(5.0) { 0.5 } else { 0.3 })
        }
        () if says(&["workshop", "stakeholder", "opinion", "expert", "brainstorm", "anecdot"]) => Some(0.1),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Item = Item { strength: 0.5, age: 6.0 };

    #[test]
    fn worked_claims() {
        let near =
            |value: f64, printed: f64| assert!((value - printed).abs() < 5.1e-7, "{value} is not {printed}");
        let (one, two) = (confidence(&[HALF]), confidence(&[HALF, Item { strength: 0.6, age: 18.0 }]));
        near(one, 0.353_553);
        near(two, 0.490_685);
        assert_eq!(confidence(&[]), 0.0);
        near((one + two) / 3.0, 0.281_413);
    }

    #[test]
    fn strengths_by_method() {
        let found = [
            ("Workshop", None),
            ("interviews", Some(6.0)),
            ("interviews", Some(3.0)),
            ("survey", Some(240.0)),
            ("survey", None),
        ];
        assert_eq!(
            found.map(|(method, n)| strength(method, n)),
            [Some(0.1), Some(0.5), Some(0.3), Some(0.6), Some(0.3)]
        );
        assert_eq!(
            (strength("A/B test", None), strength("web analytics", None), strength("hearsay", None)),
            (Some(0.8), Some(0.5), None)
        );
    }
}
