//! A page of a list.

use journeybook_model::Kind;
use minijinja::{Value, context};

use super::pager::Pager;
use super::{FacetView, HeatView, OpportunityView, TagView, board, document, of_node, of_nodes};
use crate::render::portal::Portal;
use crate::render::reads::Key;
use crate::render::shelves::{Chosen, Holds, Leaf, Shelf};
use crate::render::view::{maybe, subject, view};
use crate::resolve::NodeId;

view! {
    /// A list, or a page of it where it is long: of all things of a kind, of those that have something in common, of all
    /// tags, or of the steps that refer to a thing.
    ListView "List" { leaf: Leaf }
    /// The word of the kind of what is listed; "tag" and "step" besides the kinds of things.
    kind(v) => v.shelf().kind();
    /// The list's heading.
    title(v) => v.title();
    /// What this page shows of it.
    items(v) => v.items();
    /// How many there are on all its pages.
    total(v) => v.shelf().len();
    /// Where what this page shows begins, from 1.
    first(v) => v.shelf().range(v.leaf.part).start + 1;
    /// Where it ends.
    last(v) => v.shelf().range(v.leaf.part).end;
    /// Links to its pages, the first, the last and those near: number, url, current, gap (whether some before it are left
    /// out); none where one page holds all.
    pages(v) => v.pager().links();
    /// The page before, or none.
    previous(v) => v.pager().previous();
    /// The page after, or none.
    next(v) => v.pager().next();
    /// Its first page.
    url(v) => v.shelf().first.as_str();
    /// What all it shows has in common, where it is not everything of its kind, or none: facet (persona, framework, team,
    /// basis, status, tag, owner, chapter or thing), title, thing (or none).
    choice(v) => v.choice();
    /// Where everything of its kind has several pages, what it can be narrowed to.
    facets(v) => v.facets();
    /// For each framework that two or more journeys of this page declare, how its stages feel in them; none on the pages of a
    /// list of several, unless what it shows has the framework in common.
    heat(v) => v.heat();
    /// For opportunities, what is said of the whole list, else none: open (how many are neither done nor rejected), unsized
    /// (how many lack impact or effort), statuses (word, title, count), cells (impact, effort, opportunities, more): those
    /// that are open and sized by the two numbers, at most seven of each.
    board(v) => maybe(v.ranks().map(|ranks| board::board(&v.cx, ranks)));
}

impl ListView {
    fn shelf(&self) -> &Shelf {
        &self.cx.portal.shelves().all[self.leaf.shelf]
    }

    fn pager(&self) -> Pager<impl Fn(usize) -> String + '_> {
        let shelf = self.shelf();
        Pager { part: self.leaf.part, count: shelf.pages(), url: |part| shelf.url(part) }
    }

    fn title(&self) -> String {
        title(&self.cx.portal, self.leaf)
    }

    fn items(&self) -> Value {
        let range = self.shelf().range(self.leaf.part);
        match &self.shelf().holds {
            Holds::Nodes(_, nodes) => of_nodes(&self.cx, nodes[range].iter().copied()),
            Holds::Opportunities(ranks) => {
                ranks[range].iter().map(|at| OpportunityView::value(&self.cx, *at)).collect()
            }
            Holds::Tags(_) => range.map(|at| TagView::value(&self.cx, at, 0)).collect(),
            Holds::Steps(node, _) => {
                let places = &self.cx.portal.used_at(*node)[range];
                places.iter().map(|place| document::step(&self.cx, *place)).collect()
            }
        }
    }

    fn ranks(&self) -> Option<&[usize]> {
        match &self.shelf().holds {
            Holds::Opportunities(ranks) => Some(ranks),
            _ => None,
        }
    }

    /// The maps that this page shows.
    pub fn maps(&self) -> &[NodeId] {
        match &self.shelf().holds {
            Holds::Nodes(Kind::Journey, maps) => &maps[self.shelf().range(self.leaf.part)],
            _ => &[],
        }
    }

    fn choice(&self) -> Value {
        let shown = |chosen: &Chosen| {
            context! {
                facet => chosen.facet,
                title => chosen.title.clone(),
                thing => maybe(chosen.node.map(|node| of_node(&self.cx, node))),
            }
        };
        maybe(self.shelf().chosen.as_ref().map(shown))
    }

    fn facets(&self) -> Value {
        let of = match &self.shelf().holds {
            Holds::Nodes(kind, _) => *kind,
            Holds::Opportunities(_) => Kind::Opportunity,
            _ => return Value::from(()),
        };
        let facets = 0..self.cx.portal.shelves().facets_of(of).len();
        facets.map(|at| FacetView::value(&self.cx, of, at)).collect()
    }

    fn heat(&self) -> Value {
        let chosen = self.shelf().chosen.as_ref();
        let on_one = self.shelf().pages() == 1 || chosen.is_some_and(|chosen| chosen.facet == "framework");
        HeatView::all(&self.cx, if on_one { self.maps() } else { &[] }, Some(self.leaf))
    }
}

/// What a page of a list is called: "Journeys", "Journeys: Live", "Journeys: Live, page 2".
pub fn title(portal: &Portal, leaf: Leaf) -> String {
    let language = portal.language();
    let shelf = &portal.shelves().all[leaf.shelf];
    let kind = match &shelf.holds {
        Holds::Nodes(kind, _) => language.kind(*kind),
        Holds::Opportunities(_) => language.kind(Kind::Opportunity),
        Holds::Tags(_) => language.text("tags"),
        Holds::Steps(..) => language.text("steps"),
    };
    let whole = match &shelf.chosen {
        Some(chosen) => format!("{kind}: {}", chosen.title),
        None => kind,
    };
    language.of_page(&whole, leaf.part)
}

subject!(ListView(v) Key::List(v.leaf), format!("list {} {}", v.shelf().first, v.leaf.part));
