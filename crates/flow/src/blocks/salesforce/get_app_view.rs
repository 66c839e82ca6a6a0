//! Get App View Info.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::{Host, Reply};
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFGetAppViewInfo",
    name: "Get App View Info",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Says which page the agent looks at, and which record where it is one."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &["url", "recordId", "recordName", "objectType", "accountId", "contactId", "personAccount"],
    example: example(
        "",
        r#"{"replies": {"host.getAppViewInfo": [{"ok": {"url": "https://acme.example/lightning/r/Contact/003xx0000000001AAA/view", "recordId": "003xx0000000001AAA", "recordName": "Ada Lovelace", "objectType": "Contact"}}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Host::GetAppViewInfo, take)
}

/// As the host says it: what is no record page has only `url`.
fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    match reply.map(value::map) {
        Ok(view) if view.is_empty() => Next::failure("Salesforce does not say which page is open"),
        Ok(view) => Next::success(Value::Object(view)),
        Err(fault) => Next::failure(fault.message),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn a_record_page_has_a_record() {
        check_replies(
            "SE_SFGetAppViewInfo",
            json!({}),
            &[Ok(
                json!({ "url": "https://acme.example/1", "recordId": "003A", "recordName": "Ada", "objectType": "Contact" }),
            )],
            expect![[r#"
                host.getAppViewInfo {}
                success {success: true, results: {"url":"https://acme.example/1","recordId":"003A","recordName":"Ada","objectType":"Contact"}}"#]],
        );
    }

    #[test]
    fn a_list_view_has_only_an_address() {
        check_replies(
            "SE_SFGetAppViewInfo",
            json!({}),
            &[Ok(json!({ "url": "https://acme.example/lightning/o/Case/list" }))],
            expect![[r#"
                host.getAppViewInfo {}
                success {success: true, results: {"url":"https://acme.example/lightning/o/Case/list"}}"#]],
        );
    }

    #[test]
    fn classic_answers_in_text() {
        check_replies(
            "SE_SFGetAppViewInfo",
            json!({}),
            &[Ok(json!(r#"{"url":"https://acme.example/003A","objectId":"003A"}"#))],
            expect![[r#"
                host.getAppViewInfo {}
                success {success: true, results: {"url":"https://acme.example/003A","objectId":"003A"}}"#]],
        );
    }

    #[test]
    fn no_answer_is_a_failure() {
        check(
            "SE_SFGetAppViewInfo",
            json!({}),
            expect![[r#"
            host.getAppViewInfo {}
            failure {success: false, results: null, exception: "Salesforce does not say which page is open"}"#]],
        );
        check_replies(
            "SE_SFGetAppViewInfo",
            json!({}),
            &[Ok(json!(7))],
            expect![[r#"
            host.getAppViewInfo {}
            failure {success: false, results: null, exception: "Salesforce does not say which page is open"}"#]],
        );
        check_replies(
            "SE_SFGetAppViewInfo",
            json!({}),
            &[fault("not here")],
            expect![[r#"
            host.getAppViewInfo {}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
