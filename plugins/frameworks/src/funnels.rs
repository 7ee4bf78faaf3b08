//! Funnels: models that narrow from many strangers to few buyers and end with the sale.

use crate::{FrameworkTable, StageTable};

/// Awareness, consideration, purchase.
pub const THREE_PARTS: FrameworkTable = FrameworkTable {
    id: "funnel-3",
    title: "Awareness, consideration, purchase/decision",
    source: "Inbound marketing practice (HubSpot and others)",
    shape: "line that ends with the sale",
    notes: "Nothing after the purchase has a place here; what happens to customers needs a fuller model.",
    projectable: true,
    stages: &[
        StageTable {
            id: "awareness",
            title: "Awareness",
            span: (1.0, 3.0),
            definition: "A person finds that there is a problem and comes across the brand while looking into it.",
            questions: &["What do people call this problem?"],
            touchpoints: &["Search", "Social media", "Blog", "Advertisement"],
            measures: &["Visits", "Reach"],
            aliases: &["Attract", "Top of funnel", "TOFU", "Aware"],
            parallel: false,
        },
        StageTable {
            id: "consideration",
            title: "Consideration",
            span: (3.0, 5.0),
            definition: "They learn what kinds of answer there are and what each is good for.",
            questions: &["What could solve this?"],
            touchpoints: &["Guide", "Comparison", "Webinar"],
            measures: &["Leads", "Qualified leads", "Time spent"],
            aliases: &["Consider", "Evaluation", "Middle of funnel", "MOFU"],
            parallel: false,
        },
        StageTable {
            id: "purchase",
            title: "Purchase",
            span: (5.0, 7.0),
            definition: "They settle on one offer and buy it.",
            questions: &["Whose offer do I take?", "What do I have to do to get it?"],
            touchpoints: &["Price list", "Checkout", "Sales"],
            measures: &["Leads accepted by sales", "Deals won", "Conversion"],
            aliases: &["Decision", "Conversion", "Bottom of funnel", "BOFU", "Buy"],
            parallel: false,
        },
    ],
    loops: &[],
};

/// Attention, interest, desire, action: the ladder behind most pictures of a sales funnel.
pub const AIDA: FrameworkTable = FrameworkTable {
    id: "aida",
    title: "AIDA",
    source: "American sales writing around 1900; the acronym is C. P. Russell's (1921). The usual credit to E. St. Elmo \
             Lewis goes back to Strong (1925) and is disputed (Iwamoto, 2023)",
    shape: "ladder of effects",
    notes: "It describes what a message does to people rather than what they do. A fifth rung, satisfaction, is \
            sometimes added for the time after the sale.",
    projectable: true,
    stages: &[
        StageTable {
            id: "attention",
            title: "Attention",
            span: (1.0, 2.5),
            definition: "Something about the offer catches the eye.",
            questions: &["What have we here?"],
            touchpoints: &["Advertisement", "Headline", "Shelf"],
            measures: &["Reach", "Recall", "Click rate"],
            aliases: &["Awareness", "Aware"],
            parallel: false,
        },
        StageTable {
            id: "interest",
            title: "Interest",
            span: (2.5, 4.0),
            definition: "They want to hear more.",
            questions: &["What would I get out of it?"],
            touchpoints: &["Landing page", "Brochure"],
            measures: &["Time on the page", "Enquiries"],
            aliases: &["Appeal"],
            parallel: false,
        },
        StageTable {
            id: "desire",
            title: "Desire",
            span: (4.0, 6.0),
            definition: "Knowing about it turns into wanting it, and this one rather than another.",
            questions: &["Why should it be this one?"],
            touchpoints: &["Demonstration", "Proof", "Offer"],
            measures: &["Wish lists", "Trials", "Preference"],
            aliases: &["Decision", "Conviction"],
            parallel: false,
        },
        StageTable {
            id: "action",
            title: "Action",
            span: (6.0, 7.0),
            definition: "They do it: buy, call, sign.",
            questions: &["Where do I get it?"],
            touchpoints: &["Checkout", "Phone"],
            measures: &["Conversion"],
            aliases: &["Act", "Purchase"],
            parallel: false,
        },
    ],
    loops: &[],
};
