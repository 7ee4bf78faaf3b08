//! The rows of a map, and the roles that place them.

use std::sync::Arc;

/// Where a lane stands in relation to the customer; the blueprint's lines are derived from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What the customer does, thinks and feels.
    Customer,
    /// Where customer and organisation meet.
    Contact,
    /// A lane the site made up.
    Custom,
    /// What the customer sees the organisation do.
    Frontstage,
    /// What happens out of the customer's sight.
    Backstage,
    /// What it all runs on.
    Support,
    /// What the team makes of it.
    Analysis,
}

impl Role {
    /// The role's word in the site model.
    pub fn word(self) -> &'static str {
        match self {
            Role::Customer => "customer",
            Role::Contact => "contact",
            Role::Custom => "custom",
            Role::Frontstage => "frontstage",
            Role::Backstage => "backstage",
            Role::Support => "support",
            Role::Analysis => "analysis",
        }
    }
}

/// A line of the service blueprint, drawn where the roles above and below it change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// Above it the customer, below it the organisation.
    Interaction,
    /// Above it what the customer sees, below it what they do not.
    Visibility,
    /// Above it the people, below it what they rely on.
    Internal,
}

impl Line {
    /// The line that lies between two neighbouring lanes, if any; the one nearest to the customer is named.
    pub fn between(above: Role, below: Role) -> Option<Line> {
        let crossed = |border: Role| above < border && border <= below && below != Role::Analysis;
        [
            (Role::Frontstage, Line::Interaction),
            (Role::Backstage, Line::Visibility),
            (Role::Support, Line::Internal),
        ]
        .into_iter()
        .rfind(|(border, _)| crossed(*border))
        .map(|(_, line)| line)
    }

    /// The line's word in templates.
    pub fn word(self) -> &'static str {
        match self {
            Line::Interaction => "interaction",
            Line::Visibility => "visibility",
            Line::Internal => "internal",
        }
    }
}

macro_rules! standard_lanes {
    ($($(#[$doc:meta])* $name:ident $word:literal $role:ident $title:literal $description:literal;)*) => {
        /// The lanes every map understands, in the order they are shown.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StandardLane { $($(#[$doc])* $name,)* }

        impl StandardLane {
            /// All of them, in the order they are shown.
            pub const ALL: &'static [StandardLane] = &[$(StandardLane::$name,)*];

            /// The lane's word: English, singular.
            pub fn word(self) -> &'static str { match self { $(Self::$name => $word,)* } }
            /// The lane's place.
            pub fn role(self) -> Role { match self { $(Self::$name => Role::$role,)* } }
            /// The heading a reader sees.
            pub fn title(self) -> &'static str { match self { $(Self::$name => $title,)* } }
            /// A few words for a reader who meets the lane for the first time.
            pub fn description(self) -> &'static str { match self { $(Self::$name => $description,)* } }
        }
    };
}

standard_lanes! {
    /// What the customer wants from it.
    Goal "goal" Customer "Goal" "What they want from it";
    /// What the customer does.
    Doing "doing" Customer "Doing" "What happens";
    /// What the customer thinks, in their own words.
    Thinking "thinking" Customer "Thinking" "In their own words";
    /// Where it happens.
    Touchpoint "touchpoint" Contact "Touchpoints" "Where it happens";
    /// By which means.
    Channel "channel" Contact "Channels" "By which means";
    /// How it feels.
    Feeling "feeling" Customer "Feeling" "From worst to best";
    /// How hard it is, 1 to 5.
    Effort "effort" Customer "Effort" "1 easy, 5 hard";
    /// What the customer needs.
    Need "need" Customer "Needs" "What they need from us";
    /// What the customer asks.
    Question "question" Customer "Questions" "What they ask";
    /// What gets in the way.
    Pain "pain" Customer "Pain points" "What gets in the way";
    /// What goes better than expected.
    Gain "gain" Customer "Gains" "What goes well";
    /// What the customer sees the organisation do.
    Frontstage "frontstage" Frontstage "Frontstage" "What they see us do";
    /// What is done unseen.
    Backstage "backstage" Backstage "Backstage" "What we do unseen";
    /// Who and what helps behind the scenes.
    Support "support" Support "Support" "Who it relies on";
    /// The systems it runs on.
    System "system" Support "Systems" "What it runs on";
    /// What could be better.
    Opportunity "opportunity" Analysis "Opportunities" "What we could do";
    /// What can be counted.
    Metric "metric" Analysis "Metrics" "What we can count";
    /// What could go wrong.
    Risk "risk" Analysis "Risks" "What could go wrong";
    /// How urgent it is.
    Priority "priority" Analysis "Priority" "How urgent it is";
    /// Where one team hands over to another.
    Handoff "handoff" Analysis "Hand-offs" "Who hands over to whom";
    /// A moment that decides what the customer will remember.
    MomentOfTruth "moment-of-truth" Analysis "Moment of truth" "What decides it";
    /// How we know.
    Evidence "evidence" Contact "Evidence" "How we know";
}

impl StandardLane {
    /// The lane of its own word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|lane| lane.word() == word)
    }
}

/// A row of a map: one of the standard lanes or one the site made up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// A lane every map understands.
    Standard(StandardLane),
    /// Any other label. It is behind a pointer, for every entry has a lane and few have one of these.
    Custom(Arc<CustomLane>),
}

/// A lane that the site made up, kept under the slug of its label and the words first used for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CustomLane {
    /// The slug of the label.
    pub id: Box<str>,
    /// The label as typed.
    pub title: Box<str>,
}

impl Lane {
    /// A lane of its own.
    pub fn custom(id: impl Into<Box<str>>, title: impl Into<Box<str>>) -> Self {
        Lane::Custom(Arc::new(CustomLane { id: id.into(), title: title.into() }))
    }

    /// The lane's name in the site model.
    pub fn id(&self) -> &str {
        match self {
            Lane::Standard(lane) => lane.word(),
            Lane::Custom(own) => &own.id,
        }
    }

    /// The heading a reader sees.
    pub fn title(&self) -> &str {
        match self {
            Lane::Standard(lane) => lane.title(),
            Lane::Custom(own) => &own.title,
        }
    }

    /// The lane's place.
    pub fn role(&self) -> Role {
        match self {
            Lane::Standard(lane) => lane.role(),
            Lane::Custom(_) => Role::Custom,
        }
    }

    /// Whether this is the given standard lane.
    pub fn is(&self, lane: StandardLane) -> bool {
        matches!(self, Lane::Standard(standard) if *standard == lane)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blueprints_lines_follow_from_the_roles() {
        assert_eq!(Line::between(Role::Customer, Role::Frontstage), Some(Line::Interaction));
        assert_eq!(Line::between(Role::Frontstage, Role::Backstage), Some(Line::Visibility));
        assert_eq!(Line::between(Role::Backstage, Role::Support), Some(Line::Internal));
        assert_eq!(Line::between(Role::Customer, Role::Contact), None);
        assert_eq!(Line::between(Role::Customer, Role::Analysis), None);
        assert_eq!(Line::between(Role::Support, Role::Analysis), None);
    }

    #[test]
    fn a_missing_band_leaves_the_line_nearest_to_the_customer_unsaid() {
        assert_eq!(Line::between(Role::Customer, Role::Backstage), Some(Line::Visibility));
    }

    #[test]
    fn every_word_finds_its_lane() {
        for lane in StandardLane::ALL {
            assert_eq!(StandardLane::from_word(lane.word()), Some(*lane));
        }
    }
}
