//! What scripts rely on: exit codes, streams and the shape of JSON.

// In a test a panic is how a failure is told.
#![allow(clippy::unwrap_used)]

mod documents;
mod flow_tests;
mod presence_rules;
mod replays;
mod tables;

use std::fs;
use std::path::PathBuf;

use clap::Parser;
use cti_cli::{Arguments, Report, Terminal, execute};
use expect_test::{Expect, expect};
use serde_json::Value;

const GOOD: &str = r#"{ "name": "Good", "actions": [
    { "id": "1", "type": "SE_Start", "ports": { "done": "2" } },
    { "id": "2", "type": "SE_AgentDialNumber", "controls": { "phoneNumber": "$.payload.number" }, "ports": { "success": "3" } },
    { "id": "3", "type": "SE_End" }] }"#;
const ODD: &str = r#"{ "actions": [{ "id": "1", "type": "SE_Start", "ports": { "done": "9" } }] }"#;

/// Writes a file of this test and says where.
fn file(test: &str, name: &str, text: impl AsRef<[u8]>) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

fn cti(arguments: &[&str]) -> Report {
    let arguments = Arguments::try_parse_from(std::iter::once(&"cti").chain(arguments)).unwrap();
    execute(&arguments, Terminal::default())
}

/// Without the folder, which is another one on every machine.
fn check(report: &Report, expected: Expect) {
    let folder = env!("CARGO_TARGET_TMPDIR");
    let text = format!("{}--\n{}exit {}", report.output, report.errors, report.code);
    expected.assert_eq(&text.replace(folder, "tmp"));
}

#[test]
fn a_sound_flow_is_fine() {
    check(
        &cti(&["check", &file("sound", "good.json", GOOD)]),
        expect![[r#"
            --
            tmp/sound/good.json: info[open-failure] block `2`: if Dial Number fails, the flow ends there as failed; connect `failure` to what shall happen then
            exit 0"#]],
    );
}

#[test]
fn warnings_are_allowed() {
    check(
        &cti(&["check", &file("warnings", "odd.json", ODD)]),
        expect![[r#"
        --
        tmp/warnings/odd.json: warning[dangling-port] block `1`: port `done` of Start leads to `9`, which does not exist; connect it to another block or delete the connection
        tmp/warnings/odd.json: info[no-end]: no End can be reached; the flow ends where a port leads nowhere
        exit 0"#]],
    );
}

#[test]
fn errors_of_all_files_are_told() {
    let (broken, none) = (
        file("errors", "broken.json", "{\n oops"),
        file("errors", "none.json", r#"{"actions":[{"id":"1","type":"SE_End"}]}"#),
    );
    check(
        &cti(&["check", &broken, &none]),
        expect![[r#"
        --
        tmp/errors/broken.json: error[not-json]: the body is broken JSON at line 2, column 2 (key must be a string); mend it or upload the file again
        tmp/errors/none.json: error[no-start]: the flow has no Start, so it never runs; add a block of type `SE_Start` and connect it
        exit 1"#]],
    );
}

#[test]
fn problems_come_one_object_a_line() {
    let report = cti(&["check", "--format", "json", &file("lines", "odd.json", ODD)]);
    check(
        &report,
        expect![[r#"
        {"file":"tmp/lines/odd.json","id":"1","control":null,"severity":"warning","code":"dangling-port","message":"port `done` of Start leads to `9`, which does not exist; connect it to another block or delete the connection"}
        {"file":"tmp/lines/odd.json","id":null,"control":null,"severity":"info","code":"no-end","message":"no End can be reached; the flow ends where a port leads nowhere"}
        --
        exit 0"#]],
    );
    assert!(report.output.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
}

#[test]
fn what_cannot_be_read_is_wrong_usage() {
    let text = file("unreadable", "latin.json", b"\"\xe4\"");
    assert_eq!(cti(&["check", "nowhere.json"]).code, 2);
    check(
        &cti(&["check", &text]),
        expect![[r#"
        --
        cti: `tmp/unreadable/latin.json` is not text in UTF-8
        exit 2"#]],
    );
    let (flow, scenario) = (file("unreadable", "good.json", GOOD), file("unreadable", "s.json", "["));
    check(
        &cti(&["run", &flow, "--scenario", &scenario]),
        expect![[r#"
        --
        cti: scenario `tmp/unreadable/s.json`: not a scenario: EOF while parsing a list at line 1 column 1
        exit 2"#]],
    );
}

#[test]
fn usage_is_checked() {
    assert!(Arguments::try_parse_from(["cti", "run", "x.json"]).is_err());
    assert!(Arguments::try_parse_from(["cti", "check"]).is_err());
}

#[test]
fn a_run_that_completes_is_fine() {
    let scenario = file("completes", "s.json", r#"{ "payload": { "number": "+12135550100" } }"#);
    check(
        &cti(&["run", &file("completes", "good.json", GOOD), "--scenario", &scenario]),
        expect![[r#"
            Good
              id  block        asks for                                     result  port     ms
              1   Start                                                             done
              2   Dial Number  connect.dial {"phoneNumber":"+12135550100"}          success   0
              3   End
            completed after 3 blocks, 1 effect, 0 ms
            --
            exit 0"#]],
    );
}

#[test]
fn a_run_that_does_not_complete_fails() {
    let scenario = file(
        "fails",
        "s.json",
        r#"{ "payload": { "number": "911" },
        "replies": { "connect.dial": [{ "error": { "kind": "rejected", "message": "not allowed" } }] } }"#,
    );
    let report =
        cti(&["run", &file("fails", "good.json", GOOD), "--scenario", &scenario, "--format", "json"]);
    check(
        &report,
        expect![[r#"
        {
          "flow": "Good",
          "status": "failed",
          "message": "block `2` (Dial Number) failed and its port `failure` leads nowhere: not allowed",
          "path": [
            "1",
            "2"
          ],
          "actions": {
            "1": {
              "success": true,
              "results": null,
              "exception": null
            },
            "2": {
              "success": false,
              "results": null,
              "exception": "not allowed"
            }
          },
          "effects": [
            {
              "block": "2",
              "effect": "connect.dial",
              "args": {
                "phoneNumber": "911"
              },
              "reply": {
                "error": {
                  "kind": "rejected",
                  "message": "not allowed"
                }
              }
            }
          ],
          "problems": []
        }
        --
        exit 1"#]],
    );
}

#[test]
fn a_flow_with_errors_does_not_run() {
    let report = cti(&[
        "run",
        &file("never", "b.json", "{"),
        "--scenario",
        &file("never", "s.json", "{}"),
        "--format",
        "json",
    ]);
    check(
        &report,
        expect![[r#"
        {
          "flow": "b",
          "status": "failed",
          "message": "the flow has errors and did not run",
          "path": [],
          "actions": {},
          "effects": [],
          "problems": [
            {
              "severity": "error",
              "code": "not-json",
              "id": null,
              "control": null,
              "message": "the body is broken JSON at line 1, column 1 (EOF while parsing an object); mend it or upload the file again"
            }
          ]
        }
        --
        exit 1"#]],
    );
}

#[test]
fn the_catalogue_is_data() {
    let blocks: Value = serde_json::from_str(&cti(&["blocks", "--format", "json"]).output).unwrap();
    let dial = blocks.as_array().unwrap().iter().find(|block| block["type"] == "SE_AgentDialNumber").unwrap();
    expect![[r#"{"type":"SE_AgentDialNumber","name":"Dial Number","aliases":[],"since":"5.0","category":"Connect agent","about":"Calls a number, or adds it to the call that the agent has.","controls":[{"name":"phoneNumber","type":"string","required":true,"default":null,"aliases":[],"about":"The number, best in the form +12135550100."},{"name":"queueARN","type":"string","required":false,"default":null,"aliases":[],"about":"The queue whose caller id is shown; empty is the agent's own outbound queue."}],"ports":["success","failure"],"results":[]}"#]].assert_eq(&dial.to_string());
    assert!(cti(&["blocks"]).output.contains("\n### Dial Number\n\nCalls a number"));
}

#[test]
fn shells_complete_words() {
    for (shell, sign) in [
        ("bash", "complete -F _cti"),
        ("zsh", "#compdef cti"),
        ("fish", "complete -c cti"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion:arg-completer[cti]"),
    ] {
        let report = cti(&["completions", shell]);
        assert!(report.output.contains(sign) && report.output.contains("replay"), "{shell}");
        assert_eq!(report.code, 0);
    }
}
