//! The macro that turns a plugin into a component.

/// Exports a plugin with the capabilities it has: `export!(scores: Mine)`, `export!(frameworks: Mine)`,
/// `export!(importer: Mine)`, or several with commas between.
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

/// Compiles for a plugin that reads foreign formats.
#[doc(hidden)]
pub fn brings_importer<P: crate::Importer>() {}
