//! A worked example by hand, to the digits it is printed with, and the edges of every measure.

use super::*;

const MINUTES: [f64; 7] = [2.0, 15.0, 30.0, 10.0, 3.0, 20.0, 12.0];

fn curve(values: &[f64]) -> Curve {
    Curve::new(values.iter().copied().map(Some))
}

fn worked() -> Curve {
    curve(&[1.0, 1.0, -1.0, -2.0, 1.0, 1.0, 0.0])
}

#[track_caller]
fn near(value: Option<f64>, printed: f64, digits: i32) {
    let value = value.expect("there is a value");
    assert!((value - printed).abs() <= 0.5 * 10f64.powi(-digits), "{value} is not {printed}");
}

#[test]
fn worked_averages() {
    near(worked().mean(), 0.142857, 6);
    near(worked().mean_by(|at| Some(MINUTES[at])), -0.108696, 6);
    near(worked().mean().map(rescaled), 53.5714, 4);
    near(worked().deviation(), 1.124858, 6);
}

#[test]
fn worked_memory() {
    assert_eq!(worked().peak(), Some((3, -2.0)));
    assert_eq!(worked().end(), Some((6, 0.0)));
    assert_eq!(worked().peak_end(), Some(-1.0));
    near(worked().memory_gap(), -1.142857, 6);
    assert_eq!(worked().peak_end().map(rescaled), Some(25.0));
}

#[test]
fn worked_area() {
    let area = worked().area().unwrap();
    near(Some(area.total()), 0.5, 9);
    near(Some(area.positive), 2.916667, 6);
    near(Some(area.negative), -2.416667, 6);
    near(Some(area.normalised()), 0.0416667, 7);
}

#[test]
fn worked_changes() {
    assert_eq!(worked().deltas().collect::<Vec<_>>(), [0.0, -2.0, -1.0, 3.0, 0.0, -1.0]);
    near(worked().mean_change(), 1.166667, 6);
    near(worked().root_mean_square_change(), 1.581139, 6);
    assert_eq!(worked().steepest_drop(), Some(Change { from: 1, by: -2.0 }));
    assert_eq!(worked().drawdown(), Some((0, 3, 3.0)));
    near(worked().slope(), -0.0357143, 7);
    assert_eq!(worked().longest_low(), Some((2, 2)));
}

#[test]
fn one_value_has_no_changes() {
    let one = curve(&[1.5]);
    assert_eq!((one.mean(), one.peak_end(), one.memory_gap()), (Some(1.5), Some(1.5), Some(0.0)));
    assert_eq!(
        (one.peak(), one.end(), one.best(), one.worst()),
        (Some((0, 1.5)), Some((0, 1.5)), Some((0, 1.5)), Some((0, 1.5)))
    );
    assert_eq!((one.area(), one.mean_change(), one.root_mean_square_change()), (None, None, None));
    assert_eq!((one.steepest_drop(), one.drawdown(), one.slope()), (None, None, None));
}

#[test]
fn no_values_give_nothing() {
    for empty in [Curve::new([]), Curve::new([None, None])] {
        assert_eq!(
            (empty.mean(), empty.peak_end(), empty.memory_gap(), empty.deviation()),
            (None, None, None, None)
        );
        assert_eq!((empty.best(), empty.worst(), empty.longest_low()), (None, None, None));
        assert_eq!((empty.area(), empty.slope(), empty.drawdown()), (None, None, None));
    }
}

#[test]
fn zeros_are_values() {
    let zeros = curve(&[0.0, 0.0, 0.0]);
    assert_eq!((zeros.mean(), zeros.peak_end(), zeros.memory_gap()), (Some(0.0), Some(0.0), Some(0.0)));
    assert_eq!(zeros.area().map(|area| (area.total(), area.normalised())), Some((0.0, 0.0)));
    assert_eq!((zeros.longest_low(), zeros.slope()), (Some((0, 0)), Some(0.0)));
}

#[test]
fn ties_go_to_the_worse_peak_then_the_later_one() {
    assert_eq!(curve(&[-2.0, 2.0, 1.0]).peak(), Some((0, -2.0)));
    assert_eq!(curve(&[-2.0, 2.0, -2.0, 1.0]).peak(), Some((2, -2.0)));
    assert_eq!(curve(&[2.0, 2.0, 1.0]).peak(), Some((1, 2.0)));
}

#[test]
fn other_ties_go_to_the_first() {
    let twice = curve(&[1.0, -1.0, 1.0, -1.0]);
    assert_eq!((twice.best(), twice.worst()), (Some((0, 1.0)), Some((1, -1.0))));
    assert_eq!(twice.steepest_drop(), Some(Change { from: 0, by: -2.0 }));
    assert_eq!(twice.drawdown(), Some((0, 1, 2.0)));
    assert_eq!(twice.longest_low(), Some((1, 1)));
}

#[test]
fn gaps_break_changes_area_and_runs() {
    let gapped = Curve::new([Some(2.0), None, Some(-2.0), Some(-1.0), None, Some(-1.0)]);
    assert_eq!((gapped.n(), gapped.gaps()), (4, 2));
    assert_eq!(gapped.deltas().collect::<Vec<_>>(), [1.0]);
    assert_eq!(gapped.area().map(|area| (area.total(), area.pairs)), Some((-1.5, 1)));
    assert_eq!(gapped.longest_low(), Some((2, 2)));
    assert_eq!(gapped.drawdown(), Some((0, 2, 4.0)));
}

#[test]
fn a_curve_that_only_rises_has_no_fall() {
    let rising = curve(&[-1.0, 0.5, 1.0]);
    assert_eq!(rising.steepest_drop(), Some(Change { from: 1, by: 0.5 }));
    assert_eq!(rising.drawdown(), Some((1, 2, -0.5)));
}

#[test]
fn off_the_scale_is_a_gap() {
    let odd = Curve::new([Some(2.1), Some(f64::NAN), Some(f64::INFINITY), Some(2.0)]);
    assert_eq!((odd.n(), odd.gaps(), odd.mean()), (1, 3, Some(2.0)));
}
