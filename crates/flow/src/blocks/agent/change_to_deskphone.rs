//! Change Agent to Deskphone.

use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentChangeToDeskphone",
    name: "Change Agent to Deskphone",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Takes the calls of the agent at a phone from now on."),
    controls: &[text("phoneNumber").required().about("The number of the phone in the form +12135550100.")],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"phoneNumber": "+12135550199"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    match call.some_text("phoneNumber") {
        Some(number) => {
            Next::command(Connect::SetConfiguration { softphone_enabled: false, extension: Some(number) })
        }
        None => Next::failure("`phoneNumber` is empty"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn calls_come_to_the_phone() {
        check(
            "SE_AgentChangeToDeskphone",
            json!({ "phoneNumber": "+12135550199" }),
            expect![[r#"
            connect.setConfiguration {"softphoneEnabled":false,"extension":"+12135550199"}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn without_a_number_nothing_changes() {
        check(
            "SE_AgentChangeToDeskphone",
            json!({ "phoneNumber": "$.payload.x" }),
            expect![[r#"failure {success: false, results: null, exception: "`phoneNumber` is empty"}"#]],
        );
    }

    #[test]
    fn a_number_that_connect_refuses_takes_failure() {
        check_replies(
            "SE_AgentChangeToDeskphone",
            json!({ "phoneNumber": "555-0199" }),
            &[fault("the number of a desk phone is E.164")],
            expect![[r#"
                connect.setConfiguration {"softphoneEnabled":false,"extension":"555-0199"}
                failure {success: false, results: null, exception: "the number of a desk phone is E.164"}"#]],
        );
    }
}
