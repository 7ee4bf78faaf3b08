//! Titles that would be read as something else than what they are.

use crate::page::{Entry, Stage, Step};
use crate::vocabulary;

/// Words that number stages.
const STAGES: [&str; 3] = ["stage", "phase", "episode"];

/// Numbers in words.
const NUMBERS: [&str; 20] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first", "second", "third",
    "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// A stage's title; one that is only ever read as prose says that it is a stage.
pub fn of_stage(title: &str) -> String {
    if vocabulary::is_prose(bare(title)) { format!("{title} (stage)") } else { title.to_owned() }
}

/// A step's title; one that counts stages, or that is a lane's word over a list without lanes, says that it is a step.
pub fn of_step(step: &Step, at: usize) -> String {
    let title = &step.title;
    let is_label = vocabulary::lane(bare(title)).is_some() && !step.entries.iter().any(is_of_a_lane);
    match title {
        title if counts_stages(title) => format!("Step {}: {title}", at + 1),
        title if is_label => format!("{title} (step)"),
        title => title.clone(),
    }
}

/// Whether a heading is read as a stage for what stands below it: entries of a lane other than the goal, which may be the
/// whole map's.
pub fn is_plainly_a_stage(stage: &Stage) -> bool {
    let steps = stage.steps.iter().flat_map(|step| &step.entries);
    let is_lane = |entry: &Entry| is_of_a_lane(entry) && vocabulary::lane(&entry.lane) != Some("goal");
    !vocabulary::is_container(bare(&stage.title)) && stage.entries.iter().chain(steps).any(is_lane)
}

/// Whether a label is that of a moment of truth, which needs no value.
pub fn is_moment(label: &str) -> bool {
    vocabulary::lane(label) == Some("moment-of-truth")
}

fn is_of_a_lane(entry: &Entry) -> bool {
    vocabulary::lane(&entry.lane).is_some()
}

/// A title without the number before it.
fn bare(title: &str) -> &str {
    title.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation() || c.is_whitespace())
}

/// "Stage 2: Ask", "Second phase".
fn counts_stages(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words: Vec<_> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_roman = |word: &str| word.chars().all(|c| "ivx".contains(c));
    let is_number = |word: &&str| {
        NUMBERS.contains(word) || is_roman(word) || word.contains(|c: char| c.is_ascii_digit())
    };
    words.iter().any(|word| STAGES.contains(word)) && words.iter().any(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(title: &str, lane: &str) -> Step {
        Step { title: title.into(), entries: vec![Entry::plain(lane, "x")], ..Step::default() }
    }

    #[test]
    fn titles_say_what_they_are_only_where_they_must() {
        assert_eq!(of_stage("Awareness"), "Awareness");
        assert_eq!(of_stage("3. Summary"), "3. Summary (stage)");
        assert_eq!(of_step(&step("Stage fright", "doing"), 0), "Stage fright");
        assert_eq!(of_step(&step("Phase II - Ask", "doing"), 1), "Step 2: Phase II - Ask");
        assert_eq!(of_step(&step("Goals", "doing"), 0), "Goals");
        assert_eq!(of_step(&step("Goals", "Weather"), 0), "Goals (step)");
    }
}
