//! The YAML of Enablement Map Studio: a customer journey, a service blueprint, an outcome and an enablement map, tied
//! together by ids.

mod blueprint;
mod index;
mod journey;
mod outcome;
mod skills;

use journeybook_plugin::{Format, Imported, SourceFile};

use self::index::Index;
use super::Reader;
use crate::names::Names;
use crate::page::Map;
use crate::tree::{Node, left, yaml};

/// The reader.
pub struct Enablement;

const ID: &str = "enablement-map";

/// The kinds of documents that the format has.
const KINDS: [&str; 4] = ["cjm", "sbp", "outcome", "em"];

impl Reader for Enablement {
    fn format(&self) -> Format {
        Format::new(ID, "Enablement map", &["yaml", "yml"]).description(
            "A YAML file of Enablement Map Studio: journey, service blueprint, outcome and enablement map in one file.",
        )
    }

    fn knows(&self, file: &SourceFile) -> bool {
        let is_kind =
            |line: &str| line.strip_prefix("kind:").is_some_and(|kind| KINDS.contains(&kind.trim()));
        file.text().is_ok_and(|text| text.lines().any(is_kind))
    }

    fn read(&self, file: &SourceFile, _: Option<&str>) -> Result<Imported, String> {
        let yaml = yaml::parse(file.text()?)?;
        if !yaml.documents.iter().any(is_known) {
            return Err(
                "no document of the file has a `kind` of cjm, sbp, outcome or em; write it first in each"
                    .into(),
            );
        }
        let mut book = Book { maps: Vec::new(), names: Names::default(), out: Imported::new(ID) };
        let mut index = Index::of(&yaml.documents);
        of_kind(&yaml.documents, "cjm").for_each(|node| journey::write(node, &mut index, &mut book));
        of_kind(&yaml.documents, "sbp").for_each(|node| blueprint::write(node, &mut index, &mut book));
        of_kind(&yaml.documents, "outcome").for_each(|node| outcome::write(node, &mut index, &mut book));
        of_kind(&yaml.documents, "em").for_each(|node| skills::write(node, &index, &mut book));
        let Book { maps, mut out, .. } = book;
        maps.iter().for_each(|map| out.document(&map.path, map.markdown()));
        super::say_mended(&yaml.mended, &mut out);
        super::say_comments(&yaml.comments, &mut out);
        yaml.documents.iter().for_each(|node| say_left(node, &mut out));
        gaps(&yaml.documents, &mut out);
        Ok(out)
    }
}

/// What is being written.
struct Book {
    maps: Vec<Map>,
    names: Names,
    out: Imported,
}

impl Book {
    /// Says that an id leads nowhere.
    fn dangles(&mut self, node: &Node, key: &str, what: &str) {
        let named = node.get(key);
        let line = named.map_or(node.line, |named| named.line);
        let id = named.and_then(Node::text).unwrap_or("nothing");
        self.out.lost(
            line,
            format!("`{key}` names `{id}`, which is no {what} of this file; the reference is left out"),
        );
    }
}

fn is_known(node: &Node) -> bool {
    node.peek_at("kind").is_some_and(|kind| KINDS.contains(&kind))
}

fn of_kind<'n>(documents: &'n [Node], kind: &'n str) -> impl Iterator<Item = &'n Node> {
    documents.iter().filter(move |node| node.str("kind") == Some(kind))
}

/// The last part of an id such as `cjm:action:review-design`: unique within its map, and what a person would type.
fn tail(id: &str) -> &str {
    id.rsplit(':').next().unwrap_or(id)
}

/// `{#review-design}`.
fn pinned(id: Option<&str>) -> Vec<(String, String)> {
    id.map(|id| ("id".to_owned(), tail(id).to_owned())).into_iter().collect()
}

fn say_left(node: &Node, out: &mut Imported) {
    let kind = node.peek_at("kind").unwrap_or("a document");
    for left in left(node) {
        out.lost(
            left.line,
            format!("{} of `{kind}` has no place in a journey map and is left out", left.named()),
        );
    }
}

fn gaps(documents: &[Node], out: &mut Imported) {
    if of_kind(documents, "cjm").next().is_some() {
        out.gap("A journey has no title in this format: the end of its id stands for it.");
        out.gap("Thoughts and feelings are one list in this format: all of it stands in the lane thinking.");
    }
    if of_kind(documents, "sbp").next().is_some() {
        out.gap(
            "A lane of this format is a team, a person or a system, and nobody says what of it the customer sees: teams stand backstage, persons frontstage.",
        );
    }
    out.gap("The file does not say whether a map shows what is, what is planned or what was observed: add `basis`.");
}
