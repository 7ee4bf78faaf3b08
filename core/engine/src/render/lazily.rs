//! Values that are made when they are first asked for, one for each thing of a site.

use std::sync::OnceLock;

/// How many values there is room for at once: most things of a site are never asked about between two saves.
const ROOM: usize = 256;

/// A value for each of some things.
pub struct Lazily<T>(Vec<OnceLock<Room<T>>>);

type Room<T> = Box<[OnceLock<T>]>;

impl<T> Lazily<T> {
    /// Values for so many things.
    pub fn of(count: usize) -> Self {
        Self((0..count.div_ceil(ROOM)).map(|_| OnceLock::new()).collect())
    }

    /// The value of a thing.
    pub fn get(&self, at: usize, make: impl FnOnce() -> T) -> &T {
        let room = self.0[at / ROOM].get_or_init(|| (0..ROOM).map(|_| OnceLock::new()).collect());
        room[at % ROOM].get_or_init(make)
    }
}
