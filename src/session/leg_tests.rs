//! Every block about a call, on every way that a call comes to an agent.

use cti_core::settings::FlowRecord;
use cti_core::{Channel, Contact, ContactState};
use cti_flow::Record;
use cti_ports::Archive;
use cti_ports::fake::{Behaviour, block_on};
use serde_json::{Value, json};

use super::command_tests::call;
use super::tests::{Tab, claims, flow, settle};

const NUMBER: &str = "+12135550100";

/// The port that each block leaves by and what it asks for; by leg where legs differ.
const TABLE: &str = "\
SE_AgentMute: done connect.mute
SE_AgentUnmute: done connect.unmute
SE_AgentDialNumber: success connect.dial
SE_AgentGetTransferConnectionList: success connect.getEndpoints
SE_ContactIsVoice: true
SE_ContactIsCallback, inbound: false
SE_ContactIsCallback, outbound: false
SE_ContactIsCallback, callback: true
SE_ContactIsCallback, transferred: false
SE_ContactIsInbound, inbound: true
SE_ContactIsInbound, outbound: false
SE_ContactIsInbound, callback: false
SE_ContactIsInbound, transferred: true
SE_ContactIsTransfer, inbound: false
SE_ContactIsTransfer, outbound: false
SE_ContactIsTransfer, callback: false
SE_ContactIsTransfer, transferred: true
SE_ContactGetAttributeValue: done
SE_ContactUpdateAttributes: success org.updateContactAttributes
SE_ContactProperties: done
SE_ContactCustomerPhoneNumber: done
SE_ContactInteractionMetadata: done
SE_ContactStartRecording: success org.startContactRecording
SE_ContactStopRecording: success org.startContactRecording org.stopContactRecording
SE_ContactLeaveVoicemail: success org.query host.saveLog connect.addConnection connect.destroyAgentConnection
SE_ContactDestroyAgentConnection: success connect.destroyAgentConnection
SE_SFSearchAndScreenpop: success host.searchAndScreenPop
SE_SFCreateTask: success host.saveLog
";

/// An inbound call, one that the agent placed, a queued callback, and a call that a colleague handed over.
fn legs() -> [(&'static str, Contact); 4] {
    let voice = Contact {
        phone_number: NUMBER.to_owned(),
        attributes: [("tier".into(), "gold".into())].into_iter().collect(),
        ..call("a", ContactState::Connected)
    };
    [
        ("inbound", voice.clone()),
        ("outbound", Contact { is_inbound: false, ..voice.clone() }),
        ("callback", Contact { r#type: Channel::QueueCallback, is_inbound: false, ..voice.clone() }),
        ("transferred", Contact { initial_contact_id: Some("first".into()), ..voice }),
    ]
}

fn blocks() -> Vec<(&'static str, Value)> {
    let none = json!({});
    vec![
        ("SE_AgentMute", none.clone()),
        ("SE_AgentUnmute", none.clone()),
        ("SE_AgentDialNumber", json!({"phoneNumber": "+12065550142"})),
        ("SE_AgentGetTransferConnectionList", none.clone()),
        ("SE_ContactIsVoice", none.clone()),
        ("SE_ContactIsCallback", none.clone()),
        ("SE_ContactIsInbound", none.clone()),
        ("SE_ContactIsTransfer", none.clone()),
        ("SE_ContactGetAttributeValue", json!({"attributeName": "tier"})),
        ("SE_ContactUpdateAttributes", json!({"attributes": {"tier": "silver"}})),
        ("SE_ContactProperties", none.clone()),
        ("SE_ContactCustomerPhoneNumber", none.clone()),
        ("SE_ContactInteractionMetadata", none.clone()),
        ("SE_ContactStartRecording", none.clone()),
        ("SE_ContactStopRecording", none.clone()),
        ("SE_ContactLeaveVoicemail", json!({"voicemailDropName": "x", "quickConnectName": "Second level"})),
        ("SE_ContactDestroyAgentConnection", none),
        ("SE_SFSearchAndScreenpop", json!({"searchParams": "$.contact.phoneNumber", "callType": "inbound"})),
        ("SE_SFCreateTask", json!({"CallObject": "$.contact.contactId", "subject1": "$.contact.callType"})),
    ]
}

/// The port that the block left by, or why there was none.
fn left_by(block: &str, controls: &Value, contact: &Contact) -> String {
    let tab = Tab::open(&claims());
    // Only a recording that runs can be stopped.
    let stops = block == "SE_ContactStopRecording";
    let before = if stops { "SE_ContactStartRecording" } else { "SE_GetAllProperties" };
    let ports =
        json!({"done": "done", "success": "success", "failure": "failure", "true": "true", "false": "false"});
    let ends = ["done", "success", "failure", "true", "false"].map(|id| json!({"id": id, "type": "SE_End"}));
    let mut actions = vec![
        json!({"id": "0", "type": "SE_Start", "ports": {"done": "before"}}),
        json!({"id": "before", "type": before, "ports": {"done": "1", "success": "1"}}),
        json!({"id": "1", "type": block, "controls": controls, "ports": ports}),
    ];
    actions.extend(ends);
    let body = json!({ "actions": actions }).to_string();
    tab.load(vec![FlowRecord { body, ..flow(block, "voiceContact", "onConnected", "") }]);
    tab.session.on_lead(true);
    tab.org.side.will(Behaviour::Answers(json!({"records": [{"Id": "a01"}]})));
    tab.saves(1);
    tab.shows("Busy", vec![contact.clone()]);
    settle();
    tab.clock.advance(1);
    settle();
    let record = Record::parse(&block_on(tab.archive.all())[0]).unwrap();
    let effects = record.effects.iter().map(|effect| effect.effect.as_str());
    let asked: Vec<_> = effects.filter(|effect| !effect.starts_with("store.")).collect();
    format!("{} {}", record.outcome.path.last().unwrap(), asked.join(" ")).trim().to_owned()
}

#[test]
fn every_block_about_a_call_works_on_every_leg() {
    let mut table = String::new();
    for (block, controls) in blocks() {
        let ways = legs().map(|(leg, contact)| (leg, left_by(block, &controls, &contact)));
        if ways.iter().all(|way| way.1 == ways[0].1) {
            table += &format!("{block}: {}\n", ways[0].1);
            continue;
        }
        for (leg, way) in ways {
            table += &format!("{block}, {leg}: {way}\n");
        }
    }
    assert_eq!(table, TABLE);
}
