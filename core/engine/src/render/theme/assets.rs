//! What is published beside the pages, under addresses that change with the bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_model::Digest;

use crate::render::Files;
use crate::{File, Layer};

/// The folder of the assets in a theme and in the portal.
pub const FOLDER: &str = "assets/";

/// The assets of a theme.
#[derive(Default)]
pub struct Assets {
    /// Their bytes, by address.
    pub files: Files,
    /// Their addresses, by the name a template calls them by.
    pub addresses: BTreeMap<String, String>,
    plain: bool,
}

impl Assets {
    /// Those of all layers; of two with one name, the upper one's. Style sheets and scripts carry their digest in their
    /// name, so a reader's browser may keep them for ever; what they point at keeps its name, and so do all where the
    /// names are `plain`.
    pub fn of(layers: &[Layer], plain: bool) -> Assets {
        let mut named: BTreeMap<&str, &File> = BTreeMap::new();
        for file in layers.iter().flat_map(|layer| &layer.files) {
            if let Some(name) = file.path.strip_prefix(FOLDER) {
                named.insert(name, file);
            }
        }
        let mut assets = Assets { plain, ..Assets::default() };
        named.into_iter().for_each(|(name, file)| assets.add(name, file.bytes(), file.digest));
        assets
    }

    /// Adds one, or another in its place.
    pub fn add(&mut self, name: &str, bytes: Arc<[u8]>, digest: Digest) {
        let address = address(name, digest, self.plain);
        self.files.insert(Arc::from(address.as_str()), bytes);
        self.addresses.insert(name.to_owned(), address);
    }
}

/// Where an asset is published. A `plain` name stays as it is when the bytes change.
pub fn address(name: &str, digest: Digest, plain: bool) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending @ ("css" | "js"))) if !plain => {
            format!("{FOLDER}{stem}.{}.{ending}", &digest.to_string()[..8])
        }
        _ => format!("{FOLDER}{name}"),
    }
}
