//! What readers have to load before they see anything: style sheets and scripts, as a server sends them.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use journeybook_engine::{Output, codes};
use journeybook_model::{Diagnostic, Severity};

/// What a portal may weigh, in bytes after compression.
const STYLES: usize = 20_000;
const SCRIPTS: usize = 15_000;

/// The bytes of the style sheets and scripts that the heaviest page loads, compressed.
pub struct Weight {
    styles: usize,
    scripts: usize,
}

impl Weight {
    /// What the pages of a build load.
    pub fn of(output: &Output) -> Self {
        let assets = output.files.iter().filter(|(path, _)| path.ends_with(".css") || path.ends_with(".js"));
        let assets: BTreeMap<&str, usize> =
            assets.map(|(path, bytes)| (name(path), compressed(bytes))).collect();
        let pages = output.files.iter().filter(|(path, _)| path.ends_with(".html"));
        let pages: Vec<_> = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
        let most = |tag: &str, address: &str| {
            let of = |page| loaded(page, tag, address).filter_map(|name| assets.get(name)).sum();
            pages.iter().map(|page| of(page)).max().unwrap_or_default()
        };
        Self { styles: most("<link ", "href"), scripts: most("<script ", "src") }
    }

    /// What is too heavy.
    pub fn faults(&self, theme: &str) -> Vec<Diagnostic> {
        let place = format!("themes/{theme}/assets").into();
        let heavy = |what: &str, bytes: usize, most: usize, help: &str| {
            let message = format!(
                "the {what} are {} when compressed; {} are enough for a portal",
                kilobytes(bytes),
                kilobytes(most)
            );
            (bytes > most)
                .then(|| Diagnostic::file(codes::THEME_HEAVY, Severity::Warning, &place, message).help(help))
        };
        let styles = "take out what no page uses; pictures and fonts inside a style sheet weigh most";
        let scripts = "take out what a page can do without";
        [heavy("style sheets", self.styles, STYLES, styles), heavy("scripts", self.scripts, SCRIPTS, scripts)]
            .into_iter()
            .flatten()
            .collect()
    }

    /// "17.1 KB of CSS, 4.1 KB of JavaScript".
    pub fn words(&self) -> String {
        format!("{} of CSS, {} of JavaScript", kilobytes(self.styles), kilobytes(self.scripts))
    }
}

/// The names of the files that a page's tags load before it is shown.
fn loaded<'p>(page: &'p str, tag: &'p str, address: &'p str) -> impl Iterator<Item = &'p str> {
    let tags = page.split(tag).skip(1).filter_map(|rest| rest.split('>').next());
    let at_once = tags.filter(|tag| !tag.contains("media=\"print\""));
    at_once.filter_map(move |tag| {
        let (_, value) = tag.split_once(address)?;
        Some(name(value.strip_prefix("=\"")?.split('"').next()?))
    })
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.map_or(bytes.len(), |compressed| compressed.len())
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use journeybook_model::Digest;

    use super::*;

    fn weight(styles: &[u8]) -> Weight {
        let page = r#"<link rel="stylesheet" href="../assets/a.1.css"><link href="b.css" media="print">"#;
        let files = [
            ("assets/a.1.css".into(), styles.into()),
            ("b.css".into(), noise().into()),
            ("x/y.html".into(), page.as_bytes().into()),
        ];
        Weight::of(&Output { files: files.into(), ..Output::default() })
    }

    /// Bytes that cannot be compressed.
    fn noise() -> Vec<u8> {
        let digests = (0..2_000_u32).map(|n| Digest::of(&n.to_le_bytes()));
        digests.flat_map(|digest| digest.as_bytes().to_vec()).collect()
    }

    #[test]
    fn only_what_is_over_the_budget_is_said() {
        assert!(weight(b"a{}").faults("x").is_empty());
        let faults = weight(&noise()).faults("harbour");
        assert_eq!(faults.len(), 1);
        assert!(faults[0].message.starts_with("the style sheets are "), "{}", faults[0].message);
    }
}
