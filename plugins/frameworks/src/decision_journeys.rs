//! Decisions as loops: what is bought next depends on how it went the last time.

use crate::{FrameworkTable, StageTable};

/// Initial consideration, active evaluation, moment of purchase, postpurchase experience.
pub const CONSUMER_DECISION_JOURNEY: FrameworkTable = FrameworkTable {
    id: "mckinsey-cdj",
    title: "Consumer decision journey",
    source: "David Court, Dave Elzinga, Susan Mulder and Ole Jørgen Vetvik, McKinsey Quarterly 2009, number \
            3; David Edelman and Marc Singer, Harvard Business Review (2015), on the quicker loyalty loop",
    shape: "loop",
    notes: "Brands are added while people look around, not only dropped as in a funnel. Who is truly loyal \
            goes from the experience straight to the next purchase; who only stays out of habit is back \
            among the options at the next occasion.",
    projectable: true,
    stages: &[
        StageTable {
            id: "initial-consideration",
            title: "Initial consideration",
            span: (1.0, 3.0),
            definition: "Something sets them off, and the few brands that come to mind first are the ones to beat.",
            questions: &["Whom do I think of?"],
            touchpoints: &["Advertisement", "Earlier use", "Word of mouth"],
            measures: &["Share of first lists", "Unprompted awareness"],
            aliases: &["Initial consideration set", "Consider", "Trigger"],
            parallel: false,
        },
        StageTable {
            id: "active-evaluation",
            title: "Active evaluation",
            span: (3.0, 5.0),
            definition: "They look around, and names join the list as well as leave it.",
            questions: &["Who else is there?"],
            touchpoints: &["Reviews", "Search", "Shop", "Friends"],
            measures: &["Brands that joined the list", "Enquiries"],
            aliases: &["Evaluate", "Evaluation"],
            parallel: false,
        },
        StageTable {
            id: "moment-of-purchase",
            title: "Moment of purchase",
            span: (5.0, 7.0),
            definition: "One brand is left, and they buy it.",
            questions: &["Which one is it going to be?"],
            touchpoints: &["Shop", "Shelf", "Checkout", "Salesperson"],
            measures: &["Conversion", "Changes of mind at the shelf"],
            aliases: &["Closure", "Buy", "Purchase", "Decide"],
            parallel: false,
        },
        StageTable {
            id: "postpurchase",
            title: "Postpurchase experience",
            span: (7.0, 12.0),
            definition: "Living with it shapes what they expect the next time.",
            questions: &["Is it as good as they said?"],
            touchpoints: &["The product itself", "Service", "Community"],
            measures: &["Satisfaction", "Repeat purchases", "Loyal by choice and by habit"],
            aliases: &["Post-purchase", "Experience", "Enjoy", "Advocate", "Bond"],
            parallel: false,
        },
    ],
    loops: &[
        ("postpurchase", "moment-of-purchase"),
        ("postpurchase", "initial-consideration"),
        ("active-evaluation", "active-evaluation"),
    ],
};

/// Stimulus, zero moment, first moment, second moment, ultimate moment.
pub const MOMENTS_OF_TRUTH: FrameworkTable = FrameworkTable {
    id: "mot-5",
    title: "Moments of truth",
    source: "Jan Carlzon (1987) for the idea; A. G. Lafley at Procter & Gamble (2005) for the first and \
            second; Jim Lecinski at Google (2011) for the zero; Brian Solis (2013) for the ultimate; \
            Eventricity for the one before zero",
    shape: "loop",
    notes: "What one person shares at the end is what another finds before the shelf. The numbers count from \
            the shelf.",
    projectable: true,
    stages: &[
        StageTable {
            id: "stimulus",
            title: "Stimulus (before zero)",
            span: (0.0, 2.0),
            definition: "An event or an advertisement gets it going.",
            questions: &["What was that just now?"],
            touchpoints: &["Advertisement", "Event"],
            measures: &["How often it happens"],
            aliases: &["LZMOT", "Less than zero", "Stimulus", "Stimulus (<ZMOT)"],
            parallel: false,
        },
        StageTable {
            id: "zmot",
            title: "Zero moment",
            span: (2.0, 5.0),
            definition: "They read up on it before they stand in front of it.",
            questions: &["What do others make of it?"],
            touchpoints: &["Search", "Reviews"],
            measures: &["Share of searches", "Review rating"],
            aliases: &["ZMOT", "Zero moment (ZMOT)"],
            parallel: false,
        },
        StageTable {
            id: "fmot",
            title: "First moment",
            span: (5.0, 7.0),
            definition: "Face to face with the product, they take a few seconds to choose.",
            questions: &["Is it this one?"],
            touchpoints: &["Shelf", "Product page"],
            measures: &["Conversion"],
            aliases: &["FMOT", "First moment (FMOT)"],
            parallel: false,
        },
        StageTable {
            id: "smot",
            title: "Second moment",
            span: (7.0, 10.0),
            definition: "They use it and find out.",
            questions: &["Was the promise true?"],
            touchpoints: &["The product itself", "Service"],
            measures: &["Satisfaction", "Returns"],
            aliases: &["SMOT", "Second moment (SMOT)"],
            parallel: false,
        },
        StageTable {
            id: "umot",
            title: "Ultimate moment",
            span: (10.0, 12.0),
            definition: "They pass on how it was, and somebody else will come across it.",
            questions: &["What will I tell about it?"],
            touchpoints: &["Review", "Social media"],
            measures: &["Reviews written", "Net Promoter Score"],
            aliases: &["UMOT", "Ultimate moment (UMOT)", "Third moment", "TMOT"],
            parallel: false,
        },
    ],
    loops: &[("umot", "zmot")],
};
