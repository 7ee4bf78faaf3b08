//! What to do first: RICE, ICE, value over effort, weighted shortest job first.

/// Why an item has no priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Something is missing or not positive where it has to be.
    Effort,
    /// A confidence above 1, as if percents were typed.
    Confidence,
    /// Off the scale of the method.
    OffScale,
}

/// The smallest effort that RICE divides by, in person-months.
const LEAST_EFFORT: f64 = 0.5;

/// Reach × impact × confidence ÷ effort: people a period, 3 to 0.25, 0 to 1, person-months.
pub fn rice(reach: f64, impact: f64, confidence: f64, effort: f64) -> Result<f64, Wrong> {
    match () {
        () if effort <= 0.0 => Err(Wrong::Effort),
        () if confidence > 1.0 => Err(Wrong::Confidence),
        () if reach < 0.0 || !(0.0..=3.0).contains(&impact) || confidence < 0.0 => Err(Wrong::OffScale),
        () => finite(reach * impact * confidence / effort.max(LEAST_EFFORT)),
    }
}

/// Impact × confidence × ease, each from 1 to 10.
pub fn ice(impact: f64, confidence: f64, ease: f64) -> Result<f64, Wrong> {
    let on_scale = [impact, confidence, ease].iter().all(|factor| (1.0..=10.0).contains(factor));
    if on_scale { Ok(impact * confidence * ease) } else { Err(Wrong::OffScale) }
}

/// The other variant: the mean of the three, which ranks differently.
pub fn ice_mean(impact: f64, confidence: f64, ease: f64) -> Result<f64, Wrong> {
    ice(impact, confidence, ease).map(|_| (impact + confidence + ease) / 3.0)
}

/// Value over effort, both on one scale.
pub fn value_per_effort(value: f64, effort: f64) -> Result<f64, Wrong> {
    if effort > 0.0 { finite(value / effort) } else { Err(Wrong::Effort) }
}

/// Numbers so large that nothing can be computed with them are off every scale.
fn finite(value: f64) -> Result<f64, Wrong> {
    if value.is_finite() { Ok(value) } else { Err(Wrong::OffScale) }
}

/// A corner of the square of value and effort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quarter {
    /// Much value for little effort.
    QuickWin,
    /// Much value for much effort.
    BigBet,
    /// Little value for little effort.
    FillIn,
    /// Little value for much effort.
    MoneyPit,
}

/// The corner, with the lines at the middle of the scale.
pub fn quarter(value: f64, effort: f64, middle: f64) -> Quarter {
    match (value >= middle, effort >= middle) {
        (true, false) => Quarter::QuickWin,
        (true, true) => Quarter::BigBet,
        (false, false) => Quarter::FillIn,
        (false, true) => Quarter::MoneyPit,
    }
}

impl Quarter {
    /// The corner in words.
    pub fn words(self) -> &'static str {
        match self {
            Quarter::QuickWin => "quick win",
            Quarter::BigBet => "big bet",
            Quarter::FillIn => "fill-in",
            Quarter::MoneyPit => "money pit",
        }
    }
}

/// The cost of delay over the size of the job: (business value + time criticality + risk reduction) ÷ size.
pub fn wsjf(
    business_value: f64,
    time_criticality: f64,
    risk_reduction: f64,
    job_size: f64,
) -> Result<f64, Wrong> {
    match () {
        () if job_size <= 0.0 => Err(Wrong::Effort),
        () if [business_value, time_criticality, risk_reduction].iter().any(|part| *part < 0.0) => {
            Err(Wrong::OffScale)
        }
        () => finite((business_value + time_criticality + risk_reduction) / job_size),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_rice() {
        assert!((rice(2000.0, 2.0, 0.8, 3.0).unwrap() - 1066.67).abs() < 0.005);
        assert_eq!(rice(5000.0, 0.5, 1.0, 1.0), Ok(2500.0));
    }

    #[test]
    fn rice_edges() {
        assert_eq!(rice(1.0, 1.0, 1.0, 0.1), Ok(2.0));
        assert_eq!(
            (rice(1.0, 1.0, 1.0, 0.0), rice(1.0, 1.0, 80.0, 1.0)),
            (Err(Wrong::Effort), Err(Wrong::Confidence))
        );
        assert_eq!(rice(1.0, 5.0, 1.0, 1.0), Err(Wrong::OffScale));
    }

    #[test]
    fn numbers_without_bounds_are_off_the_scale() {
        assert_eq!(rice(1e308, 3.0, 1.0, 0.5), Err(Wrong::OffScale));
        assert_eq!(value_per_effort(1e300, 1e-300), Err(Wrong::OffScale));
        assert_eq!(wsjf(1e308, 1e308, 0.0, 1.0), Err(Wrong::OffScale));
    }

    #[test]
    fn worked_ice() {
        assert_eq!((ice(8.0, 6.0, 4.0), ice_mean(8.0, 6.0, 4.0)), (Ok(192.0), Ok(6.0)));
        assert_eq!(ice(8.0, 0.0, 4.0), Err(Wrong::OffScale));
    }

    #[test]
    fn worked_value_and_effort() {
        assert_eq!((value_per_effort(8.0, 2.0), quarter(8.0, 2.0, 5.5)), (Ok(4.0), Quarter::QuickWin));
        assert_eq!(
            [(5.5, 5.5), (2.0, 2.0), (2.0, 8.0)].map(|(v, e)| quarter(v, e, 5.5).words()),
            ["big bet", "fill-in", "money pit"]
        );
        assert_eq!(value_per_effort(8.0, 0.0), Err(Wrong::Effort));
    }

    #[test]
    fn worked_wsjf() {
        assert_eq!((wsjf(8.0, 5.0, 3.0, 5.0), wsjf(8.0, 5.0, 3.0, 0.0)), (Ok(3.2), Err(Wrong::Effort)));
    }
}
