//! Through which frameworks each map is shown besides its own, and what steps say of their phases.

use std::collections::BTreeSet;

use journeybook_model::{Attributes, Diagnostic, Document, FrameworkModel, Journey, Kind, Severity};

use super::{NodeId, Site};
use crate::codes;
use crate::parse::nearest;
use crate::project::{PHASES, is_phase};

/// The key by which a map asks for frameworks of its own, in place of the site's.
const KEY: &str = "views";

/// The ids of all frameworks that have a page: those that maps declare or are shown through, and those that the settings
/// name.
pub fn wanted(site: &Site) -> BTreeSet<String> {
    let documents = || site.nodes.iter().filter_map(|node| node.document.as_ref());
    let declared = documents().filter_map(|document| document.fields.text("framework"));
    let viewed = documents().flat_map(|document| document.fields.texts(KEY));
    let frameworks = &site.settings.frameworks;
    let named = frameworks.views.iter().chain(&frameworks.pages).chain(&frameworks.always).cloned();
    let all = site.frameworks.iter().filter(|_| frameworks.all_pages).map(|model| model.id.clone());
    declared.chain(viewed).chain(named).chain(all).collect()
}

/// Finds the views of every map.
pub fn settle(site: &mut Site, notes: &mut Vec<Diagnostic>) {
    notes.extend(of_settings(site));
    let maps: Vec<NodeId> = site.of_kind(Kind::Journey).collect();
    for node in maps {
        let Some(document) = site.nodes[node].document.clone() else { continue };
        let Some(journey) = document.journey() else { continue };
        notes.extend(phases(&document, journey));
        notes.extend(own_axes(site, &document));
        site.node(node).views = views(site, node, &document);
    }
}

/// The frameworks of one map: those it asks for, else those of the site; its own where the plugin places its steps. A
/// framework on an axis of its own shows no other's maps, and each is shown once.
fn views(site: &Site, node: NodeId, document: &Document) -> Vec<NodeId> {
    let declared = document.fields.text("framework");
    let is_own = |model: &FrameworkModel| Some(&model.id) == declared.as_ref();
    let own = site.frameworks.iter().filter(|model| is_own(model) && model.is_computed());
    let own: Vec<_> = own.filter_map(|model| site.find(Kind::Framework, &model.id)).collect();
    let of = |ids: &[String]| ids.iter().filter_map(|id| site.find(Kind::Framework, id)).collect::<Vec<_>>();
    let asked = match document.fields.find(KEY) {
        Some(_) => site.fields_to(node, KEY),
        None => of(&site.settings.frameworks.views),
    };
    let always = of(&site.settings.frameworks.always);
    let shows = |node: &NodeId| {
        let model = site.model(&site.nodes[*node].id);
        model.is_some_and(|model| {
            model.projectable && !is_own(model) && (model.is_computed() || !model.stages.is_empty())
        })
    };
    let mut views: Vec<NodeId> = Vec::new();
    for view in own.into_iter().chain(asked.into_iter().chain(always).filter(shows)) {
        if !views.contains(&view) {
            views.push(view);
        }
    }
    views
}

/// What is wrong with the frameworks that the settings name.
fn of_settings(site: &Site) -> Vec<Diagnostic> {
    let Some(source) = &site.settings.source else { return Vec::new() };
    let frameworks = &site.settings.frameworks;
    let of = |key, ids: &[String]| ids.iter().map(move |id| (key, id.clone())).collect::<Vec<_>>();
    let named = of(KEY, &frameworks.views).into_iter().chain(of("pages", &frameworks.pages));
    let wrong = named.filter_map(|(key, id)| match site.model(&id) {
        None => {
            let known = site.frameworks.iter().map(|model| model.id.as_str());
            Some(crate::settings::unknown_view(source, key, &id, known))
        }
        Some(model) if key == KEY && !model.projectable => {
            Some(crate::settings::not_projectable(source, key, &id))
        }
        Some(_) => None,
    });
    wrong.collect()
}

/// The frameworks on an axis of their own that a map asks to be shown through.
fn own_axes(site: &Site, document: &Document) -> Vec<Diagnostic> {
    let Some(field) = document.fields.find(KEY) else { return Vec::new() };
    let ids = document.fields.texts(KEY);
    let stuck = ids.iter().filter(|id| site.model(id).is_some_and(|model| !model.projectable));
    let say = |id: &String| {
        let path = &document.source.path;
        Diagnostic::at(codes::NOT_PROJECTABLE, Severity::Warning, path, field.span, own_axis(id))
            .help(format!("take `{id}` out of `views:`"))
    };
    stuck.map(say).collect()
}

/// What is said of a framework that shows no other's maps.
pub fn own_axis(id: &str) -> String {
    format!("the framework `{id}` lies on an axis of its own, so no map of another is shown through it")
}

/// The phases that steps and stages name and nobody knows.
fn phases(document: &Document, journey: &Journey) -> Vec<Diagnostic> {
    let of_stages = journey.stages.iter().map(|stage| &stage.attributes);
    let of_steps = journey.steps().map(|step| &step.attributes);
    of_stages.chain(of_steps).filter_map(|attributes| unknown_phase(document, attributes)).collect()
}

fn unknown_phase(document: &Document, attributes: &Attributes) -> Option<Diagnostic> {
    let attribute = attributes.find("phase").filter(|attribute| !is_phase(&attribute.value))?;
    let typed = &attribute.value;
    let message = format!("`{typed}` is no phase of the axis that frameworks lie on");
    let path = &document.source.path;
    let note = Diagnostic::at(codes::UNKNOWN_PHASE, Severity::Warning, path, attribute.span, message);
    Some(match nearest(typed, PHASES.into_iter()) {
        Some(phase) => note.meant(document.source.read(), attribute.span, typed, phase),
        None => note.help(format!("the phases are {}", PHASES.join(", "))),
    })
}
