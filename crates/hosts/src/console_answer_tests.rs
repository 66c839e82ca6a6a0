//! The toolkit's texts by the table.

use super::*;

fn members(value: Value) -> Members {
    value.as_object().cloned().unwrap()
}

fn refused(answer: Value, expected: &str) {
    assert_eq!(open("closeTab", answer).unwrap_err().to_string(), expected);
}

#[test]
fn success_may_be_a_flag_or_text() {
    for success in [json!(true), json!("true")] {
        let answer = json!({"success": success, "id": "a"});
        assert_eq!(open("openPrimaryTab", answer.clone()), Ok(members(answer)));
    }
    refused(json!({"success": false}), "error: no reason given");
    refused(json!({"success": "false", "error": "no such tab"}), "error: no such tab");
    refused(json!({"success": false, "errors": [{"code": "C", "message": "m"}]}), "C: m");
    refused(json!({}), "unreadable answer from `closeTab`: no `success`");
    refused(json!("ok"), "unreadable answer from `closeTab`: no object");
}

#[test]
fn lists_may_come_alone() {
    assert_eq!(ids(&members(json!({"ids": ["a", "b"]}))), ["a", "b"]);
    assert_eq!(ids(&members(json!({"ids": "a"}))), ["a"]);
    for none in [json!({"ids": ""}), json!({"ids": null}), json!({})] {
        assert!(ids(&members(none)).is_empty());
    }
}

#[test]
fn a_record_in_focus_has_eighteen_characters() {
    let of = |id: Value| object_id(&members(json!({"id": id})));
    assert_eq!(of(json!("0035g00000AbCdE")).as_deref(), Some("0035g00000AbCdEAAV"));
    assert_eq!(of(json!("0035g00000AbCdEAAV")).as_deref(), Some("0035g00000AbCdEAAV"));
    assert_eq!([of(json!(null)), of(json!("null")), of(json!(""))], [None, None, None]);
}

#[test]
fn numbers_become_numbers() {
    let of = |answer: Value| workload(&members(answer));
    assert_eq!(
        of(json!({"configuredCapacity": "5.0", "currentWorkload": "1.5"})),
        json!({"configuredCapacity": 5, "currentWorkload": 1.5})
    );
    assert_eq!(
        of(json!({"configuredCapacity": 5, "currentWorkload": "none"})),
        json!({"configuredCapacity": 5, "currentWorkload": null})
    );
}

#[test]
fn a_status_is_three_texts() {
    assert_eq!(
        status(&members(json!({"success": true, "statusId": "0N55g0000004C92", "statusName": "Available",
            "statusApiName": "Available_All", "channels": "[]"}))),
        json!({"statusId": "0N55g0000004C92CAE", "statusName": "Available", "statusApiName": "Available_All"})
    );
    assert_eq!(status(&Members::new()), json!({"statusId": null, "statusName": null, "statusApiName": null}));
}

#[test]
fn a_tab_tells_its_record_as_far_as_known() {
    let page = |page: &str| members(json!({"success": true, "pageInfo": page}));
    let classic = page(
        r#"{"url":"https://acme.example/0035g00000AbCdE","objectId":"0035g00000AbCdE","object":"Contact"}"#,
    );
    assert_eq!(
        tab("scc-pt-1", Some(&classic), None),
        json!({"tabId": "scc-pt-1", "url": "https://acme.example/0035g00000AbCdE",
            "objectId": "0035g00000AbCdEAAV", "object": "Contact"})
    );
    let url = "https://acme.example/lightning/r/Case/5005g00000AbCdEAAV/view";
    let lightning = page(&json!({"url": url, "objectId": "5005g00000AbCdEAAV"}).to_string());
    assert_eq!(
        tab("ctab1", Some(&lightning), None),
        json!({"tabId": "ctab1", "url": url, "objectId": "5005g00000AbCdEAAV", "object": "Case"})
    );
    let link = "/lightning/r/0035g00000AbCdE/view";
    assert_eq!(
        tab("ctab2", Some(&page("{broken")), Some(link)),
        json!({"tabId": "ctab2", "url": link, "objectId": null, "object": null})
    );
    assert_eq!(
        tab("ctab3", None, None),
        json!({"tabId": "ctab3", "url": null, "objectId": null, "object": null})
    );
}

#[test]
fn channels_come_as_json_text() {
    assert_eq!(
        status_changed(&members(
            json!({"statusId": "0N55g0000004C92", "statusName": "A", "statusApiName": "B",
            "channels": r#"[{"channelId":"0N95g0000004C93","developerName":"Phone"}]"#})
        )),
        HostEvent::PresenceStatusChanged(json!({
            "statusId": "0N55g0000004C92CAE", "statusName": "A", "statusApiName": "B",
            "channels": [{"channelId": "0N95g0000004C93CAE", "developerName": "Phone"}]}))
    );
    assert_eq!(
        status_changed(&members(json!({"statusId": "x", "channels": "none"}))),
        HostEvent::PresenceStatusChanged(
            json!({"statusId": "x", "statusName": null, "statusApiName": null, "channels": []})
        )
    );
}

#[test]
fn workload_is_read_in_either_case() {
    for payload in [
        json!({"ConfiguredCapacity": "5", "PreviousWorkload": "1", "NewWorkload": "2.5"}),
        json!({"configuredCapacity": 5, "previousWorkload": 1, "newWorkload": 2.5}),
    ] {
        assert_eq!(
            workload_changed(&members(payload)),
            HostEvent::WorkloadChanged(
                json!({"configuredCapacity": 5, "previousWorkload": 1, "newWorkload": 2.5})
            )
        );
    }
}

#[test]
fn work_and_its_item_have_eighteen_characters() {
    assert_eq!(
        work_accepted(&members(json!({"workItemId": "5005g00000AbCdE", "workId": "0Bz5g0000004C94"}))),
        HostEvent::WorkAccepted(json!({"workItemId": "5005g00000AbCdEAAV", "workId": "0Bz5g0000004C94CAE"}))
    );
}
