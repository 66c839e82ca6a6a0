//! Screenpop New Record.

use crate::call::{Call, Next};
use crate::effect::ScreenPop;
use crate::spec::{Block, Category, Ports, example, map, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFScreenpopNewRecord",
    name: "Screenpop New Record",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Opens the form of a new record."),
    controls: &[
        text("entityName").required().about("The API name of the object, such as Case."),
        map("defaultFieldValues").about("Fields that are filled in already."),
    ],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(
        r#"{"entityName": "Case", "defaultFieldValues": {"SuppliedPhone": "$.contact.phoneNumber"}}"#,
        "",
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let Some(entity_name) = call.some_text("entityName") else {
        return Next::failure("`entityName` is empty");
    };
    let mut default_field_values = call.map("defaultFieldValues");
    default_field_values.retain(|_, value| !value.is_null());
    Next::command(ScreenPop::NewRecord { entity_name, default_field_values })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_host_pops_it() {
        check(
            "SE_SFScreenpopNewRecord",
            json!({ "entityName": "Case", "defaultFieldValues": { "Subject": "$.contact.queueName", "Origin": "$.contact.nothing" } }),
            expect![[r#"
                host.screenPop {"type":"newRecord","params":{"entityName":"Case","defaultFieldValues":{"Subject":"Support"}}}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn nothing_to_pop_fails() {
        check(
            "SE_SFScreenpopNewRecord",
            json!({}),
            expect![[r#"failure {success: false, results: null, exception: "`entityName` is empty"}"#]],
        );
    }
}
