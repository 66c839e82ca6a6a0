//! The sign-in window: one at most over all tabs of the agent, and only ever opened by a click.
//!
//! Who has it is written to shared storage, because a window must be opened within the click itself and
//! nothing can be waited for there. The entry is renewed while the window is open: what a crashed tab has
//! left behind counts no more after a while.

use std::cell::RefCell;

use cti_core::number::decimal;
use cti_ports::PortError;
use cti_ports::choice::rejected;
use gloo_events::EventListener;
use wasm_bindgen::JsCast;

use crate::fault;

/// A name of its own makes a second click reuse the window that is there; the instance comes behind it.
const NAME: &str = "connect-cti-sign-in:";
const FEATURES: &str = "popup,width=480,height=720";

/// Before the instance: where it is written which tab has the window, as `<tab> <milliseconds since 1970>`.
const HOLDER: &str = "cti:sign-in:";
/// A browser lets a hidden page renew its entry once a minute at the least.
const STALE_MS: f64 = 90_000.0;

/// What another tab did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// It opened a window of its own; ours is to close.
    Opened,
    /// It is done with its window: the agent may be signed in by now.
    Done,
}

#[derive(Debug)]
pub struct SignInWindow {
    window: RefCell<Option<web_sys::Window>>,
    tab: String,
    name: String,
    holder: String,
}

impl SignInWindow {
    /// One for each instance: `ccp_url` tells them apart.
    pub fn of(ccp_url: &str) -> Self {
        let tab = js_sys::Math::random().to_bits().to_string();
        let (name, holder) = ([NAME, ccp_url].concat(), [HOLDER, ccp_url].concat());
        Self { window: RefCell::default(), tab, name, holder }
    }

    pub fn is_open(&self) -> bool {
        self.window.borrow().as_ref().is_some_and(|window| !window.closed().unwrap_or(true))
    }

    /// Opens it, or brings it to the front. Where another tab has it, only if the agent insists.
    pub fn show(&self, url: &str, insists: bool) -> Result<(), PortError> {
        if self.is_open() {
            if let Some(window) = &*self.window.borrow() {
                let _ = window.focus();
            }
            return Ok(());
        }
        if !insists && self.is_elsewhere() {
            return Err(rejected("windowElsewhere", "another tab has the sign-in window"));
        }
        let page = web_sys::window().ok_or_else(blocked)?;
        let window = page
            .open_with_url_and_target_and_features(url, &self.name, FEATURES)
            .map_err(|thrown| fault::rejected(&thrown))?
            .ok_or_else(blocked)?;
        *self.window.borrow_mut() = Some(window);
        self.renew();
        Ok(())
    }

    /// Once a tick. Whether the window was closed since the last one.
    pub fn was_closed(&self) -> bool {
        if self.is_open() {
            self.yield_or_renew();
            return false;
        }
        let had_one = self.window.borrow_mut().take().is_some();
        if had_one {
            self.release();
        }
        had_one
    }

    pub fn close(&self) {
        if let Some(window) = self.window.borrow_mut().take() {
            let _ = window.close();
            self.release();
        }
    }

    /// Tells `f` what other tabs do with theirs.
    pub fn on_elsewhere(&self, f: impl Fn(Elsewhere) + 'static) -> Option<EventListener> {
        let page = web_sys::window()?;
        let holder = self.holder.clone();
        // The browser tells only those that did not write it.
        Some(EventListener::new(&page, "storage", move |event| {
            let Some(event) = event.dyn_ref::<web_sys::StorageEvent>() else { return };
            if event.key().is_some_and(|key| key == holder) {
                f(if event.new_value().is_some() { Elsewhere::Opened } else { Elsewhere::Done });
            }
        }))
    }

    /// Where another tab has taken the window over, ours goes, and the entry stays, which is that tab's.
    pub fn yield_or_renew(&self) {
        if !self.is_elsewhere() {
            if self.is_open() {
                self.renew();
            }
        } else if let Some(window) = self.window.borrow_mut().take() {
            let _ = window.close();
        }
    }

    fn is_elsewhere(&self) -> bool {
        let entry = storage().and_then(|storage| storage.get_item(&self.holder).ok().flatten());
        entry.is_some_and(|entry| is_held(&entry, &self.tab, js_sys::Date::now()))
    }

    fn renew(&self) {
        if let Some(storage) = storage() {
            let _ =
                storage.set_item(&self.holder, &[&self.tab, " ", &js_sys::Date::now().to_string()].concat());
        }
    }

    fn release(&self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.holder);
        }
    }
}

/// Whether the entry says that another tab has the window.
fn is_held(entry: &str, own: &str, now: f64) -> bool {
    let renewed = entry.split_once(' ').filter(|(tab, _)| *tab != own);
    let renewed = renewed.and_then(|(_, at)| decimal(at));
    renewed.is_some_and(|at| (now - at).abs() < STALE_MS)
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn blocked() -> PortError {
    rejected("windowBlocked", "the browser blocked the sign-in window")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_of_another_tab_counts_until_it_is_renewed_no_more() {
        assert!(is_held("a 1000", "b", 2_000.0));
        assert!(!is_held("a 1000", "a", 2_000.0));
        assert!(!is_held("a 1000", "b", 91_000.0));
        assert!(!is_held("a 91000", "b", 1_000.0), "of a clock that was put back");
        for odd in ["", "a", "a ", "a x", " "] {
            assert!(!is_held(odd, "b", 0.0), "{odd}");
        }
    }
}
