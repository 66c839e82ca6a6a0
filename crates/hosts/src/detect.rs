//! Finds out which host the page runs in.

use std::rc::Rc;

use cti_ports::{Host, HostKind};

use crate::{LightningHost, StandaloneHost};

/// Salesforce says what it is in the address of the page.
pub fn detect() -> Rc<dyn Host> {
    let search = web_sys::window().and_then(|page| page.location().search().ok()).unwrap_or_default();
    match kind_of(&search) {
        HostKind::Lightning => Rc::new(LightningHost::default()),
        HostKind::Standalone => Rc::new(StandaloneHost),
    }
}

/// Lightning gives `mode=Lightning` and its own origin; names and value are case-sensitive.
fn kind_of(search: &str) -> HostKind {
    let parameters = || search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    let is_lightning = parameters().any(|pair| pair == ("mode", "Lightning"));
    let has_origin = parameters().any(|(name, value)| name == "sfdcIframeOrigin" && !value.is_empty());
    if is_lightning && has_origin { HostKind::Lightning } else { HostKind::Standalone }
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
}
