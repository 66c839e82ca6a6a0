//! The published default flows and samples, where a copy of them is at hand.
//!
//! They are not ours to carry along: `CTI_PUBLISHED_FLOWS` names a folder that has them, with `defaults`
//! and `samples` inside. The expectations are written in types, effects and results, not in ids.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::{env, fs};

use cti_cli::{Scenario, drive, load};
use expect_test::{Expect, expect};
use serde_json::Value;

fn folder() -> Option<PathBuf> {
    let root = match env::var_os("CTI_PUBLISHED_FLOWS") {
        Some(named) => PathBuf::from(named),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/flows"),
    };
    let found = root.join("defaults").is_dir() && root.join("samples").is_dir();
    if !found {
        println!("skipped: no published flows");
    }
    found.then_some(root)
}

/// Every published flow file that is at hand.
pub fn all() -> Vec<PathBuf> {
    let Some(root) = folder() else { return Vec::new() };
    let mut found: Vec<_> = ["defaults", "samples"]
        .iter()
        .flat_map(|part| fs::read_dir(root.join(part)).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    found.sort();
    found
}

/// Runs one with a world in which nothing is found; writes the types of its path and its effects.
fn check(file: &str, scenario: &str, expected: Expect) {
    check_with(file, scenario, |lines| expected.assert_eq(lines));
}

fn check_with(file: &str, scenario: &str, judge: impl Fn(&str)) {
    let Some(root) = folder() else { return };
    let path = root.join(file);
    if !path.exists() {
        println!("skipped: {file} is not among the published flows");
        return;
    }
    let stored: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let r#type = |id: &str| {
        let actions = stored["actions"].as_array().unwrap();
        let action = actions.iter().find(|action| action["id"] == *id).unwrap();
        action["type"].as_str().unwrap().trim_start_matches("SE_").to_owned()
    };
    let (flow, problems) = load(&path).unwrap();
    let mut lines: Vec<_> =
        problems.iter().map(|problem| format!("{}: {}", problem.severity.as_str(), problem.code)).collect();
    let finished = drive(Rc::new(flow.unwrap()), &Scenario::parse(scenario).unwrap());
    let outcome = finished.outcome;
    let steps = outcome.path.iter().map(|id| {
        let envelope = outcome.actions.iter().find(|(action, _)| action == id).map(|(_, envelope)| envelope);
        match envelope.map(|envelope| (envelope.success, envelope.results.as_ref())) {
            Some((false, _)) => format!("{} failure", r#type(id)),
            Some((true, Some(results))) if !results.is_null() => format!("{} {results}", r#type(id)),
            _ => r#type(id),
        }
    });
    lines.extend(steps);
    lines.extend(
        outcome
            .effects
            .iter()
            .map(|performed| format!("{} {}", performed.effect.name(), performed.effect.args())),
    );
    lines.push(outcome.status.as_str().to_owned());
    judge(&lines.join("\n"));
}

const VOICE: &str = r#"{ "source": "voiceContact", "event": "onConnecting",
    "contact": { "contactId": "c-1", "phoneNumber": "+12135550100", "queueName": "Support" } }"#;
const CHAT: &str = r#"{ "source": "chatContact", "event": "onConnecting",
    "contact": { "contactId": "c-1", "queueName": "Support" } }"#;
const CLICK: &str =
    r#"{ "source": "salesforceUi", "event": "onClickToDial", "payload": { "number": "2135550100" } }"#;
const FORM: &str = r#"{ "source": "ctiAction",
    "contact": { "contactId": "c-1", "phoneNumber": "+12135550100", "queueName": "Support" },
    "payload": { "SubjectPrepend": "Callback", "FirstName": "A", "LastName": "B", "CallbackPhone": "" } }"#;
const WORK: &str = r#"{ "source": "salesforceUi", "event": "onHvsWorkStart",
    "payload": { "workId": "w-1", "completeWorkWhen": "TaskSaved" } }"#;
const ROUTABLE: &str = r#"{ "source": "connectAgent", "event": "onRoutable", "agent": { "name": "Ada" } }"#;

#[test]
fn every_published_flow_loads() {
    for path in all() {
        let (flow, problems) = load(&path).unwrap();
        assert!(flow.is_some(), "{}: {problems:?}", path.display());
    }
}

#[test]
fn default_click_to_dial() {
    check(
        "defaults/01-salesforceUiOnClickToDial.json",
        CLICK,
        expect![[r#"
        Start
        AgentDialNumber
        End
        connect.dial {"phoneNumber":"2135550100"}
        completed"#]],
    );
}

#[test]
fn default_voice() {
    check(
        "defaults/02-voiceContactOnConnecting.json",
        VOICE,
        expect![[r#"
        Start
        SFSearchAndScreenpop {}
        End
        host.searchAndScreenPop {"searchParams":"2135550100","callType":"inbound","queryParams":null,"defaultFieldValues":{},"deferred":false}
        completed"#]],
    );
}

#[test]
fn default_chat() {
    check(
        "defaults/03-chatContactOnConnecting.json",
        CHAT,
        expect![[r#"
        Start
        SFSearchAndScreenpop {}
        End
        host.searchAndScreenPop {"searchParams":"test@amazon.com","callType":"inbound","queryParams":null,"defaultFieldValues":{},"deferred":false}
        completed"#]],
    );
}

#[test]
fn default_callback() {
    check(
        "defaults/04-queueCallbackContactOnConnecting.json",
        VOICE,
        expect![[r#"
        Start
        SFSearchAndScreenpop {}
        End
        host.searchAndScreenPop {"searchParams":"2135550100","callType":"inbound","queryParams":null,"defaultFieldValues":{},"deferred":false}
        completed"#]],
    );
}

#[test]
fn sample_01() {
    check(
        "samples/01-legacy.json",
        VOICE,
        expect![[r#"
        Start
        ContactGetAttributeValue {"value":""}
        SFSearchAndScreenpop {}
        ContactCustomerPhoneNumber {"phone":"2135550100","country":"US","number":"+12135550100","nationalNumber":"2135550100"}
        CoreFormatPhoneNumber {"value":"(213) 555-0100"}
        SFSearchAndScreenpop {}
        End
        host.searchAndScreenPop {"searchParams":"(213) 555-0100","callType":"inbound","queryParams":null,"defaultFieldValues":{},"deferred":false}
        completed"#]],
    );
}

#[test]
fn sample_02() {
    check(
        "samples/02-chat-contact-screenpop.json",
        CHAT,
        expect![[r#"
        Start
        ContactGetAttributeValue {"value":""}
        SFScreenpopObject failure
        ContactGetAttributeValue {"value":""}
        SFSearchAndScreenpop {}
        End
        completed"#]],
    );
}

#[test]
fn sample_03() {
    check(
        "samples/03-click-to-dial.json",
        CLICK,
        expect![[r#"
        Start
        CoreFormatPhoneNumberE164 {"value":"+12135550100"}
        AgentDialNumber
        End
        connect.dial {"phoneNumber":"+12135550100"}
        completed"#]],
    );
}

#[test]
fn sample_06() {
    check(
        "samples/06-screenpop-on-customer.json",
        VOICE,
        expect![[r#"
        Start
        ContactCustomerPhoneNumber {"phone":"2135550100","country":"US","number":"+12135550100","nationalNumber":"2135550100"}
        CoreFormatPhoneNumber {"value":"(213) 555-0100"}
        SFSearchAndScreenpop {}
        End
        host.searchAndScreenPop {"searchParams":"(213) 555-0100","callType":"inbound","queryParams":null,"defaultFieldValues":{},"deferred":false}
        completed"#]],
    );
}

#[test]
fn sample_07() {
    check(
        "samples/07-screenpop-case.json",
        VOICE,
        expect![[r#"
        Start
        ContactGetAttributeValue {"value":""}
        CoreTruthy false
        SFScreenpopNewRecord
        End
        host.screenPop {"type":"newRecord","params":{"entityName":"Case","defaultFieldValues":{}}}
        completed"#]],
    );
}

#[test]
fn sample_08() {
    check(
        "samples/08-create-task.json",
        VOICE,
        expect![[r#"
        Start
        ContactProperties {"contactId":"c-1","initialContactId":null,"type":"voice","state":"connecting","queueName":"Support","queueARN":"","phoneNumber":"+12135550100","formattedPhoneNumber":"(213) 555-0100","callType":"inbound","isMonitor":false,"name":"","description":""}
        SFGetContactId failure
        SFCreateTask {"id":"00T000000000001AAA"}
        CoreTruthy true
        SFScreenpopObject
        End
        org.query {"object":"Contact","fields":["Id"],"where":[{"field":"Phone","op":"IN","value":["(213) 555-0100","+12135550100","2135550100"]}],"orderBy":{"field":"LastModifiedDate","descending":true},"limit":1}
        org.search {"find":"2135550100","in":"PHONE FIELDS","returning":[{"object":"Contact","fields":["Id"],"orderBy":{"field":"LastModifiedDate","descending":true},"limit":1}]}
        host.saveLog {"value":{"entityApiName":"Task","Subject":"voice - Support","CallObject":"c-1","Type":"Call","Status":"In Progress","Priority":"High","TaskSubtype":"Task","CallType":"Inbound"}}
        host.screenPop {"type":"sobject","params":{"recordId":"00T000000000001AAA"}}
        completed"#]],
    );
}

#[test]
fn sample_11() {
    check(
        "samples/11-SalesforceContactCreation.json",
        CHAT,
        expect![[r#"
        Start
        ContactProperties {"contactId":"c-1","initialContactId":null,"type":"chat","state":"connecting","queueName":"Support","queueARN":"","phoneNumber":"","formattedPhoneNumber":"","callType":"inbound","isMonitor":false,"name":"","description":""}
        SFSaveLog {"id":"003000000000001AAA"}
        ContactUpdateAttributes
        ContactGetAttributeValue {"value":"003000000000001AAA"}
        SFScreenpopObject
        End
        host.saveLog {"value":{"entityApiName":"Contact","LastName":"c-1"}}
        org.updateContactAttributes {"contactId":"c-1","attributes":{"salesforceContactId":"003000000000001AAA"}}
        host.screenPop {"type":"sobject","params":{"recordId":"003000000000001AAA"}}
        completed"#]],
    );
}

#[test]
fn sample_12() {
    check(
        "samples/12-ScreenPopContact-MultiChat.json",
        CHAT,
        expect![[r#"
        Start
        ContactGetAttributeValue {"value":""}
        SFScreenpopObject
        End
        completed"#]],
    );
}

#[test]
fn sample_cadence_start() {
    check(
        "samples/onHvsWorkStart.json",
        WORK,
        expect![[r#"
        Start
        SetProperty
        SetProperty
        End
        store.set {"key":"hvsWorkId","value":"w-1"}
        store.set {"key":"hvsCompleteWorkWhen","value":"TaskSaved"}
        completed"#]],
    );
}

#[test]
fn sample_cadence_call() {
    check(
        "samples/onConnecting.json",
        VOICE,
        expect![[r#"
        Start
        ContactProperties {"contactId":"c-1","initialContactId":null,"type":"voice","state":"connecting","queueName":"Support","queueARN":"","phoneNumber":"+12135550100","formattedPhoneNumber":"(213) 555-0100","callType":"inbound","isMonitor":false,"name":"","description":""}
        SFGetLeadId {"sfLeadId":null}
        SFCreateTask {"id":"00T000000000001AAA"}
        SetProperty
        SFScreenpopObject
        End
        org.search {"find":"2135550100","in":"PHONE FIELDS","returning":[{"object":"Lead","fields":["Id"],"where":[{"field":"IsConverted","op":"=","value":false}],"orderBy":{"field":"LastModifiedDate","descending":true},"limit":1}]}
        host.saveLog {"value":{"entityApiName":"Task","Subject":"HVS - voice","CallObject":"c-1","Type":"Call","Status":"In Progress","Priority":"High","TaskSubtype":"Call","CallType":"Outbound"}}
        store.set {"key":"taskId","value":"00T000000000001AAA"}
        host.screenPop {"type":"sobject","params":{"recordId":"00T000000000001AAA"}}
        completed"#]],
    );
}

/// Never pops: the block decides by a fixed text.
#[test]
fn sample_09() {
    check(
        "samples/09-screenpop-cust-email.json",
        CHAT,
        expect![[r#"
            warning: fixed-decision
            Start
            ContactGetAttributeValue {"value":""}
            CoreTruthy false
            End
            completed"#]],
    );
}

#[test]
fn sample_10() {
    check_with("samples/10-Create Callback Task.json", FORM, |lines| {
        let task = r#"host.saveLog {"value":{"entityApiName":"Task","Subject":"Callback - A - B","#;
        assert!(lines.contains(task), "{lines}");
        assert!(lines.contains("(213) 555-0100"), "{lines}");
        assert!(!lines.contains("WhoId"), "{lines}");
        assert!(lines.ends_with("completed"), "{lines}");
    });
}

#[test]
fn sample_cadence_end() {
    check_with("samples/onRoutable.json", ROUTABLE, |lines| {
        assert!(lines.contains("CoreTruthy false\nEnd"), "{lines}");
        assert!(lines.ends_with("completed"), "{lines}");
    });
}
