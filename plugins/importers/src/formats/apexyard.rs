//! The YAML of apexyard's journeys: pages of a product and the ways between them.

use journeybook_plugin::{Format, Imported, SourceFile};

use super::Reader;
use crate::names::Names;
use crate::page::{Entry, Field, Map, Stage};
use crate::tree::{Node, left, yaml};

/// The reader.
pub struct Apexyard;

const ID: &str = "page-flow";

impl Reader for Apexyard {
    fn format(&self) -> Format {
        Format::new(ID, "Page flow", &["yaml", "yml"])
            .description("A YAML file with the pages of a product and the transitions between them, as apexyard writes it.")
    }

    fn knows(&self, file: &SourceFile) -> bool {
        let has = |text: &str, key: &str| text.lines().any(|line| line.starts_with(key));
        file.text().is_ok_and(|text| has(text, "pages:") && has(text, "transitions:"))
    }

    fn read(&self, file: &SourceFile, _: Option<&str>) -> Result<Imported, String> {
        let yaml = yaml::parse(file.text()?)?;
        let flows = yaml.documents.iter().filter(|node| node.get("pages").is_some());
        let mut out = Imported::new(ID);
        let mut names = Names::default();
        flows.for_each(|node| flow(node, &mut names, &mut out));
        if out.documents.is_empty() {
            return Err("the file has no `pages`; write them as a list with `id` and `title`".into());
        }
        super::say_mended(&yaml.mended, &mut out);
        super::say_comments(&yaml.comments, &mut out);
        for left in yaml.documents.iter().flat_map(left) {
            out.lost(left.line, format!("{} has no place in a journey map and is left out", left.named()));
        }
        out.gap("The file knows pages, not people: it says nothing of what they think, feel or need.");
        Ok(out)
    }
}

fn flow(node: &Node, names: &mut Names, out: &mut Imported) {
    let title = node.str("title").or_else(|| node.str("feature")).unwrap_or("Page flow");
    let path = names.path("journeys", node.str("feature").unwrap_or(title), "journey");
    let mut map = Map { path, ..Map::journey(title) };
    if let Some(project) = node.str("project") {
        map = map.field("tags", Field::List(vec![project.into()]));
    }
    let texts = ["description", "notes"].into_iter().filter_map(|key| node.str(key));
    map.overview = texts.collect::<Vec<_>>().join("\n\n");
    map.stages = ordered(node).into_iter().map(|page| stage(page, node, out)).collect();
    strays(node, out);
    out.document(&map.path, map.markdown());
}

/// The pages in the order in which the first way on from each leads through them, then the others.
fn ordered(node: &Node) -> Vec<&Node> {
    let pages: Vec<&Node> = node.all("pages").collect();
    let mut ordered: Vec<&Node> = Vec::new();
    let mut next = node.str("entry").or_else(|| pages.first()?.peek_at("id"));
    while let Some(page) = next.and_then(|id| pages.iter().find(|page| page.peek_at("id") == Some(id))) {
        if ordered.iter().any(|known| std::ptr::eq(*known, *page)) {
            break;
        }
        ordered.push(page);
        let id = page.peek_at("id");
        next =
            node.all("transitions").find(|way| way.peek_at("from") == id).and_then(|way| way.peek_at("to"));
    }
    let others = pages.iter().filter(|page| !ordered.iter().any(|known| std::ptr::eq(*known, **page)));
    let others: Vec<&Node> = others.copied().collect();
    ordered.extend(others);
    ordered
}

fn stage(page: &Node, node: &Node, out: &mut Imported) -> Stage {
    let lanes = [("contents", "touchpoint content"), ("success_state", "success"), ("error_state", "risk")];
    let mut entries: Vec<Entry> = Vec::new();
    for (key, lane) in lanes {
        entries.extend(page.texts(key).map(|text| Entry::plain(lane, text)));
    }
    let ways = node.all("transitions").filter(|way| way.peek_at("from") == page.peek_at("id"));
    for way in ways {
        entries.extend(leads_to(way, node, out));
    }
    let id = page.str("id").map(|id| ("id".to_owned(), id.to_owned()));
    Stage {
        title: page.str("title").or(page.peek_at("id")).unwrap_or("Page").into(),
        attributes: id.into_iter().collect(),
        narrative: page.str("description").unwrap_or_default().into(),
        entries,
        ..Stage::default()
    }
}

fn leads_to(way: &Node, node: &Node, out: &mut Imported) -> Option<Entry> {
    let to = way.str("to")?;
    way.mark(&["from"]);
    let Some(page) = node.all("pages").find(|page| page.peek_at("id") == Some(to)) else {
        out.lost(way.line, format!("a transition leads to `{to}`, which is no page; it is left out"));
        return None;
    };
    let title = page.peek_at("title").unwrap_or(to);
    let words = way.str("trigger").map_or(title.to_owned(), |trigger| format!("{title} ({trigger})"));
    Some(Entry::plain("leads to", &words))
}

fn strays(node: &Node, out: &mut Imported) {
    let known = |id: Option<&str>| node.all("pages").any(|page| page.peek_at("id") == id);
    for way in node.all("transitions").filter(|way| !known(way.peek_at("from"))) {
        let from = way.str("from").unwrap_or("nothing").to_owned();
        out.lost(way.line, format!("a transition comes from `{from}`, which is no page; it is left out"));
    }
}
