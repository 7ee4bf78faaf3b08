//! Which stage of its framework each stage of a map is.

use journeybook_model::{Diagnostic, Document, FrameworkModel, Severity, Stage, StageModel};

use super::Site;
use crate::codes;
use crate::lexicon::Lexicon;

/// Finds the framework's stage for every stage of every map.
pub fn place(site: &mut Site, lexicon: &Lexicon, notes: &mut Vec<Diagnostic>) {
    for node in 0..site.nodes.len() {
        let Some(document) = site.nodes[node].document.clone() else { continue };
        let Some((journey, id)) = document.journey().zip(document.fields.text("framework")) else { continue };
        let Some(model) = site.model(&id).filter(|model| !model.is_computed()) else { continue };
        let places = journey.stages.iter().map(|stage| {
            let name = stage.declared.as_deref().unwrap_or(&stage.title);
            let place = lexicon.stage(&id, name).and_then(|found| model.position(found));
            let near = || lexicon.stage_nearly(&id, name).and_then(|found| model.position(found));
            place.or_else(|| {
                let near = near();
                notes.push(match near {
                    Some(near) => nearly(&document, stage, &model.stages[near]),
                    None => outside(&document, stage, model),
                });
                near
            })
        });
        let places = places.collect();
        site.node(node).places = places;
    }
}

/// A heading that is a slip of the pen away from a stage counts as that stage, and its author is asked.
fn nearly(document: &Document, stage: &Stage, meant: &StageModel) -> Diagnostic {
    let name = stage.declared.as_deref().unwrap_or(&stage.title);
    let message = format!("“{name}” is read as the stage `{}`", meant.id);
    let (path, known) =
        (&document.source.path, if stage.declared.is_some() { &meant.id } else { &meant.title });
    Diagnostic::at(codes::STAGE_NEARLY, Severity::Warning, path, stage.span, message)
        .help(format!("write “{known}”, or close the heading with `{{stage={}}}`", meant.id))
        .instead(document.source.read(), stage.span, name, known)
}

fn outside(document: &Document, stage: &Stage, model: &FrameworkModel) -> Diagnostic {
    let name = stage.declared.as_deref().unwrap_or(&stage.title);
    let message = format!("“{name}” is not a stage of the framework `{}`", model.id);
    let ids: Vec<_> = model.stages.iter().map(|stage| format!("`{}`", stage.id)).collect();
    Diagnostic::at(
        codes::STAGE_OUTSIDE_FRAMEWORK,
        Severity::Warning,
        &document.source.path,
        stage.span,
        message,
    )
    .help(format!("close the heading with `{{stage=…}}`; the stages are {}", ids.join(", ")))
}
