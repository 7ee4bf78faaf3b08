//! A few lines of Markdown about a thing: what a reader wants to know before opening its file.

use journeybook_model::{Document, Kind, StageModel, StandardLane};

use super::Analysis;
use crate::resolve::NodeId;

/// Longer texts are cut: a card is looked at in passing.
const MAX_LETTERS: usize = 280;

impl Analysis {
    /// A card of a thing of the site.
    pub(super) fn card(&self, node: NodeId) -> String {
        let known = &self.site.nodes[node];
        let mut card = format!("**{}** — {} `{}`", known.title, known.kind, known.id);
        let document = known.document.as_deref();
        let parts =
            document.into_iter().flat_map(|document| [quote(document), lead(document), facts(document)]);
        for part in parts.flatten().chain(self.framework_lines(node)) {
            card += &format!("\n\n{part}");
        }
        card + &format!("\n\n{}", times(known.mentions.len()))
    }

    /// The stages of a framework that a plugin knows.
    fn framework_lines(&self, node: NodeId) -> Option<String> {
        let known = &self.site.nodes[node];
        let model = self.site.model(&known.id).filter(|_| known.kind == Kind::Framework)?;
        let titles: Vec<_> = model.stages.iter().map(|stage| stage.title.as_str()).collect();
        Some(format!("{} ({})", titles.join(" → "), model.source))
    }

    /// A card of a lane.
    pub(super) fn lane_card(&self, lane: StandardLane) -> String {
        let (label, title, says) = self.lexicon.about(lane);
        let words =
            if label == lane.word() { format!("`{label}`") } else { format!("`{label}`, `{}`", lane.word()) };
        format!("**{title}** — the lane {words}\n\n{says}. Its place: {}.", lane.role().word())
    }
}

/// A card of a stage of a framework.
pub(super) fn stage(model: &StageModel) -> String {
    let listed = |title: &str, items: &[String]| match items.is_empty() {
        true => None,
        false => {
            Some(format!("{title}\n{}", items.iter().map(|item| format!("- {item}\n")).collect::<String>()))
        }
    };
    let parts = [
        Some(format!("**{}** — stage `{}`", model.title, model.id)),
        Some(model.definition.clone()).filter(|text| !text.is_empty()),
        listed("What the customer asks:", &model.questions),
        listed("What is usually counted:", &model.measures),
        listed("Where it usually happens:", &model.touchpoints),
    ];
    parts.into_iter().flatten().map(|part| part.trim_end().to_owned()).collect::<Vec<_>>().join("\n\n")
}

fn quote(document: &Document) -> Option<String> {
    document.fields.text("quote").map(|quote| format!("> {}", cut(&quote)))
}

/// Its summary, else the words it begins with.
fn lead(document: &Document) -> Option<String> {
    let fields = &document.fields;
    let written = || match (document.prose(), document.journey()) {
        (Some(prose), _) => Some(prose.lead.text().into_owned()),
        (_, Some(journey)) => Some(journey.overview.text().into_owned()),
        _ => None,
    };
    let text = fields.text("summary").or_else(|| fields.text("description")).or_else(written)?;
    (!text.trim().is_empty()).then(|| cut(&text))
}

fn facts(document: &Document) -> Option<String> {
    let line = |key: &&str| {
        let values = document.fields.texts(key);
        (!values.is_empty()).then(|| format!("- {key}: {}\n", cut(&values.join(", "))))
    };
    let lines: String = shown(document.kind).iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| lines.trim_end().to_owned())
}

/// The keys worth a line on the card of a kind.
fn shown(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Journey => &["persona", "scenario", "goal", "framework", "basis", "status"],
        Kind::Persona => &["role", "needs", "motivations", "challenges"],
        Kind::Touchpoint => &["channel", "contact"],
        Kind::Opportunity => &["impact", "reach", "effort", "status", "solution"],
        Kind::Solution => &["status", "opportunity", "due"],
        Kind::Evidence => &["type", "method", "date", "n", "confidence", "source"],
        Kind::Metric => &["value", "target", "unit", "date"],
        Kind::Team => &["lead", "contact"],
        Kind::Channel | Kind::Framework | Kind::Page => &[],
    }
}

fn cut(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(MAX_LETTERS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

fn times(mentions: usize) -> String {
    match mentions {
        0 => "Nothing refers to it.".to_owned(),
        1 => "Referred to once.".to_owned(),
        more => format!("Referred to {more} times."),
    }
}
