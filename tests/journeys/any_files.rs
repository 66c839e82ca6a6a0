//! Whatever stands in the files that `cti` is given, it says something and exits as it promises.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;
use cti_cli::{Arguments, Report, Terminal, execute};
use serde_json::{Value, json};

use crate::generator::Chance;

/// A sound file of each kind.
fn sound() -> [(&'static str, Value); 4] {
    let flow = json!({ "name": "Sound", "actions": [
        { "id": "0", "type": "SE_Start", "ports": { "done": "1" } },
        { "id": "1", "type": "SE_SFScreenpopObject", "controls": { "recordId": "$.payload.id" }, "ports": { "success": "2" } },
        { "id": "2", "type": "SE_End" }] });
    let scenario = json!({ "source": "voiceContact", "event": "onConnecting", "payload": { "id": "500" },
        "contact": { "contactId": "c-1", "attributes": { "a": "b" } }, "now": "2026-01-05T10:00:00Z",
        "replies": { "host.screenPop": [{ "ok": null, "ms": 5 }] } });
    let test = json!({ "flow": "flow.json", "scenario": "scenario.json", "cases": [
        { "name": "case", "scenario": { "payload": { "id": "500" } }, "expect": { "exact": true, "status": "completed",
            "path": ["0", "1", "2"], "effects": [{ "block": "1", "effect": "host.screenPop", "args": { "type": "sobject", "params": { "recordId": "500" } } }],
            "actions": { "1": { "success": true, "results": null }, "2": null }, "problems": [] } }] });
    let record = json!({ "format": "cti-run", "version": 1, "started": 1000,
        "event": { "source": "voiceContact", "event": "onConnecting", "payload": { "id": "…" }, "contact": { "contactId": "c-1" }, "agent": null },
        "flow": { "name": "Sound", "id": "a01", "body": flow.to_string() },
        "effects": [{ "block": "1", "effect": "host.screenPop", "args": { "type": "sobject", "params": { "recordId": "…" } }, "reply": { "ok": null }, "ms": 5 }],
        "outcome": { "status": "completed", "path": ["0", "1", "2"], "actions": { "0": { "success": true }, "1": { "success": true } }, "message": null } });
    [("flow.json", flow), ("scenario.json", scenario), ("a.cti-test.json", test), ("record.json", record)]
}

fn cti(arguments: &[&str]) -> Report {
    let arguments = Arguments::try_parse_from(std::iter::once(&"cti").chain(arguments)).unwrap();
    execute(&arguments, Terminal { colours: true, columns: Some(80) })
}

/// Runs every command that reads files.
fn survive(folder: &Path, spoilt: &str) {
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (flow, scenario, record) = (path("flow.json"), path("scenario.json"), path("record.json"));
    let reports = [
        cti(&["check", &flow, "--format", "json"]),
        cti(&["check", &flow]),
        cti(&["run", &flow, "--scenario", &scenario]),
        cti(&["run", &flow, "--scenario", &scenario, "--verbose"]),
        cti(&["run", &flow, "--scenario", &scenario, "--format", "json"]),
        cti(&["test", &path("")]),
        cti(&["test", &path(""), "--format", "junit"]),
        cti(&["test", &path(""), "--format", "json"]),
        cti(&["replay", &record]),
        cti(&["replay", &record, "--flow", &flow, "--format", "json"]),
        // The last one, as it may mend the test.
        cti(&["test", &path(""), "--update"]),
    ];
    for report in reports {
        let what = fs::read(folder.join(spoilt)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        assert!(report.code <= 2, "{spoilt}: {what:?}");
        assert!(report.code != 2 || report.errors.starts_with("cti: "), "{report:?} {spoilt}: {what:?}");
        let errors = report.errors.lines().filter(|line| !line.starts_with("cti: "));
        assert!(errors.clone().all(|line| line.contains(": ")), "{report:?} {spoilt}: {what:?}");
    }
}

fn spoil(chance: &mut Chance, value: &Value) -> Vec<u8> {
    match chance.below(8) {
        0 => (0..chance.below(200)).map(|_| chance.below(256) as u8).collect(),
        1 | 2 => chance.corrupt(&value.to_string()).into_bytes(),
        3 => chance.value(4).to_string().into_bytes(),
        _ => {
            let mut value = value.clone();
            for _ in 0..=chance.below(3) {
                chance.mutate(&mut value);
            }
            value.to_string().into_bytes()
        }
    }
}

#[test]
fn no_file_makes_cti_panic() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("any-files");
    fs::create_dir_all(&folder).unwrap();
    let mut chance = Chance::new(20_261_124);
    for round in 0..160 {
        for (name, value) in sound() {
            fs::write(folder.join(name), value.to_string()).unwrap();
        }
        let (name, value) = &sound()[round % 4];
        fs::write(folder.join(name), spoil(&mut chance, value)).unwrap();
        survive(&folder, name);
    }
}

/// What the generator spoils is sound to begin with, or nothing would be tested but the parsers.
#[test]
fn sound_files_are_fine() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sound-files");
    fs::create_dir_all(&folder).unwrap();
    for (name, value) in sound() {
        fs::write(folder.join(name), value.to_string()).unwrap();
    }
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    assert_eq!(cti(&["check", &path("flow.json")]).errors, "");
    assert_eq!(cti(&["run", &path("flow.json"), "--scenario", &path("scenario.json")]).code, 0);
    let report = cti(&["test", &folder.to_string_lossy()]);
    assert_eq!(report.code, 0, "{}", report.output);
    let report = cti(&["replay", &path("record.json")]);
    assert_eq!(report.code, 0, "{}", report.output);
}
