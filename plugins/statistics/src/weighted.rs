//! Sums with weights.

/// The sum of value × weight over the sum of weights; none where no weight is above 0.
pub fn weighted_mean(pairs: impl IntoIterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, weights) = pairs
        .into_iter()
        .fold((0.0, 0.0), |(sum, all), (value, weight)| (sum + value * weight, all + weight));
    (weights > 0.0).then(|| sum / weights)
}

/// How many equally weighted answers tell as much (Kish): (Σ w)² ÷ Σ w².
pub fn kish(weights: f64, squares: f64) -> Option<f64> {
    (weights > 0.0 && squares > 0.0).then(|| weights * weights / squares)
}

/// A share of a whole in percent; none of nothing.
pub fn part_of(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weights_change_nothing() {
        assert_eq!(weighted_mean([(1.0, 2.0), (3.0, 2.0)]), Some(2.0));
        assert_eq!(
            (kish(20.0, 40.0), part_of(12.0, 18.0).map(|it| (it * 1e4).round() / 1e4)),
            (Some(10.0), Some(66.6667))
        );
        assert_eq!((weighted_mean([(1.0, 0.0)]), kish(0.0, 0.0), part_of(0.0, 0.0)), (None, None, None));
    }

    #[test]
    fn moments_of_truth_weigh_more() {
        let curve = [1.0, 1.0, -1.0, -2.0, 1.0, 1.0, 0.0];
        let weights = [1.0, 1.0, 1.0, 3.0, 1.0, 2.0, 1.0];
        assert_eq!(weighted_mean(curve.into_iter().zip(weights)), Some(-0.2));
    }
}
