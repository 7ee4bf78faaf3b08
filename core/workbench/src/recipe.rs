//! `plugin.toml`: how a plugin in any language but Rust is built.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::component::{describe, wrap};
use crate::error::BuildError;

/// The file's name.
pub const RECIPE: &str = "plugin.toml";

/// Where the steps put what they make.
const BUILD: &str = "build";

/// What the file says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recipe {
    pub name: String,
    pub language: String,
    #[serde(default)]
    tools: BTreeMap<String, Tool>,
    #[serde(default)]
    steps: Vec<Step>,
    output: Output,
    #[serde(default)]
    pub limits: BTreeMap<String, u64>,
}

/// A program that goes by several names, such as `zig` and `python3 -m ziglang`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tool {
    r#try: Vec<Vec<String>>,
    check: Vec<String>,
    needs: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    run: Vec<String>,
}

/// What the steps leave.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Output {
    Module { module: PathBuf, world: String },
    Component { component: PathBuf },
}

impl Recipe {
    /// Reads the file.
    pub fn read(path: &Path) -> Result<Self, BuildError> {
        let text = fs::read_to_string(path).map_err(BuildError::file(path))?;
        toml::from_str(&text)
            .map_err(|error| BuildError::Manifest { path: path.to_owned(), why: error.to_string() })
    }

    /// Runs the steps and gives the component.
    pub fn build(&self, folder: &Path) -> Result<Vec<u8>, BuildError> {
        let build = folder.join(BUILD);
        fs::create_dir_all(&build).map_err(BuildError::file(build))?;
        self.steps.iter().try_for_each(|step| self.step(step, folder))?;
        match &self.output {
            Output::Component { component } => made(&folder.join(component)),
            Output::Module { module, world } => {
                wrap(&describe(made(&folder.join(module))?, &folder.join("wit"), world)?)
            }
        }
    }

    fn step(&self, step: &Step, folder: &Path) -> Result<(), BuildError> {
        let mut words = Vec::new();
        for word in &step.run {
            match word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
                Some(tool) => words.extend(self.tool(tool, folder)?),
                None => words.push(word.clone()),
            }
        }
        let command = words.join(" ");
        let done = words.split_first().and_then(|(program, words)| {
            Command::new(program).args(words).current_dir(folder).stdin(Stdio::null()).status().ok()
        });
        if done.is_some_and(|status| status.success()) { Ok(()) } else { Err(BuildError::Step { command }) }
    }

    /// The first of a tool's names that works.
    fn tool(&self, name: &str, folder: &Path) -> Result<Vec<String>, BuildError> {
        let Some(tool) = self.tools.get(name) else {
            let why = format!("a step runs `{{{name}}}`, and there is no `[tools.{name}]`");
            return Err(BuildError::Manifest { path: folder.join(RECIPE), why });
        };
        let works = |words: &&Vec<String>| {
            words.split_first().is_some_and(|(program, rest)| {
                let mut command = Command::new(program);
                command.args(rest).args(&tool.check).current_dir(folder).stdin(Stdio::null());
                command.output().is_ok_and(|output| output.status.success())
            })
        };
        let found = tool.r#try.iter().find(works).cloned();
        found.ok_or_else(|| BuildError::NoTool { tool: name.to_owned(), needs: tool.needs.clone() })
    }
}

fn made(path: &Path) -> Result<Vec<u8>, BuildError> {
    fs::read(path).map_err(BuildError::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe(text: &str) -> Result<Recipe, BuildError> {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(RECIPE), text).unwrap();
        Recipe::read(&dir.path().join(RECIPE))
    }

    const HEAD: &str = "name = \"x\"\nlanguage = \"c\"\n[output]\ncomponent = \"build/x.wasm\"\n";

    #[test]
    fn an_unknown_key_is_said() {
        let said = recipe(&format!("{HEAD}[[steps]]\nrnu = []\n")).unwrap_err().to_string();
        assert!(said.contains("rnu") && said.contains(RECIPE), "{said}");
    }

    #[test]
    fn a_missing_tool_is_said_with_what_to_type() {
        let dir = tempfile::tempdir().unwrap();
        let text = format!(
            "{HEAD}[tools.zig]\ntry = [[\"no-such-program\"]]\ncheck = []\nneeds = \"pip install ziglang\"\n\
             [[steps]]\nrun = [\"{{zig}}\"]\n"
        );
        let said = recipe(&text).unwrap().build(dir.path()).unwrap_err().to_string();
        assert_eq!(said, "`zig` is not here; type\n    pip install ziglang");
    }

    #[test]
    fn steps_run_in_the_folder_and_leave_a_component() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("x"), "made").unwrap();
        let text = format!("{HEAD}[[steps]]\nrun = [\"cp\", \"x\", \"build/x.wasm\"]\n");
        assert_eq!(recipe(&text).unwrap().build(dir.path()).unwrap(), b"made");
        let text = format!("{HEAD}[[steps]]\nrun = [\"cp\", \"y\", \"z\"]\n");
        let said = recipe(&text).unwrap().build(dir.path()).unwrap_err().to_string();
        assert!(said.starts_with("`cp y z` failed"), "{said}");
    }
}
