//! The site as a whole: what the home page and the lists are made from.

use journeybook_model::Kind;
use minijinja::Value;

use super::{HeatView, ListView, MomentView, NavView, OpportunityView, TagView, chapter, featured, of_nodes};
use crate::plugin::ranking;
use crate::render::pages::{JOURNEYS, NAV, OVERVIEW};
use crate::render::portal::Place;
use crate::render::reads::Key;
use crate::render::view::{maybe, subject, view};
use crate::resolve::NodeId;

/// How many moments, opportunities and neglected journeys the home page tells of.
pub const FEW: usize = 5;

view! {
    /// The site.
    SiteView "Site" {}
    /// Its title.
    title(v) => v.cx.portal.site.settings.title.as_str();
    /// The language of its texts.
    language(v) => v.cx.portal.site.settings.language.as_str();
    /// "ltr" or "rtl".
    dir(v) => if is_rtl(&v.cx.portal.site.settings.language) { "rtl" } else { "ltr" };
    /// A sentence about it, or none.
    description(v) => maybe(v.cx.portal.site.settings.description.clone());
    /// The address of a picture that stands for it, or none.
    logo(v) => maybe(v.cx.portal.site.settings.logo.as_deref().map(|path| v.cx.portal.published(path)));
    /// The address of a style sheet to be read after the theme's, or none.
    stylesheet(v) => maybe(v.cx.portal.site.settings.stylesheet.as_deref().map(|path| v.cx.portal.published(path)));
    /// The address of a style sheet with the site's own design tokens, to be read before that one, or none.
    tokens(v) => maybe(v.cx.portal.site.settings.tokens.address(v.cx.portal.site.settings.plain_names));
    /// Where it is published, or none.
    base_url(v) => maybe(v.cx.portal.site.settings.base_url.clone());
    /// Where a reader can propose a change (the file's path is put after it), or none.
    edit_url(v) => maybe(v.cx.portal.site.settings.edit_url.clone());
    /// The version of Journeybook.
    version(_v) => env!("CARGO_PKG_VERSION");
    /// How many Markdown files it is made from.
    file_count(v) => v.cx.portal.file_count;
    /// The pages a reader finds in the head of every page.
    nav(v) => v.nav();
    /// How many journeys there are.
    journey_count(v) => v.cx.portal.journeys().len();
    /// The list of all journeys, its first page.
    journey_list(v) => v.journey_list();
    /// The journeys the home page shows: all of a few, else some with the lowest mean feeling, the lowest first.
    featured(v) => of_nodes(&v.cx, featured::journeys(&v.cx.portal));
    /// The journeys whose curves can be drawn on one another, in the order of the site; more would be one grey.
    curves(v) => of_nodes(&v.cx, featured::curves(&v.cx.portal));
    /// All journeys.
    journeys(v) => of_nodes(&v.cx, v.cx.portal.journeys());
    /// The pages that show two bases of one journey side by side: url, title.
    comparisons(v) => v.comparisons();
    /// All personas.
    personas(v) => v.of_kind(Kind::Persona);
    /// The frameworks its journeys declare.
    frameworks(v) => v.of_kind(Kind::Framework);
    /// All touchpoints.
    touchpoints(v) => v.of_kind(Kind::Touchpoint);
    /// All channels.
    channels(v) => v.of_kind(Kind::Channel);
    /// All solutions.
    solutions(v) => v.of_kind(Kind::Solution);
    /// All evidence.
    evidence(v) => v.of_kind(Kind::Evidence);
    /// All metrics.
    metrics(v) => v.of_kind(Kind::Metric);
    /// All teams.
    teams(v) => v.of_kind(Kind::Team);
    /// All tags, by name.
    tags(v) => (0..v.cx.portal.tags().len()).map(|at| TagView::value(&v.cx, at, 0)).collect::<Value>();
    /// The plain pages in chapters, a folder each: title, url (of its head, or none), summary (or none), folded (whether they
    /// are many), pages (the first of them), total, all (the list of all where that is not all, or none).
    chapters(v) => chapter::all(&v.cx);
    /// All plain pages.
    pages(v) => v.of_kind(Kind::Page);
    /// How many opportunities there are, with those that are closed.
    opportunity_count(v) => v.cx.portal.site.opportunities.len();
    /// The opportunities to be taken up next: the first that are open, by rank.
    next_up(v) => v.next_up();
    /// All opportunities, by rank, those that are closed last.
    opportunities(v) => (0..v.cx.portal.site.opportunities.len()).map(|at| OpportunityView::value(&v.cx, at)).collect::<Value>();
    /// How opportunities are ranked: `formula`, and `plugin` (the one that computes it) or none.
    ranking(v) => v.ranking();
    /// The worst moments of all journeys as they are.
    worst_moments(v) => v.moments(|score| score < 0.0, |a, b| a.total_cmp(&b));
    /// The best moments of all journeys as they are.
    best_moments(v) => v.moments(|score| score > 0.0, |a, b| b.total_cmp(&a));
    /// Journeys that somebody should look at, and why: journey, reason. Those overdue longest come first.
    needs_look(v) => featured::neglected(&v.cx);
    /// How many steps all journeys have.
    step_count(v) => v.cx.portal.journeys().into_iter().map(|node| v.cx.portal.chart(node).columns.len()).sum::<usize>();
    /// For each framework that two or more journeys declare, how its stages feel in each of them.
    heat(v) => HeatView::all(&v.cx, &v.cx.portal.journeys(), None);
}

fn is_rtl(language: &str) -> bool {
    let tag = language.split(['-', '_']).next().unwrap_or_default();
    ["ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv"].contains(&tag)
}

impl SiteView {
    fn of_kind(&self, kind: Kind) -> Value {
        of_nodes(&self.cx, self.cx.portal.site.of_kind(kind))
    }

    fn journey_list(&self) -> Value {
        let leaf = self.cx.portal.shelves().leaf(JOURNEYS, 0);
        maybe(leaf.map(|leaf| ListView::value(&self.cx, leaf)))
    }

    fn next_up(&self) -> Value {
        let all = self.cx.portal.site.opportunities.iter().take(FEW).enumerate();
        let open = all.filter(|(_, known)| !known.is_closed());
        open.map(|(at, _)| OpportunityView::value(&self.cx, at)).collect()
    }

    fn comparisons(&self) -> Value {
        let portal = &self.cx.portal;
        let shown = |at| minijinja::context! { url => portal.comparison_url(at), title => portal.comparison_title(at) };
        (0..portal.comparisons().len()).map(shown).collect()
    }

    fn nav(&self) -> Value {
        let site = &self.cx.portal.site;
        let is_filled = |kind: Kind| match kind {
            Kind::Opportunity => !site.opportunities.is_empty(),
            kind => site.of_kind(kind).next().is_some(),
        };
        let lists = NAV.iter().filter(|(kind, ..)| is_filled(*kind));
        let lists = lists.map(|(kind, url)| {
            NavView::value(&self.cx, *kind, self.cx.portal.language().kind(*kind), (*url).to_owned())
        });
        lists.chain(self.nav_across()).chain(self.nav_pages()).collect()
    }

    /// The page of all journeys together, once there are any.
    fn nav_across(&self) -> Option<Value> {
        let portal = &self.cx.portal;
        portal.site.of_kind(Kind::Journey).next()?;
        let title = portal.language().text("across");
        Some(NavView::value(&self.cx, Kind::Page, title, OVERVIEW.to_owned()))
    }

    /// Plain pages that ask for it with `nav: true`.
    fn nav_pages(&self) -> impl Iterator<Item = Value> + '_ {
        let portal = &self.cx.portal;
        let asks = |node: &NodeId| {
            let flag = portal.document(*node).and_then(|document| document.fields.get("nav"));
            flag.is_some_and(|flag| flag == true)
        };
        portal.site.of_kind(Kind::Page).filter(asks).map(|node| {
            let page = &portal.site.nodes[node];
            NavView::value(&self.cx, Kind::Page, page.title.clone(), page.url.clone())
        })
    }

    /// Moments that were lived: a journey that is planned or ideal has none yet.
    fn moments(&self, counts: fn(f64) -> bool, order: fn(f64, f64) -> std::cmp::Ordering) -> Value {
        let portal = &self.cx.portal;
        let lived = portal.journeys().into_iter().filter(|node| portal.is_lived(*node));
        let places = lived.flat_map(|node| portal.places(node));
        let rated = places.filter_map(|place| Some((portal.score(place)?, place)));
        let mut rated: Vec<(f64, Place)> = rated.filter(|(score, _)| counts(*score)).collect();
        rated.sort_by(|a, b| order(a.0, b.0));
        rated.into_iter().take(FEW).map(|(_, place)| MomentView::value(&self.cx, place)).collect()
    }

    fn ranking(&self) -> Value {
        let portal = &self.cx.portal;
        let chosen = portal.site.settings.rank_by.as_deref().and_then(|id| ranking(&portal.facts, id));
        let shipped = || portal.language().text("priority-formula");
        let formula =
            chosen.map(|(_, known)| known.attributes.get("formula").unwrap_or(&known.title).clone());
        minijinja::context! {
            formula => formula.unwrap_or_else(shipped),
            plugin => maybe(chosen.map(|(plugin, _)| plugin.clone())),
        }
    }
}

subject!(SiteView(_v) Key::Site, "site".to_owned());
