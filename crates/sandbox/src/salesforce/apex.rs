//! `runApex`: Apex does not run here. Some methods are built in, and settings name the text that others return.

use super::opencti::{Failure, Outcome};
use super::org::Org;
use serde_json::{Map, Value, json};

/// The class with the methods that are always there.
const CLASS: &str = "SandboxApex";

impl Org {
    pub(super) fn run_apex(&self, args: &Value) -> Result<Outcome, Failure> {
        let part = |name: &str| args.get(name).and_then(Value::as_str).unwrap_or_default();
        let (class, method) = (part("apexClass"), part("methodName"));
        if class.is_empty() {
            return Err(Failure::parameter("apexClass", "a string", args));
        }
        if method.is_empty() {
            return Err(Failure::parameter("methodName", "a string", args));
        }
        let set = self.settings.apex.get(&format!("{class}.{method}")).cloned();
        let returned = match (set, class, method) {
            (Some(text), ..) => text,
            (None, CLASS, "echo") => json!(json!(parameters(part("methodParams"))).to_string()),
            (None, CLASS, "greet") => {
                let parameters = parameters(part("methodParams"));
                let name = parameters.get("name").and_then(Value::as_str).unwrap_or("nobody");
                json!(format!("Hello, {name}!"))
            }
            (None, CLASS, "nothing") => Value::Null,
            (None, CLASS, "fail") => {
                return Err(Failure::server("A problem was encountered on the server.".to_owned()));
            }
            _ => return Err(Failure::server(format!("Could not load Apex class: {class}."))),
        };
        Ok(Outcome::value(json!({ "runApex": returned })))
    }
}

/// `name=acme&phone=%2B1`, as a query string; a later value of a name goes before an earlier one.
pub(super) fn parameters(text: &str) -> Map<String, Value> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), json!(decoded(value)))
        })
        .collect()
}

pub(super) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut place = 0;
    while let Some(byte) = bytes.get(place) {
        let hex = text.get(place + 1..place + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (byte, hex) {
            (b'%', Some(code)) => {
                decoded.push(code);
                place += 2;
            }
            (b'+', _) => decoded.push(b' '),
            (other, _) => decoded.push(*other),
        }
        place += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(method: &str, params: &str, expected: Result<Value, &str>) {
        let args = json!({ "apexClass": "SandboxApex", "methodName": method, "methodParams": params });
        let answer = Org::seeded().run_apex(&args);
        let answer = answer.map(|outcome| outcome.value).map_err(|failure| failure.description);
        assert_eq!(answer, expected.map(|text| json!({ "runApex": text })).map_err(str::to_owned));
    }

    #[test]
    fn echo_answers_its_parameters_as_json() {
        check(
            "echo",
            "name=O%27Brien+%26+co&phone=%2B1&name2",
            Ok(json!(r#"{"name":"O'Brien & co","phone":"+1","name2":""}"#)),
        );
        check("echo", "", Ok(json!("{}")));
        check("echo", "a=%zz%", Ok(json!(r#"{"a":"%zz%"}"#)));
    }

    #[test]
    fn other_methods_answer_text_nothing_or_fail() {
        check("greet", "name=%C5%81ucja", Ok(json!("Hello, Łucja!")));
        check("nothing", "", Ok(Value::Null));
        check("fail", "", Err("A problem was encountered on the server."));
        check("nope", "", Err("Could not load Apex class: SandboxApex."));
    }
}
