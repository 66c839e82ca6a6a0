//! Open CTI for Lightning Experience. Every method takes one object; answers come to its `callback`.

use js_sys::Object;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = notifyInitializationComplete, catch)]
    pub fn notify_initialization_complete() -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = setSoftphonePanelVisibility, catch)]
    pub fn set_softphone_panel_visibility(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = screenPop, catch)]
    pub fn screen_pop(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = searchAndScreenPop, catch)]
    pub fn search_and_screen_pop(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = saveLog, catch)]
    pub fn save_log(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = enableClickToDial, catch)]
    pub fn enable_click_to_dial(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = disableClickToDial, catch)]
    pub fn disable_click_to_dial(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = getAppViewInfo, catch)]
    pub fn get_app_view_info(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = getSoftphoneLayout, catch)]
    pub fn get_softphone_layout(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = refreshView, catch)]
    pub fn refresh_view(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = setSoftphonePanelHeight, catch)]
    pub fn set_softphone_panel_height(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = setSoftphonePanelWidth, catch)]
    pub fn set_softphone_panel_width(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = runApex, catch)]
    pub fn run_apex(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti", "hvs"], js_name = completeWork, catch)]
    pub fn complete_work(args: &Object) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = publish, catch)]
    pub fn publish(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = subscribe, catch)]
    pub fn subscribe(args: &Object) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = onClickToDial, catch)]
    pub fn on_click_to_dial(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti"], js_name = onNavigationChange, catch)]
    pub fn on_navigation_change(args: &Object) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["sforce", "opencti", "hvs"], js_name = onWorkStart, catch)]
    pub fn on_work_start(args: &Object) -> Result<(), JsValue>;
}
