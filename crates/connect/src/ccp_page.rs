//! The page inside the CCP's iframe, as far as it can be seen from outside: that it was loaded anew.
//!
//! A CCP that loses its session goes back to its sign-in page by itself. The audio of a live call is lost
//! with it, so nothing is left to protect, although no snapshot will ever say that the call is over.

use std::cell::{Cell, RefCell};

use gloo_events::{EventListener, EventListenerOptions};
use web_sys::{EventTarget, HtmlElement};

#[derive(Debug, Default)]
pub struct CcpPage {
    /// The iframe that was loaded last.
    frame: RefCell<Option<EventTarget>>,
    gone: Cell<bool>,
}

impl CcpPage {
    /// Calls `f` with the iframe whenever one in `container` has loaded a page.
    pub fn on_load(container: &HtmlElement, f: impl Fn(EventTarget) + 'static) -> EventListener {
        // `load` does not bubble; on its way down it can be seen.
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(container, "load", options, move |event| {
            if let Some(frame) = event.target() {
                f(frame);
            }
        })
    }

    /// The first page of an iframe is the one that has just spoken or is about to.
    pub fn loaded(&self, frame: EventTarget) {
        let before = self.frame.borrow_mut().replace(frame.clone());
        if before.as_ref() == Some(&frame) {
            self.gone.set(true);
        }
    }

    /// The present page sent a snapshot.
    pub fn spoke(&self) {
        self.gone.set(false);
    }

    /// Whether the page that sent the last snapshot is there no more.
    pub fn is_gone(&self) -> bool {
        self.gone.get()
    }
}
