//! A flow test file: a flow, a scenario, and what must come of it.
//!
//! A member that nobody knows is an error here: a misspelt expectation would hold for ever.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cti_flow::Effect;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use thiserror::Error;

use crate::difference::WantedEffect;
use crate::input::{InputError, read_text, stem};
use crate::mismatch::Manner;
use crate::{Scenario, ScenarioError};

/// Why a test cannot be run.
#[derive(Debug, Error)]
pub enum TestError {
    #[error("{0}")]
    Input(#[from] InputError),
    #[error("not a flow test: {0}")]
    NotJson(#[from] serde_json::Error),
    #[error("names no `flow`")]
    NoFlow,
    #[error("`expect` names nothing to expect; `--update` fills it in")]
    NothingExpected,
    #[error("`cases` is empty")]
    NoCases,
    #[error("has `cases`, so `expect` belongs in each of them")]
    ExpectBesideCases,
    #[error("`scenario` is neither an object nor the path of one")]
    NoScenario,
    #[error("`scenario`: {0}")]
    Scenario(#[from] ScenarioError),
    #[error("{name}: {error}")]
    InCase { name: String, error: Box<TestError> },
    #[error("unknown `status` `{0}`; known are {1}")]
    UnknownStatus(String, String),
    #[error("unknown effect `{0}`; `docs/language.md` lists them")]
    UnknownEffect(String),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Stored {
    name: Option<String>,
    flow: Option<PathBuf>,
    scenario: Value,
    expect: Option<Expect>,
    cases: Option<Vec<StoredCase>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct StoredCase {
    name: Option<String>,
    flow: Option<PathBuf>,
    scenario: Value,
    expect: Expect,
}

/// What must come of a run; what is left out may be anything.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Expect {
    pub(crate) status: Option<String>,
    pub(crate) path: Option<Vec<String>>,
    pub(crate) effects: Option<Vec<ExpectedEffect>>,
    /// Null is a block that must not be reached.
    pub(crate) actions: Option<BTreeMap<String, Option<ExpectedAction>>>,
    pub(crate) problems: Option<Vec<String>>,
    /// Arguments and results are whole, in all of this.
    pub(crate) exact: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedEffect {
    pub(crate) effect: String,
    #[serde(default)]
    pub(crate) block: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) args: Option<Value>,
    #[serde(default)]
    pub(crate) exact: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ExpectedAction {
    #[serde(deserialize_with = "given")]
    success: Option<Value>,
    #[serde(deserialize_with = "given")]
    results: Option<Value>,
    #[serde(deserialize_with = "given")]
    exception: Option<Value>,
}

/// A null that is written is a null that is meant.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// One case of a file, ready to run.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// As the file has it, for messages.
    pub(crate) flow: PathBuf,
    pub(crate) scenario: Scenario,
    pub(crate) expect: Expect,
    /// Where the case stands in `cases`; `None` where the file is one case.
    pub(crate) place: Option<usize>,
}

impl Expect {
    pub(crate) fn is_empty(&self) -> bool {
        let Self { status, path, effects, actions, problems, exact: _ } = self;
        status.is_none() && path.is_none() && effects.is_none() && actions.is_none() && problems.is_none()
    }

    pub(crate) fn manner(&self) -> Manner {
        if self.exact { Manner::Whole } else { Manner::Part }
    }

    fn check(&self) -> Result<(), TestError> {
        let known = ["completed", "failed", "incomplete", "timedOut"];
        if let Some(status) = self.status.as_ref().filter(|status| !known.contains(&status.as_str())) {
            return Err(TestError::UnknownStatus(status.clone(), known.join(", ")));
        }
        let mut effects = self.effects.iter().flatten().map(|expected| &expected.effect);
        match effects.find(|name| Effect::names().all(|known| known != **name)) {
            Some(name) => Err(TestError::UnknownEffect(name.clone())),
            None => Ok(()),
        }
    }
}

impl ExpectedEffect {
    pub(crate) fn wanted(&self, manner: Manner) -> WantedEffect<'_> {
        WantedEffect {
            block: self.block.as_deref(),
            effect: &self.effect,
            args: self.args.as_ref(),
            manner: if self.exact { Manner::Whole } else { manner },
        }
    }
}

impl ExpectedAction {
    pub(crate) fn to_json(&self) -> Value {
        let members =
            [("success", &self.success), ("results", &self.results), ("exception", &self.exception)];
        let members = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
        Value::Object(members.collect())
    }
}

/// Reads a test file. Without `expected` a case may still be without expectations.
pub(crate) fn read(text: &str, path: &Path, expected: bool) -> Result<Vec<Case>, TestError> {
    let stored: Stored = serde_json::from_str(text)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let base = scenario_value(stored.scenario, folder)?;
    let (cases, places) = match (stored.cases, stored.expect) {
        (Some(_), Some(_)) => return Err(TestError::ExpectBesideCases),
        (Some(cases), None) if cases.is_empty() => return Err(TestError::NoCases),
        (Some(cases), None) => (cases, true),
        (None, expect) => {
            (vec![StoredCase { expect: expect.unwrap_or_default(), ..StoredCase::default() }], false)
        }
    };
    let case = |(place, case): (usize, StoredCase)| {
        let place = places.then_some(place);
        let flow = case.flow.as_ref().or(stored.flow.as_ref()).ok_or(TestError::NoFlow)?;
        let own = place.map(|place| case.name.clone().unwrap_or_else(|| format!("case {}", place + 1)));
        let names: Vec<_> = stored.name.iter().chain(&own).cloned().collect();
        let name = if names.is_empty() { stem(flow) } else { names.join(": ") };
        let read = || {
            case.expect.check()?;
            if expected && case.expect.is_empty() {
                return Err(TestError::NothingExpected);
            }
            let own = scenario_value(case.scenario.clone(), folder)?;
            Ok(Scenario::read(Value::Object(merge(base.clone(), own)))?)
        };
        match read() {
            Ok(scenario) => Ok(Case { name, flow: folder.join(flow), scenario, expect: case.expect, place }),
            Err(error) if places => Err(TestError::InCase { name, error: Box::new(error) }),
            Err(error) => Err(error),
        }
    };
    cases.into_iter().enumerate().map(case).collect()
}

/// An object as it is, or that of a file.
fn scenario_value(value: Value, folder: &Path) -> Result<Map<String, Value>, TestError> {
    match value {
        Value::Null => Ok(Map::new()),
        Value::Object(members) => Ok(members),
        Value::String(path) => {
            let path = folder.join(path);
            let parse = |text: String| serde_json::from_str(&text).map_err(ScenarioError::from);
            let value = parse(read_text(&path)?).map_err(|source| InputError::Scenario { path, source })?;
            match value {
                Value::Object(members) => Ok(members),
                _ => Err(TestError::NoScenario),
            }
        }
        _ => Err(TestError::NoScenario),
    }
}

/// A case says only what is different in it.
fn merge(mut base: Map<String, Value>, own: Map<String, Value>) -> Map<String, Value> {
    base.extend(own);
    base
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect as Snapshot, expect};

    fn check(text: &str, expected: Snapshot) {
        let found = match read(text, Path::new("folder/a.cti-test.json"), true) {
            Ok(cases) => {
                let tell = |case: &Case| {
                    format!("{} | {} | {}", case.name, case.flow.display(), case.scenario.input.payload)
                };
                cases.iter().map(tell).collect::<Vec<_>>().join("\n")
            }
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&found);
    }

    #[test]
    fn a_file_is_one_case_or_several() {
        check(
            r#"{ "flow": "f.json", "expect": { "status": "completed" } }"#,
            expect!["f | folder/f.json | {}"],
        );
        check(
            r#"{ "name": "Dial", "flow": "f.json", "scenario": { "payload": { "n": 1 }, "region": "DE" }, "cases": [
                { "expect": { "path": [] } },
                { "name": "other", "flow": "g.json", "scenario": { "payload": { "n": 2 } }, "expect": { "path": [] } } ] }"#,
            expect![[r#"
                Dial: case 1 | folder/f.json | {"n":1}
                Dial: other | folder/g.json | {"n":2}"#]],
        );
    }

    #[test]
    fn mistakes_are_named() {
        check("{", expect!["not a flow test: EOF while parsing an object at line 1 column 1"]);
        check("{}", expect!["names no `flow`"]);
        check(r#"{ "flow": "f" }"#, expect!["`expect` names nothing to expect; `--update` fills it in"]);
        check(
            r#"{ "flow": "f", "cases": [{ "expect": { "path": [] } }, { "name": "two" }] }"#,
            expect!["two: `expect` names nothing to expect; `--update` fills it in"],
        );
        check(r#"{ "flow": "f", "cases": [] }"#, expect!["`cases` is empty"]);
        check(
            r#"{ "flow": "f", "cases": [], "expect": {} }"#,
            expect!["has `cases`, so `expect` belongs in each of them"],
        );
        check(
            r#"{ "flow": "f", "expect": { "pathh": [] } }"#,
            expect![
                "not a flow test: unknown field `pathh`, expected one of `status`, `path`, `effects`, `actions`, `problems`, `exact` at line 1 column 34"
            ],
        );
        check(
            r#"{ "flow": "f", "expect": { "status": "done" } }"#,
            expect!["unknown `status` `done`; known are completed, failed, incomplete, timedOut"],
        );
        check(
            r#"{ "flow": "f", "expect": { "effects": [{ "effect": "host.pop" }] } }"#,
            expect!["unknown effect `host.pop`; `docs/language.md` lists them"],
        );
        check(
            r#"{ "flow": "f", "scenario": 7, "expect": { "path": [] } }"#,
            expect!["`scenario` is neither an object nor the path of one"],
        );
        check(
            r#"{ "flow": "f", "scenario": { "now": "noon" }, "expect": { "path": [] } }"#,
            expect![
                "`scenario`: `now` is neither a time such as `2026-01-05T10:00:00Z` nor milliseconds since 1970: `noon`"
            ],
        );
    }

    #[test]
    fn a_null_that_is_written_is_meant() {
        let text = r#"{ "flow": "f", "expect": { "actions": { "1": { "results": null }, "2": null } } }"#;
        let cases = read(text, Path::new("a"), true).unwrap();
        let actions = cases[0].expect.actions.as_ref().unwrap();
        assert_eq!(actions["1"].as_ref().unwrap().to_json().to_string(), r#"{"results":null}"#);
        assert!(actions["2"].is_none());
    }
}
