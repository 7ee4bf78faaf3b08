//! What the editor can do, and what it is offered.

use std::path::PathBuf;

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    HoverProviderCapability, InitializeParams, OneOf, RenameOptions, ResourceOperationKind, SaveOptions,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions,
};

use super::place::path_of;

/// After these letters an editor asks by itself.
const TRIGGERS: [&str; 9] = [":", " ", "[", "(", "{", "=", "#", "-", "/"];

/// The editor.
#[derive(Debug, Default)]
pub struct Client {
    /// The folders it has open.
    pub folders: Vec<PathBuf>,
    /// Whether an edit may name the versions of the documents it changes.
    pub versions: bool,
    /// Whether an edit may rename files.
    pub renames: bool,
    /// Whether it tells of changed files when it is asked to.
    pub watches: bool,
}

impl Client {
    /// What an editor says of itself.
    pub fn new(params: &InitializeParams) -> Self {
        let workspace = params.capabilities.workspace.as_ref();
        let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let versions = edit.and_then(|edit| edit.document_changes).unwrap_or_default();
        let operations = edit.and_then(|edit| edit.resource_operations.as_deref()).unwrap_or_default();
        let watch = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        Self {
            folders: folders(params),
            versions,
            renames: versions && operations.contains(&ResourceOperationKind::Rename),
            watches: watch.and_then(|watch| watch.dynamic_registration).unwrap_or_default(),
        }
    }
}

/// Older editors name one folder.
#[expect(deprecated, reason = "editors in use send nothing else")]
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let many = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    let uris: Vec<_> = many.chain(&params.root_uri).collect();
    let mut folders: Vec<_> = uris.into_iter().filter_map(path_of).collect();
    folders.dedup();
    folders
}

/// What the server offers.
pub fn offered() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions::default())),
            ..Default::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
            ..Default::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        document_formatting_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..Default::default()
        })),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: Default::default(),
        })),
        ..Default::default()
    }
}
