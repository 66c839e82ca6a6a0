//! Set Agent Status on Connect.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::{Connect, StateChoice};
use crate::spec::{Block, Category, Ports, any, example, sentence};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentSetStatus",
    name: "Set Agent Status on Connect",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Gives the agent a state; while a contact is live, after it."),
    controls: &[any("state")
        .required()
        .about("A state as Get Available Agent States lists it, its ARN, or its name.")],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"state": "Lunch"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    match call.any("state").and_then(|state| chosen(&state)) {
        Some(state) => Next::command(Connect::SetAgentState(state)),
        None => Next::failure("`state` is neither a state nor the ARN or name of one"),
    }
}

/// Text that begins as ARNs do is one.
fn chosen(state: &Value) -> Option<StateChoice> {
    let text = match state {
        Value::Object(members) => {
            let text = |name: &str| members.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
            let arn = text("agentStateARN").map(|arn| StateChoice::Arn(arn.to_owned()));
            return arn.or_else(|| Some(StateChoice::Named(text("name")?.to_owned())));
        }
        Value::Array(_) => return None,
        state => value::text(state),
    };
    match text.trim() {
        "" => None,
        text if text.starts_with('{') => chosen(&serde_json::from_str(text).ok()?),
        arn if arn.starts_with("arn:") => Some(StateChoice::Arn(arn.to_owned())),
        name => Some(StateChoice::Named(name.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn a_state_has_an_arn() {
        check(
            "SE_AgentSetStatus",
            json!({ "state": { "agentStateARN": "arn:aws:lunch", "name": "Lunch", "type": "not_routable" } }),
            expect![[r#"
            connect.setAgentState {"agentStateARN":"arn:aws:lunch"}
            success {success: true, results: null}"#]],
        );
        check(
            "SE_AgentSetStatus",
            json!({ "state": { "agentStateARN": null, "name": "Lunch" } }),
            expect![[r#"
            connect.setAgentState {"name":"Lunch"}
            success {success: true, results: null}"#]],
        );
        check(
            "SE_AgentSetStatus",
            json!({ "state": r#"{"name":"Lunch"}"# }),
            expect![[r#"
            connect.setAgentState {"name":"Lunch"}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn text_is_an_arn_or_a_name() {
        check(
            "SE_AgentSetStatus",
            json!({ "state": "arn:aws:connect:lunch" }),
            expect![[r#"
            connect.setAgentState {"agentStateARN":"arn:aws:connect:lunch"}
            success {success: true, results: null}"#]],
        );
        check(
            "SE_AgentSetStatus",
            json!({ "state": " O'Brien's lunch " }),
            expect![[r#"
            connect.setAgentState {"name":"O'Brien's lunch"}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn anything_else_is_no_state() {
        for state in
            [json!(""), json!("$.payload.x"), json!([]), json!({}), json!({ "name": 7 }), json!("{x")]
        {
            check(
                "SE_AgentSetStatus",
                json!({ "state": state }),
                expect![[
                    r#"failure {success: false, results: null, exception: "`state` is neither a state nor the ARN or name of one"}"#
                ]],
            );
        }
    }

    #[test]
    fn connects_own_states_are_refused() {
        check_replies(
            "SE_AgentSetStatus",
            json!({ "state": "Busy" }),
            &[fault("no state with `name` `Busy`")],
            expect![[r#"
            connect.setAgentState {"name":"Busy"}
            failure {success: false, results: null, exception: "no state with `name` `Busy`"}"#]],
        );
    }
}
