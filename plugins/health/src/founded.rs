//! How far the claims of a map are founded on evidence, and how fresh that is.

use journeybook_plugin::prose::{count, percent, short};
use journeybook_plugin::{Attributed, Definition, Journey, Part, Score};
use journeybook_statistics::part_of;

use crate::day::Day;
use crate::evidence::{Claim, Tier, claim};

/// What the scores are.
pub fn definitions() -> Vec<Definition> {
    let all = std::iter::once(sure()).chain(TOLD.map(told));
    all.map(|it| it.with("family", "How well this is known")).collect()
}

fn sure() -> Definition {
    Definition::new("evidence-confidence", "Confidence from evidence")
        .scale(0.0, 1.0)
        .description("How sure the evidence makes us of the steps, on average. Evidence is worth half after a year. Assumes that sources do not depend on each other; two exports of one source count once.")
        .source("Journeybook, informed by Itamar Gilad's confidence meter, Nielsen Norman Group and Smaply")
        .formula("mean over steps of 1 − Π(1 − strength × 2^(−months ÷ 12)); strength: workshop 0.1, interviews or observation 0.3 (0.5 from 5 on), analytics and tickets 0.5, survey 0.3 (0.6 from 30 on), A/B or longitudinal 0.8")
}

/// Id, title, description and formula of a share of steps.
type Told = [&'static str; 4];

const TOLD: [Told; 5] = [
    [
        VALIDATED,
        "Validated steps",
        "The share of steps with evidence from customers, or of two kinds. Reasoned are those with opinions from inside alone, assumptions those with none.",
        "validated steps ÷ steps × 100",
    ],
    [
        "evidence-triangulated",
        "Triangulated steps",
        "The share of steps for which words and numbers, neither older than two years, speak together.",
        "steps with a qualitative and a quantitative source younger than 24 months ÷ steps × 100",
    ],
    [
        "evidence-qualitative",
        "Steps with qualitative evidence",
        "The share of steps for which people's own words speak.",
        "steps with a qualitative source ÷ steps × 100",
    ],
    [
        "evidence-quantitative",
        "Steps with quantitative evidence",
        "The share of steps for which numbers speak.",
        "steps with a quantitative source ÷ steps × 100",
    ],
    [
        STALE,
        "Steps with stale evidence",
        "The share of steps with evidence of which the newest is older than a year.",
        "steps whose newest source is older than 12 months ÷ steps × 100",
    ],
];

fn told([id, title, description, formula]: Told) -> Definition {
    let it = Definition::new(id, title).unit("%").scale(0.0, 100.0).description(description);
    let it = it.source("Journeybook; tiers after Tavares: assumption, reasoned, validated").formula(formula);
    if id == STALE { it.lower_is_better() } else { it }
}

/// The claims of a map: its steps.
pub struct Founded<'a> {
    claims: Vec<Claim<'a>>,
    today: Option<Day>,
}

/// Looks at the evidence of every step.
pub fn founded(journey: &Journey) -> Founded<'_> {
    let day = |key: &str| journey.attribute(key).and_then(Day::parse);
    let (today, reviewed) = (day("today"), day("reviewed"));
    Founded { claims: journey.steps().map(|step| claim(step, today, reviewed)).collect(), today }
}

impl Founded<'_> {
    /// Whether any step names evidence.
    pub fn has_any(&self) -> bool {
        self.claims.iter().any(|claim| !claim.pieces.is_empty())
    }

    /// The mean confidence; none where it cannot be known.
    pub fn mean(&self) -> Option<f64> {
        let known: Vec<f64> = self.claims.iter().filter_map(Claim::confidence).collect();
        (self.today.is_some() && !known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    }

    fn count(&self, fits: impl Fn(&Claim) -> bool) -> usize {
        self.claims.iter().filter(|claim| fits(claim)).count()
    }
}

/// A share of a map's steps: its id, what is so of them, which ones count, and whether it takes a date to know.
type Share = (&'static str, &'static str, fn(&Claim) -> bool, bool);

const VALIDATED: &str = "evidence-validated";

const STALE: &str = "evidence-stale";

const SHARES: [Share; 5] = [
    (VALIDATED, "validated by customers or in two ways", |claim| claim.tier() == Tier::Validated, false),
    ("evidence-triangulated", "backed by words and numbers together", |claim| claim.is_triangulated(), true),
    ("evidence-qualitative", "backed by qualitative evidence", |claim| claim.is_qualitative(), false),
    ("evidence-quantitative", "backed by quantitative evidence", |claim| claim.is_quantitative(), false),
    (STALE, "backed by nothing newer than a year", |claim| claim.is_stale(), true),
];

/// Scores a map that names evidence anywhere.
pub fn scores(journey: &Journey, founded: &Founded) -> Vec<Score> {
    if !founded.has_any() {
        return Vec::new();
    }
    let known = SHARES.iter().filter(|(.., is_of_a_day)| !is_of_a_day || founded.today.is_some());
    std::iter::once(confidence(journey, founded)).chain(known.map(|it| share(founded, it))).collect()
}

fn share(founded: &Founded, (id, what, is_so, _): &Share) -> Score {
    let (n, steps) = (founded.count(is_so), founded.claims.len());
    let value = part_of(n as f64, steps as f64).unwrap_or_default();
    let verb = if n == 1 { "is" } else { "are" };
    let rest = if *id == VALIDATED { tiers(founded) } else { String::new() };
    let all = count(steps, "step");
    let text = format!("{n} of {all} {verb} {what}, {}.{rest}", percent(value));
    Score::new(id, value).counting(steps, 0).explained(text)
}

/// The steps that are not validated.
fn tiers(founded: &Founded) -> String {
    let tier = |tier: Tier| founded.count(|claim| claim.tier() == tier);
    format!(" {} reasoned from inside, {} assumed.", tier(Tier::Reasoned), tier(Tier::Assumption))
}

fn confidence(journey: &Journey, founded: &Founded) -> Score {
    let id = "evidence-confidence";
    let steps = founded.claims.len();
    let known: Vec<(&Claim, f64)> =
        founded.claims.iter().filter_map(|claim| Some((claim, claim.confidence()?))).collect();
    let Some(mean) = founded.mean() else {
        let reason = match founded.today {
            None => "Evidence fades, and this build has no date.",
            Some(_) => "No evidence has a date, and neither has the map's last review.",
        };
        return Score::absent(id, reason).counting(0, steps);
    };
    let weakest =
        known.iter().min_by(|a, b| a.1.total_cmp(&b.1)).map_or("", |(claim, _)| claim.step.title.as_str());
    let text = format!(
        "The evidence makes us {} sure on average over {}, of 1; {weakest} rests on least.{}",
        short(mean, 2),
        count(known.len(), "step"),
        flags(founded)
    );
    let parts = journey.stages.iter().map(|stage| {
        let in_stage = |claim: &Claim| stage.steps.iter().any(|step| step.node == claim.step.node);
        let values: Vec<f64> =
            known.iter().filter(|(claim, _)| in_stage(claim)).map(|(_, value)| *value).collect();
        let value = (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
        Part::new(stage.node, value, &count(values.len(), "step"))
    });
    Score::new(id, mean).counting(known.len(), steps - known.len()).explained(text).parts(parts)
}

/// What is to be said of dates.
fn flags(founded: &Founded) -> String {
    let pieces = || founded.claims.iter().flat_map(|claim| claim.pieces.values());
    let (undated, future) =
        (pieces().filter(|it| it.undated).count(), pieces().filter(|it| it.future).count());
    let mut all = String::new();
    if undated > 0 {
        all +=
            &format!(" {} without a date counted as old as the map's last review.", count(undated, "source"));
    }
    if future > 0 {
        all += &format!(" {} with a date still to come left out.", count(future, "source"));
    }
    all
}
