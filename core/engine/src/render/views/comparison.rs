//! Two maps of one journey side by side.

use journeybook_model::Lane;
use minijinja::{Value, context};

use super::{EntryView, JourneyView, ScoreView, StepView};
use crate::compare::{Column, Comparison, Group, LaneDelta, Reason, Status, Verdict, Word, between};
use crate::render::comparisons::Compared;
use crate::render::portal::Place;
use crate::render::reads::Key;
use crate::render::view::{maybe, subject, view};
use crate::resolve::NodeId;

view! {
    /// Two maps of one journey side by side.
    ComparisonView "Comparison" { at: usize }
    /// Its page.
    url(v) => v.cx.portal.comparison_url(v.at);
    /// What it is called.
    title(v) => v.cx.portal.comparison_title(v.at);
    /// The map of what is, or is nearer to it.
    before(v) => JourneyView::value(&v.cx, v.before());
    /// The map of what is to be.
    after(v) => JourneyView::value(&v.cx, v.after());
    /// What both are called beside each other: two texts.
    names(v) => v.cx.portal.comparison_names(v.at).to_vec();
    /// The columns, each with a step of either map or of both: status, how (the steps are known to be the same, or none),
    /// before and after (steps, or none), number (from 1), leads (whether what differs is told here), elsewhere (the
    /// steps of other columns that it belongs with: side, step, column), feeling and effort (from, to, change; or none),
    /// lanes (lane, title, removed, added, changed, kept, differs), curve (before, after: line, gap, y; better, worse).
    columns(v) => (0..v.comparison().columns.len()).map(|column| v.column(column)).collect::<Value>();
    /// The stages over the columns: title, was (the earlier title where it is another, or none), first, span, and
    /// its columns.
    bands(v) => v.bands();
    /// How many steps are marked how: same, changed, moved, split, merged, removed, added.
    counts(v) => Value::from_pairs(Status::ALL.map(|status| (status.word(), v.comparison().count(status))));
    /// What gets better, the largest change first: column, step, reasons (kind, from, to, entry, bars).
    better(v) => v.judged(Verdict::Better);
    /// What was bad and stays so, the worst first.
    broken(v) => v.judged(Verdict::Broken);
    /// What gets worse, the largest change first.
    worse(v) => v.judged(Verdict::Worse);
    /// Lanes that one map fills and the other nowhere, by title: before, after.
    lonely(v) => v.lonely();
    /// The scores that both maps have: title, headline, before, after (scores), change (or none), shown (or none), better (or none).
    scores(v) => v.scores();
    /// The stages: title, before and after (mean, steps; none where the map has no such stage), change (or none).
    stages(v) => v.stages();
}

impl ComparisonView {
    fn before(&self) -> NodeId {
        self.cx.portal.comparisons()[self.at].before
    }

    fn after(&self) -> NodeId {
        self.cx.portal.comparisons()[self.at].after
    }

    fn compared(&self) -> &Compared {
        self.cx.portal.compared(self.at)
    }

    fn comparison(&self) -> &Comparison {
        &self.compared().comparison
    }

    fn step(&self, journey: NodeId, column: Option<usize>) -> Value {
        maybe(column.map(|column| StepView::value(&self.cx, Place { journey, column })))
    }

    fn column(&self, at: usize) -> Value {
        let Column { before, after, group } = self.comparison().columns[at];
        let delta = &self.comparison().deltas[group];
        let change = |[from, to]: [Option<f64>; 2]| {
            let known = from.is_some() || to.is_some();
            let change = from.zip(to).map(|(from, to)| to - from);
            maybe(known.then(|| context! { from => maybe(from), to => maybe(to), change => maybe(change) }))
        };
        context! {
            status => self.comparison().status(at).word(),
            how => maybe(self.comparison().groups[group].how.map(crate::compare::How::word)),
            before => self.step(self.before(), before),
            after => self.step(self.after(), after),
            number => at + 1,
            leads => self.comparison().lead(group) == Some(at),
            elsewhere => self.elsewhere(at),
            feeling => change(delta.feeling),
            effort => change(delta.effort),
            lanes => delta.lanes.iter().map(|lane| self.lane(lane)).collect::<Value>(),
            curve => self.curve(at),
        }
    }

    /// The steps of the group that stand in other columns.
    fn elsewhere(&self, at: usize) -> Value {
        let Column { before, after, group } = self.comparison().columns[at];
        let Group { before: mine, after: theirs, .. } = &self.comparison().groups[group];
        let columns = &self.comparison().columns;
        let befores = mine.iter().filter(|step| Some(**step) != before).map(|step| {
            let column = columns.iter().position(|column| column.before == Some(*step));
            context! { side => "before", step => self.step(self.before(), Some(*step)), column => maybe(column.map(|at| at + 1)) }
        });
        let afters = theirs.iter().filter(|step| Some(**step) != after).map(|step| {
            let column = columns.iter().position(|column| column.after == Some(*step));
            context! { side => "after", step => self.step(self.after(), Some(*step)), column => maybe(column.map(|at| at + 1)) }
        });
        befores.chain(afters).collect()
    }

    fn entry(&self, journey: NodeId, (column, at): Word) -> Value {
        let place = self.cx.portal.column(Place { journey, column });
        EntryView::value(&self.cx, journey, place.stage, place.step, at)
    }

    fn lane(&self, delta: &LaneDelta) -> Value {
        let all = |journey: NodeId, words: &[Word]| {
            words.iter().map(|word| self.entry(journey, *word)).collect::<Value>()
        };
        let both = |pairs: &[(Word, Word)]| {
            let shown = pairs.iter().map(|(from, to)| {
                context! { before => self.entry(self.before(), *from), after => self.entry(self.after(), *to) }
            });
            shown.collect::<Value>()
        };
        context! {
            lane => delta.lane.id(),
            title => self.lane_title(&delta.lane),
            removed => all(self.before(), &delta.removed),
            added => all(self.after(), &delta.added),
            changed => both(&delta.changed),
            kept => both(&delta.kept),
            differs => delta.differs(),
        }
    }

    fn lane_title(&self, lane: &Lane) -> String {
        let told = match lane {
            Lane::Standard(lane) => self.cx.portal.language().lane(lane.word()),
            Lane::Custom(_) => None,
        };
        told.map_or(lane.title(), |(title, _)| title).to_owned()
    }

    fn curve(&self, at: usize) -> Value {
        let [before, after] = &self.compared().curves;
        let cell = |curve: &crate::curve::Curve| {
            let cell = curve.cell(at);
            let y = curve.y(at);
            context! { line => &*cell.line, gap => &*cell.gap, y => maybe(y) }
        };
        let areas = between(before, after, at);
        context! { before => cell(before), after => cell(after), better => areas.better, worse => areas.worse }
    }

    fn bands(&self) -> Value {
        let title =
            |journey: NodeId, stage: usize| self.cx.portal.journey(journey).stages[stage].title.clone();
        let shown = self.comparison().bands.iter().map(|band| {
            let was = self.comparison().became.iter().filter(|(_, became)| Some(**became) == band.after);
            let mut was: Vec<usize> = was.map(|(stage, _)| *stage).collect();
            was.sort_unstable();
            let named = match (band.after, band.before) {
                (Some(stage), _) => title(self.after(), stage),
                (None, Some(stage)) => title(self.before(), stage),
                (None, None) => String::new(),
            };
            let was: Vec<_> = was.into_iter().map(|stage| title(self.before(), stage)).collect();
            let other = was.iter().any(|was| *was != named);
            context! {
                title => named, was => maybe(other.then(|| was.join(", "))),
                first => band.columns.start + 1, span => band.columns.len(),
                columns => band.columns.clone().map(|column| self.column(column)).collect::<Value>(),
            }
        });
        shown.collect()
    }

    fn judged(&self, verdict: Verdict) -> Value {
        let judgements = &self.comparison().judgements;
        let weight = |group: &usize| judgements[*group].weight(verdict);
        let mut groups: Vec<usize> =
            (0..judgements.len()).filter(|group| !judgements[*group].of(verdict).is_empty()).collect();
        let place = |group: &usize| self.comparison().lead(*group);
        groups.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then_with(|| place(a).cmp(&place(b))));
        groups.into_iter().filter_map(|group| self.judgement(group, verdict)).collect()
    }

    fn judgement(&self, group: usize, verdict: Verdict) -> Option<Value> {
        let at = self.comparison().lead(group)?;
        let Column { before, after, .. } = self.comparison().columns[at];
        let step = match after {
            Some(_) => self.step(self.after(), after),
            None => self.step(self.before(), before),
        };
        let reasons =
            self.comparison().judgements[group].of(verdict).iter().map(|reason| self.reason(reason));
        Some(context! {
            column => at + 1,
            status => self.comparison().status(at).word(),
            step => step,
            reasons => reasons.collect::<Value>(),
        })
    }

    fn reason(&self, reason: &Reason) -> Value {
        let change = |kind: &str, from: f64, to: f64| context! { kind => kind, from => from, to => to };
        let felt = |kind: &str, to: f64| context! { kind => kind, to => to };
        let pain = |kind: &str, journey: NodeId, word: Word| context! { kind => kind, entry => self.entry(journey, word) };
        match *reason {
            Reason::Feeling(from, to) => change("feeling", from, to),
            Reason::Effort(from, to) => change("effort", from, to),
            Reason::Gone(felt_like) => felt("gone", felt_like),
            Reason::New(feels_like) => felt("new", feels_like),
            Reason::StillFelt(feels_like) => felt("still", feels_like),
            Reason::PainGone(word) => pain("pain-gone", self.before(), word),
            Reason::PainNew(word) => pain("pain-new", self.after(), word),
            Reason::PainStays(word) => pain("pain-stays", self.after(), word),
            Reason::PainWeighs(word, bars) => {
                context! { kind => "pain-weighs", entry => self.entry(self.after(), word), bars => bars }
            }
        }
    }

    fn lonely(&self) -> Value {
        let [before, after] = &self.comparison().lonely;
        let titles = |lanes: &[Lane]| lanes.iter().map(|lane| self.lane_title(lane)).collect::<Vec<_>>();
        context! { before => titles(before), after => titles(after) }
    }

    fn scores(&self) -> Value {
        let facts = &self.cx.portal.facts;
        let of = |node: NodeId| facts.scores(node).map_or(&[][..], |scores| scores.as_slice());
        let (mine, theirs) = (of(self.before()), of(self.after()));
        let pairs = theirs.iter().enumerate().filter_map(|(at, score)| {
            let known = mine.iter().position(|other| other.id == score.id && other.plugin == score.plugin)?;
            Some((known, at))
        });
        pairs.map(|(before, after)| self.score(before, after)).collect()
    }

    fn score(&self, before: usize, after: usize) -> Value {
        let facts = &self.cx.portal.facts;
        let (mine, theirs) = (facts.score(self.before(), before), facts.score(self.after(), after));
        let change = theirs.value.zip(mine.value).map(|(to, from)| to - from);
        let higher = self.cx.portal.definition(theirs).is_none_or(|known| known.higher_is_better);
        let better = change.filter(|change| change.abs() > 1e-9).map(|change| (change > 0.0) == higher);
        let one = ScoreView { cx: self.cx.clone(), journey: self.before(), at: before };
        let two = ScoreView { cx: self.cx.clone(), journey: self.after(), at: after };
        context! {
            title => two.field("title").map(|(_, title)| title),
            headline => two.field("headline").map(|(_, headline)| headline),
            before => Value::from_object(one),
            after => Value::from_object(two.clone()),
            change => maybe(change),
            shown => maybe(change.map(|change| two.difference(change))),
            better => maybe(better),
        }
    }

    fn stages(&self) -> Value {
        let became = &self.comparison().became;
        let count = |node: NodeId| self.cx.portal.journey(node).stages.len();
        let common = (0..count(self.after())).map(|stage| {
            let was: Vec<usize> =
                (0..count(self.before())).filter(|before| became.get(before) == Some(&stage)).collect();
            self.stage(&was, &[stage])
        });
        let gone = (0..count(self.before())).filter(|stage| !became.contains_key(stage));
        common.chain(gone.map(|stage| self.stage(&[stage], &[]))).collect()
    }

    fn stage(&self, before: &[usize], after: &[usize]) -> Value {
        let portal = &self.cx.portal;
        let side = |node: NodeId, stages: &[usize]| {
            let steps: usize = stages.iter().map(|stage| portal.chart(node).of_stage(*stage).len()).sum();
            let mean = portal.mean_of_stages(node, stages);
            (mean, maybe((!stages.is_empty()).then(|| context! { mean => maybe(mean), steps => steps })))
        };
        let (from, mine) = side(self.before(), before);
        let (to, theirs) = side(self.after(), after);
        let titled = after
            .first()
            .map(|stage| (self.after(), *stage))
            .or(before.first().map(|stage| (self.before(), *stage)));
        let title = titled.map(|(node, stage)| portal.journey(node).stages[stage].title.clone());
        context! {
            title => maybe(title), before => mine, after => theirs,
            change => maybe(from.zip(to).map(|(from, to)| to - from)),
        }
    }
}

subject!(ComparisonView(v) Key::Comparison(v.before(), v.after()), {
    let site = &v.cx.portal.site;
    format!("comparison {} {}", site.nodes[v.before()].id, site.nodes[v.after()].id)
});
