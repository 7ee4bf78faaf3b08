//! Titles that would be read as something else than what they are.

use crate::page::{Entry, Stage, Step};
use crate::{markdown, text, vocabulary};

/// Words that number stages.
const STAGES: [&str; 3] = ["stage", "phase", "episode"];

/// Numbers in words.
const NUMBERS: [&str; 20] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first", "second",
    "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// A stage's title; one that is only ever read as prose says that it is a stage.
pub fn of_stage(title: &str) -> String {
    let title = text::line(title);
    if vocabulary::is_prose(&bare(&title)) { format!("{title} (stage)") } else { title }
}

/// A step's title; one that counts stages, or that is a lane's word over a list without lanes, says that it is a step.
pub fn of_step(step: &Step, at: usize) -> String {
    let title = &text::line(&step.title);
    let is_label = vocabulary::lane(&bare(title)).is_some() && !step.entries.iter().any(is_of_a_lane);
    match title {
        title if counts_stages(title) => format!("Step {}: {title}", at + 1),
        title if is_label => format!("{title} (step)"),
        title => title.clone(),
    }
}

/// Whether a heading is read as a stage for what stands below it: entries of a lane other than the goal, which may be the
/// whole map's, as its persona and scenario always are.
pub fn is_plainly_a_stage(stage: &Stage) -> bool {
    let is_told = |entry: &Entry| is_of_the_map(&entry.lane);
    let steps = stage.steps.iter().flat_map(|step| &step.entries);
    let is_lane = |entry: &Entry| is_of_a_lane(entry) && vocabulary::lane(&entry.lane) != Some("goal");
    let is_apart = vocabulary::is_container(&bare(&stage.title))
        || stage.entries.iter().any(is_told)
        || text::parts(&stage.narrative)
            .iter()
            .any(|part| part.split([':', '：']).next().is_some_and(is_of_the_map));
    !is_apart && stage.entries.iter().chain(steps).any(is_lane)
}

/// Whether a label tells of the whole map.
fn is_of_the_map(label: &str) -> bool {
    ["persona", "primary persona", "scenario"].contains(&vocabulary::key(label).as_str())
}

/// Whether a label is that of a moment of truth, which needs no value.
pub fn is_moment(label: &str) -> bool {
    vocabulary::lane(label) == Some("moment-of-truth")
}

fn is_of_a_lane(entry: &Entry) -> bool {
    let is_written = |item: String| !item.starts_with("- Note:");
    vocabulary::lane(&entry.lane).is_some() && markdown::item(entry).is_some_and(is_written)
}

/// The words of a title without the number before them and the time behind them.
fn bare(title: &str) -> String {
    let whole = title.trim_end();
    let timed = whole.strip_suffix([')', '）']).and_then(|open| open.rsplit_once(['(', '（']));
    let lower = timed.map_or(whole, |(title, _)| title).to_lowercase();
    let counts = |word: &&str| STAGES.contains(word) || *word == "step" || is_number(word);
    words(&lower).skip_while(counts).collect::<Vec<_>>().join(" ")
}

fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_number(word: &str) -> bool {
    let is_roman = word.chars().all(|c| "ivx".contains(c));
    NUMBERS.contains(&word) || is_roman || word.contains(|c: char| c.is_ascii_digit())
}

/// "Stage 2: Ask", "Second phase".
fn counts_stages(title: &str) -> bool {
    let lower = title.to_lowercase();
    words(&lower).any(|word| STAGES.contains(&word)) && words(&lower).any(is_number)
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
        assert_eq!(of_stage("Stage 2: Notes (1 day)"), "Stage 2: Notes (1 day) (stage)");
        assert_eq!(of_step(&step("Stage fright", "doing"), 0), "Stage fright");
        assert_eq!(of_step(&step("Phase II - Ask", "doing"), 1), "Step 2: Phase II - Ask");
        assert_eq!(of_step(&step("Goals", "doing"), 0), "Goals");
        assert_eq!(of_step(&step("Goals", "Weather"), 0), "Goals (step)");
    }
}
