//! Every diagnostic the tool can give: its code, its name, and the page that explains it.

use journeybook_model::Code;

macro_rules! codes {
    ($($name:ident $code:literal $slug:literal;)*) => {
        $(
            #[doc = concat!("`", $code, "` ", $slug, ": see its page.")]
            pub const $name: Code = Code($code);
        )*

        /// Every code with its name and its page.
        pub const PAGES: &[Page] = &[$(Page {
            code: $name,
            slug: $slug,
            text: include_str!(concat!("../../../docs/content/diagnostics/", $code, ".md")),
        },)*];
    };
}

/// The page of one code.
#[derive(Debug)]
pub struct Page {
    /// The code.
    pub code: Code,
    /// Its name.
    pub slug: &'static str,
    /// The page, as Markdown.
    pub text: &'static str,
}

/// The page that explains a code, however its letters are cased; its name does as well.
pub fn explain(code: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.code.0.eq_ignore_ascii_case(code) || page.slug.eq_ignore_ascii_case(code))
}

codes! {
    NOT_TEXT "JB001" "not-text";
    FRONTMATTER_UNCLOSED "JB002" "frontmatter-unclosed";
    FRONTMATTER_INVALID "JB003" "frontmatter-invalid";
    UNKNOWN_KEY "JB004" "unknown-key";
    WRONG_VALUE "JB005" "wrong-value";
    TOO_LARGE "JB006" "too-large";
    NESTED_TOO_DEEP "JB007" "nested-too-deep";
    NO_TITLE "JB008" "no-title";
    UNREADABLE "JB009" "unreadable";
    FEELING_OFF_SCALE "JB101" "feeling-off-scale";
    FEELING_UNREADABLE "JB102" "feeling-unreadable";
    EFFORT_OFF_SCALE "JB103" "effort-off-scale";
    ATTRIBUTES_MALFORMED "JB104" "attributes-malformed";
    STAGES_AMBIGUOUS "JB105" "stages-ambiguous";
    NO_STAGES "JB106" "no-stages";
    DUPLICATE_PLACE "JB107" "duplicate-place";
    NO_LABEL "JB108" "no-label";
    MERMAID_WOULD_LOSE "JB109" "mermaid-would-lose";
    INFORMATION_IN_TEXT "JB110" "information-in-text";
    MAPS_AMBIGUOUS "JB111" "maps-ambiguous";
    LANE_NEARLY "JB112" "lane-nearly";
    ATTRIBUTE_NEARLY "JB113" "attribute-nearly";
    ATTRIBUTE_WRONG "JB114" "attribute-wrong";
    DUPLICATE_ID "JB201" "duplicate-id";
    MISSING_TARGET "JB202" "missing-target";
    UNKNOWN_FRAMEWORK "JB203" "unknown-framework";
    STAGE_OUTSIDE_FRAMEWORK "JB204" "stage-outside-framework";
    AMBIGUOUS_REFERENCE "JB205" "ambiguous-reference";
    CIRCLE "JB206" "circle";
    MISSING_PART "JB207" "missing-part";
    PLUGIN_UNUSABLE "JB301" "plugin-unusable";
    PLUGIN_CRASHED "JB302" "plugin-crashed";
    PLUGIN_LIMIT "JB303" "plugin-limit";
    PLUGIN_REFUSED "JB304" "plugin-refused";
    PLUGIN_ANSWER "JB305" "plugin-answer";
    PLUGIN_FINDING "JB306" "plugin-finding";
    PLUGIN_NOT_AS_LOCKED "JB310" "plugin-not-as-locked";
    IGNORE_WITHOUT_REASON "JB311" "ignore-without-reason";
    IGNORE_OF_NOTHING "JB312" "ignore-of-nothing";
    IGNORE_OF_NO_RULE "JB313" "ignore-of-no-rule";
    TEMPLATE_ERROR "JB401" "template-error";
    THEME_INCOMPLETE "JB402" "theme-incomplete";
    ADDRESS_TAKEN "JB403" "address-taken";
    THEME_CIRCLE "JB404" "theme-circle";
    THEME_UNKNOWN "JB405" "theme-unknown";
    THEME_FILE "JB406" "theme-file";
    CONTRAST "JB407" "contrast";
    TEMPLATE_UNUSED "JB408" "template-unused";
    THEME_HEAVY "JB409" "theme-heavy";
    MADE_FROM_NOTHING "JB420" "made-from-nothing";
    SETTINGS_INVALID "JB501" "settings-invalid";
    SETTINGS_UNKNOWN "JB502" "settings-unknown";
    UNKNOWN_PHASE "JB601" "unknown-phase";
    NOT_PROJECTABLE "JB602" "not-projectable";
    UNKNOWN_VIEW "JB603" "unknown-view";
    STAGE_NEARLY "JB604" "stage-nearly";
    DATA_BINDING "JB701" "data-binding";
    DATA_FILE "JB702" "data-file";
    DATA_COLUMN "JB703" "data-column";
    DATA_SCALE "JB704" "data-scale";
    DATA_OFF_SCALE "JB705" "data-off-scale";
    DATA_UNREADABLE "JB706" "data-unreadable";
    DATA_METRIC "JB707" "data-metric";
    DATA_PLACE "JB708" "data-place";
    DATA_PERSONAL "JB709" "data-personal";
    DATA_KEY "JB710" "data-key";
    DATA_DRIVERS "JB711" "data-drivers";
    DATA_DOUBT "JB712" "data-doubt";
    DATA_PERIOD "JB713" "data-period";
    UNKNOWN_SOURCE "JB801" "unknown-source";
    NAME_TAKEN "JB802" "name-taken";
    UNKNOWN_RANKING "JB803" "unknown-ranking";
}
