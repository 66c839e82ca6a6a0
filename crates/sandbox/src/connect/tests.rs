//! What happens to contacts and agent, step by step, as the pages are told.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::directory::Endpoint;
use super::{Instance, NewContact, Outgoing, SessionChange};

const NOW: f64 = 1_767_607_200_000.0;

/// An instance with one contact, of which every published snapshot becomes a line.
struct Story {
    instance: Instance,
    id: String,
    lines: Vec<String>,
}

impl Story {
    fn of(contact: Value) -> Self {
        let mut instance = Instance::seeded(7, NOW);
        let new: NewContact = serde_json::from_value(contact).unwrap();
        let id = instance.arrive(new).unwrap();
        let mut story = Self { instance, id, lines: Vec::new() };
        story.note("arrives");
        story
    }

    fn note(&mut self, what: &str) {
        for outgoing in self.instance.take_outgoing() {
            if let Outgoing::Message { message, .. } = outgoing
                && let Some(update) = message.get("update")
            {
                self.lines.push(format!("{what}: {}", line(update)));
            }
        }
    }

    fn step(mut self, step: &str) -> Self {
        self.instance.set_now(self.instance.now + 1000.0);
        let id = self.id.clone();
        if let Err(problem) = self.instance.step(&id, step, &json!({ "text": "hi", "phone": "+12065550140" }))
        {
            self.lines.push(format!("{step}: refused, {problem}"));
        }
        self.note(step);
        self
    }

    fn wait(mut self, ms: f64) -> Self {
        self.instance.set_now(self.instance.now + ms);
        self.instance.tick();
        self.note("later");
        self
    }

    fn choose(mut self, state: &str) -> Self {
        if let Err(failure) = self.instance.choose_by_name(state) {
            self.lines.push(format!("{state}: refused, {}", failure.message));
        }
        self.note(state);
        self
    }

    fn call(mut self, method: &str, params: Value) -> Self {
        let mut params = params;
        params["contactId"] = json!(self.id);
        let legs = self.instance.contact(&self.id).map(|contact| contact.legs.clone()).unwrap_or_default();
        if let Some(place) = params["leg"].as_u64() {
            params["connectionId"] = json!(legs[usize::try_from(place).unwrap()].id);
        }
        match self.instance.call(method, &params, 50) {
            Ok(answer) => self.lines.push(format!("{method} -> {answer}")),
            Err(failure) => self.lines.push(format!("{method} -> {}: {}", failure.kind, failure.message)),
        }
        self.note(method);
        self
    }

    fn check(self, expected: Expect) {
        expected.assert_eq(&self.lines.join("\n"));
    }
}

/// Agent state, next state, and each contact with its legs.
fn line(update: &Value) -> String {
    let snapshot = &update["snapshot"];
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let mut parts =
        vec![format!("{}/{}", text(&snapshot["state"]["name"]), text(&snapshot["state"]["type"]))];
    if let Some(next) = snapshot["nextState"]["name"].as_str() {
        parts.push(format!("next {next}"));
    }
    for contact in snapshot["contacts"].as_array().unwrap() {
        let legs = contact["connections"].as_array().unwrap().iter();
        let legs: Vec<_> =
            legs.map(|leg| format!("{} {}", text(&leg["type"]), text(&leg["state"]["type"]))).collect();
        parts.push(format!(
            "{} {} [{}]",
            text(&contact["type"]),
            text(&contact["state"]["type"]),
            legs.join(", ")
        ));
    }
    parts.join(" | ")
}

fn voice() -> Value {
    json!({ "channel": "voice", "phone": "+12135550100" })
}

#[test]
fn an_inbound_call_from_ring_to_clear() {
    Story::of(voice()).step("accept").step("hold").step("resume").step("hangup").step("clear").check(
        expect![[r#"
            arrives: PendingBusy/system | voice connecting [agent connecting, inbound connected]
            accept: Busy/system | voice connected [agent connected, inbound connected]
            hold: Busy/system | voice connected [agent connected, inbound hold]
            resume: Busy/system | voice connected [agent connected, inbound connected]
            hangup: AfterCallWork/system | voice ended [agent disconnected, inbound disconnected]
            clear: Available/routable"#]],
    );
}

#[test]
fn a_caller_who_gives_up_leaves_the_agent_out_of_routing() {
    Story::of(voice()).step("customerHangup").step("clear").choose("Available").check(expect![[r#"
        arrives: PendingBusy/system | voice connecting [agent connecting, inbound connected]
        customerHangup: PendingBusy/system | voice connecting [agent connecting, inbound disconnected]
        customerHangup: MissedCallAgent/error | voice missed [agent disconnected, inbound disconnected]
        clear: MissedCallAgent/error
        Available: Available/routable"#]]);
}

#[test]
fn choosing_a_state_clears_a_missed_call() {
    Story::of(voice()).step("miss").choose("Lunch").check(expect![[r#"
        arrives: PendingBusy/system | voice connecting [agent connecting, inbound connected]
        miss: MissedCallAgent/error | voice missed [agent disconnected, inbound disconnected]
        Lunch: Lunch/not_routable"#]]);
}

#[test]
fn a_rejected_call_is_missed() {
    Story::of(voice()).step("reject").check(expect![[r#"
        arrives: PendingBusy/system | voice connecting [agent connecting, inbound connected]
        reject: MissedCallAgent/error | voice missed [agent disconnected, inbound disconnected]"#]]);
}

#[test]
fn an_outbound_call_is_answered_by_itself() {
    Story::of(json!({ "channel": "voice", "direction": "outbound" })).wait(1500.0).step("hangup").check(
        expect![[r#"
            arrives: CallingCustomer/system | voice connecting [agent connecting, outbound connecting]
            later: CallingCustomer/system | voice connecting [agent connecting, outbound connected]
            later: Busy/system | voice connected [agent connected, outbound connected]
            hangup: AfterCallWork/system | voice ended [agent disconnected, outbound disconnected]"#]],
    );
}

#[test]
fn an_outbound_call_that_fails() {
    Story::of(json!({ "channel": "voice", "direction": "outbound" })).step("fail").wait(1500.0).check(
        expect![[r#"
            arrives: CallingCustomer/system | voice connecting [agent connecting, outbound connecting]
            fail: FailedConnectCustomer/error | voice error [agent disconnected, outbound disconnected]"#]],
    );
}

#[test]
fn a_queue_callback_becomes_a_call() {
    Story::of(json!({ "channel": "queue_callback" }))
        .step("accept")
        .wait(1500.0)
        .step("customerHangup")
        .check(expect![[r#"
            arrives: Available/routable | queue_callback incoming [agent connecting, inbound connected]
            accept: PendingBusy/system | queue_callback pending [agent connecting, inbound connected]
            accept: CallingCustomer/system | queue_callback connecting [agent connecting, inbound connecting]
            later: CallingCustomer/system | queue_callback connecting [agent connecting, inbound connected]
            later: Busy/system | queue_callback connected [agent connected, inbound connected]
            customerHangup: AfterCallWork/system | queue_callback ended [agent disconnected, inbound disconnected]"#]]);
}

#[test]
fn a_chat_leaves_the_agent_as_it_is() {
    Story::of(json!({ "channel": "chat", "name": "Mia" }))
        .step("accept")
        .step("message")
        .step("customerHangup")
        .step("clear")
        .check(expect![[r#"
            arrives: Available/routable | chat connecting [agent connecting, inbound connected]
            accept: Available/routable | chat connected [agent connected, inbound connected]
            customerHangup: Available/routable | chat ended [agent disconnected, inbound disconnected]
            clear: Available/routable"#]]);
}

#[test]
fn a_task_pauses_and_resumes() {
    Story::of(json!({ "channel": "task", "name": "Write" }))
        .step("accept")
        .step("pause")
        .step("resume")
        .step("hangup")
        .check(expect![[r#"
            arrives: Available/routable | task connecting [agent connecting]
            accept: Available/routable | task connected [agent connected]
            pause: Available/routable | task paused [agent connected]
            resume: Available/routable | task connected [agent connected]
            hangup: Available/routable | task ended [agent disconnected]"#]]);
}

#[test]
fn monitoring_has_one_leg_and_no_effect_on_the_agent() {
    Story::of(json!({ "channel": "voice", "direction": "monitoring" }))
        .call("updateMonitorParticipantState", json!({ "targetMonitorMode": "BARGE" }))
        .step("hangup")
        .check(expect![[r#"
            arrives: Available/routable | voice connected [monitoring connected]
            updateMonitorParticipantState -> {}
            updateMonitorParticipantState: Available/routable | voice connected [monitoring connected]
            hangup: Available/routable | voice ended [monitoring disconnected]"#]]);
}

#[test]
fn a_channel_nobody_knows_yet_is_carried() {
    Story::of(json!({ "channel": "hologram" })).step("accept").check(expect![[r#"
        arrives: Available/routable | hologram connecting [agent connecting, inbound connected]
        accept: Available/routable | hologram connected [agent connected, inbound connected]"#]]);
}

#[test]
fn a_third_party_joins_and_the_agent_leaves_them_alone() {
    Story::of(voice())
        .step("accept")
        .step("transfer")
        .wait(1500.0)
        .call("toggleActiveConnections", json!({}))
        .call("conferenceConnections", json!({}))
        .call(
            "addNewConnection",
            json!({ "endpoint": { "type": "phone_number", "phoneNumber": "+498912345678" } }),
        )
        .step("hangup")
        .check(expect![[r#"
            arrives: PendingBusy/system | voice connecting [agent connecting, inbound connected]
            accept: Busy/system | voice connected [agent connected, inbound connected]
            transfer: Busy/system | voice connected [agent connected, inbound hold, outbound connecting]
            later: Busy/system | voice connected [agent connected, inbound hold, outbound connected]
            toggleActiveConnections -> {}
            toggleActiveConnections: Busy/system | voice connected [agent connected, inbound connected, outbound hold]
            conferenceConnections -> {}
            conferenceConnections: Busy/system | voice connected [agent connected, inbound connected, outbound connected]
            addNewConnection -> {}
            addNewConnection: Busy/system | voice connected [agent connected, inbound hold, outbound hold, outbound connecting]
            hangup: AfterCallWork/system | voice ended [agent disconnected, inbound connected, outbound connected, outbound connecting]"#]]);
}

#[test]
fn the_customer_leaves_a_conference_and_it_goes_on() {
    Story::of(voice())
        .step("accept")
        .step("transfer")
        .wait(1500.0)
        .step("customerHangup")
        .step("leave")
        .check(expect![[r#"
            arrives: PendingBusy/system | voice connecting [agent connecting, inbound connected]
            accept: Busy/system | voice connected [agent connected, inbound connected]
            transfer: Busy/system | voice connected [agent connected, inbound hold, outbound connecting]
            later: Busy/system | voice connected [agent connected, inbound hold, outbound connected]
            customerHangup: Busy/system | voice connected [agent connected, inbound disconnected, outbound connected]
            leave: AfterCallWork/system | voice ended [agent disconnected, inbound disconnected, outbound disconnected]"#]]);
}

#[test]
fn a_state_chosen_during_a_call_is_the_next_one() {
    Story::of(voice()).step("accept").choose("Break").step("hangup").step("clear").check(expect![[r#"
        arrives: PendingBusy/system | voice connecting [agent connecting, inbound connected]
        accept: Busy/system | voice connected [agent connected, inbound connected]
        Break: Busy/system | next Break | voice connected [agent connected, inbound connected]
        hangup: AfterCallWork/system | next Break | voice ended [agent disconnected, inbound disconnected]
        clear: Break/not_routable"#]]);
}

#[test]
fn what_does_not_fit_is_refused() {
    Story::of(voice())
        .call("clearContact", json!({}))
        .call("holdConnection", json!({ "leg": 1 }))
        .call("pauseContact", json!({}))
        .call("completeContact", json!({}))
        .call("putAgentState", json!({ "state": { "name": "Lunch" } }))
        .call(
            "createOutboundContact",
            json!({ "endpoint": { "type": "phone_number", "phoneNumber": "123" } }),
        )
        .call("flyToTheMoon", json!({}))
        .step("resume")
        .step("dance")
        .check(expect![[r#"
            arrives: PendingBusy/system | voice connecting [agent connecting, inbound connected]
            clearContact -> InvalidStateException: cannot clear a contact that is `connecting`
            holdConnection -> InvalidStateException: cannot hold a contact that is `connecting`
            pauseContact -> InvalidContactTypeException: only a task can pause
            completeContact -> InvalidContactTypeException: a live call cannot be completed; hang up first
            putAgentState -> InvalidStateException: the agent handles a call; enqueue the next state instead
            createOutboundContact -> BadEndpointException: `123` is not an E.164 phone number
            flyToTheMoon -> UnknownOperationException: there is no method `flyToTheMoon`
            resume: refused, cannot resume a contact that is `connecting`
            dance: refused, no step `dance`; there are accept, connect, hangup, customerHangup, miss, reject, fail, clear, hold, resume, monitor, barge, pause, mute, unmute, attributes, message, typing, conference, transfer, taskEvent, offer, view, answer, leave, remove"#]]);
}

#[test]
fn an_unknown_contact_is_named() {
    let failure =
        Instance::seeded(1, NOW).call("acceptContact", &json!({ "contactId": "x" }), 0).unwrap_err();
    assert_eq!(
        failure.to_value(),
        json!({
            "type": "ContactNotFoundException", "message": "contact `x` not found", "stack": [],
            "retryStatus": "none", "statusCode": 400,
        })
    );
}

#[test]
fn quick_connects_come_page_by_page() {
    let mut instance = Instance::seeded(1, NOW);
    let mut names = Vec::new();
    let mut token = Value::Null;
    loop {
        let page = instance.call("getEndpoints", &json!({ "maxResults": 2, "nextToken": token }), 0).unwrap();
        names.push(page["endpoints"].as_array().unwrap().len());
        token = page["nextToken"].clone();
        if token.is_null() {
            break;
        }
    }
    assert_eq!(names, [2, 2, 2]);
}

#[test]
fn attributes_are_wrapped_texts() {
    let mut story = Story::of(json!({ "channel": "voice", "attributes": { "tier": 1, "case": "500" } }));
    story.instance.set_attributes(&story.id, [("case", "501")]).unwrap();
    let update = story.instance.update();
    expect![[r#"{"case":{"name":"case","value":"501"},"tier":{"name":"tier","value":"1"}}"#]]
        .assert_eq(&update["snapshot"]["contacts"][0]["attributes"].to_string());
}

#[test]
fn a_snapshot_has_no_nulls() {
    let story = Story::of(voice()).step("accept");
    fn nulls(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Null => found.push(path.to_owned()),
            Value::Array(items) => items.iter().for_each(|item| nulls(item, path, found)),
            Value::Object(fields) => {
                fields.iter().for_each(|(key, item)| nulls(item, &format!("{path}.{key}"), found))
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    nulls(&story.instance.update(), "", &mut found);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn mute_answers_only_while_there_is_sound() {
    let mut instance = Instance::seeded(1, NOW);
    instance.broadcast("mute", &json!({ "mute": true }));
    let echo_only = instance.take_outgoing().len();
    instance.arrive(serde_json::from_value(voice()).unwrap()).unwrap();
    instance.take_outgoing();
    instance.broadcast("mute", &json!({ "mute": true }));
    let told: Vec<_> = instance.take_outgoing();
    assert_eq!((echo_only, instance.agent.muted), (1, true));
    assert!(told.iter().any(|outgoing| matches!(outgoing, Outgoing::Message { message, .. }
        if message["post"] == json!({ "event": "agent::mute_toggle", "data": { "muted": true } }))));
}

#[test]
fn the_first_page_that_asks_is_master_until_it_goes() {
    let mut instance = Instance::seeded(1, NOW);
    let ask = |instance: &mut Instance, tab: &str| {
        let request = json!({ "method": "checkMaster", "requestId": "r", "params": { "topic": "t" } });
        instance.master_request(tab, &request)["data"]["isMaster"].as_bool().unwrap()
    };
    instance.open_tab("a");
    instance.open_tab("b");
    let first = (ask(&mut instance, "a"), ask(&mut instance, "b"));
    instance.close_tab("a");
    assert_eq!((first, ask(&mut instance, "b")), ((true, false), true));
}

#[test]
fn a_logout_needs_a_new_login() {
    let mut instance = Instance::seeded(1, NOW);
    let before = instance.session.admit(None).is_some();
    instance.change_session(SessionChange::Logout);
    let after = instance.session.admit(None).is_some();
    let token = instance.sign_in();
    let stranger = instance.session.admit(Some("wrong")).is_some();
    let known = instance.session.admit(Some(&token)).is_some();
    assert_eq!((before, after, stranger, known), (true, false, false, true));
}

#[test]
fn created_tasks_come_back_to_their_creator_only() {
    let mut instance = Instance::seeded(1, NOW);
    let mut create = |name: &str| {
        let endpoint =
            instance.directory.quick_connects.iter().find(|one| one.name.as_deref() == Some(name)).cloned();
        let params = json!({ "name": "Write", "endpoint": endpoint, "references": {} });
        let answer = instance.call("createTaskContact", &params, 0).unwrap();
        assert!(answer["contactId"].is_string());
        instance.contacts().len()
    };
    assert_eq!((create("Grace Hopper"), create("Ada Lovelace")), (0, 1));
}

#[test]
fn a_task_that_is_asked_for_again_by_its_token_is_there_once() {
    let mut instance = Instance::seeded(1, NOW);
    let mut create = |token: &str| {
        let own = |one: &&Endpoint| one.name.as_deref() == Some("Ada Lovelace");
        let endpoint = instance.directory.quick_connects.iter().find(own).cloned();
        let params = json!({
            "name": "Write", "endpoint": endpoint, "references": {}, "idempotencyToken": token,
        });
        let answer = instance.call("createTaskContact", &params, 0).unwrap();
        (answer["contactId"].clone(), instance.contacts().len())
    };
    let first = create("one");
    assert_eq!(create("one"), first);
    let other = create("two");
    assert_ne!(other.0, first.0);
    assert_eq!((first.1, other.1), (1, 2));
}

#[test]
fn a_chat_hears_both_sides() {
    let mut story = Story::of(json!({ "channel": "chat", "name": "Mia", "message": "Hello" }))
        .step("accept")
        .step("message");
    let id = story.id.clone();
    story.instance.agent_says(&id, "text/plain", "Yes?").unwrap();
    let told: Vec<_> = story.instance.transcript(&id);
    let lines: Vec<_> =
        told.iter().map(|item| format!("{}: {}", item["DisplayName"], item["Content"])).collect();
    assert_eq!(lines, [r#""Mia": "Hello""#, r#""Mia": "hi""#, r#""Ada Lovelace": "Yes?""#]);
}

/// What the listeners of chats and tasks are told by a step.
fn heard(contact: Value, steps: &[(&str, Value)]) -> Vec<String> {
    let mut story = Story::of(contact);
    for (step, body) in steps {
        let id = story.id.clone();
        if let Err(problem) = story.instance.step(&id, step, body) {
            story.lines.push(problem.to_string());
        }
    }
    let frame = |outgoing: Outgoing| match outgoing {
        Outgoing::Message { message, .. } => message.pointer("/post/data/content").cloned(),
        Outgoing::Wake { .. } => None,
    };
    let told = story.instance.take_outgoing().into_iter().filter_map(frame);
    let items = told.filter_map(|content| serde_json::from_str::<Value>(content.as_str()?).ok());
    let lines = items.map(|item| {
        let part = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
        format!("{} {}{}", part("ContentType"), part("ParticipantRole"), part("Content"))
    });
    lines.chain(story.lines.into_iter().skip(1)).collect()
}

#[test]
fn both_sides_of_a_chat_can_write() {
    let say = |from: &str| ("message", json!({ "text": from, "from": from }));
    let steps = [("accept", json!({})), say("customer"), say("agent"), say("nobody")];
    assert_eq!(
        heard(json!({ "channel": "chat" }), &steps),
        [
            "text/plain CUSTOMERcustomer",
            "text/plain AGENTagent",
            "`from` of a `message` is `customer` or `agent`"
        ]
    );
}

#[test]
fn what_befalls_a_task_is_told_and_a_transfer_tells_it_by_itself() {
    let event = |name: &str| ("taskEvent", json!({ "event": name }));
    let directory = Instance::seeded(7, NOW).directory;
    let endpoint = super::snapshot::endpoint_value(&directory.quick_connects[0]);
    let steps = [
        event("expiring"),
        event("burning"),
        ("accept", json!({})),
        ("transfer", json!({ "endpoint": endpoint })),
        event("expired"),
    ];
    assert_eq!(
        heard(json!({ "channel": "task" }), &steps),
        [
            "application/vnd.amazonaws.connect.event.expire.warning ",
            "application/vnd.amazonaws.connect.event.transfer.initiated ",
            "application/vnd.amazonaws.connect.event.transfer.succeeded ",
            "no task event `burning`; there are transferInitiated, transferSucceeded, transferFailed, expiring, expired",
            "only a task that is not over has such events",
        ]
    );
}

#[test]
fn a_contact_can_be_offered_in_every_way() {
    let steps = [("offer", json!({ "state": "pending" })), ("offer", json!({ "state": "away" }))];
    assert_eq!(
        heard(json!({ "channel": "chat" }), &steps),
        ["`state` of an `offer` is `incoming`, `pending` or `connecting`"]
    );
}

#[test]
fn a_desk_phone_needs_a_number_that_can_be_dialled() {
    let mut instance = Instance::seeded(1, NOW);
    let mut desk_phone = |extension: &str| {
        let configuration = json!({ "softphoneEnabled": false, "extension": extension });
        let answer = instance.call("updateAgentConfiguration", &json!({ "configuration": configuration }), 0);
        answer.map_or_else(|failure| failure.kind.to_owned(), |_| "taken".to_owned())
    };
    let taken = ["", "2065550140", "+12065550140"].map(&mut desk_phone);
    assert_eq!(taken, ["InvalidConfigurationException", "InvalidConfigurationException", "taken"]);
    assert!(!instance.softphone_enabled());
}

#[test]
fn a_call_that_is_handed_on_rings_and_keeps_its_direction() {
    let handed = json!({ "channel": "voice", "direction": "outbound", "initialContactId": "c-0" });
    let story = Story::of(handed);
    let contact = &story.instance.update()["snapshot"]["contacts"][0];
    assert_eq!(
        (&contact["initialContactId"], &contact["initiationMethod"]),
        (&json!("c-0"), &json!("transfer"))
    );
    story.step("accept").check(expect![[r#"
        arrives: PendingBusy/system | voice connecting [agent connecting, outbound connected]
        accept: Busy/system | voice connected [agent connected, outbound connected]"#]]);
}

#[test]
fn a_supervisor_barges_in() {
    let story = Story::of(json!({ "channel": "voice", "direction": "monitoring" })).step("barge");
    let leg = &story.instance.update()["snapshot"]["contacts"][0]["connections"][0];
    assert_eq!((&leg["type"], &leg["monitorStatus"]), (&json!("monitoring"), &json!("BARGE")));
}
