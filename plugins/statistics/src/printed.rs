//! Held against a number in print: what the tests of the scorers share.

/// Fails where a value is absent or differs from a number that was printed with so many decimals.
#[track_caller]
pub fn near(value: impl Into<Option<f64>>, printed: f64, digits: i32) {
    let value = value.into();
    assert!(
        value.is_some_and(|value| (value - printed).abs() <= 0.51 * 10f64.powi(-digits)),
        "{value:?} is not {printed}"
    );
}
