//! What holds for every org.

use serde_json::json;

use super::{Rig, every_call_ends, last_call};
use crate::fake::Behaviour;
use crate::{Org, PortError, RecordingAction, SessionLease};

pub async fn suite(org: &dyn Org, rig: &dyn Rig) {
    calls_end(org, rig).await;
    calls_arrive_as_they_are(org, rig).await;
    a_configuration_is_read(org, rig).await;
}

async fn calls_end(org: &dyn Org, rig: &dyn Rig) {
    let found = json!({"records": []});
    every_call_ends("configuration", rig, &json!({}), || org.configuration()).await;
    every_call_ends("retrieve", rig, &json!({"Id": "1"}), || org.retrieve("Case", "1", &[])).await;
    every_call_ends("search", rig, &found, || org.search(json!({"find": "x"}))).await;
    every_call_ends("query", rig, &found, || org.query(json!({"object": "Case"}))).await;
    every_call_ends("updateContactAttributes", rig, &json!({}), || {
        org.update_contact_attributes("c", json!({}))
    })
    .await;
    every_call_ends("runApex", rig, &json!({"runApex": "done"}), || org.run_apex("C", "m", "")).await;
    let lease = SessionLease { key: "k".to_owned(), seconds: 60, ..SessionLease::default() };
    every_call_ends("renewLease", rig, &json!({"seconds": 60}), || org.renew_lease(&lease)).await;
    for action in RecordingAction::ALL {
        every_call_ends(action.call(), rig, &json!(null), || org.recording(action, "c", "c")).await;
    }
}

async fn calls_arrive_as_they_are(org: &dyn Org, rig: &dyn Rig) {
    let fields = ["Subject".to_owned(), "Owner.Name".to_owned()];
    let record = json!({"Id": "500", "Subject": "Tom & Jerry's <b>", "Owner": {"Name": null}});
    rig.will(Behaviour::Answers(record.clone()));
    assert_eq!(org.retrieve("Case", "500", &fields).await, Ok(record));
    last_call(rig, "retrieve", &json!(["Case", "500", ["Subject", "Owner.Name"]]));

    let query = json!({"object": "Contact", "where": [{"field": "Name", "op": "=", "value": "O'Neil"}]});
    assert!(org.query(query.clone()).await.is_ok());
    last_call(rig, "query", &json!([query]));

    assert_eq!(org.update_contact_attributes("c-1", json!({"case": "500"})).await, Ok(()));
    last_call(rig, "updateContactAttributes", &json!(["c-1", {"case": "500"}]));

    let soql = json!({"query": "SELECT Id FROM Contact WHERE Name = 'O\\'Neil'"});
    assert!(org.query(soql.clone()).await.is_ok());
    last_call(rig, "query", &json!([soql]));

    let apex = |params: &str| json!({"apexClass": "Acme", "methodName": "find", "methodParams": params});
    for (text, expected) in [(r#"{"a":[1]}"#, json!({"a": [1]})), ("no JSON", json!("no JSON"))] {
        rig.will(Behaviour::Answers(json!({"runApex": text})));
        assert_eq!(org.run_apex("Acme", "find", "name=O'Neil&x=%26").await, Ok(expected));
        last_call(rig, "runApex", &apex("name=O'Neil&x=%26"));
    }

    for action in RecordingAction::ALL {
        assert_eq!(org.recording(action, "c-2", "c-1").await, Ok(()));
        last_call(rig, action.call(), &json!(["c-2", "c-1"]));
    }
}

async fn a_configuration_is_read(org: &dyn Org, rig: &dyn Rig) {
    rig.will(Behaviour::Answers(
        json!({"adapter": {"name": "A"}, "features": [{"name": "F", "active": true}]}),
    ));
    let configuration = org.configuration().await;
    assert!(
        configuration.as_ref().is_ok_and(|it| it.adapter.name == "A" && it.feature("F").is_some()),
        "{configuration:?}"
    );
    rig.will(Behaviour::Answers(json!({"flows": "none"})));
    let configuration = org.configuration().await;
    assert!(matches!(configuration, Err(PortError::Malformed { .. })), "{configuration:?}");
}
