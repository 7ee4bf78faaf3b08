//! A plugin's folder: its language, its name, and how it becomes a component.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::component::{Component, wrap};
use crate::error::BuildError;
use crate::recipe::{RECIPE, Recipe};
use crate::toolchain::{Order, Toolchain};

/// A plugin's folder.
#[derive(Debug)]
pub struct Project {
    folder: PathBuf,
    name: String,
    way: Way,
}

/// How it is built.
#[derive(Debug)]
enum Way {
    Cargo,
    Recipe(Recipe),
}

/// What a plugin is written in, as its author calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(String);

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Project {
    /// Opens a plugin's folder.
    pub fn open(folder: &Path) -> Result<Self, BuildError> {
        let none = || BuildError::NoProject { path: folder.to_owned() };
        let folder = folder.canonicalize().map_err(|_| none())?;
        let (recipe, manifest) = (folder.join(RECIPE), folder.join("Cargo.toml"));
        if recipe.is_file() {
            let recipe = Recipe::read(&recipe)?;
            return Ok(Self { name: recipe.name.clone(), folder, way: Way::Recipe(recipe) });
        }
        if !manifest.is_file() {
            return Err(none());
        }
        Ok(Self { name: package(&manifest)?, folder, way: Way::Cargo })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it is written in.
    pub fn language(&self) -> Language {
        match &self.way {
            Way::Cargo => Language("rust".to_owned()),
            Way::Recipe(recipe) => Language(recipe.language.clone()),
        }
    }

    /// The limits it needs, by the names of `[plugins.NAME.limits]`.
    pub fn limits(&self) -> BTreeMap<String, u64> {
        match &self.way {
            Way::Cargo => BTreeMap::new(),
            Way::Recipe(recipe) => recipe.limits.clone(),
        }
    }

    /// Where its component goes.
    pub fn component(&self) -> PathBuf {
        self.folder.join(format!("{}.wasm", self.name))
    }

    /// Builds the component and writes it, if it keeps to the contract.
    pub fn build(&self) -> Result<Component, BuildError> {
        let bytes = match &self.way {
            Way::Cargo => wrap(&self.module()?)?,
            Way::Recipe(recipe) => recipe.build(&self.folder)?,
        };
        let component = Component::of(bytes)?;
        component.holds_to_the_contract()?;
        let path = self.component();
        fs::write(&path, &component.bytes).map_err(BuildError::file(path))?;
        Ok(component)
    }

    fn module(&self) -> Result<Vec<u8>, BuildError> {
        let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        let target = target.map_or_else(|| self.folder.join("target"), |target| self.folder.join(target));
        let order = Order {
            folder: &self.folder,
            package: &self.name,
            example: None,
            target: &target.join("guest"),
            called: None,
        };
        Toolchain::find()?.build(&order)
    }
}

/// The name of the package of a Cargo manifest.
fn package(manifest: &Path) -> Result<String, BuildError> {
    let unusable = |why: String| BuildError::Manifest { path: manifest.to_owned(), why };
    let text = fs::read_to_string(manifest).map_err(BuildError::file(manifest))?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| unusable(error.to_string()))?;
    let name = table.get("package").and_then(|package| package.get("name")).and_then(toml::Value::as_str);
    name.map(str::to_owned)
        .ok_or_else(|| unusable("it describes no package; name the plugin's folder".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_plugin_says_how_to_begin_one() {
        let dir = tempfile::tempdir().unwrap();
        let said = Project::open(dir.path()).unwrap_err().to_string();
        assert!(said.contains("journeybook plugin new"), "{said}");
        assert!(Project::open(&dir.path().join("nowhere")).is_err());
    }

    #[test]
    fn the_folder_tells_the_language() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("Cargo.toml"), "[package]\nname = \"our-model\"\n").unwrap();
        let project = Project::open(dir.path()).unwrap();
        assert_eq!((project.name(), project.language().to_string().as_str()), ("our-model", "rust"));
        assert!(project.component().ends_with("our-model.wasm"));
    }

    #[test]
    fn a_workspace_is_no_plugin() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("Cargo.toml"), "[workspace]\n").unwrap();
        assert!(Project::open(dir.path()).unwrap_err().to_string().contains("no package"));
    }
}
