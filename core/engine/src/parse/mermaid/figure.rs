//! A diagram in a text that is no map of the site, as a small map: a list of lists, with the feelings drawn behind it.

use std::fmt::Write as _;

use journeybook_model::{Feeling, Scale, StandardLane};

use super::grammar::{Diagram, Section};
use super::score;
use super::task::Task;
use crate::curve::{CellCurve, Curve, number};
use crate::lexicon::Lexicon;
use crate::parse::inline::escape;

/// A task with what its score means.
struct Felt<'d> {
    task: &'d Task,
    feeling: Option<Feeling>,
    curve: CellCurve,
}

/// The HTML of a diagram.
pub fn html(diagram: &Diagram, lexicon: &Lexicon) -> String {
    let tasks: Vec<&Task> = diagram.sections.iter().flat_map(|section| &section.tasks).collect();
    let scale = score::scale(diagram);
    let feel = |task: &&Task| score::feeling(task.score.as_ref()?, scale, Scale::default(), lexicon);
    let feelings: Vec<_> = tasks.iter().map(feel).collect();
    let normals: Vec<_> =
        feelings.iter().map(|feeling| feeling.as_ref().map(|feeling| feeling.normal)).collect();
    let curve = Curve::new(&normals);
    let felt = tasks.iter().zip(feelings).enumerate();
    let mut felt = felt.map(|(at, (task, feeling))| Felt { task, feeling, curve: curve.cell(at) });
    let label = lexicon.lane_title(StandardLane::Feeling);
    let mut out = head(diagram);
    for section in &diagram.sections {
        let tasks: Vec<_> = felt.by_ref().take(section.tasks.len()).collect();
        out.push_str(&stage(section, &tasks, !curve.points.is_empty(), label));
    }
    out.push_str("</ol></div>\n</figure>\n");
    out
}

/// The title, and what a diagram says for those who do not see it.
fn head(diagram: &Diagram) -> String {
    let title = diagram.title.as_ref().map(|title| escape(&title.text));
    let said: Vec<_> = diagram.said.iter().map(|words| escape(&words.text)).collect();
    let mut out = String::from("<figure class=\"small-map\">\n");
    if let Some(title) = &title {
        let _ = writeln!(out, "<figcaption>{title}</figcaption>");
    }
    if !said.is_empty() {
        let _ = writeln!(out, "<p class=\"sr\">{}</p>", said.join(" "));
    }
    let name = title.or_else(|| said.first().cloned());
    let name = name.map(|name| format!(" role=\"region\" aria-label=\"{name}\"")).unwrap_or_default();
    let _ = writeln!(out, "<div class=\"small-map-scroll\" tabindex=\"0\"{name}><ol>");
    out
}

fn stage(section: &Section, tasks: &[Felt<'_>], is_drawn: bool, label: &str) -> String {
    let name = section.name.as_ref().map(|name| format!("<b>{}</b>", escape(&name.text))).unwrap_or_default();
    let steps: String = tasks.iter().map(|felt| step(felt, is_drawn, label)).collect();
    let inside = if steps.is_empty() { String::new() } else { format!("<ol>\n{steps}</ol>") };
    format!("<li style=\"--n:{}\">{name}{inside}</li>\n", tasks.len().max(1))
}

fn step(felt: &Felt<'_>, is_drawn: bool, label: &str) -> String {
    let name = escape(&felt.task.name.text);
    let plot = if is_drawn { plot(felt) } else { String::new() };
    let score = felt.task.score.as_ref().map(|score| {
        let tone = felt.feeling.as_ref().map_or("", |feeling| tone(feeling.normal));
        let score = escape(&score.text);
        format!(" <span class=\"val{tone}\"><span class=\"sr\">{label} </span>{score}</span>")
    });
    let actors: Vec<_> = felt.task.actors.iter().map(|actor| escape(&actor.text)).collect();
    let actors = match actors.is_empty() {
        true => String::new(),
        false => format!(" <small>{}</small>", actors.join(", ")),
    };
    format!("<li>{plot}<span>{name}</span>{}{actors}</li>\n", score.unwrap_or_default())
}

/// A task's part of the curve, and its point.
fn plot(felt: &Felt<'_>) -> String {
    let CellCurve { line, gap, areas } = &felt.curve;
    let path = |class: &str, path: &str| match path.is_empty() {
        true => String::new(),
        false => format!("<path class=\"{class}\" d=\"{path}\"/>"),
    };
    let areas: String = areas.iter().map(|area| path("ar", area)).collect();
    let point = felt.feeling.as_ref().map(|feeling| {
        let top = number(50.0 - 30.0 * feeling.normal);
        format!("<i class=\"pt{}\" style=\"top:{top}%\"></i>", tone(feeling.normal))
    });
    format!(
        "<span class=\"small-map-plot\" aria-hidden=\"true\"><svg class=\"flip\" viewBox=\"0 0 100 100\" \
         preserveAspectRatio=\"none\"><path class=\"zero\" d=\"M0 50H100\"/>{areas}{}{}</svg>{}</span>",
        path("ln gap", gap),
        path("ln", line),
        point.unwrap_or_default(),
    )
}

fn tone(normal: f64) -> &'static str {
    match normal {
        _ if normal > 0.0 => " pos",
        _ if normal < 0.0 => " neg",
        _ => "",
    }
}
