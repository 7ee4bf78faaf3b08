//! The one configuration of wasmtime that all plugins share.

use wasmtime::{Config, Engine, OperatorCost, Strategy};

use crate::limits::STACK;

/// An engine whose fuel totals are the same on every run and machine: a limit hit here is hit everywhere.
pub(crate) fn engine() -> wasmtime::Result<Engine> {
    let mut config = Config::new();
    deterministic(&mut config);
    bounded(&mut config);
    small(&mut config);
    Engine::new(&config)
}

/// NaN bits and relaxed SIMD are the two places where Wasm lets machines differ.
fn deterministic(config: &mut Config) {
    config.cranelift_nan_canonicalization(true);
    config.relaxed_simd_deterministic(true);
    config.wasm_relaxed_simd(false);
}

fn bounded(config: &mut Config) {
    config.consume_fuel(true);
    config.operator_cost(operator_cost());
    config.max_wasm_stack(STACK);
}

/// Cranelift alone, because Winch counts fuel differently. Threads need no switch: their wasmtime feature is left out.
fn small(config: &mut Config) {
    config.strategy(Strategy::Cranelift);
    config.parallel_compilation(true);
    config.concurrency_support(false);
    config.wasm_memory64(false);
}

/// Growth makes the host map and clear memory, which one unit of fuel would not pay for.
fn operator_cost() -> OperatorCost {
    let mut cost = OperatorCost::new();
    cost.MemoryGrow = u8::MAX;
    cost.TableGrow = u8::MAX;
    cost.variable.memory_grow_per_page = u8::MAX;
    cost
}
