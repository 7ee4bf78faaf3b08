//! Lists as tables, and back.

use super::*;

fn tables(text: &str) -> (Formatted, Vec<Stays>) {
    let formatter = Formatter::new(Lexicon::new(&[], &[]), "content/".to_owned());
    formatter.tables(&File::new("content/journeys/map.md", text.as_bytes()))
}

/// Turns lists into tables, tables into themselves, and tables into lists.
#[track_caller]
fn turns(list: &str, table: &str) {
    let (list, table) = (with_title(list), with_title(table));
    match tables(&list) {
        (Formatted::Changed(text), stays) => assert_eq!((text, stays), (table.clone(), Vec::new())),
        other => panic!("{other:?}"),
    }
    assert!(matches!(tables(&table), (Formatted::Same, _)), "it changes again");
    match formatted(&table) {
        Formatted::Changed(text) => assert_eq!(text, list),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn stays_a_list(text: &str, why: &str) {
    let (formatted, stays) = tables(&with_title(text));
    assert!(matches!(formatted, Formatted::Same), "{formatted:?}");
    let stays: Vec<_> = stays.iter().map(ToString::to_string).collect();
    assert_eq!(stays, [format!("the steps of “One” stay a list: {why}")]);
}

#[test]
fn steps_become_columns() {
    turns(
        "Overview.\n\n## One {stage=ask}\nProse.\n- goal: x\n\n### Sees | looks (2 hours) {#s}\n- doing: Scans `a`\n- doing: reads a|b\n- feeling: +1\n\n### 読む\n- doing: [Opens](b.md) \"it\"\n- moment-of-truth\n- pain: slow {severity=high}\n- Weather: *rain*\n\n## Two\n- goal: y\n\n## Sources\n\nA book.\n",
        "Overview.\n\n## One {stage=ask}\nProse.\n- goal: x\n\n| | Sees \\| looks (2 hours) {#s} | 読む |\n|---|---|---|\n| doing | Scans `a`<br>reads a\\|b | [Opens](b.md) \"it\" |\n| feeling | +1 | |\n| moment-of-truth | | ✓ |\n| pain | | slow {severity=high} |\n| Weather | | *rain* |\n\n## Two\n- goal: y\n\n## Sources\n\nA book.\n",
    );
}

#[test]
fn every_step_keeps_the_order_of_its_entries() {
    turns(
        "## One\n\n### A\n- pain: x\n- doing: y\n- pain: z\n\n### B\n- doing: a\n",
        "## One\n\n| | A | B |\n|---|---|---|\n| pain | x | |\n| doing | y | a |\n| pain | z | |\n",
    );
}

#[test]
fn what_no_cell_holds_stays_with_the_reason() {
    let with = |block: &str| format!("## One\n\n### A\n- doing: x\n{block}");
    stays_a_list(&with("\nProse.\n"), "“A” has prose, which no cell holds");
    stays_a_list(&with("\n> Said.\n"), "“A” has a quotation, which no cell holds");
    stays_a_list(&with("\n```\ncode\n```\n"), "“A” has code, which no cell holds");
    stays_a_list(&with("\n<!-- note -->\n"), "“A” has HTML or a comment, which no cell holds");
    stays_a_list(&with("  more\n"), "“A” has an entry of several lines, which no cell holds");
    stays_a_list(&with("  - more\n"), "“A” has an entry of several blocks, which no cell holds");
    stays_a_list(&with("\n[a]: b.md\n\n### B\n- doing: y\n"), "something else stands between them");
}

#[test]
fn a_table_that_would_say_something_else_is_not_written() {
    let (formatted, stays) =
        tables(&with_title("## One\n\n### A\n- doing: x<br>y\n\n## Two\n\n### B\n- doing: z\n"));
    let Formatted::Changed(text) = formatted else { panic!("{formatted:?}") };
    assert_eq!(
        text,
        with_title("## One\n\n### A\n- doing: x<br>y\n\n## Two\n\n| | B |\n|---|---|\n| doing | z |\n")
    );
    assert!(
        matches!(stays.as_slice(), [Stays { stage, why: Why::Differs(_) }] if stage == "One"),
        "{stays:?}"
    );
}

#[test]
fn a_list_that_is_not_canonical_becomes_a_table_at_once() {
    let (formatted, _) = tables(&with_title("### One\n\n##### A\n**Actions**\n1. x\n2. y\n"));
    let Formatted::Changed(text) = formatted else { panic!("{formatted:?}") };
    assert_eq!(text, with_title("## One\n\n| | A |\n|---|---|\n| doing | x<br>y |\n"));
}
