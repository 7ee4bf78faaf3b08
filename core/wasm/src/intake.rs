//! What comes back from a plugin is measured here, item by item, before anything believes it.

use std::collections::HashSet;

use journeybook_engine::plugin::Failure;

use crate::limits::{Bound, Limits};

/// Takes in one answer.
pub(crate) struct Intake<'a> {
    limits: &'a Limits,
    rows: usize,
}

impl<'a> Intake<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self { limits, rows: 0 }
    }

    /// A string that is not too long.
    pub fn text(&self, text: String) -> Result<String, Failure> {
        if text.len() > self.limits.string { Err(Bound::String.exceeded(self.limits)) } else { Ok(text) }
    }

    /// A list whose items, with those of all other lists of the answer, are not too many.
    pub fn list<A, B>(
        &mut self,
        items: Vec<A>,
        mut each: impl FnMut(&mut Self, A) -> Result<B, Failure>,
    ) -> Result<Vec<B>, Failure> {
        self.rows = self.rows.saturating_add(items.len());
        if self.rows > self.limits.rows {
            return Err(Bound::Rows.exceeded(self.limits));
        }
        items.into_iter().map(|item| each(self, item)).collect()
    }

    /// A list of strings.
    pub fn texts(&mut self, items: Vec<String>) -> Result<Vec<String>, Failure> {
        self.list(items, |intake, item| intake.text(item))
    }
}

/// A number that is one: NaN and the infinities pass the component ABI unchanged.
pub(crate) fn finite(value: f64, what: impl FnOnce() -> String) -> Result<f64, Failure> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(bad_answer(&format!("{} is {value}, not a number", what())))
    }
}

/// Ids that are there and differ.
pub(crate) fn distinct<'i>(what: &str, ids: impl IntoIterator<Item = &'i str>) -> Result<(), Failure> {
    let mut seen = HashSet::new();
    for id in ids {
        if id.is_empty() {
            return Err(bad_answer(&format!("one {what} has no id")));
        }
        if !seen.insert(id) {
            return Err(bad_answer(&format!("two {what}s have the id `{id}`")));
        }
    }
    Ok(())
}

/// An answer that keeps to the contract's types and not to its words.
pub(crate) fn bad_answer(why: &str) -> Failure {
    Failure::BadAnswer { message: format!("its answer cannot be used: {why}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits { string: 4, rows: 3, ..Limits::default() }
    }

    #[test]
    fn inner_lists_count_as_rows() {
        let limits = limits();
        let mut intake = Intake::new(&limits);
        let outer = vec![vec!["a".to_owned()], vec!["b".to_owned(), "c".to_owned()]];
        let failure = intake.list(outer, |intake, inner| intake.texts(inner)).unwrap_err();
        assert_eq!(failure, Bound::Rows.exceeded(&limits));
    }

    #[test]
    fn a_string_may_be_as_long_as_its_limit() {
        let limits = limits();
        assert!(Intake::new(&limits).text("abcd".into()).is_ok());
        assert!(Intake::new(&limits).text("abcde".into()).is_err());
    }

    #[test]
    fn ids_are_there_and_differ() {
        assert!(distinct("score", ["a", "b"]).is_ok());
        let twice = distinct("score", ["a", "a"]).unwrap_err().to_string();
        assert_eq!(twice, "its answer cannot be used: two scores have the id `a`");
        assert!(distinct("score", [""]).is_err());
    }

    #[test]
    fn numbers_that_are_none_are_named() {
        let failure = finite(f64::NAN, || "the value of `pain`".into()).unwrap_err().to_string();
        assert_eq!(failure, "its answer cannot be used: the value of `pain` is NaN, not a number");
        assert!(finite(f64::INFINITY, String::new).is_err());
    }
}
