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
