//! What the documentation says about the command and the language is so.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cti_flow::Effect;
use expect_test::expect;

use crate::{check, cti, file};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// The JSON examples of a page.
fn examples(page: &str) -> Vec<&str> {
    page.split("```json\n").skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

/// The codes of problems in the engine's own source, with how severe each is.
fn codes() -> BTreeMap<String, &'static str> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join("crates/flow/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            for (call, severity) in [
                ("Problem::error(", "error"),
                ("Problem::warning(", "warning"),
                ("self.warn(", "warning"),
                ("Problem::info(", "info"),
            ] {
                for rest in code.split(call).skip(1) {
                    if let Some(name) = rest.trim_start().strip_prefix('"') {
                        found.insert(name.split('"').next().unwrap().to_owned(), severity);
                    }
                }
            }
        }
    }
    found
}

#[test]
fn every_problem_has_a_row() {
    let page = page("problems.md");
    let rows = page.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split(" | ");
        Some((cells.next()?.trim_end_matches('`').to_owned(), cells.next()?.to_owned()))
    });
    let rows: BTreeMap<_, _> = rows.collect();
    let codes: BTreeMap<_, _> =
        codes().into_iter().map(|(code, severity)| (code, severity.to_owned())).collect();
    assert!(codes.len() > 20, "{codes:?}");
    assert_eq!(rows, codes, "docs/problems.md and the codes in crates/flow/src differ");
}

#[test]
fn every_effect_is_listed() {
    let page = page("language.md");
    let missing: Vec<_> = Effect::names().filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert_eq!(missing, [""; 0], "docs/language.md does not name these effects");
}

#[test]
fn the_example_test_passes() {
    let (flows, testing) = (page("flows.md"), page("testing-flows.md"));
    let flow = examples(&flows).into_iter().find(|text| text.contains("\"actions\"")).unwrap();
    let test = examples(&testing).into_iter().find(|text| text.contains("\"cases\"")).unwrap();
    file("example", "case.json", flow);
    check(
        &cti(&["test", &file("example", "case.cti-test.json", test)]),
        expect![[r#"
        ok       tmp/example/case.cti-test.json: Open the case: the attribute names one
        ok       tmp/example/case.cti-test.json: Open the case: the attribute is empty
        2 passed, 0 failed
        --
        exit 0"#]],
    );
}

#[test]
fn the_example_scenario_is_one() {
    let flows = page("flows.md");
    let flow = examples(&flows).into_iter().find(|text| text.contains("\"actions\"")).unwrap();
    let scenario = examples(&flows).into_iter().find(|text| text.contains("\"source\"")).unwrap();
    let (flow, scenario) = (file("tried", "case.json", flow), file("tried", "scenario.json", scenario));
    assert_eq!(cti(&["run", &flow, "--scenario", &scenario]).code, 0);
    assert_eq!(cti(&["check", &flow]).errors, "");
}

#[test]
fn the_flow_that_fills_a_form_is_one() {
    let page = page("actions.md");
    let mut examples = examples(&page).into_iter().skip(1);
    let (flow, scenario) = (examples.next().unwrap(), examples.next().unwrap());
    let (flow, scenario) = (file("form", "cases.json", flow), file("form", "scenario.json", scenario));
    let checked = cti(&["check", &flow]);
    assert_eq!(checked.code, 0, "{}", checked.errors);
    check(
        &cti(&["run", &flow, "--scenario", &scenario]),
        expect![[r#"
        Find open cases
          id     block                     asks for                                                  result                                port     ms
          uid-0  Start                                                                                                                     done
          uid-1  SOQL Query                org.query {"query":"SELECT Id, CaseNumber, Subject FROM…  {"value":[{"type":null,"Id":"500xx0…  success   0
          uid-2  Send Data to CCP Overlay  desk.showData {"data":{"caseId":[{"type":null,"Id":"500…                                        done      0
          uid-3  End
        completed after 4 blocks, 2 effects, 0 ms
        --
        exit 0"#]],
    );
}

#[test]
fn the_reference_is_what_the_program_would_write() {
    let docs = root().join("docs").to_string_lossy().into_owned();
    check(
        &cti(&["docs", &docs, "--check"]),
        expect![[r#"
        --
        exit 0"#]],
    );
}

#[test]
fn pages_are_written_and_checked() {
    let folder = file("reference", "README.md", "mine").replace("/README.md", "");
    // Of an earlier run of this test.
    for written in ["blocks", "events"] {
        let _ = fs::remove_dir_all(Path::new(&folder).join(written));
    }
    let check_again = || cti(&["docs", &folder, "--check"]).code;
    assert_eq!(check_again(), 1);
    assert_eq!(cti(&["docs", &folder]).code, 0);
    assert_eq!(check_again(), 0);
    let page = Path::new(&folder).join("blocks/end.md");
    let written = fs::read_to_string(&page).unwrap();
    // As git checks it out on Windows.
    fs::write(&page, written.replace('\n', "\r\n")).unwrap();
    assert_eq!(check_again(), 0);
    fs::write(&page, "").unwrap();
    fs::write(page.with_file_name("gone.md"), "").unwrap();
    check(
        &cti(&["docs", &folder, "--check"]),
        expect![[r#"
        --
        cti: `tmp/reference/blocks/end.md` is out of date; run `cti docs`
        cti: `tmp/reference/blocks/gone.md` is about nothing that there is; run `cti docs`
        exit 1"#]],
    );
    assert_eq!(cti(&["docs", &folder]).code, 0);
    assert_eq!(check_again(), 0);
    assert_eq!(fs::read_to_string(Path::new(&folder).join("README.md")).unwrap(), "mine");
}
