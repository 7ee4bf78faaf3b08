//! The macro that turns a plugin into a component.

/// Exports a plugin with the capabilities it has: `export!(scores: Mine)`, `export!(rules: Mine)`,
/// `export!(frameworks: Mine)`, `export!(importer: Mine)`, `export!(exporter: Mine)`, or several with commas between.
///
/// `export!(scores: Mine; reads: "feeling pain.severity step.duration")` says what the plugin wants to see of a map. The
/// host passes nothing else, and does not ask again when something else changes. The words: a lane (`pain`; `lane:NAME`
/// for a site's own; `lanes` for all), an attribute of its entries (`pain.severity`), `quotes`, and attributes of the rest
/// (`step.duration`, `stage.KEY`, `journey.KEY`), where `*` is every key. Without it everything is passed.
///
/// For WebAssembly this emits the contract's functions and the description of the world; for the machine at hand it only
/// checks that the type has the capabilities, so several plugins can be linked into one test.
#[macro_export]
macro_rules! export {
    ($($capability:ident),+: $plugin:ty) => {
        $($crate::export_capability!($capability: $plugin);)+
        #[cfg(target_arch = "wasm32")]
        $crate::export_interface!(about, export_about: $plugin);
    };
    ($($capability:ident),+: $plugin:ty; reads: $words:expr) => {
        $crate::export!($($capability),+: $plugin);
        $crate::export_reads!($words);
    };
}

/// What the plugin reads of a map, in a section of the component that the host reads before it runs anything.
#[doc(hidden)]
#[macro_export]
macro_rules! export_reads {
    ($words:expr) => {
        #[cfg(target_arch = "wasm32")]
        #[allow(unsafe_code, reason = "a section of this name has no meaning to the linker")]
        const _: () = {
            // `$words` may name a constant of the plugin, so these have names that no plugin has.
            const __JOURNEYBOOK_WORDS: &str = $words;
            #[unsafe(link_section = "journeybook:reads")]
            #[used]
            static __JOURNEYBOOK_READS: [u8; __JOURNEYBOOK_WORDS.len() + 1] =
                $crate::section(__JOURNEYBOOK_WORDS);
        };
    };
}

/// Words with a line's end after them: the linker joins sections of one name.
#[doc(hidden)]
pub const fn section<const N: usize>(words: &str) -> [u8; N] {
    let mut bytes = [b'\n'; N];
    let mut at = 0;
    while at < words.len() {
        bytes[at] = words.as_bytes()[at];
        at += 1;
    }
    bytes
}

/// One capability: its check everywhere, its exports for WebAssembly.
#[doc(hidden)]
#[macro_export]
macro_rules! export_capability {
    (frameworks: $plugin:ty) => {
        const _: fn() = $crate::brings_frameworks::<$plugin>;
        #[cfg(target_arch = "wasm32")]
        $crate::export_interface!(frameworks, export_frameworks: $plugin);
    };
    (scores: $plugin:ty) => {
        const _: fn() = $crate::brings_scores::<$plugin>;
        #[cfg(target_arch = "wasm32")]
        $crate::export_interface!(scores, export_scores: $plugin);
    };
    (rules: $plugin:ty) => {
        const _: fn() = $crate::brings_rules::<$plugin>;
        #[cfg(target_arch = "wasm32")]
        $crate::export_interface!(rules, export_rules: $plugin);
    };
    (exporter: $plugin:ty) => {
        const _: fn() = $crate::brings_exporter::<$plugin>;
        #[cfg(target_arch = "wasm32")]
        $crate::export_interface!(exporter, export_exporter: $plugin);
    };
    (importer: $plugin:ty) => {
        const _: fn() = $crate::brings_importer::<$plugin>;
        #[cfg(target_arch = "wasm32")]
        $crate::export_interface!(importer, export_importer: $plugin);
    };
}

/// The exported functions of one interface of the contract.
#[doc(hidden)]
#[macro_export]
macro_rules! export_interface {
    ($interface:ident, $export:ident: $plugin:ty) => {
        #[allow(
            unsafe_code,
            reason = "an exported symbol is unsafe to name twice; a component has one plugin"
        )]
        const _: () = {
            type Component = $crate::Guest<$plugin>;
    $crate::bindings::$interface::$export!(Component with_types_in $crate::bindings::$interface);
        };
    };
}

/// Compiles for a plugin that brings frameworks.
#[doc(hidden)]
pub fn brings_frameworks<P: crate::Frameworks>() {}

/// Compiles for a plugin that scores maps.
#[doc(hidden)]
pub fn brings_scores<P: crate::Scores>() {}

/// Compiles for a plugin that holds maps against rules.
#[doc(hidden)]
pub fn brings_rules<P: crate::Rules>() {}

/// Compiles for a plugin that writes foreign formats.
#[doc(hidden)]
pub fn brings_exporter<P: crate::Exporter>() {}

/// Compiles for a plugin that reads foreign formats.
#[doc(hidden)]
pub fn brings_importer<P: crate::Importer>() {}
