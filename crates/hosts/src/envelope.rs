//! The envelope around every answer of Open CTI: `{success, returnValue, errors}`.

use cti_ports::{PortError, refusal};
use serde_json::Value;

/// The `returnValue`, or why there is none. Some versions write `error` for `errors`.
pub fn open(call: &'static str, answer: Value) -> Result<Value, PortError> {
    let Value::Object(mut members) = answer else {
        return Err(malformed(call, "no object"));
    };
    match members.get("success").and_then(Value::as_bool) {
        Some(true) => Ok(members.remove("returnValue").unwrap_or_default()),
        Some(false) => {
            let reasons =
                ["errors", "error"].iter().find_map(|name| members.get(*name).filter(|it| !it.is_null()));
            Err(refusal(reasons.unwrap_or(&Value::Null)))
        }
        None => Err(malformed(call, "no `success`")),
    }
}

fn malformed(call: &'static str, reason: &str) -> PortError {
    PortError::Malformed { call, reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn check(answer: Value, expected: Expect) {
        let shown = match open("saveLog", answer) {
            Ok(value) => value.to_string(),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn success_gives_the_value() {
        check(
            json!({"success": true, "returnValue": {"recordId": "00T"}, "errors": null}),
            expect![[r#"{"recordId":"00T"}"#]],
        );
        check(json!({"success": true}), expect!["null"]);
    }

    #[test]
    fn refusals_keep_their_code_and_what_is_wrong_with_the_record() {
        check(
            json!({"success": false, "returnValue": null, "errors": [
                {"code": "SERVER_ERROR", "description": "A problem was encountered on the server.",
                 "details": {"fieldErrors": {"WhoId": [{"message": "bad id"}]}, "pageErrors": []}}]}),
            expect!["SERVER_ERROR: A problem was encountered on the server.; `WhoId`: bad id"],
        );
        check(json!({"success": false, "errors": ["no access"]}), expect!["error: no access"]);
        check(
            json!({"success": false, "errors": null, "error": {"code": "INVALID_PARAM", "description": "d"}}),
            expect!["INVALID_PARAM: d"],
        );
        check(json!({"success": false}), expect!["error: no reason given"]);
    }

    #[test]
    fn anything_else_is_unreadable() {
        check(json!("ok"), expect!["unreadable answer from `saveLog`: no object"]);
        check(json!({"result": true}), expect!["unreadable answer from `saveLog`: no `success`"]);
        check(json!(null), expect!["unreadable answer from `saveLog`: no object"]);
    }
}
