//! Open CTI for Salesforce Classic, `sforce.interaction`. Methods take their arguments in order and answer to the
//! last, a function; some stand one name deeper, as `cti.onClickToDial` does.

use js_sys::{Array, Error, Function, Reflect};
use wasm_bindgen::prelude::*;

use crate::js;

/// The library's global name.
pub const LIBRARY: [&str; 2] = ["sforce", "interaction"];

/// Calls a method by its name below `sforce.interaction`. One way in for all of them is less to download than
/// a binding for each.
pub fn call(method: &str, arguments: &Array) -> Result<(), JsValue> {
    let (mut this, mut found) = (JsValue::UNDEFINED, js::global(&LIBRARY).unwrap_or_default());
    for name in method.split('.') {
        let next = Reflect::get(&found, &name.into())?;
        this = std::mem::replace(&mut found, next);
    }
    let missing = |_| Error::new(&format!("there is no `{method}`"));
    found.dyn_into::<Function>().map_err(missing)?.apply(&this, arguments).map(drop)
}
