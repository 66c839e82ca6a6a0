//! What to press in the browser at hand: each names its menus in its own words.

/// The browsers that agents use, as far as their menus differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Browser {
    Chrome,
    Edge,
    Firefox,
    /// Its menus are not known to us.
    #[default]
    Other,
}

impl Browser {
    /// By the names in `navigator.userAgent`; Edge calls itself Chrome as well.
    pub fn parse(user_agent: &str) -> Self {
        let names = [("Edg/", Self::Edge), ("Firefox/", Self::Firefox), ("Chrome/", Self::Chrome)];
        let named = names.into_iter().find(|(name, _)| user_agent.contains(name));
        named.map_or(Self::Other, |(_, browser)| browser)
    }
}

/// What a person changes in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guide {
    Microphone,
    Cookies,
    LocalNetwork,
    Windows,
}

impl Guide {
    /// The key of the way there; none where we do not know it.
    pub fn text(self, browser: Browser) -> Option<&'static str> {
        use Browser::{Chrome, Edge, Firefox, Other};
        Some(match (self, browser) {
            (Self::Microphone, Chrome) => "guide.microphoneChrome",
            (Self::Microphone, Edge) => "guide.microphoneEdge",
            (Self::Microphone, Firefox) => "guide.microphoneFirefox",
            (Self::Cookies, Chrome) => "guide.cookiesChrome",
            (Self::Cookies, Edge) => "guide.cookiesEdge",
            (Self::Cookies, Firefox) => "guide.cookiesFirefox",
            (Self::LocalNetwork, Chrome) => "guide.localNetworkChrome",
            (Self::LocalNetwork, Edge) => "guide.localNetworkEdge",
            (Self::Windows, Chrome | Edge) => "guide.windowsChrome",
            (Self::Windows, Firefox) => "guide.windowsFirefox",
            (Self::LocalNetwork, Firefox) | (_, Other) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(user_agent: &str, expected: Browser) {
        assert_eq!(Browser::parse(user_agent), expected);
    }

    #[test]
    fn a_browser_is_known_by_its_own_name() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
        check(chrome, Browser::Chrome);
        check(&format!("{chrome} Edg/142.0.0.0"), Browser::Edge);
        check("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", Browser::Firefox);
        check("Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", Browser::Other);
    }
}
