//! From an address to an answer.

use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use journeybook_model::Diagnostic;
use percent_encoding::percent_decode_str;

use super::portal::{Portal, Shown};
use super::{live, respond_with};

/// Answers a request for a page or one of its files. Only the portal's own paths are looked up, in memory, so no
/// address can lead outside. A page that cannot be made takes back its build, and the last good one answers.
pub(super) fn answer(portal: &Portal, address: &str) -> Response {
    let shown = portal.shown();
    given(&shown, address).unwrap_or_else(|note| {
        if let Some(last) = shown.last.as_ref().filter(|_| !shown.failed) {
            portal.spoil(last.whole, vec![*note]);
        }
        let shown = portal.shown();
        given(&shown, address).unwrap_or_else(|_| errors(&shown))
    })
}

fn given(shown: &Shown, address: &str) -> Result<Response, Box<Diagnostic>> {
    let Ok(address) = percent_decode_str(address).decode_utf8() else {
        return Ok(missing(shown));
    };
    let path = address.trim_start_matches('/');
    if shown.nothing && is_page(path) {
        return Ok(errors(shown));
    }
    let name =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    Ok(match shown.get(&name)? {
        Some(bytes) => file(&name, &bytes, shown),
        None if shown.get(&format!("{path}/index.html"))?.is_some() => to_folder(path),
        None => missing(shown),
    })
}

/// What is wrong, as a page.
fn errors(shown: &Shown) -> Response {
    html(StatusCode::INTERNAL_SERVER_ERROR, live::error_page(&shown.problems).into_bytes(), shown)
}

fn is_page(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.ends_with(".html") || !name.contains('.')
}

fn file(name: &str, bytes: &[u8], shown: &Shown) -> Response {
    if name.ends_with(".html") {
        return html(StatusCode::OK, bytes.to_vec(), shown);
    }
    respond_with(StatusCode::OK, name, bytes.to_vec())
}

fn html(status: StatusCode, page: Vec<u8>, shown: &Shown) -> Response {
    respond_with(status, "page.html", live::with_script(page, &shown.build))
}

fn missing(shown: &Shown) -> Response {
    let own = shown.get("404.html").ok().flatten();
    let page = own.map_or_else(|| live::MISSING.as_bytes().to_vec(), |page| page.to_vec());
    html(StatusCode::NOT_FOUND, page, shown)
}

/// Relative links of `x/index.html` only work below `x/`.
fn to_folder(path: &str) -> Response {
    let name = path.rsplit('/').next().unwrap_or(path);
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    let location = HeaderValue::from_str(&format!("./{encoded}/")).expect("percent-encoded text is ASCII");
    (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, location)]).into_response()
}
