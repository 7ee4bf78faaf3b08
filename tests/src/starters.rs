//! Plugins in other languages than Rust, built from the starters as their authors build them.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use journeybook_wasm::Limits;
use toml::{Table, Value};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

use crate::{tool, tree};

/// The languages, as `plugin new --lang` calls them.
pub const LANGUAGES: [&str; 3] = ["c", "js", "python"];

/// A starter that was laid out in a folder.
#[derive(Debug)]
pub struct Starter {
    folder: PathBuf,
    recipe: Table,
}

/// The folder of the languages' tools, if `cargo xtask setup` has installed them.
pub fn tools() -> Option<PathBuf> {
    let folder = tool::program().ancestors().nth(2)?.join("tools");
    folder.join("versions").is_file().then_some(folder)
}

impl Starter {
    /// Lays out a plugin called `our-plugin`.
    pub fn lay_out(language: &str, kind: &str, folder: &Path) -> Self {
        let starters = tree::repository().join("core/cli/src/starter/plugin").join(language);
        for part in ["both", kind] {
            let from = starters.join(part);
            for path in tree::walk(&from) {
                let name = path.strip_prefix(&from).expect("it was found there");
                tree::write(&folder.join(name), filled(&tree::text(&path), kind));
            }
        }
        copy(&tree::repository().join("plugins/wit"), &folder.join("wit"));
        fs::create_dir_all(folder.join("build")).expect("a folder is made");
        let recipe = tree::text(&folder.join("plugin.toml")).parse().expect("the recipe is TOML");
        Self { folder: folder.to_owned(), recipe }
    }

    /// Changes one of its files.
    #[must_use]
    pub fn with(self, file: &str, from: &str, to: &str) -> Self {
        let text = tree::text(&self.folder.join(file));
        assert!(text.contains(from), "{file} has no `{from}`");
        tree::write(&self.folder.join(file), text.replace(from, to));
        self
    }

    /// The line of a file, counted from 1, on which some words stand.
    pub fn line(&self, file: &str, words: &str) -> usize {
        let text = tree::text(&self.folder.join(file));
        text.lines()
            .position(|line| line.contains(words))
            .map_or_else(|| panic!("{file} has no `{words}`"), |at| at + 1)
    }

    /// Runs the steps of its recipe and gives the component.
    pub fn build(&self, tools: &Path) -> Vec<u8> {
        for step in self.recipe["steps"].as_array().expect("there are steps") {
            self.step(&texts(&step["run"]), tools);
        }
        let output = &self.recipe["output"];
        match output.get("module") {
            Some(module) => {
                self.component(tree::bytes(&self.folder.join(text(module))), text(&output["world"]))
            }
            None => tree::bytes(&self.folder.join(text(&output["component"]))),
        }
    }

    /// What the recipe allows the plugin.
    pub fn limits(&self) -> Limits {
        let set: BTreeMap<&str, u64> =
            self.recipe.get("limits").and_then(Value::as_table).map_or_else(BTreeMap::new, |limits| {
                limits.iter().map(|(name, most)| (name.as_str(), number(most))).collect()
            });
        Limits::from_settings(set).expect("the recipe names limits that there are")
    }

    fn step(&self, words: &[&str], tools: &Path) {
        let words: Vec<&str> = words.iter().flat_map(|word| self.meant(word, tools)).collect();
        let output = self.command(&words, tools).output().expect("the step starts");
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// `{tool}` is the first of its names that works.
    fn meant<'a>(&'a self, word: &'a str, tools: &Path) -> Vec<&'a str> {
        let Some(name) = word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) else {
            return vec![word];
        };
        let tool = &self.recipe["tools"][name];
        let works = |words: &Vec<&str>| {
            let all = [words.as_slice(), &texts(&tool["check"])].concat();
            self.command(&all, tools).output().is_ok_and(|output| output.status.success())
        };
        let names = tool["try"].as_array().expect("a tool has names").iter().map(texts);
        names.into_iter().find(works).unwrap_or_else(|| panic!("no `{name}`: {}", text(&tool["needs"])))
    }

    fn command(&self, words: &[&str], tools: &Path) -> Command {
        let own = [tools.join("python/bin"), tools.join("js/node_modules/.bin")];
        let before = env::var_os("PATH").unwrap_or_default();
        let path =
            env::join_paths(own.into_iter().chain(env::split_paths(&before))).expect("folders have names");
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).current_dir(&self.folder);
        command.env("PATH", path).env("ZIG_GLOBAL_CACHE_DIR", tools.join("zig-cache"));
        command
    }

    fn component(&self, mut module: Vec<u8>, world: &str) -> Vec<u8> {
        let mut resolve = Resolve::default();
        let (package, _) = resolve.push_dir(self.folder.join("wit")).expect("the contract is WIT");
        let world = resolve.select_world(&[package], Some(world)).expect("the contract has the world");
        embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false)
            .expect("it is a module");
        let mut encoder = ComponentEncoder::default();
        encoder.validate(true).module(&module).expect("the module fits its world");
        encoder.encode().expect("the module fits its world")
    }
}

fn filled(text: &str, kind: &str) -> String {
    let world = format!("{}-plugin", kind.trim_end_matches('s'));
    text.replace("{{name}}", "our-plugin")
        .replace("{{title}}", "Our plugin")
        .replace("{{capability-world}}", &world)
}

fn copy(from: &Path, to: &Path) {
    for path in tree::walk(from) {
        tree::write(&to.join(path.strip_prefix(from).expect("it was found there")), tree::text(&path));
    }
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().map(|items| items.iter().map(text).collect()).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("the recipe has a text there")
}

fn number(value: &Value) -> u64 {
    value.as_integer().and_then(|number| u64::try_from(number).ok()).expect("the recipe has a number there")
}
