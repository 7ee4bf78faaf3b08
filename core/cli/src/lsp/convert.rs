//! What the engine says in the words of the protocol.

use std::collections::HashMap;

use journeybook_engine::codes;
use journeybook_engine::editor::{Analysis, Completion, CompletionKind, Symbol, SymbolKind};
use journeybook_model::{Code, Diagnostic, Edit, Severity, Source, Span};
use lsp_types as lsp;
use lsp_types::Uri;

use super::place::range;

/// Where the files of a site are for the editor.
pub trait Files {
    /// What the editor calls a file.
    fn uri(&self, name: &str) -> Option<Uri>;
    /// The version of a file that is open.
    fn version(&self, name: &str) -> Option<i32>;
}

/// A finding.
pub fn diagnostic(note: &Diagnostic, analysis: &Analysis, files: &impl Files) -> lsp::Diagnostic {
    let related = note.related.iter().filter_map(|(place, words)| {
        let range = stretch(analysis, &place.file, place.span);
        let location = lsp::Location { uri: files.uri(&place.file)?, range };
        Some(lsp::DiagnosticRelatedInformation { location, message: words.clone() })
    });
    let related: Vec<_> = related.collect();
    let help = note.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let source =
        note.plugin.as_ref().map_or("journeybook".to_owned(), |plugin| format!("journeybook {plugin}"));
    lsp::Diagnostic {
        range: stretch(analysis, &note.place.file, note.place.span),
        severity: Some(severity(note.severity)),
        code: Some(lsp::NumberOrString::String(note.code.0.to_owned())),
        source: Some(source),
        message: format!("{}{help}", note.message),
        related_information: (!related.is_empty()).then_some(related),
        tags: tags(note.code),
        ..Default::default()
    }
}

/// What does nothing is shown faded.
fn tags(code: Code) -> Option<Vec<lsp::DiagnosticTag>> {
    (code == codes::SETTINGS_UNKNOWN).then(|| vec![lsp::DiagnosticTag::UNNECESSARY])
}

fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Hint => lsp::DiagnosticSeverity::HINT,
    }
}

/// The range of a span; the beginning of a file that is no text, or is meant as a whole.
pub fn stretch(analysis: &Analysis, file: &str, span: Option<Span>) -> lsp::Range {
    analysis.sources.get(file).zip(span).map(|(source, span)| range(source, span)).unwrap_or_default()
}

/// Something that may be written; `at` keeps the order.
pub fn completion(known: Completion, at: usize, source: &Source) -> lsp::CompletionItem {
    let kind = match known.kind {
        CompletionKind::Key => lsp::CompletionItemKind::PROPERTY,
        CompletionKind::Word => lsp::CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Thing => lsp::CompletionItemKind::REFERENCE,
        CompletionKind::Lane => lsp::CompletionItemKind::FIELD,
        CompletionKind::Stage => lsp::CompletionItemKind::CLASS,
        CompletionKind::File => lsp::CompletionItemKind::FILE,
    };
    let edit = lsp::TextEdit { range: range(source, known.span), new_text: known.insert };
    lsp::CompletionItem {
        kind: Some(kind),
        sort_text: Some(format!("{at:05}")),
        // Whoever knows the title finds the id by it.
        filter_text: (known.kind == CompletionKind::Thing)
            .then(|| format!("{} {}", known.label, known.detail)),
        detail: Some(known.detail).filter(|text| !text.is_empty()),
        documentation: (!known.about.is_empty())
            .then(|| lsp::Documentation::MarkupContent(markdown(known.about))),
        text_edit: Some(lsp::CompletionTextEdit::Edit(edit)),
        label: known.label,
        ..Default::default()
    }
}

/// Markdown.
pub fn markdown(value: String) -> lsp::MarkupContent {
    lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value }
}

/// A part of a file.
#[expect(deprecated, reason = "the field has to be there")]
pub fn symbol(part: Symbol, source: &Source) -> lsp::DocumentSymbol {
    let children: Vec<_> = part.children.into_iter().map(|child| symbol(child, source)).collect();
    lsp::DocumentSymbol {
        // An empty name is refused by editors.
        name: if part.name.is_empty() { "…".to_owned() } else { part.name },
        detail: None,
        kind: symbol_kind(part.kind),
        tags: None,
        deprecated: None,
        range: range(source, part.whole),
        selection_range: range(source, part.heading),
        children: Some(children),
    }
}

/// What an editor shows a part as.
pub fn symbol_kind(kind: SymbolKind) -> lsp::SymbolKind {
    match kind {
        SymbolKind::Thing => lsp::SymbolKind::FILE,
        SymbolKind::Stage => lsp::SymbolKind::NAMESPACE,
        SymbolKind::Step => lsp::SymbolKind::EVENT,
        SymbolKind::Section => lsp::SymbolKind::STRING,
    }
}

/// Changes of one file.
pub fn edits<'e>(edits: impl IntoIterator<Item = &'e Edit>, source: &Source) -> Vec<lsp::TextEdit> {
    let edit = |edit: &Edit| lsp::TextEdit { range: range(source, edit.span), new_text: edit.text.clone() };
    edits.into_iter().map(edit).collect()
}

/// Changes of files, and the file that goes by another name after them.
pub fn workspace_edit(
    changes: Vec<(Uri, Option<i32>, Vec<lsp::TextEdit>)>,
    moved: Option<(Uri, Uri)>,
    versions: bool,
) -> lsp::WorkspaceEdit {
    if !versions {
        #[expect(clippy::mutable_key_type, reason = "the protocol's own type; nobody changes a key")]
        let changes: HashMap<_, _> = changes.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
        return lsp::WorkspaceEdit { changes: Some(changes), ..Default::default() };
    }
    let edit = |(uri, version, edits): (Uri, Option<i32>, Vec<lsp::TextEdit>)| lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
    };
    let changes = changes.into_iter().map(edit);
    let document_changes = match moved {
        None => lsp::DocumentChanges::Edits(changes.collect()),
        Some((old_uri, new_uri)) => {
            let file = lsp::RenameFile { old_uri, new_uri, options: None, annotation_id: None };
            let changes = changes.map(lsp::DocumentChangeOperation::Edit);
            let moved = lsp::DocumentChangeOperation::Op(lsp::ResourceOp::Rename(file));
            lsp::DocumentChanges::Operations(changes.chain([moved]).collect())
        }
    };
    lsp::WorkspaceEdit { document_changes: Some(document_changes), ..Default::default() }
}
