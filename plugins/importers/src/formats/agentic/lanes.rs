//! Layers: which lane each is, and what else is known of it.

use super::words::Languages;
use crate::page::Section;
use crate::tree::Node;

/// A layer of a path.
pub struct Layer<'n> {
    /// Its key.
    pub key: &'n str,
    /// Its name in the map's language.
    pub name: String,
    /// Its role, if it has one.
    pub role: Option<&'n str>,
    /// The lane that its cells become entries of.
    pub lane: String,
}

impl<'n> Layer<'n> {
    /// Reads a layer.
    pub fn of(node: &'n Node, languages: &Languages) -> Option<Self> {
        let key = node.str("key")?;
        let name = languages.first(node.get("display_name")).unwrap_or_else(|| key.to_owned());
        let role = node.str("role");
        let lane = lane(role, &name, key);
        Some(Self { key, name, role, lane })
    }

    /// Whether a cell holds one thing a line.
    pub fn has_pills(&self) -> bool {
        matches!(self.role, Some("frontstage_tech" | "backstage_tech" | "support_systems"))
    }

    /// Whether the layer is a group of people at work.
    pub fn is_team(&self) -> bool {
        matches!(self.role, Some("frontstage_actions" | "backstage_actions"))
    }
}

/// A label has up to five words; a longer name would be taken for a sentence.
const LABEL: usize = 5;

fn lane(role: Option<&str>, name: &str, key: &str) -> String {
    match role {
        Some("customer_actions") => "doing".into(),
        Some("frontstage_actions") => "frontstage".into(),
        Some("backstage_actions") => "backstage".into(),
        Some("frontstage_tech") => "touchpoint".into(),
        Some("backstage_tech") => "system".into(),
        Some("support_systems") => "support".into(),
        _ if name.split_whitespace().count() <= LABEL && !name.contains(':') => name.into(),
        _ => key.replace(['-', '_'], " "),
    }
}

/// What the layers are called, measured on and work with: a list below the map.
pub fn section(path: &Node, languages: &Languages) -> Option<Section> {
    let items: Vec<String> = path.all("layers").filter_map(|node| item(node, languages)).collect();
    (!items.is_empty()).then(|| Section { title: "Lanes of the source".into(), items, ..Section::default() })
}

fn item(node: &Node, languages: &Languages) -> Option<String> {
    let layer = Layer::of(node, languages)?;
    let others: Vec<String> =
        languages.others(node.get("display_name")).into_iter().map(|(_, name)| name).collect();
    let mut item = layer.name.clone();
    if !others.is_empty() {
        item += &format!(" ({})", others.join(", "));
    }
    item += &format!(", key {}: ", layer.key);
    item += &match layer.role {
        Some(role) => format!("lane {}, role {role}", layer.lane),
        None => format!("lane {}", layer.lane),
    };
    for (key, title) in [("kpis", "measured on"), ("tools", "works with")] {
        let words: Vec<&str> = node.texts(key).collect();
        if !words.is_empty() {
            item += &format!("; {title} {}", words.join(", "));
        }
    }
    Some(item)
}
