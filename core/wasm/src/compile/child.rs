//! A compiler in a process of its own, which is stopped when it takes too long.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::compile::worker;
use crate::limits::{Bound, Limits};
use crate::unfit::Unfit;

/// mimalloc, where the program has it, takes a GiB of addresses at once, which is all that the child may have; in KiB.
const RESERVE: (&str, &str) = ("MIMALLOC_ARENA_RESERVE", "65536");

/// The command that compiles standard input to standard output, by calling
/// [`compile_for_parent`](super::compile_for_parent) with the memory in bytes and the seconds that follow its words.
#[derive(Clone, Debug)]
pub struct Child {
    program: PathBuf,
    words: Vec<String>,
}

/// How a child ended.
struct Ended {
    status: ExitStatus,
    code: Vec<u8>,
    said: String,
}

impl Child {
    /// A program and the words that make it compile.
    pub fn new(program: PathBuf, words: &[&str]) -> Self {
        Self { program, words: words.iter().map(|word| (*word).to_owned()).collect() }
    }

    /// Compiles under the limits.
    pub(super) fn compile(&self, bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Unfit> {
        let ended = self.run(bytes, limits)?;
        if ended.status.success() {
            return Ok(ended.code);
        }
        Err(match ended.status.code() {
            Some(code) if code == i32::from(worker::INVALID) => Unfit::Invalid { why: ended.said },
            _ => failed(&ended, limits),
        })
    }

    fn run(&self, bytes: &[u8], limits: &Limits) -> Result<Ended, Unfit> {
        let mut child = self.command(limits).spawn().map_err(|error| no_child(&error))?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (sender, heard) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(move || sender.send(talk(pipes, bytes)));
            let heard = heard.recv_timeout(Duration::from_secs(limits.compile_seconds));
            if heard == Err(RecvTimeoutError::Timeout) {
                // It may have ended by itself in this moment.
                let _ = child.kill();
                let _ = child.wait();
                return Err(Unfit::Compiling { why: Bound::CompileTime.exceeded(limits) });
            }
            let status = child.wait().map_err(|error| no_child(&error))?;
            let (code, said) = heard.unwrap_or_default();
            Ok(Ended { status, code, said })
        })
    }

    fn command(&self, limits: &Limits) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.words).env(RESERVE.0, RESERVE.1);
        command.arg(limits.compile_memory.to_string()).arg(limits.compile_seconds.to_string());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

type Pipes = (Option<ChildStdin>, Option<ChildStdout>, Option<ChildStderr>);

/// Hands over a component and hears the code and what was said, all at once: a full pipe would stop the other end.
fn talk(pipes: Pipes, bytes: &[u8]) -> (Vec<u8>, String) {
    let (mut code, mut said) = (Vec::new(), String::new());
    let (Some(mut stdin), Some(mut stdout), Some(mut stderr)) = pipes else { return (code, said) };
    thread::scope(|scope| {
        // A child that ends early closes its end; what it said tells why.
        scope.spawn(move || drop(stdin.write_all(bytes)));
        scope.spawn(|| drop(stderr.read_to_string(&mut said)));
        drop(stdout.read_to_end(&mut code));
    });
    (code, said)
}

fn no_child(error: &std::io::Error) -> Unfit {
    Unfit::NoCompiler { why: error.to_string() }
}

/// What a child says that has no memory: Rust of an allocation, the system of a mapping and of a thread without its stack.
const NO_MEMORY: [&str; 3] =
    ["memory allocation of", "Cannot allocate memory", "Resource temporarily unavailable"];

/// Without memory the child says so and ends; anything else is a fault of the compiler, which it kept to itself.
fn failed(ended: &Ended, limits: &Limits) -> Unfit {
    if NO_MEMORY.iter().any(|words| ended.said.contains(words)) {
        return Unfit::Compiling { why: Bound::CompileMemory.exceeded(limits) };
    }
    let last = ended.said.lines().rfind(|line| !line.is_empty()).unwrap_or_default();
    Unfit::NoCompiler {
        why: format!("it ended with {}; {last}", ended.status).trim_end_matches("; ").to_owned(),
    }
}
