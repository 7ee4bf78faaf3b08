//! `cargo xtask bindings`: the contract's words in C, for the starter of plugins in that language.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use wit_bindgen_c::Opts;
use wit_bindgen_core::Files;
use wit_bindgen_core::wit_parser::Resolve;

use crate::root;

/// What the task does, in one line.
pub const ABOUT: &str = "Write the contract's words in C into the starter of plugins";

/// The kinds of plugins that there are starters for, each named as its interface, and their worlds.
const WORLDS: [(&str, &str); 2] = [("scores", "score-plugin"), ("frameworks", "framework-plugin")];

/// The other interfaces of those worlds.
const COMMON: [&str; 3] = ["about", "host", "types"];

/// What the generator writes even where it is told to write no object file.
const TAIL: &[u8] = b"\n// Ensure that the *_component_type.o object is linked in";

/// Runs the task.
pub fn run(words: &[String]) -> Result<ExitCode> {
    match words.first().map(String::as_str) {
        None => {}
        Some("--help" | "-h") => {
            println!("{ABOUT}.\n\nUsage: cargo xtask bindings");
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => bail!("there is nothing to add after the task, such as `{other}`"),
    }
    for (path, text) in generated()? {
        fs::write(&path, text).with_context(|| format!("could not write {}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// What the files in C have to be.
fn generated() -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut all = Vec::new();
    for (kind, world) in WORLDS {
        let folder = root().join("core/cli/src/starter/plugin/c").join(kind).join("bindings");
        let files = words(kind, world)?;
        all.extend(files.iter().map(|(name, text)| (folder.join(name), linkable(text).to_vec())));
    }
    Ok(all)
}

fn words(kind: &str, world: &str) -> Result<Files> {
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_path(root().join("plugins/wit"))?;
    let world = resolve.select_world(&[package], Some(world))?;
    let mut files = Files::default();
    options(kind).build().generate(&mut resolve, world, &mut files)?;
    Ok(files)
}

/// Without the last lines, which call into the object file that is not there.
fn linkable(text: &[u8]) -> &[u8] {
    let tail = text.windows(TAIL.len()).position(|words| words == TAIL);
    &text[..tail.unwrap_or(text.len())]
}

/// The contract's version stands in no name, so that sources outlive it. The component's type is embedded when the plugin
/// is wrapped, so no object file carries it.
fn options(kind: &str) -> Opts {
    let names = COMMON.iter().chain([&kind]);
    let rename = names.map(|name| (format!("journeybook:plugin/{name}@0.1.0"), (*name).to_owned())).collect();
    Opts { no_object_file: true, rename, rename_world: Some("plugin".into()), ..Opts::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starters_words_in_c_are_those_of_the_contract() {
        for (path, wanted) in generated().unwrap() {
            let found = fs::read(&path).unwrap_or_default();
            assert!(found == wanted, "{} is stale; run `cargo xtask bindings`", path.display());
        }
    }
}
