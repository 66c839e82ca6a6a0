//! The key that tells a write from the same write sent again.
//!
//! We send nothing again. But where the browser keeps no claims, a reload may run a flow a second time, and what
//! carries a request may repeat it. A key that both have in common lets the other side take them for one.

use std::rc::Rc;

use cti_core::Millis;
use cti_core::event::{Event, Recurrence};
use cti_flow::Performed;
use cti_flow::effect::{Connect, Effect, HttpRequest, TaskRequest};

/// The header of the IETF's draft `httpapi-idempotency-key-header`.
const HEADER: &str = "Idempotency-Key";

/// One agent's run of one flow for one event. Where nothing tells the event from others like it, each run is
/// another.
pub(super) fn run_id(event: &Event, flow: &str, agent: &str, started: Millis) -> String {
    let key = event.key(flow);
    match event.recurrence {
        Recurrence::SeenByAll => [agent, "/", &key, "@", &started.to_string()].concat(),
        _ => [agent, "/", &key].concat(),
    }
}

/// The last of these effects, with a key in it where the other side has a place for one.
pub(super) fn keyed(run: &str, effects: &[Performed], effect: &Rc<Effect>) -> Rc<Effect> {
    let key = || {
        let block = effects.last().map(|performed| &*performed.block).unwrap_or_default();
        uuid([run, "/", block, "/", &effects.len().to_string()].concat().as_bytes())
    };
    match &**effect {
        Effect::Connect(Connect::CreateTask(task)) => {
            let task = TaskRequest { idempotency_token: Some(key()), ..task.clone() };
            Rc::new(Connect::CreateTask(task).into())
        }
        Effect::Http(request) => match with_header(request, key) {
            Some(request) => Rc::new(Effect::Http(request)),
            None => Rc::clone(effect),
        },
        _ => Rc::clone(effect),
    }
}

/// Only where the flow has left the header empty: a server that does not expect it would refuse the request.
fn with_header(request: &HttpRequest, key: impl Fn() -> String) -> Option<HttpRequest> {
    let is_empty = |(name, value): (&String, &serde_json::Value)| {
        (name.eq_ignore_ascii_case(HEADER) && value.as_str() == Some("")).then(|| name.clone())
    };
    let name = request.headers.iter().find_map(is_empty)?;
    let mut request = request.clone();
    request.headers.insert(name, key().into());
    Some(request)
}

/// The FNV-1a hash in the shape of a UUID, version 8 (RFC 9562): 128 bits that say nothing about what they are of.
fn uuid(bytes: &[u8]) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash = bytes.iter().fold(OFFSET, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME));
    let [time, middle, version, variant] =
        [hash >> 96, hash >> 80, hash >> 64, hash >> 48].map(|bits| bits as u32);
    let (version, variant) = (version & 0xfff | 0x8000, variant & 0x3fff | 0x8000);
    let node = (hash as u64) & 0xffff_ffff_ffff;
    format!("{time:08x}-{:04x}-{version:04x}-{variant:04x}-{node:012x}", middle & 0xffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cti_core::ContactState;
    use cti_core::settings::FlowRecord;
    use cti_ports::fake::Behaviour;
    use serde_json::{Value, json};

    use super::super::journal::tests::SharedClaims;
    use super::super::tests::{Tab, flow, settle};

    #[test]
    fn a_key_has_the_shape_that_services_expect() {
        assert_eq!(uuid(b""), "6c62272e-07bb-8142-a2b8-21756295c58d");
        assert_eq!(uuid(b"a"), "d228cb69-6f1a-8caf-b891-2b704e4a8964");
    }

    /// A flow that creates two tasks by one block and one by another, and asks two servers.
    fn writes(source: &str, event: &str) -> FlowRecord {
        let task =
            |next: &str| json!({"success": next, "failure": next, "done": next, "true": next, "false": "6"});
        let request = |headers: Value| json!({"url": "https://api.example/orders", "method": "POST", "body": "x", "headers": headers});
        let body = json!({"actions": [
            {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
            {"id": "1", "type": "SE_AgentCreateTask", "ports": task("2"),
             "controls": {"name": "Call back", "endpoint": "Second level"}},
            {"id": "2", "type": "SE_AgentCreateTask", "ports": task("3"),
             "controls": {"name": "Call back", "endpoint": "Second level"}},
            {"id": "3", "type": "SE_CoreHttpRequest", "ports": task("4"),
             "controls": request(json!({"idempotency-key": "", "X-Own": "1"}))},
            {"id": "4", "type": "SE_CoreHttpRequest", "ports": task("5"), "controls": request(json!({"X-Own": "1"}))},
            {"id": "5", "type": "SE_CoreHttpRequest",
             "controls": request(json!({"Idempotency-Key": "the flow's own"}))},
        ]});
        FlowRecord { body: body.to_string(), ..flow("writes", source, event, "") }
    }

    /// The keys that the two sides were sent; nothing for a request without one.
    fn keys(tab: &Tab) -> (Vec<String>, Vec<Option<String>>) {
        settle();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let tasks = tab.connect.side.calls().into_iter().filter(|call| call.name == "createTaskContact");
        let tasks = tasks.filter_map(|call| text(&call.arguments["idempotencyToken"]));
        let header = |arguments: &Value| {
            let headers = arguments["headers"].as_object()?;
            headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(HEADER)).and_then(|(_, key)| text(key))
        };
        let requests = tab.http.side.calls().into_iter().map(|call| header(&call.arguments));
        (tasks.collect(), requests.collect())
    }

    fn open(flows: Vec<FlowRecord>) -> Tab {
        // A browser that keeps nothing: each of these tabs is a reload that runs everything again.
        let claims: Rc<dyn super::super::journal::Claims> = Rc::new(SharedClaims::denied());
        let tab = Tab::open(&claims);
        (0..4).for_each(|_| tab.connect.side.will(Behaviour::Answers(json!({"contactId": "t"}))));
        let answer = json!({"status": 200, "statusText": "OK", "headers": {}, "data": null});
        (0..6).for_each(|_| tab.http.side.will(Behaviour::Answers(answer.clone())));
        tab.load(flows);
        tab.session.on_lead(true);
        tab
    }

    fn rings(contact: &str) -> (Vec<String>, Vec<Option<String>>) {
        let tab = open(vec![writes("voiceContact", "onConnecting")]);
        tab.sees(&[(contact, ContactState::Connecting)]);
        keys(&tab)
    }

    #[test]
    fn a_run_again_sends_the_keys_that_it_sent_before_and_another_sends_others() {
        let (tasks, requests) = rings("a");
        assert_eq!((tasks.len(), requests.len()), (2, 3));
        assert_ne!(tasks[0], tasks[1], "two blocks write two things");
        assert!(requests[0].is_some() && !tasks.contains(requests[0].as_ref().unwrap()));
        assert_eq!(requests[1], None, "a server that does not know the header is not sent it");
        assert_eq!(requests[2].as_deref(), Some("the flow's own"));
        assert_eq!(rings("a"), (tasks.clone(), requests));
        let (others, _) = rings("b");
        assert!(others.iter().all(|key| !tasks.contains(key)));
    }

    #[test]
    fn two_visits_to_one_block_are_two_writes() {
        let body = json!({"actions": [
            {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
            {"id": "1", "type": "SE_AgentCreateTask", "ports": {"success": "1", "failure": "2"},
             "controls": {"name": "Call back", "endpoint": "Second level"}},
            {"id": "2", "type": "SE_End"},
        ]});
        let tab = open(vec![FlowRecord { body: body.to_string(), ..writes("voiceContact", "onConnecting") }]);
        tab.sees(&[("a", ContactState::Connecting)]);
        let (tasks, _) = keys(&tab);
        let different: std::collections::BTreeSet<_> = tasks.iter().collect();
        assert!(tasks.len() > 1 && different.len() == tasks.len(), "{tasks:?}");
    }

    #[test]
    fn what_every_tab_hears_without_a_name_is_another_run_each_time() {
        let event = |recurrence| Event {
            source: cti_core::Source::SalesforceUi,
            name: "onNavigationChange",
            recurrence,
            occurrence: "all".to_owned(),
            contact: None,
            payload: Value::Null,
        };
        let id = |recurrence, started| run_id(&event(recurrence), "f", "ada", started);
        assert_ne!(id(Recurrence::SeenByAll, 1.0), id(Recurrence::SeenByAll, 2.0));
        assert_eq!(id(Recurrence::OncePerContact, 1.0), id(Recurrence::OncePerContact, 2.0));
        assert_ne!(
            run_id(&event(Recurrence::OncePerContact), "f", "ada", 1.0),
            run_id(&event(Recurrence::OncePerContact), "f", "bob", 1.0),
            "a supervisor sees the same contact"
        );
    }
}
