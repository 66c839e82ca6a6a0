//! Finds out which host the page runs in.

use std::rc::Rc;

use cti_ports::{Host, HostKind};

use crate::{ClassicHost, LightningHost, StandaloneHost};

/// Salesforce says what it is in the address of the page.
pub fn detect() -> Rc<dyn Host> {
    match kind() {
        HostKind::Lightning => Rc::new(LightningHost::default()),
        HostKind::Classic => Rc::new(ClassicHost::detect(false)),
        HostKind::ClassicConsole => Rc::new(ClassicHost::detect(true)),
        HostKind::Standalone => Rc::new(StandaloneHost),
    }
}

/// Which host that will be.
pub fn kind() -> HostKind {
    kind_of(&web_sys::window().and_then(|page| page.location().search().ok()).unwrap_or_default())
}

/// Lightning gives `mode=Lightning` and its own origin; Classic its origin under a name that differs in one letter,
/// and a `nonce`. Names and values are case-sensitive.
fn kind_of(search: &str) -> HostKind {
    let parameters = || search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    let has = |wanted| parameters().any(|(name, value)| name == wanted && !value.is_empty());
    let is = |wanted| parameters().any(|pair| pair == wanted);
    if is(("mode", "Lightning")) && has("sfdcIframeOrigin") {
        HostKind::Lightning
    } else if has("sfdcIFrameOrigin") && has("nonce") {
        // The console toolkit's own rule.
        let in_console = is(("clc", "1")) || !is(("clc", "0")) && has("isdtp");
        if in_console { HostKind::ClassicConsole } else { HostKind::Classic }
    } else {
        HostKind::Standalone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(search: &str, expected: HostKind) {
        assert_eq!(kind_of(search), expected, "{search}");
    }

    #[test]
    fn lightning_names_itself_and_its_origin() {
        check(
            "?mode=Lightning&isdtp=vw&sfdcIframeOrigin=https%3A%2F%2Facme.example&clc=1",
            HostKind::Lightning,
        );
        check("?mode=Lightning", HostKind::Standalone);
        check("?mode=Lightning&sfdcIframeOrigin=", HostKind::Standalone);
        check("?mode=lightning&sfdcIframeOrigin=https%3A%2F%2Facme.example", HostKind::Standalone);
        check("?mode=Lightning&sfdcIFrameOrigin=https%3A%2F%2Facme.example", HostKind::Standalone);
        check("", HostKind::Standalone);
    }

    #[test]
    fn classic_gives_its_origin_and_a_nonce() {
        let classic = "?sfdcIFrameOrigin=https%3A%2F%2Facme.example&nonce=0a";
        check(classic, HostKind::Classic);
        check(&format!("{classic}&isdtp=vw"), HostKind::ClassicConsole);
        check(&format!("{classic}&clc=1"), HostKind::ClassicConsole);
        check(&format!("{classic}&isdtp=vw&clc=0"), HostKind::Classic);
        check("?sfdcIFrameOrigin=https%3A%2F%2Facme.example", HostKind::Standalone);
        check("?sfdcIframeOrigin=https%3A%2F%2Facme.example&nonce=0a", HostKind::Standalone);
        check("?sfdcIFrameOrigin=https%3A%2F%2Facme.example&nonce=", HostKind::Standalone);
    }
}
