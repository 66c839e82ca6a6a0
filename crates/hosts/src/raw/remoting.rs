//! Visualforce remoting.

use js_sys::Object;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = Visualforce)]
    pub static VISUALFORCE: Option<Object>;

    /// `(action, ...arguments, callback(result, event), {buffer, escape, timeout})`
    #[wasm_bindgen(
        js_namespace = ["Visualforce", "remoting", "Manager"], js_name = invokeAction, variadic, catch
    )]
    pub fn invoke_action(arguments: &[JsValue]) -> Result<JsValue, JsValue>;
}
