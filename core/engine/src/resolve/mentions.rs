//! The way back: who refers to a thing, and from where.

use std::ops::Range;

use rayon::prelude::*;

use super::{Mention, NodeId, Site, Spot, Target, spots};

/// How many documents' mentions are gathered before they are told.
const AT_ONCE: usize = 4096;

/// Tells everything who refers to it, in the order of the documents.
pub fn tell(site: &mut Site) {
    let mut mentions: Vec<Vec<Mention>> = counts(site).into_iter().map(Vec::with_capacity).collect();
    for first in (0..site.nodes.len()).step_by(AT_ONCE) {
        let nodes = first..site.nodes.len().min(first + AT_ONCE);
        for (to, mention) in gathered(site, nodes).into_iter().flatten() {
            mentions[to].push(mention);
        }
    }
    for (node, mentions) in mentions.into_iter().enumerate().filter(|(_, mentions)| !mentions.is_empty()) {
        site.node(node).mentions = mentions;
    }
}

/// How often each thing is referred to: a list that is made as long as it gets is never moved.
fn counts(site: &Site) -> Vec<usize> {
    let mut counts = vec![0; site.nodes.len()];
    for (from, node) in site.nodes.iter().enumerate() {
        let others = node.targets.iter().filter_map(|target| target.node()).filter(|to| *to != from);
        others.for_each(|to| counts[to] += 1);
    }
    counts
}

fn gathered(site: &Site, nodes: Range<NodeId>) -> Vec<Vec<(NodeId, Mention)>> {
    nodes.into_par_iter().map(|node| of(site, node)).collect()
}

/// What a document refers to besides itself.
fn of(site: &Site, from: NodeId) -> Vec<(NodeId, Mention)> {
    let Some(document) = site.nodes[from].document.as_deref() else { return Vec::new() };
    let links = site.nodes[from].targets.iter().zip(spots::of_links(document)).enumerate();
    let mention = |(link, (target, spot)): (usize, (&Target, Spot))| {
        let to = target.node().filter(|to| *to != from)?;
        Some((to, Mention { from, link: link as u32, spot }))
    };
    links.filter_map(mention).collect()
}
