//! Faults that a test plants: the next matching request is lost, late, refused or answered twice.

use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use crate::journal::Side;

/// What happens to the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Mode {
    /// Nobody answers.
    Drop,
    /// The answer comes `ms` later.
    Delay,
    /// The answer is a failure: `error`, or a general one.
    Error,
    /// The answer comes twice.
    Duplicate,
    /// Connect only: nobody answers and the session is declared void, as after HTTP 401.
    #[serde(alias = "auth_fail")]
    AuthFail,
}

/// One planted fault, as posted to `/api/faults`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    pub side: Side,
    /// Wire method; `*` is any.
    #[serde(default = "any_method")]
    pub method: String,
    pub mode: Mode,
    /// Milliseconds, for `delay`.
    #[serde(default)]
    pub ms: u64,
    /// Text, or the structured error of the side.
    #[serde(default)]
    pub error: Option<Value>,
    /// How many requests it hits; absent is all until cleared.
    #[serde(default)]
    pub times: Option<u32>,
}

/// The fault that one request has to suffer.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub mode: Mode,
    pub ms: u64,
    pub error: Option<Value>,
}

#[derive(Debug, Error)]
#[error(
    "a fault is {{side: \"connect\"|\"salesforce\", method, mode: \"drop\"|\"delay\"|\"error\"|\"duplicate\"|\"authFail\", ms?, error?, times?}}: {0}"
)]
pub struct FaultRuleError(#[from] serde_json::Error);

#[derive(Debug, Default)]
pub struct Faults {
    rules: Vec<Rule>,
}

impl Faults {
    /// Adds one rule (an object) or several (a list); an empty list clears them all.
    pub fn add(&mut self, body: Value) -> Result<usize, FaultRuleError> {
        let rules: Vec<Rule> = match body {
            Value::Array(_) => serde_json::from_value(body)?,
            one => vec![serde_json::from_value(one)?],
        };
        if rules.is_empty() {
            self.rules.clear();
        }
        self.rules.extend(rules);
        Ok(self.rules.len())
    }

    /// The fault for this request; a rule for the exact method goes before one for `*`.
    pub fn take(&mut self, side: Side, method: &str) -> Option<Fault> {
        let live = |rule: &Rule| rule.side == side && rule.times != Some(0);
        let index = self
            .rules
            .iter()
            .position(|rule| live(rule) && rule.method == method)
            .or_else(|| self.rules.iter().position(|rule| live(rule) && rule.method == "*"))?;
        let rule = self.rules.get_mut(index)?;
        if let Some(times) = rule.times.as_mut() {
            *times -= 1;
        }
        Some(Fault { mode: rule.mode, ms: rule.ms, error: rule.error.clone() })
    }
}

fn any_method() -> String {
    "*".to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn modes(rules: Value, asked: &[(Side, &str)]) -> Vec<Option<Mode>> {
        let mut faults = Faults::default();
        faults.add(rules).unwrap();
        asked.iter().map(|(side, method)| faults.take(*side, method).map(|fault| fault.mode)).collect()
    }

    #[test]
    fn hits_only_its_side_and_method() {
        let got = modes(
            json!([{ "side": "connect", "method": "acceptContact", "mode": "drop" }]),
            &[
                (Side::Salesforce, "acceptContact"),
                (Side::Connect, "clearContact"),
                (Side::Connect, "acceptContact"),
            ],
        );
        assert_eq!(got, [None, None, Some(Mode::Drop)]);
    }

    #[test]
    fn wears_off_after_its_times() {
        let got = modes(
            json!({ "side": "connect", "method": "*", "mode": "delay", "ms": 5, "times": 1 }),
            &[(Side::Connect, "a"), (Side::Connect, "a")],
        );
        assert_eq!(got, [Some(Mode::Delay), None]);
    }

    #[test]
    fn the_exact_method_goes_before_any() {
        let got = modes(
            json!([{ "side": "connect", "mode": "drop" }, { "side": "connect", "method": "a", "mode": "error" }]),
            &[(Side::Connect, "a"), (Side::Connect, "b")],
        );
        assert_eq!(got, [Some(Mode::Error), Some(Mode::Drop)]);
    }

    #[test]
    fn an_empty_list_clears() {
        let mut faults = Faults::default();
        faults.add(json!({ "side": "connect", "mode": "drop" })).unwrap();
        assert_eq!(faults.add(json!([])).unwrap(), 0);
        assert_eq!(faults.take(Side::Connect, "a"), None);
    }

    #[test]
    fn a_wrong_mode_says_what_is_possible() {
        let problem = Faults::default().add(json!({ "side": "connect", "mode": "explode" })).unwrap_err();
        assert!(problem.to_string().contains("unknown variant `explode`"), "{problem}");
    }
}
