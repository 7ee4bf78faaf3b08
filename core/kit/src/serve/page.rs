//! From an address to an answer.

use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use percent_encoding::percent_decode_str;

use super::portal::Shown;
use super::{live, respond_with};

/// Answers a request for a page or one of its files. Only the portal's own paths are looked up, in memory, so no
/// address can lead outside.
pub(super) fn answer(shown: &Shown, address: &str) -> Response {
    let Ok(address) = percent_decode_str(address).decode_utf8() else {
        return missing(shown);
    };
    let path = address.trim_start_matches('/');
    if shown.nothing && is_page(path) {
        return html(
            StatusCode::INTERNAL_SERVER_ERROR,
            live::error_page(&shown.problems).into_bytes(),
            shown,
        );
    }
    let name =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    match shown.files.get(name.as_str()) {
        Some(bytes) => file(&name, bytes, shown),
        None if is_of_search(&name) => found(&name, shown),
        None if shown.files.contains_key(format!("{path}/index.html").as_str()) => to_folder(path),
        None => missing(shown),
    }
}

fn is_of_search(name: &str) -> bool {
    name.starts_with("search/") && name.ends_with(".js")
}

/// A file of the search index. The first one asked for after a save makes the index, beside the other requests.
fn found(name: &str, shown: &Shown) -> Response {
    match tokio::task::block_in_place(|| shown.search.files().get(name)) {
        Some(bytes) => file(name, bytes, shown),
        None => missing(shown),
    }
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
    let page =
        shown.files.get("404.html").map_or_else(|| live::MISSING.as_bytes().to_vec(), |page| page.to_vec());
    html(StatusCode::NOT_FOUND, page, shown)
}

/// Relative links of `x/index.html` only work below `x/`.
fn to_folder(path: &str) -> Response {
    let name = path.rsplit('/').next().unwrap_or(path);
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    let location = HeaderValue::from_str(&format!("./{encoded}/")).expect("percent-encoded text is ASCII");
    (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, location)]).into_response()
}
