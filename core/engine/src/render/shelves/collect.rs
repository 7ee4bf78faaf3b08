//! Which lists a portal has, and what stands on each.

use std::collections::HashMap;

use journeybook_model::Kind;

use super::facets::{self, Choice, Facet};
use super::{Chosen, Holds, ROWS, Shelf, Shelves};
use crate::render::address::stem;
use crate::render::chapters::Chapter;
use crate::render::portal::Portal;
use crate::resolve::NodeId;

/// The kinds that have a list once there is something of them; journeys and opportunities have one in any case.
const LISTED: &[Kind] = &[
    Kind::Persona,
    Kind::Framework,
    Kind::Touchpoint,
    Kind::Channel,
    Kind::Evidence,
    Kind::Team,
    Kind::Solution,
    Kind::Metric,
];

/// All lists: of kinds, of what can be chosen, of chapters, of steps.
pub fn collect(portal: &Portal) -> Shelves {
    let mut all: Vec<Shelf> = of_kinds(portal).chain(of_tags(portal)).collect();
    let long = all.iter().filter(|shelf| shelf.pages() > 1 && shelf.chosen.is_none());
    let facets: HashMap<Kind, Vec<Facet>> =
        long.filter_map(|shelf| Some((kind_of(shelf)?, facets::of(portal, shelf)))).collect();
    let choices = facets.iter().flat_map(|(kind, facets)| chosen(*kind, facets));
    all.extend(choices);
    all.extend(portal.chapters().all.iter().filter_map(of_chapter));
    all.extend((0..portal.site.nodes.len()).filter_map(|node| of_steps(portal, node)));
    all.sort_by(|a, b| a.first.cmp(&b.first));
    Shelves::new(all, facets)
}

/// The addresses of a kind's list: of its first page, and what those of the others begin with.
pub fn addresses(kind: Kind) -> (String, String) {
    (format!("{}/index.html", kind.folder()), format!("{}/page/", kind.folder()))
}

fn of_kinds(portal: &Portal) -> impl Iterator<Item = Shelf> + '_ {
    let shelf = |kind: Kind, holds: Holds| {
        let (first, further) = addresses(kind);
        Shelf { first, further, holds, chosen: None }
    };
    let journeys = shelf(Kind::Journey, Holds::Nodes(Kind::Journey, portal.journeys()));
    let ranks = (0..portal.site.opportunities.len()).collect();
    let opportunities = shelf(Kind::Opportunity, Holds::Opportunities(ranks));
    let others = LISTED
        .iter()
        .map(move |kind| shelf(*kind, Holds::Nodes(*kind, portal.site.of_kind(*kind).collect())));
    [journeys, opportunities].into_iter().chain(others.filter(|shelf| shelf.len() > 0))
}

fn of_tags(portal: &Portal) -> Option<Shelf> {
    let count = portal.tags().len();
    let (first, further) = ("tags/index.html".to_owned(), "tags/page/".to_owned());
    (count > 0).then_some(Shelf { first, further, holds: Holds::Tags(count), chosen: None })
}

/// The kinds that something can be chosen of.
fn kind_of(shelf: &Shelf) -> Option<Kind> {
    match &shelf.holds {
        Holds::Nodes(Kind::Journey, _) => Some(Kind::Journey),
        Holds::Opportunities(_) => Some(Kind::Opportunity),
        _ => None,
    }
}

/// The lists that choices lead to, where a choice has one of its own.
fn chosen(kind: Kind, facets: &[Facet]) -> Vec<Shelf> {
    let mut shelves = Vec::new();
    for facet in facets {
        let is_own = |choice: &&Choice| choice.url == facets::address(kind, facet.key, &choice.id);
        for choice in facet.choices.iter().filter(is_own) {
            shelves.push(Shelf {
                first: choice.url.clone(),
                further: further(&choice.url),
                holds: match kind {
                    Kind::Opportunity => Holds::Opportunities(choice.items.clone()),
                    kind => Holds::Nodes(kind, choice.items.clone()),
                },
                chosen: Some(Chosen { facet: facet.key, title: choice.title.clone(), node: choice.node }),
            });
        }
    }
    shelves
}

fn of_chapter(chapter: &Chapter) -> Option<Shelf> {
    let first = chapter.list()?;
    let chosen = Chosen { facet: "chapter", title: chapter.title.clone(), node: chapter.head };
    let holds = Holds::Nodes(Kind::Page, chapter.pages.clone());
    Some(Shelf { further: further(&first), first, holds, chosen: Some(chosen) })
}

fn of_steps(portal: &Portal, node: NodeId) -> Option<Shelf> {
    let known = &portal.site.nodes[node];
    // A step cannot refer to a thing without a mention, and looking at mentions costs nothing.
    let count = if known.mentions.len() > ROWS { portal.uses_of(node) } else { 0 };
    let first = steps_address(portal, node);
    let chosen = Chosen { facet: "thing", title: known.title.clone(), node: Some(node) };
    (count > ROWS).then(|| Shelf {
        further: further(&first),
        first,
        holds: Holds::Steps(node, count),
        chosen: Some(chosen),
    })
}

/// The address of the list of the steps that refer to a thing.
pub fn steps_address(portal: &Portal, node: NodeId) -> String {
    format!("{}/steps.html", stem(&portal.site.nodes[node].url))
}

/// `journeys/by-status/live.html` goes on with `journeys/by-status/live/2.html`.
fn further(first: &str) -> String {
    format!("{}/", stem(first))
}
