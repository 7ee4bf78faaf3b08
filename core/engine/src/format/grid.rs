//! Steps side by side: which rows their table has, in an order that every step keeps.

/// More rows and columns are no table that anybody reads.
const MAX_CELLS: usize = 1 << 14;

/// One step: its title, and label and value of each entry.
#[derive(Debug)]
pub struct Column {
    /// The title, as Markdown.
    pub title: String,
    /// The entries.
    pub entries: Vec<(String, String)>,
}

/// A table as it is written: not aligned, so that an edit of one cell is an edit of one line.
#[derive(Debug)]
pub struct Grid<'c> {
    titles: Vec<&'c str>,
    rows: Vec<(&'c str, Vec<Vec<&'c str>>)>,
}

impl<'c> Grid<'c> {
    /// The table of some steps; none where there is nothing to put into it, or far too much.
    pub fn of(columns: &'c [Column]) -> Option<Self> {
        let entries: usize = columns.iter().map(|column| column.entries.len()).sum();
        let is_small = entries.saturating_mul(columns.len()) <= MAX_CELLS;
        let titles = columns.iter().map(|column| column.title.as_str()).collect();
        (is_small && entries > 0).then(|| Self { titles, rows: rows(columns) })
    }

    /// The table as Markdown.
    pub fn text(&self) -> String {
        let head = line("", self.titles.iter().map(|title| escaped(title)));
        let rule = "|---".repeat(self.titles.len() + 1) + "|";
        let rows = self
            .rows
            .iter()
            .map(|(name, cells)| line(name, cells.iter().map(|cell| escaped(&cell.join("<br>")))));
        [head, rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
    }
}

fn line(label: &str, cells: impl Iterator<Item = String>) -> String {
    let cell = |words: String| if words.is_empty() { " |".to_owned() } else { format!(" {words} |") };
    let cells: String = std::iter::once(label.to_owned()).chain(cells).map(cell).collect();
    format!("|{cells}")
}

/// The words of a cell, with a backslash before each bar that has none.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut is_escaped = false;
    for letter in words.chars() {
        if letter == '|' && !is_escaped {
            out.push('\\');
        }
        is_escaped = letter == '\\' && !is_escaped;
        out.push(letter);
    }
    out
}

/// Rows in an order that every step keeps: a lane comes when no step has it later as well. Where steps disagree, the lane
/// that most of them are at gets a row, and another one later.
fn rows(columns: &[Column]) -> Vec<(&str, Vec<Vec<&str>>)> {
    let mut rest: Vec<&[(String, String)]> = columns.iter().map(|column| column.entries.as_slice()).collect();
    let mut rows = Vec::new();
    while let Some(name) = next(&rest) {
        let cells = rest.iter_mut().map(|entries| taken(entries, name)).collect();
        rows.push((name, cells));
    }
    rows
}

/// The values of the lane that a step is at, which it then has behind it.
fn taken<'c>(entries: &mut &'c [(String, String)], name: &str) -> Vec<&'c str> {
    let count = run(entries, name);
    let (values, rest) = entries.split_at(count);
    *entries = rest;
    values.iter().map(|(_, value)| value.as_str()).filter(|value| !value.is_empty()).collect()
}

fn run(entries: &[(String, String)], name: &str) -> usize {
    entries.iter().take_while(|(label, _)| label == name).count()
}

fn next<'c>(rest: &[&'c [(String, String)]]) -> Option<&'c str> {
    let heads: Vec<_> =
        rest.iter().filter_map(|entries| entries.first()).map(|(name, _)| name.as_str()).collect();
    let is_due = |name: &&str| {
        rest.iter().all(|entries| entries[run(entries, name)..].iter().all(|(label, _)| label != name))
    };
    let most = || heads.iter().rev().max_by_key(|name| heads.iter().filter(|head| head == name).count());
    heads.iter().find(|name| is_due(name)).or_else(most).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(title: &str, labels: &str) -> Column {
        let entries = labels.split_whitespace().map(|label| (label.to_owned(), "v".to_owned())).collect();
        Column { title: title.to_owned(), entries }
    }

    fn order(columns: &[&str]) -> String {
        let columns: Vec<_> = columns.iter().map(|labels| column("", labels)).collect();
        rows(&columns).into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_step_keeps_its_order() {
        assert_eq!(order(&["doing pain", "doing feeling pain"]), "doing feeling pain");
        assert_eq!(order(&["c a", "b a", "b c"]), "b c a");
        assert_eq!(order(&["doing doing", "doing"]), "doing");
    }

    #[test]
    fn steps_that_disagree_share_what_they_can() {
        assert_eq!(order(&["a b", "b a"]), "a b a");
        assert_eq!(order(&["a b a"]), "a b a");
    }

    #[test]
    fn bars_are_escaped_once() {
        assert_eq!(escaped(r"a|b \| \\| c"), r"a\|b \| \\\| c");
    }

    #[test]
    fn what_is_empty_or_endless_is_no_table() {
        assert!(Grid::of(&[column("a", "")]).is_none());
        let many: Vec<_> = (0..200).map(|_| column("a", "doing")).collect();
        assert!(Grid::of(&many).is_none());
    }
}
