//! The consumer decision process, which opens with the recognition of a need.

use crate::{FrameworkTable, StageTable};

/// Need, search, alternatives, purchase, what follows.
pub const DECISION_PROCESS: FrameworkTable = FrameworkTable {
    id: "edp-5",
    title: "Consumer decision process",
    source: "James Engel, David Kollat and Roger Blackwell, Consumer Behavior (1968); also in Kotler, Marketing Management",
    shape: "line",
    notes: "It starts before any brand is in sight, and reaches as far as parting with what was bought.",
    projectable: true,
    stages: &[
        StageTable {
            id: "need",
            title: "Need recognition",
            span: (0.0, 2.0),
            definition: "The distance between how things are and how they should be grows large enough to be felt.",
            questions: &["What am I missing?"],
            touchpoints: &["Event in life", "Something seen or heard"],
            measures: &["How often the problem occurs"],
            aliases: &["Problem recognition"],
        },
        StageTable {
            id: "search",
            title: "Information search",
            span: (2.0, 4.0),
            definition: "People ask their memory first, then the world around them, what might help.",
            questions: &["What is there?"],
            touchpoints: &["Search", "Friends"],
            measures: &["Number of searches"],
            aliases: &["Search"],
        },
        StageTable {
            id: "alternatives",
            title: "Evaluation of alternatives",
            span: (4.0, 5.0),
            definition: "What was found is measured by what matters to them.",
            questions: &["Which one suits me more?"],
            touchpoints: &["Reviews", "Trial"],
            measures: &["Share of those who consider us"],
            aliases: &["Evaluation"],
        },
        StageTable {
            id: "purchase",
            title: "Purchase decision",
            span: (5.0, 7.0),
            definition: "They choose, and the choice becomes an order.",
            questions: &["Do I do it now?"],
            touchpoints: &["Checkout"],
            measures: &["Conversion"],
            aliases: &["Purchase", "Decision"],
        },
        StageTable {
            id: "post",
            title: "Postpurchase behaviour",
            span: (7.0, 13.0),
            definition: "Content or in doubt, they live with the choice until they part with the thing.",
            questions: &["Have I done the right thing?"],
            touchpoints: &["Use", "Service"],
            measures: &["Satisfaction", "Returns"],
            aliases: &["Post-purchase", "Outcome"],
        },
    ],
    loops: &[("post", "need")],
};
