//! Whether a map leads to something: opportunities where it hurts, with an owner and a metric.

use journeybook_plugin::{Entry, Journey, Step};

/// The share of the three lowest moments that have an opportunity; none where nothing is rated.
pub fn lowest_answered(journey: &Journey) -> Option<f64> {
    let mut rated: Vec<(&Step, f64)> =
        journey.steps().filter_map(|step| Some((step, step.feeling.as_ref()?.value))).collect();
    rated.sort_by(|a, b| a.1.total_cmp(&b.1));
    rated.truncate(3);
    let answered = rated.iter().filter(|(step, _)| step.has("opportunity")).count();
    (!rated.is_empty()).then(|| answered as f64 / rated.len() as f64)
}

/// The share of owner and metric that opportunities have; 0 where there are no opportunities.
pub fn owned(journey: &Journey) -> Option<f64> {
    let opportunities: Vec<&Entry> = journey.entries().filter(|entry| entry.lane == "opportunity").collect();
    let has = |keys: [&str; 2]| {
        opportunities.iter().filter(|entry| keys.iter().any(|key| entry.said(key).is_some())).count()
    };
    let both = has(["owner", "team"]) + has(["metric", "metrics"]);
    Some(if opportunities.is_empty() { 0.0 } else { both as f64 / (2 * opportunities.len()) as f64 })
}
