//! The other five A's, which share two names with Kotler's and none of his stages.

use crate::{FrameworkTable, StageTable};

/// Awareness, acquisition, adoption, assimilation, advocacy.
pub const ASSIMILATION: FrameworkTable = FrameworkTable {
    id: "assimilation-5a",
    title: "Awareness, acquisition, adoption, assimilation, advocacy",
    source: "Customer management practice; the list stands under “Customer Journey” in the dictionary of \
            developagile.com",
    shape: "line",
    notes: "Not Kotler's five A's, though they are called the same. Two of its stages come after the first \
            use, where most models have one.",
    projectable: true,
    stages: &[
        StageTable {
            id: "awareness",
            title: "Awareness",
            span: (0.0, 3.0),
            definition: "From knowing nothing of the company to having it in mind.",
            questions: &["Have I heard of them?"],
            touchpoints: &["Advertisement", "Peers"],
            measures: &["Awareness"],
            aliases: &["Aware"],
            parallel: false,
        },
        StageTable {
            id: "acquisition",
            title: "Acquisition",
            span: (3.0, 7.0),
            definition: "They look into the offer and end up buying it.",
            questions: &["Would it be of use to me?"],
            touchpoints: &["Website", "Sales"],
            measures: &["Conversion"],
            aliases: &["Buy"],
            parallel: false,
        },
        StageTable {
            id: "adoption",
            title: "Adoption",
            span: (7.0, 8.5),
            definition: "The first attempts at using it.",
            questions: &["Does it run as it should?"],
            touchpoints: &["Introduction for new customers"],
            measures: &["Activation"],
            aliases: &["Use", "Onboarding"],
            parallel: false,
        },
        StageTable {
            id: "assimilation",
            title: "Assimilation",
            span: (8.5, 11.0),
            definition: "Using it has become a habit that needs no thought.",
            questions: &["Will it be there when I need it?"],
            touchpoints: &["The product itself", "Support"],
            measures: &["Customers kept"],
            aliases: &["Assimilate"],
            parallel: false,
        },
        StageTable {
            id: "advocacy",
            title: "Advocacy",
            span: (11.0, 12.0),
            definition: "They put in a word for it.",
            questions: &["Who could do with this?"],
            touchpoints: &["Reviews"],
            measures: &["Net Promoter Score"],
            aliases: &["Advocate"],
            parallel: false,
        },
    ],
    loops: &[],
};
