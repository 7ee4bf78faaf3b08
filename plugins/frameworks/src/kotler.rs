//! The five A's of Marketing 4.0.

use crate::{FrameworkTable, StageTable};

/// Aware, appeal, ask, act, advocate.
pub const FIVE_A: FrameworkTable = FrameworkTable {
    id: "kotler-5a",
    title: "Kotler's five A's (Marketing 4.0)",
    source: "Philip Kotler, Hermawan Kartajaya and Iwan Setiawan, Marketing 4.0 (Wiley, 2017), chapters 5 and 6",
    shape: "line that people skip along and spiral back on",
    notes: "The nouns Awareness and Advocacy are as common as Aware and Advocate. Two ratios belong to the model: \
            purchase action (Act to Aware) and brand advocacy (Advocate to Aware). Other models are called five A's \
            too, which is why a map has to name this one by its id.",
    projectable: true,
    stages: &[
        StageTable {
            id: "aware",
            title: "Aware",
            span: (1.0, 2.5),
            definition: "Many brands pass by, through advertising, other people or earlier experience, and some names stick.",
            questions: &["Do I know that name?"],
            touchpoints: &["Advertisement", "What others say", "Memory of earlier use"],
            measures: &["Unprompted awareness", "Reach"],
            aliases: &["Awareness", "A1", "I know"],
            parallel: false,
        },
        StageTable {
            id: "appeal",
            title: "Appeal",
            span: (2.5, 3.0),
            definition: "Of the names that stuck, a few attract and are kept in mind.",
            questions: &["Do I like them?", "Will I remember this?"],
            touchpoints: &["Campaign", "Brand story", "Packaging", "Signs that others like it"],
            measures: &["Attraction (Appeal to Aware)", "Share of shortlists"],
            aliases: &["A2", "I like", "Attraction", "Attitude", "Interest"],
            parallel: false,
        },
        StageTable {
            id: "ask",
            title: "Ask",
            span: (3.0, 5.0),
            definition: "Curious now, people find out more from friends, from the media and from the brand itself.",
            questions: &["Is that so?", "What have others found?", "How much is it?"],
            touchpoints: &[
                "Search",
                "Reviews",
                "Friends",
                "Call centre",
                "Price comparison",
                "Try-out in the shop",
            ],
            measures: &["Curiosity (Ask to Appeal)", "Enquiries", "Reviews read"],
            aliases: &["A3", "Enquire", "Research", "I'm convinced"],
            parallel: false,
        },
        StageTable {
            id: "act",
            title: "Act",
            span: (5.0, 10.0),
            definition: "They decide and get involved: buying, using and being served all belong here.",
            questions: &["Do I take it?", "Does it do what it should?", "Who helps when it does not?"],
            touchpoints: &["Shop or checkout", "First use", "Complaint", "Service"],
            measures: &[
                "Commitment (Act to Ask)",
                "Purchase action ratio",
                "Satisfaction",
                "Customer effort",
            ],
            aliases: &["A4", "Action", "Buy", "Purchase", "Use"],
            parallel: false,
        },
        StageTable {
            id: "advocate",
            title: "Advocate",
            span: (10.0, 12.0),
            definition: "They stay, buy again and speak for the brand.",
            questions: &["Would I choose it again?", "Would I put my name to it?"],
            touchpoints: &["Continued use", "Repeat purchase", "Recommendation", "Defence in a discussion"],
            measures: &[
                "Affinity (Advocate to Act)",
                "Brand advocacy ratio",
                "Net Promoter Score",
                "Repurchase rate",
            ],
            aliases: &["Advocacy", "A5", "Loyal", "I recommend"],
            parallel: false,
        },
    ],
    loops: &[("advocate", "aware"), ("ask", "aware")],
};
