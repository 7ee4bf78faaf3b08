//! Driver analysis against tables that others published. The data are facts: three data sets that come with R, and Longley's as
//! the National Institute of Standards and Technology gives it.

use std::path::Path;

use journeybook_statistics::printed::near;
use journeybook_statistics::{Analysis, Method, analyse, bootstrap};

/// The columns of a data set; the outcome comes first.
fn columns(name: &str, names: &[&str]) -> Vec<Vec<f64>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut reader = csv::Reader::from_path(folder.join(name)).expect("the data set is there");
    let headings = reader.headers().expect("it has headings").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("it is a table")).collect();
    let column = |name: &&str| {
        let at = headings.iter().position(|known| known == *name).expect("a column");
        rows.iter().map(|row| row[at].parse().expect("a number")).collect()
    };
    names.iter().map(column).collect()
}

fn found(name: &str, names: &[&str]) -> Analysis {
    let columns = columns(name, names);
    let drivers: Vec<&[f64]> = columns[1..].iter().map(Vec::as_slice).collect();
    analyse(&columns[0], &drivers, None).expect("it can be analysed")
}

/// Slope, Shapley value, relative weight and variance inflation of each driver.
#[track_caller]
fn drivers_are(found: &Analysis, printed: &[(f64, f64, f64, f64)]) {
    assert_eq!(found.drivers.len(), printed.len());
    for (driver, (slope, shapley, weight, vif)) in found.drivers.iter().zip(printed) {
        near(driver.slope, *slope, 9);
        near(driver.shapley, *shapley, 10);
        near(driver.relative_weight, *weight, 10);
        near(driver.vif, *vif, 6);
    }
}

/// R's `trees`, as relaimpo prints it: 94.8 % explained, of that 0.804561 and 0.195439; slopes 4.7081605 and 0.3392512.
#[test]
fn trees_as_relaimpo_prints_them() {
    let found = found("trees.csv", &["Volume", "Girth", "Height"]);
    near(100.0 * found.r2, 94.8, 1);
    near(found.drivers[0].share() / found.r2, 0.804_561, 6);
    near(found.drivers[1].share() / found.r2, 0.195_439, 6);
    near(found.drivers[0].slope, 4.708_160_5, 7);
    near(found.drivers[1].slope, 0.339_251_2, 7);
}

/// R's `swiss`, the example of relaimpo. Shares by pingouin, slopes by statsmodels, relative weights by numpy.
#[test]
fn fertility_in_switzerland() {
    let names = ["Fertility", "Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"];
    let found = found("swiss.csv", &names);
    near(found.r2, 0.706_735_001_593, 12);
    near(found.adjusted, 0.670_970_977_397, 12);
    near(found.f.unwrap(), 19.761_059_26, 8);
    drivers_are(
        &found,
        &[
            (-0.172_113_970_941, 0.057_091_220_8, 0.048_416_895_8, 2.284_129),
            (-0.258_008_239_835, 0.171_173_028_9, 0.154_708_249_8, 3.675_420),
            (-0.870_940_062_939, 0.260_134_678_6, 0.271_964_104_6, 2.774_943),
            (0.104_115_330_744, 0.105_570_150_4, 0.114_680_029_9, 1.937_160),
            (1.077_048_140_69, 0.112_765_922_9, 0.116_965_721_4, 1.107_542),
        ],
    );
}

/// R's `attitude`: Chatterjee and Price print R² 0.7326, adjusted 0.6628, F 10.50. Shares by pingouin.
#[test]
fn attitude_towards_supervisors() {
    let names = ["rating", "complaints", "privileges", "learning", "raises", "critical", "advance"];
    let found = found("attitude.csv", &names);
    near(found.r2, 0.732_601_992_531, 12);
    near(found.adjusted, 0.662_845_990_583, 12);
    near(found.f.unwrap(), 10.502_350_65, 8);
    drivers_are(
        &found,
        &[
            (0.613_187_607_81, 0.370_816_194_3, 0.362_760_199_7, 2.667_060),
            (-0.073_050_143_099_5, 0.050_903_793_0, 0.056_002_278_8, 1.600_891),
            (0.320_332_116_376, 0.155_765_990_2, 0.163_610_910_8, 2.271_043),
            (0.081_732_133_532, 0.120_345_079_4, 0.121_780_399_7, 3.078_226),
            (0.038_381_447_302_1, 0.006_588_722_5, 0.008_255_466_5, 1.228_109),
            (-0.217_056_681_586, 0.028_182_213_1, 0.020_192_737_2, 1.951_591),
        ],
    );
    let suppressed = found.drivers.iter().filter(|driver| driver.is_suppressor()).count();
    assert_eq!(suppressed, 2, "privileges and advance turn against their correlation");
}

/// Longley's data, on which early programs lost all their digits. R², F and coefficients as certified (StRD).
#[test]
fn longley_as_certified() {
    let names = ["TOTEMP", "GNPDEFL", "GNP", "UNEMP", "ARMED", "POP", "YEAR"];
    let found = found("longley.csv", &names);
    near(found.r2, 0.995_479_004_577_296, 12);
    near(found.f.unwrap(), 330.285_339_234_588, 7);
    let certified = [
        15.061_872_271_373_3,
        -0.035_819_179_292_591,
        -2.020_229_803_816_83,
        -1.033_226_867_173_59,
        -0.051_104_105_653_580_7,
        1_829.151_464_613_55,
    ];
    for (driver, certified) in found.drivers.iter().zip(certified) {
        near(driver.slope / certified, 1.0, 9);
    }
    // Shares by the definition, over all 720 orders, with numpy; inflation up to 1788 leaves them eight digits.
    let shares = [0.213_818_43, 0.230_219_35, 0.069_602_79, 0.050_803_83, 0.211_606_82, 0.219_427_78];
    found.drivers.iter().zip(shares).for_each(|(driver, share)| near(driver.share(), share, 8));
    near(found.drivers[1].vif / 1_788.513_48, 1.0, 8);
}

/// The same draws by numpy: SplitMix64 from 1, percentiles of type 7.
#[test]
fn a_bootstrap_computed_elsewhere() {
    let columns = columns("attitude.csv", &["rating", "complaints", "learning", "advance"]);
    let drivers: Vec<&[f64]> = columns[1..].iter().map(Vec::as_slice).collect();
    let found = bootstrap(&columns[0], &drivers, None, 1000).unwrap().unwrap();
    let printed = [
        (found.r2, 0.587_497_61, 0.861_127_62),
        (found.shares[0], 0.467_470_16, 0.832_772_81),
        (found.shares[1], 0.132_081_23, 0.462_611_22),
        (found.shares[2], 0.012_325_17, 0.109_785_07),
    ];
    for (interval, low, high) in printed {
        near(interval.low, low, 8);
        near(interval.high, high, 8);
    }
}

/// Twelve drivers are the last that are weighed by all their sets, thirteen the first that are not.
#[test]
fn twelve_and_thirteen_drivers() {
    let swiss = columns("swiss.csv", &["Fertility", "Agriculture", "Examination", "Education", "Catholic"]);
    let rows = swiss[0].len();
    let driver = |at: usize| -> Vec<f64> {
        let (a, b) = (&swiss[1 + at % 4], &swiss[1 + (at + 1) % 4]);
        (0..rows).map(|row| a[row] + b[row] * ((row * row + at * row) % (11 + at)) as f64).collect()
    };
    let all: Vec<Vec<f64>> = (0..15).map(driver).collect();
    for (count, method) in
        [(12, Method::Shapley), (13, Method::RelativeWeights), (15, Method::RelativeWeights)]
    {
        let drivers: Vec<&[f64]> = all[..count].iter().map(Vec::as_slice).collect();
        let found = analyse(&swiss[0], &drivers, None).unwrap();
        assert_eq!(found.method, method);
        near(found.drivers.iter().map(|it| it.share()).sum::<f64>(), found.r2, 10);
        near(found.drivers.iter().map(|it| it.relative_weight).sum::<f64>(), found.r2, 10);
        assert!(found.drivers.iter().all(|it| it.share() >= 0.0 && it.vif >= 1.0));
    }
}
