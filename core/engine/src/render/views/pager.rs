//! The pages of a list, as a reader goes through them.

use minijinja::{Value, context};

use crate::render::view::maybe;

/// How many pages on each side of the one at hand are named.
const NEAR: usize = 2;

/// A page of several: which one, of how many, and where each lies.
pub struct Pager<U> {
    /// The page at hand, from 0.
    pub part: usize,
    /// How many there are.
    pub count: usize,
    /// The address of each.
    pub url: U,
}

impl<U: Fn(usize) -> String> Pager<U> {
    /// Links to the first, the last and the pages around: number, url, current, gap (whether some before it are left
    /// out). One page alone has none.
    pub fn links(&self) -> Value {
        let shown: Vec<usize> =
            (0..self.count).filter(|part| self.count > 1 && self.is_shown(*part)).collect();
        let link = |(at, part): (usize, &usize)| {
            context! {
                number => part + 1,
                url => (self.url)(*part),
                current => *part == self.part,
                gap => at > 0 && shown[at - 1] + 1 < *part,
            }
        };
        shown.iter().enumerate().map(link).collect()
    }

    fn is_shown(&self, part: usize) -> bool {
        part == 0 || part + 1 == self.count || part.abs_diff(self.part) <= NEAR
    }

    /// The address of the page before, or none.
    pub fn previous(&self) -> Value {
        maybe(self.part.checked_sub(1).map(&self.url))
    }

    /// The address of the page after, or none.
    pub fn next(&self) -> Value {
        maybe((self.part + 1 < self.count).then(|| (self.url)(self.part + 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(part: usize, count: usize) -> String {
        let pager = Pager { part, count, url: |part: usize| format!("{part}") };
        let link = |link: Value| {
            let number = link.get_attr("number").unwrap();
            let is = |name: &str| link.get_attr(name).unwrap().is_true();
            format!("{}{number}{}", if is("gap") { "… " } else { "" }, if is("current") { "!" } else { "" })
        };
        pager.links().try_iter().unwrap().map(link).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_ends_and_what_is_near_are_named() {
        assert_eq!(shown(0, 1), "");
        assert_eq!(shown(0, 3), "1! 2 3");
        assert_eq!(shown(0, 34), "1! 2 3 … 34");
        assert_eq!(shown(11, 34), "1 … 10 11 12! 13 14 … 34");
        assert_eq!(shown(33, 34), "1 … 32 33 34!");
    }

    #[test]
    fn the_first_has_none_before_it_and_the_last_none_after() {
        let pager = |part| Pager { part, count: 2, url: |part: usize| format!("page {part}") };
        assert!(pager(0).previous().is_none() && pager(1).next().is_none());
        assert_eq!(pager(0).next().as_str(), Some("page 1"));
        assert_eq!(pager(1).previous().as_str(), Some("page 0"));
    }
}
