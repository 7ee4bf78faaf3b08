//! Who hears what plugins log and what they use up. Neither is ever part of an answer.

use std::sync::Arc;

/// Hears one line of log: the plugin's name (its path while it is being loaded) and the line.
pub type LogSink = Arc<dyn Fn(&str, &str) + Send + Sync>;

/// Hears what a call used up.
pub type UsageSink = Arc<dyn Fn(&Usage) + Send + Sync>;

/// What one call used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// The plugin's name, or its path while it is being loaded.
    pub plugin: String,
    /// The function that was called.
    pub question: &'static str,
    /// Instructions, instantiation and `configure` included. The same call always takes the same number.
    pub fuel: u64,
    /// Bytes of linear memory at the end.
    pub memory: usize,
}

/// Everyone who listens to a host's plugins.
#[derive(Clone, Default)]
pub(crate) struct Observers {
    pub log: Option<LogSink>,
    pub usage: Option<UsageSink>,
}

impl Observers {
    pub fn line(&self, plugin: &str, line: &str) {
        if let Some(log) = &self.log {
            log(plugin, line);
        }
    }

    pub fn usage(&self, usage: &Usage) {
        if let Some(sink) = &self.usage {
            sink(usage);
        }
    }
}
