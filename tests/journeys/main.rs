//! Journeys: flows with scenarios, and what each run must do, block by block.
//!
//! Every folder here is a flow with its scenarios; `<case>.trace` is what `cti run --verbose` must print for
//! `<case>.scenario.json`. `UPDATE_EXPECT=1` writes the traces anew; read them before committing.

mod any_files;
mod generator;
mod problems;
mod published;
mod robustness;
mod round_trip;

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use cti_cli::{drive, load, load_scenario, trace};
use expect_test::expect_file;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("journeys")
}

/// Files below the journeys whose names end so, in order.
fn files(ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .flat_map(|path| fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "no {ending} below {}", folder().display());
    found
}

#[test]
fn every_journey_goes_as_written() {
    for path in files(".scenario.json") {
        let flow_file = path.with_file_name("flow.json");
        let (flow, problems) = load(&flow_file).unwrap();
        let flow = Rc::new(flow.unwrap_or_else(|| panic!("{}: {problems:?}", flow_file.display())));
        let finished = drive(Rc::clone(&flow), &load_scenario(&path).unwrap());
        let mut text = problems.iter().map(|problem| format!("{problem}\n")).collect::<String>();
        text += &trace(&flow, &finished.outcome);
        text.extend(finished.notes.iter().map(|note| format!("{note}\n")));
        let expected = path.to_string_lossy().replace(".scenario.json", ".trace");
        expect_file![expected].assert_eq(&text);
    }
}

#[test]
fn every_trace_has_its_scenario() {
    for path in files(".trace") {
        let scenario = path.to_string_lossy().replace(".trace", ".scenario.json");
        assert!(Path::new(&scenario).exists(), "{scenario} is missing");
    }
}
