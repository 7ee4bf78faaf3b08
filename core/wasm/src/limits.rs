//! What a plugin may use up, and the settings that raise it.

use journeybook_engine::plugin::Failure;
use thiserror::Error;

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// Instructions a call: about a second of a busy loop, a thousand times what a score of a large map takes.
const FUEL: u64 = 2_000_000_000;
/// Linear memory of all instances together: QuickJS needs 2 MiB, Python about 30.
const MEMORY: usize = 64 * MIB;
/// Slots of all tables together: Python has 12,000 functions that may be called through one.
const TABLE_SLOTS: usize = 20_000;
/// Core instances inside one component: Python links about 50 shared libraries.
const INSTANCES: usize = 128;
/// Linear memories and tables inside one component. Each memory reserves address space, however small it is.
const MEMORIES: usize = 16;
/// Everything one answer holds.
const ANSWER: usize = 16 * MIB;
/// One string of an answer.
const STRING: usize = 64 * KIB;
/// List items of one answer, inner lists included.
const ROWS: usize = 50_000;
/// What is kept of a call's log.
const LOG: usize = 64 * KIB;
/// The component file. JavaScript and Python come with their interpreters and need more.
const FILE: usize = 4 * MIB;
/// One function's body: compiling takes time that grows faster than the function, and nothing can interrupt it.
const FUNCTION_BODY: usize = 512 * KIB;
/// How long compiling may take: Python with its interpreter takes five seconds, a crafted file of 2 MB two minutes.
const COMPILE_SECONDS: u64 = 120;
/// What the compiler may use. Python takes 600 MiB.
const COMPILE_MEMORY: usize = 1024 * MIB;
/// How much more an import may use than a question about one map: a file can hold a hundred maps, and somebody waits for
/// it once.
const IMPORT: usize = 4;
/// The same for instructions: unpacking a workbook is work.
const IMPORT_FUEL: u64 = 20;
/// The Wasm stack. It belongs to the engine, so no setting raises it.
pub(crate) const STACK: usize = MIB;
/// How large a thread's stack should be, so that a call can run on it and needs no thread of its own.
pub const ROOMY: usize = 4 * STACK;

/// What one plugin may use up. [`Default`] is enough for anything that is not an interpreter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// Instructions a call, instantiation and `configure` included.
    pub fuel: u64,
    /// Bytes of linear memory, all instances together.
    pub memory: usize,
    /// Table slots, all tables together.
    pub table_slots: usize,
    /// Core instances.
    pub instances: usize,
    /// Bytes of one answer.
    pub answer: usize,
    /// Bytes of one string in an answer.
    pub string: usize,
    /// List items of one answer.
    pub rows: usize,
    /// Bytes of log that are kept of one call; the rest is dropped.
    pub log: usize,
    /// Bytes of the component file.
    pub file: usize,
    /// Bytes of one function's body.
    pub function_body: usize,
    /// Seconds that compiling may take.
    pub compile_seconds: u64,
    /// Bytes that the compiler may use.
    pub compile_memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            fuel: FUEL,
            memory: MEMORY,
            table_slots: TABLE_SLOTS,
            instances: INSTANCES,
            answer: ANSWER,
            string: STRING,
            rows: ROWS,
            log: LOG,
            file: FILE,
            function_body: FUNCTION_BODY,
            compile_seconds: COMPILE_SECONDS,
            compile_memory: COMPILE_MEMORY,
        }
    }
}

impl Limits {
    /// The names of the settings under `[plugins.NAME.limits]`.
    pub const SETTINGS: [&'static str; 12] = [
        "fuel",
        "memory-mib",
        "table-slots",
        "instances",
        "answer-mib",
        "string-kib",
        "rows",
        "log-kib",
        "file-mib",
        "function-kib",
        "compile-seconds",
        "compile-mib",
    ];

    /// How many linear memories, and how many tables, one component may have.
    pub(crate) const MEMORIES: usize = MEMORIES;

    /// The defaults, with what a site sets under `[plugins.NAME.limits]`.
    pub fn from_settings<'a>(
        settings: impl IntoIterator<Item = (&'a str, u64)>,
    ) -> Result<Self, UnknownLimit> {
        let mut limits = Self::default();
        settings.into_iter().try_for_each(|(name, value)| limits.set(name, value))?;
        Ok(limits)
    }

    /// The limits of reading or writing a foreign file: one string of the answer may be as long as all of it.
    pub(crate) fn of_files(&self) -> Self {
        let answer = self.answer.saturating_mul(IMPORT);
        Self {
            fuel: self.fuel.saturating_mul(IMPORT_FUEL),
            memory: self.memory.saturating_mul(IMPORT),
            answer,
            string: answer,
            ..self.clone()
        }
    }

    fn set(&mut self, name: &str, value: u64) -> Result<(), UnknownLimit> {
        let count = usize::try_from(value).unwrap_or(usize::MAX);
        match name {
            "fuel" => self.fuel = value,
            "memory-mib" => self.memory = count.saturating_mul(MIB),
            "table-slots" => self.table_slots = count,
            "instances" => self.instances = count,
            "answer-mib" => self.answer = count.saturating_mul(MIB),
            "string-kib" => self.string = count.saturating_mul(KIB),
            "rows" => self.rows = count,
            "log-kib" => self.log = count.saturating_mul(KIB),
            "file-mib" => self.file = count.saturating_mul(MIB),
            "function-kib" => self.function_body = count.saturating_mul(KIB),
            "compile-seconds" => self.compile_seconds = value,
            "compile-mib" => self.compile_memory = count.saturating_mul(MIB),
            _ => return Err(UnknownLimit { name: name.to_owned() }),
        }
        Ok(())
    }
}

/// A setting under `[plugins.NAME.limits]` that means no limit.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no limit called `{name}`; there are {}", Limits::SETTINGS.join(", "))]
pub struct UnknownLimit {
    /// What was typed.
    pub name: String,
}

/// A limit that a running plugin can go over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Fuel,
    Memory,
    TableSlots,
    Instances,
    Memories,
    Stack,
    Answer,
    String,
    Rows,
    CompileTime,
    CompileMemory,
}

impl Bound {
    /// The failure of a plugin that went over this limit. An empty setting means that none raises it.
    pub(crate) fn exceeded(self, limits: &Limits) -> Failure {
        let (limit, value, setting) = match self {
            Bound::Fuel => ("instructions", grouped(limits.fuel), "fuel"),
            Bound::Memory => ("memory", bytes(limits.memory), "memory-mib"),
            Bound::TableSlots => ("table slots", grouped(limits.table_slots as u64), "table-slots"),
            Bound::Instances => ("core instances", grouped(limits.instances as u64), "instances"),
            Bound::Memories => ("memories or tables", grouped(MEMORIES as u64), ""),
            Bound::Stack => ("call stack", bytes(STACK), ""),
            Bound::Answer => ("data in one answer", bytes(limits.answer), "answer-mib"),
            Bound::String => ("text in one string", bytes(limits.string), "string-kib"),
            Bound::CompileTime => ("compiling", seconds(limits.compile_seconds), "compile-seconds"),
            Bound::CompileMemory => ("memory for compiling", bytes(limits.compile_memory), "compile-mib"),
            Bound::Rows => ("list items in one answer", grouped(limits.rows as u64), "rows"),
        };
        Failure::Limit { limit, value, setting }
    }
}

fn seconds(count: u64) -> String {
    if count == 1 { "1 second".to_owned() } else { format!("{} seconds", grouped(count)) }
}

/// `65536` as `64 KiB`.
pub(crate) fn bytes(count: usize) -> String {
    match count {
        _ if count >= MIB && count.is_multiple_of(MIB) => format!("{} MiB", count / MIB),
        _ if count >= KIB && count.is_multiple_of(KIB) => format!("{} KiB", count / KIB),
        _ => format!("{} bytes", grouped(count as u64)),
    }
}

/// `2000000` as `2,000,000`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_known_and_changes_something() {
        for name in Limits::SETTINGS {
            let limits = Limits::from_settings([(name, 3)]).expect(name);
            assert_ne!(limits, Limits::default(), "{name}");
        }
    }

    #[test]
    fn an_unknown_setting_lists_the_known_ones() {
        let error = Limits::from_settings([("memroy", 3)]).unwrap_err();
        assert!(
            error.to_string().starts_with("there is no limit called `memroy`; there are fuel, memory-mib")
        );
    }

    #[test]
    fn every_setting_in_a_failure_exists() {
        use Bound::*;
        for bound in [
            Fuel,
            Memory,
            TableSlots,
            Instances,
            Memories,
            Stack,
            Answer,
            String,
            Rows,
            CompileTime,
            CompileMemory,
        ] {
            let Failure::Limit { setting, .. } = bound.exceeded(&Limits::default()) else {
                panic!("{bound:?} is a limit");
            };
            assert!(setting.is_empty() || Limits::SETTINGS.contains(&setting), "{setting}");
        }
    }

    #[test]
    fn numbers_are_readable() {
        assert_eq!(grouped(2_000_000_000), "2,000,000,000");
        assert_eq!(grouped(999), "999");
        assert_eq!(bytes(64 * KIB), "64 KiB");
        assert_eq!(bytes(3 * MIB), "3 MiB");
        assert_eq!(bytes(1500), "1,500 bytes");
    }
}
