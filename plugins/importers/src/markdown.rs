//! A map as canonical Markdown: what is written is read back as the same map.

use std::collections::HashSet;

use crate::page::{Entry, Field, Map, Section, Stage, Step, Words};
use crate::{text, title};

/// The Markdown of a map.
pub fn of(map: &Map) -> String {
    let map = &with_distinct_ids(map);
    let mut blocks = vec![frontmatter(map), text::paragraphs(&map.overview)];
    let last = map.stages.len().saturating_sub(1);
    for (at, stage) in map.stages.iter().enumerate() {
        blocks.extend(stage_blocks(stage, at == 0 || at == last));
        blocks.extend(stage.steps.iter().enumerate().flat_map(|(at, step)| step_blocks(step, at)));
    }
    map.sections.iter().for_each(|section| blocks.extend(section_blocks(section)));
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

/// The map with every id pinned once: two places of one id are an error, so the first keeps it.
fn with_distinct_ids(map: &Map) -> Map {
    let mut map = map.clone();
    let mut seen = HashSet::new();
    let mut keep = |attributes: &mut Vec<(String, String)>| {
        attributes.retain(|(key, id)| key != "id" || seen.insert(text::slug(id)));
    };
    for stage in &mut map.stages {
        keep(&mut stage.attributes);
        stage.steps.iter_mut().for_each(|step| keep(&mut step.attributes));
    }
    map
}

fn frontmatter(map: &Map) -> String {
    let lines = map.fields.iter().map(|(key, value)| format!("{key}: {}\n", yaml(value)));
    format!("---\n{}---", lines.collect::<String>())
}

fn yaml(value: &Field) -> String {
    match value {
        Field::Text(text) => text::scalar(text),
        Field::Raw(raw) => raw.clone(),
        Field::List(items) => {
            format!("[{}]", items.iter().map(|item| text::scalar(item)).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The first and the last stage say where the map begins and ends, so they must be read as stages.
fn stage_blocks(stage: &Stage, is_border: bool) -> Vec<String> {
    let mut attributes = stage.attributes.clone();
    if is_border && !title::is_plainly_a_stage(stage) && attributes.iter().all(|(key, _)| key != "stage") {
        attributes.push(("stage".into(), String::new()));
    }
    let mut blocks =
        vec![heading("##", &title::of_stage(&stage.title), &attributes), text::paragraphs(&stage.narrative)];
    blocks.push(list(&stage.entries));
    blocks.extend(stage.quotes.iter().map(|quote| quotation(quote)));
    blocks
}

fn step_blocks(step: &Step, at: usize) -> Vec<String> {
    let title = title::of_step(step, at);
    let mut blocks = vec![heading("###", &title, &step.attributes), text::paragraphs(&step.narrative)];
    blocks.push(list(&step.entries));
    blocks.extend(step.quotes.iter().map(|quote| quotation(quote)));
    blocks
}

fn section_blocks(section: &Section) -> Vec<String> {
    let prose = [("prose".to_owned(), String::new())];
    let items = section.items.iter().map(|item| format!("- {}", text::guarded(&text::inline(item))));
    vec![
        heading("##", &section.title, &prose),
        text::paragraphs(&section.text),
        list(&section.entries),
        items.collect::<Vec<_>>().join("\n"),
    ]
}

fn heading(marks: &str, title: &str, attributes: &[(String, String)]) -> String {
    let braces = braces(attributes);
    match if braces.is_empty() { text::titled(title) } else { text::inline(title) } {
        words if words.is_empty() => format!("{marks}{braces}"),
        words => format!("{marks} {words}{braces}"),
    }
}

fn quotation(text: &str) -> String {
    let lines = text::paragraphs(text);
    let lines = lines.lines().map(|line| if line.is_empty() { ">".into() } else { format!("> {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// A list is set apart item by item when one of its items has more than one paragraph.
fn list(entries: &[Entry]) -> String {
    let items: Vec<_> = entries.iter().filter_map(item).collect();
    let is_loose = items.iter().any(|item| item.contains('\n'));
    items.join(if is_loose { "\n\n" } else { "\n" })
}

/// An entry as an item of a list; none where it says nothing.
pub fn item(entry: &Entry) -> Option<String> {
    let label = text::line(&entry.lane);
    let short = text::unclosed(&label);
    let braces = braces(&entry.attributes);
    match (&entry.words, value(&entry.words)) {
        (Words::Plain(_), value) if value.is_empty() && braces.is_empty() => None,
        // A colon in the braces would be taken for the label's.
        (_, value) if value.is_empty() && title::is_moment(short) && !braces.contains([':', '：']) => {
            Some(format!("- {}{braces}", text::label(short)))
        }
        (Words::None, _) if braces.is_empty() && label.is_empty() => None,
        (Words::None, _) if braces.is_empty() => Some(format!("- Note: {}", text::inline(&label))),
        (_, value) if text::is_label(short) => Some(written(&text::label(short), value, &braces)),
        (_, value) => Some(written("Note", noted(&label, value), &braces)),
    }
}

/// The paragraphs of a value.
fn value(words: &Words) -> Vec<String> {
    match words {
        Words::Plain(value) => text::parts(value).iter().map(|part| text::inline(part)).collect(),
        Words::Link { words, to } => vec![link(words, to)],
        Words::None => Vec::new(),
    }
}

/// A label that is too long for one goes before its value.
fn noted(label: &str, mut value: Vec<String>) -> Vec<String> {
    let words = text::inline(label);
    match value.first_mut() {
        _ if words.is_empty() => {}
        Some(first) => *first = format!("{words}: {first}"),
        None => value.push(words),
    }
    value
}

fn written(label: &str, value: Vec<String>, braces: &str) -> String {
    let mut parts = value.into_iter();
    // A brace right after the label would be taken for attributes.
    let escape = |first: &str| if first.starts_with('{') { "\\" } else { "" };
    let first = parts.next().map(|first| format!(" {}{first}", escape(&first))).unwrap_or_default();
    let rest: String = parts.map(|part| format!("\n\n  {}", text::guarded(&part))).collect();
    format!("- {label}:{first}{braces}{rest}")
}

/// Words that lead somewhere; only the words where the target is none.
fn link(words: &str, to: &str) -> String {
    let target = text::line(to).replace(['<', '>', '\\'], "");
    let words = if text::line(words).is_empty() { &target } else { words };
    match target.as_str() {
        "" => text::inline(words),
        plain if plain.contains([' ', '(', ')']) => format!("[{}](<{plain}>)", text::unlinked(words)),
        plain => format!("[{}]({plain})", text::unlinked(words)),
    }
}

/// `{#id key=value .flag}`: an attribute without a value is a flag, the key `id` is the id.
fn braces(attributes: &[(String, String)]) -> String {
    let words: Vec<String> = attributes.iter().filter_map(attribute).collect();
    if words.is_empty() { String::new() } else { format!(" {{{}}}", words.join(" ")) }
}

/// One attribute; none where nothing is left of its key or id.
fn attribute((key, value): &(String, String)) -> Option<String> {
    let name = text::key(if key == "id" { value } else { key });
    match value.as_str() {
        _ if !name.contains(char::is_alphanumeric) => None,
        _ if key == "id" => Some(format!("#{name}")),
        "" => Some(format!(".{name}")),
        value => Some(format!("{name}={}", text::attribute(value))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(title: &str, entries: Vec<Entry>) -> Step {
        Step { title: title.into(), entries, ..Step::default() }
    }

    fn map(stages: Vec<Stage>) -> String {
        let text = Map { stages, ..Map::journey("A map") }.markdown();
        text.split_once("---\n\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
    }

    #[test]
    fn a_map_is_headings_and_lists() {
        let entries = vec![
            Entry::plain("doing", "opens the *app*"),
            Entry::plain("pain", "slow").with("severity", "3"),
            Entry { words: Words::None, ..Entry::plain("moment-of-truth", "") },
            Entry::link("evidence", "the survey", "../evidence/survey.md"),
            Entry::plain("gain", ""),
        ];
        let stage = Stage { title: "Ask".into(), steps: vec![step("Opens", entries)], ..Stage::default() };
        let list = "- doing: opens the \\*app\\*\n- pain: slow {severity=3}\n- moment-of-truth\n\
                    - evidence: [the survey](../evidence/survey.md)\n";
        assert_eq!(map(vec![stage]), format!("## Ask\n\n### Opens\n\n{list}"));
    }

    #[test]
    fn an_entry_of_two_paragraphs_sets_its_list_apart() {
        let entries = vec![Entry::plain("doing", "one\n\ntwo"), Entry::plain("pain", "three")];
        let stage = Stage { title: "Ask".into(), entries, ..Stage::default() };
        assert_eq!(map(vec![stage]), "## Ask\n\n- doing: one\n\n  two\n\n- pain: three\n");
    }

    #[test]
    fn a_label_that_is_none_is_kept_before_its_value() {
        let entries =
            vec![Entry::plain("How do they feel about all this?", "well"), Entry::plain("a:b", "c")];
        let stage = Stage { title: "Ask".into(), entries, ..Stage::default() };
        let list = "- Note: How do they feel about all this?: well\n- **a:b**: c\n";
        assert_eq!(map(vec![stage]), format!("## Ask {{.stage}}\n\n{list}"));
    }

    #[test]
    fn values_of_attributes_hold_no_quotes_and_braces() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let pairs = [pair("id", "a b"), pair("owner", "x \"y\" {z}"), pair("proposed", "")];
        assert_eq!(braces(&pairs), " {#a-b owner=\"x 'y' (z)\" .proposed}");
    }
}
