//! A small part of jQuery, for flows that change the drawer. Text stays text: nothing here makes markup.

use cti_ports::PortError;
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

const CALL: &str = "callElement";
/// What flows may touch: our own drawing, never the phone.
const ROOT: &str = "#app";

/// Calls a method on every element of the drawer that a selector finds.
pub fn call(selector: &str, method: &str, args: &[Value]) -> Result<Value, PortError> {
    let elements = find(selector)?;
    let arg = |place: usize| args.get(place).and_then(Value::as_str).unwrap_or_default();
    match (method, args) {
        ("text", []) => Ok(elements.iter().filter_map(|e| e.text_content()).collect::<String>().into()),
        ("text", [_, ..]) => each(&elements, |e| {
            e.set_text_content(Some(arg(0)));
            Ok(())
        }),
        ("length" | "size", _) => Ok(elements.len().into()),
        ("addClass", _) => each(&elements, |e| e.class_list().add_1(arg(0))),
        ("removeClass", _) => each(&elements, |e| e.class_list().remove_1(arg(0))),
        ("hasClass", _) => Ok(elements.iter().any(|e| e.class_list().contains(arg(0))).into()),
        ("hide", _) => each(&elements, |e| e.set_attribute("hidden", "")),
        ("show", _) => each(&elements, |e| e.remove_attribute("hidden")),
        ("focus", _) => match elements.first().and_then(|e| e.dyn_ref::<HtmlElement>()) {
            Some(element) => element.focus().map(|()| Value::Null).map_err(|_| refused("it takes no focus")),
            None => Ok(Value::Null),
        },
        _ => Err(refused(&format!(
            "`{method}` is not allowed; allowed are text, length, addClass, removeClass, hasClass, hide, show, focus"
        ))),
    }
}

fn find(selector: &str) -> Result<Vec<Element>, PortError> {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector(ROOT).ok().flatten())
        .ok_or_else(|| refused("the drawer is not there"))?;
    let found = root.query_selector_all(selector).map_err(|_| refused("the selector is not CSS"))?;
    Ok((0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect())
}

fn each(
    elements: &[Element],
    change: impl Fn(&Element) -> Result<(), wasm_bindgen::JsValue>,
) -> Result<Value, PortError> {
    for element in elements {
        change(element).map_err(|_| refused("the browser does not take that value"))?;
    }
    Ok(elements.len().into())
}

fn refused(reason: &str) -> PortError {
    PortError::Rejected { code: CALL.to_owned(), message: reason.to_owned() }
}
