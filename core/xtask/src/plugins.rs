//! `cargo xtask plugins`: builds the first-party plugins, or tells whether the committed ones are stale.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use journeybook_workbench::{Component, Order, Toolchain, wrap};

use crate::digests::{self, Built, Digests};
use crate::root;

/// What the task does, in one line.
pub const ABOUT: &str = "Build the first-party plugins into plugins/dist";

const HELP: &str = "\
Build the first-party plugins into plugins/dist

Usage: cargo xtask plugins [OPTIONS]

  --check      Build nothing; tell whether the components are stale, and fail if so
  --out DIR    Build into (or check) another folder
  --help       Print this";

/// Folders of plugins/ that hold a package but no plugin.
const NO_PLUGINS: [&str; 2] = ["sdk", "statistics"];

/// One first-party plugin.
#[derive(Debug)]
pub struct Plugin {
    /// Its folder below `plugins/`.
    pub folder: String,
    /// Its package, which is also the name of its component's file.
    pub package: String,
}

struct Options {
    check: bool,
    help: bool,
    out: PathBuf,
}

/// Runs the task.
pub fn run(words: &[String]) -> Result<ExitCode> {
    let options = options(words)?;
    if options.help {
        println!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    if options.check { check(&options.out) } else { build(&options.out) }
}

fn options(words: &[String]) -> Result<Options> {
    let mut options = Options { check: false, help: false, out: root().join("plugins/dist") };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--check" => options.check = true,
            "--help" | "-h" => options.help = true,
            "--out" => options.out = words.next().context("`--out` needs a folder")?.into(),
            other => bail!("`plugins` does not know `{other}`; see `cargo xtask plugins --help`"),
        }
    }
    Ok(options)
}

fn build(out: &Path) -> Result<ExitCode> {
    let (toolchain, root, target) = (Toolchain::find()?, root(), target_folder());
    fs::create_dir_all(out).with_context(|| format!("could not make {}", out.display()))?;
    let mut digests = Digests::default();
    for plugin in first_party()? {
        let component = Component::of(wrap(&toolchain.build(&order(&root, &plugin, &target))?)?)?;
        component.holds_to_the_contract().with_context(|| plugin.package.clone())?;
        write(&component.bytes, &file(out, &plugin))?;
        println!("{:<24} {component}", plugin.package);
        digests.insert(plugin.package.clone(), built(&plugin, &component.bytes)?);
    }
    digests::write(out, &digests)?;
    weigh(&built_hello(&toolchain, &root, &target)?)?;
    Ok(ExitCode::SUCCESS)
}

/// What the smallest scorer may weigh: whoever looks at a first plugin of their own should not wonder what is in it.
const HELLO: usize = 40 * 1024;

/// Fails where the SDK's example has become heavy.
fn weigh(hello: &[u8]) -> Result<()> {
    println!("{:<24} {:>6.1} KB", "hello (the example)", hello.len() as f64 / 1024.0);
    ensure!(hello.len() <= HELLO, "the smallest plugin has {} bytes and may have {HELLO}", hello.len());
    Ok(())
}

/// Builds the SDK's example and gives its file.
pub fn hello() -> Result<PathBuf> {
    let target = target_folder();
    let component = built_hello(&Toolchain::find()?, &root(), &target)?;
    let path = target.join("hello.wasm");
    write(&component, &path)?;
    Ok(path)
}

fn built_hello(toolchain: &Toolchain, root: &Path, target: &Path) -> Result<Vec<u8>> {
    let package = "journeybook-plugin";
    let order = Order { folder: root, package, example: Some("hello"), target, called: Some("/journeybook") };
    Ok(wrap(&toolchain.build(&order)?)?)
}

fn order<'a>(root: &'a Path, plugin: &'a Plugin, target: &'a Path) -> Order<'a> {
    Order { folder: root, package: &plugin.package, example: None, target, called: Some("/journeybook") }
}

/// A folder of its own, so that building plugins leaves the tool's build as it is.
fn target_folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("guest")
}

fn check(out: &Path) -> Result<ExitCode> {
    let wrong = stale(out)?;
    for sentence in &wrong {
        println!("{sentence}");
    }
    if wrong.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("Run `cargo xtask plugins` and commit what it changes.");
    Ok(ExitCode::FAILURE)
}

/// One sentence for each component that is not what its sources would give. Compares digests and builds nothing.
pub fn stale(out: &Path) -> Result<Vec<String>> {
    let noted = digests::read(out)?;
    let mut wrong = Vec::new();
    for plugin in first_party()? {
        let name = &plugin.package;
        let bytes = fs::read(file(out, &plugin)).ok();
        match (noted.get(name), bytes) {
            (_, None) => wrong.push(format!("{name} has no component in {}.", out.display())),
            (None, _) => wrong.push(format!("{name} has no digests in {}.", out.display())),
            (Some(noted), Some(bytes)) => wrong.extend(noted.differs(&built(&plugin, &bytes)?, name)),
        }
    }
    Ok(wrong)
}

/// The first-party plugins, by name.
pub fn first_party() -> Result<Vec<Plugin>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("plugins"))? {
        let entry = entry?;
        let folder = entry.file_name().to_string_lossy().into_owned();
        if entry.path().join("Cargo.toml").is_file() && !NO_PLUGINS.contains(&folder.as_str()) {
            found.push(Plugin { package: format!("journeybook-{folder}"), folder });
        }
    }
    found.sort_by(|a, b| a.package.cmp(&b.package));
    Ok(found)
}

fn built(plugin: &Plugin, component: &[u8]) -> Result<Built> {
    Ok(Built {
        sources: digests::of_sources(&root(), &plugin.folder)?,
        component: digests::of_bytes(component),
    })
}

fn write(component: &[u8], path: &Path) -> Result<()> {
    fs::write(path, component).with_context(|| format!("could not write {}", path.display()))
}

fn file(out: &Path, plugin: &Plugin) -> PathBuf {
    out.join(format!("{}.wasm", plugin.package))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How large a component may be. Half of a small one is the allocator, formatting and the passing of records; what
    /// exceeds this has pulled in something it should not, such as floating point formatting. Those that score read numbers and
    /// have much to say; the importers carry readers of archives, XML, CSV and TOML.
    fn largest(package: &str) -> usize {
        match package {
            "journeybook-importers" => 1400 * 1024,
            "journeybook-frameworks" => 100 * 1024,
            _ => 192 * 1024,
        }
    }

    #[test]
    fn the_committed_components_are_fresh() {
        let wrong = stale(&root().join("plugins/dist")).unwrap();
        assert!(wrong.is_empty(), "{}\nRun `cargo xtask plugins`.", wrong.join("\n"));
    }

    #[test]
    fn the_committed_components_hold_to_the_contract() {
        for plugin in first_party().unwrap() {
            let component =
                Component::of(fs::read(file(&root().join("plugins/dist"), &plugin)).unwrap()).unwrap();
            component.holds_to_the_contract().unwrap();
            assert!(
                component.bytes.len() <= largest(&plugin.package),
                "{} has {} bytes",
                plugin.package,
                component.bytes.len()
            );
        }
    }

    #[test]
    fn an_unknown_word_is_refused() {
        assert!(options(&["--chekc".into()]).is_err());
        assert!(options(&["--out".into()]).is_err());
    }
}
