//! What the browser allows this page and the frames in it: microphone, notifications, the local network.

use std::future::Future;
use std::pin::Pin;

use cti_ports::{TIME_LIMIT_MS, within};
use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::session::health::{Facts, Permission};

#[wasm_bindgen]
extern "C" {
    type Permissions;
    #[wasm_bindgen(method, catch)]
    fn query(this: &Permissions, what: &Object) -> Result<Promise, JsValue>;

    type MediaDevices;
    #[wasm_bindgen(method, js_name = enumerateDevices, catch)]
    fn enumerate(this: &MediaDevices) -> Result<Promise, JsValue>;
}

/// Its names, the newest first.
const LOCAL_NETWORK: [&str; 2] = ["local-network", "local-network-access"];

/// Nothing is known where the browser does not answer in time.
pub fn probe() -> Pin<Box<dyn Future<Output = Facts>>> {
    Box::pin(async {
        let limit = TimeoutFuture::new(TIME_LIMIT_MS);
        within("probe", TIME_LIMIT_MS, limit, async { Ok(facts().await) }).await.unwrap_or_default()
    })
}

async fn facts() -> Facts {
    let mut local_network = Permission::Unknown;
    for name in LOCAL_NETWORK {
        if local_network == Permission::Unknown {
            local_network = permission(name).await;
            // A frame that is not passed the feature is told the same, whatever the person has chosen.
            if local_network == Permission::Denied && passes_on(name) == Some(false) {
                local_network = Permission::Unknown;
            }
        }
    }
    Facts {
        microphone: permission("microphone").await,
        notifications: permission("notifications").await,
        local_network,
        microphones: microphones().await,
        microphone_kept: passes_on("microphone") == Some(false),
    }
}

async fn permission(name: &str) -> Permission {
    let state = state_of(name).await.and_then(|state| state.as_string());
    match state.as_deref() {
        Some("granted") => Permission::Granted,
        Some("prompt") => Permission::Prompt,
        Some("denied") => Permission::Denied,
        _ => Permission::Unknown,
    }
}

async fn state_of(name: &str) -> Option<JsValue> {
    let permissions: Permissions = navigator("permissions")?.unchecked_into();
    let what = Object::new();
    Reflect::set(&what, &"name".into(), &name.into()).ok()?;
    let status = JsFuture::from(permissions.query(&what).ok()?).await.ok()?;
    Reflect::get(&status, &"state".into()).ok()
}

/// Whether the pages around this one let it have what the user may allow; Chromium says.
fn passes_on(feature: &str) -> Option<bool> {
    let document: JsValue = web_sys::window()?.document()?.into();
    let policy = Reflect::get(&document, &"featurePolicy".into()).ok()?;
    let allows: Function = Reflect::get(&policy, &"allowsFeature".into()).ok()?.dyn_into().ok()?;
    allows.call1(&policy, &feature.into()).ok()?.as_bool()
}

async fn microphones() -> Option<u32> {
    let devices: MediaDevices = navigator("mediaDevices")?.unchecked_into();
    let all = JsFuture::from(devices.enumerate().ok()?).await.ok()?;
    let is_microphone = |device: &JsValue| {
        Reflect::get(device, &"kind".into())
            .is_ok_and(|kind| kind.as_string().as_deref() == Some("audioinput"))
    };
    u32::try_from(Array::from(&all).iter().filter(is_microphone).count()).ok()
}

fn navigator(member: &str) -> Option<JsValue> {
    let member = Reflect::get(&web_sys::window()?.navigator(), &member.into()).ok()?;
    member.is_object().then_some(member)
}
