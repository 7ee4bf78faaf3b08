//! What a program takes: time, the time of all cores, memory.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// How often a running program's memory is looked at.
const LOOK: Duration = Duration::from_millis(2);

/// The ticks of a second in `/proc`, on every Linux.
const TICKS: f64 = 100.0;

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
    /// The median of several runs, in each by itself.
    pub fn median(runs: &[Took]) -> Took {
        let middle = |of: fn(&Took) -> f64| {
            let mut all: Vec<f64> = runs.iter().map(of).collect();
            all.sort_by(f64::total_cmp);
            all[all.len() / 2]
        };
        Took { wall: middle(|run| run.wall), cpu: middle(|run| run.cpu), peak: middle(|run| run.peak) }
    }
}

/// What a program that ran before would do less for: the memos among what the user's caches hold.
const MEMOS: &str = "journeybook/builds";

/// A program to be measured: its words, and the folder it writes, which is emptied before every run.
pub struct Job {
    /// What it is called in the report.
    pub name: &'static str,
    /// The program and its words.
    pub words: Vec<String>,
    /// What it writes.
    pub out: String,
    /// Where it finds the user's caches: machine code that is compiled already, but nothing of an earlier build.
    pub cache: PathBuf,
}

/// Runs all jobs in turn, several times after a first time that does not count, and gives the median of each.
pub fn all(jobs: &[Job], runs: usize) -> Vec<Took> {
    let mut took = vec![Vec::new(); jobs.len()];
    for _ in 0..=runs {
        took.iter_mut().zip(jobs).for_each(|(took, job)| took.push(afresh(job)));
    }
    took.iter().map(|took| Took::median(&took[1..])).collect()
}

/// Runs a job as if it never ran before.
fn afresh(job: &Job) -> Took {
    let _ = fs::remove_dir_all(&job.out);
    let _ = fs::remove_dir_all(job.cache.join(MEMOS));
    once(job)
}

/// Runs a job once. The kernel counts the time of children that have ended, in hundredths of a second.
pub fn once(job: &Job) -> Took {
    let (began, before) = (Instant::now(), ended_children());
    let mut command = Command::new(&job.words[0]);
    command.args(&job.words[1..]).env("XDG_CACHE_HOME", &job.cache);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", job.words[0]));
    let mut peak = 0.0_f64;
    let status = loop {
        peak = peak.max(most_memory(child.id()));
        match child.try_wait().expect("a child can be waited for") {
            Some(status) => break status,
            None => thread::sleep(LOOK),
        }
    };
    let wall = began.elapsed().as_secs_f64();
    assert!(status.success(), "{} failed", job.words.join(" "));
    Took { wall, cpu: ended_children() - before, peak }
}

/// Seconds of processor time of all children that have ended: fields 16 and 17 of `/proc/self/stat`.
fn ended_children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("these measurements need Linux");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(13).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
}

/// The most memory a running process has had so far, in MiB; nothing once it has ended.
fn most_memory(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}
