//! What a node says, as a digest, and what data says of it.

use std::borrow::Cow;

use journeybook_model::{Digest, Kind};

use super::Portal;
use crate::data::{Beside, Measured};
use crate::resolve::NodeId;

impl Portal {
    /// The digest of everything a node itself says and of where its links lead. What stands in other nodes is read, and
    /// recorded, through their own views.
    pub fn whole(&self, node: NodeId) -> Digest {
        *self.wholes.get(node, || self.digest(node))
    }

    fn digest(&self, node: NodeId) -> Digest {
        let known = &self.site.nodes[node];
        let source = known.document.as_ref().map_or(Digest::default(), |document| document.source.digest);
        let scores = self.facts.scores(node);
        let model = (known.kind == Kind::Framework).then(|| self.site.model(&known.id));
        let views = (known.kind == Kind::Journey).then(|| self.projections(node));
        let path = known.document.as_ref().map_or("", |document| &*document.source.path);
        let rest = format!("{} {path} {:?} {model:?} {views:?} {}", known.url, known.places, known.title);
        let rest = rest + &self.told_by_data(node);
        let scores = postcard::to_allocvec(&scores).expect("memory takes whatever is written to it");
        let mut targets = String::with_capacity(known.targets.len() * 64);
        for target in &known.targets {
            let to = target.node().map(|to| &self.site.nodes[to]);
            let (kind, id) = to.map_or(("", ""), |to| (to.kind.word(), to.id.as_str()));
            // No path holds the byte that stands behind each.
            targets.extend([self.path(target).unwrap_or_default(), Cow::Borrowed("\0")]);
            targets.extend([kind, "/", id, "\0"]);
        }
        let own = [source.as_bytes(), rest.as_bytes(), &scores, targets.as_bytes()];
        Digest::of_parts(own.into_iter().chain([self.told_with.as_bytes()]))
    }

    /// What data says of a map, or a piece of evidence of its data.
    fn told_by_data(&self, node: NodeId) -> String {
        let bound = self.data.bound.get(&node).map(|bound| bound.digest());
        let figures = self.measured_by(node).map(|(_, measured)| {
            let beside = measured
                .spots
                .iter()
                .map(|spot| format!("{} {spot:?}", self.site.nodes[spot.node()].reference()));
            format!("{} {:?} {:?}", measured.file, measured.figure, beside.collect::<Vec<_>>())
        });
        let figures: Vec<_> = figures.collect();
        let analysed: Vec<_> = self.data.analysed.iter().filter(|known| known.evidence == node).collect();
        match (bound, figures.as_slice(), analysed.as_slice()) {
            (None, [], []) => String::new(),
            told => format!("{told:?}"),
        }
    }

    /// The figures that a piece of evidence binds, each with its index among all figures.
    pub fn measured_by(&self, evidence: NodeId) -> impl Iterator<Item = (usize, &Measured)> {
        let all = self.data.measured.iter().enumerate();
        all.filter(move |(_, measured)| measured.evidence == evidence)
    }

    /// The figures at a thing with a page.
    pub fn measured_at(&self, node: NodeId) -> impl Iterator<Item = usize> {
        let all = self.data.measured.iter().enumerate();
        all.filter(move |(_, measured)| measured.spots.contains(&Beside::Node(node))).map(|(at, _)| at)
    }
}
