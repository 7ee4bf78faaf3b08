//! Long lists of which the next one has nearly all from the last.

use std::iter::FlatMap;
use std::ops::Index;
use std::slice::Iter;
use std::sync::Arc;

/// How many items lie in a piece: so many are copied where one changes.
const PIECE: usize = 256;

/// A list in pieces. A copy shares them, and a piece is copied once an item of it becomes another; so two lists that came
/// from one another are compared by looking at what differs.
#[derive(Clone, Debug)]
pub struct Pieces<T> {
    pieces: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Pieces<T> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// An item, where there are so many.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.pieces.get(at / PIECE)?.get(at % PIECE)
    }

    /// All items in their order.
    pub fn iter(&self) -> Items<'_, T> {
        self.pieces.iter().flat_map(|piece| piece.iter())
    }

    /// The places of the items that may differ from those of another list: all that it does not share with it.
    pub fn apart<'p>(&'p self, other: &'p Self) -> impl Iterator<Item = usize> + 'p {
        let differs = |piece: &usize| match (self.pieces.get(*piece), other.pieces.get(*piece)) {
            (Some(one), Some(two)) => !Arc::ptr_eq(one, two),
            _ => true,
        };
        let count = self.pieces.len().max(other.pieces.len());
        let places = (0..count).filter(differs).flat_map(|piece| piece * PIECE..(piece + 1) * PIECE);
        places.take_while(|at| *at < self.len.max(other.len))
    }
}

impl<T: Clone> Pieces<T> {
    /// An item that is to become another.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.pieces.get_mut(at / PIECE).and_then(|piece| Arc::make_mut(piece).get_mut(at % PIECE))
    }

    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        if self.len.is_multiple_of(PIECE) {
            self.pieces.push(Arc::new(Vec::with_capacity(PIECE)));
        }
        if let Some(last) = self.pieces.last_mut() {
            Arc::make_mut(last).push(item);
        }
        self.len += 1;
    }
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self { pieces: Vec::new(), len: 0 }
    }
}

impl<T> Index<usize> for Pieces<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.pieces[at / PIECE][at % PIECE]
    }
}

/// Goes through all items in their order.
pub type Items<'p, T> = FlatMap<Iter<'p, Arc<Vec<T>>>, Iter<'p, T>, fn(&'p Arc<Vec<T>>) -> Iter<'p, T>>;

impl<'p, T> IntoIterator for &'p Pieces<T> {
    type Item = &'p T;
    type IntoIter = Items<'p, T>;

    fn into_iter(self) -> Items<'p, T> {
        self.iter()
    }
}

impl<T: Clone> Extend<T> for Pieces<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T: Clone> FromIterator<T> for Pieces<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut all = Self::default();
        all.extend(items);
        all
    }
}

impl<T: Clone> From<Vec<T>> for Pieces<T> {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_pieces_is_the_list() {
        for count in [0, 1, PIECE, PIECE + 1, 3 * PIECE] {
            let all: Pieces<usize> = (0..count).collect();
            assert_eq!((all.len(), all.is_empty()), (count, count == 0));
            assert!(all.iter().copied().eq(0..count));
            assert_eq!(
                (all.get(count), count.checked_sub(1).map(|last| all[last])),
                (None, count.checked_sub(1))
            );
        }
    }

    #[test]
    fn what_one_list_has_apart_from_another_holds_all_that_differs() {
        let one: Pieces<usize> = (0..3 * PIECE + 5).collect();
        let mut two = one.clone();
        assert_eq!(one.apart(&two).count(), 0);
        *two.get_mut(PIECE).unwrap() = 7;
        assert!(one.apart(&two).eq(PIECE..2 * PIECE));
        assert_eq!((one[PIECE], two[PIECE]), (PIECE, 7), "the first list stays as it was");
        two.push(1);
        assert!(one.apart(&two).eq((PIECE..2 * PIECE).chain(3 * PIECE..3 * PIECE + 6)));
        assert!(one.apart(&Pieces::default()).eq(0..one.len()));
    }
}
