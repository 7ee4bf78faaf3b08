//! The contract of plugins as a page of the documentation, written out of the comments in `plugins/wit`.

use std::fmt::Write as _;

use wit_parser::{Docs, Function, Interface, Resolve, Type, TypeDef, TypeDefKind};

use crate::tree;

/// Why before what: what stands above the generated part.
const HEAD: &str = "\
---
title: The contract
kind: page
summary: Every record and function that a plugin and Journeybook share.
---

A plugin and Journeybook know nothing of each other but this. It is written in WIT, the interface language of
WebAssembly components, so that a plugin can come from any language and still be checked, field by field, before it
runs. You need this page for a language other than Rust, or to know what exactly a plugin is shown; in Rust the kit
(`plugins/sdk`) says the same in types.

A component exports `about`, and at least one of `frameworks`, `scores`, `rules`, `importer` and `exporter`; it may
import `host` and `types`, and nothing else.

This page is written from the comments in `plugins/wit`, the files that plugins are built against.
";

/// The interfaces in the order that one meets them.
const ORDER: [&str; 8] = ["about", "types", "scores", "rules", "frameworks", "importer", "exporter", "host"];

/// The page.
pub fn page() -> String {
    let mut wit = Resolve::default();
    let (package, _) = wit.push_dir(tree::repository().join("plugins/wit")).expect("the contract is WIT");
    let interfaces = &wit.packages[package].interfaces;
    assert_eq!(interfaces.len(), ORDER.len(), "an interface is missing on the page of the contract");
    let mut out = HEAD.to_owned();
    let _ = writeln!(out, "\nVersion: `{}`.", wit.packages[package].name);
    for name in ORDER {
        interface(&mut out, &wit, &wit.interfaces[interfaces[name]]);
    }
    out
}

fn interface(out: &mut String, wit: &Resolve, interface: &Interface) {
    let name = interface.name.as_deref().unwrap_or_default();
    let _ = write!(out, "\n## `{name}`\n\n{}", words(&interface.docs));
    for function in interface.functions.values() {
        let _ = write!(out, "\n### {}\n\n{}", signature(wit, function), words(&function.docs));
    }
    for (name, id) in &interface.types {
        definition(out, wit, name, &wit.types[*id]);
    }
}

fn definition(out: &mut String, wit: &Resolve, name: &str, definition: &TypeDef) {
    match &definition.kind {
        TypeDefKind::Record(record) => {
            let _ = write!(out, "\n### record `{name}`\n\n{}", words(&definition.docs));
            out.push_str("\n| field | type | |\n|---|---|---|\n");
            for field in &record.fields {
                let docs = words(&field.docs).replace('\n', " ");
                let _ = writeln!(out, "| `{}` | `{}` | {} |", field.name, shape(wit, &field.ty), docs.trim());
            }
        }
        // What another interface defines stands there.
        TypeDefKind::Type(Type::Id(_)) => {}
        TypeDefKind::Type(plain) => {
            let _ =
                write!(out, "\n### type `{name}` = `{}`\n\n{}", shape(wit, plain), words(&definition.docs));
        }
        other => panic!("the page of the contract cannot show a {}", other.as_str()),
    }
}

fn signature(wit: &Resolve, function: &Function) -> String {
    let param = |param: &wit_parser::Param| format!("{}: {}", param.name, shape(wit, &param.ty));
    let params: Vec<String> = function.params.iter().map(param).collect();
    let result = function.result.as_ref().map(|result| format!(" -> {}", shape(wit, result)));
    format!("`{}({}){}`", function.name, params.join(", "), result.unwrap_or_default())
}

/// A type as WIT writes it.
fn shape(wit: &Resolve, shown: &Type) -> String {
    let Type::Id(id) = shown else { return primitive(shown).to_owned() };
    let definition = &wit.types[*id];
    let or_none = |part: &Option<Type>| part.as_ref().map_or("_".to_owned(), |part| shape(wit, part));
    match (&definition.name, &definition.kind) {
        (Some(name), _) => name.clone(),
        (None, TypeDefKind::List(item)) => format!("list<{}>", shape(wit, item)),
        (None, TypeDefKind::Option(item)) => format!("option<{}>", shape(wit, item)),
        (None, TypeDefKind::Result(result)) => {
            format!("result<{}, {}>", or_none(&result.ok), or_none(&result.err))
        }
        (None, other) => panic!("the page of the contract cannot show a {}", other.as_str()),
    }
}

fn primitive(shown: &Type) -> &'static str {
    match shown {
        Type::Bool => "bool",
        Type::U8 => "u8",
        Type::U32 => "u32",
        Type::F64 => "f64",
        Type::String => "string",
        other => panic!("the page of the contract cannot show {other:?}"),
    }
}

fn words(docs: &Docs) -> String {
    docs.contents.as_deref().map(|words| format!("{}\n", words.trim())).unwrap_or_default()
}
