//! The line between the server and one CCP page: a websocket, on which both speak JSON.
//!
//! To the page: `hello` (all it needs to start), `update` + `face`, `post` (hand on to the softphone),
//! `reply` (the answer to its own request), `session`. `except` names a page that is not meant.
//! From the page: `request`, `master`, `broadcast`, `notice`; `hand` is what the agent clicked in the page.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::sleep;

use super::{Failure, SessionChange, Site};
use crate::fault::{Fault, Mode};
use crate::journal::Side;

/// Broadcasts that no other page needs: the library's own chatter.
const NOISE: [&str; 5] = ["log", "server_bound_internal_log", "client_metric", "api_metric", "iframe_style"];

/// Broadcasts by which the softphone asks for something, so that they belong into the journal.
const WISHES: [&str; 6] = [
    "mute",
    "contact::view",
    "configuration::set_speaker_device",
    "configuration::set_microphone_device",
    "configuration::set_ringer_device",
    "taskList::activate_channel_with_view_type",
];

/// Serves one page until it goes away.
pub(super) async fn serve(site: Site, tab: String, mut socket: WebSocket) {
    // Listen before asking for the state, so that nothing falls between.
    let mut pushes = site.shared.listen_connect(site.region);
    let (reply, mut replies) = unbounded_channel::<Arc<str>>();
    let hello = site.shared.with(|world| {
        let resilience = world.resilience(site.region);
        let mut hello = world.at(site.region).open_tab(&tab);
        if let Some(told) = hello.get_mut("hello").and_then(Value::as_object_mut) {
            told.insert("resilience".to_owned(), json!(resilience));
        }
        hello
    });
    let _ = reply.send(hello.to_string().into());
    loop {
        let text = tokio::select! {
            // A page that lags too far behind is cut off: it comes back and gets the whole state.
            pushed = pushes.recv() => match pushed { Ok(text) => text, Err(_) => break },
            Some(text) = replies.recv() => text,
            heard = socket.recv() => match heard {
                Some(Ok(Message::Text(text))) => {
                    hear(&site, &tab, text.as_str(), &reply);
                    continue;
                }
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => break,
            },
        };
        if socket.send(Message::text(text.as_ref())).await.is_err() {
            break;
        }
    }
    site.with(|instance| instance.close_tab(&tab));
}

fn hear(site: &Site, tab: &str, text: &str, reply: &UnboundedSender<Arc<str>>) {
    let Ok(Value::Object(message)) = serde_json::from_str(text) else { return };
    let Some((kind, body)) = message.into_iter().next() else { return };
    if site.with(|instance| instance.session.is_silent()) {
        return;
    }
    match kind.as_str() {
        "request" if !site.with(|instance| instance.session.is_good()) => {
            let refused = json!({ "post": { "event": "auth_fail", "data": { "authorize": true } } });
            let _ = reply.send(refused.to_string().into());
        }
        "request" => {
            tokio::spawn(answer(site.clone(), body, reply.clone()));
        }
        "master" => {
            let response = site.with(|instance| instance.master_request(tab, &body));
            let post = json!({ "post": { "event": "master_response", "data": response } });
            let _ = reply.send(post.to_string().into());
        }
        "broadcast" => broadcast(site, &body),
        "notice" => notice(site, &body),
        "hand" => by_hand(site, &body),
        _ => {}
    }
}

fn event_of(body: &Value) -> (&str, &Value) {
    let event = body.get("event").and_then(Value::as_str).unwrap_or_default();
    (event, body.get("data").unwrap_or(&Value::Null))
}

fn broadcast(site: &Site, body: &Value) {
    let (event, data) = event_of(body);
    if NOISE.contains(&event) {
        return;
    }
    site.shared.with(|world| {
        if WISHES.contains(&event) {
            let entry = world.journal.open(Side::Connect, event, data.clone());
            world.journal.close(entry, json!({}));
        }
        world.at(site.region).broadcast(event, data);
    });
}

fn notice(site: &Site, body: &Value) {
    let (event, data) = event_of(body);
    site.shared.with(|world| match event {
        "terminate" => {
            let entry = world.journal.open(Side::Connect, event, data.clone());
            world.journal.close(entry, json!({}));
            world.at(site.region).change_session(SessionChange::Logout);
        }
        "reload_agent_configuration" => world.at(site.region).refresh(),
        // Said to both regions; the one in charge acts on it.
        "globalResiliency::force_failover" if site.region == world.active => world.fail_over(),
        _ => world.at(site.region).heard(event, data),
    });
}

/// The agent's own clicks that are no API calls; the softphone did not ask for them.
fn by_hand(site: &Site, body: &Value) {
    let (event, data) = event_of(body);
    site.with(|instance| match event {
        // The CCP is built on Streams itself: its button says to all pages what it wants, like everybody else's.
        "mute" => instance.broadcast("mute", &json!({ "mute": data.as_bool().unwrap_or(true) })),
        "view" => instance.broadcast("contact::view", data),
        "say" => {
            let text = |key: &str| data.get(key).and_then(Value::as_str).unwrap_or_default();
            // The chat may have ended under the agent's fingers; then there is nobody to tell.
            let _ = instance.agent_says(text("contactId"), "text/plain", text("content"));
        }
        "signOut" => instance.change_session(SessionChange::Logout),
        _ => {}
    });
}

/// Performs an `api_request` and answers the page that asked, unless a planted fault says otherwise.
async fn answer(site: Site, body: Value, reply: UnboundedSender<Arc<str>>) {
    let text = |key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default();
    let (id, method) = (text("requestId").to_owned(), text("method").to_owned());
    let params = body.get("params").cloned().unwrap_or_else(|| json!({}));
    // The agent's clicks in the CCP itself are nothing that the softphone asked for.
    let by_hand = text("by") == "ccp";
    let (entry, fault) = site.shared.with(|world| match by_hand {
        true => (None, None),
        false => (
            Some(world.journal.open(Side::Connect, &method, params.clone())),
            world.faults.take(Side::Connect, &method),
        ),
    });
    let copies = match fault.as_ref().map(|fault| fault.mode) {
        Some(Mode::Drop) => return,
        Some(Mode::AuthFail) => {
            site.with(|instance| instance.change_session(SessionChange::ExpireToken));
            return;
        }
        Some(Mode::Duplicate) => 2,
        _ => 1,
    };
    if let Some(Fault { mode: Mode::Delay, ms, .. }) = fault {
        sleep(Duration::from_millis(ms)).await;
    }
    let planted = fault.filter(|fault| fault.mode == Mode::Error);
    let result = site.shared.with(|world| {
        let instance = world.at(site.region);
        let delay = if by_hand { 0 } else { instance.options.snapshot_delay_ms };
        let result = match planted {
            Some(fault) => Err(Failure::planted(fault.error.as_ref())),
            None => instance.call(&method, &params, delay),
        };
        let contact_id = params.get("contactId").and_then(Value::as_str).unwrap_or_default();
        match method.as_str() {
            "acceptContact" if by_hand && result.is_ok() => instance.accepted(contact_id, 0),
            "createAdditionalConnection" if result.is_ok() => world.called_in(site.region, contact_id),
            _ => {}
        }
        if let Some(entry) = entry {
            let noted =
                result.as_ref().map_or_else(|failure| json!({ "error": failure.to_value() }), Value::clone);
            world.journal.close(entry, noted);
        }
        result
    });
    let response: Arc<str> = json!({ "reply": response(&id, result) }).to_string().into();
    for _ in 0..copies {
        let _ = reply.send(response.clone());
    }
}

/// A failure travels as JSON text within the JSON.
fn response(id: &str, result: Result<Value, Failure>) -> Value {
    let (data, err) = match result {
        Ok(data) => (data, Value::Null),
        Err(failure) => (Value::Null, failure.to_value().to_string().into()),
    };
    json!({ "event": "api_response", "requestId": id, "data": data, "err": err })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::world::{Origins, Region, Sandbox};

    /// Plants a fault, rings, accepts: the answers, and what the journal says of the request.
    async fn accept_under(fault: Value) -> (Vec<Value>, Value) {
        let origins = Origins::on([0; 4]);
        let (shared, _deliveries) = Sandbox::new(origins, "dist".into());
        let id = shared.with(|world| {
            world.faults.add(fault).unwrap();
            world.instance.arrive(serde_json::from_value(json!({ "channel": "voice" })).unwrap()).unwrap()
        });
        let request = json!({ "requestId": "r", "method": "acceptContact", "params": { "contactId": id } });
        let (reply, mut replies) = unbounded_channel();
        answer(Site { shared: shared.clone(), region: Region::Home }, request, reply).await;
        let mut answers = Vec::new();
        while let Ok(text) = replies.try_recv() {
            let message: Value = serde_json::from_str(&text).unwrap();
            answers.push(message["reply"].clone());
        }
        (answers, shared.with(|world| world.journal.entries()[0].reply.clone()))
    }

    #[tokio::test]
    async fn without_a_fault_one_answer() {
        let (answers, noted) = accept_under(json!([])).await;
        let right = json!({ "event": "api_response", "requestId": "r", "data": {}, "err": null });
        assert_eq!((answers, noted), (vec![right], json!({})));
    }

    #[tokio::test]
    async fn a_dropped_request_is_never_answered() {
        let fault = json!({ "side": "connect", "method": "acceptContact", "mode": "drop" });
        assert_eq!(accept_under(fault).await, (vec![], Value::Null));
    }

    #[tokio::test]
    async fn an_error_travels_as_text() {
        let error = json!({ "type": "InvalidStateException", "message": "no" });
        let fault = json!({ "side": "connect", "method": "*", "mode": "error", "error": error });
        let (answers, noted) = accept_under(fault).await;
        let err: Value = serde_json::from_str(answers[0]["err"].as_str().unwrap()).unwrap();
        assert_eq!((&err["type"], &err["message"]), (&json!("InvalidStateException"), &json!("no")));
        assert_eq!(noted["error"]["type"], "InvalidStateException");
    }

    #[tokio::test]
    async fn a_duplicate_is_performed_once_and_answered_twice() {
        let fault = json!({ "side": "connect", "method": "*", "mode": "duplicate" });
        let (answers, noted) = accept_under(fault).await;
        assert_eq!((answers.len(), &answers[0]), (2, &answers[1]));
        assert_eq!(noted, json!({}));
    }
}
