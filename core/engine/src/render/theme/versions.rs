//! Which of several templates at one path is meant: the topmost, or the one of a theme that lies below.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::{File, Layer};

/// The folder of the templates in a theme.
const FOLDER: &str = "templates/";

/// A template of one layer.
pub struct Version<'f> {
    /// What the template engine knows it by. The topmost of a path goes by its path alone.
    pub name: String,
    /// Its path as a reader finds it.
    pub place: String,
    /// The file.
    pub file: &'f File,
}

/// The templates at each path, the topmost first.
#[derive(Default)]
pub struct Versions {
    by_path: HashMap<String, Vec<Known>>,
    /// Each name's layer.
    places: HashMap<String, usize>,
    /// The theme of each layer.
    themes: Vec<Arc<str>>,
}

struct Known {
    name: String,
    layer: usize,
}

impl Versions {
    /// The templates of all layers, and how to find one by the words of another.
    pub fn of(layers: &[Layer]) -> (Versions, Vec<Version<'_>>) {
        let themes = layers.iter().map(|layer| layer.theme.clone()).collect();
        let (mut versions, mut all) = (Versions { themes, ..Versions::default() }, Vec::new());
        for (at, layer) in layers.iter().enumerate().rev() {
            for file in &layer.files {
                let Some(path) = file.path.strip_prefix(FOLDER) else { continue };
                let name = versions.add(path, at, &layer.theme);
                let hidden = layers[at + 1..].iter().any(|above| hides(above, layer, file));
                let shipped = if hidden { " (as shipped)" } else { "" };
                let place = format!("themes/{}/{}{shipped}", layer.theme, file.path);
                all.push(Version { name, place, file });
            }
        }
        (versions, all)
    }

    fn add(&mut self, path: &str, layer: usize, theme: &Arc<str>) -> String {
        let known = self.by_path.entry(path.to_owned()).or_default();
        let mut name = if known.is_empty() { path.to_owned() } else { format!("{theme}/{path}") };
        while self.places.contains_key(&name) {
            name = format!("{theme}/{name}");
        }
        self.places.insert(name.clone(), layer);
        known.push(Known { name: name.clone(), layer });
        name
    }

    /// What a template means by a name: `default/journey.html` is the one that the theme `default` shows and that lies
    /// below it; any other name is the topmost at that path.
    pub fn meant<'n>(&self, name: &'n str, by: &str) -> Cow<'n, str> {
        self.below(name, by).map_or(Cow::Borrowed(name), |known| Cow::Owned(known.name.clone()))
    }

    fn below(&self, name: &str, by: &str) -> Option<&Known> {
        let (theme, path) = name.split_once('/')?;
        let layer = self.places.get(by).map_or(self.themes.len(), |layer| *layer);
        let highest = self.themes[..layer].iter().rposition(|known| **known == *theme)?;
        self.by_path.get(path)?.iter().find(|known| known.layer <= highest)
    }
}

/// Whether a site's own file stands where a shipped one would be shown.
fn hides(above: &Layer, layer: &Layer, file: &File) -> bool {
    above.theme == layer.theme && above.files.iter().any(|own| own.path == file.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(theme: &str, is_own: bool, paths: &[&str]) -> Layer {
        let files = paths.iter().map(|path| File::new(format!("templates/{path}"), *b"x")).collect();
        Layer { theme: theme.into(), is_own, files }
    }

    fn three() -> Vec<Layer> {
        vec![
            layer("default", false, &["base.html", "home.html"]),
            layer("default", true, &["home.html"]),
            layer("harbour", true, &["home.html", "parts/x.html"]),
        ]
    }

    #[test]
    fn the_topmost_goes_by_its_path() {
        let layers = three();
        let (_, all) = Versions::of(&layers);
        let names: Vec<_> = all.iter().map(|version| (&*version.name, &*version.place)).collect();
        assert_eq!(
            names,
            [
                ("home.html", "themes/harbour/templates/home.html"),
                ("parts/x.html", "themes/harbour/templates/parts/x.html"),
                ("default/home.html", "themes/default/templates/home.html"),
                ("base.html", "themes/default/templates/base.html"),
                ("default/default/home.html", "themes/default/templates/home.html (as shipped)"),
            ]
        );
    }

    #[test]
    fn a_theme_before_a_path_means_what_lies_below() {
        let layers = three();
        let (versions, _) = Versions::of(&layers);
        assert_eq!(versions.meant("default/home.html", "home.html"), "default/home.html");
        assert_eq!(versions.meant("default/home.html", "default/home.html"), "default/default/home.html");
        assert_eq!(versions.meant("default/base.html", "parts/x.html"), "base.html");
        assert_eq!(versions.meant("base.html", "home.html"), "base.html");
        assert_eq!(versions.meant("parts/x.html", "home.html"), "parts/x.html");
    }
}
