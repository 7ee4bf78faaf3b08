//! What wit-bindgen makes of the contract: one module an interface, all over the same records.
//!
//! A world an interface, and not the contract's own worlds, because the export macros of two worlds that share an
//! interface clash within one crate. The component's encoder merges the worlds that a plugin uses.
#![allow(unsafe_code, reason = "the canonical ABI passes memory by address; everything here is generated")]
#![allow(missing_docs, reason = "generated modules carry the docs of the contract and nothing else")]

/// The records that every interface shares, and `host.log`.
pub mod shared {
    wit_bindgen::generate!({
        inline: "package journeybook:guest-shared; world shared { \
            import journeybook:plugin/types@0.1.0; import journeybook:plugin/host@0.1.0; }",
        path: "../wit",
        additional_derives: [PartialEq],
        generate_all,
        generate_unused_types: true,
    });
}

/// What a plugin is.
pub mod about {
    wit_bindgen::generate!({
        inline: "package journeybook:guest-about; world about { \
            import journeybook:plugin/host@0.1.0; export journeybook:plugin/about@0.1.0; }",
        path: "../wit",
        additional_derives: [PartialEq],
        with: {
            "journeybook:plugin/host@0.1.0": super::shared::journeybook::plugin::host,
        },
        generate_all,
        pub_export_macro: true,
        export_macro_name: "export_about",
    });
}

/// Stage frameworks.
pub mod frameworks {
    wit_bindgen::generate!({
        inline: "package journeybook:guest-frameworks; world frameworks { \
            import journeybook:plugin/host@0.1.0; export journeybook:plugin/frameworks@0.1.0; }",
        path: "../wit",
        additional_derives: [PartialEq],
        with: {
            "journeybook:plugin/types@0.1.0": super::shared::journeybook::plugin::types,
            "journeybook:plugin/host@0.1.0": super::shared::journeybook::plugin::host,
        },
        generate_all,
        pub_export_macro: true,
        export_macro_name: "export_frameworks",
    });
}

/// Scores of one map.
pub mod scores {
    wit_bindgen::generate!({
        inline: "package journeybook:guest-scores; world scores { \
            import journeybook:plugin/host@0.1.0; export journeybook:plugin/scores@0.1.0; }",
        path: "../wit",
        additional_derives: [PartialEq],
        with: {
            "journeybook:plugin/types@0.1.0": super::shared::journeybook::plugin::types,
            "journeybook:plugin/host@0.1.0": super::shared::journeybook::plugin::host,
        },
        generate_all,
        pub_export_macro: true,
        export_macro_name: "export_scores",
    });
}

/// Judgements about one map.
pub mod rules {
    wit_bindgen::generate!({
        inline: "package journeybook:guest-rules; world rules { \
            import journeybook:plugin/host@0.1.0; export journeybook:plugin/rules@0.1.0; }",
        path: "../wit",
        additional_derives: [PartialEq],
        with: {
            "journeybook:plugin/types@0.1.0": super::shared::journeybook::plugin::types,
            "journeybook:plugin/host@0.1.0": super::shared::journeybook::plugin::host,
        },
        generate_all,
        pub_export_macro: true,
        export_macro_name: "export_rules",
    });
}

/// Writing foreign formats.
pub mod exporter {
    wit_bindgen::generate!({
        inline: "package journeybook:guest-exporter; world exporter { \
            import journeybook:plugin/host@0.1.0; export journeybook:plugin/exporter@0.1.0; }",
        path: "../wit",
        additional_derives: [PartialEq],
        with: {
            "journeybook:plugin/types@0.1.0": super::shared::journeybook::plugin::types,
            "journeybook:plugin/host@0.1.0": super::shared::journeybook::plugin::host,
        },
        generate_all,
        pub_export_macro: true,
        export_macro_name: "export_exporter",
    });
}

/// Reading foreign formats.
pub mod importer {
    wit_bindgen::generate!({
        inline: "package journeybook:guest-importer; world importer { \
            import journeybook:plugin/host@0.1.0; export journeybook:plugin/importer@0.1.0; }",
        path: "../wit",
        additional_derives: [PartialEq],
        with: {
            "journeybook:plugin/types@0.1.0": super::shared::journeybook::plugin::types,
            "journeybook:plugin/host@0.1.0": super::shared::journeybook::plugin::host,
        },
        generate_all,
        pub_export_macro: true,
        export_macro_name: "export_importer",
    });
}
