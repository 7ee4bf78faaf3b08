//! The published ways of mapping, as lists of activities in the order each of them takes.

use super::Activity::{self, *};

/// A way of mapping.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Process {
    /// What `process:` names.
    pub id: &'static str,
    /// Its number in the list of the activities' table, where it has one there; means the same.
    pub also: Option<&'static str>,
    /// What it is, in a few words.
    pub title: &'static str,
    /// What is done, in its order.
    pub activities: &'static [Activity],
}

const fn process(
    id: &'static str,
    also: Option<&'static str>,
    title: &'static str,
    activities: &'static [Activity],
) -> Process {
    Process { id, also, title, activities }
}

/// Every way of mapping.
pub const PROCESSES: &[Process] = &[
    process(
        "p1",
        Some("l1"),
        "From targets to moments of truth, in seven steps",
        &[Objective, Persona, Emotions, Stages, Touchpoints, MomentsOfTruth, Published, Revised],
    ),
    process(
        "p2",
        Some("l3"),
        "What to show, and with which means",
        &[Objective, Persona, Target, Touchpoints, Blueprint],
    ),
    process(
        "p3",
        Some("l4"),
        "From the persona to fixed roadblocks",
        &[Persona, Objective, Touchpoints, Emotions, Prioritised, Revised],
    ),
    process(
        "p4",
        Some("l2"),
        "An agency's project: workshop, two validations, redesign",
        &[Workshop, Qualitative, Quantitative, Published, Prioritised, Blueprint, Future],
    ),
    process(
        "p5",
        Some("l5"),
        "Five steps to a first map",
        &[Objective, Evidence, Touchpoints, Stages, Published],
    ),
    process(
        "p6",
        Some("l6"),
        "From one target customer to business action",
        &[Persona, Target, Touchpoints, Actions, Blueprint, Quantitative, Prioritised],
    ),
    process(
        "p7",
        Some("l8"),
        "A customer success plan",
        &[Objective, Workshop, Actions, Prioritised, Quantitative, Revised],
    ),
    process("p8", None, "Research first", &[Evidence, Qualitative, Quantitative]),
    process("p9", Some("l7"), "Persona, phases, touchpoints", &[Persona, Stages, Touchpoints]),
];

/// Every word that `process:` may hold.
pub const IDS: &[&str] =
    &["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8"];

/// The process of an id, by either of its numbers.
pub fn find(id: &str) -> Option<&'static Process> {
    PROCESSES.iter().find(|process| process.id == id || process.also == Some(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_names_a_process_and_every_process_has_its_words() {
        assert!(IDS.iter().all(|id| find(id).is_some()));
        let words = PROCESSES.iter().flat_map(|process| [Some(process.id), process.also]).flatten();
        assert_eq!(words.filter(|word| IDS.contains(word)).count(), IDS.len());
    }

    /// The crosses of the table of lists and activities, list by list.
    #[test]
    fn every_list_has_its_crosses() {
        let crosses: [(&str, &[usize]); 8] = [
            ("l1", &[1, 2, 6, 7, 9, 10, 13, 17]),
            ("l2", &[5, 11, 12, 13, 14, 15, 16]),
            ("l3", &[1, 2, 3, 7, 15]),
            ("l4", &[1, 2, 7, 9, 14, 17]),
            ("l5", &[1, 4, 6, 7, 13]),
            ("l6", &[2, 3, 7, 8, 12, 14, 15]),
            ("l7", &[2, 6, 7]),
            ("l8", &[1, 5, 8, 12, 14, 17]),
        ];
        for (list, expected) in crosses {
            let process = find(list).unwrap();
            let mut found: Vec<_> =
                process.activities.iter().map(|activity| *activity as usize + 1).collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{list}");
        }
    }
}
