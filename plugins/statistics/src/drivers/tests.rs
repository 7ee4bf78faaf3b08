//! Published outputs, printed numbers and the edges.

use std::collections::BTreeMap;
use std::path::Path;

use super::importance::{johnson, shapley};
use super::matrix::Cholesky;
use super::*;
use crate::Crosshair;
use crate::printed::near;

/// The columns of one of the data sets that lie beside the checkout; none where they do not.
fn data(name: &str) -> Option<BTreeMap<String, Vec<Option<f64>>>> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2)?;
    let mut reader = csv::Reader::from_path(repository.join("../shared/datasets").join(name)).ok()?;
    let names: Vec<String> = reader.headers().ok()?.iter().map(String::from).collect();
    let mut columns: BTreeMap<String, Vec<Option<f64>>> = BTreeMap::new();
    for row in reader.records() {
        for (name, cell) in names.iter().zip(row.ok()?.iter()) {
            columns.entry(name.clone()).or_default().push(cell.parse().ok());
        }
    }
    Some(columns)
}

/// The outcome and the drivers of the rows in which none is missing.
fn listwise(
    data: &BTreeMap<String, Vec<Option<f64>>>,
    names: &[&str],
    valid: fn(&str, f64) -> bool,
) -> Vec<Vec<f64>> {
    let rows = data[names[0]].len();
    let cell = |name: &str, row: usize| data[name][row].filter(|cell| valid(name, *cell));
    let whole: Vec<usize> =
        (0..rows).filter(|row| names.iter().all(|name| cell(name, *row).is_some())).collect();
    names.iter().map(|name| whole.iter().filter_map(|row| cell(name, *row)).collect()).collect()
}

fn of(columns: &[Vec<f64>]) -> Analysis {
    let drivers: Vec<&[f64]> = columns[1..].iter().map(Vec::as_slice).collect();
    analyse(&columns[0], &drivers, None).unwrap()
}

/// r, beta, relative weight, Shapley value and variance inflation of each driver, as printed.
#[track_caller]
fn drivers_are(found: &Analysis, printed: &[[f64; 5]]) {
    assert_eq!(found.drivers.len(), printed.len());
    for (driver, [r, beta, weight, shapley, vif]) in found.drivers.iter().zip(printed) {
        near(driver.r, *r, 10);
        near(driver.beta, *beta, 10);
        near(driver.relative_weight, *weight, 10);
        near(driver.shapley.unwrap(), *shapley, 10);
        near(driver.vif, *vif, 9);
    }
}

#[test]
fn two_drivers_by_hand() {
    let within = vec![vec![1.0, 0.5], vec![0.5, 1.0]];
    let with = [0.6, 0.4];
    let beta = Cholesky::new(&within).ok().unwrap().solve(&with);
    near(beta[0], 0.533_333, 6);
    near(beta[1], 0.133_333, 6);
    for shares in [shapley(&within, &with), johnson(&within, &with)] {
        near(shares[0], 0.286_667, 6);
        near(shares[1], 0.086_667, 6);
        near(shares[0] + shares[1], 0.28 / 0.75, 12);
    }
}

#[test]
fn cars_as_two_packages_print_them() {
    let Some(cars) = data("r_mtcars.csv") else { return };
    let found = of(&listwise(&cars, &["mpg", "am", "vs", "cyl"], |_, _| true));
    near(found.r2, 0.761_977_292_562, 12);
    near(found.adjusted, 0.736_474_859_622, 12);
    near(found.f.unwrap(), 29.878_611_75, 8);
    drivers_are(
        &found,
        &[
            [0.5998324295, 0.2505722309, 0.1995349375, 0.1774891819, 1.8639597714],
            [0.6640389191, 0.1082647648, 0.2163872938, 0.2027032068, 3.9548772208],
            [-0.8521619594, -0.6334287974, 0.3460550613, 0.3817849038, 5.2866852439],
        ],
    );
}

#[test]
fn cars_by_relative_weights() {
    let Some(cars) = data("r_mtcars.csv") else { return };
    let found = of(&listwise(&cars, &["mpg", "cyl", "disp", "hp", "wt"], |_, _| true));
    near(found.r2, 0.848_634_793_421, 12);
    near(found.adjusted, 0.826_210_318_373, 12);
    near(found.f.unwrap(), 37.844_131_98, 8);
    drivers_are(
        &found,
        &[
            [-0.8521619594, -0.3832400198, 0.2096903576, 0.2157093861, 6.7377065328],
            [-0.8475513793, 0.2385277849, 0.1883042694, 0.2006983747, 10.3732859626],
            [-0.7761683718, -0.2336456173, 0.1799589804, 0.1700769458, 3.405982523],
            [-0.8676593765, -0.6256699998, 0.2706811861, 0.2621500868, 4.8480155242],
        ],
    );
    let shares: Vec<f64> = found.drivers.iter().map(|it| it.relative_weight / found.r2 * 100.0).collect();
    [24.70914, 22.18908, 21.20570, 31.89607]
        .iter()
        .zip(shares)
        .for_each(|(printed, share)| near(share, *printed, 5));
    assert!(found.drivers[1].is_suppressor() && !found.drivers[0].is_suppressor());
}

#[test]
fn response_time_and_satisfaction() {
    let Some(support) = data("mini_support.csv") else { return };
    let names = ["csat", "response_time_min", "handoffs", "resolved_first_contact"];
    let found = of(&listwise(&support, &names, |_, _| true));
    near(found.r2, 0.941_074_720_597, 12);
    near(found.adjusted, 0.918_977_740_821, 12);
    near(found.f.unwrap(), 42.588_386_74, 8);
    drivers_are(
        &found,
        &[
            [-0.8685067911, -0.3614357491, 0.3215062775, 0.312688102, 2.4324111299],
            [-0.9373719278, -0.6128677123, 0.3925157144, 0.4031163364, 3.4083893229],
            [0.7947194142, 0.0662879603, 0.2270527287, 0.2252702823, 2.7536075792],
        ],
    );
    near(found.drivers[0].slope, -0.017_312_855_299, 12);
    near(found.drivers[0].share() / found.r2 * 100.0, 33.226_702_953_8, 9);
}

const AIRPORT: [(&str, f64, f64, f64, f64); 12] = [
    ("Q13GETRATE", 0.009362501, 0.0150468225, 2.5586859143, 1.3679811874),
    ("Q14FIND", 0.002087409, 0.0172582192, 3.0094162791, 1.7513756763),
    ("Q14PASSTHRU", 0.07232674, 0.025954793, 4.2809259444, 1.7117813337),
    ("Q10SAFE", 0.0907464633, 0.0321390257, 5.0614043699, 1.3078216112),
    ("Q7SIGN", 0.1271677555, 0.0655545225, 11.7482636262, 2.2889196599),
    ("Q7SCREENS", 0.0593722766, 0.0541064664, 10.0742550652, 2.4780134859),
    ("Q7WALKWAYS", 0.1451414139, 0.0688311551, 12.5824123441, 2.5612222439),
    ("Q7FOOD", 0.2295226563, 0.0927649732, 15.5318823148, 2.3533306533),
    ("Q7STORE", 0.1035480529, 0.0722027317, 12.5727434164, 2.5498975325),
    ("Q7WIFI", 0.145855691, 0.0597933338, 9.4717437635, 1.3695034808),
    ("Q9RESTROOM", 0.0459888188, 0.0343929689, 5.8640196079, 1.7142615603),
    ("Q9BOARDING", 0.0934531282, 0.0426082973, 7.2442473541, 1.8042567298),
];

/// Answers of the airport's survey: 0 is blank and 6 does not apply.
fn answered(name: &str, cell: f64) -> bool {
    if name == "NETPRO" { (0.0..=10.0).contains(&cell) } else { (1.0..=5.0).contains(&cell) }
}

#[test]
fn airport_by_twelve_touchpoints() {
    let Some(survey) = data("sfo2017_survey.csv") else { return };
    let names: Vec<&str> = std::iter::once("Q7ALL").chain(AIRPORT.iter().map(|row| row.0)).collect();
    let found = of(&listwise(&survey, &names, answered));
    assert_eq!((found.n, found.method), (1278, Method::Shapley));
    near(found.r2, 0.580_653_309_259, 12);
    near(found.adjusted, 0.576_675_316_936, 12);
    near(found.f.unwrap(), 145.966_422_78, 8);
    for (driver, (name, beta, weight, shapley, vif)) in found.drivers.iter().zip(AIRPORT) {
        println!("{name}");
        near(driver.beta, beta, 9);
        near(driver.relative_weight, weight, 10);
        near(driver.share() / found.r2 * 100.0, shapley, 10);
        near(driver.vif, vif, 9);
    }
}

#[test]
fn recommending_an_airport() {
    let Some(survey) = data("sfo2017_survey.csv") else { return };
    let names = ["NETPRO", "Q7ALL", "Q9ALL", "Q10SAFE", "Q13GETRATE", "Q14FIND", "Q14PASSTHRU"];
    let found = of(&listwise(&survey, &names, answered));
    assert_eq!(found.n, 1990);
    near(found.r2, 0.382_416_994, 9);
    near(found.drivers[0].share() / found.r2 * 100.0, 41.31, 2);
}

#[test]
fn too_few_rows_are_refused() {
    let (y, x) = ([1.0, 2.0, 4.0], [[1.0, 3.0, 2.0], [2.0, 1.0, 2.0]]);
    let drivers: Vec<&[f64]> = x.iter().map(|column| column.as_slice()).collect();
    assert_eq!(analyse(&y, &drivers, None), Err(Unfit::Rows(3, 3)));
    assert_eq!(
        (analyse(&y, &[], None), analyse(&[], &[&[]], None)),
        (Err(Unfit::Drivers(0)), Err(Unfit::Rows(0, 2)))
    );
}

#[test]
fn constant_and_collinear_columns_are_named() {
    let y = [1.0, 2.0, 4.0, 3.0, 5.0, 1.0];
    let (a, b, flat) = ([1.0, 2.0, 3.0, 5.0, 4.0, 2.0], [2.0, 1.0, 1.0, 3.0, 2.0, 7.0], [3.0; 6]);
    let sum: Vec<f64> = a.iter().zip(b).map(|(a, b)| 2.0 * a - b).collect();
    assert_eq!(analyse(&y, &[&a, &flat], None), Err(Unfit::Constant(vec![2])));
    assert_eq!(analyse(&flat, &[&a, &b], None), Err(Unfit::Constant(vec![0])));
    assert_eq!(analyse(&y, &[&a, &b, &sum], None), Err(Unfit::Collinear(vec![1, 2, 3])));
    let other = [1.0, 0.0, 1.0, 1.0, 0.0, 0.0];
    assert_eq!(analyse(&y, &[&a, &other, &a], None), Err(Unfit::Collinear(vec![1, 3])));
}

#[test]
fn one_driver_explains_the_square_of_its_correlation() {
    let (y, x) = ([1.0, 2.0, 4.0, 3.0], [1.0, 2.0, 3.0, 5.0]);
    let found = analyse(&y, &[&x], None).unwrap();
    let driver = &found.drivers[0];
    near(found.r2, driver.r * driver.r, 14);
    near(driver.shapley.unwrap(), driver.r * driver.r, 14);
    near(driver.relative_weight, driver.r * driver.r, 14);
    near(driver.rho, 0.8, 12);
}

#[test]
fn two_drivers_have_the_same_shares_either_way_and_all_shares_sum() {
    let y = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0];
    let (a, b) = ([2.0, 7.0, 1.0, 8.0, 2.0, 8.0, 1.0, 8.0], [1.0, 4.0, 1.0, 4.0, 2.0, 1.0, 3.0, 5.0]);
    let found = analyse(&y, &[&a, &b], None).unwrap();
    found.drivers.iter().for_each(|driver| near(driver.relative_weight, driver.shapley.unwrap(), 12));
    near(found.drivers.iter().map(Driver::share).sum::<f64>(), found.r2, 12);
}

#[test]
fn a_weight_counts_a_row_as_often() {
    let (y, x) = ([1.0, 2.0, 4.0, 3.0], [1.0, 2.0, 3.0, 5.0]);
    let twice = analyse(&[1.0, 2.0, 4.0, 4.0, 3.0], &[&[1.0, 2.0, 3.0, 3.0, 5.0]], None).unwrap();
    let weighted = analyse(&y, &[&x], Some(&[1.0, 1.0, 2.0, 1.0])).unwrap();
    near(weighted.r2, twice.r2, 14);
    near(weighted.effective_n, 25.0 / 7.0, 12);
    assert_eq!(analyse(&y, &[&x], Some(&[0.0; 4])), Err(Unfit::Weights));
    assert_eq!(analyse(&y, &[&x], Some(&[1.0, -1.0, 1.0, 1.0])), Err(Unfit::Weights));
}

#[test]
fn many_drivers_are_weighed_by_johnson() {
    // Numbers without a pattern, by a small generator.
    let mut seed = 7u64;
    let mut next = || {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 40) as f64
    };
    let columns: Vec<Vec<f64>> = (0..14).map(|_| (0..60).map(|_| next()).collect()).collect();
    let found = of(&columns);
    assert_eq!((found.method, found.drivers[0].shapley), (Method::RelativeWeights, None));
    near(found.drivers.iter().map(Driver::share).sum::<f64>(), found.r2, 10);
    let many = vec![columns[1].as_slice(); 16];
    assert_eq!(analyse(&columns[0], &many, None), Err(Unfit::Drivers(16)));
}

#[test]
fn importance_and_performance_of_the_airport() {
    let Some(survey) = data("sfo2017_survey.csv") else { return };
    let mean = |name: &str| {
        let valid: Vec<f64> =
            survey[name].iter().flatten().copied().filter(|cell| answered(name, *cell)).collect();
        valid.iter().sum::<f64>() / valid.len() as f64
    };
    let items: Vec<(f64, f64)> = AIRPORT.iter().map(|row| (row.3, mean(row.0))).collect();
    let lines = Crosshair::means(&items).unwrap();
    near(lines.importance, 8.333, 3);
    near(lines.performance, 4.1264, 4);
}

#[test]
fn rows_without_weight_do_not_count() {
    let (y, x) = ([1.0, 2.0, 4.0, 3.0, 9.0], [1.0, 2.0, 3.0, 5.0, -7.0]);
    let all = analyse(&y, &[&x], Some(&[1.0, 1.0, 2.0, 1.0, 0.0])).unwrap();
    let some = analyse(&y[..4], &[&x[..4]], Some(&[1.0, 1.0, 2.0, 1.0])).unwrap();
    assert_eq!((all.n, all.clone()), (4, some));
    let two = analyse(&y, &[&x], Some(&[1.0, 1.0, 0.0, 0.0, 0.0]));
    assert_eq!(two, Err(Unfit::Rows(2, 2)), "two rows lie on a line whatever they say");
    let same = analyse(&y, &[&[3.0, 3.0, 3.0, 3.0, 4.0]], Some(&[1.0, 1.0, 1.0, 1.0, 0.0]));
    assert_eq!(same, Err(Unfit::Constant(vec![1])));
}

#[test]
fn what_is_explained_whole_and_not_at_all() {
    let x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let line = x.map(|x| 3.0 - 0.1 * x);
    let whole = analyse(&line, &[&x], None).unwrap();
    assert_eq!((whole.r2, whole.f), (1.0, None));
    let (even, odd) = ([1.0, -1.0, -1.0, 1.0], [1.0, 1.0, -1.0, -1.0]);
    let nothing = analyse(&even, &[&odd], None).unwrap();
    assert_eq!((nothing.r2, nothing.f, nothing.drivers[0].share()), (0.0, Some(0.0), 0.0));
    assert!(nothing.adjusted < 0.0);
}

#[test]
fn units_play_no_part_and_numbers_without_bounds_are_refused() {
    let (y, x) = ([1.0, 2.0, 4.0, 3.0, 2.0], [1.0, 2.0, 3.0, 5.0, 1.0]);
    let found = analyse(&y, &[&x], None).unwrap();
    for (factor, offset) in [(1e-9, 0.0), (1e12, 5e12), (-2.0, 1e6)] {
        let other = analyse(&y, &[&x.map(|x| factor * x + offset)], None).unwrap();
        near(other.r2, found.r2, 9);
        near(other.drivers[0].slope * factor, found.drivers[0].slope, 6);
    }
    assert_eq!(analyse(&y, &[&x.map(|x| x * 1e200)], None), Err(Unfit::Numbers));
    assert_eq!(analyse(&y.map(|y| y * 1e-200), &[&x], None), Err(Unfit::Numbers));
}
