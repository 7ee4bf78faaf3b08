//! What open pages should do about a new build.

use std::sync::Arc;

use super::portal::Shown;
use super::state::State;

/// How one state of the portal differs from the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Not at all.
    None,
    /// Only style sheets: they are swapped without a reload.
    Styles {
        /// The address of each.
        sheets: Vec<Arc<str>>,
        /// The build the page then shows.
        build: String,
    },
    /// Pages: they are loaded again.
    Pages,
    /// The build has errors, and the last good pages stay.
    Errors,
}

impl Change {
    pub(super) fn between(before: &Shown, after: &Shown) -> Self {
        match (before.failed, after.failed) {
            _ if before.build == after.build => Change::None,
            (_, true) => Change::Errors,
            (true, false) => Change::Pages,
            (false, false) => match before.from.as_ref().zip(after.from.as_ref()).and_then(only_styles) {
                Some(sheets) => Change::Styles { sheets, build: after.build.clone() },
                None => Change::Pages,
            },
        }
    }
}

/// The changed style sheets, where nothing else differs.
fn only_styles((before, after): (&Arc<State>, &Arc<State>)) -> Option<Vec<Arc<str>>> {
    let is_alike = before.apart == after.apart && before.sheets.keys().eq(after.sheets.keys());
    let differs = after.sheets.iter().filter(|(address, digest)| before.sheets.get(*address) != Some(digest));
    let sheets: Vec<_> = differs.map(|(address, _)| address.clone()).collect();
    (is_alike && !sheets.is_empty()).then_some(sheets)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bad, good};
    use super::*;

    fn shown(state: State) -> Shown {
        Shown::new(Arc::new(state), None)
    }

    fn change(before: &[(&str, &str)], after: &[(&str, &str)]) -> Change {
        Change::between(&shown(good(before)), &shown(good(after)))
    }

    #[test]
    fn a_changed_sheet_is_swapped() {
        let change = change(&[("a.css", "1"), ("i.html", "x")], &[("a.css", "2"), ("i.html", "x")]);
        assert!(matches!(change, Change::Styles { sheets, .. } if sheets == ["a.css".into()]));
    }

    #[test]
    fn anything_else_reloads() {
        assert_eq!(change(&[("i.html", "x")], &[("i.html", "y")]), Change::Pages);
        assert_eq!(
            change(&[("a.css", "1"), ("i.html", "x")], &[("a.css", "2"), ("i.html", "y")]),
            Change::Pages
        );
        assert_eq!(change(&[("a.css", "1")], &[("a.css", "1"), ("b.css", "2")]), Change::Pages);
        assert_eq!(change(&[("a.css", "1"), ("x.js", "")], &[("a.css", "2")]), Change::Pages);
    }

    #[test]
    fn errors_come_and_go() {
        let (good, bad) = (shown(good(&[])), shown(bad()));
        assert_eq!(Change::between(&good, &bad), Change::Errors);
        assert_eq!(Change::between(&bad, &good), Change::Pages);
        assert_eq!(Change::between(&bad, &bad), Change::None);
    }
}
