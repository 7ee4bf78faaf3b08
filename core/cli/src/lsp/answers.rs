//! What the editor asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use journeybook_engine::editor::{Analysis, Location};
use journeybook_engine::format::Formatted;
use journeybook_model::{Diagnostic, Edit, Source, Span};
use lsp_types as lsp;
use lsp_types::{Position, Uri};
use similar::TextDiff;

use super::convert::{self, Files as _};
use super::documents::canonical;
use super::place::{byte, path_of, range};
use super::server::{Refusal, Server, SiteFiles};

type Answer<T> = Result<Option<T>, Refusal>;

/// A file of a site, with all that is known of both.
struct Asked<'s> {
    analysis: &'s Analysis,
    files: SiteFiles<'s>,
    name: Arc<str>,
    source: &'s Arc<Source>,
}

impl Asked<'_> {
    fn byte(&self, position: Position) -> u32 {
        byte(self.source, position)
    }

    fn location(&self, found: &Location) -> Option<lsp::Location> {
        let range = convert::stretch(self.analysis, &found.file, Some(found.span()));
        Some(lsp::Location { uri: self.files.uri(&found.file)?, range })
    }

    fn locations(&self, found: &[Location]) -> Vec<lsp::Location> {
        found.iter().filter_map(|found| self.location(found)).collect()
    }

    /// Changes of several files.
    fn workspace_edit(
        &self,
        edits: &[(Arc<str>, Edit)],
        moved: Option<(&str, &str)>,
        versions: bool,
    ) -> lsp::WorkspaceEdit {
        let mut by_file: BTreeMap<&Arc<str>, Vec<&Edit>> = BTreeMap::new();
        for (file, edit) in edits {
            by_file.entry(file).or_default().push(edit);
        }
        let change = |(file, edits): (&Arc<str>, Vec<&Edit>)| {
            let source = self.analysis.sources.get(file)?;
            Some((self.files.uri(file)?, self.files.version(file), convert::edits(edits, source)))
        };
        let changes = by_file.into_iter().filter_map(change).collect();
        let moved = moved.and_then(|(from, to)| Some((self.files.uri(from)?, self.files.uri(to)?)));
        convert::workspace_edit(changes, moved, versions)
    }
}

impl Server {
    /// The file that is asked about; none where it belongs to no site or is no text.
    fn asked(&mut self, uri: &Uri) -> Option<Asked<'_>> {
        let path = canonical(&path_of(uri)?);
        let at = self.site_of(&path)?;
        let Self { sites, documents, .. } = self;
        let site = &mut sites[at];
        let (name, root) = (site.name(&path)?, site.path(""));
        let analysis = site.analysis(documents)?;
        let source = analysis.sources.get(&name)?;
        Some(Asked { analysis, files: SiteFiles { root, documents }, name, source })
    }

    /// What may be written here.
    pub(super) fn complete(&mut self, params: lsp::CompletionParams) -> Answer<lsp::CompletionResponse> {
        let at = params.text_document_position;
        let Some(asked) = self.asked(&at.text_document.uri) else { return Ok(None) };
        let found = asked.analysis.complete(&asked.name, asked.byte(at.position));
        let items = found.into_iter().enumerate();
        let items = items.map(|(at, known)| convert::completion(known, at, asked.source)).collect();
        Ok(Some(lsp::CompletionResponse::Array(items)))
    }

    /// What there is to say about the words here.
    pub(super) fn hover(&mut self, params: lsp::HoverParams) -> Answer<lsp::Hover> {
        let at = params.text_document_position_params;
        let Some(asked) = self.asked(&at.text_document.uri) else { return Ok(None) };
        let found = asked.analysis.hover(&asked.name, asked.byte(at.position));
        Ok(found.map(|found| lsp::Hover {
            contents: lsp::HoverContents::Markup(convert::markdown(found.markdown)),
            range: Some(range(asked.source, found.span)),
        }))
    }

    /// Where what is named here is defined.
    pub(super) fn define(
        &mut self,
        params: lsp::GotoDefinitionParams,
    ) -> Answer<lsp::GotoDefinitionResponse> {
        let at = params.text_document_position_params;
        let Some(asked) = self.asked(&at.text_document.uri) else { return Ok(None) };
        let found = asked.analysis.definition(&asked.name, asked.byte(at.position));
        Ok(Some(lsp::GotoDefinitionResponse::Array(asked.locations(&found))))
    }

    /// Who refers to what is named or defined here.
    pub(super) fn refer(&mut self, params: lsp::ReferenceParams) -> Answer<Vec<lsp::Location>> {
        let at = params.text_document_position;
        let Some(asked) = self.asked(&at.text_document.uri) else { return Ok(None) };
        let with_definition = params.context.include_declaration;
        let found = asked.analysis.references(&asked.name, asked.byte(at.position), with_definition);
        Ok(Some(asked.locations(&found)))
    }

    /// The stages, steps and sections of a file.
    pub(super) fn symbols(
        &mut self,
        params: lsp::DocumentSymbolParams,
    ) -> Answer<lsp::DocumentSymbolResponse> {
        let Some(asked) = self.asked(&params.text_document.uri) else { return Ok(None) };
        let parts = asked.analysis.symbols(&asked.name).into_iter();
        let parts = parts.map(|part| convert::symbol(part, asked.source)).collect();
        Ok(Some(lsp::DocumentSymbolResponse::Nested(parts)))
    }

    /// Things, stages and steps of all open sites by their names.
    pub(super) fn find(
        &mut self,
        params: lsp::WorkspaceSymbolParams,
    ) -> Answer<lsp::WorkspaceSymbolResponse> {
        let Self { sites, documents, .. } = self;
        let mut found = Vec::new();
        for site in sites {
            let files = SiteFiles { root: site.path(""), documents };
            let Some(analysis) = site.analysis(documents) else { continue };
            found.extend(analysis.find(&params.query).into_iter().filter_map(|(name, kind, place)| {
                let range = convert::stretch(analysis, &place.file, Some(place.span()));
                let location = lsp::Location { uri: files.uri(&place.file)?, range };
                Some(lsp::WorkspaceSymbol {
                    name,
                    kind: convert::symbol_kind(kind),
                    tags: None,
                    container_name: Some(place.file.to_string()),
                    location: lsp::OneOf::Left(location),
                    data: None,
                })
            }));
        }
        Ok(Some(lsp::WorkspaceSymbolResponse::Nested(found)))
    }

    /// Whether what stands here can go by another id.
    pub(super) fn prepare_rename(
        &mut self,
        params: lsp::TextDocumentPositionParams,
    ) -> Answer<lsp::PrepareRenameResponse> {
        let Some(asked) = self.asked(&params.text_document.uri) else { return Ok(None) };
        let found = asked.analysis.renamable(&asked.name, asked.byte(params.position));
        Ok(found.map(|(span, placeholder)| lsp::PrepareRenameResponse::RangeWithPlaceholder {
            range: range(asked.source, span),
            placeholder,
        }))
    }

    /// Gives a thing another id.
    pub(super) fn rename(&mut self, params: lsp::RenameParams) -> Answer<lsp::WorkspaceEdit> {
        let (versions, renames) = (self.client.versions, self.client.renames);
        let at = params.text_document_position;
        let Some(asked) = self.asked(&at.text_document.uri) else { return Ok(None) };
        let renaming = asked
            .analysis
            .rename(&asked.name, asked.byte(at.position), params.new_name.trim(), renames)
            .map_err(|error| error.to_string())?;
        let moved = renaming.moved.as_ref().map(|(from, to)| (&**from, to.as_str()));
        Ok(Some(asked.workspace_edit(&renaming.edits, moved, versions)))
    }

    /// What can be done about what is wrong here.
    pub(super) fn act(&mut self, params: lsp::CodeActionParams) -> Answer<lsp::CodeActionResponse> {
        let versions = self.client.versions;
        let Some(asked) = self.asked(&params.text_document.uri) else { return Ok(None) };
        let (start, end) = (asked.byte(params.range.start), asked.byte(params.range.end));
        let here = |span: &Span| span.start <= end && start <= span.end;
        let notes = asked.analysis.diagnostics.iter();
        let notes =
            notes.filter(|note| note.place.file == asked.name && note.place.span.as_ref().is_some_and(here));
        Ok(Some(notes.flat_map(|note| actions(&asked, note, versions)).collect()))
    }

    /// The canonical form of a map; why there is none is told to the person.
    pub(super) fn format(&mut self, params: lsp::DocumentFormattingParams) -> Answer<Vec<lsp::TextEdit>> {
        let Some(name) = self.asked(&params.text_document.uri).map(|asked| asked.name) else {
            return Ok(None);
        };
        let path = path_of(&params.text_document.uri).map(|path| canonical(&path));
        let Some(at) = path.and_then(|path| self.site_of(&path)) else { return Ok(None) };
        match self.sites[at].format(&name, &self.documents) {
            Some(Formatted::Changed(text)) => {
                let asked = self.asked(&params.text_document.uri);
                Ok(asked.map(|asked| convert::edits(&changed_lines(&asked.source.text, &text), asked.source)))
            }
            Some(Formatted::Refused(why)) => {
                self.show(format!(
                    "The map is left as it is: the canonical form would say something else, in {why}"
                ));
                Ok(None)
            }
            Some(Formatted::Broken(errors)) => {
                let first = errors.first().map(|error| error.message.as_str()).unwrap_or_default();
                self.show(format!("The map is left as it is until its errors are put right: {first}"));
                Ok(None)
            }
            Some(Formatted::Same | Formatted::NotAMap) | None => Ok(None),
        }
    }
}

fn actions(asked: &Asked<'_>, note: &Diagnostic, versions: bool) -> Vec<lsp::CodeActionOrCommand> {
    let fixes = asked.analysis.fixes(note);
    let is_only = fixes.len() == 1;
    let action = |fix: journeybook_model::Fix| {
        let edits: Vec<_> = fix.edits.into_iter().map(|edit| (note.place.file.clone(), edit)).collect();
        lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
            title: fix.title,
            kind: Some(lsp::CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![convert::diagnostic(note, asked.analysis, &asked.files)]),
            edit: Some(asked.workspace_edit(&edits, None, versions)),
            is_preferred: Some(is_only),
            ..Default::default()
        })
    };
    fixes.into_iter().map(action).collect()
}

/// The lines that differ, so that the cursor stays where it is.
fn changed_lines(before: &str, after: &str) -> Vec<Edit> {
    let diff = TextDiff::from_lines(before, after);
    let lines = |text: &str| -> Vec<usize> {
        let ends = text.split_inclusive('\n').scan(0, |at, line| {
            *at += line.len();
            Some(*at)
        });
        std::iter::once(0).chain(ends).collect()
    };
    let (old, new) = (lines(before), lines(after));
    let changed = diff.ops().iter().filter(|op| op.tag() != similar::DiffTag::Equal);
    changed
        .map(|op| {
            let (from, to) = (op.old_range(), op.new_range());
            let text = after[new[to.start]..new[to.end]].to_owned();
            Edit { span: Span::new(old[from.start], old[from.end]), text }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changed_lines_are_written() {
        let (before, after) = ("a\nb\nc\n", "a\nB\nB\nc\nd\n");
        let edits = changed_lines(before, after);
        let mut text = before.to_owned();
        edits.iter().rev().for_each(|edit| text.replace_range(edit.span.range(), &edit.text));
        assert_eq!((text.as_str(), edits.len()), (after, 2));
    }
}
