//! What `cti check` says of each flow here and of the published ones: nothing that is not true.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cti_cli::problems;
use cti_flow::Severity;
use cti_flow::check::Binding;
use expect_test::expect;
use serde_json::Value;

use crate::{files, published};

/// The events on which the scenarios beside a flow run it.
fn events(flow: &Path) -> BTreeSet<(String, String)> {
    let beside = |path: &&std::path::PathBuf| path.parent() == flow.parent();
    let event = |path: &std::path::PathBuf| {
        let scenario: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let text = |member: &str| scenario[member].as_str().unwrap_or_default().to_owned();
        (text("source"), text("event"))
    };
    files(".scenario.json")
        .iter()
        .filter(beside)
        .map(event)
        .filter(|(source, _)| !source.is_empty())
        .collect()
}

fn say(path: &Path, binding: Option<Binding<'_>>, lines: &mut BTreeSet<String>) {
    let name = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
    for problem in problems(path, binding).unwrap() {
        let control = problem.control.map(|control| format!(".{control}")).unwrap_or_default();
        let id = problem.id.unwrap_or_default();
        lines.insert(format!("{name} {id}{control}: {}", problem.code));
    }
}

/// Each of these was looked at: it is so, on purpose.
#[test]
fn of_our_flows_only_what_is_so() {
    let mut lines = BTreeSet::new();
    for path in files("flow.json") {
        say(&path, None, &mut lines);
        for (source, event) in events(&path) {
            say(&path, Some(Binding { source: &source, event: &event }), &mut lines);
        }
    }
    expect![[r#"
        cadence-call-connects uid-3: open-failure
        cadence-work-ends uid-6: open-failure
        callback-task uid-5: open-failure
        pop-caller 1.searchParams: old-phone
        search-fixed-text uid-2.value: fixed-decision"#]]
    .assert_eq(&lines.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn of_published_flows_nothing_but_their_known_faults() {
    for path in published::all() {
        let known = ["old-phone", "open-failure"];
        for problem in problems(&path, None).unwrap() {
            let sample_09 =
                problem.code == "fixed-decision" && path.ends_with("09-screenpop-cust-email.json");
            let fine = problem.severity == Severity::Info && known.contains(&problem.code) || sample_09;
            // These files had references to `uid12` where `uid-12` was meant.
            let superseded = path.to_string_lossy().contains("hvs") && problem.code == "unknown-reference";
            assert!(fine || superseded, "{}: {problem}", path.display());
        }
    }
}
