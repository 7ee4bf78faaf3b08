//! What lists show of a map, as digests: its outline, and its frontmatter.

use journeybook_model::{Digest, Feeling, Journey};

use super::Portal;
use crate::resolve::NodeId;

/// Keys under which a map's frontmatter refers to other things.
const REFERRING: [&str; 5] = ["persona", "framework", "of", "parent", "team"];

/// What a text is followed by: no file that is read holds it.
const END: &str = "\0";

impl Portal {
    /// The digest of what a map is called, and of its stages and steps with their feelings.
    pub fn outline(&self, node: NodeId) -> Digest {
        let known = &self.site.nodes[node];
        let document = self.document(node);
        let mut told = String::with_capacity(4096);
        told.extend([&known.id, END, &known.title, END, &known.url, END]);
        told.push_str(if document.is_some() { "file" } else { "" });
        if let Some(journey) = document.and_then(|document| document.journey()) {
            outline(journey, &mut told);
        }
        Digest::of(told.as_bytes())
    }

    /// The digest of the frontmatter of a map, and of what it refers to.
    pub fn front(&self, node: NodeId) -> Digest {
        let fields = self.document(node).map(|document| document.fields.0.as_slice()).unwrap_or_default();
        let mut told = String::with_capacity(1024);
        for field in fields {
            told.extend([&field.key, END, &field.value.to_string(), END]);
        }
        for key in REFERRING {
            let to = self.site.fields_to(node, key).into_iter();
            told.extend(to.flat_map(|to| [self.site.nodes[to].reference(), END.to_owned()]));
            told.push_str(END);
        }
        Digest::of(told.as_bytes())
    }
}

fn outline(journey: &Journey, told: &mut String) {
    told.push_str(&format!("{} {}", journey.scale.low, journey.scale.high));
    for stage in &journey.stages {
        told.extend([END, "stage", END, &stage.id, END, &stage.title, END]);
        felt(stage.feeling.as_ref(), told);
        for step in &stage.steps {
            told.extend([END, "step", END, &step.id, END, &step.title, END]);
            felt(step.feeling.as_ref(), told);
        }
    }
}

fn felt(feeling: Option<&Feeling>, told: &mut String) {
    let Some(feeling) = feeling else { return };
    let word = feeling.word.as_deref().unwrap_or(END);
    let numbers =
        format!("{} {} {:?} {:?}", feeling.value, feeling.normal, feeling.intensity, feeling.expected);
    told.extend([&feeling.raw, END, word, END, &numbers]);
}
