//! A page with the real Streams and a CCP that behaves as told.

use std::cell::RefCell;
use std::rc::Rc;

use cti_connect::{Phone, PhoneSettings};
use cti_core::{Contact, ContactState};
use cti_ports::{ConnectEvent, Link};
use gloo_timers::future::TimeoutFuture;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

pub const STREAMS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../node_modules/amazon-connect-streams/release/connect-streams-min.js"
));

pub const CHAT_JS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../node_modules/amazon-connect-chatjs/dist/amazon-connect-chat.js"
));

pub const TASK_JS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../node_modules/amazon-connect-taskjs/dist/amazon-connect-task.js"
));

pub const QUEUE: &str = "arn:aws:connect:eu-central-1:1:instance/a-1/queue/support";

#[wasm_bindgen(module = "/tests/fake_ccp.js")]
extern "C" {
    pub fn reset(options: &str) -> String;
    #[wasm_bindgen(js_name = loadScript)]
    pub fn load_script(source: &str) -> js_sys::Promise;
    #[wasm_bindgen(js_name = offerLibrary)]
    pub fn offer_library(name: &str, source: &str);
    pub fn ccp_json() -> String;
    pub fn set(options: &str);
    pub fn say(event: &str, data: &str);
    pub fn will(behaviour: &str);
    #[wasm_bindgen(js_name = passLimit)]
    pub fn pass_limit();
    pub fn post();
    pub fn post_broken(kind: &str);
    pub fn evaluate(expression: &str) -> JsValue;
}

pub fn ccp() -> Value {
    serde_json::from_str(&ccp_json()).unwrap()
}

pub type Heard = Rc<RefCell<Vec<ConnectEvent>>>;

pub struct World {
    pub phone: Phone,
    pub heard: Heard,
    pub ccp_url: String,
}

impl World {
    /// A page with Streams and a phone, just started.
    pub async fn start(options: Value) -> Self {
        Self::start_with(options, |_| {}).await
    }

    pub async fn start_with(options: Value, change: impl FnOnce(&mut PhoneSettings)) -> Self {
        let url = reset(&options.to_string());
        JsFuture::from(load_script(STREAMS)).await.unwrap();
        let mut settings = PhoneSettings::new(&url);
        settings.login_url = Some("https://sign-in.example/".to_owned());
        change(&mut settings);
        let heard = Heard::default();
        let (sink, ccp_url) = (Rc::clone(&heard), settings.ccp_url.clone());
        let phone =
            Phone::start(container(), settings, Rc::new(move |event| sink.borrow_mut().push(event))).unwrap();
        Self { phone, heard, ccp_url }
    }

    /// The same, once the first snapshot has arrived.
    pub async fn up(contacts: Value) -> Self {
        let world = Self::start(json!({ "contacts": contacts })).await;
        world.hears(|event| matches!(event, ConnectEvent::Snapshot { .. })).await;
        world
    }

    /// Waits for an event that fits and forgets everything up to it.
    pub async fn hears(&self, fits: impl Fn(&ConnectEvent) -> bool) -> ConnectEvent {
        let found = until(|| self.heard.borrow().iter().position(&fits)).await;
        let Some(at) = found else { panic!("not heard; instead: {:?}; {}", self.heard.borrow(), ccp_json()) };
        self.heard.borrow_mut().drain(..=at).next_back().unwrap()
    }

    pub async fn hears_link(&self, link: Link) {
        self.hears(|event| *event == ConnectEvent::Link(link.clone())).await;
    }

    pub async fn hears_contacts(&self) -> Vec<Contact> {
        match self.hears(|event| matches!(event, ConnectEvent::Snapshot { .. })).await {
            ConnectEvent::Snapshot { contacts, .. } => contacts,
            other => panic!("{other:?}"),
        }
    }

    /// Everything the CCP has said so far has been heard; this is what it made the phone say.
    pub async fn said(&self) -> Vec<ConnectEvent> {
        say("contact::view", r#"{"contactId":"barrier"}"#);
        let barrier = ConnectEvent::Viewed(Some("barrier".into()));
        until(|| self.heard.borrow().contains(&barrier).then_some(())).await;
        let mut said = self.heard.take();
        said.retain(|event| *event != barrier);
        said
    }

    pub fn change(&self, contacts: Value) {
        set(&json!({ "contacts": contacts }).to_string());
        post();
    }
}

pub fn container() -> HtmlElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let element = document.create_element("div").unwrap();
    element.set_class_name("phone");
    document.body().unwrap().append_child(&element).unwrap();
    element.unchecked_into()
}

/// Looks until there is something, for a few seconds at most.
pub async fn until<T>(look: impl Fn() -> Option<T>) -> Option<T> {
    for _ in 0..2_000 {
        if let Some(found) = look() {
            return Some(found);
        }
        TimeoutFuture::new(4).await;
    }
    None
}

pub fn states(contacts: &[Contact]) -> Vec<(&str, ContactState)> {
    contacts.iter().map(|contact| (contact.contact_id.as_str(), contact.state)).collect()
}
