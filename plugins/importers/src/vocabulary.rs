//! The English words of the language: what its parser takes for a lane, a container or prose.
//!
//! The engine's dictionary says the same; a test holds the two together.

/// The words of each lane, in lower case and without hyphens.
pub const LANES: [(&str, &[&str]); 22] = [
    ("goal", &["goal", "objective", "aim", "job to be done", "jtbd", "customer goal", "user goal"]),
    (
        "doing",
        &[
            "doing",
            "action",
            "activity",
            "task",
            "step",
            "behaviour",
            "behavior",
            "what happens",
            "does",
            "customer action",
            "user action",
            "physical action",
            "customer",
            "what the customer does",
            "what the user does",
            "what they do",
            "what people do",
        ],
    ),
    (
        "thinking",
        &[
            "thinking",
            "thought",
            "mindset",
            "perception",
            "thinks",
            "think",
            "what the customer thinks",
            "what the user thinks",
            "what they think",
        ],
    ),
    (
        "feeling",
        &[
            "feeling",
            "emotion",
            "emotional state",
            "sentiment",
            "mood",
            "feels",
            "satisfaction",
            "experience",
            "how it feels",
            "how they feel",
            "how the user feels",
            "how the customer feels",
            "what the customer feels",
            "what the user feels",
            "what they feel",
        ],
    ),
    ("effort", &["effort", "customer effort", "difficulty"]),
    ("need", &["need", "requirement", "expectation", "want", "motivation"]),
    ("question", &["question", "customer question", "asks", "ask"]),
    (
        "pain",
        &[
            "pain",
            "pain point",
            "painpoint",
            "friction",
            "problem",
            "frustration",
            "barrier",
            "roadblock",
            "obstacle",
            "challenge",
            "fail point",
            "issue",
            "dread",
            "what goes wrong",
            "what hurts",
        ],
    ),
    ("gain", &["gain", "delight", "benefit", "highlight", "what works", "what goes well", "positive"]),
    ("touchpoint", &["touchpoint", "touch point", "point of contact", "contact point", "interaction"]),
    ("channel", &["channel", "medium"]),
    ("evidence", &["evidence", "source", "research", "proof", "how we know"]),
    (
        "frontstage",
        &[
            "frontstage",
            "front stage",
            "onstage",
            "frontstage action",
            "onstage action",
            "employee action",
            "visible action",
        ],
    ),
    ("backstage", &["backstage", "back stage", "backstage action", "invisible action", "behind the scenes"]),
    (
        "support",
        &["support", "support process", "supporting process", "internal process", "supporting action"],
    ),
    ("system", &["system", "support system", "tool", "technology", "application"]),
    (
        "opportunity",
        &[
            "opportunity",
            "idea",
            "improvement",
            "recommendation",
            "quick win",
            "insight",
            "chance",
            "what we can do",
            "what we could do",
        ],
    ),
    ("metric", &["metric", "measure", "kpi", "success metric", "measurement", "indicator"]),
    ("risk", &["risk"]),
    ("priority", &["priority", "importance"]),
    ("handoff", &["handoff", "hand off", "handover", "hand over", "transfer"]),
    (
        "moment-of-truth",
        &[
            "moment of truth",
            "moments of truth",
            "moment that matters",
            "moments that matter",
            "key moment",
            "critical moment",
            "mot",
        ],
    ),
];

/// Titles that never are a stage's.
pub const PROSE: &[&str] = &[
    "note",
    "source",
    "reference",
    "changelog",
    "appendix",
    "open question",
    "revision history",
    "version history",
    "document information",
    "metadata",
    "summary",
    "key insight",
    "related documentation",
    "related",
    "table of contents",
    "glossary",
    "background",
    "about this map",
    "story",
    "the story",
    "persona",
    "user persona",
    "customer persona",
    "customer profile",
];

/// Titles that only hold the stages below them.
pub const CONTAINERS: &[&str] = &[
    "stage",
    "journey stage",
    "detailed journey stage",
    "customer journey stage",
    "user journey stage",
    "phase",
    "journey phase",
    "the journey",
    "journey",
    "journey map",
    "customer journey",
    "user journey",
    "the map",
    "map",
];

/// The lane that a label means.
pub fn lane(label: &str) -> Option<&'static str> {
    let key = key(label);
    let means = |words: &[&str]| words.iter().any(|word| is(word, &key));
    LANES.iter().find(|(own, words)| means(words) || self::key(own) == key).map(|(own, _)| *own)
}

/// Whether a word as written in a list is the one of a key.
pub fn is(word: &str, key: &str) -> bool {
    word == key || (word.ends_with('s') && self::key(word) == key)
}

/// Whether a title is that of prose.
pub fn is_prose(title: &str) -> bool {
    let key = key(title);
    PROSE.iter().any(|word| is(word, &key))
}

/// Whether a title is that of a container.
pub fn is_container(title: &str) -> bool {
    let key = key(title);
    CONTAINERS.iter().any(|word| is(word, &key))
}

/// A label as it is looked up: in lower case, without punctuation and emoji, singular.
pub fn key(label: &str) -> String {
    let lower = label.to_lowercase();
    let words: Vec<_> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match words.split_last() {
        Some((last, before)) => {
            before.iter().map(|word| format!("{word} ")).collect::<String>() + &singular(last)
        }
        None => String::new(),
    }
}

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 1 => format!("{stem}y"),
        _ => match word.strip_suffix('s') {
            Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'i', 'u']) => stem.to_owned(),
            _ => word.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_however_they_are_written() {
        assert_eq!(lane("😖 Pain-Points"), Some("pain"));
        assert_eq!(lane("Opportunities"), Some("opportunity"));
        assert_eq!(lane("moment-of-truth"), Some("moment-of-truth"));
        assert_eq!(lane("Weather"), None);
    }
}
