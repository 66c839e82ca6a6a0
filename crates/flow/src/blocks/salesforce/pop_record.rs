//! Screenpop Object.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::ScreenPop;
use crate::spec::{Block, Category, Ports, example, flag, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFScreenpopObject",
    name: "Screenpop Object",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Opens a record."),
    controls: &[
        text("recordId").required().about("The id of the record."),
        flag("noPopOnEmpty").about("An empty id opens nothing and succeeds; otherwise it fails."),
    ],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"recordId": "500xx0000000001AAA", "noPopOnEmpty": true}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    match call.some_text("recordId") {
        Some(record_id) => Next::command(ScreenPop::Record { record_id }),
        None if call.flag("noPopOnEmpty") => Next::success(Value::Null),
        None => Next::failure("`recordId` is empty"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn an_empty_id_fails() {
        check(
            "SE_SFScreenpopObject",
            json!({ "recordId": "" }),
            expect![[r#"failure {success: false, results: null, exception: "`recordId` is empty"}"#]],
        );
    }

    #[test]
    fn an_empty_id_may_be_allowed() {
        check(
            "SE_SFScreenpopObject",
            json!({ "recordId": "$.payload.x", "noPopOnEmpty": true }),
            expect!["success {success: true, results: null}"],
        );
    }

    #[test]
    fn an_id_pops() {
        check_replies(
            "SE_SFScreenpopObject",
            json!({ "recordId": "003A" }),
            &[fault("no such record")],
            expect![[r#"
                host.screenPop {"type":"sobject","params":{"recordId":"003A"}}
                failure {success: false, results: null, exception: "no such record"}"#]],
        );
    }
}
