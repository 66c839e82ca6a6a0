//! Get Agent Configuration.

use serde_json::Value;

use super::configuration::{Configuration, read};
use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentGetConfiguration",
    name: "Get Agent Configuration",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Reads everything that Connect keeps about the agent."),
    controls: &[],
    ports: Ports::Done,
    results: MEMBERS,
    example: example(
        "",
        r#"{"replies": {"connect.getConfiguration": [{"ok": {"agentStates": [{"agentStateARN": "arn:available", "type": "routable", "name": "Available"}], "dialableCountries": ["us"], "extension": "", "name": "Ada", "permissions": ["outboundCall"], "routingProfile": {"name": "Basic"}, "softphoneAutoAccept": false, "softphoneEnabled": true, "username": "ada", "agentARN": "arn:agent"}}]}}"#,
    ),
    run,
};

/// What the configuration has by its documentation, and the whole of it.
const MEMBERS: &[&str] = &[
    "agentStates",
    "dialableCountries",
    "extension",
    "name",
    "permissions",
    "routingProfile",
    "softphoneAutoAccept",
    "softphoneEnabled",
    "username",
    "agentARN",
    "value",
];

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Connect::GetConfiguration, |_, reply| read(reply, results))
}

/// Each member at the top, and all of them as `value`.
fn results(Configuration(mut members): Configuration) -> Value {
    members.shift_remove("value");
    for member in MEMBERS.iter().filter(|member| **member != "value") {
        members.entry(*member).or_insert(Value::Null);
    }
    let whole = Value::Object(members.clone());
    members.insert("value".to_owned(), whole);
    Value::Object(members)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_documented_members_are_always_there() {
        check_replies(
            "SE_AgentGetConfiguration",
            json!({}),
            &[Ok(
                json!({ "name": "Ada", "username": "ada", "softphoneEnabled": false, "permissions": ["outboundCall"] }),
            )],
            expect![[r#"
                connect.getConfiguration {}
                done {success: true, results: {"name":"Ada","username":"ada","softphoneEnabled":false,"permissions":["outboundCall"],"agentStates":null,"dialableCountries":null,"extension":null,"routingProfile":null,"softphoneAutoAccept":null,"agentARN":null,"value":{"name":"Ada","username":"ada","softphoneEnabled":false,"permissions":["outboundCall"],"agentStates":null,"dialableCountries":null,"extension":null,"routingProfile":null,"softphoneAutoAccept":null,"agentARN":null}}}"#]],
        );
    }

    #[test]
    fn further_members_are_handed_on() {
        check_replies(
            "SE_AgentGetConfiguration",
            json!({}),
            &[Ok(json!({
                "agentStates": [], "dialableCountries": [], "extension": "", "name": "Ada", "permissions": [],
                "routingProfile": { "name": "Basic" }, "softphoneAutoAccept": true, "softphoneEnabled": true,
                "username": "ada", "agentARN": "arn:agent", "later": 1,
            }))],
            expect![[r#"
                connect.getConfiguration {}
                done {success: true, results: {"agentStates":[],"dialableCountries":[],"extension":"","name":"Ada","permissions":[],"routingProfile":{"name":"Basic"},"softphoneAutoAccept":true,"softphoneEnabled":true,"username":"ada","agentARN":"arn:agent","later":1,"value":{"agentStates":[],"dialableCountries":[],"extension":"","name":"Ada","permissions":[],"routingProfile":{"name":"Basic"},"softphoneAutoAccept":true,"softphoneEnabled":true,"username":"ada","agentARN":"arn:agent","later":1}}}"#]],
        );
    }

    #[test]
    fn without_an_agent_the_flow_goes_on_with_nothing() {
        check(
            "SE_AgentGetConfiguration",
            json!({}),
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetConfiguration",
            json!({}),
            &[Ok(json!([]))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetConfiguration",
            json!({}),
            &[fault("no agent is logged in")],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
    }
}
