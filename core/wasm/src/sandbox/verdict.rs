//! What an error of wasmtime means: a limit, or a crash.

use journeybook_engine::plugin::Failure;
use wasmtime::Trap;

use super::meter::Meter;
use crate::limits::Bound;

/// The limit that a call went over, if it was one.
pub(super) fn exceeded(error: &wasmtime::Error, meter: &Meter) -> Option<Bound> {
    match error.downcast_ref::<Trap>() {
        Some(Trap::OutOfFuel) => Some(Bound::Fuel),
        Some(Trap::StackOverflow) => Some(Bound::Stack),
        _ => meter.denied().or_else(|| counted(&error.root_cause().to_string())),
    }
}

/// wasmtime keeps the types of these errors to itself; the hostile tests notice when their words change.
fn counted(words: &str) -> Option<Bound> {
    let count = words.strip_prefix("resource limit exceeded: ");
    match count {
        Some(what) if what.starts_with("instance") => Some(Bound::Instances),
        Some(_) => Some(Bound::Memories),
        None if words.contains("fuel allocated for hostcalls") => Some(Bound::Answer),
        None => None,
    }
}

/// A crash, in words, with the last thing the plugin said.
pub(super) fn crash(error: &wasmtime::Error, last: Option<&str>) -> Failure {
    let what =
        error.downcast_ref::<Trap>().map_or_else(|| error.root_cause().to_string(), |trap| words(*trap));
    let message = match last {
        Some(line) => format!("{what}; the last line it logged: {line}"),
        None => what,
    };
    Failure::Trap { message }
}

fn words(trap: Trap) -> String {
    match trap {
        Trap::UnreachableCodeReached => "it gave up (`unreachable`), as a panic does".into(),
        Trap::MemoryOutOfBounds => "it reached outside of its memory".into(),
        Trap::IntegerDivisionByZero => "it divided by zero".into(),
        Trap::TableOutOfBounds | Trap::IndirectCallToNull | Trap::BadSignature => {
            "it called a function that is not there".into()
        }
        other => other.to_string().trim_start_matches("wasm trap: ").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_quotes_the_last_words() {
        let error = wasmtime::Error::from(Trap::UnreachableCodeReached);
        let Failure::Trap { message } = crash(&error, Some("panicked at src/lib.rs:3: boom")) else {
            panic!("a crash is a trap");
        };
        assert_eq!(
            message,
            "it gave up (`unreachable`), as a panic does; the last line it logged: panicked at src/lib.rs:3: boom"
        );
    }
}
