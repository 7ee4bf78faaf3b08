//! Maps that stand in one block, and what stands beside the steps of a table.

use super::*;

#[test]
fn words_below_a_table_go_above_its_steps() {
    becomes(
        "## One\n\n| | Sees | Reads |\n|---|---|---|\n| doing | Scans | Opens |\n\nProse [a].\n\n[a]: b.md\n\n## Two\n- goal: x\n",
        "## One\n\nProse [a].\n\n### Sees\n- doing: Scans\n\n### Reads\n- doing: Opens\n\n[a]: b.md\n\n## Two\n- goal: x\n",
    );
    becomes(
        "## One\n\n| | Sees |\n|---|---|\n| doing | Scans |\n\n**Goal**\n- In\n\n| | Reads |\n|---|---|\n| doing | Opens |\n",
        "## One\n\n- goal: In\n\n### Sees\n- doing: Scans\n\n### Reads\n- doing: Opens\n",
    );
}

#[test]
fn a_table_without_a_heading_is_a_stage() {
    becomes(
        "Words.\n\n| Step | Sees | Reads |\n|---|---|---|\n| doing | Scans | Opens |\n\n## Sources\n\nA book.\n",
        "Words.\n\n## A\n\n### Sees\n- doing: Scans\n\n### Reads\n- doing: Opens\n\n## Sources\n\nA book.\n",
    );
}

#[test]
fn words_that_follow_such_a_table_have_no_other_place() {
    stays("| | Sees |\n|---|---|\n| doing | Scans |\n\nWords.\n");
}

#[test]
fn the_words_of_a_corner_stay_in_the_text() {
    becomes(
        "## One\n\n| What \"we\" saw | Sees |\n|---|---|\n| doing | Scans |\n",
        "## One\n\n[//]: # \"What \\\"we\\\" saw\"\n\n### Sees\n- doing: Scans\n",
    );
}

#[test]
fn a_tick_says_that_a_step_decides() {
    becomes(
        "## One\n\n| | Sees | Reads |\n|---|---|---|\n| doing | Scans | Opens |\n| Moment of truth | | x |\n",
        "## One\n\n### Sees\n- doing: Scans\n\n### Reads\n- doing: Opens\n- moment-of-truth\n",
    );
}

#[test]
fn tables_in_html_become_steps() {
    becomes(
        "<div>\n# Two\n<table><caption>Two steps & <b>a</b> caption</caption>\n<tr><th></th><th>1. Sees *it* (2 hours)</th><th>Reads</th></tr>\n<tr><th>Actions</th><td><ul><li>Scans<li>a_b</ul></td><td>Opens \"it\"</td></tr>\n</table>\n</div>\n\n## Sources\n\nA book.\n",
        "\n## A\n\n\\# Two\n\nTwo steps & a caption\n\n### 1\\. Sees \\*it\\* (2 hours)\n- doing: Scans\n- doing: a_b\n\n### Reads\n- doing: Opens \"it\"\n\n## Sources\n\nA book.\n",
    );
}

#[test]
fn tables_in_html_stay_where_words_are_not_all() {
    for cell in ["<a href=\"b.md\">Opens</a>", "Opens <img src=\"a.png\" alt=\"a door\">", "Opens <!-- b -->"]
    {
        stays(&format!(
            "## One\n\n<table>\n<tr><th></th><th>Sees</th></tr>\n<tr><th>Actions</th><td>{cell}</td></tr>\n</table>\n"
        ));
    }
}

#[test]
fn diagrams_become_stages_and_steps() {
    becomes(
        "Words.\n\n```mermaid\n%%{init: {'theme': 'dark'}}%%\njourney\n  title A day\n  accTitle: Two tasks\n  section Go (Day 1)\n    %% from the diary\n    Make tea: 5: Me, Cat\n    Go up#58; stairs: 3\n  section Work\n    # Rest: 2: Me\n    Do work: 1: Me\n    Wait\n```\n\n## Sources\n\nA book.\n",
        "Words.\n\nA day\n\nTwo tasks\n\n[//]: # \"%%{init: {'theme': 'dark'}}%%\"\n\n## Go (Day 1)\n\n[//]: # \"from the diary\"\n\n### Make tea\n- feeling: 5/5\n- Actor: Me\n- Actor: Cat\n\n### Go up: stairs\n- feeling: 3/5\n\n## Work\n\n[//]: # \"Rest: 2: Me\"\n\n### Do work\n- feeling: 1/5\n- Actor: Me\n\n### Wait\n\n## Sources\n\nA book.\n",
    );
}

#[test]
fn a_diagram_that_names_the_map_leaves_its_title() {
    let formatter = Formatter::new(Lexicon::new(&[], &[]), "content/".to_owned());
    let text = "```mermaid\njourney\ntitle Tea #1\nBoil: 4\nsection Cups\nPour: high: Me\n```\n";
    let formatted = formatter.format(&File::new("content/journeys/map.md", text.as_bytes()));
    let Formatted::Changed(text) = formatted else { panic!("{formatted:?}") };
    assert_eq!(
        text,
        "# Tea #1\n\n## Tea #1\n\n### Boil\n- feeling: 4/5\n\n## Cups\n\n### Pour\n- feeling: 2 high\n- Actor: Me\n"
    );
}

#[test]
fn scores_of_another_scale_are_written_as_they_read() {
    becomes(
        "```mermaid\njourney\nsection One\nBoil: 0\nPour: 7\n```\n",
        "\n## One\n\n### Boil\n- feeling: 0/10\n\n### Pour\n- feeling: 7/10\n",
    );
    stays("```mermaid\njourney\nsection One\nBoil: 0\nPour: 4\n```\n");
}

#[test]
fn definitions_in_lists_come_out_below() {
    becomes(
        "## One\n\n**Actions**\n\n- Opens [a]\n\n  [a]: b.md\n  [unused]: c.md\n\n- Reads\n\nProse.\n",
        "## One\n\n- doing: Opens [a]\n- doing: Reads\n\n[a]: b.md\n[unused]: c.md\n\nProse.\n",
    );
}

#[test]
fn numbers_of_lists_go_and_their_order_stays() {
    becomes("## One\n\n**Actions**\n\n3. Opens\n1. Reads\n", "## One\n\n- doing: Opens\n- doing: Reads\n");
}
