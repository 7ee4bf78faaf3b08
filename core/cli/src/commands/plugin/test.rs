//! `plugin test`: asks a plugin what its cases ask, and hostile maps besides.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use journeybook_engine::codes;
use journeybook_engine::plugin::{Capability, Failure as PluginFailure, Plugin};
use journeybook_kit::site::shown;
use journeybook_model::Diagnostic;
use journeybook_wasm::Limits;
use journeybook_workbench::Project;
use serde_json::Value;
use similar::TextDiff;

use super::component;
use crate::args::{Global, TestPlugin};
use crate::failure::{Failure, Verdict};
use crate::plugins::Plugins;
use crate::terminal::Terminal;
use crate::trial::{self, Case, Cases, Fuels, Given, Kind, Read, Trial};

/// The file of cases, and the one of their fuel.
const CASES: [&str; 2] = ["cases.md", "cases.lock"];

/// What a plugin must do with, unless its plugin.toml says that it needs more.
const SMALL: usize = 16 * 1024 * 1024;

/// The limit that says so.
const MEMORY: &str = "memory-mib";

/// Runs the cases, then the battery.
pub fn run(args: &TestPlugin, global: &Global, terminal: &Terminal) -> Result<Verdict, Failure> {
    let project = Project::open(&args.path)?;
    let [path, lock] = CASES.map(|name| project.folder().join(name));
    let text = fs::read_to_string(&path).map_err(Failure::read(&path))?;
    let unread = |error| Failure::Refused(format!("`{}` cannot be read: {error}", shown(&path)));
    let cases = Cases::read(&text).map_err(unread)?;
    let noted = Fuels::read(&lock).map_err(Failure::read(&lock))?;
    let others = Plugins::start(global.verbose)?.shipped()?;
    let bench = Bench { trial: trial(&project)?, limits: limits(&project)?, small: small(&project), others };
    let mut tally = Tally { terminal, update: args.update, noted, new: Fuels::default(), failed: 0, all: 0 };
    let answers: Vec<_> = cases.all.iter().map(|case| tally.case(case, bench.case(case))).collect();
    tally.battery(&bench)?;
    if args.update {
        write(path, &cases.with(&answers))?;
        write(lock, &tally.new.text())?;
    }
    Ok(tally.close())
}

fn trial(project: &Project) -> Result<Trial, Failure> {
    let path = project.component();
    if !path.is_file() {
        let path = shown(&path);
        return Err(Failure::Refused(format!(
            "there is no `{path}` yet: `journeybook plugin build` makes it"
        )));
    }
    Ok(Trial::of(shown(&path), component(&path)?)?)
}

fn limits(project: &Project) -> Result<Limits, Failure> {
    let set = project.limits();
    let limits = Limits::from_settings(set.iter().map(|(name, value)| (name.as_str(), *value)));
    limits.map_err(|unknown| Failure::Refused(format!("plugin.toml: {unknown}")))
}

fn small(project: &Project) -> Option<usize> {
    (!project.limits().contains_key(MEMORY)).then_some(SMALL)
}

fn write(path: PathBuf, text: &str) -> Result<(), Failure> {
    fs::write(&path, text).map_err(Failure::write(path))
}

/// The plugin, and how it is asked.
struct Bench {
    trial: Trial,
    limits: Limits,
    small: Option<usize>,
    others: Vec<Arc<dyn Plugin>>,
}

/// What a case gave: its lines with what they took, or a sentence why there are none.
type Outcome = Result<(Vec<String>, Given), String>;

impl Bench {
    fn case(&self, case: &Case) -> Outcome {
        let settings: Value =
            toml::from_str(&case.settings).map_err(|error| format!("its settings: {error}"))?;
        let plugin = self.trial.load(&settings.to_string(), self.limits.clone());
        let plugin = plugin.map_err(|failure| said(&failure))?;
        let map = match (case.kind, &case.map) {
            (Kind::Scores, Some(map)) => Some(self.map(map, &case.files, &plugin)?),
            _ => None,
        };
        self.settled(&settings.to_string(), plugin.as_ref(), map.as_ref())
    }

    fn map(&self, text: &str, beside: &[(String, String)], plugin: &Arc<dyn Plugin>) -> Result<Read, String> {
        let unread = || "its map is no journey map, or the plugin brings no scores".to_owned();
        trial::read(text, beside, plugin, &self.others).ok_or_else(unread)
    }

    /// The answer, if it stays the same in a fresh instance, in little memory and with more fuel.
    fn settled(&self, settings: &str, plugin: &dyn Plugin, map: Option<&Read>) -> Outcome {
        let first = self.trial.ask(plugin, map);
        let record = map.map(|map| &map.record);
        let lines = trial::lines(&first.answer, record);
        let mut ways = vec![("asked again", self.limits.clone())];
        ways.extend(
            self.small.map(|memory| ("with 16 MiB of memory", Limits { memory, ..self.limits.clone() })),
        );
        let fuel = self.limits.fuel.saturating_mul(2);
        ways.push(("with twice the fuel", Limits { fuel, ..self.limits.clone() }));
        for (way, limits) in ways {
            let again =
                self.trial.load(settings, limits).map_err(|failure| format!("{way}: {}", said(&failure)))?;
            let again = trial::lines(&self.trial.ask(again.as_ref(), map).answer, record);
            if again != lines {
                return Err(format!("{way} it answers otherwise:\n{}", diff(&lines, &again)));
            }
        }
        Ok((lines, first))
    }
}

/// A failure with what to do about it.
fn said(failure: &PluginFailure) -> String {
    Failure::plugin(failure).to_string()
}

/// How the cases went.
struct Tally<'a> {
    terminal: &'a Terminal,
    update: bool,
    noted: Fuels,
    new: Fuels,
    failed: usize,
    all: usize,
}

impl Tally<'_> {
    /// Says how a case went, and gives what `--update` writes.
    fn case(&mut self, case: &Case, outcome: Outcome) -> Vec<String> {
        let (lines, given) = match outcome {
            Ok(found) => found,
            Err(why) => {
                self.say(&case.title, Some(&why), "");
                return case.expected.clone();
            }
        };
        let fuel = given.fuel;
        let took = format!(
            "{fuel} instructions, {} KiB, {:.1} ms",
            given.memory / 1024,
            given.took.as_secs_f64() * 1e3
        );
        let other = (lines != case.expected).then(|| diff(&case.expected, &lines));
        let wrong = other.or_else(|| self.noted.regression(&case.title, fuel)).filter(|_| !self.update);
        self.say(&case.title, wrong.as_deref(), &took);
        self.new.fuel.insert(case.title.clone(), fuel);
        lines
    }

    /// Whatever the plugin says of these maps, it answers, in time, and with what can be used.
    fn battery(&mut self, bench: &Bench) -> Result<(), Failure> {
        let Ok(plugin) = bench.trial.load("{}", bench.limits.clone()) else {
            self.terminal
                .say("The battery of hostile maps is left out: without settings the plugin does not start");
            return Ok(());
        };
        if !plugin.offers(Capability::Scores) {
            return Ok(());
        }
        for (name, map) in trial::battery() {
            let read = trial::read(&map, &[], &plugin, &bench.others);
            let read =
                read.ok_or_else(|| Failure::Refused(format!("the map “{name}” is none; please report it")))?;
            let fault = read.said.iter().find(|said| is_fault(said)).map(|said| said.message.clone());
            let outcome = match fault {
                Some(fault) => Err(fault),
                None => bench.settled("{}", plugin.as_ref(), Some(&read)),
            };
            self.say(name, outcome.as_ref().err().map(String::as_str), "");
        }
        Ok(())
    }

    fn say(&mut self, title: &str, wrong: Option<&str>, took: &str) {
        self.all += 1;
        let Some(wrong) = wrong else {
            return self
                .terminal
                .give(format!("ok    {title}{}{took}\n", if took.is_empty() { "" } else { "  " }));
        };
        self.failed += 1;
        let wrong: String = wrong.lines().map(|line| format!("      {line}\n")).collect();
        self.terminal.give(format!("FAIL  {title}\n{wrong}"));
    }

    fn close(&self) -> Verdict {
        let Self { terminal, failed, all, .. } = self;
        if *failed == 0 {
            terminal.say(format_args!(
                "{all} asked, all well{}",
                if self.update { "; cases.md and cases.lock are written" } else { "" }
            ));
            return Verdict::Fine;
        }
        terminal.say(format_args!(
            "{all} asked, {failed} failed; if the plugin is right, `--update` writes what it answers"
        ));
        Verdict::SiteHasErrors
    }
}

/// A refusal is an answer; a crash, a limit or nonsense is none.
fn is_fault(said: &Diagnostic) -> bool {
    [codes::PLUGIN_CRASHED, codes::PLUGIN_LIMIT, codes::PLUGIN_ANSWER].contains(&said.code)
}

/// What was expected and is not there with `-`, what is there instead with `+`.
fn diff(expected: &[String], found: &[String]) -> String {
    let text = |lines: &[String]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let (expected, found) = (text(expected), text(found));
    let diff = TextDiff::from_lines(&expected, &found);
    diff.iter_all_changes().map(|change| format!("{}{change}", change.tag())).collect()
}
