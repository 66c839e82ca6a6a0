//! Get Agent Dialable Countries.

use super::configuration::read;
use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentGetDialableCountries",
    name: "Get Agent Dialable Countries",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Lists the countries that the agent can call, such as us."),
    controls: &[],
    ports: Ports::Done,
    results: &["value"],
    example: example(
        "",
        r#"{"replies": {"connect.getConfiguration": [{"ok": {"name": "Ada", "dialableCountries": ["us", "de"]}}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Connect::GetConfiguration, |_, reply| {
        read(reply, |configuration| object([("value", configuration.list("dialableCountries"))]))
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn countries_are_listed() {
        check_replies(
            "SE_AgentGetDialableCountries",
            json!({}),
            &[Ok(json!({ "name": "Ada", "dialableCountries": ["us", "de"] }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":["us","de"]}}"#]],
        );
    }
    #[test]
    fn what_is_no_list_is_an_empty_one() {
        check_replies(
            "SE_AgentGetDialableCountries",
            json!({}),
            &[Ok(json!({ "name": "Ada", "dialableCountries": "us" }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":[]}}"#]],
        );
    }

    #[test]
    fn without_an_agent_the_flow_goes_on_with_nothing() {
        check(
            "SE_AgentGetDialableCountries",
            json!({}),
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetDialableCountries",
            json!({}),
            &[Ok(json!("x"))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetDialableCountries",
            json!({}),
            &[fault("no agent is logged in")],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
    }
}
