//! The tool as its user meets it: a program with words, streams and an exit code.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::tree;

/// The length of a tick in `/proc`, in milliseconds.
const TICK: u64 = 10;

/// The program under test: `JOURNEYBOOK_BIN`, or the one in the release folder.
pub fn program() -> PathBuf {
    std::env::var_os("JOURNEYBOOK_BIN").map_or_else(built, PathBuf::from)
}

/// Where `cargo build --release` puts it: beside the folder this test lies in.
fn built() -> PathBuf {
    let own = std::env::current_exe().expect("a test is a program");
    let folder = own.ancestors().nth(2).expect("tests lie in target/PROFILE/deps");
    let path = folder.join("journeybook");
    assert!(path.is_file(), "{} is not there: run `cargo build --release`", path.display());
    path
}

/// The program with these words, run in `folder`, on the tests' day and without colour.
pub fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.args(words).args(["--now", crate::site::TODAY]).current_dir(folder);
    command.env_remove("NO_COLOR").env("TERM", "dumb").env("JOURNEYBOOK_CACHE", cache()).stdin(Stdio::null());
    command
}

/// Compiled plugins of all tests, beside the program: not those of the user who runs them.
fn cache() -> PathBuf {
    program().with_file_name("plugin-cache")
}

/// What a run ended with.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs the program to its end.
pub fn run(folder: &Path, words: &[&str]) -> Run {
    output(&mut command(folder, words))
}

/// Runs a command to its end.
pub fn output(command: &mut Command) -> Run {
    ended(command.output().expect("the program starts"))
}

/// Runs the program with a text on its standard input.
pub fn run_with(folder: &Path, words: &[&str], input: &str) -> Run {
    let mut command = command(folder, words);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("it was piped");
    stdin.write_all(input.as_bytes()).expect("the program reads");
    drop(stdin);
    ended(child.wait_with_output().expect("the program ends"))
}

fn ended(Output { status, stdout, stderr }: Output) -> Run {
    let text = |bytes| String::from_utf8(bytes).expect("the program speaks UTF-8");
    Run { code: status.code().expect("no signal ended it"), out: text(stdout), err: text(stderr) }
}

/// The same, and fails unless it ends with this code.
#[track_caller]
pub fn run_to(code: i32, folder: &Path, words: &[&str]) -> Run {
    let run = run(folder, words);
    assert_eq!(run.code, code, "{words:?}\n{}\n{}", run.out, run.err);
    run
}

/// A site from `journeybook init`.
pub fn new_site(folder: &Path) {
    run_to(0, folder, &["init", "."]);
    assert!(folder.join("content/journeys").is_dir());
    tree::write(&folder.join("content/plain.md"), "# Plain\n\nText.\n");
}

/// A running `journeybook serve`, ended when dropped.
pub struct Served {
    child: Child,
    /// The port it listens at.
    pub port: u16,
}

impl Served {
    /// Serves a folder at a free port and waits until it says where.
    pub fn start(folder: &Path) -> Self {
        let mut child = command(folder, &["serve", "--port", "0"])
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        let mut said = String::new();
        let port = loop {
            let line = lines.next().unwrap_or_else(|| panic!("it ended: {said}")).expect("it is text");
            said += &format!("{line}\n");
            if let Some(port) = port_in(&line) {
                break port;
            }
        };
        // Somebody has to go on reading, or the program would wait for room in the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port }
    }

    /// The processor time it has taken so far; nothing where the system does not tell.
    pub fn processor_time(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        let ticks =
            after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
        Duration::from_millis(ticks.sum::<u64>() * TICK)
    }
}

fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("http://localhost:")?;
    rest.split('/').next()?.parse().ok()
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
