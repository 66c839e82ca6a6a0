//! `cti presence`.

use expect_test::expect;
use serde_json::{Value, json};

use super::{check, cti, file};

fn rule(name: &str, from: &str, state: &str, to: &str, value: &str) -> Value {
    json!({
        "name": name, "active": true, "source": format!("{from} Agent State Change"),
        "operandA": format!("{from} Agent New State"), "operandAValue": null, "comparator": "Equal to",
        "operandB": "Static Value", "operandBValue": state,
        "destination": format!("{to} Agent State"), "value": value,
    })
}

fn mirror(test: &str) -> String {
    let rules = json!([
        rule("There", "Connect", "Break", "Salesforce", "On_Break"),
        rule("Back", "Salesforce", "On_Break", "Connect", "Break"),
        rule("Work", "Connect", "Available", "Salesforce", "Available"),
    ]);
    file(test, "rules.json", rules.to_string())
}

#[test]
fn sound_rules_are_fine() {
    check(
        &cti(&["presence", "check", &mirror("sound-rules")]),
        expect![[r#"
        --
        exit 0"#]],
    );
}

#[test]
fn problems_are_said_in_words_and_as_lines() {
    let rules = json!({ "presenceRules": [
        rule("Label", "Connect", "Break", "Salesforce", "On Break"),
        rule("Logout", "Salesforce", "Offline", "Connect", "Offline"),
    ] });
    let rules = file("bad-rules", "settings.json", rules.to_string());
    check(
        &cti(&["presence", "check", &rules]),
        expect![[r#"
        --
        tmp/bad-rules/settings.json: error[not-a-developer-name] rule `Label`, `value`: `On Break` is a label; name the status by its developer name, such as `On_Break`
        tmp/bad-rules/settings.json: warning[offline-is-a-logout] rule `Logout`, `operandBValue`: no status is `Offline`; a logout is the source `Salesforce Agent Logout`
        exit 1"#]],
    );
    check(
        &cti(&["presence", "check", "--format", "json", &rules]),
        expect![[r#"
        {"file":"tmp/bad-rules/settings.json","rule":"Label","field":"value","severity":"error","code":"not-a-developer-name","message":"`On Break` is a label; name the status by its developer name, such as `On_Break`"}
        {"file":"tmp/bad-rules/settings.json","rule":"Logout","field":"operandBValue","severity":"warning","code":"offline-is-a-logout","message":"no status is `Offline`; a logout is the source `Salesforce Agent Logout`"}
        --
        exit 1"#]],
    );
}

#[test]
fn a_simulation_says_what_applies_and_what_is_held_back() {
    let events = json!([
        { "at": 0, "source": "connectAgentStateChange", "oldState": "Available", "newState": "Break" },
        { "at": 30, "source": "Connect Agent State Change", "oldState": "Break", "newState": "Available" },
        { "at": 60, "source": "Connect Agent State Change", "oldState": "Available", "newState": "Break" },
        { "at": 5000, "source": "salesforceWorkloadChanged", "newWorkload": 3, "configuredCapacity": 5 },
    ]);
    let events = file("simulated", "events.json", events.to_string());
    let rules = mirror("simulated");
    check(
        &cti(&["presence", "simulate", &rules, &events, "--echo-after", "40"]),
        expect![[r#"
            0 ms  Connect Agent State Change: `Available` to `Break`
              rule `There` applies: Connect Agent New State (`Break`) equal to `Break`
              rule `Work` does not apply: Connect Agent New State (`Break`) equal to `Available`
              Salesforce `On_Break` is set at 0 ms, by rule `There`
            30 ms  Connect Agent State Change: `Break` to `Available`
              rule `There` does not apply: Connect Agent New State (`Available`) equal to `Break`
              rule `Work` applies: Connect Agent New State (`Available`) equal to `Available`
            40 ms  Salesforce Agent State Change: `On_Break`
              our own doing: no rule is applied
              rule `Back` would apply: Salesforce Agent New State (`On_Break`) equal to `On_Break`
            60 ms  Connect Agent State Change: `Available` to `Break`
              rule `There` applies: Connect Agent New State (`Break`) equal to `Break`
              rule `Work` does not apply: Connect Agent New State (`Break`) equal to `Available`
              Salesforce `Available` is not set any more: the later word counts
              Salesforce `On_Break` is there already at 100 ms, by rule `There`
            5000 ms  Salesforce Workload Changed: 0 to 3 of 5
              no rule listens to it
            --
            exit 0"#]],
    );
    check(
        &cti(&["presence", "simulate", &rules, &events, "--format", "json"]),
        expect![[r#"
        {"at":0.0,"kind":"event","source":"Connect Agent State Change","state":"Break","echo":false,"rules":[{"rule":"There","applies":true,"operandA":"Break","operandB":"Break"},{"rule":"Work","applies":false,"operandA":"Break","operandB":"Available"}],"replaced":[]}
        {"at":0.0,"kind":"set","side":"Salesforce","state":"On_Break","rule":"There"}
        {"at":30.0,"kind":"event","source":"Connect Agent State Change","state":"Available","echo":false,"rules":[{"rule":"There","applies":false,"operandA":"Available","operandB":"Break"},{"rule":"Work","applies":true,"operandA":"Available","operandB":"Available"}],"replaced":[]}
        {"at":60.0,"kind":"event","source":"Connect Agent State Change","state":"Break","echo":false,"rules":[{"rule":"There","applies":true,"operandA":"Break","operandB":"Break"},{"rule":"Work","applies":false,"operandA":"Break","operandB":"Available"}],"replaced":[{"side":"Salesforce","state":"Available","rule":"Work"}]}
        {"at":100.0,"kind":"set","side":"Salesforce","state":"On_Break","rule":"There"}
        {"at":5000.0,"kind":"event","source":"Salesforce Workload Changed","state":null,"echo":false,"rules":[],"replaced":[]}
        --
        exit 0"#]],
    );
}

#[test]
fn what_cannot_be_read_is_named() {
    let rules = mirror("unreadable-events");
    let wrong = file("unreadable-events", "events.json", r#"[{ "source": "salesforceWorkloadChanged" }]"#);
    check(
        &cti(&["presence", "simulate", &rules, &wrong]),
        expect![[r#"
        --
        cti: event 1 of `tmp/unreadable-events/events.json`: `Salesforce Workload Changed` needs `newWorkload`
        exit 2"#]],
    );
    let wrong = file("unreadable-events", "wrong.json", "{}");
    check(
        &cti(&["presence", "check", &wrong]),
        expect![[r#"
        --
        cti: `tmp/unreadable-events/wrong.json` is no list of presence rules: invalid type: map, expected a sequence
        exit 2"#]],
    );
}
