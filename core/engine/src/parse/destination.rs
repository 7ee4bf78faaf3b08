//! What the address of a link means.

use pulldown_cmark::LinkType;

/// Whether an address is a program: it would run with the reader's rights to the portal.
pub fn runs(to: &str) -> bool {
    if !to.contains(':') {
        return false;
    }
    let letters = to.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control());
    let scheme: String = letters.take_while(|letter| *letter != ':').flat_map(char::to_lowercase).collect();
    ["javascript", "vbscript", "data"].contains(&scheme.as_str())
}

/// Whether an address means something inside the site.
pub fn is_internal(link_type: LinkType, to: &str) -> bool {
    let scheme = to.find(':').is_some_and(|colon| to.find('/').is_none_or(|slash| colon < slash));
    let email = matches!(link_type, LinkType::Email | LinkType::Autolink);
    !(email || scheme || to.starts_with("//") || to.starts_with('#') || to.is_empty())
}
