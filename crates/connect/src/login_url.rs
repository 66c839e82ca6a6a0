//! Where the agent signs in.

/// The parameter by which SAML identity providers are told where to go afterwards.
const RELAY_STATE: &str = "RelayState";

/// The address of the identity provider with the place to go afterwards. `encode` writes a text as part of
/// an address. An address that names such a place itself is taken as it is.
pub fn with_relay_state(url: &str, relay_state: &str, encode: impl Fn(&str) -> String) -> String {
    let (url, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
    let query = url.split_once('?').map(|(_, query)| query);
    let names_one = |query: &str| {
        query.split('&').any(|pair| pair.split('=').next().is_some_and(|name| name == RELAY_STATE))
    };
    if relay_state.is_empty() || query.is_some_and(names_one) {
        return [url, fragment].concat();
    }
    let join = match query {
        None => "?",
        Some("") => "",
        Some(query) if query.ends_with('&') => "",
        Some(_) => "&",
    };
    [url, join, RELAY_STATE, "=", &encode(relay_state), fragment].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, relay_state: &str, expected: &str) {
        // Stands for the browser's own encoding.
        let encode = |text: &str| text.replace(':', "%3A").replace('/', "%2F").replace('&', "%26");
        assert_eq!(with_relay_state(url, relay_state, encode), expected);
    }

    #[test]
    fn the_relay_state_is_a_parameter() {
        check(
            "https://idp.example/app",
            "https://a/b&c",
            "https://idp.example/app?RelayState=https%3A%2F%2Fa%2Fb%26c",
        );
        check("https://idp.example/app?x=1", "a", "https://idp.example/app?x=1&RelayState=a");
        check("https://idp.example/app?", "a", "https://idp.example/app?RelayState=a");
        check("https://idp.example/app?x=1&", "a", "https://idp.example/app?x=1&RelayState=a");
        check("https://idp.example/app#top", "a", "https://idp.example/app?RelayState=a#top");
    }

    #[test]
    fn an_address_that_needs_none_stays_as_it_is() {
        check("https://idp.example/app#top", "", "https://idp.example/app#top");
        check("https://idp.example/app?RelayState=b", "a", "https://idp.example/app?RelayState=b");
        check(
            "https://idp.example/app?MyRelayState=b",
            "a",
            "https://idp.example/app?MyRelayState=b&RelayState=a",
        );
    }
}
