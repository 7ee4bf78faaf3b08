//! An answer as lines that an author reads, writes and compares.

use std::collections::HashMap;

use journeybook_engine::plugin::{EntryRecord, JourneyRecord};
use journeybook_model::{FrameworkModel, Score, StageModel};

use super::Answer;

/// The answer, a fact a line. Places are named as the map names them.
pub fn lines(answer: &Answer, map: Option<&JourneyRecord>) -> Vec<String> {
    if let Some(failure) = answer.failure() {
        return vec![format!("no answer: {failure}")];
    }
    let mut out = Vec::new();
    match answer {
        Answer::Scores(scores) => {
            let names = map.map(names).unwrap_or_default();
            scores.iter().flatten().for_each(|given| score(given, &names, &mut out));
        }
        Answer::Frameworks(models) => models.iter().flatten().for_each(|model| framework(model, &mut out)),
    }
    out
}

type Names = HashMap<u32, String>;

/// What each node is called: an id, or what an entry says.
fn names(map: &JourneyRecord) -> Names {
    let mut names = Names::from([(map.node, map.id.clone())]);
    for stage in &map.stages {
        names.insert(stage.node, stage.id.clone());
        names.extend(entries(&stage.entries));
        for step in &stage.steps {
            names.insert(step.node, step.id.clone());
            names.extend(entries(&step.entries));
        }
    }
    names
}

fn entries(entries: &[EntryRecord]) -> impl Iterator<Item = (u32, String)> {
    entries.iter().map(|entry| (entry.node, format!("“{}”", entry.text)))
}

fn score(score: &Score, names: &Names, out: &mut Vec<String>) {
    let left = if score.excluded > 0 { format!(", {} left out", score.excluded) } else { String::new() };
    let range =
        score.low.zip(score.high).map(|(low, high)| format!(", from {low} to {high}")).unwrap_or_default();
    out.push(format!("{}: {}, of {}{left}{range}", score.id, number(score.value), score.n));
    fact("", &score.explanation, 2, out);
    for part in &score.parts {
        let name = names.get(&part.node).map_or("?", String::as_str);
        let note = if part.note.is_empty() { String::new() } else { format!(" ({})", part.note) };
        out.push(format!("  {name}: {}{note}", number(part.value)));
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "absent".to_owned(), |value| value.to_string())
}

fn framework(model: &FrameworkModel, out: &mut Vec<String>) {
    out.push(format!("{}: {}", model.id, model.title));
    fact("source: ", &model.source, 2, out);
    fact("notes: ", &model.notes, 2, out);
    if !model.projectable {
        out.push("  on an axis of its own".to_owned());
    }
    model.stages.iter().for_each(|given| stage(given, out));
    out.extend(model.loops.iter().map(|edge| format!("  loop: {} to {}", edge.origin, edge.target)));
}

fn stage(stage: &StageModel, out: &mut Vec<String>) {
    out.push(format!("  {}: {}, {} to {}", stage.id, stage.title, stage.low, stage.high));
    fact("definition: ", &stage.definition, 4, out);
    let lists = [
        ("question", &stage.questions),
        ("touchpoint", &stage.touchpoints),
        ("measure", &stage.measures),
        ("alias", &stage.aliases),
    ];
    for (name, items) in lists {
        items.iter().for_each(|item| fact(&format!("{name}: "), item, 4, out));
    }
}

/// One text on one line: a case is compared line by line.
fn fact(name: &str, text: &str, indent: usize, out: &mut Vec<String>) {
    if !text.is_empty() {
        out.push(format!("{:indent$}{name}{}", "", text.replace('\n', "\\n")));
    }
}
