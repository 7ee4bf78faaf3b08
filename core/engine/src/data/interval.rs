//! The 95 % interval of a mean: Student's t, which a normal distribution replaces as the answers grow many.

/// The two-sided 95 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// The two-sided 95 % points of t for 1 to 10 degrees of freedom, where the series below is too coarse.
const T: [f64; 10] = [
    12.706_204_736,
    4.302_652_730,
    3.182_446_305,
    2.776_445_105,
    2.570_581_836,
    2.446_911_851,
    2.364_624_252,
    2.306_004_135,
    2.262_157_163,
    2.228_138_852,
];

/// The ends of the interval, from the mean, its standard error and how many answers it rests on.
pub fn of(mean: f64, error: f64, n: u64) -> (f64, f64) {
    let half = t(n - 1) * error;
    (mean - half, mean + half)
}

/// The two-sided 95 % point for some degrees of freedom; Cornish and Fisher's series above ten.
fn t(freedom: u64) -> f64 {
    if let Some(known) = freedom.checked_sub(1).and_then(|at| T.get(at as usize)) {
        return *known;
    }
    let v = freedom as f64;
    let [z3, z5, z7, z9] = [3, 5, 7, 9].map(|power| Z.powi(power));
    let first = (z3 + Z) / 4.0;
    let second = (5.0 * z5 + 16.0 * z3 + 3.0 * Z) / 96.0;
    let third = (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * Z) / 384.0;
    let fourth = (79.0 * z9 + 776.0 * z7 + 1482.0 * z5 - 1920.0 * z3 - 945.0 * Z) / 92_160.0;
    Z + (first + (second + (third + fourth / v) / v) / v) / v
}

#[cfg(test)]
mod tests {
    use super::t;

    #[test]
    fn the_points_are_those_of_the_tables() {
        for (freedom, known) in [(1, 12.7062), (10, 2.2281), (11, 2.2010), (30, 2.0423), (100, 1.9840)] {
            assert!((t(freedom) - known).abs() < 1e-4, "{freedom}: {}", t(freedom));
        }
    }
}
