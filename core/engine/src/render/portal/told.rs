//! What a node says, as a digest, and what data says of it.

use journeybook_model::{Digest, Kind};

use super::Portal;
use crate::data::{Beside, Measured};
use crate::resolve::{NodeId, Target};

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
        let mut rest = String::with_capacity(256 + 96 * known.targets.len());
        rest.extend([&known.url, "\0", path, "\0", &known.title, "\0"]);
        if !known.places.is_empty() || model.is_some() || views.is_some() {
            rest.push_str(&format!("{:?} {model:?} {views:?}", known.places));
        }
        rest.push_str(&self.told_by_data(node));
        let scores = postcard::to_allocvec(&scores).expect("memory takes whatever is written to it");
        let before = rest.len();
        known.targets.iter().for_each(|target| self.tell_target(target, &mut rest));
        let (rest, targets) = rest.as_bytes().split_at(before);
        let own = [source.as_bytes(), rest, &scores, targets, self.told_with.as_bytes()];
        Digest::of_parts(own)
    }

    /// Where a link leads, and to what. No path holds the byte that stands behind each.
    fn tell_target(&self, target: &Target, told: &mut String) {
        told.push_str(&self.path(target).unwrap_or_default());
        let to = target.node().map(|to| &self.site.nodes[to]);
        let (kind, id) = to.map_or(("", ""), |to| (to.kind.word(), to.id.as_str()));
        told.extend(["\0", kind, "/", id, "\0"]);
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
