//! Failure modes and effects: how bad, how often, how well hidden.

/// One way to fail, each factor from 1 to 10.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Failure {
    /// How bad it is.
    pub severity: f64,
    /// How often it happens.
    pub occurrence: f64,
    /// How hard it is to notice in time.
    pub detection: f64,
}

impl Failure {
    /// The risk priority number, 1 to 1000.
    pub fn product(&self) -> f64 {
        self.severity * self.occurrence * self.detection
    }

    /// Whether it is high whatever the product: a severity of 9 may endanger people.
    pub fn is_high(&self) -> bool {
        self.severity >= 9.0
    }
}

/// A failure of three factors; none where one is missing or off the scale from 1 to 10.
pub fn risk_priority(
    severity: Option<f64>,
    occurrence: Option<f64>,
    detection: Option<f64>,
) -> Option<Failure> {
    let on_scale = |factor: Option<f64>| factor.filter(|factor| (1.0..=10.0).contains(factor));
    Some(Failure {
        severity: on_scale(severity)?,
        occurrence: on_scale(occurrence)?,
        detection: on_scale(detection)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(s: f64, o: f64, d: f64) -> Option<Failure> {
        risk_priority(Some(s), Some(o), Some(d))
    }

    #[test]
    fn worked_numbers() {
        let failures = [of(8.0, 4.0, 6.0), of(7.0, 5.0, 3.0), of(9.0, 2.0, 8.0)].map(Option::unwrap);
        assert_eq!(failures.map(|it| it.product()), [192.0, 105.0, 144.0]);
        assert_eq!(failures.map(|it| it.is_high()), [false, false, true]);
    }

    #[test]
    fn a_missing_factor_is_not_one_and_nought_is_off_the_scale() {
        assert_eq!(risk_priority(Some(8.0), None, Some(6.0)), None);
        assert_eq!((of(0.0, 4.0, 6.0), of(8.0, 11.0, 6.0)), (None, None));
    }
}
