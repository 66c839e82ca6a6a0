//! Query value.

use super::query_records::{QUERY, run};
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFQueryValue",
    name: "Query value",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Reads records by a query, as SOQL Query does."),
    controls: &[QUERY],
    ports: Ports::SuccessFailure,
    results: &["value"],
    example: example(
        r#"{"query": "SELECT Id, Name FROM Account WHERE Industry = 'Energy' LIMIT 1"}"#,
        r#"{"replies": {"org.query": [{"ok": [{"Id": "001xx0000000001AAA", "Name": "Acme"}]}]}}"#,
    ),
    run,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use crate::{Flow, Input, Load, Run, Step};
    use cti_phone::RustPhoneEngine;
    use expect_test::{Expect, expect};
    use serde_json::json;
    use std::rc::Rc;

    #[test]
    fn it_is_soql_query_by_another_name() {
        check_replies(
            "SE_SFQueryValue",
            json!({ "soql": "SELECT Name FROM Account" }),
            &[Ok(json!([{ "Name": "Acme" }]))],
            expect![[r#"
                org.query {"query":"SELECT Name FROM Account"}
                success {success: true, results: {"value":[{"type":null,"Id":null,"Name":"Acme"}]}}"#]],
        );
    }

    #[test]
    fn it_fails_alike() {
        check(
            "SE_SFQueryValue",
            json!({}),
            expect![[r#"failure {success: false, results: null, exception: "the query is empty"}"#]],
        );
        check_replies(
            "SE_SFQueryValue",
            json!({ "query": "SELECT Name FROM Account" }),
            &[fault("no access")],
            expect![[r#"
                org.query {"query":"SELECT Name FROM Account"}
                failure {success: false, results: null, exception: "no access"}"#]],
        );
    }

    /// A query that String Template puts together; what the org is asked, or why it is not.
    fn put_together(template: &str, value: &str, expected: Expect) {
        let flow = json!({ "actions": [
            { "id": "s", "type": "SE_Start", "ports": { "done": "t" } },
            { "id": "t", "type": "SE_CoreStringTemplate", "ports": { "done": "q" },
              "controls": { "template": template, "variables": { "value": "$.payload.value" } } },
            { "id": "q", "type": "SE_SFQueryValue", "controls": { "query": "$.actions.t.results.string" },
              "ports": { "success": "e", "failure": "e" } },
            { "id": "e", "type": "SE_End" },
        ]});
        let (flow, _) = Flow::load("test", &flow.to_string());
        let input = Input { payload: json!({ "value": value }), ..Input::default() };
        let mut run = Run::new(Rc::new(flow.unwrap()), input, Rc::new(RustPhoneEngine), 0.0);
        let asked = match run.step(0.0) {
            Step::Perform(effect) => effect.args()["query"].as_str().unwrap().to_owned(),
            Step::Done(outcome) => outcome.actions_json()["q"]["exception"].as_str().unwrap().to_owned(),
        };
        expected.assert_eq(&asked);
    }

    #[test]
    fn values_in_a_template_stay_values() {
        let equal = "SELECT Id FROM Contact WHERE LastName = '{{value}}' LIMIT 1";
        put_together(
            equal,
            "O'Brien",
            expect![[r#"SELECT Id FROM Contact WHERE LastName = 'O\'Brien' LIMIT 1"#]],
        );
        put_together(
            equal,
            r"\' OR Name != '",
            expect![[r#"SELECT Id FROM Contact WHERE LastName = '\\\' OR Name != \'' LIMIT 1"#]],
        );
        put_together(
            equal,
            "a\nb\"c",
            expect![[r#"SELECT Id FROM Contact WHERE LastName = 'a\nb\"c' LIMIT 1"#]],
        );
        put_together(
            "SELECT Id FROM Contact WHERE Name LIKE '{{value}}%'",
            "100%_'",
            expect![[r#"SELECT Id FROM Contact WHERE Name LIKE '100\%\_\'%'"#]],
        );
    }

    #[test]
    fn keywords_outside_quotes_are_refused() {
        let bare = "SELECT Id FROM Contact WHERE Visits__c > {{value}}";
        put_together(bare, "3", expect!["SELECT Id FROM Contact WHERE Visits__c > 3"]);
        put_together(
            bare,
            "3 OR Id != null",
            expect!["a value outside quotes must be a number, a date, true, false, null or an API name"],
        );
        put_together(
            bare,
            "or",
            expect!["a value outside quotes must be a number, a date, true, false, null or an API name"],
        );
        put_together(
            "{{value}}",
            "SELECT Id FROM User",
            expect![
                "the words of the query come from data; write them in the flow, with a String Template for the values in it"
            ],
        );
    }
}
