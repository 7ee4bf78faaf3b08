//! What an entry of an evidence file's `data:` may hold: the same table serves reading, the schema and the messages.

use journeybook_model::Kind;

use super::keys::{Key, Shape, key};
use Shape::{Any, Entries, Flag, Id, Named, Number, Scale, Text, Texts, Word};

/// How the rows of a file are to be understood.
pub const FORMS: &[&str] = &["columns", "answers", "outcomes", "funnel"];

/// Which way a question points.
pub const DIRECTIONS: &[&str] = &["ease", "effort", "higher", "lower"];

/// Which letter divides whole from part.
const DECIMALS: &[&str] = &["point", "comma"];

/// One file and what stands in it.
pub const BINDING: &[Key] = &[
    key("file", Text, "The file, relative to this one or to the site's folder."),
    key(
        "form",
        Word(FORMS),
        "How its rows are to be understood: one respondent a row, one answer a row, one outcome a row, or one count a row.",
    ),
    key("header", Number, "How many rows of headings there are, 1 to 3; the first holds the names."),
    key("skip-rows", Number, "How many lines stand above the headings."),
    key("delimiter", Text, "What stands between cells, where it is not plain."),
    key("decimal", Word(DECIMALS), "What stands before the decimals, where it is not plain."),
    key("key", Text, "The column that tells respondents apart; none may stand in it twice."),
    key("weight", Text, "The column of weights."),
    key("date", Text, "The column of dates."),
    key("period", Text, "The time the file covers; of a funnel, the period to take."),
    key(
        "journey",
        Id(Kind::Journey),
        "The map that stages and steps are those of; else every map that names the evidence.",
    ),
    key("missing", Texts, "What stands for no answer in every column, such as `[0, 99]`."),
    key("labels", Any, "What words stand for in every column, such as `{Very good: 5}`."),
    key("segment", Any, "Which rows count, such as `{visit_type: first}`."),
    key("segments", Text, "The column that divides rows into groups, whose scores are then shown apart."),
    key("columns", Named(COLUMN), "What each column measures."),
    key("drivers", Entries(DRIVERS), "What is to be explained, and by which columns."),
    key("publish", Flag, "Whether readers of the portal may download the file as well."),
];

/// One column.
pub const COLUMN: &[Key] = &[
    key("metric", Text, "What it measures, such as `nps`, `csat`, `ease` or `count`."),
    key("at", Text, "Where: `journey`, or a kind and an id such as `touchpoint/food`."),
    key("scale", Scale, "The least and the greatest answer, such as `[1, 5]`."),
    key("missing", Texts, "What stands for no answer, such as `[0, 6]`."),
    key("labels", Any, "What words stand for, such as `{Very good: 5}`."),
    key("direction", Word(DIRECTIONS), "What a high answer means."),
    key("unit", Text, "What it counts in."),
    key("title", Text, "What it is called on pages."),
    key("dysfunctional", Text, "Of a Kano question, the column of its negative twin."),
];

/// One analysis of drivers.
pub const DRIVERS: &[Key] = &[
    key("outcome", Text, "The column to be explained."),
    key("columns", Texts, "The columns it may depend on."),
    key("weight", Text, "The column of weights."),
];
