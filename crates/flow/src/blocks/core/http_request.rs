//! HTTP Request.

use serde_json::{Map, Value};

use crate::address;
use crate::call::{Call, Next};
use crate::effect::{HttpRequest, Reply};
use crate::spec::{Block, Category, Ports, Preset, any, choice, example, map, sentence, text};
use crate::value;

const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreHttpRequest",
    name: "HTTP Request",
    aliases: &["SE_HttpRequest"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Sends a request from the agent's browser and gives the answer."),
    controls: &[
        text("url").required().about("The complete address, with http or https."),
        choice("method", METHODS).or(Preset::Text("GET")).about("What is asked."),
        map("headers").about(
            "Names with values or references; what is undefined is left out. `Idempotency-Key` with an empty value \
             is filled in, the same whenever this run comes to be repeated.",
        ),
        any("body")
            .about("Text as it is, or an object, which is sent as JSON; GET and HEAD send nothing of it."),
    ],
    ports: Ports::SuccessFailure,
    results: &["status", "statusText", "headers", "data", "value"],
    example: example(
        r#"{"url": "https://api.example.com/orders", "method": "POST", "body": {"phone": "$.contact.phoneNumber"}}"#,
        r#"{"contact": {"contactId": "c-1", "type": "voice", "phoneNumber": "+12135550100"}, "replies": {"http.request": [{"ok": {"status": 201, "statusText": "Created", "headers": {"content-type": "application/json"}, "data": {"order": 7}}}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    match request(call) {
        Ok(request) => Next::perform(request, take),
        Err(exception) => Next::failure(exception),
    }
}

fn request(call: &Call<'_>) -> Result<HttpRequest, String> {
    let url = call.some_text("url").filter(|url| address::is_complete(url));
    let url = url.ok_or("`url` is not a complete address with http or https")?;
    let wanted = call.some_text("method").unwrap_or_else(|| "GET".to_owned());
    let method = METHODS.iter().find(|method| method.eq_ignore_ascii_case(&wanted));
    let method = *method.ok_or_else(|| format!("unknown method `{wanted}`"))?;
    let mut headers = headers(call)?;
    let body = if matches!(method, "GET" | "HEAD") { None } else { body(call, &mut headers) };
    Ok(HttpRequest { url, method: method.to_owned(), headers, body })
}

fn headers(call: &Call<'_>) -> Result<Map<String, Value>, String> {
    let stated = call.map("headers").into_iter().filter(|(_, value)| !value.is_null());
    let header = |(name, value): (String, Value)| {
        let name = name.trim().to_owned();
        let text = value::text(&value).trim().to_owned();
        let fits = is_token(&name) && !text.chars().any(char::is_control);
        if fits { Ok((name, text.into())) } else { Err(format!("`{name}` cannot be sent as a header")) }
    };
    stated.map(header).collect()
}

/// A name that the grammar of headers allows (RFC 9110, section 5.6.2).
fn is_token(name: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(is_sign)
}

fn body(call: &Call<'_>, headers: &mut Map<String, Value>) -> Option<String> {
    let body = call.any("body")?;
    if matches!(*body, Value::Object(_) | Value::Array(_))
        && !headers.keys().any(|name| name.eq_ignore_ascii_case("content-type"))
    {
        headers.insert("content-type".to_owned(), "application/json".into());
    }
    Some(value::text(&body).into_owned()).filter(|text| !text.is_empty())
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    match reply {
        Ok(Value::Object(answer)) => Next::success(with_value(answer)),
        Ok(_) => Next::failure("the answer is none that HTTP gives"),
        Err(fault) => match fault.answer.map(|answer| *answer) {
            Some(Value::Object(answer)) => Next::failed(with_value(answer), fault.message),
            _ => Next::failure(fault.message),
        },
    }
}

/// The answer's data under the name that most blocks give what they found, too.
fn with_value(mut answer: Map<String, Value>) -> Value {
    let data = answer.get("data").cloned().unwrap_or_default();
    answer.insert("value".to_owned(), data);
    Value::Object(answer)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies};
    use crate::{Fault, FaultKind};
    use expect_test::expect;
    use serde_json::{Value, json};

    #[test]
    fn an_object_is_sent_as_json() {
        let answer = json!({ "status": 200, "statusText": "OK", "headers": {}, "data": { "n": 1 } });
        check_replies(
            "SE_CoreHttpRequest",
            json!({ "url": " https://a.example/x ", "method": "post", "headers": { "x-n": 7, "none": null, "no": "$.payload.x" },
                    "body": { "number": "$.payload.number" } }),
            &[Ok(answer)],
            expect![[r#"
                http.request {"url":"https://a.example/x","method":"POST","headers":{"x-n":"7","content-type":"application/json"},"body":"{\"number\":\"2135550100\"}"}
                success {success: true, results: {"status":200,"statusText":"OK","headers":{},"data":{"n":1},"value":{"n":1}}}"#]],
        );
    }

    #[test]
    fn text_is_sent_as_it_is() {
        check_replies(
            "SE_CoreHttpRequest",
            json!({ "url": "http://a.example", "method": "PUT", "body": "a=1" }),
            &[Ok(json!({ "status": 204, "statusText": "No Content", "headers": {} }))],
            expect![[r#"
                http.request {"url":"http://a.example","method":"PUT","headers":{},"body":"a=1"}
                success {success: true, results: {"status":204,"statusText":"No Content","headers":{},"value":null}}"#]],
        );
    }

    #[test]
    fn a_type_that_is_stated_stays() {
        check_replies(
            "SE_CoreHttpRequest",
            json!({ "url": "http://a.example", "method": "PATCH", "headers": { "Content-Type": "application/merge-patch+json" }, "body": [1] }),
            &[Ok(json!({ "status": 200 }))],
            expect![[r#"
                http.request {"url":"http://a.example","method":"PATCH","headers":{"Content-Type":"application/merge-patch+json"},"body":"[1]"}
                success {success: true, results: {"status":200,"value":null}}"#]],
        );
    }

    #[test]
    fn get_has_no_body() {
        check_replies(
            "SE_CoreHttpRequest",
            json!({ "url": "http://a.example", "body": { "a": 1 } }),
            &[Ok(json!({ "status": 200, "data": "text" }))],
            expect![[r#"
                http.request {"url":"http://a.example","method":"GET","headers":{}}
                success {success: true, results: {"status":200,"data":"text","value":"text"}}"#]],
        );
    }

    #[test]
    fn a_refusal_keeps_the_answer() {
        let answer = json!({ "status": 404, "statusText": "Not Found", "headers": {}, "data": "gone" });
        let fault = Fault {
            answer: Some(Box::new(answer)),
            ..Fault::new(FaultKind::Rejected, "the server answered 404 Not Found")
        };
        check_replies(
            "SE_CoreHttpRequest",
            json!({ "url": "http://a.example", "method": "" }),
            &[Err(fault)],
            expect![[r#"
                http.request {"url":"http://a.example","method":"GET","headers":{}}
                failure {success: false, results: {"status":404,"statusText":"Not Found","headers":{},"data":"gone","value":"gone"}, exception: "the server answered 404 Not Found"}"#]],
        );
    }

    #[test]
    fn no_answer_no_results() {
        check_replies(
            "SE_CoreHttpRequest",
            json!({ "url": "http://a.example" }),
            &[Err(Fault::new(FaultKind::Unavailable, "the server could not be reached"))],
            expect![[r#"
                http.request {"url":"http://a.example","method":"GET","headers":{}}
                failure {success: false, results: null, exception: "the server could not be reached"}"#]],
        );
        check_replies(
            "SE_CoreHttpRequest",
            json!({ "url": "http://a.example" }),
            &[Ok(Value::Null)],
            expect![[r#"
                http.request {"url":"http://a.example","method":"GET","headers":{}}
                failure {success: false, results: null, exception: "the answer is none that HTTP gives"}"#]],
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_asked() {
        for url in ["", "/relative", "javascript:alert(1)", "file:///etc/passwd", "https://", "$.payload.x"] {
            check(
                "SE_CoreHttpRequest",
                json!({ "url": url }),
                expect![[
                    r#"failure {success: false, results: null, exception: "`url` is not a complete address with http or https"}"#
                ]],
            );
        }
    }

    #[test]
    fn a_method_that_is_none_is_refused() {
        check(
            "SE_CoreHttpRequest",
            json!({ "url": "http://a.example", "method": "TRACE" }),
            expect![[r#"failure {success: false, results: null, exception: "unknown method `TRACE`"}"#]],
        );
    }

    #[test]
    fn a_value_cannot_carry_a_header() {
        check(
            "SE_CoreHttpRequest",
            json!({ "url": "http://a.example", "headers": { "x": "1\r\nCookie: a=b" } }),
            expect![[
                r#"failure {success: false, results: null, exception: "`x` cannot be sent as a header"}"#
            ]],
        );
        check(
            "SE_CoreHttpRequest",
            json!({ "url": "http://a.example", "headers": { "x y": "1" } }),
            expect![[
                r#"failure {success: false, results: null, exception: "`x y` cannot be sent as a header"}"#
            ]],
        );
    }
}
