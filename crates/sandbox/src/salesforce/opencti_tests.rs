//! Open CTI calls by the table: method and arguments in; answer, navigation and panel change out.

use super::super::org::Org;
use super::Call;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

fn ask(org: &mut Org, method: &str, args: Value) -> Value {
    let view = json!({ "url": "http://localhost:8080/lightning/page/home" });
    let call = Call { tab: "t".into(), method_name: method.into(), args, view, panel_visible: true };
    match org.opencti(&call) {
        Ok(outcome) => {
            json!({ "value": outcome.value, "navigate": outcome.navigate, "panel": outcome.panel })
        }
        Err(failure) => failure.response()["errors"][0].clone(),
    }
}

fn check(method: &str, args: Value, expected: Expect) {
    expected.assert_eq(&ask(&mut Org::seeded(), method, args).to_string());
}

fn search(find: &str, call_type: Value, deferred: bool) -> Value {
    json!({ "searchParams": find, "callType": call_type, "deferred": deferred })
}

/// Ids found, the prepared pop, and where the console goes.
fn check_search(org: &mut Org, args: Value, expected: Expect) {
    let answer = ask(org, "searchAndScreenPop", args);
    let mut found = answer["value"].as_object().cloned().unwrap_or_default();
    let data = found.shift_remove("SCREEN_POP_DATA");
    let names: Vec<_> = found.values().map(|row| format!("{} {}", row["RecordType"], row["Name"])).collect();
    expected.assert_eq(&format!("{names:?}\ndata {}\ngo {}", json!(data), answer["navigate"]));
}

#[test]
fn one_match_opens_the_record() {
    check_search(
        &mut Org::seeded(),
        search("2135550100", json!("inbound"), false),
        expect![[r#"
        ["\"Contact\" \"Maya Torres\""]
        data null
        go {"kind":"record","id":"0035g0000000001AAA"}"#]],
    );
}

#[test]
fn several_matches_open_the_search() {
    check_search(
        &mut Org::seeded(),
        search("(206) 555-0142", Value::Null, false),
        expect![[r#"
        ["\"Contact\" \"Amira Haddad\"", "\"Contact\" \"Samuel Okafor\"", "\"Account\" \"Bluewater Clinic\""]
        data null
        go {"kind":"search","text":"(206) 555-0142"}"#]],
    );
}

#[test]
fn no_match_opens_a_new_record_with_its_defaults() {
    let mut args = search("+19995550000", json!("inbound"), false);
    args["defaultFieldValues"] = json!({ "Phone": "+19995550000" });
    check_search(
        &mut Org::seeded(),
        args,
        expect![[r#"
        []
        data null
        go {"kind":"new","object":"Contact","defaults":{"Phone":"+19995550000"}}"#]],
    );
}

#[test]
fn deferred_only_says_what_would_pop() {
    check_search(
        &mut Org::seeded(),
        search("maya.torres@example.com", json!("inbound"), true),
        expect![[r#"
        ["\"Contact\" \"Maya Torres\""]
        data {"type":"sobject","params":{"recordId":"0035g0000000001AAA"}}
        go null"#]],
    );
}

#[test]
fn outbound_and_internal_do_not_pop() {
    check_search(
        &mut Org::seeded(),
        search("2135550100", json!("outbound"), false),
        expect![[r#"
        ["\"Contact\" \"Maya Torres\""]
        data null
        go null"#]],
    );
    check_search(
        &mut Org::seeded(),
        search("Ada Lov", json!("internal"), false),
        expect![[r#"
        ["\"User\" \"Ada Lovelace\""]
        data null
        go null"#]],
    );
}

#[test]
fn short_texts_find_and_pop_nothing() {
    check_search(
        &mut Org::seeded(),
        search("", json!("inbound"), false),
        expect![[r#"
        []
        data null
        go null"#]],
    );
}

#[test]
fn only_fields_of_the_layout_are_searched() {
    let mut org = Org::seeded();
    org.settings(json!({ "softphoneLayout": { "Inbound": { "objects": { "Contact": [] }, "screenPopSettings": { "NoMatch": null } } } }))
        .unwrap();
    check_search(
        &mut org,
        search("2135550100", json!("inbound"), false),
        expect![[r#"
        []
        data null
        go null"#]],
    );
}

#[test]
fn the_layout_may_pop_pages_and_flows() {
    let mut org = Org::seeded();
    org.settings(json!({ "softphoneLayout": { "Inbound": { "screenPopSettings": {
        "NoMatch": { "screenPopType": "PopToFlow", "screenPopData": "Intake" },
        "SingleMatch": { "screenPopType": "PopToVisualforce", "screenPopData": "Caller" } } } } }))
        .unwrap();
    let mut args = search("2135550100", json!("inbound"), false);
    args["queryParams"] = json!("a=1");
    check_search(
        &mut org,
        args,
        expect![[r#"
        ["\"Contact\" \"Maya Torres\""]
        data null
        go {"kind":"url","url":"/apex/Caller?a=1"}"#]],
    );
    let mut args = search("2135559999", json!("inbound"), true);
    args["params"] = json!({ "FLOW": { "flowArgs": [{ "name": "n", "type": "String", "value": "v" }] } });
    check_search(
        &mut org,
        args,
        expect![[r#"
        []
        data {"type":"flow","params":{"flowDevName":"Intake","flowArgs":[{"name":"n","type":"String","value":"v"}]}}
        go null"#]],
    );
}

#[test]
fn a_result_row_has_the_layout_fields_that_have_values() {
    let answer = ask(&mut Org::seeded(), "searchAndScreenPop", search("2135550100", Value::Null, true));
    let row = answer["value"]["0035g0000000001AAA"].as_object().unwrap();
    let names: Vec<_> = row.keys().map(String::as_str).collect();
    assert_eq!(names, ["Id", "Name", "RecordType", "LastModifiedDate", "Phone", "Email"]);
}

#[test]
fn typed_pops() {
    let pop = |kind: &str, params: Value| json!({ "type": kind, "params": params });
    let go = |args: Value, expected: Expect| check("screenPop", args, expected);
    go(
        pop("sobject", json!({ "recordId": "0035g0000000001" })),
        expect![[r#"{"value":null,"navigate":{"kind":"record","id":"0035g0000000001AAA"},"panel":null}"#]],
    );
    go(
        pop("sobject", json!({ "recordId": "" })),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `recordId` must be a record id, found ``","details":null}"#
        ]],
    );
    go(
        pop("SOBJECT", json!({ "recordId": "0035g0000000001" })),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `type` must be a screen pop type, found `SOBJECT`","details":null}"#
        ]],
    );
    go(
        pop("url", json!({ "url": "/lightning/o/Case/list" })),
        expect![[r#"{"value":null,"navigate":{"kind":"url","url":"/lightning/o/Case/list"},"panel":null}"#]],
    );
    go(
        pop("url", json!({ "url": "https://example.com" })),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `url` must be a relative URL, found `https://example.com`","details":null}"#
        ]],
    );
    go(
        pop("objecthome", json!({ "scope": "account" })),
        expect![[r#"{"value":null,"navigate":{"kind":"list","object":"Account"},"panel":null}"#]],
    );
    go(
        pop("list", json!({ "listViewId": "00B1", "scope": "Case" })),
        expect![[r#"{"value":null,"navigate":{"kind":"list","object":"Case","view":"00B1"},"panel":null}"#]],
    );
    go(
        pop("search", json!({ "searchString": "ab" })),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `searchString` must be 3 characters or more, found `ab`","details":null}"#
        ]],
    );
    go(
        pop("newRecord", json!({ "entityName": "Case", "defaultFieldValues": { "Subject": "S" } })),
        expect![[
            r#"{"value":null,"navigate":{"kind":"new","object":"Case","defaults":{"Subject":"S"}},"panel":null}"#
        ]],
    );
    go(
        pop("newRecord", json!({})),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `entityName` must be a string, found undefined","details":null}"#
        ]],
    );
    go(
        pop("flow", json!({ "flowDevName": "Intake", "flowArgs": [] })),
        expect![[r#"{"value":null,"navigate":{"kind":"flow","name":"Intake","args":[]},"panel":null}"#]],
    );
}

#[test]
fn the_panel_checks_its_arguments() {
    check(
        "setSoftphonePanelHeight",
        json!({ "heightPX": 240 }),
        expect![[r#"{"value":null,"navigate":null,"panel":{"height":240.0}}"#]],
    );
    check(
        "setSoftphonePanelHeight",
        json!({ "heightPX": 239 }),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `heightPX` must be between 240 and 2560 pixels, found 239","details":null}"#
        ]],
    );
    check(
        "setSoftphonePanelWidth",
        json!({ "widthPX": "400" }),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `widthPX` must be a number, found `400`","details":null}"#
        ]],
    );
    check(
        "setSoftphonePanelWidth",
        json!({ "widthPX": 1921 }),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `widthPX` must be between 200 and 1920 pixels, found 1921","details":null}"#
        ]],
    );
    check(
        "setSoftphonePanelVisibility",
        json!({ "visible": "yes" }),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `visible` must be a boolean, found `yes`","details":null}"#
        ]],
    );
    check(
        "setSoftphoneItemLabel",
        json!({ "label": "Call" }),
        expect![[r#"{"value":null,"navigate":null,"panel":{"itemLabel":"Call"}}"#]],
    );
    check(
        "setSoftphonePanelIcon",
        json!({}),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `key` must be a string, found undefined","details":null}"#
        ]],
    );
    check(
        "isSoftphonePanelVisible",
        json!({}),
        expect![[r#"{"value":{"visible":true},"navigate":null,"panel":null}"#]],
    );
    check(
        "enableClickToDial",
        json!({}),
        expect![[r#"{"value":null,"navigate":null,"panel":{"clickToDial":true}}"#]],
    );
    check(
        "getAppViewInfo",
        json!({}),
        expect![[
            r#"{"value":{"url":"http://localhost:8080/lightning/page/home"},"navigate":null,"panel":null}"#
        ]],
    );
}

#[test]
fn logs_are_created_and_updated() {
    let mut org = Org::seeded();
    let answer =
        ask(&mut org, "saveLog", json!({ "object": { "entityApiName": "Task", "Subject": "Call" } }));
    let id = answer["value"]["recordId"].as_str().unwrap().to_owned();
    let answer = ask(&mut org, "saveLog", json!({ "object": { "Id": id, "Status": "Completed" } }));
    assert_eq!(answer["value"]["recordId"], id);
    assert_eq!(org.record(&id).unwrap().get("IsClosed"), true);
}

#[test]
fn bad_logs_say_which_field() {
    check(
        "saveLog",
        json!({ "object": { "entityApiName": "Contact", "FirstName": "A" } }),
        expect![[
            r#"{"code":"GENERIC_ERROR","description":"An error occurred while calling the API method.","details":{"fieldErrors":{"LastName":[{"code":"REQUIRED_FIELD_MISSING","message":"required fields are missing: `LastName`"}]},"pageErrors":[]}}"#
        ]],
    );
    check(
        "saveLog",
        json!({ "object": { "entityApiName": "Nope__c" } }),
        expect![[
            r#"{"code":"GENERIC_ERROR","description":"An error occurred while calling the API method.","details":{"fieldErrors":{},"pageErrors":[{"code":"INVALID_TYPE","message":"object `Nope__c` is not supported"}]}}"#
        ]],
    );
    check(
        "saveLog",
        json!({ "object": null }),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `object` must be an object, found null","details":null}"#
        ]],
    );
    check(
        "saveLog",
        json!({ "object": { "Subject": "x" } }),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `entityApiName` must be an object's API name, found undefined","details":null}"#
        ]],
    );
}

#[test]
fn apex_exists_only_where_settings_say_so() {
    let args = json!({ "apexClass": "Greeter", "methodName": "hello", "methodParams": "name=A" });
    check(
        "runApex",
        args.clone(),
        expect![[
            r#"{"code":"SERVER_ERROR","description":"Could not load Apex class: Greeter.","details":null}"#
        ]],
    );
    let mut org = Org::seeded();
    org.settings(json!({ "apex": { "Greeter.hello": "{\"text\":\"hi\"}" } })).unwrap();
    assert_eq!(ask(&mut org, "runApex", args)["value"]["runApex"], "{\"text\":\"hi\"}");
}

#[test]
fn cadence_work_is_completed_with_its_task() {
    let work = |attributes: Value| json!({ "workId": "w1", "attributes": attributes });
    check(
        "completeWork",
        work(json!({ "disposition": "Connected", "taskId": "00T1" })),
        expect![[r#"{"value":null,"navigate":null,"panel":null}"#]],
    );
    check(
        "completeWork",
        work(json!({ "disposition": "Connected" })),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `taskId` must be a string, found undefined","details":null}"#
        ]],
    );
    check(
        "completeWork",
        json!({}),
        expect![[
            r#"{"code":"INVALID_PARAM","description":"parameter `workId` must be a string, found undefined","details":null}"#
        ]],
    );
}

#[test]
fn unknown_methods_fail() {
    check(
        "dial",
        json!({}),
        expect![[r#"{"code":"GENERIC_ERROR","description":"no Open CTI method `dial`","details":null}"#]],
    );
}
