//! A site that was read and checked. Its pages are made when they are asked for, one by one or all.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use journeybook_model::{Diagnostic, Digest};

use crate::Output;
use crate::outlet::{Listing, Nowhere, Outlet};
use crate::render::{Linked, Made, Press, Search};

/// A site that is read and checked, with everything that its portal is made from.
pub struct Draft {
    /// What there is to say of it; it holds no files yet.
    pub output: Output,
    /// Identifies everything that it is made from.
    pub identity: Digest,
    /// The same without what style sheets say: two drafts that agree on it have the same pages.
    pub apart: Digest,
    pub(crate) press: Press,
    pub(crate) linked: Arc<Linked>,
}

impl Draft {
    /// A file of the portal, made now where the outlet does not hold it; none where there is none. The error says why a
    /// page cannot be made.
    pub fn file(&self, outlet: &dyn Outlet, address: &str) -> Result<Option<Arc<[u8]>>, Box<Diagnostic>> {
        let Some(page) = self.press.page(address) else {
            return Ok(self.press.file(&self.linked, address).or_else(|| self.of_search(address)));
        };
        match self.press.make(outlet, page) {
            Made::Kept(digest) | Made::New(digest) => Ok(outlet.get(address, digest)),
            Made::Failed(note) => Err(note),
            Made::Without => Ok(None),
        }
    }

    fn of_search(&self, address: &str) -> Option<Arc<[u8]>> {
        let files = address.starts_with("search/").then(|| self.output.search.files());
        files.and_then(|files| files.get(address)).cloned()
    }

    /// The addresses of its pages.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.press.pages().map(|page| page.url.as_str())
    }

    /// Whether there is a template for any of its pages.
    pub fn has_pages(&self) -> bool {
        self.press.pages().any(|page| self.press.theme.templates.get_template(page.template).is_ok())
    }

    /// The site's data as JSON, also where the portal holds none.
    pub fn data(&self) -> Arc<[u8]> {
        self.press.data()
    }

    /// The style sheets of the portal.
    pub fn sheets(&self) -> Listing {
        self.press.sheets(&self.linked)
    }

    /// Tries every page that is not known to be good, and says how many had to be rendered and what is wrong with others;
    /// nothing where it was told to stop.
    pub fn tried(&self, stop: &AtomicBool) -> Option<(usize, Vec<Diagnostic>)> {
        let (mut rendered, mut wrong) = (0, Vec::new());
        for page in self.press.pages() {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            match self.press.make(&Nowhere, page) {
                Made::New(_) => rendered += 1,
                Made::Failed(note) => wrong.push(*note),
                Made::Kept(_) | Made::Without => {}
            }
        }
        Some((rendered, distinct(wrong)))
    }

    /// The whole portal; each file is given away as soon as it is made.
    pub(crate) fn whole(self, outlet: &dyn Outlet) -> Output {
        let Draft { mut output, press, linked, .. } = self;
        let (rendered, exported) = rayon::join(|| press.render(outlet), || press.exported(outlet));
        let mut listing = press.beside(&linked, &rendered.files, outlet);
        output.work.pages = rendered.files.len();
        output.work.rendered = rendered.rendered;
        listing.extend(exported);
        listing.extend(rendered.files);
        if !rendered.searched {
            output.search = Search::default();
        }
        output.diagnostics.extend(distinct(rendered.notes));
        output.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        Output { listing, ..output }
    }
}

/// One mistake in a template is one finding, however many pages it spoils.
fn distinct(notes: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = std::collections::HashSet::new();
    let place =
        |note: &Diagnostic| (note.code, note.place.file.clone(), note.place.span.map(|span| span.start));
    notes.into_iter().filter(|note| seen.insert(place(note))).collect()
}
