//! Plain pages in chapters: those of one folder belong together. Its head is the folder's `index.md`, or the page beside it
//! that is called as it is.

use std::collections::{HashMap, HashSet};

use journeybook_model::Kind;

use super::portal::Portal;
use super::shelves::ROWS;
use crate::resolve::NodeId;

/// A chapter with more pages than this is folded where all chapters are shown.
pub const OPEN: usize = 20;

/// The pages of one folder.
#[derive(Debug)]
pub struct Chapter {
    /// The folder, or the word that pages of other folders name in `chapter:`; empty for pages of no folder.
    pub folder: String,
    /// What it is called: the title of its head, else the folder's name.
    pub title: String,
    /// The page that stands for it.
    pub head: Option<NodeId>,
    /// The others, in the order of the site.
    pub pages: Vec<NodeId>,
}

impl Chapter {
    /// The page that lists what its own place on other pages cannot hold.
    pub fn list(&self) -> Option<String> {
        (self.pages.len() > ROWS).then(|| match self.folder.as_str() {
            "" => "pages.html".to_owned(),
            folder => format!("{folder}/pages.html"),
        })
    }
}

/// All chapters, and which one each plain page belongs to.
#[derive(Debug, Default)]
pub struct Chapters {
    /// Those of no folder, then by the place of their first page.
    pub all: Vec<Chapter>,
    of_page: HashMap<NodeId, usize>,
}

impl Chapters {
    /// The chapter of a plain page.
    pub fn of(&self, page: NodeId) -> Option<&Chapter> {
        self.all.get(*self.of_page.get(&page)?)
    }
}

impl Portal {
    /// The chapters of the site's plain pages.
    pub fn chapters(&self) -> &Chapters {
        self.chapters.get_or_init(|| self.bound())
    }

    fn bound(&self) -> Chapters {
        let home = self.site.find(Kind::Page, "index");
        let pages = self.site.of_kind(Kind::Page).filter(|page| Some(*page) != home);
        let mut pages: Vec<(String, NodeId)> = pages.map(|page| (self.folder(page), page)).collect();
        let folders: HashSet<String> = pages.iter().map(|(folder, _)| folder.clone()).collect();
        for (folder, page) in &mut pages {
            let id = &self.site.nodes[*page].id;
            if folders.contains(id) && self.head(id) == Some(*page) {
                folder.clone_from(id);
            }
        }
        // The order of the site stays within the pages of no folder and within all others.
        pages.sort_by_key(|(folder, _)| !folder.is_empty());
        let mut chapters = Chapters::default();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (folder, page) in pages {
            let at = *known.entry(folder).or_insert_with_key(|folder| {
                chapters.all.push(self.chapter(folder));
                chapters.all.len() - 1
            });
            chapters.of_page.insert(page, at);
            if chapters.all[at].head != Some(page) {
                chapters.all[at].pages.push(page);
            }
        }
        chapters
    }

    fn chapter(&self, folder: &str) -> Chapter {
        let head = self.head(folder);
        let name = folder.rsplit('/').next().unwrap_or_default();
        let title = match head {
            Some(head) => self.site.nodes[head].title.clone(),
            None => super::words::capitalised(name),
        };
        Chapter { folder: folder.to_owned(), title, head, pages: Vec::new() }
    }

    fn head(&self, folder: &str) -> Option<NodeId> {
        let inside = self.site.find(Kind::Page, &format!("{folder}/index"));
        inside.or_else(|| self.site.find(Kind::Page, folder))
    }

    /// The folder a page lies in, unless it names another.
    fn folder(&self, page: NodeId) -> String {
        let named = self.document(page).and_then(|document| document.fields.text("chapter"));
        let own = || self.site.nodes[page].url.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        named.unwrap_or_else(own)
    }
}
