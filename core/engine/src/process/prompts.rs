//! What a new map asks its author, by the activities of its process.

use super::Activity;

/// A key of the frontmatter or the label of an entry, and the question it answers.
pub type Prompt = (&'static str, &'static str);

/// The keys of the frontmatter that show an activity.
pub fn settings(activity: Activity) -> &'static [Prompt] {
    match activity {
        Activity::Objective => &[
            ("goal", "What do they want to have reached at the end?"),
            ("objectives", "What are you going to decide with this map?"),
            ("metrics", "Which metric, with a target, will tell? Its id, in brackets."),
        ],
        Activity::Persona | Activity::Target => &[("persona", "Whose journey is it? The id of one persona.")],
        Activity::Workshop => &[("participants", "Who drew the first version, from which teams?")],
        Activity::Blueprint => {
            &[("resources", "What have you got for it, what is missing? {have: […], need: […]}")]
        }
        Activity::Revised => &[
            ("reviewed", "On which day did somebody last go through it?"),
            ("review-by", "By which day should somebody do so again?"),
        ],
        _ => &[],
    }
}

/// The entries of a step that show an activity.
pub fn lanes(activity: Activity) -> &'static [Prompt] {
    match activity {
        Activity::Touchpoints => &[("touchpoint", "Where do they meet you, or somebody who speaks of you?")],
        Activity::Actions => &[("doing", "What do they do, in a few words?")],
        Activity::Emotions => &[
            ("need", "What do they want from this moment?"),
            ("feeling", "How does it feel, from -2 to +2?"),
            ("pain", "What gets in the way?"),
        ],
        Activity::Evidence => &[("evidence", "How do you know? A link to a file in evidence/.")],
        Activity::Qualitative => &[("evidence", "Whom did you ask or watch? A link to a file in evidence/.")],
        Activity::Quantitative => {
            &[("metric", "What was counted, when, of how many? A link to a file in metrics/.")]
        }
        Activity::Prioritised => &[("opportunity", "What could be better? Add {impact=4 effort=2 owner=…}.")],
        Activity::Blueprint => &[
            ("backstage", "What do you do that they do not see?"),
            ("support", "Whom or what does that rely on?"),
        ],
        Activity::MomentsOfTruth => &[("moment-of-truth", "Does this decide what they will remember?")],
        _ => &[],
    }
}
