//! What a long list can be narrowed to: its things by persona, framework, team, basis, status, tag or owner.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use journeybook_model::Kind;

use super::{CARDS, Holds, Shelf};
use crate::render::portal::Portal;
use crate::render::words;
use crate::resolve::NodeId;

/// A question with several answers among the things of a list.
#[derive(Debug)]
pub struct Facet {
    /// Its word.
    pub key: &'static str,
    /// Its answers, those of most things first.
    pub choices: Vec<Choice>,
}

/// One of the answers.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its thing, where it is one with a page.
    pub node: Option<NodeId>,
    /// The page that lists all it leaves.
    pub url: String,
    /// What it leaves.
    pub items: Vec<usize>,
}

/// An answer that one thing gives: id, title, node.
type Answer = (String, String, Option<NodeId>);

/// What can be chosen of a list. A question that all answer alike is none.
pub fn of(portal: &Portal, shelf: &Shelf) -> Vec<Facet> {
    match &shelf.holds {
        Holds::Nodes(Kind::Journey, maps) => {
            let keys = ["persona", "framework", "team", "basis", "status", "tag"];
            all(Kind::Journey, &keys, maps, |map, key| of_map(portal, map, key))
        }
        Holds::Opportunities(ranks) => {
            all(Kind::Opportunity, &["status", "owner"], ranks, |rank, key| of_opportunity(portal, rank, key))
        }
        _ => Vec::new(),
    }
}

/// Where the list of a choice lies that has one of its own.
pub fn address(kind: Kind, facet: &str, id: &str) -> String {
    format!("{}/by-{facet}/{id}.html", kind.folder())
}

fn all(
    kind: Kind,
    keys: &[&'static str],
    items: &[usize],
    answers: impl Fn(usize, &str) -> Vec<Answer>,
) -> Vec<Facet> {
    let facet =
        |key: &&'static str| Facet { key, choices: choices(kind, key, items, |item| answers(item, key)) };
    keys.iter().map(facet).filter(|facet| facet.choices.len() > 1).collect()
}

fn choices(kind: Kind, key: &str, items: &[usize], answers: impl Fn(usize) -> Vec<Answer>) -> Vec<Choice> {
    let mut found: BTreeMap<String, Choice> = BTreeMap::new();
    for item in items {
        for (id, title, node) in answers(*item) {
            let new = || Choice { id: id.clone(), title, node, url: String::new(), items: Vec::new() };
            let choice = found.entry(id.clone()).or_insert_with(new);
            if choice.items.last() != Some(item) {
                choice.items.push(*item);
            }
        }
    }
    let mut choices: Vec<Choice> = found.into_values().collect();
    choices.iter_mut().for_each(|choice| choice.url = url(kind, key, choice));
    choices.sort_by_key(|choice| Reverse(choice.items.len()));
    choices
}

/// A thing's own page lists its maps as long as there are no more than it can show, and that of a tag always does.
fn url(kind: Kind, key: &str, choice: &Choice) -> String {
    let own = || address(kind, key, &choice.id);
    match key {
        "tag" => format!("tags/{}.html", choice.id),
        "persona" | "framework" | "team" if choice.items.len() <= CARDS => {
            format!("{}/{}.html", folder(key), choice.id)
        }
        _ => own(),
    }
}

fn folder(key: &str) -> &'static str {
    match key {
        "persona" => Kind::Persona.folder(),
        "framework" => Kind::Framework.folder(),
        _ => Kind::Team.folder(),
    }
}

fn of_map(portal: &Portal, map: NodeId, key: &str) -> Vec<Answer> {
    let named = |node: NodeId| {
        (portal.site.nodes[node].id.clone(), portal.site.nodes[node].title.clone(), Some(node))
    };
    match key {
        "tag" => portal.tag_ids(map).into_iter().map(|(id, title)| (id, title, None)).collect(),
        "basis" | "status" => {
            let word = portal.document(map).and_then(|document| document.fields.text(key));
            word.and_then(|word| answer(&word, words::title(portal.language(), &word))).into_iter().collect()
        }
        key => portal.site.fields_to(map, key).into_iter().map(named).collect(),
    }
}

fn of_opportunity(portal: &Portal, rank: usize, key: &str) -> Vec<Answer> {
    let known = &portal.site.opportunities[rank];
    let told = match key {
        "status" => {
            known.status.as_deref().and_then(|word| answer(word, words::status(portal.language(), word)))
        }
        _ => known.owner.as_deref().and_then(|owner| {
            let team = portal.site.find(Kind::Team, owner);
            answer(owner, team.map_or_else(|| owner.to_owned(), |team| portal.site.nodes[team].title.clone()))
        }),
    };
    told.into_iter().collect()
}

/// A word without a letter or digit has no address.
fn answer(word: &str, title: String) -> Option<Answer> {
    let id = crate::parse::slug(word);
    (!id.is_empty()).then_some((id, title, None))
}
