//! Server-sent events: what open pages are told.

use std::convert::Infallible;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use serde_json::json;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::change::Change;
use super::portal::{Portal, Shown};

/// A page's stream: first where things stand, then every change.
///
/// It subscribes before it looks, so a build that falls in between is told twice and never missed.
pub(super) fn stream(
    portal: &std::sync::Arc<Portal>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let state = (portal.clone(), portal.changes(), true);
    let events = unfold(state, |(portal, mut changes, is_first)| async move {
        let event = if is_first { hello(&portal.shown()) } else { next(&portal, &mut changes).await? };
        Some((Ok(event), (portal, changes, false)))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn next(portal: &Portal, changes: &mut Receiver<Change>) -> Option<Event> {
    match changes.recv().await {
        Ok(change) => Some(told(&change)),
        Err(RecvError::Lagged(_)) => Some(hello(&portal.shown())),
        Err(RecvError::Closed) => None,
    }
}

/// A page that shows another build than this one missed something: it reloads.
fn hello(shown: &Shown) -> Event {
    let state = json!({ "build": shown.build, "failed": shown.failed });
    Event::default().event("hello").data(state.to_string())
}

fn told(change: &Change) -> Event {
    match change {
        Change::Styles { sheets, build } => {
            let sheets: Vec<_> = sheets.iter().map(|address| &**address).collect();
            Event::default().event("css").data(json!({ "sheets": sheets, "build": build }).to_string())
        }
        Change::Errors => Event::default().event("error").data("{}"),
        Change::Pages | Change::None => Event::default().event("reload").data("{}"),
    }
}
