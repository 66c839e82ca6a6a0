//! Reads an agent and a contact from the data that the CCP sends.
//!
//! The data is read as it stands instead of through the getters of Streams: those throw for tasks without
//! TaskJS, for contacts without a first leg and for everything that is gone. Whatever is missing or of
//! another type than expected counts as absent, so one odd field never hides a contact.

#[cfg(test)]
mod truth_table;

use cti_core::contact::{Connection, Reference};
use cti_core::{Agent, AgentState, Channel, Contact, ContactId, ContactState, Millis, Timeline};
use litemap::LiteMap;
use serde_json::{Map, Value};

/// Reads an ISO 8601 time.
pub type ReadTime = fn(&str) -> Option<Millis>;

/// The agent, from the snapshot's `[state, nextState]` and from the configuration.
pub fn agent(states: &Value, configuration: &Value, read_time: ReadTime) -> Agent {
    let state = |place: usize| states.get(place).unwrap_or(&Value::Null);
    let state_of = |state: &Value| AgentState {
        name: text(state, "name"),
        r#type: text(state, "type"),
        arn: some_text(state, "agentStateARN"),
        start_timestamp: time(state.get("startTimestamp"), read_time),
    };
    Agent {
        name: text(configuration, "name"),
        username: text(configuration, "username"),
        state: state_of(state(0)),
        next_state: Some(state_of(state(1))).filter(|next| !next.name.is_empty()),
        routing_profile: text(member(configuration, "routingProfile"), "name"),
        extension: text(configuration, "extension"),
        softphone_enabled: flag(configuration, "softphoneEnabled"),
        permissions: list(configuration, "permissions")
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        arn: text(configuration, "agentARN"),
    }
}

/// A contact; `None` for what has no id.
pub fn contact(data: &Value, read_time: ReadTime) -> Option<Contact> {
    let contact_id = some_text(data, "contactId")?;
    let legs = list(data, "connections");
    let state = member(data, "state");
    let queue = member(data, "queue");
    Some(Contact {
        contact_id: ContactId(contact_id),
        initial_contact_id: some_text(data, "initialContactId").map(ContactId),
        r#type: Channel::from(text(data, "type")),
        state: contact_state(state),
        state_timestamp: time(state.get("timestamp"), read_time),
        is_inbound: is_inbound(data, legs),
        initiation_method: initiation(data),
        queue_name: text(queue, "name"),
        queue_arn: text(queue, "queueARN"),
        phone_number: customer_number(data, legs),
        attributes: attributes(member(data, "attributes")),
        name: text(data, "name"),
        description: text(data, "description"),
        references: references(member(data, "references")),
        is_monitor: is_monitor(data, legs),
        is_barge: is_monitor(data, legs) && legs.iter().any(is_barge),
        connections: legs.iter().map(|leg| connection(leg, read_time)).collect(),
        // Told by the order of snapshots, not by one of them.
        timeline: Timeline::default(),
        unanswered: None,
        clicked: LiteMap::new(),
    })
}

fn contact_state(state: &Value) -> ContactState {
    match member(state, "type") {
        Value::String(name) => name.clone().into(),
        _ => ContactState::Unknown,
    }
}

/// How the contact came about tells its direction where it can; a transfer keeps the direction of the
/// customer's leg. Tasks and e-mails have no such leg. Unknown counts as inbound, as Streams has it.
fn is_inbound(data: &Value, legs: &[Value]) -> bool {
    let is_task_or_mail = matches!(data.get("type").and_then(Value::as_str), Some("task" | "email"));
    match initiation(data).as_str() {
        "outbound" | "external_outbound" => false,
        "inbound" => true,
        _ if is_task_or_mail => true,
        _ => first_leg(legs).is_none_or(|leg| leg.get("type").and_then(Value::as_str) != Some("outbound")),
    }
}

/// The agent listens in. A contact of the agent's own that a supervisor listens in to has such a leg as well.
fn is_monitor(data: &Value, legs: &[Value]) -> bool {
    let has = |kind: &str| legs.iter().any(|leg| text(leg, "type") == kind);
    initiation(data) == "monitor" || (has("monitoring") && !has("agent"))
}

/// Of a supervisor's leg: its mode, or in some snapshots its state.
fn is_barge(leg: &Value) -> bool {
    text(leg, "monitorStatus") == "BARGE" || text(member(leg, "state"), "type") == "barge"
}

/// Streams and the service spell it in different cases.
fn initiation(data: &Value) -> String {
    text(data, "initiationMethod").to_ascii_lowercase()
}

/// The leg that the contact began with: the customer's, where there is a customer.
fn first_leg(legs: &[Value]) -> Option<&Value> {
    legs.iter().find(|leg| flag(leg, "initial"))
}

fn customer_number(data: &Value, legs: &[Value]) -> String {
    first_leg(legs)
        .and_then(leg_number)
        .or_else(|| legs.iter().filter(|leg| text(leg, "type") == "inbound").find_map(leg_number))
        .or_else(|| number(member(data, "customerEndpoint")))
        .unwrap_or_default()
}

fn leg_number(leg: &Value) -> Option<String> {
    number(member(leg, "endpoint"))
}

/// A number may come as a SIP address, `sip:+12135550100@host`.
fn number(endpoint: &Value) -> Option<String> {
    let number = some_text(endpoint, "phoneNumber")?;
    let bare = number.strip_prefix("sip:").and_then(|rest| rest.split('@').next());
    Some(bare.map_or_else(|| number.clone(), str::to_owned))
}

fn connection(leg: &Value, read_time: ReadTime) -> Connection {
    Connection {
        connection_id: text(leg, "connectionId"),
        r#type: text(leg, "type"),
        initial: flag(leg, "initial"),
        state: text(member(leg, "state"), "type"),
        state_timestamp: time(member(leg, "state").get("timestamp"), read_time),
        phone_number: leg_number(leg),
        quick_connect_name: some_text(leg, "quickConnectName"),
    }
}

/// Connect wraps each value: `{key: {name, value}}`.
fn attributes(data: &Value) -> LiteMap<String, String> {
    let mut attributes = LiteMap::new();
    for (key, value) in entries(data) {
        if let Some(text) = scalar(value.get("value").unwrap_or(value)) {
            attributes.insert(key.clone(), text);
        }
    }
    attributes
}

fn references(data: &Value) -> LiteMap<String, Reference> {
    let mut references = LiteMap::new();
    for (key, value) in entries(data) {
        let reference = Reference { r#type: text(value, "type"), value: text(value, "value") };
        references.insert(key.clone(), reference);
    }
    references
}

fn entries(data: &Value) -> impl Iterator<Item = (&String, &Value)> {
    data.as_object().into_iter().flat_map(Map::iter)
}

fn member<'a>(data: &'a Value, name: &str) -> &'a Value {
    data.get(name).unwrap_or(&Value::Null)
}

fn list<'a>(data: &'a Value, name: &str) -> &'a [Value] {
    data.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text(data: &Value, name: &str) -> String {
    data.get(name).and_then(scalar).unwrap_or_default()
}

fn some_text(data: &Value, name: &str) -> Option<String> {
    data.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn flag(data: &Value, name: &str) -> bool {
    data.get(name).and_then(Value::as_bool).unwrap_or_default()
}

/// Streams needs `Date`s, which arrive here as text; a CCP that sends numbers means milliseconds.
fn time(value: Option<&Value>, read_time: ReadTime) -> Option<Millis> {
    match value? {
        Value::String(text) => read_time(text),
        Value::Number(number) => number.as_f64(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn read(data: &Value) -> Contact {
        contact(data, |text| text.parse().ok()).unwrap()
    }

    fn call(initiation: &str, leg: &str) -> Value {
        json!({
            "contactId": "c", "type": "voice", "initiationMethod": initiation,
            "state": {"type": "connected", "timestamp": "7"},
            "connections": [
                {"connectionId": "1", "type": "agent", "initial": false, "state": {"type": "connected"},
                 "endpoint": {"type": "agent"}},
                {"connectionId": "2", "type": leg, "initial": true, "state": {"type": "connected"},
                 "endpoint": {"type": "phone_number", "phoneNumber": "+12135550100"}},
            ],
        })
    }

    /// Rows: how it came about and the first leg, while answered and after the customer has left.
    #[test]
    fn directions() {
        let mut lines = String::new();
        for (initiation, leg) in [
            ("inbound", "inbound"),
            ("outbound", "outbound"),
            ("external_outbound", "outbound"),
            ("OUTBOUND", "inbound"),
            ("callback", "inbound"),
            ("callback", "outbound"),
            ("transfer", "inbound"),
            ("transfer", "outbound"),
            ("queue_transfer", "inbound"),
            ("api", "outbound"),
            ("monitor", "monitoring"),
            ("", "inbound"),
            ("", "outbound"),
        ] {
            let answered = read(&call(initiation, leg));
            let mut abandoned = call(initiation, leg);
            abandoned["connections"] = json!([]);
            let abandoned = read(&abandoned);
            lines += &format!(
                "{initiation:17} {leg:10} {:8} {:8}{}\n",
                answered.call_type(),
                abandoned.call_type(),
                if answered.is_monitor { " monitor" } else { "" }
            );
        }
        let expected: Expect = expect![[r#"
            inbound           inbound    inbound  inbound 
            outbound          outbound   outbound outbound
            external_outbound outbound   outbound outbound
            OUTBOUND          inbound    outbound outbound
            callback          inbound    inbound  inbound 
            callback          outbound   outbound inbound 
            transfer          inbound    inbound  inbound 
            transfer          outbound   outbound inbound 
            queue_transfer    inbound    inbound  inbound 
            api               outbound   outbound inbound 
            monitor           monitoring inbound  inbound  monitor
                              inbound    inbound  inbound 
                              outbound   outbound inbound 
        "#]];
        expected.assert_eq(&lines);
    }

    #[test]
    fn a_call_in_full() {
        let mut data = call("inbound", "inbound");
        data["queue"] = json!({"name": "Support", "queueARN": "arn:q"});
        data["attributes"] = json!({"tier": {"name": "tier", "value": "gold"}, "n": {"value": 3}, "x": {}});
        data["initialContactId"] = json!("first");
        let contact = read(&data);
        expect![[r#"
            {
              "contactId": "c",
              "initialContactId": "first",
              "type": "voice",
              "state": "connected",
              "stateTimestamp": 7.0,
              "isInbound": true,
              "initiationMethod": "inbound",
              "queueName": "Support",
              "queueARN": "arn:q",
              "phoneNumber": "+12135550100",
              "attributes": {
                "n": "3",
                "tier": "gold"
              },
              "name": "",
              "description": "",
              "references": {},
              "isMonitor": false,
              "connections": [
                {
                  "connectionId": "1",
                  "type": "agent",
                  "initial": false,
                  "state": "connected"
                },
                {
                  "connectionId": "2",
                  "type": "inbound",
                  "initial": true,
                  "state": "connected",
                  "phoneNumber": "+12135550100"
                }
              ]
            }"#]]
        .assert_eq(&serde_json::to_string_pretty(&contact).unwrap());
    }

    /// Streams promises a contact its id, type, state, connections and attributes; a supervisor's has no queue
    /// and its attributes are null, and the rest comes and goes with the channel.
    #[test]
    fn what_a_snapshot_lacks_is_empty_in_its_own_kind() {
        let bare = json!({
            "contactId": "c", "type": "chat", "state": {"type": "connected"}, "connections": [], "attributes": {},
        });
        let mut nulls = bare.clone();
        for name in ["attributes", "references", "queue", "name", "description", "initialContactId"] {
            nulls[name] = Value::Null;
        }
        let written = serde_json::to_string(&read(&bare)).unwrap();
        expect![[
            r#"{"contactId":"c","type":"chat","state":"connected","isInbound":true,"queueName":"","queueARN":"","phoneNumber":"","attributes":{},"name":"","description":"","references":{},"isMonitor":false,"connections":[]}"#
        ]]
        .assert_eq(&written);
        assert_eq!(serde_json::to_string(&read(&nulls)).unwrap(), written);
    }

    #[test]
    fn a_task_has_one_leg_and_no_number() {
        let contact = read(&json!({
            "contactId": "t", "type": "task", "name": "Call back", "description": "today",
            "state": {"type": "connecting", "timestamp": 1_700_000_000_000_u64},
            "references": {"site": {"type": "URL", "value": "https://example.com"}},
            "connections": [{"connectionId": "1", "type": "agent", "initial": true}],
        }));
        assert_eq!((contact.r#type, contact.is_inbound), (Channel::Task, true));
        assert_eq!(contact.phone_number, "");
        assert_eq!(contact.state_timestamp, Some(1_700_000_000_000.0));
        assert_eq!(contact.references.get("site").unwrap().value, "https://example.com");
    }

    #[test]
    fn a_call_that_a_supervisor_listens_in_to_is_still_the_agents_own() {
        let mut data = call("inbound", "inbound");
        data["connections"][0]["state"]["timestamp"] = json!(5);
        assert_eq!(read(&data).connections[0].state_timestamp, Some(5.0));
        let leg = json!({"connectionId": "3", "type": "monitoring"});
        data["connections"].as_array_mut().unwrap().push(leg.clone());
        assert!(!read(&data).is_monitor);
        data["connections"] = json!([leg]);
        assert!(read(&data).is_monitor);
    }

    #[test]
    fn a_sip_address_gives_its_number() {
        let mut data = call("inbound", "inbound");
        data["connections"][1]["endpoint"]["phoneNumber"] = json!("sip:+12135550100@pstn.example");
        assert_eq!(read(&data).phone_number, "+12135550100");
    }

    #[test]
    fn text_messages_carry_the_number_of_the_customer() {
        let data =
            json!({"contactId": "s", "type": "chat", "customerEndpoint": {"phoneNumber": "+12135550100"}});
        assert_eq!(read(&data).phone_number, "+12135550100");
    }

    #[test]
    fn what_is_odd_counts_as_absent() {
        let contact = read(&json!({
            "contactId": "o", "type": "hologram", "state": {"type": 7, "timestamp": {}}, "queue": null,
            "connections": {"length": 1}, "attributes": ["a"], "references": {"r": null}, "name": 5,
        }));
        assert_eq!(contact.r#type, Channel::Other("hologram".to_owned()));
        assert_eq!((contact.state, contact.state_timestamp), (ContactState::Unknown, None));
        assert_eq!((contact.connections.len(), contact.attributes.len(), contact.name.as_str()), (0, 0, "5"));
        assert_eq!(super::contact(&json!({"type": "voice"}), |_| None), None);
        assert_eq!(super::contact(&json!(null), |_| None), None);
    }

    #[test]
    fn an_agent() {
        let agent = agent(
            &json!([
                {"name": "Available", "type": "routable", "agentStateARN": "arn:s", "startTimestamp": "5"},
                {"name": "Lunch", "type": "not_routable"},
            ]),
            &json!({"name": "Ada", "username": "ada", "agentARN": "arn:a", "extension": "",
                    "softphoneEnabled": true, "permissions": ["outboundCall"],
                    "routingProfile": {"name": "Basic"}}),
            |text| text.parse().ok(),
        );
        assert!(agent.may_dial() && agent.softphone_enabled);
        assert_eq!((agent.state.start_timestamp, agent.routing_profile.as_str()), (Some(5.0), "Basic"));
        assert_eq!(agent.next_state.unwrap().name, "Lunch");
        assert_eq!(super::agent(&json!([{}, null]), &json!({}), |_| None), Agent::default());
        assert_eq!(super::agent(&json!(null), &json!([]), |_| None), Agent::default());
    }
}
