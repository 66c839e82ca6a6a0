//! Which Connect instance this page is about. Pages of two instances in one browser share its storage and its
//! locks, so whatever is kept there or agreed on there names the instance.

/// The name under which the server merges the phone's address into the page.
pub const CCP_URL: &str = "cti-ccp-url";

/// The address of the phone, which no two instances share; empty where the page has none.
pub fn name() -> String {
    super::page::merged(CCP_URL).unwrap_or_default()
}

/// The key or lock of this instance that goes by `name`, such as `cti:lead`.
pub fn own(name: &str) -> String {
    [name, ":", &self::name()].concat()
}

/// The same for what has names of its own, such as properties.
pub fn own_prefix(name: &str) -> String {
    [name, ":", &self::name(), ":"].concat()
}
