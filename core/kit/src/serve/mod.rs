//! Serves a portal from memory, and tells open pages when it has changed.

mod change;
mod events;
mod live;
mod media;
mod page;
mod portal;
mod state;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use thiserror::Error;

pub use change::Change;
pub use portal::Portal;
pub use state::{Files, State};

/// Where the machinery lives, out of the way of any page.
const EVENTS: &str = "/_journeybook/events";
const PROBLEMS: &str = "/_journeybook/problems";
const SCRIPT: &str = "/_journeybook/live.js";

/// Why a portal cannot be served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// Somebody else listens there.
    #[error("port {port} is taken, perhaps by another `journeybook serve`: choose another, such as `--port {}`", port.wrapping_add(1).max(1024))]
    Taken {
        /// The port.
        port: u16,
    },
    /// The system does not let us.
    #[error("port {port} needs rights that you do not have: choose one above 1023, such as `--port 4400`")]
    Forbidden {
        /// The port.
        port: u16,
    },
    /// The address is not one of this machine's.
    #[error(
        "{address} is not an address of this machine: leave out `--host`, or use `--host 0.0.0.0` for all of its addresses"
    )]
    NotOurs {
        /// The address.
        address: IpAddr,
    },
    /// Anything else.
    #[error("the portal cannot be served at {address}: {source}")]
    Failed {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
}

/// A server that has its port, and does not answer yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes a port; 0 is any that is free.
    pub fn bind(host: IpAddr, port: u16) -> Result<Self, ServeError> {
        let address = SocketAddr::new(host, port);
        let bound = TcpListener::bind(address).and_then(|listener| {
            listener.set_nonblocking(true)?;
            Ok(Self { address: listener.local_addr()?, listener })
        });
        bound.map_err(|source| refusal(address, source))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to type into a browser.
    pub fn url(&self) -> String {
        match self.address.ip() {
            ip if ip.is_loopback() || ip.is_unspecified() => {
                format!("http://localhost:{}/", self.address.port())
            }
            _ => format!("http://{}/", self.address),
        }
    }

    /// Answers until the process ends.
    pub fn run(self, portal: Arc<Portal>) -> Result<(), ServeError> {
        let Self { listener, address } = self;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let served = runtime.and_then(|runtime| {
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                axum::serve(listener, router(portal)).await
            })
        });
        served.map_err(|source| ServeError::Failed { address, source })
    }
}

fn refusal(address: SocketAddr, source: io::Error) -> ServeError {
    match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::Taken { port: address.port() },
        io::ErrorKind::PermissionDenied => ServeError::Forbidden { port: address.port() },
        io::ErrorKind::AddrNotAvailable => ServeError::NotOurs { address: address.ip() },
        _ => ServeError::Failed { address, source },
    }
}

/// `get` answers HEAD as well, without the body.
fn router(portal: Arc<Portal>) -> Router {
    let events = portal.clone();
    let problems = portal.clone();
    Router::new()
        .route(EVENTS, get(move || async move { events::stream(&events) }))
        .route(
            PROBLEMS,
            get(move || async move { respond("problems.json", problems.shown().report.clone()) }),
        )
        .route(SCRIPT, get(|| async { respond("live.js", live::SCRIPT) }))
        .fallback_service(get(move |uri: Uri| async move {
            tokio::task::block_in_place(|| page::answer(&portal, uri.path()))
        }))
}

fn respond(name: &str, body: impl IntoResponse) -> Response {
    respond_with(StatusCode::OK, name, body)
}

/// Nothing is ever kept by a browser: the next save may change it.
fn respond_with(status: StatusCode, name: &str, body: impl IntoResponse) -> Response {
    let mut response = (status, body).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media::of(name)));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests;
