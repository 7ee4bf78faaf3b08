//! What the server keeps, and what it does with what it is told and asked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crossbeam_channel::Sender;
use journeybook_kit::Site;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::Notification as _;
use lsp_types::request::Request as _;
use lsp_types::{Uri, notification, request};
use serde_json::json;

use super::client::Client;
use super::convert::{self, Files};
use super::documents::{Document, canonical};
use super::place::{path_of, uri_of};
use super::workplace::{Documents, Workplace};
use crate::args::Global;
use crate::session::Session;

/// A language server.
pub struct Server {
    pub(super) client: Client,
    pub(super) documents: Documents,
    pub(super) sites: Vec<Workplace>,
    global: Global,
    sender: Sender<Message>,
}

/// Why there is no answer.
pub type Refusal = String;

/// The files of one site, as the editor knows them.
pub(super) struct SiteFiles<'s> {
    pub(super) root: PathBuf,
    pub(super) documents: &'s Documents,
}

impl Files for SiteFiles<'_> {
    fn uri(&self, name: &str) -> Option<Uri> {
        let path = self.root.join(name);
        self.documents.get(&path).map(|document| document.uri.clone()).or_else(|| uri_of(&path))
    }

    fn version(&self, name: &str) -> Option<i32> {
        self.documents.get(&self.root.join(name)).map(|document| document.version)
    }
}

impl Server {
    /// A server that knows no document yet.
    pub fn new(client: Client, global: Global, sender: Sender<Message>) -> Self {
        Self { client, documents: Documents::new(), sites: Vec::new(), global, sender }
    }

    /// Asks to be told of saves that the editor does not make itself.
    pub fn begin(&mut self) {
        if self.client.watches {
            let watchers: Vec<_> = ["**/*.{md,markdown}", "**/journeybook.toml", "**/data/**", "**/*.wasm"]
                .map(|glob| json!({ "globPattern": glob }))
                .into();
            let method = notification::DidChangeWatchedFiles::METHOD;
            let options = json!({ "watchers": watchers });
            let registration = json!({ "id": "files", "method": method, "registerOptions": options });
            let id = RequestId::from("files".to_owned());
            let params = json!({ "registrations": [registration] });
            self.send(Request::new(id, request::RegisterCapability::METHOD.to_owned(), params).into());
        }
    }

    /// Takes up what the editor tells. What is not known is no matter: the protocol says so.
    pub fn told(&mut self, note: Notification) {
        match note.method.as_str() {
            notification::DidOpenTextDocument::METHOD => self.take(note, Self::opened),
            notification::DidChangeTextDocument::METHOD => self.take(note, Self::changed),
            notification::DidCloseTextDocument::METHOD => self.take(note, Self::closed),
            notification::DidSaveTextDocument::METHOD | notification::DidChangeWatchedFiles::METHOD => {
                self.sites.iter_mut().for_each(Workplace::saved)
            }
            _ => {}
        }
    }

    fn take<P: serde::de::DeserializeOwned>(&mut self, note: Notification, take: impl FnOnce(&mut Self, P)) {
        if let Ok(params) = serde_json::from_value(note.params) {
            take(self, params);
        }
    }

    fn opened(&mut self, params: lsp_types::DidOpenTextDocumentParams) {
        let lsp_types::TextDocumentItem { uri, version, text, .. } = params.text_document;
        let Some(path) = path_of(&uri).map(|path| canonical(&path)) else { return };
        self.documents.insert(path.clone(), Document::new(uri, version, text));
        if let Some(site) = self.site_of(&path) {
            self.sites[site].changed();
        }
    }

    fn changed(&mut self, params: lsp_types::DidChangeTextDocumentParams) {
        let Some(path) = path_of(&params.text_document.uri).map(|path| canonical(&path)) else { return };
        let Some(document) = self.documents.get_mut(&path) else { return };
        document.change(params.text_document.version, params.content_changes);
        if let Some(site) = self.site_of(&path) {
            self.sites[site].changed();
        }
    }

    fn closed(&mut self, params: lsp_types::DidCloseTextDocumentParams) {
        let Some(path) = path_of(&params.text_document.uri).map(|path| canonical(&path)) else { return };
        self.documents.remove(&path);
        if let Some(site) = self.site_of(&path) {
            self.sites[site].saved();
        }
    }

    /// The site that a file belongs to, opened when it is first met.
    pub(super) fn site_of(&mut self, path: &Path) -> Option<usize> {
        let known = |site: &Workplace| site.name(path).is_some();
        if let Some(found) = self.sites.iter().position(known) {
            return Some(found);
        }
        let session = Session::open(Some(&self.located(path)?), &self.global).ok()?;
        let site = Workplace::new(session);
        site.name(path)?;
        self.sites.push(site);
        Some(self.sites.len() - 1)
    }

    /// What to open for a file: the site around it, else the editor's folder where that is a site, else the file itself.
    fn located(&self, path: &Path) -> Option<PathBuf> {
        let folder = path.ancestors().skip(1).find(|folder| Site::at(folder).settings().is_file());
        let around = folder.filter(|folder| {
            *path == Site::at(folder).settings() || path.starts_with(Site::at(folder).content())
        });
        let folders = self.client.folders.iter().map(|folder| canonical(folder));
        let mut folders =
            folders.filter(|folder| path.starts_with(folder) && Site::locate(Some(folder)).is_ok());
        let alone = || path.is_file().then(|| path.to_owned());
        around.map(Path::to_owned).or_else(|| folders.next()).or_else(alone)
    }

    /// Answers a request.
    pub fn request(&mut self, request: Request) {
        let response = match request.method.as_str() {
            request::Completion::METHOD => self.answer::<request::Completion>(request, Self::complete),
            request::HoverRequest::METHOD => self.answer::<request::HoverRequest>(request, Self::hover),
            request::GotoDefinition::METHOD => self.answer::<request::GotoDefinition>(request, Self::define),
            request::References::METHOD => self.answer::<request::References>(request, Self::refer),
            request::DocumentSymbolRequest::METHOD => {
                self.answer::<request::DocumentSymbolRequest>(request, Self::symbols)
            }
            request::WorkspaceSymbolRequest::METHOD => {
                self.answer::<request::WorkspaceSymbolRequest>(request, Self::find)
            }
            request::PrepareRenameRequest::METHOD => {
                self.answer::<request::PrepareRenameRequest>(request, Self::prepare_rename)
            }
            request::Rename::METHOD => self.answer::<request::Rename>(request, Self::rename),
            request::CodeActionRequest::METHOD => {
                self.answer::<request::CodeActionRequest>(request, Self::act)
            }
            request::Formatting::METHOD => self.answer::<request::Formatting>(request, Self::format),
            other => {
                let message = format!("`{other}` is not offered");
                Response::new_err(request.id, ErrorCode::MethodNotFound as i32, message)
            }
        };
        self.send(response.into());
    }

    fn answer<R: request::Request>(
        &mut self,
        request: Request,
        answer: impl FnOnce(&mut Self, R::Params) -> Result<R::Result, Refusal>,
    ) -> Response {
        match serde_json::from_value(request.params) {
            Err(error) => Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
            Ok(params) => match answer(self, params) {
                Ok(result) => Response::new_ok(request.id, result),
                Err(why) => Response::new_err(request.id, ErrorCode::RequestFailed as i32, why),
            },
        }
    }

    /// Tells the editor what is wrong now, of every file that something is or was wrong with.
    pub fn publish(&mut self) {
        for at in 0..self.sites.len() {
            if self.sites[at].is_stale() {
                for params in self.news(at) {
                    let method = notification::PublishDiagnostics::METHOD.to_owned();
                    self.send(Notification::new(method, params).into());
                }
            }
        }
    }

    fn news(&mut self, at: usize) -> Vec<lsp_types::PublishDiagnosticsParams> {
        let Self { sites, documents, .. } = self;
        let site = &mut sites[at];
        let files = SiteFiles { root: site.path(""), documents };
        let Some(analysis) = site.analysis(documents) else { return Vec::new() };
        let mut said: BTreeMap<Arc<str>, Vec<lsp_types::Diagnostic>> = BTreeMap::new();
        for note in &analysis.diagnostics {
            said.entry(note.place.file.clone())
                .or_default()
                .push(convert::diagnostic(note, analysis, &files));
        }
        let before = std::mem::replace(&mut site.published, said);
        let gone =
            before.keys().filter(|file| !site.published.contains_key(*file)).map(|file| (file, Vec::new()));
        let new = site.published.iter().filter(|(file, said)| before.get(*file) != Some(said));
        let new = new.map(|(file, said)| (file, said.clone()));
        let params = |(file, diagnostics): (&Arc<str>, Vec<lsp_types::Diagnostic>)| {
            Some(lsp_types::PublishDiagnosticsParams::new(files.uri(file)?, diagnostics, files.version(file)))
        };
        gone.chain(new).filter_map(params).collect()
    }

    /// Tells the person at the editor something.
    pub(super) fn show(&self, message: String) {
        let params = lsp_types::ShowMessageParams { typ: lsp_types::MessageType::WARNING, message };
        self.send(Notification::new(notification::ShowMessage::METHOD.to_owned(), params).into());
    }

    /// An editor that has gone away is told nothing.
    fn send(&self, message: Message) {
        let _ = self.sender.send(message);
    }
}
