//! One call: a fresh store and instance, its own limits, and what became of it.

mod journal;
mod meter;
mod stack;
mod verdict;

use journeybook_engine::plugin::Failure;
use wasmtime::component::{Instance, InstancePre};
use wasmtime::{Store, StoreContextMut, Trap};

use crate::limits::Limits;
use crate::observe::{Observers, Usage};
use journal::Journal;
use meter::Meter;

/// What a line of log costs in fuel, beside one a byte: copying and checking it is the host's work, which the guest's
/// own instructions would not pay for.
const LINE_FUEL: u64 = 1000;

/// What the host keeps of an instance while it runs.
pub(crate) struct Guest {
    meter: Meter,
    journal: Journal,
}

impl Guest {
    /// What `host.log` does.
    pub fn log(mut store: StoreContextMut<'_, Self>, message: &str) -> wasmtime::Result<()> {
        let cost = LINE_FUEL.saturating_add(message.len() as u64);
        let left = store.get_fuel()?;
        store.set_fuel(left.saturating_sub(cost))?;
        if left < cost {
            return Err(Trap::OutOfFuel.into());
        }
        store.data_mut().journal.write(message);
        Ok(())
    }
}

/// Why a call stopped early.
pub(crate) enum Stop {
    /// Something in wasmtime; the verdict finds out what.
    Wasm(wasmtime::Error),
    /// Something that is already told.
    Told(Failure),
}

impl From<wasmtime::Error> for Stop {
    fn from(error: wasmtime::Error) -> Self {
        Stop::Wasm(error)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Told(failure)
    }
}

/// A linked component, ready to be instantiated for a call, and for the next one anew.
#[derive(Clone)]
pub(crate) struct Sandbox {
    linked: InstancePre<Guest>,
    limits: Limits,
    observers: Observers,
    /// How observers know the plugin: by its path until it has said its name.
    name: String,
}

impl Sandbox {
    pub fn new(linked: InstancePre<Guest>, limits: Limits, observers: Observers, name: &str) -> Self {
        Self { linked, limits, observers, name: name.to_owned() }
    }

    pub fn renamed(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Asks a fresh instance; it is gone afterwards.
    pub fn ask<R: Send>(
        &self,
        question: &'static str,
        ask: impl FnOnce(&mut Store<Guest>, &Instance) -> Result<R, Stop> + Send,
    ) -> Result<R, Failure> {
        stack::with_room(|| {
            let mut store = self.store()?;
            let answer = self.instantiate(&mut store).and_then(|instance| ask(&mut store, &instance));
            self.report(question, &store);
            answer.map_err(|stop| self.verdict(stop, store.data()))
        })?
    }

    fn store(&self) -> Result<Store<Guest>, Failure> {
        let journal = Journal::new(&self.name, self.observers.clone(), self.limits.log);
        let guest = Guest { meter: Meter::new(&self.limits), journal };
        let mut store = Store::new(self.linked.engine(), guest);
        store.limiter(|guest| &mut guest.meter);
        store.set_hostcall_fuel(self.limits.answer);
        match store.set_fuel(self.limits.fuel) {
            Ok(()) => Ok(store),
            Err(error) => Err(verdict::crash(&error, None)),
        }
    }

    fn instantiate(&self, store: &mut Store<Guest>) -> Result<Instance, Stop> {
        Ok(self.linked.instantiate(store)?)
    }

    fn report(&self, question: &'static str, store: &Store<Guest>) {
        let fuel = self.limits.fuel.saturating_sub(store.get_fuel().unwrap_or(0));
        let memory = store.data().meter.memory();
        self.observers.usage(&Usage { plugin: self.name.clone(), question, fuel, memory });
    }

    fn verdict(&self, stop: Stop, guest: &Guest) -> Failure {
        match stop {
            Stop::Told(failure) => failure,
            Stop::Wasm(error) => match verdict::exceeded(&error, &guest.meter) {
                Some(bound) => bound.exceeded(&self.limits),
                None => verdict::crash(&error, guest.journal.last()),
            },
        }
    }
}
