//! Format a Date object.

use serde_json::{Value, json};

use crate::call::{Call, Next};
use crate::date_format;
use crate::effect::Clock;
use crate::moment::{Locate, Moment};
use crate::spec::{Block, Category, Ports, Preset, any, example, sentence, text};

const STANDARD: &str = "YYYY-MM-DDTHH:mm:ssZ";

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreFormatDate",
    name: "Format a Date object",
    aliases: &["SE_FormatDate"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Writes a date and time as a pattern says, by the agent's clock."),
    controls: &[
        any("date")
            .aka(&["value"])
            .about("Text such as 2026-01-05T10:00:00Z, or milliseconds since 1970; empty is now."),
        text("format")
            .or(Preset::Text(STANDARD))
            .aka(&["dateFormat"])
            .about("The pattern in the tokens of Moment.js; text in [brackets] stands as it is."),
    ],
    ports: Ports::Done,
    results: &["value"],
    example: example(
        r#"{"date": "2026-01-05T10:00:00Z", "format": "dddd, D MMMM YYYY [at] h:mm A"}"#,
        r#"{"replies": {"clock.getUtcOffset": [{"ok": -480}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let moment = match call.any("date").as_deref() {
        None | Some(Value::Null) => Moment::from_millis(call.now()),
        Some(Value::String(text)) if text.trim().is_empty() => Moment::from_millis(call.now()),
        Some(value) => Moment::read(value),
    };
    let Some(moment) = moment else { return nothing("the value is no date") };
    match moment.locate(call.performed()) {
        Locate::Ask(at) => Next::perform(Clock::GetUtcOffset { at }, |call, reply| match reply {
            Ok(_) => run(call),
            Err(fault) => nothing(fault.message),
        }),
        Locate::Found(located) => {
            let pattern = call.text("format");
            let pattern = if pattern.trim().is_empty() { STANDARD } else { &pattern };
            Next::value(date_format::format(located, pattern))
        }
        Locate::Malformed => nothing("the agent's clock gave no answer that makes sense"),
    }
}

fn nothing(exception: impl Into<String>) -> Next {
    Next::thrown(json!({ "value": "" }), exception)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::{Value, json};

    #[test]
    fn a_moment_is_shown_by_the_agents_clock() {
        check_replies(
            "SE_CoreFormatDate",
            json!({ "date": "2026-01-05T03:04:05Z", "format": "ddd D MMM, HH:mm ZZ" }),
            &[Ok(json!(-480))],
            expect![[r#"
                clock.getUtcOffset {"at":1767582245000.0}
                done {success: true, results: {"value":"Sun 4 Jan, 19:04 -0800"}}"#]],
        );
    }

    #[test]
    fn a_date_without_a_zone_stays_that_date() {
        check_replies(
            "SE_CoreFormatDate",
            json!({ "value": "2026-01-05", "dateFormat": "DD.MM.YYYY Z x" }),
            &[Ok(json!(60)), Ok(json!(60))],
            expect![[r#"
                clock.getUtcOffset {"at":1767571200000.0}
                clock.getUtcOffset {"at":1767567600000.0}
                done {success: true, results: {"value":"05.01.2026 +01:00 1767567600000"}}"#]],
        );
    }

    #[test]
    fn a_time_that_the_clock_skips_is_an_hour_later() {
        // New York, where 02:30 did not exist that night.
        check_replies(
            "SE_CoreFormatDate",
            json!({ "date": "2026-03-08T02:30" }),
            &[Ok(json!(-300)), Ok(json!(-240)), Ok(json!(-300))],
            expect![[r#"
                clock.getUtcOffset {"at":1772937000000.0}
                clock.getUtcOffset {"at":1772955000000.0}
                clock.getUtcOffset {"at":1772951400000.0}
                done {success: true, results: {"value":"2026-03-08T03:30:00-04:00"}}"#]],
        );
    }

    #[test]
    fn just_after_the_clock_changed_it_has_changed() {
        // Berlin, the morning after: the first answer is that of two hours later, the same one.
        check_replies(
            "SE_CoreFormatDate",
            json!({ "date": "2026-10-25T02:30" }),
            &[Ok(json!(60)), Ok(json!(60))],
            expect![[r#"
                clock.getUtcOffset {"at":1792895400000.0}
                clock.getUtcOffset {"at":1792891800000.0}
                done {success: true, results: {"value":"2026-10-25T02:30:00+01:00"}}"#]],
        );
        check_replies(
            "SE_CoreFormatDate",
            json!({ "date": "2026-10-25T01:30" }),
            &[Ok(json!(60)), Ok(json!(120)), Ok(json!(120))],
            expect![[r#"
                clock.getUtcOffset {"at":1792891800000.0}
                clock.getUtcOffset {"at":1792888200000.0}
                clock.getUtcOffset {"at":1792884600000.0}
                done {success: true, results: {"value":"2026-10-25T01:30:00+02:00"}}"#]],
        );
    }

    #[test]
    fn no_date_is_now() {
        for date in [Value::Null, json!(""), json!("$.payload.nothing")] {
            check_replies(
                "SE_CoreFormatDate",
                json!({ "date": date, "format": "YYYY" }),
                &[Ok(json!(0))],
                expect![[r#"
                    clock.getUtcOffset {"at":0.0}
                    done {success: true, results: {"value":"1970"}}"#]],
            );
        }
    }

    #[test]
    fn what_is_no_date_is_empty_and_says_so() {
        for date in
            [json!("next week"), json!(true), json!({ "a": 1 }), json!("<img src=x onerror=alert(1)>")]
        {
            check(
                "SE_CoreFormatDate",
                json!({ "date": date }),
                expect![[
                    r#"done {success: false, results: {"value":""}, exception: "the value is no date"}"#
                ]],
            );
        }
    }

    #[test]
    fn a_clock_that_does_not_answer_is_told() {
        check_replies(
            "SE_CoreFormatDate",
            json!({ "date": 0 }),
            &[fault("no clock")],
            expect![[r#"
                clock.getUtcOffset {"at":0.0}
                done {success: false, results: {"value":""}, exception: "no clock"}"#]],
        );
        check(
            "SE_CoreFormatDate",
            json!({ "date": 0 }),
            expect![[r#"
                clock.getUtcOffset {"at":0.0}
                done {success: false, results: {"value":""}, exception: "the agent's clock gave no answer that makes sense"}"#]],
        );
    }

    #[test]
    fn an_empty_pattern_is_the_usual_one() {
        check_replies(
            "SE_CoreFormatDate",
            json!({ "date": 0, "format": " " }),
            &[Ok(json!(0))],
            expect![[r#"
                clock.getUtcOffset {"at":0.0}
                done {success: true, results: {"value":"1970-01-01T00:00:00+00:00"}}"#]],
        );
    }

    #[test]
    fn spaces_of_a_pattern_stay() {
        check_replies(
            "SE_CoreFormatDate",
            json!({ "date": 0, "format": " YYYY " }),
            &[Ok(json!(0))],
            expect![[r#"
                clock.getUtcOffset {"at":0.0}
                done {success: true, results: {"value":" 1970 "}}"#]],
        );
    }
}
