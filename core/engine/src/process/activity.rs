//! The activities that the published ways of mapping have in common.

macro_rules! activities {
    ($($(#[$doc:meta])* $name:ident $id:literal;)*) => {
        /// Something that is done on the way to a map, and that a site can show to have been done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Activity { $($(#[$doc])* $name,)* }

        impl Activity {
            /// All of them, in the order of their ids.
            pub const ALL: &'static [Activity] = &[$(Activity::$name,)*];

            /// Its id: what JSON and the documentation call it.
            pub fn id(self) -> &'static str { match self { $(Self::$name => $id,)* } }
        }
    };
}

activities! {
    /// What the map is for, and the figure that will tell.
    Objective "a1";
    /// Whose journey it is, with what they need.
    Persona "a2";
    /// One of them, in the end.
    Target "a3";
    /// Research is at hand.
    Evidence "a4";
    /// Colleagues drew what they believe.
    Workshop "a5";
    /// The journey has stages.
    Stages "a6";
    /// Every stage says where or by which means it happens.
    Touchpoints "a7";
    /// Every step says what is done.
    Actions "a8";
    /// What moves people, what hurts, how it feels.
    Emotions "a9";
    /// The moments that decide.
    MomentsOfTruth "a10";
    /// People were asked or watched.
    Qualitative "a11";
    /// Something was counted.
    Quantitative "a12";
    /// The map is live.
    Published "a13";
    /// Opportunities are ranked, and somebody or something answers for them.
    Prioritised "a14";
    /// What it takes behind the scenes.
    Blueprint "a15";
    /// The journey as it should become.
    Future "a16";
    /// Somebody went through it, and the next time is set.
    Revised "a17";
}
