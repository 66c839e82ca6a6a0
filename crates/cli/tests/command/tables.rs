//! What `cti run` shows people.

use expect_test::{Expect, expect};

use crate::{check, cti, file};

const LONG: &str = r#"{ "name": "Log", "actions": [
    { "id": "uid-1", "type": "SE_Start", "ports": { "done": "uid-2" } },
    { "id": "uid-2", "type": "SE_GetProperty", "meta": { "title": "Which\ttask?" }, "controls": { "key": "taskId" }, "ports": { "done": "uid-3" } },
    { "id": "uid-3", "type": "SE_CoreTruthy", "controls": { "value": "$.actions.uid-2.results.value" }, "ports": { "true": "uid-4", "false": "uid-5" } },
    { "id": "uid-4", "type": "SE_SFScreenpopObject", "controls": { "recordId": "$.actions.uid-2.results.value" }, "ports": { "success": "uid-5" } },
    { "id": "uid-5", "type": "SE_Log", "controls": { "message": "A message that is far too long to be shown in one cell of a table" } }] }"#;

fn run(test: &str, flow: &str, scenario: &str, more: &[&str], expected: Expect) {
    let (flow, scenario) = (file(test, "flow.json", flow), file(test, "s.json", scenario));
    let arguments = ["run", &flow, "--scenario", &scenario];
    check(&cti(&[&arguments, more].concat()), expected);
}

#[test]
fn wide_values_are_shortened() {
    run(
        "wide",
        LONG,
        r#"{ "properties": { "taskId": "00T000000000001AAA" }, "replies": { "host.screenPop": [{ "ok": null, "ms": 250.5 }] } }"#,
        &[],
        expect![[r#"
            Log
              id     block             asks for                                                        result                          port        ms
              uid-1  Start                                                                                                             done
              uid-2  Which�task?       store.get {"key":"taskId"}                                      {"value":"00T000000000001AAA"}  done         0
              uid-3  Is Truthy?                                                                        true                            true
              uid-4  Screenpop Object  host.screenPop {"type":"sobject","params":{"recordId":"00T000…                                  success  250.5
              uid-5  Log to Console    log.write {"level":"debug","message":"A message that is far t…                                  done         0
            completed after 5 blocks, 3 effects, 250.5 ms
            --
            exit 0"#]],
    );
}

#[test]
fn verbose_shows_all_of_it() {
    run(
        "verbose",
        LONG,
        r#"{ "properties": { "taskId": "00T000000000001AAA" }, "replies": { "host.screenPop": [{ "ok": null, "ms": 250 }] } }"#,
        &["--verbose"],
        expect![[r#"
            Log: completed
              uid-1  Start
                  ok
              uid-2  Which�task?
                  store.get {"key":"taskId"}
                    <- "00T000000000001AAA"
                  ok {"value":"00T000000000001AAA"}
              uid-3  Is Truthy?
                  ok true
              uid-4  Screenpop Object
                  host.screenPop {"type":"sobject","params":{"recordId":"00T000000000001AAA"}}
                    <- null (after 250 ms)
                  ok
              uid-5  Log to Console
                  log.write {"level":"debug","message":"A message that is far too long to be shown in one cell of a table"}
                    <- null
                  ok
            --
            exit 0"#]],
    );
}

#[test]
fn the_reason_stands_beside_the_failure() {
    run(
        "reason",
        LONG,
        r#"{ "properties": { "taskId": "nothing" }, "replies": { "host.screenPop": { "error": { "kind": "rejected", "message": "no such record" }, "ms": 40 } } }"#,
        &[],
        expect![[r#"
            Log
              id     block             asks for                                                           result               port     ms
              uid-1  Start                                                                                                     done
              uid-2  Which�task?       store.get {"key":"taskId"}                                         {"value":"nothing"}  done      0
              uid-3  Is Truthy?                                                                           true                 true
              uid-4  Screenpop Object  host.screenPop {"type":"sobject","params":{"recordId":"nothing"}}  no such record       failure  40
            failed after 4 blocks, 2 effects, 40 ms: block `uid-4` (Screenpop Object) failed and its port `failure` leads nowhere: no such record
            --
            exit 1"#]],
    );
}

#[test]
fn what_nobody_answered_is_told() {
    run(
        "silent",
        LONG,
        r#"{ "properties": { "taskId": "nothing" }, "replies": { "host.screenPop": { "ok": null, "ms": 70000 } } }"#,
        &[],
        expect![[r#"
            Log
              id     block             asks for                                                           result               port     ms
              uid-1  Start                                                                                                     done
              uid-2  Which�task?       store.get {"key":"taskId"}                                         {"value":"nothing"}  done      0
              uid-3  Is Truthy?                                                                           true                 true
              uid-4  Screenpop Object  host.screenPop {"type":"sobject","params":{"recordId":"nothing"}}  no reply                   60000
            timedOut after 4 blocks, 2 effects, 60000 ms: the flow used up its 60 s while block `uid-4` (Screenpop Object) waited for `host.screenPop`
            --
            exit 1"#]],
    );
}

/// Both visits of the block are told apart, though only the last envelope is left.
#[test]
fn a_block_that_leads_to_itself_asks_once_a_visit() {
    let flow = r#"{ "name": "Circle", "actions": [
        { "id": "1", "type": "SE_Start", "ports": { "done": "2" } },
        { "id": "2", "type": "SE_SFScreenpopObject", "controls": { "recordId": "5" }, "ports": { "success": "2", "failure": "3" } },
        { "id": "3", "type": "SE_End" }] }"#;
    run(
        "circle",
        flow,
        r#"{ "replies": { "host.screenPop": [{ "ok": null, "ms": 1 }, { "error": { "kind": "timedOut", "message": "no answer" }, "ms": 2 }] } }"#,
        &[],
        expect![[r#"
            Circle
              id  block             asks for                                                     result     port     ms
              1   Start                                                                                     done
              2   Screenpop Object  host.screenPop {"type":"sobject","params":{"recordId":"5"}}  null       success   1
              2   Screenpop Object  host.screenPop {"type":"sobject","params":{"recordId":"5"}}  no answer  failure   2
              3   End
            completed after 4 blocks, 2 effects, 3 ms
            --
            exit 0"#]],
    );
}
