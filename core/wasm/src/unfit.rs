//! Why a file cannot be used as a plugin, and what to type instead.

use journeybook_engine::plugin::Failure;
use thiserror::Error;

use crate::limits::bytes;

/// What is wrong with a file. Every sentence goes on after the file's name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum Unfit {
    #[error("is not WebAssembly")]
    NotWasm,
    #[error("is a core module; a plugin is a component")]
    CoreModule,
    #[error("is not a valid component: {why}")]
    Invalid { why: String },
    #[error("cannot be compiled: {why}")]
    Compiling { why: Failure },
    #[error("cannot be compiled here, since the compiler's process does not work: {why}")]
    NoCompiler { why: String },
    #[error("has {}, and a plugin may have {}", bytes(*size), bytes(*most))]
    FileTooBig { size: usize, most: usize },
    #[error("has a function of {}, and a plugin's functions may have {}", bytes(*size), bytes(*most))]
    FunctionTooBig { size: usize, most: usize },
    #[error(
        "speaks version {theirs} of the plugin contract (`{interface}`), and this Journeybook speaks {ours}"
    )]
    OtherVersion { interface: String, theirs: String, ours: &'static str },
    #[error("asks for `{import}`; a plugin may ask for `{allowed}` and nothing else")]
    ForeignImport { import: String, allowed: String },
    #[error("does not say what it is: it exports no `{wanted}`")]
    NoAbout { wanted: String },
    #[error("exports nothing that Journeybook asks for; that would be {known}")]
    NoCapability { known: &'static str },
    #[error("does not keep to the contract: {why}")]
    Mismatch { why: String },
    #[error("declares that it reads `{}`, which is no part of a map", words.join("`, `"))]
    UnknownReads { words: Vec<String> },
    #[error("brings a schema for its settings that cannot be used: {why}")]
    BadSchema { why: String },
    #[error("has no name in its manifest")]
    NoName,
}

impl Unfit {
    /// The failure that names the file.
    pub fn of(self, path: &str) -> Failure {
        Failure::Unusable { message: format!("`{path}` {self}"), help: self.help() }
    }

    fn help(&self) -> String {
        match self {
            Unfit::NotWasm => "put the component there that its author built, or take the file away".into(),
            Unfit::CoreModule => {
                "wrap it as a component: `wasm-tools component new MODULE.wasm -o PLUGIN.wasm`".into()
            }
            Unfit::Invalid { .. } => {
                "build it again; `wasm-tools validate PLUGIN.wasm` shows the same fault".into()
            }
            Unfit::Compiling { why } => raise(setting(why), "make its functions smaller"),
            Unfit::NoCompiler { .. } => "try again; if it stays so, please report it".into(),
            Unfit::FileTooBig { .. } => raise("file-mib", "strip its debug information (`wasm-tools strip`)"),
            Unfit::FunctionTooBig { .. } => raise("function-kib", "split the function"),
            Unfit::OtherVersion { ours, .. } => {
                format!(
                    "take the plugin's release for contract {ours}, or build it against `plugins/wit` of this Journeybook"
                )
            }
            Unfit::ForeignImport { import, .. } => import_help(import),
            Unfit::NoAbout { wanted } => format!("export `{wanted}`; the SDK's `export!` does it"),
            Unfit::NoCapability { .. } => {
                "export at least one of them, of the version in `plugins/wit`".into()
            }
            Unfit::Mismatch { .. } => "build it against `plugins/wit` of this Journeybook".into(),
            Unfit::UnknownReads { .. } => {
                "tell its author: there are lanes by their own word, `lane:NAME` for a site's, `lanes`, `quotes`, \
                 `LANE.KEY`, `step.KEY`, `stage.KEY`, `journey.KEY` and `*`"
                    .into()
            }
            Unfit::BadSchema { .. } => "tell its author; `settings-schema` is the text of a JSON Schema".into(),
            Unfit::NoName => "give it a `name` in `describe`".into(),
        }
    }
}

fn setting(failure: &Failure) -> &'static str {
    if let Failure::Limit { setting, .. } = failure { setting } else { "" }
}

fn raise(setting: &str, otherwise: &str) -> String {
    format!("{otherwise}, or raise `{setting}` under the plugin's `limits` in journeybook.toml")
}

fn import_help(import: &str) -> String {
    if import.starts_with("wasi:") {
        "the host links no WASI: build for `wasm32-unknown-unknown`, or stub WASI out (`--stub-wasi` of componentize-py, \
         `--backend-qjs-stub-wasi` of jco)"
            .into()
    } else {
        "a plugin gets everything it needs as arguments; remove what imports this".into()
    }
}
