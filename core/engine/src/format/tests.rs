//! Before and after, form by form.

mod blocks;
mod tabular;

use super::*;

fn formatted(text: &str) -> Formatted {
    let formatter = Formatter::new(Lexicon::new(&[], &[]), "content/".to_owned());
    formatter.format(&File::new("content/journeys/map.md", text.as_bytes()))
}

/// Formats a map, and what came of it once more.
#[track_caller]
fn becomes(before: &str, after: &str) {
    let (before, after) = (with_title(before), with_title(after));
    match formatted(&before) {
        Formatted::Changed(text) => assert_eq!(text, after),
        Formatted::Same => assert_eq!(before, after, "it stays"),
        other => panic!("{other:?}"),
    }
    assert!(matches!(formatted(&after), Formatted::Same), "it changes again");
}

#[track_caller]
fn stays(text: &str) {
    becomes(text, text);
}

fn with_title(body: &str) -> String {
    format!("---\ntitle:   A   # mine\n---\n{body}")
}

#[test]
fn bold_labels_over_lists_become_entries() {
    becomes(
        "## One\n\n**Actions**:\n\n1. Opens\n2. Reads [more](b.md)\n\n**Thoughts**\n\n* \"Why?\"\n\n**Emotions**: sad 😟\n\nProse.\n",
        "## One\n\n- doing: Opens\n- doing: Reads [more](b.md)\n- thinking: \"Why?\"\n- feeling: sad 😟\n\nProse.\n",
    );
}

#[test]
fn bold_lines_of_one_paragraph_are_entries_each() {
    becomes(
        "## One\n**Actions**: Opens,  \n**Pain points**: slow\nand dark {severity=high}\\\n**Weather:** rain\n",
        "## One\n- doing: Opens,\n- pain: slow\n  and dark {severity=high}\n- Weather: rain\n",
    );
}

#[test]
fn labels_of_lists_become_lane_words() {
    becomes(
        "## One\n* **Actions:** Opens `a:b`\n* Pain Points: slow #1\n\n* 🎯 **Goal**: in\n* Weather: *rain*\n* Moment of Truth\n",
        "## One\n- doing: Opens `a:b`\n- pain: slow #1\n- goal: in\n- Weather: *rain*\n- moment-of-truth\n",
    );
}

#[test]
fn a_label_over_a_nested_list_stands_before_each_item() {
    becomes(
        "## One\n- **Actions**\n  - Opens\n    - the door\n  - Reads\n- Goal: in\n  - and out\n",
        "## One\n- doing: Opens\n  - the door\n- doing: Reads\n- goal: in\n  - and out\n",
    );
}

#[test]
fn label_headings_become_entries() {
    becomes(
        "## One\n\n### Step\n\nProse.\n\n#### Actions\n\n- Opens\n- Reads\n\n#### Pain points\n\n1. slow\n\n### Next\n- doing: x\n",
        "## One\n\n### Step\n\nProse.\n\n- doing: Opens\n- doing: Reads\n- pain: slow\n\n### Next\n- doing: x\n",
    );
}

#[test]
fn a_label_heading_of_the_stage_stays_below_its_steps() {
    stays("## One\n### Step\n- doing: x\n\n### Pain points\n- slow\n");
}

#[test]
fn tables_become_steps() {
    let lists = "## One\n\n### Sees (2 hours) {#s}\n- doing: Scans\n- doing: reads a|b\n- feeling: +1\n\n### Reads\n- doing: Opens\n- pain: slow {severity=high}\n";
    becomes(
        "## One\n\n| | Sees (2 hours) {#s} | Reads |\n|---|---|---|\n| Actions | Scans<br>reads a\\|b | Opens |\n| feeling | +1 | |\n| pain | | slow {severity=high} |\n",
        lists,
    );
    becomes(
        "## One\n\n| | Actions | feeling | Pain |\n|---|---|---|---|\n| Sees (2 hours) {#s} | Scans<br>reads a\\|b | +1 | |\n| Reads | Opens | | slow {severity=high} |\n",
        lists,
    );
}

#[test]
fn headings_move_to_their_levels() {
    becomes(
        "# A\n\n### One\n- goal: x\n\n##### Step #\n- doing: x\n\nTwo\n---\n- goal: y\n",
        "# A\n\n### One\n- goal: x\n\n##### Step #\n- doing: x\n\n## Two\n- goal: y\n",
    );
    becomes(
        "### Stage 1: One (Day 1) {#one}\n- goal: x\n\n##### Step\n- doing: x\n",
        "## Stage 1: One (Day 1) {#one}\n- goal: x\n\n### Step\n- doing: x\n",
    );
}

#[test]
fn headings_stay_where_prose_would_change_its_place() {
    stays(
        "## 1. Context\n\nText.\n\n## Journey stages\n\n### Stage 1: One\n- doing: x\n\n### Stage 2: Two\n- doing: y\n\n## Sources\n\nA book.\n",
    );
}

#[test]
fn what_is_canonical_stays_byte_for_byte() {
    stays(
        "Overview  \nwith a break.\n\n<!-- note -->\n## One {stage=ask}\nProse & *more*.\n- goal: x\n\n\n### Step\n- doing: \n- thinking: \"So?\"\n- moment-of-truth\n> \"Said.\"\n\n```\n**Actions**:\n```\n<div>\n- Pain: x\n</div>\n\n[a]: b.md\n",
    );
}

#[test]
fn everything_else_is_kept() {
    becomes(
        "## One\n\n<!-- before -->\n\n**Actions**:\n\n- Opens [a]\n\n  More words.\n\n  ```sh\n  **x**\n  ```\n- Reads\n\n> \"Said.\"\n\n<b>x</b> _y_ \\* z\n\n[a]: b.md\n",
        "## One\n\n<!-- before -->\n\n- doing: Opens [a]\n\n  More words.\n\n  ```sh\n  **x**\n  ```\n\n- doing: Reads\n\n> \"Said.\"\n\n<b>x</b> _y_ \\* z\n\n[a]: b.md\n",
    );
}

#[test]
fn empty_labels_wait_on() {
    becomes(
        "## One\n\n**Actions**:\n\n**Pain**: x\n\n**Feeling**:\n",
        "## One\n\n- doing:\n- pain: x\n- feeling:\n",
    );
}

#[test]
fn a_template_with_nothing_in_its_lists_stays() {
    stays("## One\n\n**Actions**:\n\n- \n- \n\n**Pain**: x\n");
}

#[test]
fn prose_in_a_list_stays_apart_from_entries() {
    becomes(
        "## One\n\nWe saw:\n\n- rain\n- sun\n\n**Pain**: wet\n",
        "## One\n\nWe saw:\n\n- rain\n- sun\n\n* pain: wet\n",
    );
}

#[test]
fn tasks_stay() {
    stays("## One\n\n**Actions**:\n\n- [ ] Opens\n- [x] Reads\n\n**Pain**: x\n");
}

#[test]
fn line_ends_stay_of_their_kind() {
    let windows = |text: &str| text.replace('\n', "\r\n");
    becomes(
        &windows("## One\n\n**Actions**\n- Opens\n- Reads\n"),
        &windows("## One\n\n- doing: Opens\n- doing: Reads\n"),
    );
}

#[test]
fn pages_and_broken_maps_are_left_alone() {
    let formatter = Formatter::new(Lexicon::new(&[], &[]), "content/".to_owned());
    let page = File::new("content/page.md", "**Actions**\n- x\n".as_bytes());
    assert!(matches!(formatter.format(&page), Formatted::NotAMap));
    assert!(matches!(formatted("---\ntitle: [x\n---\n## One\n- doing: x\n"), Formatted::Broken(_)));
}

#[test]
fn a_reading_that_says_something_else_is_told_where() {
    let read = |text: &str| {
        parse(&File::new("content/journeys/a.md", text.as_bytes()), "content/", &Lexicon::new(&[], &[]))
    };
    let before = read("# A\n## One\n### Step\n- doing: x\n");
    let difference = proof::difference(&before, &read("# A\n## One\n### Step\n- doing: y\n")).unwrap();
    assert_eq!(difference.to_string(), "stage “One”, step “Step”, entry 1\n  before: x\n  after:  y");
    assert_eq!(proof::difference(&before, &read("# A\n## One\n### Step\n**Actions**\n- x\n")), None);
}
