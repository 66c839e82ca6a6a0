//! Dial Number.

use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentDialNumber",
    name: "Dial Number",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Calls a number, or adds it to the call that the agent has."),
    controls: &[
        text("phoneNumber").required().about("The number, best in the form +12135550100."),
        text("queueARN")
            .about("The queue whose caller id is shown; empty is the agent's own outbound queue."),
    ],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(
        r#"{"phoneNumber": "$.payload.number"}"#,
        r#"{"source": "salesforceUi", "event": "onClickToDial", "payload": {"number": "+12135550100"}}"#,
    ),
    run,
};

/// Success means that Connect took the request, not that anybody answered. It leaves no `results`.
fn run(call: &mut Call<'_>) -> Next {
    let Some(phone_number) = call.some_text("phoneNumber") else {
        return Next::failure("`phoneNumber` is empty");
    };
    let effect = Connect::Dial { phone_number, queue_arn: call.some_text("queueARN") };
    Next::perform(effect, |_, reply| match reply {
        Ok(_) => Next::success_bare(),
        Err(fault) => Next::failure(fault.message),
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn success_has_no_results() {
        check(
            "SE_AgentDialNumber",
            json!({ "phoneNumber": "$.payload.number" }),
            expect![[r#"
                connect.dial {"phoneNumber":"2135550100"}
                success {success: true}"#]],
        );
    }

    #[test]
    fn an_unusable_queue_fails() {
        check_replies(
            "SE_AgentDialNumber",
            json!({ "phoneNumber": "+12135550100", "queueARN": "arn:other" }),
            &[fault("the queue cannot place calls")],
            expect![[r#"
                connect.dial {"phoneNumber":"+12135550100","queueARN":"arn:other"}
                failure {success: false, results: null, exception: "the queue cannot place calls"}"#]],
        );
    }

    #[test]
    fn no_number_no_call() {
        check(
            "SE_AgentDialNumber",
            json!({ "phoneNumber": "$.payload.x" }),
            expect![[r#"failure {success: false, results: null, exception: "`phoneNumber` is empty"}"#]],
        );
    }
}
