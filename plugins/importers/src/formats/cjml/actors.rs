//! Actors: end users are personas, whoever serves them is a team.

use std::collections::BTreeMap;

use journeybook_plugin::Imported;

use super::{any, every, plain, said};
use crate::names::{Names, id};
use crate::page::{Field, Map};
use crate::tree::{Node, Value};

/// The actors of a file by their id.
#[derive(Default)]
pub struct Actors(BTreeMap<String, Actor>);

/// An actor.
pub struct Actor {
    /// Whether it is the one whose journey it is.
    pub is_user: bool,
    /// The id of its document.
    pub id: String,
}

impl Actors {
    /// Reads a journey's actors and writes those that are new. The answer is the journey's personas.
    pub fn read(&mut self, journey: &Node, names: &mut Names, out: &mut Imported) -> Vec<String> {
        let inside = every(journey, &["actors"]).flat_map(Node::items).flat_map(Node::pairs);
        let beside = journey.pairs().iter().filter(|(name, _)| plain(name) == "actor");
        let mut personas = Vec::new();
        for (name, node) in inside.chain(beside) {
            if let Some(actor) = self.actor(name, node, names, out).filter(|actor| actor.is_user) {
                personas.push(actor.id.clone());
            }
        }
        personas
    }

    /// The actor of an id.
    pub fn find(&self, id: &str) -> Option<&Actor> {
        self.0.get(id)
    }

    /// The ids that there are.
    pub fn known(&self) -> String {
        self.0.keys().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
    }

    fn actor(&mut self, name: &str, node: &Node, names: &mut Names, out: &mut Imported) -> Option<&Actor> {
        let key = match &node.value {
            Value::Map(_) => said(node, &["actorid", "actoridref", "id"]),
            _ => node.text(),
        };
        let Some(key) = key else {
            out.lost(node.line, format!("the actor `{name}` has no id, so nothing can name it"));
            return None;
        };
        if !self.0.contains_key(key) {
            let actor = write(name, key, node, names, out);
            self.0.insert(key.to_owned(), actor);
        }
        self.0.get(key)
    }
}

fn write(name: &str, key: &str, node: &Node, names: &mut Names, out: &mut Imported) -> Actor {
    let role = said(node, &["actorrole", "role"]);
    let is_user = plain(name) == "enduser" || role.is_some_and(means_user);
    let title = said(node, &["actorname", "companyname", "name"]).unwrap_or(key);
    let (folder, fallback) = if is_user { ("personas", "persona") } else { ("teams", "team") };
    let path = names.path(folder, title, fallback);
    let mut map = Map { path: path.clone(), ..Map::default() }.field("title", Field::Text(title.into()));
    if let (true, Some(role)) = (is_user, role) {
        map = map.field("role", Field::Text(role.into()));
    }
    let kind = any(node, &["providertype"]).and_then(Node::text);
    let team = [role.filter(|_| !is_user), kind, Some(key).filter(|key| *key != title)];
    map.overview = team.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    out.document(&path, map.markdown());
    Actor { is_user, id: id(&path).to_owned() }
}

/// A generator writes roles in the user's own words.
fn means_user(role: &str) -> bool {
    let role = plain(role);
    ["user", "customer", "patient", "citizen", "client"].iter().any(|word| role.contains(word))
}
