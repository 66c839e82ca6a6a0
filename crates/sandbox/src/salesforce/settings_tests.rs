//! The configuration as the softphone reads it.

use super::Org;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

const CCP: &str = "http://localhost:8082/ccp-v2";

fn check(change: Value, expected: Expect) {
    let mut org = Org::seeded();
    let answer = match org.settings(change) {
        Ok(()) => "ok".to_owned(),
        Err(error) => error.to_string(),
    };
    expected.assert_eq(&answer);
}

#[test]
fn the_defaults_are_whole() {
    let all = Org::seeded().configuration(CCP);
    let names: Vec<_> = all.as_object().unwrap().keys().collect();
    assert_eq!(names, ["adapter", "attributes", "actions", "presenceRules", "features", "user", "flows"]);
    assert_eq!(all["adapter"]["ccpUrl"], CCP);
    assert_eq!(all["user"]["name"], "Ada Lovelace");
    let flows: Vec<_> =
        all["flows"].as_array().unwrap().iter().map(|f| format!("{} {}", f["source"], f["event"])).collect();
    expect![[r#"
        [
            "\"salesforceUi\" \"onClickToDial\"",
            "\"voiceContact\" \"onConnecting\"",
            "\"chatContact\" \"onConnecting\"",
            "\"queueCallbackContact\" \"onIncoming\"",
        ]
    "#]]
    .assert_debug_eq(&flows);
}

#[test]
fn default_flows_are_flows() {
    for flow in Org::seeded().configuration(CCP)["flows"].as_array().unwrap() {
        let body: Value = serde_json::from_str(flow["body"].as_str().unwrap()).unwrap();
        assert_eq!(body["name"], flow["name"]);
        assert_eq!(body["actions"][0]["type"], "SE_Start");
    }
}

#[test]
fn bound_flows_replace_the_defaults_until_cleared() {
    let mut org = Org::seeded();
    org.bind_flow("voiceContact", "onConnecting", Some("Mine"), &json!({ "actions": [] }));
    org.bind_flow("voiceContact", "onEnded", None, &json!("{broken"));
    let flows = org.configuration(CCP)["flows"].clone();
    expect![[r#"[["Mine","{\"actions\":[]}"],["voiceContact.onEnded","{broken"]]"#]].assert_eq(
        &flows
            .as_array()
            .unwrap()
            .iter()
            .map(|f| json!([f["name"], f["body"]]))
            .collect::<Value>()
            .to_string(),
    );
    org.clear_flows();
    assert_eq!(org.configuration(CCP)["flows"].as_array().unwrap().len(), 4);
}

#[test]
fn settings_merge_by_name() {
    let mut org = Org::seeded();
    org.settings(json!({ "adapter": { "medialess": true }, "features": [],
        "softphoneLayout": { "Inbound": { "screenPopSettings": { "NoMatch": null } } } }))
        .unwrap();
    let all = org.configuration(CCP);
    assert_eq!(all["adapter"]["medialess"], true);
    assert_eq!(all["adapter"]["defaultRegion"], "US");
    assert_eq!(all["features"], json!([]));
    assert_eq!(org.layout.inbound.screen_pop_settings.no_match, None);
    assert!(org.layout.inbound.screen_pop_settings.multiple_matches.is_some());
}

#[test]
fn wrong_settings_are_named() {
    check(
        json!({ "adaptor": {} }),
        expect![
            "no setting `adaptor`; there are `adapter`, `attributes`, `actions`, `presenceRules`, `features`, `user`, `softphoneLayout`, `callCenter`, `presenceUtility`, `apex`, `leaseSeconds`"
        ],
    );
    check(json!({ "attributes": {} }), expect!["setting `attributes` is a list"]);
    check(json!([]), expect!["settings are an object"]);
    check(
        json!({ "softphoneLayout": { "Sideways": {} } }),
        expect![
            "setting `softphoneLayout`: unknown field `Sideways`, expected one of `Internal`, `Inbound`, `Outbound`"
        ],
    );
}
