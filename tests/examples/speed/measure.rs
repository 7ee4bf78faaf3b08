//! What a program takes: time, the time of all cores, memory.

use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;

/// The word that makes this program measure another.
pub const MEASURE: &str = "measure";

/// What a run took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Took {
    /// Seconds on the clock.
    pub wall: f64,
    /// Seconds of all cores.
    pub cpu: f64,
    /// The most memory at a time, in MiB.
    pub peak: f64,
}

impl Took {
    /// The least of both in everything: what is more was disturbance.
    fn least(self, other: Took) -> Took {
        Took {
            wall: self.wall.min(other.wall),
            cpu: self.cpu.min(other.cpu),
            peak: self.peak.min(other.peak),
        }
    }
}

/// A program to be measured: its words, and the folder it writes, which is emptied before every run.
pub struct Job {
    /// What it is called in the report.
    pub name: &'static str,
    /// The program and its words.
    pub words: Vec<String>,
    /// What it writes.
    pub out: String,
}

/// Runs all jobs in turn, several times, and gives the least each of them took.
pub fn all(jobs: &[Job], runs: usize) -> Vec<Took> {
    let mut least: Vec<Option<Took>> = vec![None; jobs.len()];
    for _ in 0..runs {
        for (least, job) in least.iter_mut().zip(jobs) {
            let took = run(job);
            *least = Some(least.map_or(took, |least| least.least(took)));
        }
    }
    least.into_iter().flatten().collect()
}

/// A process has one figure for all its children, so a fresh one of this program measures each run.
fn run(job: &Job) -> Took {
    let _ = fs::remove_dir_all(&job.out);
    let own = env::current_exe().expect("this program has a path");
    let output = Command::new(own).arg(MEASURE).args(&job.words).output().expect("this program starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match numbers.as_slice() {
        [wall, cpu, peak] => Took { wall: *wall, cpu: *cpu, peak: *peak },
        _ => panic!("{} failed: {}", job.words.join(" "), String::from_utf8_lossy(&output.stderr)),
    }
}

/// Runs a program and prints what it took; what it says itself is left out unless it fails.
pub fn child(words: &[String]) {
    let began = Instant::now();
    let output = Command::new(&words[0]).args(&words[1..]).stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{}: {error}", words[0]));
    let wall = began.elapsed().as_secs_f64();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("a process knows what its children took");
    let cpu = (usage.user_time() + usage.system_time()).num_milliseconds() as f64 / 1000.0;
    println!("{wall} {cpu} {}", usage.max_rss() as f64 / 1024.0);
}
