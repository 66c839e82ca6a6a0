//! Get CCP Logs.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::{Connect, Reply};
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::{self, object};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentGetCcpLogs",
    name: "Get CCP Logs",
    aliases: &[],
    since: "5.7",
    category: Category::ConnectAgent,
    about: sentence("Reads the log of Connect's control panel, as text."),
    controls: &[],
    ports: Ports::Done,
    results: &["value"],
    example: example("", r#"{"replies": {"connect.getLog": [{"ok": "[INFO] the agent is available"}]}}"#),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Connect::GetLog, take)
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    match reply {
        Ok(log) => Next::done(object([("value", value::text(&log).into_owned().into())])),
        Err(fault) => Next::thrown(Value::Null, fault.message),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_log_is_text() {
        check_replies(
            "SE_AgentGetCcpLogs",
            json!({}),
            &[Ok(json!("a\nb"))],
            expect![[r#"
            connect.getLog {}
            done {success: true, results: {"value":"a\nb"}}"#]],
        );
        check(
            "SE_AgentGetCcpLogs",
            json!({}),
            expect![[r#"
            connect.getLog {}
            done {success: true, results: {"value":""}}"#]],
        );
    }

    #[test]
    fn without_a_log_the_flow_goes_on() {
        check_replies(
            "SE_AgentGetCcpLogs",
            json!({}),
            &[fault("the phone is not up")],
            expect![[r#"
            connect.getLog {}
            done {success: false, results: null, exception: "the phone is not up"}"#]],
        );
    }
}
