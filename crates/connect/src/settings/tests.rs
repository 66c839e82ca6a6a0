//! What the phone is started with, from the merged settings to Streams' parameters.

use cti_core::merged::Merged;
use expect_test::{Expect, expect};
use serde_json::json;

use super::*;

const CCP: &str = "https://acme.example/ccp-v2";

/// The parameters that differ from those without any setting, and what was wrong.
fn check(merged: Value, expected: Expect) {
    let mut merged = Merged::parse(&merged.to_string());
    let params = PhoneSettings::read(CCP, &mut merged).init_params();
    let standard = PhoneSettings::new(CCP).init_params();
    let differs = |(name, value): &(&String, &Value)| standard.get(name.as_str()) != Some(*value);
    let mut lines: Vec<_> = params
        .as_object()
        .into_iter()
        .flatten()
        .filter(differs)
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    lines.extend(merged.problems);
    expected.assert_eq(&lines.join("\n"));
}

fn feature(name: &str, value: &str) -> Value {
    json!({ "name": name, "value": value, "active": true })
}

#[test]
fn without_settings_the_sound_is_in_the_page_and_the_page_rings() {
    check(json!({}), expect![""]);
    let params = PhoneSettings::new(CCP).init_params();
    expect![[
        r#"{"ccpUrl":"https://acme.example/ccp-v2","loginUrl":"https://acme.example/ccp-v2","loginPopup":false,"loginOptions":{"disableAuthPopupAfterLogout":true},"ccpLoadTimeout":5000,"ccpSynTimeout":1000,"ccpAckTimeout":3000,"softphone":{"allowFramedSoftphone":true,"disableRingtone":true,"allowEarlyGum":true},"chat":{"disableRingtone":true},"task":{"disableRingtone":true},"pageOptions":{"enableAudioDeviceSettings":true,"enablePhoneTypeSettings":true}}"#
    ]]
    .assert_eq(&params.to_string());
}

#[test]
fn every_setting_of_the_adapter_reaches_streams_by_its_documented_name() {
    check(
        json!({ "adapter": {
            "medialess": true, "earlyGetUserMedia": false, "audioDeviceSettings": false,
            "phoneTypeSettings": false, "region": "eu-central-1", "ssoUrl": "https://sso.example/",
        } }),
        expect![[r#"
            loginUrl: "https://sso.example/"
            softphone: {"allowFramedSoftphone":false,"disableRingtone":true,"allowEarlyGum":false}
            pageOptions: {"enableAudioDeviceSettings":false,"enablePhoneTypeSettings":false}
            region: "eu-central-1""#]],
    );
}

#[test]
fn a_virtual_desktop_is_named_as_streams_knows_it_with_media_or_without() {
    let features = json!([feature("VDIPlatform", "Name: citrix")]);
    check(
        json!({ "features": features, "adapter": { "medialess": true } }),
        expect![[
            r#"softphone: {"allowFramedSoftphone":false,"disableRingtone":true,"allowEarlyGum":true,"VDIPlatform":"CITRIX"}"#
        ]],
    );
    check(
        json!({ "features": [feature("VDIPlatform", "Name: VMWARE")] }),
        expect!["feature `VDIPlatform`: `Name` is none of CITRIX, CITRIX_413, AWS_WORKSPACE, OMNISSA"],
    );
}

#[test]
fn a_second_region_needs_its_instance_and_the_one_place_to_sign_in() {
    let signs_in = feature(
        "GlobalResiliency",
        "GlobalSignInEndpoint: https://global.example/?a=b\nRetainAgentStateEnabled: true",
    );
    let replica = json!({ "replica": { "ccpUrl": "https://acme-west.example/ccp-v2" }, "ssoUrl": "https://sso.example/" });
    check(
        json!({ "features": [signs_in.clone()], "adapter": replica.clone() }),
        expect![[r#"
            loginUrl: "https://global.example/?a=b"
            enableGlobalResiliency: true
            secondaryCCPUrl: "https://acme-west.example/ccp-v2""#]],
    );
    check(
        json!({ "features": [signs_in] }),
        expect![
            "feature `GlobalResiliency`: the adapter has no replica instance; the phone starts in one region"
        ],
    );
    check(
        json!({ "features": [feature("GlobalResiliency", "")], "adapter": replica }),
        expect![[r#"
            loginUrl: "https://sso.example/"
            feature `GlobalResiliency`: `GlobalSignInEndpoint` is missing; the phone starts in one region"#]],
    );
}

#[test]
fn the_agent_signs_in_at_the_phone_unless_told_otherwise() {
    let mut settings = PhoneSettings::new(CCP);
    settings.login_url = Some(String::new());
    assert_eq!(settings.login_url(), CCP);
}
