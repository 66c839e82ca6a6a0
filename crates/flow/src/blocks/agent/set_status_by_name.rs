//! Set Agent Status By Name on Connect.

use crate::call::{Call, Next};
use crate::effect::{Connect, StateChoice};
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentSetStatusByName",
    name: "Set Agent Status By Name on Connect",
    aliases: &[],
    since: "5.1",
    category: Category::ConnectAgent,
    about: sentence("Gives the agent the state of that name; while a contact is live, after it."),
    controls: &[text("name")
        .required()
        .aka(&["status", "stateName"])
        .about("The name of the state, exactly as Connect shows it.")],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"name": "Lunch"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    match call.some_text("name") {
        Some(name) => Next::command(Connect::SetAgentState(StateChoice::Named(name))),
        None => Next::failure("`name` is empty"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_name_is_only_a_name() {
        check(
            "SE_AgentSetStatusByName",
            json!({ "name": "Lunch" }),
            expect![[r#"
            connect.setAgentState {"name":"Lunch"}
            success {success: true, results: null}"#]],
        );
        check(
            "SE_AgentSetStatusByName",
            json!({ "status": "arn:Lunch" }),
            expect![[r#"
            connect.setAgentState {"name":"arn:Lunch"}
            success {success: true, results: null}"#]],
        );
        check(
            "SE_AgentSetStatusByName",
            json!({ "stateName": "O'Brien \"x\"" }),
            expect![[r#"
            connect.setAgentState {"name":"O'Brien \"x\""}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn no_name_no_state() {
        check(
            "SE_AgentSetStatusByName",
            json!({ "name": "$.payload.x" }),
            expect![[r#"failure {success: false, results: null, exception: "`name` is empty"}"#]],
        );
    }

    #[test]
    fn an_unknown_name_takes_failure() {
        check_replies(
            "SE_AgentSetStatusByName",
            json!({ "name": "lunch" }),
            &[fault("no state with `name` `lunch`")],
            expect![[r#"
            connect.setAgentState {"name":"lunch"}
            failure {success: false, results: null, exception: "no state with `name` `lunch`"}"#]],
        );
    }
}
