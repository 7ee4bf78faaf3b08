//! A language server: what an editor shows of a site while its files are written.
//!
//! The engine knows the answers; here they are said in the editor's protocol. Changes that wait are all taken up before
//! anything is answered, so that nobody waits for an answer about a text that is old.

mod answers;
mod client;
mod convert;
mod documents;
mod place;
mod server;
mod workplace;

use lsp_server::{Connection, Message, ProtocolError};
use lsp_types::InitializeParams;
use serde_json::json;

use crate::args::Global;
use crate::failure::{Failure, Verdict};
use client::Client;
use server::Server;

/// Speaks with an editor over the standard streams until it says good-bye.
pub fn run(global: &Global) -> Result<Verdict, Failure> {
    let (connection, threads) = Connection::stdio();
    let spoken = speak(&connection, global);
    // The writer ends when nobody is left to send.
    drop(connection);
    let ended = threads.join();
    match (spoken, ended) {
        (Ok(verdict), Ok(())) => Ok(verdict),
        (Err(error), _) => Err(Failure::Refused(format!("the editor broke off: {error}"))),
        (_, Err(error)) => Err(Failure::Refused(format!("the editor broke off: {error}"))),
    }
}

/// An editor that leaves without `shutdown` counts as one that failed.
fn speak(connection: &Connection, global: &Global) -> Result<Verdict, ProtocolError> {
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let about = json!({
        "capabilities": client::offered(),
        "serverInfo": { "name": "journeybook", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, about)?;
    let mut server = Server::new(Client::new(&params), global.clone(), connection.sender.clone());
    server.begin();
    while let Ok(message) = connection.receiver.recv() {
        match message {
            Message::Request(request) if connection.handle_shutdown(&request)? => return Ok(Verdict::Fine),
            Message::Request(request) => server.request(request),
            Message::Notification(note) if note.method == "exit" => break,
            Message::Notification(note) => server.told(note),
            Message::Response(_) => {}
        }
        if connection.receiver.is_empty() {
            server.publish();
        }
    }
    Ok(Verdict::SiteHasErrors)
}
