//! Open CTI for Salesforce Classic, server side: its methods in Lightning's, its answers out of Lightning's.
//!
//! Everything arrives as text, and data is answered as JSON text with 15-character ids.

use super::apex::{decoded, parameters};
use super::opencti::{self, Failure, Outcome};
use super::org::Org;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A call as a Classic page passes it on, with what only the page knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    pub method: String,
    /// Texts, as they stood on the wire.
    #[serde(default)]
    pub args: Map<String, Value>,
    /// The page's view, as `getPageInfo` answers it.
    #[serde(default)]
    pub view: Value,
    #[serde(default)]
    pub panel_visible: bool,
    #[serde(default)]
    pub in_console: bool,
}

/// What a call answers, `{result, id?}`, and what the page has to do.
#[derive(Debug, Default)]
pub struct Done {
    pub response: Value,
    pub outcome: Outcome,
}

impl Call {
    fn text(&self, name: &str) -> &str {
        match self.args.get(name).and_then(Value::as_str) {
            None | Some("null" | "undefined") => "",
            Some(text) => text,
        }
    }

    /// The arguments as people write them, for the journal.
    pub fn written(&self) -> Value {
        let mut args = self.args.clone();
        if let Some(Value::String(params)) = args.get_mut("saveParams") {
            *params = decoded(params);
        }
        Value::Object(args)
    }
}

/// The answer to a call that was refused: words, and nothing to tell them apart by.
pub fn refused(failure: &Value) -> Value {
    let first = failure.pointer("/errors/0").unwrap_or(failure);
    let words = first.get("description").or_else(|| first.get("message")).and_then(Value::as_str);
    let fields = first.pointer("/details/fieldErrors").and_then(Value::as_object);
    let fields =
        fields.into_iter().flatten().filter_map(|(_, errors)| errors.pointer("/0/message")?.as_str());
    let all: Vec<_> = words.into_iter().chain(fields).collect();
    json!({ "result": false, "error": all.join("; ") })
}

impl Org {
    pub fn interaction(&mut self, call: &Call) -> Result<Done, Failure> {
        let said = |value: Value| Done { response: json!({ "result": value }), outcome: Outcome::default() };
        let carried = |outcome| Done { response: json!({ "result": true }), outcome };
        Ok(match call.method.as_str() {
            "notifyInitializationComplete" | "onClickToDial" | "onFocus" | "onObjectUpdate" => {
                Done::default()
            }
            "isInConsole" => said(call.in_console.into()),
            "isVisible" => said(call.panel_visible.into()),
            "getPageInfo" => said(call.view.to_string().into()),
            "screenPop" => carried(self.lightning(
                "screenPop",
                json!({ "type": "url", "params": { "url": call.text("targetUrl") } }),
            )?),
            "searchAndScreenPop" => self.classic_search(call, false)?,
            "searchAndGetScreenPopUrl" => self.classic_search(call, true)?,
            "saveLog" => self.classic_save(call)?,
            "runApex" => {
                let outcome = self.lightning("runApex", Value::Object(call.args.clone()))?;
                said(outcome.value.get("runApex").cloned().unwrap_or_default())
            }
            "refreshPage" | "refreshRelatedList" => carried(self.lightning("refreshView", json!({}))?),
            "getSoftphoneLayout" => {
                said(self.lightning("getSoftphoneLayout", json!({}))?.value.to_string().into())
            }
            "getCallCenterSettings" => {
                said(self.lightning("getCallCenterSettings", json!({}))?.value.to_string().into())
            }
            "enableClickToDial" | "disableClickToDial" => carried(self.lightning(&call.method, json!({}))?),
            "setSoftphoneHeight" => carried(panel(call, "height")?),
            "setSoftphoneWidth" if call.in_console => carried(panel(call, "width")?),
            "setVisible" if call.in_console => {
                let args = json!({ "visible": call.text("value") == "true" });
                carried(self.lightning("setSoftphonePanelVisibility", args)?)
            }
            "setVisible" | "setSoftphoneWidth" => return Err(plain("the softphone is not in a console")),
            other => return Err(plain(&format!("no method `{other}` in Open CTI for Classic"))),
        })
    }

    fn lightning(&mut self, method: &str, args: Value) -> Result<Outcome, Failure> {
        self.opencti(&opencti::Call {
            tab: String::new(),
            method_name: method.to_owned(),
            args,
            view: Value::Null,
            panel_visible: false,
        })
    }

    /// Neither a prepared pop nor the values of a new record exist here: an address is all that there is.
    fn classic_search(&mut self, call: &Call, prepared: bool) -> Result<Done, Failure> {
        let call_type = Some(call.text("callType")).filter(|text| !text.is_empty());
        let args = json!({
            "searchParams": call.text("searchParams"), "callType": call_type, "deferred": prepared,
            "queryParams": call.text("queryParams"),
        });
        let outcome = self.lightning("searchAndScreenPop", args)?;
        let mut found = Map::new();
        for (id, row) in outcome.value.as_object().into_iter().flatten() {
            if id == "SCREEN_POP_DATA" {
                found.insert("screenPopUrl".into(), self.address(row).into());
            } else {
                found.insert(short(id), classic_row(row));
            }
        }
        Ok(Done { response: json!({ "result": Value::Object(found).to_string() }), outcome })
    }

    /// Where a typed pop leads, as an address of Classic.
    fn address(&self, pop: &Value) -> String {
        let text = |path: &str| pop.pointer(path).and_then(Value::as_str).unwrap_or_default();
        match pop.get("type").and_then(Value::as_str) {
            Some("sobject") => format!("/{}", short(text("/params/recordId"))),
            Some("newRecord") => {
                let prefix = self.shape(text("/params/entityName")).map_or("", |shape| shape.prefix);
                format!("/{prefix}/e")
            }
            Some("search") => {
                format!("/_ui/search/ui/UnifiedSearchResults?str={}", text("/params/searchString"))
            }
            _ => text("/params/url").to_owned(),
        }
    }

    fn classic_save(&mut self, call: &Call) -> Result<Done, Failure> {
        let mut object = parameters(&decoded(call.text("saveParams")));
        object.insert("entityApiName".into(), call.text("objectName").into());
        let outcome = self.lightning("saveLog", json!({ "object": object }))?;
        let id = short(outcome.value.get("recordId").and_then(Value::as_str).unwrap_or_default());
        Ok(Done { response: json!({ "result": true, "id": id }), outcome: Outcome::default() })
    }
}

/// Classic refuses no size but one that is no number of pixels.
fn panel(call: &Call, name: &str) -> Result<Outcome, Failure> {
    let pixels: u32 =
        call.text(name).parse().map_err(|_| plain(&format!("`{name}` is no number of pixels")))?;
    Ok(Outcome { panel: Some(json!({ name: pixels })), ..Outcome::default() })
}

fn plain(description: &str) -> Failure {
    Failure { code: "GENERIC_ERROR", description: description.to_owned(), details: Value::Null }
}

/// `{Name, object, displayName, …}`: the fields of the layout without the id and the date.
fn classic_row(row: &Value) -> Value {
    let mut fields = row.as_object().cloned().unwrap_or_default();
    let object = fields.remove("RecordType").unwrap_or_default();
    for name in ["Id", "LastModifiedDate"] {
        fields.shift_remove(name);
    }
    fields.insert("object".into(), object.clone());
    fields.insert("displayName".into(), object);
    Value::Object(fields)
}

fn short(id: &str) -> String {
    id.chars().take(15).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn ask(org: &mut Org, method: &str, args: Value, in_console: bool) -> String {
        let call = Call {
            method: method.into(),
            args: args.as_object().cloned().unwrap_or_default(),
            view: json!({ "url": "u" }),
            panel_visible: true,
            in_console,
        };
        match org.interaction(&call) {
            Ok(Done { response, outcome }) => format!("{response} {}", json!(outcome.navigate)),
            Err(failure) => refused(&failure.response()).to_string(),
        }
    }

    fn check(method: &str, args: Value, expected: Expect) {
        expected.assert_eq(&ask(&mut Org::seeded(), method, args, false));
    }

    #[test]
    fn questions_are_answered_in_texts_and_flags() {
        check("isInConsole", json!({}), expect![[r#"{"result":false} null"#]]);
        check("getPageInfo", json!({}), expect![[r#"{"result":"{\"url\":\"u\"}"} null"#]]);
        let args = json!({ "apexClass": "SandboxApex", "methodName": "greet", "methodParams": "name=Ada" });
        check("runApex", args, expect![[r#"{"result":"Hello, Ada!"} null"#]]);
    }

    #[test]
    fn a_pop_takes_an_address_inside_the_org() {
        check(
            "screenPop",
            json!({ "targetUrl": "/0035g0000000001", "force": "false" }),
            expect![[r#"{"result":true} {"kind":"url","url":"/0035g0000000001"}"#]],
        );
        check(
            "screenPop",
            json!({ "targetUrl": "https://example.com" }),
            expect![[
                r#"{"result":false,"error":"parameter `url` must be a relative URL, found `https://example.com`"}"#
            ]],
        );
    }

    #[test]
    fn a_search_pops_or_says_where_it_would() {
        let args = json!({ "searchParams": "2135550100", "queryParams": "null", "callType": "inbound" });
        check(
            "searchAndScreenPop",
            args.clone(),
            expect![[
                r#"{"result":"{\"0035g0000000001\":{\"Name\":\"Maya Torres\",\"Email\":\"maya.torres@example.com\",\"Phone\":\"(213) 555-0100\",\"object\":\"Contact\",\"displayName\":\"Contact\"}}"} {"kind":"record","id":"0035g0000000001AAA"}"#
            ]],
        );
        let answer = ask(&mut Org::seeded(), "searchAndGetScreenPopUrl", args, false);
        assert!(
            answer.contains(r#"\"screenPopUrl\":\"/0035g0000000001\""#) && answer.ends_with("null"),
            "{answer}"
        );
        let args = json!({ "searchParams": "+19995550000", "callType": "null" });
        let answer = ask(&mut Org::seeded(), "searchAndGetScreenPopUrl", args, false);
        assert!(answer.contains(r#"\"screenPopUrl\":\"/003/e\""#), "{answer}");
    }

    #[test]
    fn a_log_is_saved_from_its_query_string() {
        let mut org = Org::seeded();
        let params = "Subject%3DCall%2520%2526%2520more%26Status%3DCompleted";
        let args = json!({ "objectName": "Task", "saveParams": params });
        let answer = ask(&mut org, "saveLog", args, false);
        let saved: Value = serde_json::from_str(answer.trim_end_matches(" null")).unwrap();
        let id = saved["id"].as_str().unwrap();
        assert_eq!((id.len(), org.record(id).unwrap().text("Subject")), (15, "Call & more"));
        check(
            "saveLog",
            json!({ "objectName": "Contact", "saveParams": "FirstName%3DA" }),
            expect![[
                r#"{"result":false,"error":"An error occurred while calling the API method.; required fields are missing: `LastName`"}"#
            ]],
        );
    }

    #[test]
    fn the_panel_is_the_consoles() {
        check(
            "setVisible",
            json!({ "value": "true" }),
            expect![[r#"{"result":false,"error":"the softphone is not in a console"}"#]],
        );
        let answer = ask(&mut Org::seeded(), "setVisible", json!({ "value": "true" }), true);
        assert_eq!(answer, r#"{"result":true} null"#);
        check(
            "setSoftphoneHeight",
            json!({ "height": "tall" }),
            expect![[r#"{"result":false,"error":"`height` is no number of pixels"}"#]],
        );
        check(
            "dial",
            json!({}),
            expect![[r#"{"result":false,"error":"no method `dial` in Open CTI for Classic"}"#]],
        );
    }
}
