//! Format Phone Number.

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, Preset, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreFormatPhoneNumber",
    name: "Format Phone Number",
    aliases: &[],
    since: "5.0",
    category: Category::Core,
    about: sentence(
        "Writes a number as people read it, such as (213) 555-0100; the adapter's settings say how.",
    ),
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
    let text = call.text("phoneNumber");
    match call.scope.parse_phone(&text, &call.text("countryCode")) {
        Some(number) => Next::value(number.formatted(call.scope.phone_number_format())),
        None => Next::value(text),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use crate::{Flow, Input, Load, Run, Step};
    use cti_core::phone::PhoneNumberFormat;
    use cti_phone::RustPhoneEngine;
    use expect_test::{Expect, expect};
    use serde_json::json;
    use std::rc::Rc;

    fn check_format(format: PhoneNumberFormat, number: &str, expected: Expect) {
        let controls = json!({ "phoneNumber": number, "countryCode": "US" });
        let actions = json!([
            { "id": "start", "type": "SE_Start", "ports": { "done": "x" } },
            { "id": "x", "type": "SE_CoreFormatPhoneNumber", "controls": controls, "ports": { "done": "end" } },
            { "id": "end", "type": "SE_End" },
        ]);
        let (flow, _) = Flow::load("test", &json!({ "actions": actions }).to_string());
        let input = Input { phone_number_format: format, ..Input::default() };
        let mut run = Run::new(Rc::new(flow.unwrap()), input, Rc::new(RustPhoneEngine), 0.0);
        let Step::Done(outcome) = run.step(0.0) else { panic!("no effect was expected") };
        expected.assert_eq(&outcome.actions_json()["x"]["results"].to_string());
    }

    #[test]
    fn the_adapter_says_how_numbers_look() {
        use PhoneNumberFormat::{International, National, Rfc3966};
        check_format(National, "+12135550100", expect![[r#"{"value":"(213) 555-0100"}"#]]);
        check_format(International, "2135550100", expect![[r#"{"value":"+1 213-555-0100"}"#]]);
        check_format(Rfc3966, "2135550100", expect![[r#"{"value":"tel:+1-213-555-0100"}"#]]);
        check_format(International, "911", expect![[r#"{"value":"911"}"#]]);
    }

    #[test]
    fn an_extension_is_shown() {
        use PhoneNumberFormat::{International, National, Rfc3966};
        check_format(National, "2135550100x5", expect![[r#"{"value":"(213) 555-0100 ext. 5"}"#]]);
        check_format(International, "2135550100 #5", expect![[r#"{"value":"+1 213-555-0100 ext. 5"}"#]]);
        check_format(Rfc3966, "2135550100 ext. 5", expect![[r#"{"value":"tel:+1-213-555-0100;ext=5"}"#]]);
    }

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
