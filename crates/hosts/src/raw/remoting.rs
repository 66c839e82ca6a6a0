//! Visualforce remoting.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `(action, ...arguments, callback(result, event), {buffer, escape, timeout})`
    #[wasm_bindgen(
        js_namespace = ["Visualforce", "remoting", "Manager"], js_name = invokeAction, variadic, catch
    )]
    pub fn invoke_action(arguments: &[JsValue]) -> Result<JsValue, JsValue>;
}
