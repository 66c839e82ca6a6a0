//! What only the real phone can get wrong in a command: what Streams and TaskJS do with it.

use cti_ports::{Connect, PortError, Softphone, TIME_LIMIT_MS};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::world::{QUEUE, TASK_JS, World, ccp, evaluate, offer_library, pass_limit, until, will};

fn call(id: &str, state: &str) -> Value {
    json!([{ "contactId": id, "state": state }])
}

/// Who still listens whether the microphone is muted.
fn mute_listeners() -> Option<f64> {
    evaluate("connect.core.getEventBus().subMap.getSubscriptions('agent::mute_toggle').length").as_f64()
}

#[wasm_bindgen_test]
async fn nobody_listens_on_once_the_microphone_is_muted_or_will_not_be() {
    let world = World::up(call("c", "connected")).await;
    let before = mute_listeners();
    assert_eq!(world.phone.mute(true).await, Ok(()));
    will(r#"{"kind":"Silent"}"#);
    let unmuted = world.phone.mute(false);
    pass_limit();
    assert!(matches!(unmuted.await, Err(PortError::TimedOut { call: "mute", .. })));
    evaluate("connect.Agent.prototype.mute = () => { throw 'broken' }");
    assert_eq!(world.phone.mute(true).await.unwrap_err().to_string(), "error: broken");
    assert_eq!(mute_listeners(), before);
    assert!(before.is_some());
}

#[wasm_bindgen_test]
async fn whatever_is_thrown_is_a_refusal_within_milliseconds() {
    let world = World::up(call("c", "connected")).await;
    let now = || evaluate("performance.now()").as_f64().unwrap();
    for (thrown, expected) in [
        (
            "Object.assign(globalThis.round = { message: 'round' }, { self: globalThis.round })",
            "error: round",
        ),
        ("{ get message() { throw this }, get code() { throw this }, toJSON() { throw this } }", "error: "),
        (
            "new Proxy({}, { get() { throw 'no' }, has() { throw 'no' }, ownKeys() { throw 'no' } })",
            "error: ",
        ),
        ("{ message: 'x'.repeat(10_000_000) }", "error: xxxxx"),
        ("'x'.repeat(10_000_000)", "error: xxxxx"),
        ("Symbol('s')", "error: "),
        ("10n", "error: "),
        ("undefined", "error: "),
    ] {
        evaluate(&format!(
            "globalThis.thrown = {thrown}; connect.Agent.prototype.mute = () => {{ throw globalThis.thrown }}"
        ));
        let mut quickest = f64::INFINITY;
        for _ in 0..5 {
            let begun = now();
            let error = world.phone.mute(true).await.unwrap_err().to_string();
            quickest = quickest.min(now() - begun);
            assert!(error.starts_with(expected) && error.len() < 1_000, "{thrown}: {error}");
        }
        assert!(quickest <= 5.0, "{thrown} took {quickest} ms");
    }
}

#[wasm_bindgen_test]
async fn a_call_on_a_desk_phone_has_no_microphone_here() {
    let world = World::start(json!({ "softphone": false, "contacts": call("c", "connected") })).await;
    world.hears_contacts().await;
    let answer = world.phone.mute(true).await;
    assert!(
        matches!(answer, Err(PortError::Rejected { ref code, .. }) if code == "noSoftphoneCall"),
        "{answer:?}"
    );
    assert_eq!(ccp()["calls"], json!([]));
}

#[wasm_bindgen_test]
async fn a_change_of_the_phone_keeps_the_rest_of_the_configuration() {
    let world = World::up(json!([])).await;
    let reloads = || ccp()["reloads"].as_u64();
    let before = reloads();
    let extension = "+12135550100".to_owned();
    assert_eq!(world.phone.set_softphone(Softphone::Deskphone { extension }).await, Ok(()));
    let sent = &ccp()["calls"][0]["params"]["configuration"];
    assert_eq!((&sent["softphoneEnabled"], &sent["extension"]), (&json!(false), &json!("+12135550100")));
    assert_eq!((&sent["username"], &sent["agentPreferences"]["LANGUAGE"]), (&json!("ada"), &json!("en_US")));
    until(|| (reloads() > before).then_some(())).await.unwrap();
    let kept = evaluate("connect.core.getAgentDataProvider().getAgentData().configuration.softphoneEnabled");
    assert_eq!(kept.as_bool(), Some(true), "Connect tells what came of it");
}

#[wasm_bindgen_test]
async fn a_language_that_streams_does_not_know_is_a_readable_refusal() {
    let world = World::up(json!([])).await;
    evaluate("new connect.Agent().getConfiguration().agentPreferences.LANGUAGE = 'tlh'");
    let answer = world.phone.set_softphone(Softphone::On).await;
    assert_eq!(answer.unwrap_err().to_string(), "error: InvalidLocale");
    assert_eq!(ccp()["calls"], json!([]));
}

#[wasm_bindgen_test]
async fn quick_connects_of_all_pages_are_one_list() {
    let world = World::up(json!([])).await;
    let page = |name: &str, next: &str| {
        let endpoint = json!({ "endpointARN": name, "type": "phone_number", "name": name });
        json!({ "kind": "Answers", "data": { "endpoints": [endpoint], "nextToken": next } }).to_string()
    };
    will(&page("First", "2"));
    will(&page("Second", ""));
    let endpoints = world.phone.endpoints(None).await.unwrap();
    let names: Vec<&str> = endpoints.iter().filter_map(|endpoint| endpoint["name"].as_str()).collect();
    assert_eq!(names, ["First", "Second"]);
    assert_eq!(ccp()["calls"][0]["params"]["queueARNs"], json!([QUEUE]));
}

#[wasm_bindgen_test]
async fn a_list_that_is_none_ends_as_a_failure() {
    let world = World::up(json!([])).await;
    evaluate("connect.Agent.prototype.getEndpoints = (_, { success }) => success({ endpoints: 'many' })");
    let answer = world.phone.endpoints(None).await;
    assert!(matches!(answer, Err(PortError::Malformed { call: "endpoints", .. })), "{answer:?}");
    evaluate("connect.Agent.prototype.getEndpoints = (_, { success }) => success(null)");
    let answer = world.phone.endpoints(None).await;
    assert!(matches!(answer, Err(PortError::Malformed { call: "endpoints", .. })), "{answer:?}");
}

fn task() -> Value {
    json!({ "name": "Call back", "endpoint": "Second level", "scheduledTime": 1_800_000_000 })
}

#[wasm_bindgen_test]
async fn a_task_has_its_library_loaded() {
    let world = World::up(json!([])).await;
    offer_library("task", TASK_JS);
    will(r#"{"kind":"Answers"}"#);
    will(r#"{"kind":"Answers","data":{"contactId":"t"}}"#);
    assert_eq!(world.phone.create_task(task()).await, Ok(json!({ "contactId": "t" })));
    let asked = &ccp()["calls"][1]["params"];
    assert_eq!(asked["scheduledTime"], 1_800_000_000);
    assert!(asked["idempotencyToken"].is_string());
}

#[wasm_bindgen_test]
async fn a_task_that_is_asked_for_again_has_the_token_it_had() {
    let world = World::up(json!([])).await;
    offer_library("task", TASK_JS);
    let mut task = task();
    task["idempotencyToken"] = json!("6c62272e-07bb-8142-a2b8-21756295c58d");
    for at in [1, 3] {
        will(r#"{"kind":"Answers"}"#);
        will(r#"{"kind":"Answers","data":{"contactId":"t"}}"#);
        assert_eq!(world.phone.create_task(task.clone()).await, Ok(json!({ "contactId": "t" })));
        assert_eq!(ccp()["calls"][at]["params"]["idempotencyToken"], task["idempotencyToken"]);
    }
}

#[wasm_bindgen_test]
async fn a_task_without_its_library_is_given_up() {
    let world = World::up(json!([])).await;
    let created = world.phone.create_task(task());
    pass_limit();
    let answer = created.await;
    assert!(
        matches!(answer, Err(PortError::TimedOut { call: "create_task", limit_ms: TIME_LIMIT_MS })),
        "{answer:?}"
    );
    evaluate("globalThis.ctiLibrary = () => Promise.reject(new Error('not there'))");
    assert_eq!(world.phone.create_task(task()).await.unwrap_err().to_string(), "Error: not there");
    evaluate("delete globalThis.ctiLibrary");
    assert!(matches!(world.phone.create_task(task()).await, Err(PortError::Rejected { .. })));
    assert_eq!(ccp()["calls"], json!([]));
}

#[wasm_bindgen_test]
async fn a_task_is_ended_without_its_library() {
    let task = json!([{ "contactId": "t", "type": "task", "state": "connected" }]);
    let world = World::up(task).await;
    assert_eq!(world.phone.hang_up("t").await, Ok(()));
    assert_eq!(ccp()["calls"][0]["params"], json!({ "contactId": "t", "connectionId": "t-a" }));
}

#[wasm_bindgen_test]
async fn a_contact_that_goes_while_it_is_asked_about_throws_nothing() {
    let world = World::up(call("c", "connected")).await;
    will(r#"{"kind":"Answers"}"#);
    will(r#"{"kind":"Refuses","code":"ContactNotFoundException","message":"gone"}"#);
    let added = world.phone.add_connection("c", "Second level");
    world.change(json!([]));
    world.hears_contacts().await;
    assert_eq!(added.await.unwrap_err().to_string(), "ContactNotFoundException: gone");
    let answer = world.phone.hang_up("c").await;
    assert!(matches!(answer, Err(PortError::Rejected { ref code, .. }) if code == "noContact"), "{answer:?}");
}

#[wasm_bindgen_test]
async fn all_pages_hear_of_an_accepted_contact() {
    let world = World::up(call("c", "connecting")).await;
    evaluate("globalThis.accepted = 0");
    evaluate("new connect.Contact('c').onAccepted(() => { accepted += 1 })");
    assert_eq!(world.phone.accept("c").await, Ok(()));
    until(|| (evaluate("accepted").as_f64() == Some(1.0)).then_some(())).await.unwrap();
}

#[wasm_bindgen_test]
async fn the_log_has_what_was_said_before_it_was_turned_over() {
    let world = World::up(json!([])).await;
    evaluate("connect.getLog()._rolledLogs = connect.getLog()._logs; connect.getLog()._logs = []");
    evaluate("connect.getLog().warn('a line of now')");
    let text = world.phone.log_text().await.unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() > 2, "{text}");
    assert!(lines.last().unwrap().ends_with("a line of now"), "{text}");
    evaluate("connect.getLog = () => { throw new Error('no log') }");
    assert_eq!(world.phone.log_text().await.unwrap_err().to_string(), "Error: no log");
}

#[wasm_bindgen_test]
async fn a_state_is_told_with_its_beginning() {
    let world = World::up(json!([])).await;
    assert_eq!(
        world.phone.agent_state().await,
        Ok(
            json!({ "name": "Available", "type": "routable", "agentStateARN": "arn:state", "startTimestamp": 5_000.0 })
        )
    );
}
