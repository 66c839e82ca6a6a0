//! How every kind of contact reads to the agent who has it first and to the one whom it is handed on to.

use cti_core::lifecycle::Lifecycle;
use expect_test::expect;
use serde_json::{Value, json};

use super::contact;

/// What the CCP shows of a kind of contact. Agent B has what agent A handed on: another contact of the same chain.
fn shown(kind: &str, agent: &str, state: &str) -> Value {
    let (method, leg) = match kind {
        "inbound" => ("inbound", "inbound"),
        "outbound" => ("outbound", "outbound"),
        "callback" => ("callback", "inbound"),
        "transfer" => ("queue_transfer", "inbound"),
        _ => ("monitor", "monitoring"),
    };
    let method = if agent == "B" && method != "monitor" { "transfer" } else { method };
    let first = agent == "A" && kind != "transfer" && kind != "callback" && method != "monitor";
    let over = !matches!(state, "connecting" | "connected");
    let leg_state = if over { "disconnected" } else { "connected" };
    let status = if kind == "barge" { "BARGE" } else { "SILENT_MONITOR" };
    let agent_leg = json!({ "connectionId": "1", "type": "agent", "state": { "type": leg_state } });
    let first_leg = json!({
        "connectionId": "2", "type": leg, "initial": true, "state": { "type": leg_state },
        "monitorStatus": (method == "monitor").then_some(status),
    });
    let legs = if method == "monitor" { json!([first_leg]) } else { json!([agent_leg, first_leg]) };
    json!({
        "contactId": "c-1", "initialContactId": if first { "c-1" } else { "c-0" },
        "type": if kind == "callback" && agent == "A" { "queue_callback" } else { "voice" },
        "initiationMethod": method, "state": { "type": state }, "connections": legs,
    })
}

/// What a flow on its last event sees, after everything was torn down.
fn seen(kind: &str, agent: &str, fate: &str) -> String {
    let states: &[&str] = match (kind, fate) {
        ("monitor" | "barge", "answered") => &["connected", "ended"],
        ("monitor" | "barge", _) => &["connected"],
        (_, "answered") => &["connecting", "connected", "ended"],
        _ => &["connecting", "missed"],
    };
    let mut lifecycle = Lifecycle::default();
    let snapshots = states.iter().map(|state| vec![shown(kind, agent, state)]).chain([Vec::new()]);
    let mut last = None;
    for (at, data) in snapshots.enumerate() {
        let mut data = data;
        for contact in data.iter_mut().filter(|_| at > 1) {
            contact["connections"] = json!([]);
        }
        let contacts = data.iter().filter_map(|data| contact(data, |_| None)).collect();
        last = lifecycle.observe(contacts, at as f64).pop();
    }
    let event = last.unwrap();
    assert_eq!(event.name, "onDestroy");
    let contact = event.contact.unwrap();
    let facts =
        [(contact.is_transfer(), "transfer"), (contact.is_monitor, "monitor"), (contact.is_barge, "barge")];
    let facts = facts.iter().filter(|fact| fact.0).map(|fact| format!(" {}", fact.1));
    format!("{kind:9} {agent} {fate:9} {}{}", contact.call_type(), facts.collect::<String>())
}

#[test]
fn direction_transfer_monitor_and_barge_of_every_kind() {
    let mut lines = Vec::new();
    for kind in ["inbound", "outbound", "callback", "transfer", "monitor", "barge"] {
        for agent in ["A", "B"] {
            lines.extend(["answered", "abandoned"].map(|fate| seen(kind, agent, fate)));
        }
    }
    expect![[r#"
        inbound   A answered  inbound
        inbound   A abandoned inbound
        inbound   B answered  inbound transfer
        inbound   B abandoned inbound transfer
        outbound  A answered  outbound
        outbound  A abandoned outbound
        outbound  B answered  outbound transfer
        outbound  B abandoned outbound transfer
        callback  A answered  inbound
        callback  A abandoned inbound
        callback  B answered  inbound transfer
        callback  B abandoned inbound transfer
        transfer  A answered  inbound transfer
        transfer  A abandoned inbound transfer
        transfer  B answered  inbound transfer
        transfer  B abandoned inbound transfer
        monitor   A answered  inbound monitor
        monitor   A abandoned inbound monitor
        monitor   B answered  inbound monitor
        monitor   B abandoned inbound monitor
        barge     A answered  inbound monitor barge
        barge     A abandoned inbound monitor barge
        barge     B answered  inbound monitor barge
        barge     B abandoned inbound monitor barge"#]]
    .assert_eq(&lines.join("\n"));
}
