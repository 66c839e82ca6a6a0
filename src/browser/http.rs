//! The web, through the browser's `fetch`.

use cti_ports::{Answer, Http, PortError, TIME_LIMIT_MS, answered, within};
use gloo::timers::future::TimeoutFuture;
use serde_json::{Map, Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, Request, RequestCredentials, RequestInit, Response, js_sys};

const CALL: &str = "request";

#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserHttp;

impl Http for BrowserHttp {
    fn request(&self, request: Value) -> Answer<Value> {
        let Some(controller) = AbortController::new().ok() else {
            return answered(Err(refused("the browser has no way to end a request")));
        };
        let sent = match sent(&request, &controller) {
            Ok(sent) => sent,
            Err(error) => return answered(Err(error)),
        };
        Box::pin(async move {
            let limit = TimeoutFuture::new(TIME_LIMIT_MS);
            let answer = within(CALL, TIME_LIMIT_MS, limit, received(sent)).await;
            // What came too late is not downloaded any further.
            controller.abort();
            answer
        })
    }
}

fn sent(request: &Value, controller: &AbortController) -> Result<js_sys::Promise, PortError> {
    let member = |name: &str| request.get(name).and_then(Value::as_str).unwrap_or_default();
    let init = RequestInit::new();
    init.set_method(member("method"));
    init.set_signal(Some(&controller.signal()));
    // The agent's cookies are no business of a flow.
    init.set_credentials(RequestCredentials::Omit);
    let headers = Headers::new().map_err(|_| refused("the browser has no headers"))?;
    for (name, value) in request.get("headers").and_then(Value::as_object).into_iter().flatten() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        headers.append(name, &value).map_err(|_| refused(&format!("`{name}` is no header to send")))?;
    }
    init.set_headers(&headers);
    if let Some(body) = request.get("body").and_then(Value::as_str) {
        init.set_body(&body.into());
    }
    let request = Request::new_with_str_and_init(member("url"), &init)
        .map_err(|_| refused("the browser does not take the address or the method"))?;
    let window = web_sys::window().ok_or_else(|| refused("there is no window"))?;
    Ok(window.fetch_with_request(&request))
}

async fn received(sent: js_sys::Promise) -> Result<Value, PortError> {
    let response = JsFuture::from(sent).await.map_err(|_| {
        refused("no connection, or the server's cross-origin rules or this page's policy forbid it")
    })?;
    let response: Response = response.dyn_into().map_err(|_| malformed())?;
    let headers = headers(&response);
    let body = JsFuture::from(response.text().map_err(|_| malformed())?).await.map_err(|_| malformed())?;
    let body = body.as_string().unwrap_or_default();
    let is_json =
        headers.get("content-type").and_then(Value::as_str).is_some_and(|kind| kind.contains("json"));
    let data = is_json.then(|| serde_json::from_str(&body).ok()).flatten().unwrap_or(Value::String(body));
    Ok(json!({
        "status": response.status(),
        "statusText": response.status_text(),
        "headers": headers,
        "data": data,
    }))
}

fn headers(response: &Response) -> Map<String, Value> {
    let mut headers = Map::new();
    let entries = js_sys::try_iter(&response.headers().entries()).ok().flatten();
    for entry in entries.into_iter().flatten().flatten() {
        let entry = js_sys::Array::from(&entry);
        if let (Some(name), Some(value)) = (entry.get(0).as_string(), entry.get(1).as_string()) {
            headers.insert(name, value.into());
        }
    }
    headers
}

fn refused(reason: &str) -> PortError {
    PortError::Rejected { code: "request".to_owned(), message: reason.to_owned() }
}

fn malformed() -> PortError {
    PortError::Malformed { call: CALL, reason: "the answer could not be read".to_owned() }
}
