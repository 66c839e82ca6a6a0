//! The Console Integration Toolkit. Methods take their arguments in order and answer to the last, a function.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["sforce", "console"], js_name = isInConsole, catch)]
    pub fn is_in_console() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "console"], js_name = addEventListener, catch)]
    pub fn add_event_listener(event: &JsValue, handler: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = ["sforce", "console"], js_name = openPrimaryTab, variadic, catch)]
    pub fn open_primary_tab(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "console"], js_name = openSubtab, variadic, catch)]
    pub fn open_subtab(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "console"], js_name = closeTab, variadic, catch)]
    pub fn close_tab(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "console"], js_name = getPrimaryTabIds, variadic, catch)]
    pub fn get_primary_tab_ids(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "console"], js_name = getFocusedPrimaryTabId, variadic, catch)]
    pub fn get_focused_primary_tab_id(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(
        js_namespace = ["sforce", "console"], js_name = getFocusedPrimaryTabObjectId, variadic, catch
    )]
    pub fn get_focused_primary_tab_object_id(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "console"], js_name = getFocusedSubtabObjectId, variadic, catch)]
    pub fn get_focused_subtab_object_id(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "console"], js_name = getPageInfo, variadic, catch)]
    pub fn get_page_info(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "console"], js_name = getTabLink, variadic, catch)]
    pub fn get_tab_link(args: &[JsValue]) -> Result<(), JsValue>;

    #[wasm_bindgen(
        js_namespace = ["sforce", "console", "presence"], js_name = getServicePresenceStatusId, variadic, catch
    )]
    pub fn get_service_presence_status_id(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(
        js_namespace = ["sforce", "console", "presence"], js_name = setServicePresenceStatus, variadic, catch
    )]
    pub fn set_service_presence_status(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "console", "presence"], js_name = login, variadic, catch)]
    pub fn login(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "console", "presence"], js_name = logout, variadic, catch)]
    pub fn logout(args: &[JsValue]) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "console", "presence"], js_name = getAgentWorkload, variadic, catch)]
    pub fn get_agent_workload(args: &[JsValue]) -> Result<(), JsValue>;
}
