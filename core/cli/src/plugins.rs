//! Joins the files that were found with the host that runs them. Kit and wasm do not know each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use journeybook_engine::plugin::{Failure, Plugin};
use journeybook_engine::{File, Settings, codes};
use journeybook_kit::Found;
use journeybook_kit::Site;
use journeybook_kit::site::SETTINGS;
use journeybook_model::{Diagnostic, Digest, Severity};
use journeybook_wasm::{Host, HostError, Limits, UnknownLimit};
use rayon::prelude::*;

use crate::compiler::equipped;
use crate::lock::{self, Lock, Standing};

/// The plugins inside the binary, by the name their settings have.
const SHIPPED: [(&str, &[u8]); 7] = [
    ("drivers", include_bytes!("../../../plugins/dist/journeybook-drivers.wasm")),
    ("frameworks", include_bytes!("../../../plugins/dist/journeybook-frameworks.wasm")),
    ("health", include_bytes!("../../../plugins/dist/journeybook-health.wasm")),
    ("metrics", include_bytes!("../../../plugins/dist/journeybook-metrics.wasm")),
    ("priorities", include_bytes!("../../../plugins/dist/journeybook-priorities.wasm")),
    ("rules", include_bytes!("../../../plugins/dist/journeybook-rules.wasm")),
    ("scores", include_bytes!("../../../plugins/dist/journeybook-scores.wasm")),
];

/// What reads files of other tools. It is large, and only one command needs it.
const IMPORTERS: (&str, &[u8]) =
    ("importers", include_bytes!("../../../plugins/dist/journeybook-importers.wasm"));

/// Loads plugins, and keeps those that were loaded for the next build.
pub struct Plugins {
    host: Host,
    shipped: Vec<File>,
    loaded: HashMap<Digest, Loaded>,
    /// Of each name the last that loaded: it goes on answering while its author repairs the next.
    good: BTreeMap<String, Arc<dyn Plugin>>,
}

type Loaded = Result<Arc<dyn Plugin>, Failure>;

/// A plugin's file and what the site says of it.
struct Order<'a> {
    name: &'a str,
    file: &'a File,
    settings: String,
    limits: Result<Limits, UnknownLimit>,
}

impl Plugins {
    /// Starts the host. Where `logs` is set, what plugins log goes to standard error.
    pub fn start(logs: bool) -> Result<Self, HostError> {
        let host = equipped(Host::new()?);
        let host = if logs { host.with_log(Arc::new(show_log)) } else { host };
        let shipped = SHIPPED.iter().map(|(name, bytes)| File::new(format!("shipped/{name}.wasm"), *bytes));
        Ok(Self { host, shipped: shipped.collect(), loaded: HashMap::new(), good: BTreeMap::new() })
    }

    /// The plugins of a site: the shipped ones, and its own, which replace shipped ones of their name. What does not
    /// load is said in the site's trouble, and what loaded last under its name goes on answering.
    pub fn load(&mut self, site: &Site, found: &mut Found) -> Vec<Arc<dyn Plugin>> {
        let lock = Lock::read(site).unwrap_or_else(|error| {
            found.input.trouble.push(lock::unreadable(&error));
            Lock::default()
        });
        found.input.trouble.extend(lock.missing(&found.components).map(lock::Locked::absent));
        let shipped = std::mem::take(&mut self.shipped);
        let by_name: BTreeMap<&str, &File> =
            shipped.iter().chain(&found.components).map(|file| (name_of(file), file)).collect();
        let locked = lock.plugins.iter().map(|locked| locked.name.as_str());
        let known: BTreeSet<&str> = by_name.keys().copied().chain([IMPORTERS.0]).chain(locked).collect();
        found.input.trouble.extend(found.settings.unknown_plugins(&Vec::from_iter(known)));
        self.good.retain(|name, _| by_name.contains_key(name.as_str()));
        let orders: Vec<_> =
            by_name.iter().map(|(name, file)| Order::new(name, file, &found.settings)).collect();
        self.load_new(&lock, &orders);
        for order in &orders {
            match self.answer(&lock, order, &found.settings) {
                Ok(plugin) => _ = self.good.insert(order.name.to_owned(), plugin),
                Err(said) => found.input.trouble.extend(said),
            }
        }
        self.shipped = shipped;
        self.good.values().cloned().collect()
    }

    /// The shipped plugins alone.
    pub fn shipped(&self) -> Result<Vec<Arc<dyn Plugin>>, crate::failure::Failure> {
        let load = |file: &File| self.host.load(&file.path, &file.bytes(), "{}", Limits::default());
        self.shipped
            .iter()
            .map(|file| load(file).map_err(|failure| crate::failure::Failure::plugin(&failure)))
            .collect()
    }

    /// Loads what was not loaded yet, on all cores.
    fn load_new(&mut self, lock: &Lock, orders: &[Order<'_>]) {
        let is_new =
            |order: &&Order<'_>| !self.loaded.contains_key(&order.digest()) && order.refused(lock).is_none();
        let load = |order: &Order<'_>| {
            let limits = order.limits.clone().ok()?;
            let loaded = self.host.load(&order.file.path, &order.file.bytes(), &order.settings, limits);
            Some((order.digest(), loaded))
        };
        let new: Vec<_> = orders.par_iter().filter(is_new).filter_map(load).collect();
        self.loaded.extend(new);
    }

    /// The shipped importers, without settings.
    pub fn importers(&self) -> Result<Arc<dyn Plugin>, Failure> {
        let (name, bytes) = IMPORTERS;
        self.host.load(&format!("shipped/{name}.wasm"), bytes, "{}", Limits::default())
    }

    /// What came of loading a plugin.
    fn answer(
        &self,
        lock: &Lock,
        order: &Order<'_>,
        settings: &Settings,
    ) -> Result<Arc<dyn Plugin>, Vec<Diagnostic>> {
        if let Some(said) = order.refused(lock) {
            return Err(vec![said]);
        }
        if let Err(unknown) = &order.limits {
            return Err(vec![unknown_limit(order.name, unknown)]);
        }
        let loaded = self.loaded.get(&order.digest()).expect("what is admitted was loaded");
        loaded.clone().map_err(|failure| match wrong_settings(order, settings, &failure) {
            faults if faults.is_empty() => vec![unusable(order, failure)],
            faults => faults,
        })
    }
}

impl<'a> Order<'a> {
    fn new(name: &'a str, file: &'a File, settings: &Settings) -> Self {
        let limits = settings.plugin_limits(name).and_then(|limits| limits.as_object());
        let values =
            limits.into_iter().flatten().filter_map(|(key, value)| Some((key.as_str(), value.as_u64()?)));
        Self {
            name,
            file,
            settings: settings.plugin(name).to_string(),
            limits: Limits::from_settings(values),
        }
    }

    /// Nothing that was added is loaded once it is something else.
    fn refused(&self, lock: &Lock) -> Option<Diagnostic> {
        let is_shipped = self.file.path.starts_with("shipped/");
        match lock.standing(self.name, &self.file.bytes()) {
            Standing::Changed(locked) if !is_shipped => {
                Some(locked.changed(&self.file.path, &self.file.bytes()))
            }
            _ => None,
        }
    }

    /// Everything that loading depends on.
    fn digest(&self) -> Digest {
        let limits = format!("{:?}", self.limits);
        let parts = [
            self.file.path.as_bytes(),
            self.file.digest.as_bytes(),
            self.settings.as_bytes(),
            limits.as_bytes(),
        ];
        Digest::of_parts(parts)
    }
}

/// `plugins/own.wasm` is `own`; first-party files may carry the product's name before it.
fn name_of(file: &File) -> &str {
    let stem = Path::new(&*file.path).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    stem.strip_prefix("journeybook-").unwrap_or(stem)
}

/// What the plugin's schema says against the settings, each where it was written.
fn wrong_settings(order: &Order<'_>, settings: &Settings, failure: &Failure) -> Vec<Diagnostic> {
    let Failure::Settings { faults } = failure else { return Vec::new() };
    faults.iter().filter_map(|fault| settings.plugin_fault(order.name, fault)).collect()
}

fn unusable(order: &Order<'_>, failure: Failure) -> Diagnostic {
    let file = &order.file.path;
    let said = |message: String| Diagnostic::file(codes::PLUGIN_UNUSABLE, Severity::Error, file, message);
    match failure {
        Failure::Unusable { message, help } => said(message).help(help),
        Failure::Limit { setting, .. } if !setting.is_empty() => {
            said(format!("`{file}` cannot be loaded: {failure}"))
                .help(format!("raise `{setting}` under `[plugins.{}.limits]`", order.name))
        }
        _ => said(format!("`{file}` cannot be loaded: {failure}"))
            .help(format!("look at `[plugins.{}]` in `{SETTINGS}`, or take the plugin away", order.name)),
    }
}

fn unknown_limit(name: &str, unknown: &UnknownLimit) -> Diagnostic {
    let message = format!("`[plugins.{name}.limits]` sets `{}`, which is no limit", unknown.name);
    let said = Diagnostic::file(codes::SETTINGS_INVALID, Severity::Error, &SETTINGS.into(), message);
    said.help(format!("write one of {}", Limits::SETTINGS.join(", ")))
}

#[expect(clippy::print_stderr, reason = "a log is read while it is written, and by nobody else")]
fn show_log(plugin: &str, line: &str) {
    eprintln!("{plugin}: {line}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use journeybook_engine::Input;

    fn found(components: &[(&str, &[u8])], settings: &str) -> Found {
        let file = File::new(SETTINGS, settings.as_bytes());
        Found {
            input: Input::default(),
            components: components.iter().map(|(path, bytes)| File::new(*path, *bytes)).collect(),
            settings: Settings::read(Some(&file), &mut Vec::new()),
        }
    }

    fn load(found: &mut Found) -> usize {
        Plugins::start(false).unwrap().load(&Site::at(Path::new("/nowhere")), found).len()
    }

    #[test]
    fn the_shipped_plugins_load() {
        let mut found = found(&[], "");
        assert_eq!(load(&mut found), SHIPPED.len());
        assert_eq!(found.input.trouble, []);
    }

    #[test]
    fn a_file_that_is_no_plugin_is_said_and_the_others_load() {
        let mut found = found(&[("plugins/own.wasm", b"nonsense")], "");
        assert_eq!(load(&mut found), SHIPPED.len());
        let said = &found.input.trouble[0];
        assert_eq!((said.code, &*said.place.file), (codes::PLUGIN_UNUSABLE, "plugins/own.wasm"));
        assert!(said.help.is_some() && said.message.contains("own.wasm"));
    }

    #[test]
    fn a_sites_plugin_replaces_a_shipped_one_of_its_name() {
        let mut found = found(&[("plugins/scores.wasm", b"nonsense")], "");
        assert_eq!(load(&mut found), SHIPPED.len() - 1);
    }

    #[test]
    fn a_limit_that_is_none_is_said_with_those_there_are() {
        let mut found = found(&[], "[plugins.scores.limits]\nfule = 1\n");
        load(&mut found);
        let said = &found.input.trouble[0];
        assert!(said.message.contains("fule") && said.help.as_deref().unwrap().contains("fuel"));
    }

    #[test]
    fn settings_of_a_plugin_that_nobody_has_are_said() {
        let mut found =
            found(&[("plugins/own.wasm", b"")], "[plugins.scroes]\n[plugins.own]\n[plugins.nope]\n");
        load(&mut found);
        let unknown = found.input.trouble.iter().filter(|said| said.code == codes::SETTINGS_UNKNOWN);
        let said: Vec<_> =
            unknown.map(|said| (said.message.as_str(), said.help.as_deref().unwrap())).collect();
        let [(far, there), (near, meant)] = *said.as_slice() else { panic!("{said:?}") };
        assert!(near.contains("`[plugins.scroes]` does nothing") && meant.contains("`scores`"));
        assert!(
            far.contains("`nope`")
                && there.contains("own, priorities")
                && there.contains("`plugins/nope.wasm`")
        );
    }

    #[test]
    fn an_unchanged_plugin_is_loaded_once() {
        let (mut plugins, site) = (Plugins::start(false).unwrap(), Site::at(Path::new("/nowhere")));
        let (one, two) = (plugins.load(&site, &mut found(&[], "")), plugins.load(&site, &mut found(&[], "")));
        assert!(one.iter().zip(&two).all(|(one, two)| Arc::ptr_eq(one, two)));
    }
}
