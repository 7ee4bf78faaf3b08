//! Trying a plugin: what it is asked, what it answers, what that took. Nothing of a site is needed.

mod answer;
mod battery;
mod cases;
mod lock;
mod map;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use journeybook_engine::plugin::{Capability, Failure, Plugin};
use journeybook_model::{FrameworkModel, Score};
use journeybook_wasm::{Host, HostError, Limits, Usage};

use crate::compiler::equipped;

pub use answer::lines;
pub use battery::maps as battery;
pub use cases::{Case, Cases, Kind};
pub use lock::Fuels;
pub use map::{Read, read};

/// A component under trial.
pub struct Trial {
    host: Host,
    spent: Arc<Mutex<Vec<Usage>>>,
    path: String,
    bytes: Vec<u8>,
}

/// What a question gave.
#[derive(Debug)]
pub struct Given {
    /// The answer.
    pub answer: Answer,
    /// The instructions of the call.
    pub fuel: u64,
    /// Bytes of memory at its end.
    pub memory: usize,
    /// How long it took; no two runs agree on it.
    pub took: Duration,
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of a scorer about one map.
    Scores(Result<Vec<Score>, Failure>),
    /// Of a plugin that brings frameworks.
    Frameworks(Result<Vec<FrameworkModel>, Failure>),
}

impl Trial {
    /// A trial of a component. `path` only names the file in messages.
    pub fn of(path: String, bytes: Vec<u8>) -> Result<Self, HostError> {
        let spent: Arc<Mutex<Vec<Usage>>> = Arc::default();
        let heard = spent.clone();
        let listen =
            move |usage: &Usage| heard.lock().unwrap_or_else(PoisonError::into_inner).push(usage.clone());
        let host = equipped(Host::new()?).with_usage(Arc::new(listen));
        Ok(Self { host, spent, path, bytes })
    }

    /// Loads it with settings, a JSON object as text.
    pub fn load(&self, settings: &str, limits: Limits) -> Result<Arc<dyn Plugin>, Failure> {
        self.host.load(&self.path, &self.bytes, settings, limits)
    }

    /// Asks for the frameworks, or for the scores of a map.
    pub fn ask(&self, plugin: &dyn Plugin, map: Option<&Read>) -> Given {
        self.spent().clear();
        let start = Instant::now();
        let answer = match map {
            Some(map) => Answer::Scores(plugin.score(&map.record, &map.bound)),
            None => Answer::Frameworks(plugin.frameworks()),
        };
        let took = start.elapsed();
        let last = self.spent().pop();
        let (fuel, memory) = last.map_or((0, 0), |usage| (usage.fuel, usage.memory));
        Given { answer, fuel, memory, took }
    }

    fn spent(&self) -> std::sync::MutexGuard<'_, Vec<Usage>> {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Answer {
    /// Why there is none.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Answer::Scores(Err(failure)) | Answer::Frameworks(Err(failure)) => Some(failure),
            _ => None,
        }
    }
}

/// The words of what a plugin brings.
pub fn capabilities(plugin: &dyn Plugin) -> Vec<String> {
    let word = |capability: &Capability| format!("{capability:?}").to_lowercase();
    Capability::ALL.iter().filter(|capability| plugin.offers(**capability)).map(word).collect()
}
