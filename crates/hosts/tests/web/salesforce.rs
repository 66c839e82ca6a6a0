//! A page with the libraries of Salesforce, as far as it is told to have them.

use std::future::Future;
use std::pin::Pin;

use cti_ports::HostEvent;
use cti_ports::contract::{Rig, host::HostRig};
use cti_ports::fake::{Behaviour, Call};
use gloo_timers::future::TimeoutFuture;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/fake_salesforce.js")]
extern "C" {
    pub fn install();
    #[wasm_bindgen(js_name = installClassic)]
    pub fn install_classic();
    pub fn uninstall();
    #[wasm_bindgen(js_name = installConsole)]
    pub fn install_console();
    #[wasm_bindgen(js_name = installBridge)]
    pub fn install_bridge(is_there: bool);
    #[wasm_bindgen(js_name = channelMessage)]
    pub fn channel_message(message: &str);
    #[wasm_bindgen(js_name = promiseConsole)]
    pub fn promise_console();
    #[wasm_bindgen(js_name = deliverConsole)]
    pub fn deliver_console();
    #[wasm_bindgen(js_name = catchWindows)]
    pub fn catch_windows();
    #[wasm_bindgen(js_name = openedWindows)]
    pub fn opened_windows() -> String;
    pub fn will(behaviour: &str);
    #[wasm_bindgen(js_name = lateAfter)]
    pub fn late_after(ms: u32);
    pub fn calls_json() -> String;
    pub fn raise(method: &str, payload: &str);
}

/// Short, since a library's clock cannot be moved; long enough for an answer on a busy machine.
pub const LIMIT_MS: u32 = 150;

/// Which libraries the page has.
pub enum Salesforce {
    Lightning,
    /// An app that is no console.
    LightningStandard,
    Classic,
    ClassicConsole,
    /// None of them.
    Nowhere,
}

impl Salesforce {
    pub fn with_libraries() -> Self {
        Self::Lightning.set_up()
    }

    pub fn set_up(self) -> Self {
        match self {
            Self::Lightning | Self::LightningStandard => install(),
            Self::Classic | Self::ClassicConsole => install_classic(),
            Self::Nowhere => {}
        }
        if self.is_console() {
            install_console();
        }
        late_after(LIMIT_MS + 20);
        self
    }

    pub fn is_console(&self) -> bool {
        matches!(self, Self::Lightning | Self::ClassicConsole)
    }

    pub fn is_classic(&self) -> bool {
        matches!(self, Self::Classic | Self::ClassicConsole)
    }
}

impl Drop for Salesforce {
    fn drop(&mut self) {
        uninstall();
    }
}

impl Rig for Salesforce {
    fn will(&self, behaviour: Behaviour) {
        let behaviour = match behaviour {
            Behaviour::Answers(value) => json!({"kind": "Answers", "value": value}),
            Behaviour::Refuses { code, message } => {
                json!({"kind": "Refuses", "code": code, "message": message})
            }
            Behaviour::Throws(message) => json!({"kind": "Throws", "message": message}),
            Behaviour::Silent => json!({"kind": "Silent"}),
            Behaviour::Late(value) => json!({"kind": "Late", "value": value}),
            Behaviour::Twice(value) => json!({"kind": "Twice", "value": value}),
        };
        will(&behaviour.to_string());
    }

    fn calls(&self) -> Vec<Call> {
        let calls: Vec<Value> = serde_json::from_str(&calls_json()).unwrap();
        calls
            .into_iter()
            .map(|call| Call {
                name: call["name"].as_str().unwrap().to_owned(),
                arguments: call["arguments"].clone(),
            })
            .collect()
    }

    fn pass_limit(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(TimeoutFuture::new(LIMIT_MS + 40))
    }
}

impl HostRig for Salesforce {
    fn raise(&self, event: HostEvent) {
        let (method, payload) = match event {
            HostEvent::ClickToDial(payload) => ("onClickToDial", payload),
            HostEvent::Navigated(payload) => ("onNavigationChange", payload),
            HostEvent::WorkStarted(payload) => ("onWorkStart", payload),
            HostEvent::PresenceStatusChanged(mut payload) => {
                payload["channels"] = payload["channels"].to_string().into();
                ("SFORCE_PRESENCE:STATUS_CHANGED", payload)
            }
            HostEvent::PresenceLoggedOut(_) => ("SFORCE_PRESENCE:LOGOUT", Value::Null),
            HostEvent::WorkAccepted(payload) => ("SFORCE_PRESENCE:WORK_ACCEPTED", payload),
            HostEvent::WorkloadChanged(payload) => ("SFORCE_PRESENCE:WORKLOAD_CHANGED", payload),
            // Told by an address.
            HostEvent::PopsReload(_) => return,
        };
        raise(method, &payload.to_string());
    }

    fn lacks(&self, name: &str) -> bool {
        let of_opencti = [
            "announce",
            "screenPop",
            "searchAndScreenPop",
            "saveLog",
            "completeWork",
            "enableClickToDial",
            "disableClickToDial",
            "setSoftphonePanelVisibility",
            "getAppViewInfo",
            "getSoftphoneLayout",
            "refreshView",
            "setSoftphonePanelHeight",
            "setSoftphonePanelWidth",
            "onClickToDial",
            "onNavigationChange",
            "onWorkStart",
        ];
        match name {
            _ if matches!(self, Self::Nowhere) => true,
            "completeWork" | "onWorkStart" => self.is_classic(),
            "setSoftphonePanelVisibility" | "setSoftphonePanelWidth" => matches!(self, Self::Classic),
            name => !of_opencti.contains(&name) && !self.is_console(),
        }
    }

    fn spelled(&self, name: &str, arguments: Value) -> Call {
        let (name, arguments) = match name {
            _ if !self.is_classic() => (name, arguments),
            "screenPop" => (name, json!(["/0035g00000AbCdEFGH", false])),
            "searchAndScreenPop" => (name, json!(["+1 (213) 555-0100", "a=b", "inbound"])),
            "saveLog" => (name, json!(["Task", "Subject=Anruf%20%E2%98%8E&CallDurationInSeconds=42"])),
            "setSoftphonePanelHeight" => ("cti.setSoftphoneHeight", json!([570])),
            "setSoftphonePanelWidth" => ("cti.setSoftphoneWidth", json!([330])),
            _ => (name, arguments),
        };
        Call { name: name.to_owned(), arguments }
    }

    fn has_no_codes(&self) -> bool {
        self.is_classic()
    }
}

pub fn answers(value: Value) {
    will(&json!({"kind": "Answers", "value": value}).to_string());
}

/// The names of the last calls, oldest first.
pub fn last_calls(salesforce: &Salesforce, count: usize) -> Vec<String> {
    let calls = salesforce.calls();
    calls[calls.len() - count..].iter().map(|call| format!("{} {}", call.name, call.arguments)).collect()
}
