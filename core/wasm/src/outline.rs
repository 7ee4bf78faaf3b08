//! What a file says of itself, read without compiling it.

use wasmparser::{Encoding, Parser, Payload};

use crate::limits::Limits;
use crate::unfit::Unfit;

/// The names at the border of a component.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    pub imports: Vec<String>,
    pub exports: Vec<String>,
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

    fn function(&self, size: usize) -> Result<(), Unfit> {
        let most = self.limits.function_body;
        if size > most { Err(Unfit::FunctionTooBig { size, most }) } else { Ok(()) }
    }
}

fn invalid(error: wasmparser::BinaryReaderError) -> Unfit {
    Unfit::Invalid { why: error.to_string() }
}
