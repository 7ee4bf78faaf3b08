//! Whole maps through the plugin.

use journeybook_plugin::{Attributed, Bound, Entry, Guest, Journey, Score, Stage, Step};

use super::*;

fn scored(entries: impl IntoIterator<Item = Entry>) -> Vec<Score> {
    let step = entries.into_iter().fold(Step::new("s", "S"), Step::entry);
    let journey = Journey::new("j", "J").stage(Stage::new("a", "A").step(step)).numbered();
    Guest::<Priorities>::score(&journey, &Bound::default()).unwrap()
}

fn with(lane: &str, text: &str, numbers: &[(&str, &str)]) -> Entry {
    numbers.iter().fold(Entry::new(lane, text), |entry, (key, value)| entry.with(key, *value))
}

const PAY: [(&str, &str); 4] = [("reach", "2000"), ("impact", "2"), ("confidence", "80%"), ("effort", "3")];
const MAIL: [(&str, &str); 4] = [("reach", "5000"), ("impact", "0.5"), ("confidence", "1"), ("effort", "1")];

#[test]
fn opportunities_are_ranked_by_rice() {
    let scores = scored([with("opportunity", "Pay", &PAY), with("opportunity", "Mail", &MAIL)]);
    let rice = &scores[0];
    assert_eq!((rice.id.as_str(), rice.value, rice.n, scores.len()), ("rice", Some(2500.0), 2, 1));
    assert_eq!(rice.explanation, "Mail comes first with 2500, before Pay (1066.7).");
    assert_eq!(rice.parts.iter().map(|part| part.at).collect::<Vec<_>>(), [4, 3]);
}

#[test]
fn the_file_of_an_opportunity_counts_before_the_line() {
    let entry =
        with("opportunity", "Mail", &MAIL).refers_to("opportunity/mail").with("opportunity/mail.effort", "2");
    assert_eq!(scored([entry.clone(), entry])[0].value, Some(1250.0));
}

#[test]
fn what_is_wrong_with_a_number_is_said() {
    let typed = [("reach", "2000"), ("impact", "2"), ("confidence", "80"), ("effort", "3")];
    let score = &scored([with("opportunity", "Pay", &typed)])[0];
    assert_eq!((score.value, score.excluded), (None, 1));
    assert_eq!(score.explanation, "Pay is left out: its confidence is above 1 (write 0.8 or 80%).");
    let half = scored([with("opportunity", "Pay", &[("confidence", "0.8"), ("reach", "1")])]);
    assert_eq!((half[0].value, half[0].explanation.as_str()), (None, "Pay is left out: it has no impact."));
}

#[test]
fn periods_have_to_match() {
    let in_a = |period: &str| with("opportunity", period, &MAIL).with("period", period);
    let score = &scored([in_a("month"), in_a("year")])[0];
    assert_eq!(
        (score.value, score.explanation.as_str()),
        (None, "The reach of opportunities is of different periods: month and year.")
    );
}

#[test]
fn the_other_methods_as_worked() {
    let ice = &scored([with("opportunity", "X", &[("impact", "8"), ("confidence", "6"), ("ease", "4")])])[0];
    assert_eq!((ice.id.as_str(), ice.value, ice.attribute("first")), ("ice", Some(192.0), Some("mean 6")));
    let value = &scored([with("opportunity", "X", &[("value", "8"), ("effort", "2")])])[0];
    assert_eq!(
        (value.id.as_str(), value.value, value.attribute("first")),
        ("value-effort", Some(4.0), Some("quick win"))
    );
    let job =
        [("business-value", "8"), ("time-criticality", "5"), ("risk-reduction", "3"), ("job-size", "5")];
    let wsjf = &scored([with("opportunity", "X", &job)])[0];
    assert_eq!((wsjf.id.as_str(), wsjf.value), ("wsjf", Some(3.2)));
}

#[test]
fn risks_show_their_factors_and_severity_is_not_hidden() {
    let risk = |text: &str, s: &str, o: &str, d: &str| {
        with("risk", text, &[("severity", s), ("occurrence", o), ("detection", d)])
    };
    let half = with("risk", "Half", &[("severity", "5"), ("occurrence", "5")]);
    let scores = scored([
        risk("Queue", "8", "4", "6"),
        risk("Fire", "9", "2", "8"),
        risk("Nought", "0", "4", "6"),
        half,
    ]);
    let score = &scores[0];
    assert_eq!((score.value, score.n, score.excluded), (Some(192.0), 2, 2));
    assert_eq!(
        score.explanation,
        "Queue has severity 8 × occurrence 4 × detection 6 = 192. Fire is high whatever its product, for its severity. 2 risks \
         without all three factors on the scale are left out."
    );
    assert_eq!(score.parts[1].note, "severity 9 × occurrence 2 × detection 8, high");
}

#[test]
fn without_numbers_nothing_is_said() {
    assert_eq!(scored([Entry::new("opportunity", "X"), with("pain", "Y", &[("severity", "high")])]), []);
}
