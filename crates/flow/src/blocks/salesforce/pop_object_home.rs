//! Screenpop Object Home.

use crate::call::{Call, Next};
use crate::effect::ScreenPop;
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFScreenpopObjectHome",
    name: "Screenpop Object Home",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Opens the home page of an object."),
    controls: &[text("scope")
        .required()
        .aka(&["entityName"])
        .about("The API name of the object, such as Case.")],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"scope": "Account"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    match call.some_text("scope") {
        Some(scope) => Next::command(ScreenPop::ObjectHome { scope }),
        None => Next::failure("`scope` is empty"),
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
            "SE_SFScreenpopObjectHome",
            json!({ "entityName": "Case" }),
            expect![[r#"
                host.screenPop {"type":"objecthome","params":{"scope":"Case"}}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn nothing_to_pop_fails() {
        check(
            "SE_SFScreenpopObjectHome",
            json!({}),
            expect![[r#"failure {success: false, results: null, exception: "`scope` is empty"}"#]],
        );
    }
}
