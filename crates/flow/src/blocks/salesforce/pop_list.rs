//! Screenpop List.

use crate::call::{Call, Next};
use crate::effect::ScreenPop;
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFScreenpopList",
    name: "Screenpop List",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Opens a list view."),
    controls: &[
        text("listViewId").required().about("The id of the list view."),
        text("scope").required().about("The API name of the object, such as Case."),
    ],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"listViewId": "00Bxx0000000001", "scope": "Case"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    match (call.some_text("listViewId"), call.some_text("scope")) {
        (Some(list_view_id), Some(scope)) => Next::command(ScreenPop::List { list_view_id, scope }),
        (None, _) => Next::failure("`listViewId` is empty"),
        (_, None) => Next::failure("`scope` is empty"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_host_pops_it() {
        check(
            "SE_SFScreenpopList",
            json!({ "listViewId": "00B1", "scope": "Case" }),
            expect![[r#"
                host.screenPop {"type":"list","params":{"listViewId":"00B1","scope":"Case"}}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn nothing_to_pop_fails() {
        check(
            "SE_SFScreenpopList",
            json!({}),
            expect![[r#"failure {success: false, results: null, exception: "`listViewId` is empty"}"#]],
        );
    }
}
