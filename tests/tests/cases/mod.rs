//! How many cases a property is tried with, and which.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases in every run; `PROPTEST_RNG_SEED=7` tries others, `PROPTEST_CASES=5000` tries more.
pub fn cases(count: u32) -> ProptestConfig {
    let set = |name: &str| std::env::var_os(name).is_some();
    let default = ProptestConfig::default();
    let cases = if set("PROPTEST_CASES") { default.cases } else { count };
    let rng_seed = if set("PROPTEST_RNG_SEED") { default.rng_seed } else { RngSeed::Fixed(20_261_122) };
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..default }
}
