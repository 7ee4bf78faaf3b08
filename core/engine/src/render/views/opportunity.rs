//! An opportunity, wherever it was named.

use journeybook_model::{Digest, Kind};
use minijinja::Value;

use super::{DocumentView, JourneyView, StepView, of_node, of_nodes};
use crate::render::address::step_anchor;
use crate::render::portal::Place;
use crate::render::reads::Key;
use crate::render::rollup::link;
use crate::render::view::{html, maybe, number, subject, view};
use crate::render::words;
use crate::resolve::{NodeId, Opportunity, Origin};

view! {
    /// An opportunity.
    OpportunityView "Opportunity" { at: usize }
    /// Its id.
    id(v) => v.known().id.as_str();
    /// Its title.
    title(v) => v.known().title.as_str();
    /// Its title as HTML.
    html(v) => html(crate::parse::escape(&v.known().title).into_owned());
    /// Its page, or its place in the list of all.
    url(v) => link::opportunity(&v.cx.portal, v.at).url;
    /// The id of its element in the list of all.
    anchor(v) => link::opportunity_anchor(&v.known().id);
    /// 1 to 5, or none.
    impact(v) => number(v.known().impact);
    /// 1 to 5, or none; where nobody said it, how many steps it would help.
    reach(v) => number(v.known().reach);
    /// 1 to 5, or none.
    effort(v) => number(v.known().effort);
    /// Impact × reach ÷ effort, or none.
    priority(v) => maybe(v.known().priority);
    /// The priority for a reader, or none.
    shown(v) => maybe(v.known().priority.map(|priority| v.cx.portal.language().fixed(priority, 1)));
    /// Its priority as a share of the best one's, 0..1.
    share(v) => v.share();
    /// Its rank, from 1; none once it is closed.
    rank(v) => maybe((!v.known().is_closed()).then(|| v.at + 1));
    /// Whether it is done or rejected: nobody is asked for it any more.
    closed(v) => v.known().is_closed();
    /// Its place in the list of all.
    row(v) => link::row(&v.cx.portal, v.at);
    /// The word of its status, or none.
    status(v) => maybe(v.known().status.clone());
    /// Its status for a reader, or none.
    status_title(v) => maybe(v.known().status.as_deref().map(|word| words::status(v.cx.portal.language(), word)));
    /// Who looks after it, for a reader, or none.
    owner(v) => maybe(v.owner());
    /// The team that looks after it, or none.
    team(v) => maybe(v.team().map(|team| of_node(&v.cx, team)));
    /// Where it was named: journey, step, url.
    sources(v) => v.known().origins.iter().map(|origin| v.source(*origin)).collect::<Value>();
    /// What is done about it.
    solutions(v) => of_nodes(&v.cx, v.solutions());
    /// Its file, or none.
    document(v) => maybe(v.known().node.map(|node| DocumentView::value(&v.cx, node)));
}

/// Whether a field says what the opportunity is, who looks after it, where it was named or what is done about it: all that
/// is one fact. Where it stands among all others is not.
pub fn is_told(field: &str) -> bool {
    !matches!(field, "url" | "share" | "rank" | "row")
}

impl OpportunityView {
    /// The digest of all that.
    pub fn told(&self) -> Digest {
        let (known, site) = (self.known(), &self.cx.portal.site);
        let about = [known.impact, known.reach, known.effort, known.priority];
        let nodes = known.node.into_iter().chain(self.team()).chain(self.solutions());
        let nodes: Vec<String> = nodes.map(|node| site.nodes[node].reference()).collect();
        let named = known.origins.iter().map(|origin| self.named(*origin)).collect();
        let words =
            [&known.status, &self.owner()].map(|word| word.clone().unwrap_or_else(|| "\0".to_owned()));
        let lists = [nodes, named].map(|list: Vec<String>| list.join("\0"));
        let numbers = about.map(|number| number.map_or([u8::MAX; 8], f64::to_le_bytes)).concat();
        let texts = [&known.id, &known.title].into_iter().chain(&words).chain(&lists).map(String::as_bytes);
        Digest::of_parts(texts.chain([numbers.as_slice()]))
    }

    /// What a source says of a place.
    fn named(&self, origin: Origin) -> String {
        let portal = &self.cx.portal;
        let journey = &portal.site.nodes[origin.journey];
        let place = portal.place(origin.journey, origin.spot);
        let (column, step) = place.map_or((None, ""), |place| (Some(place.column), portal.shown(place).id));
        format!("{}\0{}\0{column:?}\0{step}", journey.id, journey.url)
    }

    fn known(&self) -> &Opportunity {
        &self.cx.portal.site.opportunities[self.at]
    }

    fn share(&self) -> f64 {
        let all = &self.cx.portal.site.opportunities;
        // The open ones come first, and each part begins with its best.
        let closed = all.partition_point(|known| !known.is_closed());
        let best = [all.first(), all.get(closed)].into_iter().flatten().filter_map(|best| best.priority);
        let best = best.fold(0.0, f64::max);
        self.known().priority.filter(|_| best > 0.0).map_or(0.0, |own| own / best)
    }

    fn owner(&self) -> Option<String> {
        let team = self.team().map(|team| self.cx.portal.site.nodes[team].title.clone());
        team.or_else(|| self.known().owner.clone())
    }

    fn team(&self) -> Option<NodeId> {
        self.cx.portal.site.find(Kind::Team, self.known().owner.as_deref()?)
    }

    fn source(&self, origin: Origin) -> Value {
        let place = self.cx.portal.place(origin.journey, origin.spot);
        let page = &self.cx.portal.site.nodes[origin.journey].url;
        let anchor = |place: Place| step_anchor(self.cx.portal.shown(place).id);
        minijinja::context! {
            journey => JourneyView::value(&self.cx, origin.journey),
            step => maybe(place.map(|place| StepView::value(&self.cx, place))),
            url => place.map_or(page.clone(), |place| format!("{page}#{}", anchor(place))),
        }
    }

    /// The solutions it names, and those that name it.
    fn solutions(&self) -> Vec<NodeId> {
        let site = &self.cx.portal.site;
        let Some(node) = self.known().node else { return Vec::new() };
        let to = site.nodes[node].targets.iter().filter_map(|target| target.node());
        let from = site.nodes[node].mentions.iter().map(|mention| mention.from);
        let mut nodes: Vec<_> =
            to.chain(from).filter(|node| site.nodes[*node].kind == Kind::Solution).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }
}

subject!(OpportunityView(v) Key::Opportunity(v.at), format!("opportunity/{}", v.known().id));
