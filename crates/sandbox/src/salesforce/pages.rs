//! The static files of the sandbox's Salesforce pages, built into the program.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

const JS: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
pub const HTML: &str = "text/html; charset=utf-8";

macro_rules! files {
    ($folder:literal: $($name:literal $kind:expr),+ $(,)?) => {
        &[$(($name, $kind, include_str!(concat!("../../pages/", $folder, "/", $name)))),+]
    };
}

/// Name, media type, content.
type File = (&'static str, &'static str, &'static str);

const CONSOLE: &[File] = files!["console":
    "console.css" CSS, "tokens.css" CSS, "record.css" CSS, "phone.css" CSS,
    "main.js" JS, "dom.js" JS, "api.js" JS, "icons.js" JS, "workspace.js" JS, "views.js" JS, "record.js" JS,
    "form.js" JS, "phone.js" JS, "frame_host.js" JS, "server.js" JS, "demo.js" JS, "omni.js" JS, "popout.js" JS,
    "relay.js" JS, "toolkit_host.js" JS, "console_tabs.js" JS, "presence_utility.js" JS, "places.js" JS,
    "classic.css" CSS, "classic_host.js" JS, "classic_main.js" JS, "classic_page.js" JS,
];

const BENCH: &[File] = files!["bench":
    "bare.js" JS, "hand.js" JS, "select.js" JS, "select.css" CSS,
];

pub const INDEX: &str = include_str!("../../pages/console/index.html");
pub const CLASSIC: &str = include_str!("../../pages/console/classic.html");
pub const CLASSIC_CONSOLE: &str = include_str!("../../pages/console/classic_console.html");
pub const POPOUT: &str = include_str!("../../pages/console/popout.html");
pub const BARE: &str = include_str!("../../pages/bench/bare.html");
pub const HAND: &str = include_str!("../../pages/bench/hand.html");
pub const SELECT: &str = include_str!("../../pages/bench/select.html");
pub const OPENCTI: &str = include_str!("../../pages/shims/opencti.js");
pub const INTERACTION: &str = include_str!("../../pages/shims/interaction.js");
pub const TOOLKIT: &str = include_str!("../../pages/shims/integration.js");
pub const REMOTING: &str = include_str!("../../pages/shims/remoting.js");

pub async fn console_file(Path(name): Path<String>) -> Response {
    file(CONSOLE, &name)
}

pub async fn bench_file(Path(name): Path<String>) -> Response {
    file(BENCH, &name)
}

fn file(files: &'static [File], name: &str) -> Response {
    match files.iter().find(|(known, ..)| *known == name) {
        Some((_, kind, content)) => text(kind, *content),
        None => (StatusCode::NOT_FOUND, format!("no file `{name}`")).into_response(),
    }
}

/// Nothing inline, nothing from elsewhere; record data cannot become a script.
const POLICY: &str = "script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'self'";

pub fn text(kind: &'static str, content: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, content).into_response()
}

/// Text that may stand in HTML, in an attribute or between tags.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(
            escaped(r#"<a href="x">'&'</a>"#),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;"
        );
    }
}
