//! The five stages of a buying journey.

use crate::{FrameworkTable, StageTable};

/// Awareness, evaluate, acquisition, retention, advocacy.
pub const CLASSIC: FrameworkTable = FrameworkTable {
    id: "classic-5",
    title: "Five stages of a buying journey",
    source: "Marketing practice; set out by Stirista, The Ultimate Guide to the Customer Journey",
    shape: "line",
    notes: "Acquisition is the purchase here. In other models the same word means visitors arriving, so never carry a \
            stage over by its name alone.",
    projectable: true,
    stages: &[
        StageTable {
            id: "awareness",
            title: "Awareness",
            span: (1.0, 3.0),
            definition: "Someone notices a need and, sooner or later, that this company may have an answer to it.",
            questions: &["What is it that I need?", "Who are these people?"],
            touchpoints: &[
                "Search results",
                "Recommendation",
                "Advertisement",
                "Social media post",
                "Blog",
                "Voucher",
            ],
            measures: &["Reach", "New visitors", "Prompted and unprompted awareness"],
            aliases: &["Aware", "Discovery", "Discover", "Attention", "Reach", "Become aware"],
        },
        StageTable {
            id: "evaluate",
            title: "Evaluate",
            span: (3.0, 6.0),
            definition: "They look closer, weigh this offer against others, and make up their mind.",
            questions: &["Would it fit me?", "What makes it better?", "Can I rely on what they say?"],
            touchpoints: &[
                "Product page",
                "Reviews",
                "Comparison",
                "Demonstration",
                "Conversation with sales",
            ],
            measures: &["Engaged sessions", "Leads", "Places on shortlists", "Trials started"],
            aliases: &[
                "Evaluate/Deliberate",
                "Evaluation",
                "Deliberate",
                "Consideration",
                "Consider",
                "Compare",
                "Research",
            ],
        },
        StageTable {
            id: "acquisition",
            title: "Acquisition",
            span: (6.0, 8.0),
            definition: "They buy, receive what they bought, and are customers from then on.",
            questions: &["How do I pay?", "Is this what I was promised?"],
            touchpoints: &["Checkout", "Contract", "Delivery", "Welcome message"],
            measures: &["Conversion", "Order value", "Cost per customer", "Effort of the checkout"],
            aliases: &["Purchase", "Buy", "Conversion", "Decision", "Sale"],
        },
        StageTable {
            id: "retention",
            title: "Retention",
            span: (8.0, 11.0),
            definition: "They go on using it, get help when they need it, and return for more.",
            questions: &["Does it still do its job?", "Is there a reason to stay?"],
            touchpoints: &["The product itself", "Support", "Newsletter", "Loyalty programme"],
            measures: &["Customers kept", "Repeat purchases", "Satisfaction", "Churn"],
            aliases: &["Loyalty", "Use", "Service", "Keep", "Retain"],
        },
        StageTable {
            id: "advocacy",
            title: "Advocacy",
            span: (11.0, 12.0),
            definition: "They tell others, unasked or asked.",
            questions: &["Who would like this too?"],
            touchpoints: &["Review site", "Referral link", "Social media", "Community"],
            measures: &["Net Promoter Score", "Referrals", "Reviews written"],
            aliases: &["Advocate", "Referral", "Recommend", "Evangelism", "Tell friends"],
        },
    ],
    loops: &[],
};
