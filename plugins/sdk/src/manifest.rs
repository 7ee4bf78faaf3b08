//! Writing the plugin's card.

use crate::Manifest;

impl Manifest {
    /// A card with nothing but names and version on it.
    pub fn new(name: &str, version: &str, title: &str) -> Self {
        Self {
            name: name.into(),
            version: version.into(),
            title: title.into(),
            description: String::new(),
            homepage: None,
            settings_schema: None,
        }
    }

    /// Adds the one or two sentences.
    #[must_use]
    pub fn description(mut self, text: &str) -> Self {
        self.description = text.into();
        self
    }

    /// Adds the address of its documentation.
    #[must_use]
    pub fn homepage(mut self, url: &str) -> Self {
        self.homepage = Some(url.into());
        self
    }

    /// Adds the JSON Schema that the host holds settings against.
    #[must_use]
    pub fn settings_schema(mut self, schema: &str) -> Self {
        self.settings_schema = Some(schema.into());
        self
    }
}
