//! The list of everything, from A to Z.

use journeybook_model::Kind;
use minijinja::{Value, context};

use super::pager::Pager;
use crate::render::glossary::{Glossary, Leaf, Of, PLACES};
use crate::render::reads::Key;
use crate::render::tags::Tag;
use crate::render::view::{maybe, subject, view};
use crate::resolve::NodeId;

view! {
    /// The list of everything, or a page of it.
    GlossaryView "Glossary" { leaf: Leaf }
    /// How many entries the whole list has.
    count(v) => v.glossary().count;
    /// The letters: name, url (of its first page, or its place on this one), count, first and last (titles), current.
    letters(v) => v.letters();
    /// The entries of this page by letter: name, anchor, terms (title, kind, kind_title, places (url, title), more).
    groups(v) => v.groups();
    /// Where a letter has several pages, those pages: url, number, current.
    parts(v) => v.parts();
}

impl GlossaryView {
    fn glossary(&self) -> &Glossary {
        self.cx.portal.glossary()
    }

    fn letters(&self) -> Value {
        let glossary = self.glossary();
        let shown = glossary.letters.iter().enumerate().map(|(at, letter)| {
            let url = match glossary.is_small() {
                true => format!("{}#{}", glossary.url(Leaf::All), anchor(at)),
                false => glossary.url(Leaf::Letter(at, 0)),
            };
            context! {
                name => letter.name.clone(), url => url, count => letter.count(),
                first => self.title(letter.entry(0)), last => self.title(letter.entry(letter.count() - 1)),
                current => matches!(self.leaf, Leaf::Letter(own, _) if own == at),
            }
        });
        shown.collect()
    }

    fn groups(&self) -> Value {
        let glossary = self.glossary();
        let group = |at: usize, part: usize| {
            let letter = &glossary.letters[at];
            let shown = letter.page(part).map(|entry| self.term(entry));
            context! { name => letter.name.clone(), anchor => anchor(at), terms => shown.collect::<Value>() }
        };
        match self.leaf {
            Leaf::Letter(at, part) => std::iter::once(group(at, part)).collect(),
            // A small site has no letter with more than a page.
            Leaf::All if glossary.is_small() => (0..glossary.letters.len()).map(|at| group(at, 0)).collect(),
            Leaf::All => std::iter::empty::<Value>().collect(),
        }
    }

    fn title(&self, entry: &[Of]) -> &str {
        self.cx.portal.called(entry[0])
    }

    fn term(&self, entry: &[Of]) -> Value {
        let portal = &self.cx.portal;
        let kind = portal.kind_of(entry[0]);
        let places = entry.iter().take(PLACES).map(|of| {
            let (url, title) = portal.place_of(*of);
            context! { url => url, title => title }
        });
        context! {
            title => self.title(entry),
            kind => kind,
            kind_title => portal.language().text(&format!("kind-{kind}")),
            places => places.collect::<Value>(),
            more => entry.len().saturating_sub(PLACES),
        }
    }

    fn parts(&self) -> Value {
        let Leaf::Letter(at, own) = self.leaf else { return std::iter::empty::<Value>().collect() };
        let count = self.glossary().letters[at].pages();
        let shown = (0..count).filter(|_| count > 1).map(|part| {
            context! { url => self.glossary().url(Leaf::Letter(at, part)), number => part + 1, current => part == own }
        });
        shown.collect()
    }
}

fn anchor(letter: usize) -> String {
    format!("letter-{}", letter + 1)
}

subject!(GlossaryView(v) Key::Glossary(v.leaf), format!("glossary {:?}", v.leaf));

view! {
    /// A tag, or a page of it where many things have it.
    TagView "Tag" { at: usize, part: usize }
    /// Its id.
    id(v) => v.tag().id.as_str();
    /// Its word.
    title(v) => v.tag().title.as_str();
    /// Its first page.
    url(v) => v.tag().url(0);
    /// How many things have it.
    count(v) => v.tag().nodes.len();
    /// The journeys of this page that have it.
    journeys(v) => super::of_nodes(&v.cx, v.shown().filter(|node| v.cx.portal.is_map(*node)));
    /// What else has it on this page, by kind: kind, title, items.
    groups(v) => v.groups();
    /// Links to its pages: number, url, current, gap (whether some before it are left out); none where there is one.
    pages(v) => v.pager().links();
    /// The page before, or none.
    previous(v) => v.pager().previous();
    /// The page after, or none.
    next(v) => v.pager().next();
}

impl TagView {
    fn tag(&self) -> &Tag {
        &self.cx.portal.tags()[self.at]
    }

    fn pager(&self) -> Pager<impl Fn(usize) -> String + '_> {
        Pager { part: self.part, count: self.tag().pages(), url: |part| self.tag().url(part) }
    }

    fn shown(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.tag().nodes[self.tag().range(self.part)].iter().copied()
    }

    fn groups(&self) -> Value {
        let portal = &self.cx.portal;
        let of_kind = |kind: Kind| {
            let own =
                self.shown().filter(|node| portal.site.nodes[*node].kind == kind && !portal.is_map(*node));
            let own: Vec<NodeId> = own.collect();
            maybe((!own.is_empty()).then(|| {
                context! { kind => kind.word(), title => portal.language().kind(kind), items => super::of_nodes(&self.cx, own) }
            }))
        };
        Kind::ALL.into_iter().map(of_kind).filter(|group| !group.is_none()).collect()
    }
}

subject!(TagView(v) Key::Tag(v.at, v.part), format!("tag {} {}", v.tag().title, v.part));
