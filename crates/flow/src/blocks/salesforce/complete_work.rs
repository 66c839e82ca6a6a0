//! Complete High Velocity Sales Work With Task Saved.

use crate::call::{Call, Next};
use crate::effect::Host;
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFCompleteHvsWorkWithTaskSaved",
    name: "Complete High Velocity Sales Work With Task Saved",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Reports the outcome of a call step of a sales cadence."),
    controls: &[
        text("workId").required().about("The id that onHvsWorkStart brought."),
        text("disposition").about("The result of the call."),
        text("taskId").about("The task that logs the call."),
    ],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(
        r#"{"workId": "0W1xx0000000001", "disposition": "Meaningful Connect", "taskId": "00Txx0000000001AAA"}"#,
        "",
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let Some(work_id) = call.some_text("workId") else { return Next::failure("`workId` is empty") };
    Next::command(Host::CompleteWork {
        work_id,
        disposition: call.some_text("disposition"),
        task_id: call.some_text("taskId"),
        was_connected: true,
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_host_is_told() {
        check(
            "SE_SFCompleteHvsWorkWithTaskSaved",
            json!({ "workId": "w-1", "disposition": "Sold", "taskId": "00TA" }),
            expect![[r#"
                host.completeWork {"workId":"w-1","attributes":{"wasConnected":true,"disposition":"Sold","taskId":"00TA"}}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn without_work_there_is_nothing_to_complete() {
        check(
            "SE_SFCompleteHvsWorkWithTaskSaved",
            json!({ "workId": "$.payload.x" }),
            expect![[r#"failure {success: false, results: null, exception: "`workId` is empty"}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFCompleteHvsWorkWithTaskSaved",
            json!({ "workId": "w-1", "disposition": "", "taskId": "$.payload.x" }),
            &[fault("no such work")],
            expect![[r#"
                host.completeWork {"workId":"w-1","attributes":{"wasConnected":true}}
                failure {success: false, results: null, exception: "no such work"}"#]],
        );
    }
}
