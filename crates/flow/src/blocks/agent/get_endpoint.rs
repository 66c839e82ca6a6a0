//! Get Endpoint by Phone Number.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, sentence, text};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentGetEndpointByPhoneNumber",
    name: "Get Endpoint by Phone Number",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Makes of a number what Connect calls."),
    controls: &[text("phoneNumber").required().about("The number, best in the form +12135550100.")],
    ports: Ports::Done,
    results: &["endpointARN", "endpointId", "type", "name", "phoneNumber", "agentLogin", "queue"],
    example: example(r#"{"phoneNumber": "+12135550100"}"#, ""),
    run,
};

/// What `Endpoint.byPhoneNumber` of Streams makes: the results are the endpoint itself.
fn run(call: &mut Call<'_>) -> Next {
    let Some(phone_number) = call.some_text("phoneNumber") else {
        return Next::thrown(Value::Null, "`phoneNumber` is empty");
    };
    Next::done(object([
        ("endpointARN", Value::Null),
        ("endpointId", Value::Null),
        ("type", "phone_number".into()),
        ("name", Value::Null),
        ("phoneNumber", phone_number.into()),
        ("agentLogin", Value::Null),
        ("queue", Value::Null),
    ]))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_results_are_the_endpoint() {
        check(
            "SE_AgentGetEndpointByPhoneNumber",
            json!({ "phoneNumber": "$.payload.number" }),
            expect![[
                r#"done {success: true, results: {"endpointARN":null,"endpointId":null,"type":"phone_number","name":null,"phoneNumber":"2135550100","agentLogin":null,"queue":null}}"#
            ]],
        );
        check(
            "SE_AgentGetEndpointByPhoneNumber",
            json!({ "phoneNumber": 911 }),
            expect![[
                r#"done {success: true, results: {"endpointARN":null,"endpointId":null,"type":"phone_number","name":null,"phoneNumber":"911","agentLogin":null,"queue":null}}"#
            ]],
        );
    }

    #[test]
    fn without_a_number_there_is_none() {
        check(
            "SE_AgentGetEndpointByPhoneNumber",
            json!({ "phoneNumber": "$.payload.x" }),
            expect![[r#"done {success: false, results: null, exception: "`phoneNumber` is empty"}"#]],
        );
    }
}
