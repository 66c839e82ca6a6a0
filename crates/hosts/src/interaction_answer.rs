//! What Open CTI for Salesforce Classic answers: `{result, error?, id?}`, data as JSON text, records by their
//! short ids. Never to be read as Lightning's answers are.

use cti_ports::{PortError, refusal};
use serde_json::{Map, Value, json};

use crate::record_id;

pub type Members = Map<String, Value>;

/// The members of an answer, or why there is none that counts.
pub fn open(call: &'static str, answer: Value) -> Result<Members, PortError> {
    let Value::Object(members) = answer else {
        return Err(malformed(call, "no object"));
    };
    match members.get("error").filter(|error| !is_nothing(error)) {
        Some(error) => Err(refusal(error)),
        None => Ok(members),
    }
}

pub fn malformed(call: &'static str, reason: &str) -> PortError {
    PortError::Malformed { call, reason: reason.to_owned() }
}

/// What has no value comes as null, as nothing, or as one of these words.
fn is_nothing(value: &Value) -> bool {
    value.is_null() || matches!(value.as_str(), Some("" | "null" | "undefined"))
}

/// Whether a command was carried out: some say false and nothing more.
pub fn done(members: &Members) -> Result<(), PortError> {
    if members.get("result") == Some(&Value::Bool(false)) { Err(refusal(&Value::Null)) } else { Ok(()) }
}

/// The data in `result`, which is JSON as text.
pub fn data(call: &'static str, members: &Members) -> Result<Members, PortError> {
    match members.get("result") {
        Some(result) if is_nothing(result) => Ok(Members::new()),
        Some(Value::Object(data)) => Ok(data.clone()),
        Some(Value::String(text)) => {
            serde_json::from_str(text).map_err(|_| malformed(call, "`result` is no JSON object"))
        }
        _ => Err(malformed(call, "no `result`")),
    }
}

/// The id of a saved record: the guide has it in `id`, beside a `result` of true; some hosts in `result`.
pub fn saved(call: &'static str, members: &Members) -> Result<Value, PortError> {
    done(members)?;
    let id = ["id", "result"].iter().find_map(|name| {
        let value = members.get(*name).filter(|value| !is_nothing(value))?;
        value.as_str().filter(|text| *text != "true")
    });
    let id = id.ok_or_else(|| malformed(call, "no id"))?;
    Ok(json!({ "recordId": record_id::long(id) }))
}

/// A page or a clicked number, as Lightning would tell it. What is no record has no members of one.
pub fn page(told: &Value) -> Option<Value> {
    const NAMES: [(&str, &str); 8] = [
        ("number", "number"),
        ("url", "url"),
        ("objectId", "recordId"),
        ("objectName", "recordName"),
        ("object", "objectType"),
        ("accountId", "accountId"),
        ("contactId", "contactId"),
        ("personAccount", "personAccount"),
    ];
    let told: Members = match told {
        Value::String(text) => serde_json::from_str(text).ok()?,
        Value::Object(members) => members.clone(),
        _ => return None,
    };
    let mut page = Members::new();
    for (theirs, ours) in NAMES {
        let value = match told.get(theirs).filter(|value| !is_nothing(value)) {
            Some(Value::String(id)) if theirs.ends_with("Id") => record_id::long(id).into(),
            Some(Value::Number(number)) => number.to_string().into(),
            Some(value) => value.clone(),
            None => continue,
        };
        page.insert(ours.to_owned(), value);
    }
    Some(page.into())
}

/// The matches of a search, as Lightning would tell them; the address of a pop that was not made among them.
pub fn found(matches: Members) -> Value {
    let mut found = Members::new();
    for (id, mut row) in matches {
        if id == "screenPopUrl" {
            if !is_nothing(&row) {
                let pop = json!({ "type": "url", "params": { "url": row } });
                found.insert("SCREEN_POP_DATA".to_owned(), pop);
            }
            continue;
        }
        let id = record_id::long(&id);
        if let Some(fields) = row.as_object_mut() {
            fields.remove("displayName");
            if let Some(object) = fields.remove("object") {
                fields.insert("RecordType".to_owned(), object);
            }
            fields.insert("Id".to_owned(), id.as_str().into());
        }
        found.insert(id, row);
    }
    found.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn shown(result: Result<Value, PortError>) -> String {
        result.map_or_else(|error| error.to_string(), |value| value.to_string())
    }

    fn check_saved(answer: Value, expected: Expect) {
        expected.assert_eq(&shown(open("saveLog", answer).and_then(|members| saved("saveLog", &members))));
    }

    #[test]
    fn a_saved_record_has_its_id_in_either_place() {
        check_saved(
            json!({"result": true, "id": "001A0000006Vm9u"}),
            expect![[r#"{"recordId":"001A0000006Vm9uIAC"}"#]],
        );
        check_saved(json!({"result": "001A0000006Vm9u"}), expect![[r#"{"recordId":"001A0000006Vm9uIAC"}"#]]);
        check_saved(json!({"result": true, "id": null}), expect!["unreadable answer from `saveLog`: no id"]);
        check_saved(json!({"result": false}), expect!["error: no reason given"]);
        check_saved(json!({"result": false, "error": "no access"}), expect!["error: no access"]);
    }

    /// An answer of Lightning's says nothing here.
    #[test]
    fn the_other_dialect_is_not_understood() {
        check_saved(
            json!({"success": true, "returnValue": {"recordId": "00T"}}),
            expect!["unreadable answer from `saveLog`: no id"],
        );
        check_saved(json!("00T"), expect!["unreadable answer from `saveLog`: no object"]);
    }

    fn check_data(answer: Value, expected: Expect) {
        let answer = open("getPageInfo", answer).and_then(|members| data("getPageInfo", &members));
        expected.assert_eq(&shown(answer.map(Value::Object)));
    }

    #[test]
    fn data_is_json_text() {
        check_data(json!({"result": r#"{"a":1}"#, "error": "undefined"}), expect![[r#"{"a":1}"#]]);
        check_data(json!({"result": null}), expect!["{}"]);
        check_data(
            json!({"result": "{url: 1}"}),
            expect!["unreadable answer from `getPageInfo`: `result` is no JSON object"],
        );
        check_data(json!({}), expect!["unreadable answer from `getPageInfo`: no `result`"]);
        check_data(json!({"result": null, "error": "busy"}), expect!["error: busy"]);
    }

    fn check_page(told: Value, expected: Expect) {
        expected.assert_eq(&json!(page(&told)).to_string());
    }

    #[test]
    fn a_page_has_the_names_of_lightning() {
        check_page(
            json!(
                r#"{"url":"https://acme.example/001A0000006Vm9u","objectId":"001A0000006Vm9u",
                      "objectName":"Acme","object":"Account","displayName":"Account"}"#
            ),
            expect![[
                r#"{"url":"https://acme.example/001A0000006Vm9u","recordId":"001A0000006Vm9uIAC","recordName":"Acme","objectType":"Account"}"#
            ]],
        );
        check_page(
            json!(r#"{"url":"https://acme.example/home","objectId":"","objectName":"","object":""}"#),
            expect![[r#"{"url":"https://acme.example/home"}"#]],
        );
        check_page(
            json!({"number": 4155550100_u64, "personAccount": true}),
            expect![[r#"{"number":"4155550100","personAccount":true}"#]],
        );
        check_page(json!("no JSON"), expect!["null"]);
    }

    #[test]
    fn matches_have_the_names_of_lightning() {
        let matches = json!({
            "001A0000006Vm9u": {"Name": "Acme", "object": "Account", "displayName": "Account", "Phone": "1"},
            "screenPopUrl": "/001A0000006Vm9u",
        });
        let expected = json!({
            "001A0000006Vm9uIAC": {"Id": "001A0000006Vm9uIAC", "Name": "Acme", "Phone": "1", "RecordType": "Account"},
            "SCREEN_POP_DATA": {"type": "url", "params": {"url": "/001A0000006Vm9u"}},
        });
        assert_eq!(found(matches.as_object().unwrap().clone()), expected);
        assert_eq!(found(Members::new()), json!({}));
    }
}
