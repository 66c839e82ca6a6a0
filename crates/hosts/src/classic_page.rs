//! Salesforce Classic's own addresses: where a screen pop leads, and how a record to save is written.

use cti_ports::PortError;
use serde_json::{Map, Value};

use crate::link::rejected;
use crate::record_id;

/// Standard objects, and what the ids of their records begin with.
const OBJECTS: [(&str, &str); 13] = [
    ("Account", "001"),
    ("Contact", "003"),
    ("User", "005"),
    ("Opportunity", "006"),
    ("Lead", "00Q"),
    ("Task", "00T"),
    ("Event", "00U"),
    ("Product2", "01t"),
    ("Asset", "02i"),
    ("Case", "500"),
    ("Solution", "501"),
    ("Campaign", "701"),
    ("Contract", "800"),
];

/// The address for a typed screen pop.
pub fn address(kind: &str, params: &Value) -> Result<String, PortError> {
    let text = |name| text(params, name);
    Ok(match kind {
        "url" => text("url")?.to_owned(),
        "sobject" => format!("/{}", encoded(text("recordId")?)),
        "objecthome" => format!("/{}/o", prefix(text("scope")?)?),
        "list" => {
            let view = encoded(record_id::short(text("listViewId")?));
            format!("/{}?fcf={view}", prefix(text("scope")?)?)
        }
        "search" => format!("/_ui/search/ui/UnifiedSearchResults?str={}", encoded(text("searchString")?)),
        "newRecord" => {
            let values = params.get("defaultFieldValues").and_then(Value::as_object);
            if values.is_some_and(|values| !values.is_empty()) {
                return Err(unavailable(
                    "the page for a new record in Salesforce Classic takes no values; save the record first \
                     and pop it, or leave the values empty",
                ));
            }
            format!("/{}/e", prefix(text("entityName")?)?)
        }
        "flow" => format!("/flow/{}{}", encoded(text("flowDevName")?), flow_input(params)),
        _ => return Err(rejected("badType", "there is no such screen pop")),
    })
}

/// `?name=value&…`, as a flow takes its input from an address.
fn flow_input(params: &Value) -> String {
    let list = params.get("flowArgs").and_then(Value::as_array);
    let inputs = list.into_iter().flatten().filter_map(|input| {
        let value = input.get("value").filter(|value| !value.is_null())?;
        Some((input.get("name")?.as_str()?, value))
    });
    let query = query(inputs);
    if query.is_empty() { query } else { format!("?{query}") }
}

/// The object and the fields of a record, as `saveLog` takes them. An existing record must name its object
/// too, which its id tells of standard ones.
pub fn log(value: &Map<String, Value>) -> Result<(&str, String), PortError> {
    let named = value.get("entityApiName").and_then(Value::as_str);
    let object = named.or_else(|| object_of(value.get("Id")?.as_str()?)).ok_or_else(|| {
        let reason = "Salesforce Classic changes records of standard objects only".to_owned();
        PortError::Unavailable { call: "saveLog", reason }
    })?;
    let fields = value.iter().filter(|(name, _)| *name != "entityApiName");
    Ok((object, query(fields.map(|(name, value)| (name.as_str(), value)))))
}

fn query<'a>(pairs: impl Iterator<Item = (&'a str, &'a Value)>) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(&encoded(name));
        query.push('=');
        match value {
            Value::Null => {}
            Value::String(text) => query.push_str(&encoded(text)),
            other => query.push_str(&encoded(&other.to_string())),
        }
    }
    query
}

/// As `encodeURIComponent` does, and a little more.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for half in [byte >> 4, byte & 15] {
                encoded.push(char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    encoded
}

fn text<'a>(params: &'a Value, name: &'static str) -> Result<&'a str, PortError> {
    let text = params.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    text.ok_or_else(|| rejected("noTarget", &format!("there is no `{name}` to open")))
}

fn prefix(object: &str) -> Result<&'static str, PortError> {
    let known = OBJECTS.iter().find(|(name, _)| name.eq_ignore_ascii_case(object));
    known.map(|(_, prefix)| *prefix).ok_or_else(|| {
        unavailable(
            "in Salesforce Classic only the pages of standard objects have a known address; pop its address \
             instead",
        )
    })
}

fn object_of(id: &str) -> Option<&'static str> {
    OBJECTS.iter().find(|(_, prefix)| id.starts_with(prefix)).map(|(name, _)| *name)
}

fn unavailable(reason: &str) -> PortError {
    PortError::Unavailable { call: "screenPop", reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn check(kind: &str, params: Value, expected: Expect) {
        expected.assert_eq(&address(kind, &params).unwrap_or_else(|error| error.to_string()));
    }

    #[test]
    fn every_pop_has_its_address() {
        check("sobject", json!({"recordId": "0035g0000000001AAA"}), expect!["/0035g0000000001AAA"]);
        check("url", json!({"url": "/apex/Page?a=b"}), expect!["/apex/Page?a=b"]);
        check("objecthome", json!({"scope": "case"}), expect!["/500/o"]);
        check(
            "list",
            json!({"scope": "Contact", "listViewId": "00B5g0000000001EAA"}),
            expect!["/003?fcf=00B5g0000000001"],
        );
        check(
            "search",
            json!({"searchString": "O'Neil & Söhne"}),
            expect!["/_ui/search/ui/UnifiedSearchResults?str=O%27Neil%20%26%20S%C3%B6hne"],
        );
        check("newRecord", json!({"entityName": "Contact", "defaultFieldValues": {}}), expect!["/003/e"]);
        let args = json!([{"name": "who", "type": "String", "value": "a&b"}, {"name": "n", "value": 2}]);
        check("flow", json!({"flowDevName": "Ask", "flowArgs": args}), expect!["/flow/Ask?who=a%26b&n=2"]);
        check("flow", json!({"flowDevName": "Ask", "flowArgs": []}), expect!["/flow/Ask"]);
    }

    #[test]
    fn nothing_leads_out_of_the_site() {
        check("sobject", json!({"recordId": "/evil.example"}), expect!["/%2Fevil.example"]);
        check("flow", json!({"flowDevName": "../x?y"}), expect!["/flow/..%2Fx%3Fy"]);
    }

    #[test]
    fn what_classic_cannot_do_is_told() {
        check(
            "newRecord",
            json!({"entityName": "Contact", "defaultFieldValues": {"LastName": "Ada"}}),
            expect![
                "`screenPop` is not available: the page for a new record in Salesforce Classic takes no values; save the record first and pop it, or leave the values empty"
            ],
        );
        check(
            "objecthome",
            json!({"scope": "Invoice__c"}),
            expect![
                "`screenPop` is not available: in Salesforce Classic only the pages of standard objects have a known address; pop its address instead"
            ],
        );
        check("sobject", json!({}), expect!["noTarget: there is no `recordId` to open"]);
        check("modal", json!({}), expect!["badType: there is no such screen pop"]);
    }

    fn check_log(value: Value, expected: Expect) {
        let shown = match log(value.as_object().unwrap()) {
            Ok((object, fields)) => format!("{object} {fields}"),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn a_log_is_a_query_string() {
        check_log(
            json!({"entityApiName": "Task", "Subject": "Anruf ☎ & mehr", "CallDurationInSeconds": 42, "X": null}),
            expect!["Task Subject=Anruf%20%E2%98%8E%20%26%20mehr&CallDurationInSeconds=42&X="],
        );
        check_log(
            json!({"Id": "00T5g0000000001AAA", "Status": "Completed"}),
            expect!["Task Id=00T5g0000000001AAA&Status=Completed"],
        );
        check_log(
            json!({"Id": "a005g0000000001AAA", "Status": "Completed"}),
            expect![
                "`saveLog` is not available: Salesforce Classic changes records of standard objects only"
            ],
        );
    }
}
