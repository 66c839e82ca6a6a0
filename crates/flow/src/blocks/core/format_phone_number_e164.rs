//! Format Phone Number (E164).

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, Preset, example, sentence, text};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreFormatPhoneNumberE164",
    name: "Format Phone Number (E164)",
    aliases: &[],
    since: "5.0",
    category: Category::Core,
    about: sentence(
        "Writes a number as the whole world can dial it, such as +12135550100; an extension is given beside it.",
    ),
    controls: &[
        text("phoneNumber").required().about("The number; what is none stays as it is."),
        text("countryCode")
            .or(Preset::Text("US"))
            .about("The country of numbers without +, such as US or DE."),
    ],
    ports: Ports::Done,
    results: &["value", "extension"],
    example: example(r#"{"phoneNumber": "(213) 555-0100", "countryCode": "US"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let text = call.text("phoneNumber");
    match call.scope.parse_phone(&text, &call.text("countryCode")) {
        Some(number) if !number.extension.is_empty() => {
            Next::done(object([("value", number.number.into()), ("extension", number.extension.into())]))
        }
        Some(number) => Next::value(number.number),
        None => Next::value(text),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_country_counts_without_plus() {
        check(
            "SE_CoreFormatPhoneNumberE164",
            json!({ "phoneNumber": "2135550100", "countryCode": "us" }),
            expect![[r#"done {success: true, results: {"value":"+12135550100"}}"#]],
        );
    }

    #[test]
    fn an_extension_is_not_dialled_and_not_lost() {
        check(
            "SE_CoreFormatPhoneNumberE164",
            json!({ "phoneNumber": "(213) 555-0100 x5" }),
            expect![[r#"done {success: true, results: {"value":"+12135550100","extension":"5"}}"#]],
        );
    }

    #[test]
    fn plus_ignores_the_country() {
        check(
            "SE_CoreFormatPhoneNumberE164",
            json!({ "phoneNumber": "+12135550100", "countryCode": "DE" }),
            expect![[r#"done {success: true, results: {"value":"+12135550100"}}"#]],
        );
    }

    #[test]
    fn a_service_number_stays_as_it_is() {
        check(
            "SE_CoreFormatPhoneNumberE164",
            json!({ "phoneNumber": "911", "countryCode": "US" }),
            expect![[r#"done {success: true, results: {"value":"911"}}"#]],
        );
    }
}
