//! Maps that plugins stumble over: whatever a plugin says of them, it must not fail.

use std::fmt::Write as _;

/// As many steps as a very long map has.
const MANY: usize = 500;

/// Each with what is odd about it.
pub fn maps() -> Vec<(&'static str, String)> {
    vec![
        ("an empty map", "---\ntitle: Empty\nkind: journey\n---\n".to_owned()),
        ("one step", map("One", "### Only\n\n- doing: Waits.\n- feeling: +1\n")),
        ("500 steps", map("Many", &many())),
        (
            "right to left",
            map(
                "رحلة الضيف",
                "### شراء التذكرة\n\n- doing: يشتري تذكرة.\n- pain: الطابور طويل.\n- feeling: -2\n",
            ),
        ),
        ("no feelings", map("Unrated", "### A\n\n- doing: Waits.\n\n### B\n\n- pain: Waits more.\n")),
        (
            "unknown attributes",
            map(
                "Marked",
                "### A {colour=blue .odd weight=1e9}\n\n- doing: Waits. {until=\"the end\"}\n- Weather: Rain. {mm=\"-0\"}\n",
            ),
        ),
    ]
}

fn map(title: &str, steps: &str) -> String {
    format!("---\ntitle: {title}\nkind: journey\n---\n\n## Stage\n\n{steps}")
}

fn many() -> String {
    (0..MANY).fold(String::new(), |mut text, at| {
        let _ = write!(
            text,
            "### Step {at}\n\n- doing: Does it.\n- pain: It takes long.\n- feeling: {:+}\n\n",
            at as i64 % 5 - 2
        );
        text
    })
}
