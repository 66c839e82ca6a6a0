//! Run Apex.

use cti_core::attribute::percent_encode;
use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::{Org, Reply};
use crate::org::ApiName;
use crate::spec::{Block, Category, Ports, example, sentence, text};
use crate::value::{self, object};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFRunApex",
    name: "Run Apex",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Calls a web service method of an Apex class that softphones may call."),
    controls: &[
        text("apexClass").required().about("The name of the class."),
        text("methodName").required().about("The name of its method."),
        text("methodParams").about(
            "The parameters as `name=acme&phone=…`, built with String Template, or names with values.",
        ),
    ],
    ports: Ports::SuccessFailure,
    results: &["value"],
    example: example(
        r#"{"apexClass": "AcmeCalls", "methodName": "openCases", "methodParams": {"phone": "$.contact.phoneNumber"}}"#,
        r#"{"contact": {"contactId": "c-1", "type": "voice", "phoneNumber": "+12135550100"}, "replies": {"org.runApex": [{"ok": {"count": 2}}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let (Some(apex_class), Some(method_name)) = (call.some_text("apexClass"), call.some_text("methodName"))
    else {
        return Next::failure("`apexClass` or `methodName` is empty");
    };
    for name in [&apex_class, &method_name] {
        if ApiName::new(name).is_err() {
            return Next::failure(["not a name of an Apex class or method: `", name, "`"].concat());
        }
    }
    Next::perform(Org::RunApex { apex_class, method_name, method_params: parameters(call) }, take)
}

/// A text as it is; names with values as the query string that the method is called with.
fn parameters(call: &Call<'_>) -> String {
    match call.any("methodParams").as_deref() {
        Some(Value::Object(members)) => {
            let pairs = members
                .iter()
                .map(|(name, value)| [percent_encode(name), percent_encode(&value::text(value))].join("="));
            pairs.collect::<Vec<_>>().join("&")
        }
        Some(value) => value::text(value).into_owned(),
        None => String::new(),
    }
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    match reply {
        Ok(answer) => Next::success(object([("value", answer)])),
        Err(fault) => Next::failure(fault.message),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn text_goes_as_it_is() {
        check_replies(
            "SE_SFRunApex",
            json!({ "apexClass": "Acme", "methodName": "find", "methodParams": "name=O'Neil&x=%26&y=$.payload.number" }),
            &[Ok(json!({ "a": [1] }))],
            expect![[r#"
                org.runApex {"apexClass":"Acme","methodName":"find","methodParams":"name=O'Neil&x=%26&y=$.payload.number"}
                success {success: true, results: {"value":{"a":[1]}}}"#]],
        );
    }

    #[test]
    fn a_value_cannot_become_another_parameter() {
        check_replies(
            "SE_SFRunApex",
            json!({ "apexClass": "ns.Acme", "methodName": "find", "methodParams": { "name": "O'Brien & Söhne", "x": "1&admin=true", "number": "$.payload.number", "gone": "$.payload.x", "line": "a\nb" } }),
            &[Ok(json!("found"))],
            expect![[r#"
                org.runApex {"apexClass":"ns.Acme","methodName":"find","methodParams":"name=O%27Brien%20%26%20S%C3%B6hne&x=1%26admin%3Dtrue&number=2135550100&line=a%0Ab"}
                success {success: true, results: {"value":"found"}}"#]],
        );
    }

    #[test]
    fn parameters_may_be_left_out() {
        check(
            "SE_SFRunApex",
            json!({ "apexClass": "Acme", "methodName": "find" }),
            expect![[r#"
            org.runApex {"apexClass":"Acme","methodName":"find","methodParams":""}
            success {success: true, results: {"value":null}}"#]],
        );
    }

    #[test]
    fn names_are_names() {
        check(
            "SE_SFRunApex",
            json!({ "apexClass": "", "methodName": "find" }),
            expect![[
                r#"failure {success: false, results: null, exception: "`apexClass` or `methodName` is empty"}"#
            ]],
        );
        check(
            "SE_SFRunApex",
            json!({ "apexClass": "Acme", "methodName": "$.payload.x" }),
            expect![[
                r#"failure {success: false, results: null, exception: "`apexClass` or `methodName` is empty"}"#
            ]],
        );
        check(
            "SE_SFRunApex",
            json!({ "apexClass": "Acme", "methodName": "find&x='" }),
            expect![[
                r#"failure {success: false, results: null, exception: "not a name of an Apex class or method: `find&x='`"}"#
            ]],
        );
    }

    #[test]
    fn an_error_in_apex_takes_failure() {
        check_replies(
            "SE_SFRunApex",
            json!({ "apexClass": "Acme", "methodName": "find" }),
            &[fault("no such class")],
            expect![[r#"
                org.runApex {"apexClass":"Acme","methodName":"find","methodParams":""}
                failure {success: false, results: null, exception: "no such class"}"#]],
        );
    }
}
