//! From a core module to a component, and what a component asks for and offers.

use std::fmt;
use std::path::Path;

use wit_component::{ComponentEncoder, DecodedWasm, StringEncoding, decode, embed_component_metadata};
use wit_parser::Resolve;

use crate::error::BuildError;

/// What a plugin may import. `types` brings no function: it is where the records of the exports are named.
const ALLOWED: [&str; 2] = ["journeybook:plugin/host@0.1.0", "journeybook:plugin/types@0.1.0"];

/// What every plugin exports.
const ABOUT: &str = "journeybook:plugin/about@0.1.0";

/// The section in which a core module describes its world begins with this name.
const DESCRIPTION: &[u8] = b"component-type";

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
pub fn wrap(module: &[u8]) -> Result<Vec<u8>, BuildError> {
    let mut encoder = ComponentEncoder::default();
    let module = encoder
        .validate(true)
        .module(module)
        .map_err(|error| unfit(format!("the module does not fit the world it describes: {error:#}")))?;
    module.encode().map_err(|error| unfit(format!("the module is not a component of its world: {error:#}")))
}

/// Writes the description of a world of `wit` into a module that has none.
pub fn describe(mut module: Vec<u8>, wit: &Path, world: &str) -> Result<Vec<u8>, BuildError> {
    if module.windows(DESCRIPTION.len()).any(|bytes| bytes == DESCRIPTION) {
        return Ok(module);
    }
    let failed = |error: &dyn fmt::Display| unfit(format!("`{}`: {error:#}", wit.display()));
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_dir(wit).map_err(|error| failed(&error))?;
    let world = resolve.select_world(&[package], Some(world)).map_err(|error| failed(&error))?;
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false)
        .map_err(|error| failed(&error))?;
    Ok(module)
}

impl Component {
    /// Reads a component's border.
    pub fn of(bytes: Vec<u8>) -> Result<Self, BuildError> {
        if !is_component(&bytes) {
            return Err(unfit("it is a core module, and a plugin is a component".to_owned()));
        }
        let decoded = decode(&bytes).map_err(|error| unfit(format!("{error:#}")))?;
        let DecodedWasm::Component(resolve, world) = decoded else {
            return Err(unfit("this is a WIT package, not a component".to_owned()));
        };
        let world = &resolve.worlds[world];
        let imports = world.imports.keys().map(|key| resolve.name_world_key(key)).collect();
        let exports = world.exports.keys().map(|key| resolve.name_world_key(key)).collect();
        Ok(Self { bytes, imports, exports })
    }

    /// Fails where the component asks for anything but the host's log, or does not say what it is.
    pub fn holds_to_the_contract(&self) -> Result<(), BuildError> {
        if let Some(import) = self.imports.iter().find(|import| !ALLOWED.contains(&import.as_str())) {
            return Err(unfit(format!("it imports `{import}`, which no host offers; {}", remedy(import))));
        }
        if !self.exports.iter().any(|export| export == ABOUT) {
            return Err(unfit(format!("it does not export `{ABOUT}`; the SDK's `export!` does it")));
        }
        Ok(())
    }
}

/// The layer that follows the version tells components from core modules.
fn is_component(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\0asm") && bytes.get(6..8) == Some(&[1, 0])
}

/// What takes an import away.
fn remedy(import: &str) -> &'static str {
    if import.starts_with("wasi:") {
        "stub WASI out: build for `wasm32-unknown-unknown`, or with `--stub-wasi` (componentize-py) or \
         `--backend-qjs-stub-wasi` (jco)"
    } else {
        "a plugin gets everything it needs as arguments: remove what imports this"
    }
}

fn unfit(why: String) -> BuildError {
    BuildError::Component { why }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn component(imports: &[&str], exports: &[&str]) -> Component {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Component { bytes: Vec::new(), imports: owned(imports), exports: owned(exports) }
    }

    #[test]
    fn a_foreign_import_is_named_with_what_removes_it() {
        let said = component(&["wasi:cli/exit@0.2.6"], &[ABOUT]).holds_to_the_contract().unwrap_err();
        assert!(said.to_string().contains("wasi:cli/exit") && said.to_string().contains("--stub-wasi"));
    }

    #[test]
    fn a_component_says_what_it_is() {
        assert!(component(&[ALLOWED[0]], &[ABOUT]).holds_to_the_contract().is_ok());
        let said = component(&[], &["a:b/c@1.0.0"]).holds_to_the_contract().unwrap_err().to_string();
        assert!(said.contains(ABOUT), "{said}");
    }

    #[test]
    fn a_module_without_a_world_is_no_component() {
        let module = wat::parse_str("(module (import \"env\" \"x\" (func)))").unwrap();
        assert!(wrap(&module).is_err());
        assert!(Component::of(module).is_err());
    }
}
