//! Format Phone Number.

use cti_core::phone::PhoneNumber;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, Preset, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreFormatPhoneNumber",
    name: "Format Phone Number",
    aliases: &[],
    since: "5.0",
    category: Category::Core,
    about: sentence("Writes a number as people in its country do, such as (213) 555-0100."),
    controls: &[
        text("phoneNumber").required().about("The number; what is none stays as it is."),
        text("countryCode")
            .or(Preset::Text("US"))
            .about("The country of numbers without +, such as US or DE."),
    ],
    ports: Ports::Done,
    results: &["value"],
    example: example(r#"{"phoneNumber": "$.contact.phoneNumber", "countryCode": "US"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    format(call, |number| number.national_format)
}

/// The number in another form; text that is no number stays as it is.
pub(super) fn format(call: &Call<'_>, form: fn(PhoneNumber) -> String) -> Next {
    let text = call.text("phoneNumber");
    let number = call.scope.parse_phone(&text, &call.text("countryCode"));
    Next::value(number.map_or(text, form))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_country_counts_without_plus() {
        check(
            "SE_CoreFormatPhoneNumber",
            json!({ "phoneNumber": "2135550100", "countryCode": "us" }),
            expect![[r#"done {success: true, results: {"value":"(213) 555-0100"}}"#]],
        );
    }

    #[test]
    fn plus_ignores_the_country() {
        check(
            "SE_CoreFormatPhoneNumber",
            json!({ "phoneNumber": "+12135550100", "countryCode": "DE" }),
            expect![[r#"done {success: true, results: {"value":"(213) 555-0100"}}"#]],
        );
    }

    #[test]
    fn a_service_number_stays_as_it_is() {
        check(
            "SE_CoreFormatPhoneNumber",
            json!({ "phoneNumber": "911", "countryCode": "US" }),
            expect![[r#"done {success: true, results: {"value":"911"}}"#]],
        );
    }
}
