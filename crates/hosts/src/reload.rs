//! A mark in Salesforce's address, left over from a login, with which each screen pop loads the whole page anew: the
//! softphone goes with it, and the ringing call is missed. While it is there nothing pops.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cti_ports::{HostEvent, PortError};
use serde_json::Value;

const MARK: &str = "0.source=aloha";

type Sink = Rc<dyn Fn(HostEvent)>;

/// Whether the mark is there, as far as the host has told, and who wants to know.
#[derive(Default)]
pub struct Reload {
    in_frame: bool,
    marked: Cell<bool>,
    sink: RefCell<Option<Sink>>,
}

impl std::fmt::Debug for Reload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reload").field("marked", &self.marked).finish_non_exhaustive()
    }
}

impl Reload {
    /// `frame` is the address of our own frame, which stays as it is for as long as we are here.
    pub fn new(frame: &str) -> Self {
        let in_frame = has_mark(frame);
        Self { in_frame, marked: Cell::new(in_frame), sink: RefCell::default() }
    }

    pub fn tell(&self, sink: &Sink) {
        *self.sink.borrow_mut() = Some(Rc::clone(sink));
        if self.marked.get() {
            sink(HostEvent::PopsReload(true));
        }
    }

    /// Takes in what the host says of the page that is open.
    pub fn see(&self, view: &Value) {
        let Some(url) = view.get("url").and_then(Value::as_str) else { return };
        let marked = self.in_frame || has_mark(url);
        if self.marked.replace(marked) != marked
            && let Some(sink) = self.sink.borrow().as_ref()
        {
            sink(HostEvent::PopsReload(marked));
        }
    }

    pub fn is_marked(&self) -> bool {
        self.marked.get()
    }
}

/// Why nothing pops.
pub fn refusal(call: &'static str) -> PortError {
    let reason = format!(
        "Salesforce's address contains `{MARK}`, with which a pop would load the whole page anew and lose the call; \
         remove it from the address"
    );
    PortError::Unavailable { call, reason }
}

/// It is one of the address's parameters.
fn has_mark(url: &str) -> bool {
    url.split(['?', '&', '#']).skip(1).any(|part| part == MARK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_mark_is_a_parameter_of_its_own() {
        for url in [
            "https://a.example/lightning/page/home?0.source=aloha",
            "/x?a=b&0.source=aloha#c",
            "?0.source=aloha",
        ] {
            assert!(has_mark(url), "{url}");
        }
        for url in ["https://a.example/0.source=aloha", "?x=0.source=aloha", "?0.source=aloha2", ""] {
            assert!(!has_mark(url), "{url}");
        }
    }

    #[test]
    fn every_change_is_told_once() {
        let told = Rc::new(RefCell::new(Vec::new()));
        let reload = Reload::new("https://frame.example/?a=b");
        let sink: Sink = {
            let told = Rc::clone(&told);
            Rc::new(move |event| told.borrow_mut().push(event))
        };
        reload.tell(&sink);
        for url in ["/?0.source=aloha", "/x?0.source=aloha", "/", "/"] {
            reload.see(&json!({ "url": url }));
        }
        reload.see(&json!({}));
        assert_eq!(*told.borrow(), [HostEvent::PopsReload(true), HostEvent::PopsReload(false)]);
    }

    #[test]
    fn in_the_frame_it_stays() {
        let reload = Reload::new("https://frame.example/?0.source=aloha");
        reload.see(&json!({ "url": "/" }));
        assert!(reload.is_marked());
    }
}
