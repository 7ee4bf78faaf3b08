//! From a core module to a component, and what a component asks for and offers.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use wit_component::{ComponentEncoder, DecodedWasm, decode};

/// What a plugin may import. `types` brings no function: it is where the records of the exports are named.
const ALLOWED: [&str; 2] = ["journeybook:plugin/host@0.1.0", "journeybook:plugin/types@0.1.0"];

/// What every plugin exports.
const ABOUT: &str = "journeybook:plugin/about@0.1.0";

/// A plugin's component.
#[derive(Debug)]
pub struct Component {
    /// The file's content.
    pub bytes: Vec<u8>,
    /// The interfaces it asks for.
    pub imports: Vec<String>,
    /// The interfaces it offers.
    pub exports: Vec<String>,
}

/// Wraps a core module that carries the description of its world, and validates what comes out.
pub fn wrap(module: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = ComponentEncoder::default();
    encoder.validate(true).module(module).context("the module does not say which world it is for")?;
    encoder.encode().context("the module is not a component of its world")
}

impl Component {
    /// Reads a component from its file.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
        let DecodedWasm::Component(resolve, world) = decode(&bytes)? else {
            bail!("this is a WIT package, not a component");
        };
        let world = &resolve.worlds[world];
        let imports = world.imports.keys().map(|key| resolve.name_world_key(key)).collect();
        let exports = world.exports.keys().map(|key| resolve.name_world_key(key)).collect();
        Ok(Self { bytes, imports, exports })
    }

    /// Fails where the component asks for anything but the host's log, or does not say what it is.
    pub fn holds_to_the_contract(&self) -> Result<()> {
        for import in &self.imports {
            ensure!(ALLOWED.contains(&import.as_str()), "it imports `{import}`, which no host offers");
        }
        ensure!(self.exports.iter().any(|export| export == ABOUT), "it does not export `{ABOUT}`");
        Ok(())
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.bytes.len() as f64 / 1024.0;
        write!(f, "{size:>6.1} KB  imports {}; exports {}", short(&self.imports), short(&self.exports))
    }
}

/// `journeybook:plugin/host@0.1.0` is `host` to a reader.
fn short(names: &[String]) -> String {
    let last = |name: &String| {
        let ours = name.strip_prefix("journeybook:plugin/").and_then(|rest| rest.split('@').next());
        ours.unwrap_or(name).to_owned()
    };
    names.iter().map(last).collect::<Vec<_>>().join(", ")
}
