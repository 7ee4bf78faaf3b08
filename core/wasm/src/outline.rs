//! What a file says of itself, read without compiling it.

use journeybook_engine::plugin::Reads;
use wasmparser::{Encoding, Parser, Payload};

use crate::limits::Limits;
use crate::unfit::Unfit;

/// The custom section in which a plugin says what it reads of a map.
const READS: &str = "journeybook:reads";

/// What a component says of itself: the names at its border, and what it reads of a map.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    pub imports: Vec<String>,
    pub exports: Vec<String>,
    /// The words of all sections that say so; none where there is no such section.
    pub reads: Option<String>,
}

impl Outline {
    /// Reads a component's border and measures its functions.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Unfit> {
        if bytes.len() > limits.file {
            return Err(Unfit::FileTooBig { size: bytes.len(), most: limits.file });
        }
        header(bytes)?;
        Reading { limits, depth: 0, found: Self::default() }.all(bytes)
    }

    /// What it reads of a map: everything, unless it says otherwise.
    pub fn reads(&self) -> Result<Reads, Unfit> {
        match &self.reads {
            None => Ok(Reads::everything()),
            Some(words) => Reads::parse(words).map_err(|words| Unfit::UnknownReads { words }),
        }
    }

    /// Whether it exports an interface, whatever the version after the `@`.
    pub fn exports(&self, interface: &str) -> bool {
        self.exports.iter().any(|name| name.split('@').next() == Some(interface))
    }
}

fn header(bytes: &[u8]) -> Result<(), Unfit> {
    if Parser::is_component(bytes) {
        Ok(())
    } else if Parser::is_core_wasm(bytes) {
        Err(Unfit::CoreModule)
    } else {
        Err(Unfit::NotWasm)
    }
}

/// A walk through the sections; `depth` counts the components and modules around the present one.
struct Reading<'a> {
    limits: &'a Limits,
    depth: usize,
    found: Outline,
}

impl Reading<'_> {
    fn all(mut self, bytes: &[u8]) -> Result<Outline, Unfit> {
        for payload in Parser::new(0).parse_all(bytes) {
            self.payload(payload.map_err(invalid)?)?;
        }
        Ok(self.found)
    }

    fn payload(&mut self, payload: Payload<'_>) -> Result<(), Unfit> {
        match payload {
            Payload::Version { encoding: Encoding::Module, .. } if self.depth == 0 => {
                return Err(Unfit::CoreModule);
            }
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => self.depth += 1,
            Payload::End(_) => self.depth = self.depth.saturating_sub(1),
            Payload::CustomSection(section) if section.name() == READS => {
                return self.reads(section.data());
            }
            Payload::CodeSectionEntry(body) => return self.function(body.range().len()),
            Payload::ComponentImportSection(section) if self.depth == 0 => {
                for import in section {
                    self.found.imports.push(import.map_err(invalid)?.name.name.to_owned());
                }
            }
            Payload::ComponentExportSection(section) if self.depth == 0 => {
                for export in section {
                    self.found.exports.push(export.map_err(invalid)?.name.name.to_owned());
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A component may be made of several modules, and each may say what it reads.
    fn reads(&mut self, words: &[u8]) -> Result<(), Unfit> {
        let words = std::str::from_utf8(words)
            .map_err(|_| Unfit::Invalid { why: format!("its section `{READS}` is not UTF-8") })?;
        let all = self.found.reads.get_or_insert_default();
        all.push(' ');
        all.push_str(words);
        Ok(())
    }

    fn function(&self, size: usize) -> Result<(), Unfit> {
        let most = self.limits.function_body;
        if size > most { Err(Unfit::FunctionTooBig { size, most }) } else { Ok(()) }
    }
}

fn invalid(error: wasmparser::BinaryReaderError) -> Unfit {
    Unfit::Invalid { why: error.to_string() }
}
