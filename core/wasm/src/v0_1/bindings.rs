//! What `bindgen!` makes of `plugins/wit`: one set a capability, so that a component need not have them all.

#![allow(missing_docs, reason = "generated; the words are documented in plugins/wit")]

/// Every plugin's `about`.
pub(super) mod about {
    wasmtime::component::bindgen!({
        path: "../../plugins/wit",
        inline: "package journeybook:host; world about { export journeybook:plugin/about@0.1.0; }",
        world: "journeybook:host/about",
    });
}

/// Stage frameworks.
pub(super) mod frameworks {
    wasmtime::component::bindgen!({
        path: "../../plugins/wit",
        inline: "package journeybook:host; world frameworks { export journeybook:plugin/frameworks@0.1.0; }",
        world: "journeybook:host/frameworks",
        with: { "journeybook:plugin/types@0.1.0": super::scores::journeybook::plugin::types },
    });
}

/// Scores. The words that capabilities share are generated here.
pub(super) mod scores {
    wasmtime::component::bindgen!({
        path: "../../plugins/wit",
        inline: "package journeybook:host; world scores { export journeybook:plugin/scores@0.1.0; }",
        world: "journeybook:host/scores",
    });
}

/// Rules.
pub(super) mod rules {
    wasmtime::component::bindgen!({
        path: "../../plugins/wit",
        inline: "package journeybook:host; world rules { export journeybook:plugin/rules@0.1.0; }",
        world: "journeybook:host/rules",
        with: { "journeybook:plugin/types@0.1.0": super::scores::journeybook::plugin::types },
    });
}

/// Writing foreign formats.
pub(super) mod exporter {
    wasmtime::component::bindgen!({
        path: "../../plugins/wit",
        inline: "package journeybook:host; world exporter { export journeybook:plugin/exporter@0.1.0; }",
        world: "journeybook:host/exporter",
        with: { "journeybook:plugin/types@0.1.0": super::scores::journeybook::plugin::types },
    });
}

/// Reading foreign formats.
pub(super) mod importer {
    wasmtime::component::bindgen!({
        path: "../../plugins/wit",
        inline: "package journeybook:host; world importer { export journeybook:plugin/importer@0.1.0; }",
        world: "journeybook:host/importer",
        with: { "journeybook:plugin/types@0.1.0": super::scores::journeybook::plugin::types },
    });
}
