//! A map as a plugin sees it: read by the same engine that builds sites.

use std::sync::{Arc, Mutex, PoisonError};

use journeybook_engine::plugin::{About, Bound, Capability, Failure, JourneyRecord, Plugin, Reads};
use journeybook_engine::{Engine, File, Input};
use journeybook_model::{Diagnostic, Digest, FrameworkModel, Score, ScoreDefinition, Severity};

/// A map that was read.
pub struct Read {
    /// As it is passed.
    pub record: JourneyRecord,
    /// What data says of it.
    pub bound: Bound,
    /// What its author would be told of the plugin's answer, and of errors in the map.
    pub said: Vec<Diagnostic>,
}

/// Reads one map, with the files beside it, and has the plugin asked about it. `None` where the text is no journey map.
pub fn read(
    text: &str,
    beside: &[(String, String)],
    plugin: &Arc<dyn Plugin>,
    others: &[Arc<dyn Plugin>],
) -> Option<Read> {
    let seen = Arc::new(Mutex::new(None));
    let watched = Arc::new(Watched { plugin: plugin.clone(), seen: seen.clone() });
    let mut plugins = others.to_vec();
    plugins.push(watched);
    let beside = beside.iter().map(|(path, text)| File::new(path.as_str(), text.as_bytes()));
    let (data, mut content): (Vec<_>, Vec<_>) = beside.partition(|file| file.path.starts_with("data/"));
    content.push(File::new("content/journeys/map.md", text.as_bytes()));
    let input = Input { content: content.into(), data: data.into(), plugins, ..Input::default() };
    let said = Engine::default().analyse(&input).diagnostics;
    let said = said.into_iter().filter(|said| said.plugin.is_some() || said.severity == Severity::Error);
    let (record, bound) = seen.lock().unwrap_or_else(PoisonError::into_inner).take()?;
    Some(Read { record, bound, said: said.collect() })
}

/// A plugin that keeps what it was shown.
struct Watched {
    plugin: Arc<dyn Plugin>,
    seen: Arc<Mutex<Option<(JourneyRecord, Bound)>>>,
}

impl Plugin for Watched {
    fn about(&self) -> &About {
        self.plugin.about()
    }

    /// Not the plugin's own: an engine asks plugins of one digest once, and another copy may be among the others.
    fn digest(&self) -> Digest {
        Digest::of_parts([self.plugin.digest().as_bytes(), b"watched"])
    }

    fn offers(&self, capability: Capability) -> bool {
        capability == Capability::Scores
    }

    fn reads(&self) -> Reads {
        self.plugin.reads()
    }

    fn frameworks(&self) -> Result<Vec<FrameworkModel>, Failure> {
        self.plugin.frameworks()
    }

    fn score_definitions(&self) -> Result<Vec<ScoreDefinition>, Failure> {
        self.plugin.score_definitions()
    }

    fn score(&self, journey: &JourneyRecord, bound: &Bound) -> Result<Vec<Score>, Failure> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get_or_insert_with(|| (journey.clone(), bound.clone()));
        drop(seen);
        self.plugin.score(journey, bound)
    }
}
