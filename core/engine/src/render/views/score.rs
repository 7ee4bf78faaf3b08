//! Scores and findings.

use std::borrow::Cow;
use std::sync::Arc;

use journeybook_model::{Diagnostic, Score, ScoreDefinition, ScorePart};
use minijinja::Value;

use crate::plugin::Part;
use crate::render::reads::Key;
use crate::render::view::{Cx, maybe, subject, view};
use crate::resolve::NodeId;

/// What stands for a value that is not known.
const UNKNOWN: &str = "—";

view! {
    /// A score of a map.
    ScoreView "Score" { journey: NodeId, at: usize }
    /// The plugin that computed it.
    plugin(v) => v.score().plugin.as_str();
    /// Its id.
    id(v) => v.score().id.as_str();
    /// Its name.
    title(v) => v.title();
    /// The value, or none.
    value(v) => maybe(v.score().value);
    /// The value for a reader; "—" where there is none.
    shown(v) => v.shown(v.score().value);
    /// Whether its plugin holds it for one of the few that everybody should see.
    headline(v) => v.is_headline();
    /// What it counts in.
    unit(v) => v.definition().map_or("", |known| known.unit.as_str());
    /// The two ends of its scale, or none.
    scale(v) => maybe(v.scale().map(|(low, high)| vec![low, high]));
    /// How many items it rests on.
    n(v) => v.score().n;
    /// How many items were left out.
    n_excluded(v) => v.score().excluded;
    /// The two ends of the interval it is known to lie in, for a reader, or none.
    interval(v) => maybe(v.score().low.zip(v.score().high).map(|(low, high)| vec![v.shown(Some(low)), v.shown(Some(high))]));
    /// Further numbers: each with a name and a value.
    details(v) => v.score().attributes.iter().map(|(name, value)| minijinja::context! { name => name.replace('-', " "), value => value.clone() }).collect::<Value>();
    /// What other scores it belongs with, in words; empty where its plugin does not say.
    family(v) => v.definition().and_then(|known| known.attributes.get("family")).map_or("", String::as_str);
    /// What it says about this map.
    explanation(v) => v.score().explanation.as_str();
    /// What it says in general.
    description(v) => v.definition().map_or("", |known| known.description.as_str());
    /// How it is computed, or none.
    formula(v) => maybe(v.definition().and_then(|known| known.attributes.get("formula").cloned()));
    /// Who published it, or none.
    source(v) => maybe(v.definition().map(|known| known.source.clone()).filter(|source| !source.is_empty()));
    /// Whether more is better.
    higher_is_better(v) => v.higher();
    /// "higher is better" or "lower is better", for a reader.
    better(v) => v.cx.portal.language().text(if v.higher() { "higher-is-better" } else { "lower-is-better" });
    /// The same by stage or step: title, number, value, shown, share (0..1), negative, note, stage (bool).
    parts(v) => v.score().parts.iter().filter_map(|part| v.part(part)).collect::<Value>();
}

/// The scores of a map: by the rank that their plugins give them, then in the order of the answers.
pub fn ranked(cx: &Arc<Cx>, journey: NodeId) -> Value {
    order(cx, journey).map(|at| ScoreView::value(cx, journey, at)).collect()
}

/// The first of those that everybody should see, each as its title and what is shown of its value.
pub fn headlines(cx: &Arc<Cx>, journey: NodeId, most: usize) -> Value {
    let views = order(cx, journey).map(|at| ScoreView { cx: cx.clone(), journey, at });
    let told = |view: ScoreView| {
        minijinja::context! { title => view.title(), shown => view.shown(view.score().value) }
    };
    views.filter(ScoreView::is_headline).take(most).map(told).collect()
}

fn order(cx: &Cx, journey: NodeId) -> impl Iterator<Item = usize> {
    let portal = &cx.portal;
    let scores = portal.facts.scores(journey).map_or(&[][..], |scores| scores.as_slice());
    let rank = |at: &usize| {
        let known = portal.definition(&scores[*at])?;
        known.attributes.get("rank")?.parse::<u32>().ok()
    };
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by_cached_key(|at| rank(at).unwrap_or(u32::MAX));
    order.into_iter()
}

impl ScoreView {
    fn score(&self) -> &Score {
        self.cx.portal.facts.score(self.journey, self.at)
    }

    fn title(&self) -> &str {
        self.definition().map_or(self.score().id.as_str(), |known| known.title.as_str())
    }

    fn definition(&self) -> Option<&ScoreDefinition> {
        self.cx.portal.definition(self.score())
    }

    /// Where a plugin singles none of its scores out, all of them are.
    fn is_headline(&self) -> bool {
        let singled = |known: &ScoreDefinition| {
            known.attributes.get("prominence").is_some_and(|word| word == "headline")
        };
        let plugin = &self.score().plugin;
        let mut siblings = self.cx.portal.facts.definitions.iter().filter(|(name, _)| name == plugin);
        self.definition().is_some_and(singled) || !siblings.any(|(_, known)| singled(known))
    }

    fn higher(&self) -> bool {
        self.definition().is_none_or(|known| known.higher_is_better)
    }

    fn scale(&self) -> Option<(f64, f64)> {
        let known = self.definition()?;
        known.low.zip(known.high)
    }

    /// Shares are shown as percentages, scales around zero with their sign.
    fn shown(&self, value: Option<f64>) -> String {
        let Some(value) = value else { return UNKNOWN.to_owned() };
        let unit = self.definition().map_or("", |known| known.unit.as_str());
        let around_zero = self.definition().and_then(|known| known.low).is_some_and(|low| low < 0.0);
        let language = self.cx.portal.language();
        match unit {
            "%" | "percent" => language.percent(value / 100.0),
            "share" => language.percent(value),
            _ if around_zero => language.signed(value),
            _ => language.fixed(value, 1),
        }
    }

    /// A difference between two values of it, with its sign.
    pub fn difference(&self, change: f64) -> String {
        let language = self.cx.portal.language();
        let sign = if change > 0.0 { "+" } else { "" };
        match self.definition().map_or("", |known| known.unit.as_str()) {
            "%" | "percent" | "share" => format!("{sign}{}", self.shown(Some(change))),
            _ => language.signed(change),
        }
    }

    fn part(&self, part: &ScorePart) -> Option<Value> {
        let portal = &self.cx.portal;
        let journey = portal.journey(self.journey);
        let chart = portal.chart(self.journey);
        let (title, number, is_stage) =
            match portal.facts.part(&portal.site, self.journey, &self.score().plugin, part.node)? {
                Part::Stage(stage) => (Cow::Borrowed(&*journey.stages[stage].title), stage + 1, true),
                Part::Step(stage, step) => {
                    let title = &*journey.stages[stage].steps[step].title;
                    (Cow::Borrowed(title), chart.first[stage] + step + 1, false)
                }
                Part::Entry(stage, None, at) => {
                    (journey.stages[stage].entries[at].text.text(), stage + 1, true)
                }
                Part::Entry(stage, Some(step), at) => {
                    let number = chart.first[stage] + step + 1;
                    (journey.stages[stage].steps[step].entries[at].text.text(), number, false)
                }
                // A part of the whole map has no place of its own: its note is its name.
                Part::Journey => (Cow::Borrowed(&*part.note), 0, false),
            };
        Some(minijinja::context! {
            title => &*title,
            number => number,
            stage => is_stage,
            value => maybe(part.value),
            shown => self.shown(part.value),
            share => part.value.map_or(0.0, |value| self.share(value)),
            negative => part.value.is_some_and(|value| value < 0.0),
            note => part.note.clone(),
        })
    }

    /// How much of its bar a value fills: of its scale, else of the largest part.
    fn share(&self, value: f64) -> f64 {
        let largest =
            self.score().parts.iter().filter_map(|part| part.value).map(f64::abs).fold(0.0, f64::max);
        let full = self.scale().map_or(largest, |(low, high)| low.abs().max(high.abs()));
        if full > 0.0 { (value.abs() / full).min(1.0) } else { 0.0 }
    }
}

subject!(ScoreView(v) Key::Part(v.journey), format!("score {} {}", v.cx.portal.site.nodes[v.journey].id, v.at));

view! {
    /// Something the check found.
    DiagnosticView "Diagnostic" { at: usize }
    /// Its code.
    code(v) => v.note().code.0;
    /// "error", "warning" or "hint".
    severity(v) => v.note().severity.to_string();
    /// The file.
    file(v) => v.note().place.file.to_string();
    /// The line, from 1; 0 for the file as a whole.
    line(v) => v.position().0;
    /// The column, from 1; 0 for the file as a whole.
    column(v) => v.position().1;
    /// What is wrong.
    message(v) => v.note().message.as_str();
    /// What to type, or none.
    help(v) => maybe(v.note().help.clone());
    /// The plugin that said it, or none.
    plugin(v) => maybe(v.note().plugin.as_ref().map(ToString::to_string));
}

impl DiagnosticView {
    fn note(&self) -> &Diagnostic {
        &self.cx.portal.diagnostics[self.at]
    }

    fn position(&self) -> (u32, u32) {
        self.cx.portal.position(self.note())
    }
}

subject!(DiagnosticView(v) Key::Page, {
    let note = v.note();
    let said = (note.severity, v.position(), &note.message, &note.help, &note.plugin);
    format!("{} {} {said:?}", note.code, note.place.file)
});
