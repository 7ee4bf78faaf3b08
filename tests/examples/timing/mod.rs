//! How long work takes, for the reports.
#![allow(dead_code, reason = "a report uses what it needs")]

use std::time::{Duration, Instant};

/// What work gives, and how long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    let made = std::hint::black_box(work());
    (made, began.elapsed())
}

/// The fastest of several runs.
pub fn best(runs: usize, mut run: impl FnMut()) -> Duration {
    (0..runs).map(|_| timed(&mut run).1).min().unwrap_or_default()
}

/// In milliseconds.
pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
