//! What a component is, read without compiling or running it.

use std::collections::HashMap;

use journeybook_engine::plugin::Failure;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::contract::{Contract, interface};
use crate::limits::Limits;
use crate::outline::Outline;

/// The interfaces that a host asks for.
const CAPABILITIES: [&str; 5] = ["frameworks", "scores", "rules", "importer", "exporter"];

/// What a component says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The version of the contract that it speaks.
    pub contract: &'static str,
    /// The words of the capabilities it brings.
    pub capabilities: Vec<&'static str>,
    /// The interfaces it asks for.
    pub imports: Vec<String>,
    /// The interfaces it offers.
    pub exports: Vec<String>,
    /// Its functions with the bytes of their bodies, the largest first. One without a name has its number.
    pub functions: Vec<(String, usize)>,
}

/// Reads a component that could be loaded, whatever its size. `path` only names the file in messages.
pub fn inspect(path: &str, bytes: &[u8]) -> Result<Inspection, Failure> {
    let limits = Limits { file: usize::MAX, function_body: usize::MAX, ..Limits::default() };
    let outline = Outline::read(bytes, &limits).map_err(|unfit| unfit.of(path))?;
    let contract = Contract::of(&outline).map_err(|unfit| unfit.of(path))?;
    let capabilities = CAPABILITIES.into_iter().filter(|word| outline.exports(&interface(word))).collect();
    Ok(Inspection {
        contract: contract.version(),
        capabilities,
        functions: functions(bytes),
        imports: outline.imports,
        exports: outline.exports,
    })
}

/// One core module on the way through a component.
#[derive(Default)]
struct Module {
    imported: u32,
    bodies: Vec<usize>,
    names: HashMap<u32, String>,
}

fn functions(bytes: &[u8]) -> Vec<(String, usize)> {
    let mut modules = vec![Module::default()];
    // The outline was read, so the file is whole.
    for payload in Parser::new(0).parse_all(bytes).map_while(Result::ok) {
        match payload {
            Payload::ModuleSection { .. } => modules.push(Module::default()),
            payload => modules.iter_mut().last().into_iter().for_each(|module| module.take(&payload)),
        }
    }
    let mut all: Vec<_> = modules.into_iter().flat_map(Module::functions).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

impl Module {
    fn take(&mut self, payload: &Payload<'_>) {
        match payload {
            Payload::ImportSection(section) => {
                let imports = section.clone().into_imports().map_while(Result::ok);
                self.imported +=
                    imports.filter(|import| matches!(import.ty, TypeRef::Func(_))).count() as u32;
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body.range().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    names.map_while(Result::ok).for_each(|name| self.name(name));
                }
            }
            _ => {}
        }
    }

    fn name(&mut self, name: Name<'_>) {
        if let Name::Function(map) = name {
            let named = map.into_iter().map_while(Result::ok);
            self.names.extend(named.map(|naming| (naming.index, naming.name.to_owned())));
        }
    }

    fn functions(self) -> impl Iterator<Item = (String, usize)> {
        let Self { imported, bodies, mut names } = self;
        let numbered = (imported..).zip(bodies);
        numbered.map(move |(index, size)| {
            (names.remove(&index).unwrap_or_else(|| format!("function {index}")), size)
        })
    }
}
