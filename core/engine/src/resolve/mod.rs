//! Documents into one site: ids, references and the way back.

mod again;
mod called;
mod index;
mod made_from;
mod mentions;
mod missing;
mod names;
mod opportunities;
mod parts;
mod paths;
mod references;
mod sources;
mod spots;
mod stages;
mod views;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use journeybook_model::{Diagnostic, Document, FrameworkModel, Kind};
use rustc_hash::FxBuildHasher;

use crate::Pieces;
use crate::lexicon::Lexicon;
use crate::settings::Settings;

pub use again::Memory;
use called::Called;
pub(crate) use index::by_words;
pub(crate) use missing::relative;
pub use opportunities::{Opportunity, Origin, by_priority, id_of as opportunity_id};
pub(crate) use paths::joined as relative_path;
pub use spots::Spot;
pub(crate) use views::own_axis;

/// Index of a node in its site.
pub type NodeId = usize;

/// Everything the authors wrote, joined.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// What the site says about itself.
    pub settings: Settings,
    /// Everything with an id: documents in the order of their kinds and paths, then what was named without a file.
    pub nodes: Pieces<Arc<Node>>,
    /// Opportunities, by rank.
    pub opportunities: Arc<Vec<Opportunity>>,
    /// The frameworks the plugins know.
    pub frameworks: Arc<Vec<FrameworkModel>>,
    /// Files of the site that references point at (`content/plan.png`, `data/survey.csv`).
    pub linked_files: Arc<HashSet<Arc<str>>>,
    ids: Arc<Called>,
    titles: Arc<Called>,
    kinds: Arc<HashMap<Kind, Vec<NodeId>>>,
    paths: Arc<HashMap<Arc<str>, NodeId, FxBuildHasher>>,
    /// The maps of each file that holds several.
    parts: Arc<BTreeMap<Arc<str>, Vec<NodeId>>>,
    shape: Arc<Shape>,
}

/// Stands for everything that documents show of each other. Sites that share one differ in words between the seams alone.
#[derive(Debug, Default)]
pub struct Shape;

/// One thing with an id.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, from the portal's root.
    pub url: String,
    /// Its file; none where it was only named.
    pub document: Option<Arc<Document>>,
    /// What each of the document's links refers to.
    pub targets: Vec<Target>,
    /// Who refers to it, in document order.
    pub mentions: Vec<Mention>,
    /// For each stage of a map, the stage of its framework.
    pub places: Vec<Option<usize>>,
    /// The frameworks a map is shown through besides its own.
    pub views: Vec<NodeId>,
}

/// What a link refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A thing of the site, and the part of its page after `#`.
    Node(NodeId, Option<String>),
    /// A file of the site that is published as it is.
    File(Arc<str>),
    /// Nothing that is known.
    Nothing,
}

/// A reference seen from its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Who refers.
    pub from: NodeId,
    /// With which of its links.
    pub link: u32,
    /// From where in it.
    pub spot: Spot,
}

/// What the documents are joined with.
pub struct World<'w> {
    /// The settings.
    pub settings: Settings,
    /// The documents, in path order.
    pub documents: &'w Pieces<Arc<Document>>,
    /// Paths of other files that may be referred to.
    pub files: Arc<HashSet<Arc<str>>>,
    /// The frameworks.
    pub frameworks: Arc<Vec<FrameworkModel>>,
    /// The words.
    pub lexicon: &'w Lexicon,
}

/// Joins the documents.
pub fn resolve(world: World<'_>, notes: &mut Vec<Diagnostic>) -> Site {
    let World { settings, documents, files, frameworks, lexicon } = world;
    let mut site = Site { settings, frameworks, ..Site::default() };
    index::add_documents(&mut site, documents, notes);
    index::name_pages_of_maps(&mut site);
    index::add_frameworks(&mut site);
    names::add(&mut site, notes);
    references::settings_files(&mut site, &files, notes);
    references::resolve(&mut site, &files, notes);
    index::order_unwritten(&mut site);
    stages::place(&mut site, lexicon, notes);
    views::settle(&mut site, notes);
    made_from::check(&site, notes);
    references::find_circles(&site, notes);
    notes.extend(sources::unknown(&site));
    site.opportunities = Arc::new(opportunities::collect(&site));
    site
}

impl Site {
    /// What it shares with the sites that have the same things, of the same names, which declare and refer to the same.
    pub fn shape(&self) -> &Arc<Shape> {
        &self.shape
    }

    /// A node that is being joined.
    fn node(&mut self, node: NodeId) -> &mut Node {
        Arc::make_mut(self.nodes.get_mut(node).expect("a node is numbered by its place"))
    }

    /// The node of an id.
    pub fn find(&self, kind: Kind, id: &str) -> Option<NodeId> {
        self.ids.find(kind, id)
    }

    /// The node of a file.
    pub fn at_path(&self, path: &str) -> Option<NodeId> {
        self.paths.get(path).copied()
    }

    /// The maps of a file that holds several, in its order.
    pub fn parts_of(&self, path: &str) -> &[NodeId] {
        self.parts.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// The maps that the page of a file lists.
    pub fn maps_on(&self, node: NodeId) -> &[NodeId] {
        if self.parts.is_empty() {
            return &[];
        }
        let document = self.nodes[node].document.as_ref().filter(|document| document.part.is_none());
        document.map(|document| self.parts_of(&document.source.path)).unwrap_or_default()
    }

    /// The page that lists a map with the others of its file.
    pub fn page_of(&self, map: NodeId) -> Option<NodeId> {
        let document = self.nodes[map].document.as_ref().filter(|document| document.part.is_some())?;
        self.at_path(&document.source.path)
    }

    /// All nodes of a kind, in order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = NodeId> + '_ {
        self.kinds.get(&kind).into_iter().flatten().copied()
    }

    /// The model behind a framework's node.
    pub fn model(&self, id: &str) -> Option<&FrameworkModel> {
        self.frameworks.iter().find(|model| model.id == id)
    }

    /// The nodes that a node's references of one kind in its frontmatter lead to, in the order written.
    pub fn fields_to(&self, node: NodeId, key: &str) -> Vec<NodeId> {
        let node = &self.nodes[node];
        let Some(document) = &node.document else { return Vec::new() };
        let Some(field) = document.fields.find(key) else { return Vec::new() };
        let written = document.links.iter().zip(&node.targets).filter(|(link, _)| link.span == field.span);
        written.filter_map(|(_, target)| target.node()).collect()
    }
}

impl Target {
    /// The node, where it is one.
    pub fn node(&self) -> Option<NodeId> {
        match self {
            Target::Node(node, _) => Some(*node),
            _ => None,
        }
    }

    /// The file, where it is one.
    fn file(&self) -> Option<&Arc<str>> {
        match self {
            Target::File(path) => Some(path),
            _ => None,
        }
    }
}

impl Node {
    /// `touchpoint/tram-poster`.
    pub fn reference(&self) -> String {
        format!("{}/{}", self.kind, self.id)
    }
}
