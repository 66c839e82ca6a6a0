//! The browser tabs that show the console, and which of them the user is looking at.

use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Debug, Clone)]
struct Tab {
    id: String,
    /// Of the page that it shows now.
    connection: u64,
    visible: bool,
}

/// Connected tabs, the one used last at the end. Outlives a reset: the pages stay connected.
#[derive(Debug, Default)]
pub struct Tabs(Mutex<Vec<Tab>>);

impl Tabs {
    /// Notes what a tab says of itself; a tab that became visible or got the focus is the one used last.
    pub fn seen(&self, id: &str, connection: u64, visible: bool) {
        let mut tabs = self.lock();
        let known = tabs.iter().position(|tab| tab.id == id);
        match known.and_then(|place| tabs.get_mut(place)) {
            Some(tab) if !visible => {
                tab.visible = false;
                tab.connection = connection;
            }
            _ => {
                tabs.retain(|tab| tab.id != id);
                tabs.push(Tab { id: id.to_owned(), connection, visible });
            }
        }
    }

    /// A page is gone. Where the next page of its tab was faster, the tab is still there.
    pub fn gone(&self, id: &str, connection: u64) {
        self.lock().retain(|tab| tab.id != id || tab.connection != connection);
    }

    /// The named tab, else the visible one used last, else (all covered or minimised) the one used last.
    pub fn target(&self, named: Option<&str>) -> Result<String, String> {
        let tabs = self.lock();
        if let Some(named) = named {
            let found = tabs.iter().find(|tab| tab.id == named).map(|tab| tab.id.clone());
            return found.ok_or_else(|| format!("no console tab `{named}` is open"));
        }
        let visible = tabs.iter().rev().find(|tab| tab.visible);
        let tab = visible.or_else(|| tabs.last()).map(|tab| tab.id.clone());
        tab.ok_or_else(|| "no console tab is open; open the console page first".to_owned())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Tab>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(seen: &[(&str, bool)], named: Option<&str>) -> Result<String, String> {
        let tabs = Tabs::default();
        seen.iter().for_each(|(id, visible)| tabs.seen(id, 0, *visible));
        tabs.target(named)
    }

    #[test]
    fn the_visible_tab_used_last_is_meant() {
        assert_eq!(target(&[("a", true), ("b", true)], None).unwrap(), "b");
        assert_eq!(target(&[("a", true), ("b", true), ("a", true)], None).unwrap(), "a");
        assert_eq!(target(&[("a", true), ("b", true), ("b", false)], None).unwrap(), "a");
        assert_eq!(target(&[("a", false), ("b", false)], None).unwrap(), "b");
    }

    #[test]
    fn a_name_goes_before_sight() {
        assert_eq!(target(&[("a", false), ("b", true)], Some("a")).unwrap(), "a");
        assert_eq!(target(&[("a", true)], Some("c")).unwrap_err(), "no console tab `c` is open");
    }

    #[test]
    fn without_a_tab_it_says_so() {
        let tabs = Tabs::default();
        tabs.seen("a", 0, true);
        tabs.gone("a", 0);
        assert!(tabs.target(None).is_err());
    }

    #[test]
    fn a_tab_whose_next_page_is_there_before_the_last_one_is_gone_stays() {
        let tabs = Tabs::default();
        tabs.seen("a", 0, true);
        tabs.seen("a", 1, true);
        tabs.gone("a", 0);
        assert_eq!(tabs.target(None).unwrap(), "a");
        tabs.gone("a", 1);
        assert!(tabs.target(None).is_err());
    }
}
