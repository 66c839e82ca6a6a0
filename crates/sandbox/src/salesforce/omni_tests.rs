//! Presence by the table: calls of the toolkit and changes from outside, in order; answers and events out.

use super::Org;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

/// `(method, argument)` of the toolkit, or `("change", what the control API sends)`.
fn check(steps: &[(&str, Value)], expected: Expect) {
    let mut org = Org::seeded();
    let mut lines = Vec::new();
    for (method, argument) in steps {
        let events = if *method == "change" {
            match org.change_omni(argument) {
                Ok(events) => events,
                Err(problem) => {
                    lines.push(format!("refused: {problem}"));
                    continue;
                }
            }
        } else {
            let args = if argument.is_null() { Vec::new() } else { vec![argument.clone()] };
            let (answer, events) = org.presence_call(method, &args);
            lines.push(format!("{method} -> {answer}"));
            events
        };
        lines.extend(events.into_iter().map(|(name, payload)| format!("  {name} {payload}")));
    }
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn a_status_logs_in() {
    check(
        &[
            ("getServicePresenceStatusId", Value::Null),
            ("setServicePresenceStatus", json!("0N55g0000000001")),
            ("setServicePresenceStatus", json!("0N55g0000000001CAA")),
            ("getServicePresenceStatusId", Value::Null),
            ("login", json!("0N55g0000000002")),
            ("getServicePresenceStatusChannels", Value::Null),
            ("logout", Value::Null),
            ("logout", Value::Null),
        ],
        expect![[r#"
            getServicePresenceStatusId -> {"success":false}
            setServicePresenceStatus -> {"statusId":"0N55g0000000001","statusName":"Available","statusApiName":"Available","channels":"[{\"channelId\":\"0N95g0000000001\",\"developerName\":\"Phone\"},{\"channelId\":\"0N95g0000000002\",\"developerName\":\"Case\"}]","success":true}
              LOGIN_SUCCESS {"statusId":"0N55g0000000001"}
              STATUS_CHANGED {"statusId":"0N55g0000000001","statusName":"Available","statusApiName":"Available","channels":"[{\"channelId\":\"0N95g0000000001\",\"developerName\":\"Phone\"},{\"channelId\":\"0N95g0000000002\",\"developerName\":\"Case\"}]"}
            setServicePresenceStatus -> {"statusId":"0N55g0000000001","statusName":"Available","statusApiName":"Available","channels":"[{\"channelId\":\"0N95g0000000001\",\"developerName\":\"Phone\"},{\"channelId\":\"0N95g0000000002\",\"developerName\":\"Case\"}]","success":true}
            getServicePresenceStatusId -> {"statusId":"0N55g0000000001","statusName":"Available","statusApiName":"Available","success":true}
            login -> {"success":true}
              STATUS_CHANGED {"statusId":"0N55g0000000002","statusName":"On Break","statusApiName":"On_Break","channels":"[]"}
            getServicePresenceStatusChannels -> {"channels":"[]","success":true}
            logout -> {"success":true}
              LOGOUT null
            logout -> {"success":false}"#]],
    );
}

#[test]
fn who_is_unknown_or_logged_out_is_refused() {
    check(
        &[
            ("login", json!("Available")),
            ("setServicePresenceStatus", json!("0N55g0000000009")),
            ("setServicePresenceStatus", Value::Null),
            ("getAgentWorkload", Value::Null),
            ("getAgentWorks", Value::Null),
            ("acceptAgentWork", json!("0Bz5g0000000001")),
            ("nope", Value::Null),
        ],
        expect![[r#"
            login -> {"success":false}
            setServicePresenceStatus -> {"success":false}
            setServicePresenceStatus -> {"success":false}
            getAgentWorkload -> {"success":false}
            getAgentWorks -> {"success":false}
            acceptAgentWork -> {"success":false}
            nope -> {"success":false}"#]],
    );
}

#[test]
fn work_is_assigned_accepted_and_closed() {
    check(
        &[
            ("change", json!({ "work": { "workItemId": "5005g0000000001" } })),
            ("change", json!({ "status": "Available" })),
            ("change", json!({ "work": { "workItemId": "5005g0000000001", "state": "assigned" } })),
            ("getAgentWorks", Value::Null),
            ("closeAgentWork", json!("0Bz5g0000000001")),
            ("acceptAgentWork", json!("0Bz5g0000000001")),
            ("getAgentWorkload", Value::Null),
            ("change", json!({ "work": { "workItemId": "5005g0000000002" } })),
            ("closeAgentWork", json!("0Bz5g0000000001")),
            ("change", json!({ "status": "offline" })),
        ],
        expect![[r#"
            refused: the user is not logged in to Omni-Channel; set a `status` first
              LOGIN_SUCCESS {"statusId":"0N55g0000000001"}
              STATUS_CHANGED {"statusId":"0N55g0000000001","statusName":"Available","statusApiName":"Available","channels":"[{\"channelId\":\"0N95g0000000001\",\"developerName\":\"Phone\"},{\"channelId\":\"0N95g0000000002\",\"developerName\":\"Case\"}]"}
              WORK_ASSIGNED {"workItemId":"5005g0000000001","workId":"0Bz5g0000000001"}
            getAgentWorks -> {"works":"[{\"workItemId\":\"5005g0000000001\",\"workId\":\"0Bz5g0000000001\",\"isEngaged\":false}]","success":true}
            closeAgentWork -> {"success":false}
            acceptAgentWork -> {"success":true}
              WORK_ACCEPTED {"workItemId":"5005g0000000001","workId":"0Bz5g0000000001"}
              WORKLOAD_CHANGED {"ConfiguredCapacity":"5","PreviousWorkload":"0","NewWorkload":"1"}
            getAgentWorkload -> {"configuredCapacity":"5","currentWorkload":"1","configuredInterruptibleCapacity":"0","currentInterruptibleWorkload":"0","success":true}
              WORK_ASSIGNED {"workItemId":"5005g0000000002","workId":"0Bz5g0000000002"}
              WORK_ACCEPTED {"workItemId":"5005g0000000002","workId":"0Bz5g0000000002"}
              WORKLOAD_CHANGED {"ConfiguredCapacity":"5","PreviousWorkload":"1","NewWorkload":"2"}
            closeAgentWork -> {"success":true}
              WORK_CLOSED {"workItemId":"5005g0000000001","workId":"0Bz5g0000000001"}
              WORKLOAD_CHANGED {"ConfiguredCapacity":"5","PreviousWorkload":"2","NewWorkload":"1"}
              LOGOUT null"#]],
    );
}

#[test]
fn workload_changes_from_outside() {
    check(
        &[
            ("change", json!({ "workload": { "configuredCapacity": 10, "currentWorkload": 2.5 } })),
            ("change", json!({ "workload": { "currentWorkload": 2.5 } })),
            ("change", json!({ "workload": { "currentWorkload": -1 } })),
            ("change", json!({})),
            ("change", json!({ "status": "Lunch" })),
        ],
        expect![[r#"
              WORKLOAD_CHANGED {"ConfiguredCapacity":"10","PreviousWorkload":"0","NewWorkload":"2.5"}
            refused: `omni` takes `status` (a developer name, an id or `offline`), `work` ({workItemId, state?} or {workId, state}) or `workload` ({configuredCapacity?, currentWorkload?})
            refused: `omni` takes `status` (a developer name, an id or `offline`), `work` ({workItemId, state?} or {workId, state}) or `workload` ({configuredCapacity?, currentWorkload?})
            refused: no presence status `Lunch`"#]],
    );
}

#[test]
fn statuses_are_records() {
    let answer = Org::seeded()
        .soql("SELECT Id, MasterLabel FROM ServicePresenceStatus WHERE DeveloperName = 'On_Break'")
        .unwrap();
    assert_eq!(
        answer["records"],
        json!([{ "type": "ServicePresenceStatus", "Id": "0N55g0000000002CAA", "MasterLabel": "On Break" }])
    );
}

#[test]
fn work_tells_its_channel_to_a_query() {
    let mut org = Org::seeded();
    org.change_omni(&json!({ "status": "Available", "work": { "workItemId": "5005g0000000001" } })).unwrap();
    let found = org.soql("SELECT ServiceChannel.DeveloperName FROM AgentWork WHERE Id = '0Bz5g0000000001'");
    assert_eq!(found.unwrap()["records"][0]["ServiceChannel"]["DeveloperName"], "Case");
}
