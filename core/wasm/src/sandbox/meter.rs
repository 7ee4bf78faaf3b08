//! How much an instance holds, and whether it was ever denied more.

use wasmtime::ResourceLimiter;

use crate::limits::{Bound, Limits};

/// Counts memory and table slots over all instances of a store.
pub(super) struct Meter {
    memory: Gauge,
    slots: Gauge,
    instances: usize,
}

impl Meter {
    pub fn new(limits: &Limits) -> Self {
        Self {
            memory: Gauge::new(limits.memory),
            slots: Gauge::new(limits.table_slots),
            instances: limits.instances,
        }
    }

    /// Bytes of memory in use. Wasm memories never shrink.
    pub fn memory(&self) -> usize {
        self.memory.used
    }

    /// What was denied. A guest that is denied memory aborts by itself, in a way that does not tell why.
    pub fn denied(&self) -> Option<Bound> {
        if self.memory.denied {
            Some(Bound::Memory)
        } else if self.slots.denied {
            Some(Bound::TableSlots)
        } else {
            None
        }
    }
}

impl ResourceLimiter for Meter {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(self.memory.grow(current, desired, maximum))
    }

    fn table_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(self.slots.grow(current, desired, maximum))
    }

    fn instances(&self) -> usize {
        self.instances
    }

    fn tables(&self) -> usize {
        Limits::MEMORIES
    }

    fn memories(&self) -> usize {
        Limits::MEMORIES
    }
}

struct Gauge {
    used: usize,
    most: usize,
    denied: bool,
}

impl Gauge {
    fn new(most: usize) -> Self {
        Self { used: 0, most, denied: false }
    }

    /// Growth past the guest's own maximum fails as Wasm says, and is none of our denials.
    fn grow(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> bool {
        if maximum.is_some_and(|maximum| desired > maximum) {
            return false;
        }
        let used = self.used.saturating_add(desired.saturating_sub(current));
        let fits = used <= self.most;
        if fits {
            self.used = used;
        } else {
            self.denied = true;
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_memories_share_one_limit() {
        let mut gauge = Gauge::new(100);
        assert!(gauge.grow(0, 60, None));
        assert!(gauge.grow(0, 40, None));
        assert!(!gauge.grow(40, 41, None));
        assert!(gauge.denied);
    }

    #[test]
    fn a_guest_that_hits_its_own_maximum_was_not_denied() {
        let mut gauge = Gauge::new(100);
        assert!(!gauge.grow(0, 60, Some(50)));
        assert!(!gauge.denied);
        assert_eq!(gauge.used, 0);
    }
}
