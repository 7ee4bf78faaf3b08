//! Cells of a map: lanes, entries, feelings.

use journeybook_model::{Entry, Feeling, Kind, Lane, Line, Role, Scale, StandardLane};
use minijinja::Value;

use super::across::told;
use super::{EvidenceUseView, JourneyView, OpportunityView, SiteView, of_node, of_nodes};
use crate::attribute::FREQUENCIES;
use crate::render::portal::Place;
use crate::render::reads::Key;
use crate::render::rollup::{frequency, is_fixed, pains, severity, urgent};
use crate::render::view::{fingerprint, maybe, number, subject, view};
use crate::render::words::{self, icon};
use crate::resolve::NodeId;

view! {
    /// What one column holds in one lane.
    CellView "Cell" { place: Place, lane: usize }
    /// The lane.
    lane(v) => LaneView::value(&v.cx, v.place.journey, v.lane);
    /// The entries, in the order written.
    entries(v) => v.entries();
}

impl CellView {
    fn entries(&self) -> Value {
        let portal = &self.cx.portal;
        let lane = &portal.chart(self.place.journey).lanes[self.lane];
        let column = portal.column(self.place);
        let all = portal.shown(self.place).entries.iter().enumerate();
        let own = all.filter(|(_, entry)| entry.lane.id() == lane.id());
        own.map(|(at, _)| EntryView::value(&self.cx, self.place.journey, column.stage, column.step, at))
            .collect()
    }
}

subject!(CellView(v) Key::Part(v.place.journey), format!("cell {} {} {}", v.cx.portal.site.nodes[v.place.journey].id, v.place.column, v.lane));

view! {
    /// A row of a map.
    LaneView "Lane" { journey: NodeId, at: usize }
    /// The lane's word, or the slug of a custom label.
    id(v) => v.lane().id();
    /// Its heading.
    title(v) => v.told().map_or(v.lane().title(), |(title, _)| title);
    /// A few words for a reader who meets it for the first time.
    description(v) => v.told().map_or("", |(_, about)| about);
    /// customer, contact, custom, frontstage, backstage, support or analysis.
    role(v) => v.lane().role().word();
    /// Whether the site made it up.
    custom(v) => matches!(v.lane(), Lane::Custom(_));
    /// The line of the blueprint before it (interaction, visibility, internal), or none.
    line(v) => maybe(v.line().map(Line::word));
    /// Whether it lies out of the customer's sight.
    dim(v) => matches!(v.lane().role(), Role::Backstage | Role::Support);
}

impl LaneView {
    fn lane(&self) -> &Lane {
        &self.cx.portal.chart(self.journey).lanes[self.at]
    }

    /// The title and description of a standard lane, in the language of the site.
    fn told(&self) -> Option<(&'static str, &'static str)> {
        match self.lane() {
            Lane::Standard(lane) => self.cx.portal.language().lane(lane.word()),
            Lane::Custom(_) => None,
        }
    }

    /// The line that lies between this lane and all lanes above it, if no lane above has crossed it already.
    fn line(&self) -> Option<Line> {
        let above = &self.cx.portal.chart(self.journey).lanes[..self.at];
        let furthest = above.iter().map(Lane::role).max()?;
        Line::between(furthest, self.lane().role())
    }
}

subject!(LaneView(v) Key::Part(v.journey), format!("lane {} {}", v.cx.portal.site.nodes[v.journey].id, v.lane().id()));

view! {
    /// One fact on the map.
    EntryView "Entry" { journey: NodeId, stage: usize, step: Option<usize>, at: usize }
    /// The lane's id.
    lane(v) => v.entry().lane.id();
    /// The label as typed.
    label(v) => &*v.entry().label;
    /// The lane's role.
    role(v) => v.entry().lane.role().word();
    /// The plain text.
    text(v) => &*v.entry().text.text();
    /// The text as HTML.
    html(v) => Value::from_safe_string(v.cx.portal.html(v.journey, &v.entry().text));
    /// Whether its words bring their own quotation marks.
    quoted(v) => words::is_quoted(&v.entry().text.text());
    /// The figure it opens with and the figure's unit: "41%", "3 min"; none where it opens with none, is nothing else, or is
    /// more than plain text.
    figure(v) => maybe(v.figure().map(|(figure, _)| figure));
    /// What follows that figure, or none.
    after_figure(v) => maybe(v.figure().map(|(_, rest)| rest));
    /// What closed it in braces.
    attrs(v) => v.attributes();
    /// What it refers to.
    refs(v) => of_nodes(&v.cx, v.refs());
    /// The evidence it refers to, each once, in the order of the map's evidence.
    evidence(v) => v.evidence();
    /// Its line in the file.
    line(v) => v.cx.portal.document(v.journey).map_or(0, |document| document.source.line(v.entry().span.start));
    /// 1 (low) to 3 (high), or none.
    severity(v) => maybe(severity(v.entry()));
    /// How often a pain is met: "rarely", "sometimes", "often", "always", or none.
    frequency(v) => maybe(frequency(v.entry()).map(|at| FREQUENCIES[at - 1]));
    /// Whether it is a pain that was put right.
    fixed(v) => is_fixed(v.entry());
    /// What put it right: title, and url or none; or none.
    fixed_by(v) => v.fixed_by();
    /// Whether it is flagged as urgent.
    urgent(v) => urgent::is_urgent(v.entry());
    /// Its `impact`, or none.
    impact(v) => number(v.number("impact"));
    /// Its `reach`, or none.
    reach(v) => number(v.number("reach"));
    /// Its `effort`, or none.
    effort(v) => number(v.number("effort"));
    /// Its `owner`, or none.
    owner(v) => maybe(v.entry().attributes.get("owner"));
    /// Its `status`, or none.
    status(v) => maybe(v.entry().attributes.get("status"));
    /// The opportunity it names, or none.
    opportunity(v) => maybe(v.opportunity());
    /// The channel of the touchpoint it names, or none.
    channel(v) => maybe(v.channel());
    /// The name of an icon for its touchpoint or channel, or none.
    icon(v) => maybe(v.icon());
}

impl EntryView {
    fn entry(&self) -> &Entry {
        let stage = &self.cx.portal.journey(self.journey).stages[self.stage];
        match self.step {
            Some(step) => &stage.steps[step].entries[self.at],
            None => &stage.entries[self.at],
        }
    }

    fn attributes(&self) -> Value {
        let items = &self.entry().attributes.items();
        Value::from_pairs(items.iter().map(|item| (item.key.to_string(), item.value.to_string())))
    }

    /// What the text refers to; an owner in braces is no part of it.
    fn refs(&self) -> Vec<NodeId> {
        let entry = self.entry();
        let site = &self.cx.portal.site;
        let targets = &site.nodes[self.journey].targets;
        let nodes = entry.links.clone().filter_map(|link| targets.get(link as usize)?.node());
        nodes.filter(|node| site.nodes[*node].kind != Kind::Team).collect()
    }

    /// What evidence the map has, and in which order, is a read of the map.
    fn evidence(&self) -> Value {
        let mut refs = self.refs();
        refs.retain(|node| self.cx.portal.site.nodes[*node].kind == Kind::Evidence);
        if refs.is_empty() {
            return Value::from(Vec::<Value>::new());
        }
        let map = JourneyView { cx: self.cx.clone(), node: self.journey };
        self.cx.note(Key::Node(self.journey), "evidence", || fingerprint(&map.evidence()));
        let all = map.evidence_nodes().into_iter().enumerate().filter(|(_, node)| refs.contains(node));
        all.map(|(at, node)| EvidenceUseView::value(&self.cx, self.journey, node, at)).collect()
    }

    /// Where a commit is read follows from where the site is edited, which is a read of the site.
    fn fixed_by(&self) -> Value {
        let by = pains::repair(&self.cx.portal, self.entry());
        if by.is_some() {
            _ = SiteView::value(&self.cx).get_attr("edit_url");
        }
        told(&by)
    }

    fn figure(&self) -> Option<(String, String)> {
        let text = &self.entry().text;
        let words = text.text();
        let (figure, rest) = (!text.html().contains('<')).then(|| words::figure(&words)).flatten()?;
        Some((figure.to_owned(), rest.to_owned()))
    }

    fn number(&self, key: &str) -> Option<f64> {
        self.entry().attributes.get(key)?.parse().ok()
    }

    fn opportunity(&self) -> Option<Value> {
        let named = self.entry().lane.is(StandardLane::Opportunity);
        let at = named.then(|| self.cx.portal.opportunity(self.journey, self.entry())).flatten()?;
        Some(OpportunityView::value(&self.cx, at))
    }

    /// Read through the touchpoint's own view, which records it.
    fn channel(&self) -> Option<String> {
        let touchpoint =
            self.refs().into_iter().find(|node| self.cx.portal.site.nodes[*node].kind == Kind::Touchpoint)?;
        let channel = of_node(&self.cx, touchpoint).get_attr("channel").ok()?;
        channel.as_str().map(str::to_owned)
    }

    fn icon(&self) -> Option<&'static str> {
        let entry = self.entry();
        let named = entry.lane.is(StandardLane::Touchpoint) || entry.lane.is(StandardLane::Channel);
        let of_channel = || self.channel().and_then(|channel| icon(&channel));
        named.then(|| of_channel().or_else(|| icon(&entry.text.text()))).flatten()
    }
}

subject!(EntryView(v) Key::Part(v.journey), {
    let id = &v.cx.portal.site.nodes[v.journey].id;
    format!("entry {id} {} {:?} {}", v.stage, v.step, v.at)
});

view! {
    /// How a column feels.
    FeelingView "Feeling" { place: Place }
    /// What was typed.
    raw(v) => &*v.feeling().raw;
    /// The word beside the number, or none.
    word(v) => maybe(v.feeling().word.as_deref());
    /// What was typed beside the number, whole: word, emoji, intensity; or none.
    typed(v) => maybe(v.typed());
    /// The number on the map's own scale.
    value(v) => v.feeling().value;
    /// The number as -1..1.
    normal(v) => v.feeling().normal;
    /// The number as -2..2.
    score(v) => v.feeling().normal * 2.0;
    /// The number as -2..2, for a reader: "+1.2", "−0.4", "0".
    shown(v) => v.cx.portal.language().signed_short(v.feeling().normal * 2.0);
    /// The number on the map's own scale, for a reader: "3/5", "+4"; or none where that scale is -2..2.
    own(v) => maybe(v.own());
    /// What they had expected, as -2..2 for a reader, or none where it is not written.
    expected(v) => maybe(v.feeling().expected.map(|normal| v.cx.portal.language().signed_short(normal * 2.0)));
    /// How far it lies below what they had expected, -4 to 4, or none; below zero where it went better.
    gap(v) => maybe(v.feeling().gap().map(|gap| gap * 2.0));
    /// "high", "low" or "even".
    sign(v) => sign(v.feeling().normal);
}

fn sign(normal: f64) -> &'static str {
    match normal {
        normal if normal > 0.0 => "high",
        normal if normal < 0.0 => "low",
        _ => "even",
    }
}

impl FeelingView {
    fn typed(&self) -> Option<&str> {
        let is_number = |letter: char| letter.is_ascii_digit() || "+-−–./, ".contains(letter);
        Some(self.feeling().raw.trim_start_matches(is_number)).filter(|typed| !typed.is_empty())
    }

    /// Marks count from their best; a scale with two sides has signs.
    fn own(&self) -> Option<String> {
        let scale = self.cx.portal.journey(self.place.journey).scale;
        let language = self.cx.portal.language();
        let value = (self.feeling().value * 10.0).round() / 10.0;
        match scale {
            scale if scale == Scale::default() => None,
            Scale { low, .. } if low < 0.0 => Some(language.signed_short(value)),
            Scale { high, .. } => Some(format!("{}/{}", language.number(value), language.number(high))),
        }
    }

    fn feeling(&self) -> &Feeling {
        let feeling = self.cx.portal.shown(self.place).feeling;
        feeling.expect("the view is made where there is a feeling")
    }
}

subject!(FeelingView(v) Key::Part(v.place.journey), format!("feeling {} {}", v.cx.portal.site.nodes[v.place.journey].id, v.place.column));
