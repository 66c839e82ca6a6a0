//! Screenpop Search.

use crate::call::{Call, Next};
use crate::effect::ScreenPop;
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFScreenpopSearch",
    name: "Screenpop Search",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Opens the search page, whatever the softphone layout says."),
    controls: &[
        text("searchString").required().about("What is searched for, three characters or more."),
        text("searchType").about("Kept for flows that have it; Salesforce opens the page for all objects."),
    ],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"searchString": "$.contact.phoneNumber"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    match call.some_text("searchString") {
        Some(text) if text.chars().count() < 3 => {
            Next::failure("`searchString` needs three characters or more")
        }
        Some(search_string) => Next::command(ScreenPop::Search { search_string }),
        None => Next::failure("`searchString` is empty"),
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
            "SE_SFScreenpopSearch",
            json!({ "searchString": "Ada" }),
            expect![[r#"
                host.screenPop {"type":"search","params":{"searchString":"Ada"}}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn nothing_to_pop_fails() {
        check(
            "SE_SFScreenpopSearch",
            json!({}),
            expect![[r#"failure {success: false, results: null, exception: "`searchString` is empty"}"#]],
        );
    }

    #[test]
    fn salesforce_searches_for_three_characters_or_more() {
        check(
            "SE_SFScreenpopSearch",
            json!({ "searchString": " Äd " }),
            expect![[
                r#"failure {success: false, results: null, exception: "`searchString` needs three characters or more"}"#
            ]],
        );
        check(
            "SE_SFScreenpopSearch",
            json!({ "searchString": "O'B*", "searchType": "Contact" }),
            expect![[r#"
                host.screenPop {"type":"search","params":{"searchString":"O'B*"}}
                success {success: true, results: null}"#]],
        );
    }
}
