//! Records that are run again.

use std::rc::Rc;

use clap::Parser;
use cti_cli::{Arguments, Scenario, Terminal, drive, execute};
use cti_core::Source;
use cti_flow::record::{FlowNamed, Record};
use cti_flow::{Flow, Load, Redaction};
use expect_test::expect;

use crate::{check, cti, file};

const FLOW: &str = r#"{ "name": "Pop", "actions": [
    { "id": "0", "type": "SE_Start", "ports": { "done": "1" } },
    { "id": "1", "type": "SE_SFSearchAndScreenpop", "controls": { "searchParams": "$.contact.parsedNumber.nationalNumber" }, "ports": { "success": "3", "failure": "2" } },
    { "id": "2", "type": "SE_SFScreenpopNewRecord", "controls": { "objectType": "Contact", "defaultFieldValues": { "Phone": "$.contact.phoneNumber", "LastName": "$.contact.attributes.name" } }, "ports": { "success": "3" } },
    { "id": "3", "type": "SE_End" }] }"#;

const SCENARIO: &str = r#"{ "source": "voiceContact", "event": "onConnecting", "now": 1000,
    "contact": { "contactId": "c-1", "phoneNumber": "+12135550100", "attributes": { "name": "Ada Lovelace" } },
    "replies": { "host.searchAndScreenPop": { "error": { "kind": "rejected", "message": "nobody has +12135550100" }, "ms": 120 },
                 "host.screenPop": { "ok": { "opened": "003000000000001AAA" }, "ms": 80 } } }"#;

/// A run of the flow, as the page exports it.
fn record(redaction: Option<Redaction>) -> String {
    let scenario = Scenario::parse(SCENARIO).unwrap();
    let flow = Rc::new(Flow::load("Pop", FLOW).0.unwrap());
    let outcome = drive(flow, &scenario).outcome;
    let flow = FlowNamed {
        name: "Pop".to_owned(),
        id: "a01".to_owned(),
        body: Some(FLOW.to_owned()),
        ..FlowNamed::default()
    };
    let mut record = Record::new(Source::VoiceContact, "onConnecting", &scenario.input, flow, &outcome);
    if let Some(redaction) = redaction {
        redaction.apply(&mut record);
    }
    serde_json::to_string_pretty(&record).unwrap()
}

#[test]
fn the_same_flow_does_the_same() {
    check(
        &cti(&["replay", &file("same", "r.json", record(None))]),
        expect![[r#"
            Pop on voiceContact onConnecting: the same, completed after 4 blocks and 2 effects
            --
            exit 0"#]],
    );
    check(
        &cti(&["replay", &file("same", "r.json", record(None)), "--format", "json"]),
        expect![[r#"
        {
          "flow": "Pop",
          "same": true,
          "differences": [],
          "outcome": {
            "status": "completed",
            "path": [
              "0",
              "1",
              "2",
              "3"
            ],
            "actions": {
              "0": {
                "success": true,
                "results": null,
                "exception": null
              },
              "1": {
                "success": false,
                "results": null,
                "exception": "nobody has +12135550100"
              },
              "2": {
                "success": true,
                "results": null,
                "exception": null
              }
            },
            "message": null
          }
        }
        --
        exit 0"#]],
    );
}

#[test]
fn a_redacted_record_follows_its_replies() {
    let text = record(Some(Redaction::default()));
    assert!(!text.contains("2135550100") && !text.contains("Lovelace"), "{text}");
    assert!(text.contains("003000000000001AAA") && text.contains("c-1"));
    check(
        &cti(&["replay", &file("redacted", "r.json", text)]),
        expect![[r#"
            Pop on voiceContact onConnecting: the same, completed after 4 blocks and 2 effects
            --
            exit 0"#]],
    );
}

#[test]
fn another_flow_shows_where_it_parts() {
    let flow = FLOW
        .replace(r#""failure": "2""#, r#""failure": "4""#)
        .replace(r#""id": "2""#, r#""id": "4""#)
        .replace(r#""objectType": "Contact""#, r#""objectType": "Lead""#);
    let (record, flow) = (file("parts", "r.json", record(None)), file("parts", "new.json", flow));
    check(
        &cti(&["replay", &record, "--flow", &flow]),
        expect![[r#"
            Pop on voiceContact onConnecting: different
                path      expected                 found
                          0  Start                 0  Start
                          1  Search And Screenpop  1  Search And Screenpop
              >           2  Screenpop New Record  4  Screenpop New Record
                          3  End                   3  End
                effects   expected                                                    found
                          1  Search And Screenpop: host.searchAndScreenPop {"search…  1  Search And Screenpop: host.searchAndScreenPop {"search…
              >           2  Screenpop New Record: host.screenPop {"type":"newRecor…  4  Screenpop New Record: host.screenPop {"type":"newRecor…
                actions   expected                                                    found
                          0  Start: {"success":true,"results":null,"exception":null}  0  Start: {"success":true,"results":null,"exception":null}
                          1  Search And Screenpop: {"success":false,"results":null,…  1  Search And Screenpop: {"success":false,"results":null,…
              >           2  Screenpop New Record: {"success":true,"results":null,"…  2  Screenpop New Record: was not reached
                          4  Screenpop New Record: was not reached                    4  Screenpop New Record: {"success":true,"results":null,"…
            --
            exit 1"#]],
    );
}

#[test]
fn a_run_that_timed_out_does_so_again() {
    let mut record: serde_json::Value = serde_json::from_str(&record(None)).unwrap();
    record["effects"] = serde_json::json!([record["effects"][0].clone()]);
    record["effects"][0]["reply"] = serde_json::Value::Null;
    record["effects"][0]["ms"] = serde_json::Value::Null;
    record["outcome"] = serde_json::json!({ "status": "timedOut", "path": ["0", "1"],
        "actions": { "0": { "success": true, "results": null, "exception": null } },
        "message": "the flow used up its 60 s while block `1` (Search And Screenpop) waited for `host.searchAndScreenPop`" });
    check(
        &cti(&["replay", &file("timed-out", "r.json", record.to_string())]),
        expect![[r#"
            Pop on voiceContact onConnecting: the same, timedOut after 2 blocks and 1 effect
            --
            exit 0"#]],
    );
}

#[test]
fn what_is_no_record_is_told() {
    check(
        &cti(&["replay", &file("no-record", "r.json", FLOW)]),
        expect![[r#"
        --
        cti: record `tmp/no-record/r.json`: `format` is ``, not `cti-run`
        exit 2"#]],
    );
    let mut record: serde_json::Value = serde_json::from_str(&record(None)).unwrap();
    record["flow"].as_object_mut().unwrap().remove("body");
    check(
        &cti(&["replay", &file("no-record", "b.json", record.to_string())]),
        expect![[r#"
        --
        cti: record `tmp/no-record/b.json` has no flow in it; name one with `--flow`
        exit 2"#]],
    );
}

#[test]
fn a_reply_of_neither_kind_is_told() {
    let mut record: serde_json::Value = serde_json::from_str(&record(None)).unwrap();
    record["effects"][1]["reply"] = serde_json::json!({ "maybe": 1 });
    check(
        &cti(&["replay", &file("neither", "r.json", record.to_string())]),
        expect![[r#"
        --
        cti: record `tmp/neither/r.json`: `effects[1].reply` is neither `{ok}` nor `{error}` nor null
        exit 2"#]],
    );
}

#[test]
fn terminals_get_colours() {
    let record = file("colours", "r.json", record(None));
    let arguments = Arguments::try_parse_from(["cti", "replay", &record]).unwrap();
    let report = execute(&arguments, Terminal { colours: true, columns: None });
    expect![[r#"
        Pop on voiceContact onConnecting: ESC[32mthe sameESC[0m, completed after 4 blocks and 2 effects
    "#]]
    .assert_eq(&report.output.replace('\u{1b}', "ESC"));
}
