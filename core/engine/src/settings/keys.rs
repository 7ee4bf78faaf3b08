//! The keys of the settings, what each holds and what it is.

/// A key of the settings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// The key.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// What it is, in a sentence.
    pub says: &'static str,
}

/// What a key of the settings holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A text.
    Text,
    /// `true` or `false`.
    Switch,
    /// Words, by the lane they mean.
    Labels,
    /// Settings and limits, by plugin.
    Plugins,
    /// Which frameworks the site shows.
    Frameworks,
    /// How opportunities are ranked.
    Opportunities,
    /// The theme, which may be its name alone.
    Theme,
}

const fn text(name: &'static str, says: &'static str) -> Setting {
    Setting { name, shape: Shape::Text, says }
}

const fn of(name: &'static str, shape: Shape, says: &'static str) -> Setting {
    Setting { name, shape, says }
}

/// Every key there is.
pub(crate) const KEYS: &[Setting] = &[
    text("title", "The portal’s title."),
    text("description", "A sentence about it."),
    text(
        "language",
        "The language of your texts, such as `de` or `ar`; the writing direction follows from it.",
    ),
    text(
        "base-url",
        "Where the portal is published; only the page for addresses that do not exist needs it.",
    ),
    text("edit-url", "Where a reader can propose a change; the file’s path is put after it."),
    text("logo", "A picture, as a path from the site’s root."),
    text("stylesheet", "A style sheet that is read after the theme’s, as a path from the site’s root."),
    text("content", "The folder of the Markdown files."),
    text("output", "The folder that `build` writes to."),
    of(
        "json",
        Shape::Switch,
        "Whether the portal holds its data as JSON beside its pages: `true` where nothing is said.",
    ),
    of("theme", Shape::Theme, "The theme: its name, or a table of `name` and `tokens`."),
    of("labels", Shape::Labels, "Your own words for lanes, by the lane."),
    of("frameworks", Shape::Frameworks, "Which frameworks maps are shown through, and which have a page."),
    of("opportunities", Shape::Opportunities, "How opportunities are ranked."),
    of("plugins", Shape::Plugins, "The settings of each plugin, by its name."),
];
