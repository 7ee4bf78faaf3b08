//! `cargo xtask bindings`: the contract's words in C, for the starter of plugins in that language.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use wit_bindgen_c::Opts;
use wit_bindgen_core::Files;
use wit_bindgen_core::wit_parser::Resolve;

use crate::root;

/// What the task does, in one line.
pub const ABOUT: &str = "Write the contract's words in C into the starter of plugins";

/// What a plugin of the starter exports.
const WORLD: &str = "score-plugin";

/// The contract's version stands in no name, so that sources outlive it.
const NAMES: [&str; 4] = ["about", "host", "scores", "types"];

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
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_path(root().join("plugins/wit"))?;
    let world = resolve.select_world(&[package], Some(WORLD))?;
    let mut files = Files::default();
    options().build().generate(&mut resolve, world, &mut files)?;
    let folder = root().join("core/cli/src/starter/plugin/c/bindings");
    Ok(files.iter().map(|(name, text)| (folder.join(Path::new(name)), text.to_vec())).collect())
}

/// The component's type is embedded when the plugin is wrapped, so no object file carries it.
fn options() -> Opts {
    let rename = NAMES.map(|name| (format!("journeybook:plugin/{name}@0.1.0"), name.to_owned()));
    Opts { no_object_file: true, rename: rename.into(), rename_world: Some("plugin".into()), ..Opts::default() }
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
