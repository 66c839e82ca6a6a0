//! Open CTI for Lightning, server side: one call in, the answer and what the console page has to do out.

use super::error::OrgError;
use super::org::Org;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::ops::RangeInclusive;

const PANEL_HEIGHT: RangeInclusive<f64> = 240.0..=2560.0;
const PANEL_WIDTH: RangeInclusive<f64> = 200.0..=1920.0;

/// A call as the console page passes it on, with what only the page knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// The browser tab that the softphone sits in.
    pub tab: String,
    pub method_name: String,
    #[serde(default)]
    pub args: Value,
    /// The page's view, as `getAppViewInfo` answers it.
    #[serde(default)]
    pub view: Value,
    #[serde(default)]
    pub panel_visible: bool,
}

/// A call that went well.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Outcome {
    pub value: Value,
    /// Where the workspace goes.
    pub navigate: Option<Value>,
    /// What changes at the utility bar: `visible`, `height`, `label`, `clickToDial`, `refresh`, …
    pub panel: Option<Value>,
}

impl Outcome {
    pub fn value(value: Value) -> Self {
        Self { value, ..Self::default() }
    }

    pub fn going(navigate: Value) -> Self {
        Self { navigate: Some(navigate), ..Self::default() }
    }

    fn panel(change: Value) -> Self {
        Self { panel: Some(change), ..Self::default() }
    }

    /// The envelope that goes over the wire.
    pub fn response(&self) -> Value {
        json!({ "success": true, "returnValue": self.value, "errors": null })
    }
}

/// A call that was refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    pub code: &'static str,
    pub description: String,
    pub details: Value,
}

impl Failure {
    pub fn parameter(name: &str, expected: &str, args: &Value) -> Self {
        let found = match args.get(name) {
            None => "undefined".to_owned(),
            Some(Value::String(text)) => format!("`{text}`"),
            Some(other) => other.to_string(),
        };
        let description = format!("parameter `{name}` must be {expected}, found {found}");
        Self { code: "INVALID_PARAM", description, details: Value::Null }
    }

    pub fn record(error: OrgError) -> Self {
        let description = "An error occurred while calling the API method.".to_owned();
        Self { code: "GENERIC_ERROR", description, details: error.details() }
    }

    pub fn server(description: String) -> Self {
        Self { code: "SERVER_ERROR", description, details: Value::Null }
    }

    pub fn response(&self) -> Value {
        let error = json!({ "code": self.code, "description": self.description, "details": self.details });
        json!({ "success": false, "returnValue": null, "errors": [error] })
    }
}

impl Org {
    pub fn opencti(&mut self, call: &Call) -> Result<Outcome, Failure> {
        let args = &call.args;
        Ok(match call.method_name.as_str() {
            "notifyInitializationComplete"
            | "subscribe"
            | "unsubscribe"
            | "publish"
            | "onClickToDial"
            | "onNavigationChange"
            | "onWorkStart" => Outcome::default(),
            "isSoftphonePanelVisible" => Outcome::value(json!({ "visible": call.panel_visible })),
            "setSoftphonePanelVisibility" => match args.get("visible") {
                Some(Value::Bool(visible)) => Outcome::panel(json!({ "visible": visible })),
                _ => return Err(Failure::parameter("visible", "a boolean", args)),
            },
            "setSoftphonePanelHeight" => size(args, "heightPX", "height", PANEL_HEIGHT)?,
            "setSoftphonePanelWidth" => size(args, "widthPX", "width", PANEL_WIDTH)?,
            "setSoftphonePanelLabel" => word(args, "label", "panelLabel")?,
            "setSoftphoneItemLabel" => word(args, "label", "itemLabel")?,
            "setSoftphonePanelIcon" => word(args, "key", "panelIcon")?,
            "setSoftphoneItemIcon" => word(args, "key", "itemIcon")?,
            "enableClickToDial" => Outcome::panel(json!({ "clickToDial": true })),
            "disableClickToDial" => Outcome::panel(json!({ "clickToDial": false })),
            "refreshView" => Outcome::panel(json!({ "refresh": true })),
            "getAppViewInfo" => Outcome::value(call.view.clone()),
            "getSoftphoneLayout" => Outcome::value(json!(self.layout)),
            "getCallCenterSettings" => Outcome::value(self.settings.call_center.flat()),
            "screenPop" => self.screen_pop(args)?,
            "searchAndScreenPop" => self.search_and_screen_pop(args)?,
            "saveLog" => self.save_log(args)?,
            "runApex" => self.run_apex(args)?,
            "completeWork" => self.complete_work(args)?,
            other => {
                let description = format!("no Open CTI method `{other}`");
                return Err(Failure { code: "GENERIC_ERROR", description, details: Value::Null });
            }
        })
    }

    /// Ends a step of a sales cadence; with the task saved it must say which task and how it went.
    fn complete_work(&mut self, args: &Value) -> Result<Outcome, Failure> {
        if args.get("workId").and_then(Value::as_str).is_none_or(str::is_empty) {
            return Err(Failure::parameter("workId", "a string", args));
        }
        let attributes = args.get("attributes").unwrap_or(&Value::Null);
        for name in ["disposition", "taskId"] {
            if attributes.get(name).and_then(Value::as_str).is_none_or(str::is_empty) {
                return Err(Failure::parameter(name, "a string", attributes));
            }
        }
        self.completed_work.push(args.clone());
        Ok(Outcome::default())
    }
}

fn size(args: &Value, name: &str, change: &str, range: RangeInclusive<f64>) -> Result<Outcome, Failure> {
    let pixels = args.get(name).and_then(Value::as_f64);
    let pixels = pixels.ok_or_else(|| Failure::parameter(name, "a number", args))?;
    if !range.contains(&pixels) {
        let expected = format!("between {} and {} pixels", range.start(), range.end());
        return Err(Failure::parameter(name, &expected, args));
    }
    Ok(Outcome::panel(json!({ change: pixels })))
}

fn word(args: &Value, name: &str, change: &str) -> Result<Outcome, Failure> {
    let text = args.get(name).and_then(Value::as_str);
    let text = text.ok_or_else(|| Failure::parameter(name, "a string", args))?;
    Ok(Outcome::panel(json!({ change: text })))
}

#[cfg(test)]
#[path = "opencti_tests.rs"]
mod tests;
