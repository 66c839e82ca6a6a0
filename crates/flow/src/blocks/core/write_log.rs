//! Log to Console.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::{Level, LogLine};
use crate::spec::{Block, Category, Ports, Preset, any, choice, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_Log",
    name: "Log to Console",
    aliases: &["SE_CoreLog"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Writes a message to the adapter's log."),
    controls: &[
        choice("level", Level::NAMES).or(Preset::Text("debug")).about("How important the message is."),
        any("message").required().about("Text or a reference; objects are written as JSON."),
    ],
    ports: Ports::Done,
    results: &[],
    example: example(r#"{"level": "info", "message": "$.contact.queueName"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let level = Level::parse(&call.text("level")).unwrap_or_default();
    Next::perform(LogLine { level, message: call.text("message") }, |_, _| Next::done(Value::Null))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn false_is_printed() {
        check(
            "SE_Log",
            json!({ "level": "info", "message": false }),
            expect![[r#"
                log.write {"level":"info","message":"false"}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn an_empty_message_is_legal() {
        check(
            "SE_Log",
            json!({ "message": "" }),
            expect![[r#"
                log.write {"level":"debug","message":""}
                done {success: true, results: null}"#]],
        );
    }
}
