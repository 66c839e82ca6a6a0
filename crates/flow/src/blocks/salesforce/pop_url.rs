//! Screenpop Url.

use crate::address;
use crate::call::{Call, Next};
use crate::effect::ScreenPop;
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFScreenpopUrl",
    name: "Screenpop Url",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Opens an address."),
    controls: &[text("url")
        .required()
        .about("The address; one without a host stays inside Salesforce, others open a browser tab.")],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"url": "/lightning/page/home"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    match address::read(call) {
        Ok(url) => Next::command(ScreenPop::Url { url }),
        Err(error) => Next::failure(error.to_string()),
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
            "SE_SFScreenpopUrl",
            json!({ "url": "/lightning/page/home" }),
            expect![[r#"
                host.screenPop {"type":"url","params":{"url":"/lightning/page/home"}}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn nothing_to_pop_fails() {
        check(
            "SE_SFScreenpopUrl",
            json!({}),
            expect![[r#"failure {success: false, results: null, exception: "`url` is empty"}"#]],
        );
    }

    #[test]
    fn complete_addresses_pop_too() {
        check(
            "SE_SFScreenpopUrl",
            json!({ "url": "https://example.com/?q=O'Brien" }),
            expect![[r#"
                host.screenPop {"type":"url","params":{"url":"https://example.com/?q=O'Brien"}}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn nothing_else_opens() {
        for hostile in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "/\\evil.example",
        ] {
            check(
                "SE_SFScreenpopUrl",
                json!({ "url": hostile }),
                expect![[
                    r#"failure {success: false, results: null, exception: "`url` is neither a relative address nor one with http or https"}"#
                ]],
            );
        }
    }
}
