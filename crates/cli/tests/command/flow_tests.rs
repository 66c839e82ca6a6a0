//! Flow tests: what passes, what fails and how that is told, and what `--update` writes.

use std::fs;

use expect_test::{Expect, expect};

use crate::{check, cti, file};

const FLOW: &str = r#"{ "name": "Case", "actions": [
    { "id": "0", "type": "SE_Start", "ports": { "done": "1" } },
    { "id": "1", "type": "SE_SFScreenpopObject", "meta": { "title": "Open the case" }, "controls": { "recordId": "$.payload.caseId", "noPopOnEmpty": false }, "ports": { "success": "3", "failure": "2" } },
    { "id": "2", "type": "SE_SFSearchAndScreenpop", "controls": { "searchParams": "$.payload.number" }, "ports": { "success": "3", "failure": "3" } },
    { "id": "3", "type": "SE_End" }] }"#;

/// Writes the flow and a test of it, and says where the test is.
fn written(test: &str, text: &str) -> String {
    file(test, "case.json", FLOW);
    file(test, "t.cti-test.json", text)
}

fn run(test: &str, text: &str, more: &[&str], expected: Expect) {
    let path = written(test, text);
    check(&cti(&[&["test", path.as_str()], more].concat()), expected);
}

const GOOD: &str = r#"{ "flow": "case.json", "scenario": { "payload": { "caseId": "500" } }, "expect": {
    "status": "completed", "path": ["0", "1", "3"], "problems": [],
    "effects": [{ "effect": "host.screenPop", "args": { "params": { "recordId": "500" } } }],
    "actions": { "1": { "success": true }, "2": null } } }"#;

const CASES: &str = r#"{ "name": "Which record", "flow": "case.json", "cases": [
    { "name": "the case", "scenario": { "payload": { "caseId": "500" } }, "expect": { "path": ["0", "1", "3"] } },
    { "name": "no case", "scenario": { "payload": { "number": "+12135550100" } },
      "expect": { "status": "failed", "path": ["0", "1", "3"],
        "effects": [{ "block": "2", "effect": "host.searchAndScreenPop", "args": { "searchParams": "+1", "callType": "inbound" } }],
        "actions": { "1": { "success": true, "results": { "x": 1 } }, "9": { "success": true }, "3": null },
        "problems": ["no-end"] } },
    { "name": "whole", "scenario": { "payload": { "caseId": "500" } },
      "expect": { "exact": true, "effects": [{ "effect": "host.screenPop", "args": { "type": "sobject" } }, { "effect": "log.write" }] } }] }"#;

#[test]
fn what_is_as_expected_passes() {
    run(
        "passes",
        GOOD,
        &[],
        expect![[r#"
        ok       tmp/passes/t.cti-test.json: case
        1 passed, 0 failed
        --
        exit 0"#]],
    );
}

#[test]
fn what_is_not_is_shown_side_by_side() {
    run(
        "differs",
        CASES,
        &[],
        expect![[r#"
        ok       tmp/differs/t.cti-test.json: Which record: the case
        FAILED   tmp/differs/t.cti-test.json: Which record: no case
            status    expected  found
          >           failed    completed
            path      expected          found
                      0  Start          0  Start
                      1  Open the case  1  Open the case
          >           3  End            2  Search And Screenpop
                                        3  End
            effects   expected                                                    found
          >           2  Search And Screenpop: host.searchAndScreenPop {"search…  2  Search And Screenpop: host.searchAndScreenPop {"search…
                      `searchParams`: expected "+1", found "+12135550100"
            actions   expected                                              found
          >           1  Open the case: {"success":true,"results":{"x":1}}  1  Open the case: {"success":false,"results":null,"except…
                      `success`: expected true, found false
                      3  End: was not reached                               3  End: was not reached
                      9: {"success":true}                                   9: was not reached
            problems  expected  found
          >           no-end
        FAILED   tmp/differs/t.cti-test.json: Which record: whole
            effects   expected                           found
          >           host.screenPop {"type":"sobject"}  host.screenPop {"type":"sobject","params":{"recordId":"50…
                      `params`: expected nothing, found {"recordId":"500"}
                      log.write
        1 passed, 2 failed
        --
        exit 1"#]],
    );
}

#[test]
fn json_is_an_object_a_line() {
    run(
        "json-lines",
        CASES,
        &["--format", "json"],
        expect![[r#"
        {"file":"tmp/json-lines/t.cti-test.json","name":"Which record: the case","passed":true,"updated":false,"differences":[]}
        {"file":"tmp/json-lines/t.cti-test.json","name":"Which record: no case","passed":false,"updated":false,"differences":[{"part":"status","expected":"failed","found":"completed"},{"part":"path","expected":["0","1","3"],"found":["0","1","2","3"]},{"part":"effects","expected":[{"block":"2","effect":"host.searchAndScreenPop","args":{"searchParams":"+1","callType":"inbound"}}],"found":[{"block":"2","effect":"host.searchAndScreenPop","args":{"searchParams":"+12135550100","callType":"inbound","queryParams":null,"defaultFieldValues":{},"deferred":false}}]},{"part":"actions","expected":{"1":{"success":true,"results":{"x":1}},"3":null,"9":{"success":true}},"found":{"1":{"success":false,"results":null,"exception":"`recordId` is empty"},"3":null,"9":null}},{"part":"problems","expected":["no-end"],"found":[]}]}
        {"file":"tmp/json-lines/t.cti-test.json","name":"Which record: whole","passed":false,"updated":false,"differences":[{"part":"effects","expected":[{"effect":"host.screenPop","args":{"type":"sobject"}},{"effect":"log.write"}],"found":[{"block":"1","effect":"host.screenPop","args":{"type":"sobject","params":{"recordId":"500"}}}]}]}
        --
        exit 1"#]],
    );
}

#[test]
fn ci_systems_read_junit() {
    run(
        "junit",
        CASES,
        &["--format", "junit"],
        expect![[r#"
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="cti" tests="3" failures="2" errors="0">
              <testsuite name="tmp/junit/t.cti-test.json" tests="3" failures="2" errors="0">
                <testcase classname="tmp/junit/t.cti-test.json" name="Which record: the case"/>
                <testcase classname="tmp/junit/t.cti-test.json" name="Which record: no case">
                  <failure message="not as expected: status, path, effects, actions, problems">
                status    expected  found
              &gt;           failed    completed
                path      expected          found
                          0  Start          0  Start
                          1  Open the case  1  Open the case
              &gt;           3  End            2  Search And Screenpop
                                            3  End
                effects   expected                                                    found
              &gt;           2  Search And Screenpop: host.searchAndScreenPop {&quot;search…  2  Search And Screenpop: host.searchAndScreenPop {&quot;search…
                          `searchParams`: expected &quot;+1&quot;, found &quot;+12135550100&quot;
                actions   expected                                              found
              &gt;           1  Open the case: {&quot;success&quot;:true,&quot;results&quot;:{&quot;x&quot;:1}}  1  Open the case: {&quot;success&quot;:false,&quot;results&quot;:null,&quot;except…
                          `success`: expected true, found false
                          3  End: was not reached                               3  End: was not reached
                          9: {&quot;success&quot;:true}                                   9: was not reached
                problems  expected  found
              &gt;           no-end
            </failure>
                </testcase>
                <testcase classname="tmp/junit/t.cti-test.json" name="Which record: whole">
                  <failure message="not as expected: effects">
                effects   expected                           found
              &gt;           host.screenPop {&quot;type&quot;:&quot;sobject&quot;}  host.screenPop {&quot;type&quot;:&quot;sobject&quot;,&quot;params&quot;:{&quot;recordId&quot;:&quot;50…
                          `params`: expected nothing, found {&quot;recordId&quot;:&quot;500&quot;}
                          log.write
            </failure>
                </testcase>
              </testsuite>
            </testsuites>
            --
            exit 1"#]],
    );
}

#[test]
fn a_flow_that_never_runs_can_be_expected() {
    let test = file(
        "never-runs",
        "n.cti-test.json",
        r#"{ "flow": "n.json", "expect": { "status": "failed", "path": [], "problems": ["no-start"] } }"#,
    );
    file("never-runs", "n.json", r#"{ "actions": [{ "id": "1", "type": "SE_End" }] }"#);
    check(
        &cti(&["test", &test]),
        expect![[r#"
        ok       tmp/never-runs/n.cti-test.json: n
        1 passed, 0 failed
        --
        exit 0"#]],
    );
}

#[test]
fn update_writes_what_happened() {
    let path = written("updates", CASES);
    check(
        &cti(&["test", &path, "--update"]),
        expect![[r#"
        ok       tmp/updates/t.cti-test.json: Which record: the case
        updated  tmp/updates/t.cti-test.json: Which record: no case
        updated  tmp/updates/t.cti-test.json: Which record: whole
        1 passed, 0 failed, 2 updated
        --
        exit 0"#]],
    );
    expect![[r#"
        {
          "name": "Which record",
          "flow": "case.json",
          "cases": [
            {
              "name": "the case",
              "scenario": {
                "payload": {
                  "caseId": "500"
                }
              },
              "expect": {
                "path": [
                  "0",
                  "1",
                  "3"
                ]
              }
            },
            {
              "name": "no case",
              "scenario": {
                "payload": {
                  "number": "+12135550100"
                }
              },
              "expect": {
                "status": "completed",
                "path": [
                  "0",
                  "1",
                  "2",
                  "3"
                ],
                "effects": [
                  {
                    "block": "2",
                    "effect": "host.searchAndScreenPop",
                    "args": {
                      "searchParams": "+12135550100",
                      "callType": "inbound",
                      "queryParams": null,
                      "defaultFieldValues": {},
                      "deferred": false
                    }
                  }
                ],
                "actions": {
                  "1": {
                    "success": false,
                    "results": null,
                    "exception": "`recordId` is empty"
                  },
                  "9": null,
                  "3": null
                },
                "problems": []
              }
            },
            {
              "name": "whole",
              "scenario": {
                "payload": {
                  "caseId": "500"
                }
              },
              "expect": {
                "exact": true,
                "effects": [
                  {
                    "effect": "host.screenPop",
                    "args": {
                      "type": "sobject",
                      "params": {
                        "recordId": "500"
                      }
                    }
                  }
                ]
              }
            }
          ]
        }
    "#]]
    .assert_eq(&fs::read_to_string(&path).unwrap());
    check(
        &cti(&["test", &path]),
        expect![[r#"
        ok       tmp/updates/t.cti-test.json: Which record: the case
        ok       tmp/updates/t.cti-test.json: Which record: no case
        ok       tmp/updates/t.cti-test.json: Which record: whole
        3 passed, 0 failed
        --
        exit 0"#]],
    );
}

#[test]
fn update_fills_in_what_is_missing() {
    let path = written("fills", r#"{ "flow": "case.json", "scenario": { "payload": { "caseId": "500" } } }"#);
    check(
        &cti(&["test", &path]),
        expect![[r#"
        0 passed, 0 failed, 1 unreadable
        --
        cti: `tmp/fills/t.cti-test.json`: `expect` names nothing to expect; `--update` fills it in
        exit 2"#]],
    );
    check(
        &cti(&["test", &path, "--update"]),
        expect![[r#"
        updated  tmp/fills/t.cti-test.json: case
        0 passed, 0 failed, 1 updated
        --
        exit 0"#]],
    );
    expect![[r#"
        {
          "flow": "case.json",
          "scenario": {
            "payload": {
              "caseId": "500"
            }
          },
          "expect": {
            "status": "completed",
            "path": [
              "0",
              "1",
              "3"
            ],
            "effects": [
              {
                "effect": "host.screenPop",
                "args": {
                  "type": "sobject",
                  "params": {
                    "recordId": "500"
                  }
                }
              }
            ]
          }
        }
    "#]]
    .assert_eq(&fs::read_to_string(&path).unwrap());
}

#[test]
fn what_passes_is_not_written_again() {
    let path = written("kept", GOOD);
    assert_eq!(cti(&["test", &path, "--update"]).code, 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), GOOD);
}

#[test]
fn folders_are_searched() {
    let one = written("folders", GOOD);
    for name in
        ["a/b/x.cti-test.json", "a/.hidden/y.cti-test.json", "node_modules/z.cti-test.json", "a/b/other.json"]
    {
        let folder = std::path::Path::new(&one).with_file_name(name);
        fs::create_dir_all(folder.parent().unwrap()).unwrap();
        fs::write(&folder, GOOD.replace("case.json", "../../case.json")).unwrap();
    }
    let folder = std::path::Path::new(&one).parent().unwrap().to_string_lossy().into_owned();
    check(
        &cti(&["test", &folder, &one]),
        expect![[r#"
        ok       tmp/folders/a/b/x.cti-test.json: case
        ok       tmp/folders/t.cti-test.json: case
        2 passed, 0 failed
        --
        exit 0"#]],
    );
}

#[test]
fn what_cannot_be_read_does_not_pass() {
    let broken = file("broken", "a.cti-test.json", "{");
    let lost =
        file("broken", "b.cti-test.json", r#"{ "flow": "lost.json", "expect": { "status": "completed" } }"#);
    let far = file(
        "broken",
        "c.cti-test.json",
        r#"{ "flow": "lost.json", "scenario": "s.json", "expect": { "status": "completed" } }"#,
    );
    file("broken", "s.json", "{ \"now\": ");
    let good = written("broken", GOOD);
    let report = cti(&["test", &broken, &lost, &far, &good]);
    // The words of the operating system differ from one to another.
    let errors: String = report.errors.replace("No such file or directory (os error 2)", "not there");
    check(
        &cti_cli::Report { errors, ..report },
        expect![[r#"
        ok       tmp/broken/t.cti-test.json: case
        1 passed, 0 failed, 3 unreadable
        --
        cti: `tmp/broken/a.cti-test.json`: not a flow test: EOF while parsing an object at line 1 column 1
        cti: `tmp/broken/b.cti-test.json`: cannot read `tmp/broken/lost.json`: not there
        cti: `tmp/broken/c.cti-test.json`: scenario `tmp/broken/s.json`: not a scenario: EOF while parsing a value at line 1 column 9
        exit 2"#]],
    );
}

#[test]
fn finding_nothing_is_no_success() {
    let folder =
        std::path::Path::new(&file("empty", "x.json", "{}")).parent().unwrap().to_string_lossy().into_owned();
    check(
        &cti(&["test", &folder]),
        expect![[r#"
        --
        cti: no file below what was named ends with `.cti-test.json`
        exit 2"#]],
    );
}
