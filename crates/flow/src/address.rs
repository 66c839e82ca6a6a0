//! Addresses that a flow may open: complete ones of the web, and relative ones.

use thiserror::Error;

use crate::call::Call;

/// Why the address in a control `url` is not opened.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(crate) enum AddressError {
    #[error("`url` is empty")]
    Empty,
    #[error("`url` is neither a relative address nor one with http or https")]
    Refused,
}

/// The address in the control `url`, if opening it cannot run anything.
pub(crate) fn read(call: &Call<'_>) -> Result<String, AddressError> {
    let url = call.some_text("url").ok_or(AddressError::Empty)?;
    if is_complete(&url) || is_relative(&url) { Ok(url) } else { Err(AddressError::Refused) }
}

/// Has http or https, and a host.
pub(crate) fn is_complete(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    known && rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') && is_plain(url)
}

/// Stays where it is opened: browsers take `//` and `\` for the beginning of a host.
fn is_relative(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let first = path.split('/').next().unwrap_or_default();
    !first.contains(':') && !url.starts_with("//") && !path.contains('\\') && is_plain(url)
}

/// Browsers drop control characters inside an address, which can make another one of it.
fn is_plain(url: &str) -> bool {
    !url.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_web_and_what_stays_inside_open() {
        for url in ["https://example.com/a?b=c#d", "HTTP://example.com", "https://[::1]/"] {
            assert!(is_complete(url), "{url}");
            assert!(!is_relative(url), "{url}");
        }
        for url in ["/lightning/page/home", "003xx0000000001", "apex/Page?a=b:c\\d", "?a=b", "/a/b:c"] {
            assert!(is_relative(url), "{url}");
            assert!(!is_complete(url), "{url}");
        }
    }

    #[test]
    fn nothing_else_does() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt://x/%0aalert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "blob:https://x",
            "file:///etc/passwd",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/a\n/b",
            "https:evil.example",
            "https:///evil.example",
            "https://",
        ] {
            assert!(!is_complete(url) && !is_relative(url), "{url}");
        }
    }
}
