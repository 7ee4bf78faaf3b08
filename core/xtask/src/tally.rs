//! Runs other programs with their output shown, and counts the tests they report.

use std::fmt;
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Command, Stdio};
use std::thread;

/// Tests that passed and tests that failed. A program that counts nothing is one test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Passed.
    pub passed: u64,
    /// Failed.
    pub failed: u64,
}

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// What a line of a test runner's summary counts: of cargo's harness, of nextest, of Node's.
    ///
    /// nextest repeats the output of a failed test, set in: only a harness of cargo's own begins at the margin.
    fn of_line(line: &str) -> Tally {
        let own = line.starts_with("test result: ");
        let line = line.trim();
        if own || line.starts_with("Summary [") {
            let failed = before(line, " failed") + before(line, " timed out");
            return Tally { passed: before(line, " passed"), failed };
        }
        let node = |word| line.strip_prefix("ℹ ")?.strip_prefix(word)?.trim().parse().ok();
        Tally { passed: node("pass ").unwrap_or(0), failed: node("fail ").unwrap_or(0) }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The number before a word.
fn before(line: &str, word: &str) -> u64 {
    let number =
        line.find(word).and_then(|at| line[..at].rsplit(|letter: char| !letter.is_ascii_digit()).next());
    number.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// Runs a program to its end. One that fails without a failed test counts as one.
pub fn run_counted(command: &mut Command) -> Tally {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            println!("{} does not start: {error}", command.get_program().to_string_lossy());
            return Tally { passed: 0, failed: 1 };
        }
    };
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let aside = thread::spawn(move || err.map(show).unwrap_or_default());
    let mut tally = out.map(show).unwrap_or_default();
    tally.add(aside.join().expect("reading lines does not panic"));
    let succeeded = child.wait().is_ok_and(|status| status.success());
    settled(tally, succeeded)
}

fn settled(tally: Tally, succeeded: bool) -> Tally {
    match (succeeded, tally) {
        (false, Tally { failed: 0, passed }) => Tally { passed, failed: 1 },
        (true, Tally { failed: 0, passed: 0 }) => Tally { passed: 1, failed: 0 },
        _ => tally,
    }
}

/// Shows every line as it comes, and counts. What is no UTF-8 is shown as well as it goes.
fn show(stream: impl Read) -> Tally {
    let mut tally = Tally::default();
    let mut stream = BufReader::new(stream);
    let mut line = Vec::new();
    while stream.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        let text = String::from_utf8_lossy(&line);
        println!("{}", text.trim_end());
        tally.add(Tally::of_line(&text));
        line.clear();
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_of_every_runner_are_counted() {
        let counted = |line| (Tally::of_line(line).passed, Tally::of_line(line).failed);
        assert_eq!(counted("test result: FAILED. 4 passed; 1 failed; 0 ignored; 0 measured"), (4, 1));
        assert_eq!(
            counted("     Summary [  12.3s] 120 tests run: 117 passed (1 slow), 3 failed, 2 skipped"),
            (117, 3)
        );
        assert_eq!(counted("     Summary [   0.1s] 12 tests run: 12 passed, 0 skipped"), (12, 0));
        assert_eq!((counted("ℹ pass 12"), counted("ℹ fail 2")), ((12, 0), (0, 2)));
        assert_eq!(counted("    test result: FAILED. 0 passed; 1 failed; 0 ignored"), (0, 0));
        assert_eq!(counted("9 passed, nothing failed"), (0, 0));
    }

    #[test]
    fn a_program_that_counts_nothing_is_one_test() {
        let none = Tally::default();
        assert_eq!(settled(none, true), Tally { passed: 1, failed: 0 });
        assert_eq!(settled(none, false), Tally { passed: 0, failed: 1 });
        assert_eq!(settled(Tally { passed: 3, failed: 1 }, false), Tally { passed: 3, failed: 1 });
    }
}
