//! The page itself, and the navigation.

use journeybook_model::Kind;

use crate::render::reads::Key;
use crate::render::view::{maybe, subject, view};

view! {
    /// The page at hand.
    PageView "Page" { title_text: String, template: &'static str, kind_word: Option<Kind>, file: Option<String>, about: Option<String> }
    /// Its address from the portal's root.
    url(v) => v.cx.url.as_str();
    /// The way from it to the portal's root.
    root(_v) => crate::render::address::marked("");
    /// Its title.
    title(v) => v.title_text.as_str();
    /// The template it is made with.
    template(v) => v.template;
    /// The kind of thing it shows, or none.
    kind(v) => maybe(v.kind_word.map(Kind::word));
    /// The Markdown file it shows, or none.
    source(v) => maybe(v.file.clone());
    /// A sentence about it, or none.
    description(v) => maybe(v.about.clone());
}

subject!(PageView(v) Key::Page, format!("page {}", v.cx.url));

view! {
    /// An entry of the navigation.
    NavView "Nav" { kind_word: Kind, label: String, to: String }
    /// What it says.
    title(v) => v.label.as_str();
    /// Where it leads.
    url(v) => v.to.as_str();
    /// The kind of thing it leads to.
    kind(v) => v.kind_word.word();
    /// Whether the page at hand belongs to it.
    current(v) => v.current();
}

impl NavView {
    fn current(&self) -> bool {
        let folder = |path: &str| path.split_once('/').map(|(folder, _)| folder.to_owned());
        let home = self.cx.url == "index.html" && self.kind_word == Kind::Journey;
        let inside = folder(&self.cx.url).is_some() && folder(&self.cx.url) == folder(&self.to);
        home || inside || self.cx.url == self.to
    }
}

subject!(NavView(v) Key::Page, format!("nav {} {}", v.to, v.label));
